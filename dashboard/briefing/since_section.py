"""What changed since an earlier briefing: records added, corrected and withdrawn, as a page and as a table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.briefing.blocks import Block, Cell, Column, heading, table, text
from dashboard.briefing.changes import RecordChanges, record_changes
from dashboard.briefing.earlier import Earlier
from dashboard.briefing.records import dated, kind_words, place_words, told
from dashboard.briefing.sections import section
from dashboard.briefing.sources import told_sources
from dashboard.language import date_words, message
from dashboard.queries.changed import list_held, list_named, list_sources_of
from dashboard.state import Language
from dashboard.wall.asked import Asked

CHANGES = ("added", "corrected", "withdrawn")
_MOST = 200
"""Rows of a list at most, the newest; a data format has them all."""


@dataclass(frozen=True)
class Since:
    """
    What changed since an earlier briefing.

    Attributes
    ----------
    changes
        The ids.
    rows
        Each of `CHANGES` -> rows of `queries.changed.list_named`, newest first; of one that nobody knows any more, the
        record_id alone.
    """

    changes: RecordChanges
    rows: Mapping[str, list[dict[Any, Any]]]


def since(asked: Asked, earlier: Earlier, records: Mapping[str, str]) -> Since:
    """
    What changed since an earlier briefing.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    earlier
        The earlier one.
    records
        Id -> hash of what it says, of each record that this one rests on.
    """
    opened, levels = asked.connection, asked.levels
    held = list_held(opened, levels=levels, ids=list(earlier.records))
    # What is in the build and may not be told isn't among the records of the earlier one any more.
    changes = record_changes(earlier.records, records, held=held, there=set())
    listed: dict[str, list[dict[Any, Any]]] = {
        name: list_named(opened, levels=levels, ids=getattr(changes, name)).to_dict("records")
        for name in ("added", "corrected")
    }
    gone = set(changes.withdrawn)
    return Since(changes, listed | {"withdrawn": [dict(one) for one in earlier.withdrawn if one["record_id"] in gone]})


def since_section(asked: Asked, earlier: Earlier, records: Mapping[str, str], language: Language) -> dict[str, Any]:
    """
    The page of what changed since an earlier briefing; parameters as of `since`.

    Returns
    -------
    dict
        A section; it adds no record to those that the briefing rests on.
    """
    found = since(asked, earlier, records)
    end = date_words(asked.as_of, language)
    return section(
        message(language, "since-title", code=earlier.code),
        changes_sentence(found.changes, earlier, language),
        periods=[earlier_words(earlier, language), message(language, "since-now", date=end)],
        blocks=[*_lists(found, language), *(text(words) for words in left_words(found.changes, language))],
        sources=told_sources(list_sources_of(asked.connection, levels=asked.levels, ids=list(records)), language),
        method=message(language, "since-method"),
    )


def changes_sentence(changes: RecordChanges, earlier: Earlier, language: Language) -> str:
    """How many records were added, corrected and withdrawn, or plainly that none was."""
    counts = {name: len(getattr(changes, name)) for name in CHANGES}
    key = "since-told" if any(counts.values()) else "since-nothing"
    return message(language, key, code=earlier.code, date=date_words(earlier.as_of, language), **counts)


def earlier_words(earlier: Earlier, language: Language) -> str:
    """The code, build and date of the earlier briefing."""
    date = date_words(earlier.as_of, language)
    return message(language, "since-earlier", code=earlier.code, build=earlier.build_id, date=date)


def left_words(changes: RecordChanges, language: Language) -> Iterator[str]:
    """How many records are as they were and no longer of the briefing, if any."""
    if changes.left:
        yield message(language, "since-left", count=len(changes.left))


def changes_table(found: Since) -> pd.DataFrame:
    """All that changed as rows: `change` of `CHANGES`, and the columns of `queries.changed.list_named`."""
    rows = [{**row, "change": name} for name in CHANGES for row in found.rows[name]]
    columns = [
        "change", "record_id", "layer", "kind", "event_date", "date_precision", "country", "place_name",
        "place_name_th", "compound_name", "publisher", "source_url",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _lists(found: Since, language: Language) -> Iterator[Block]:
    columns = [
        Column(message(language, "column-date"), 1.3),
        Column(message(language, "column-kind"), 2.4),
        Column(message(language, "column-place"), 2.4),
        Column(message(language, "column-publisher"), 2.2),
    ]
    for name in CHANGES:
        rows = found.rows[name]
        if not rows:
            continue
        yield heading(message(language, f"since-{name}", count=len(rows)))
        yield table(columns, (_row(row, language) for row in rows[:_MOST]), empty="")
        if len(rows) > _MOST:
            yield text(message(language, "since-cut", count=_MOST, all=len(rows)))


def _row(row: Mapping[Any, Any], language: Language) -> list[Cell]:
    if "layer" not in row:
        return ["–", message(language, "since-unnamed", id=row["record_id"]), "–", "–"]
    return [
        day_words(row, language),
        what_words(row, language),
        place_words(row, language),
        {"text": told(row["publisher"]), "url": told(row["source_url"], "")},
    ]


def day_words(row: Mapping[Any, Any], language: Language) -> str:
    """The date of a record or of a compound's status, no finer than it is known."""
    return dated(row["event_date"], str(row["date_precision"]), language)


def named_words(record_id: str, row: Mapping[Any, Any] | None, language: Language) -> str:
    """The id of a record with its date and kind; alone where its row may not be told or nobody knows it."""
    shown = "".join(letter for letter in record_id if letter.isprintable())
    return shown if row is None else f"{shown} ({day_words(row, language)}, {what_words(row, language)})"


def what_words(row: Mapping[Any, Any], language: Language) -> str:
    """The kind and people of a record, or the status of a compound."""
    if row["layer"] == "compound":
        return message(language, "since-compound", status=message(language, f"status-{row['kind']}"))
    return kind_words(row, language)
