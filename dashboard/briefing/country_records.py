"""Parts of a country's brief: figures, groups, screenings, routes, publishers, and records that differ."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from dashboard.briefing.blocks import Block, Cell, Column, figures, heading, table, text, warning
from dashboard.briefing.records import (
    dated,
    kind_words,
    number,
    place_words,
    read_at,
    record_table,
    source_columns,
    told,
)
from dashboard.findings.contradictions import Contradiction
from dashboard.findings.country import age_days, people_words, where_words
from dashboard.findings.rescue import STEPS, step_words
from dashboard.language import country_words, date_words, message
from dashboard.state import Language


def figure_cards(counted: pd.DataFrame, language: Language) -> Block:
    """
    People of each step with the age of its newest report; the steps overlap.

    Parameters
    ----------
    counted
        Rows of `queries.country.count_figures`.
    language
        Thai or English.
    """
    rows = {row["step"]: row for row in counted.to_dict("records")}
    return figures(
        {
            "value": f"{int(rows[step]['persons']):,}" if step in rows and rows[step]["events"] else "–",
            "label": step_words(step, language),
            "change": _figure_words(rows.get(step), step, language),
            "note": "",
        }
        for step in STEPS
    )


def _figure_words(row: Mapping[Any, Any] | None, step: str, language: Language) -> str:
    """What stands under a number: events, newest report and its age, publishers."""
    if row is None:
        return message(language, "country-figure-found" if step == "found" else "country-figure-none")
    parts = [message(language, "country-figure-events", events=int(row["events"]))]
    if row["without_number"]:
        parts.append(message(language, "country-figure-without-number", count=int(row["without_number"])))
    if pd.isna(row["newest_date"]):
        parts.append(message(language, "country-figure-undated"))
    else:
        newest, days = dated(row["newest_date"], row["newest_precision"], language), int(row["age_days"])
        parts.append(message(language, "country-figure-newest", newest=newest, days=days))
    parts.append(message(language, "country-figure-publishers", publishers=int(row["publishers"])))
    return " · ".join(parts)


def still_blocks(groups: pd.DataFrame, language: Language) -> list[Block]:
    """
    Groups that aren't reported sent home, with where their furthest step was told.

    Parameters
    ----------
    groups
        Rows of `findings.country.still_groups`.
    language
        Thai or English.
    """
    columns = [
        Column(message(language, "rescue-column-step"), 1.4),
        Column(message(language, "rescue-column-number"), 0.8, "right"),
        Column(message(language, "country-column-where"), 3.0),
        Column(message(language, "rescue-column-last"), 1.6),
        Column(message(language, "country-column-age"), 1.0, "right"),
        Column(message(language, "country-column-unattributed"), 1.2, "right"),
    ]
    rows = (
        [
            step_words(row["step"], language),
            number(row["persons"]),
            where_words(row, language),
            dated(row["last_date"], row["last_precision"], language),
            _days(row["age_days"], language),
            number(row["unattributed"]),
        ]
        for row in groups.to_dict("records")
    )
    listed = table(columns, rows, empty=message(language, "country-still-none"))
    return [warning(message(language, "country-still-warning")), listed]


def _days(age: Any, language: Language) -> str:
    return "–" if age is None or pd.isna(age) else message(language, "country-age", days=max(int(age), 0))


def screening_blocks(screenings: pd.DataFrame, as_of: date, language: Language) -> list[Block]:
    """
    Screenings that an embassy would be told of, newest first.

    Parameters
    ----------
    screenings
        Rows of `queries.cited.list_cited`.
    as_of
        End of the records, at which ages are told.
    language
        Thai or English.
    """
    listed = record_table(screenings, language, empty=message(language, "country-screenings-none"))
    return [listed] if screenings.empty else [text(_newest_words(screenings, as_of, language)), listed]


def _newest_words(screenings: pd.DataFrame, as_of: date, language: Language) -> str:
    """How old the newest screening is."""
    known = screenings[screenings["event_date"] <= pd.Timestamp(as_of)]
    if known.empty:
        return message(language, "country-screenings-undated")
    row = known.sort_values("event_date_last", kind="stable").iloc[-1]
    return message(
        language,
        "country-screenings-newest",
        newest=dated(row["event_date"], row["date_precision"], language),
        days=age_days(row["event_date_last"], as_of),
        end=date_words(as_of, language),
    )


def route_table(found: pd.DataFrame, language: Language) -> Block:
    """Reported routes, each in one line of places; see `findings.country.routes`."""
    columns = [
        Column(message(language, "country-column-route"), 2.6),
        Column(message(language, "column-kind"), 1.2),
        Column(message(language, "column-date"), 1.2),
        Column(message(language, "country-column-people"), 0.7, "right"),
        *source_columns(language),
    ]
    rows = (
        [
            row["route"],
            message(language, f"kind-{row['kind']}"),
            dated(row["event_date"], row["date_precision"], language),
            number(row["persons"]),
            told(row["summary"]),
            read_at(row),
        ]
        for row in found.to_dict("records")
    )
    return table(columns, rows, empty=message(language, "country-routes-none"))


def publisher_table(sources: pd.DataFrame, language: Language) -> Block:
    """Who told of the country, how often, how lately; see `queries.country.list_sources`."""
    columns = [
        Column(message(language, "country-column-publisher"), 3.0),
        Column(message(language, "country-column-records"), 0.8, "right"),
        Column(message(language, "country-column-newest"), 1.4),
        Column(message(language, "country-column-age"), 1.0, "right"),
    ]
    rows: Iterable[list[Cell]] = (
        [
            {"text": told(row["publisher"]), "url": told(row["source_url"], "")},
            number(row["records"]),
            dated(row["newest_date"], row["newest_precision"], language),
            _days(row["age_days"], language),
        ]
        for row in sources.to_dict("records")
    )
    return table(columns, rows, empty=message(language, "brief-no-sources"))


def contradiction_blocks(found: Sequence[Contradiction], language: Language) -> list[Block]:
    """
    Records of one event that differ, side by side.

    Parameters
    ----------
    found
        Of `findings.contradictions.contradictions`.
    language
        Thai or English.
    """
    limits = text(message(language, "contradict-limits"))
    if not found:
        return [text(message(language, "contradict-none")), limits]
    blocks = [text(message(language, "contradict-told", count=len(found)))]
    for one in found:
        blocks += _contradiction(one, language)
    return [*blocks, limits]


def _contradiction(one: Contradiction, language: Language) -> list[Block]:
    """The records of one event, and how they are counted."""
    what = ", ".join(message(language, f"contradict-{name}") for name in one.differing)
    who = "" if one.nationality is None else f" · {country_words(one.nationality, language)}"
    title = f"{message(language, f'kind-{one.kind}')}{who} · {message(language, 'contradict-differ', what=what)}"
    columns = [
        Column(message(language, "column-date"), 1.3),
        Column(message(language, "column-kind"), 1.7),
        Column(message(language, "column-place"), 1.8),
        Column(message(language, "contradict-column-counted"), 1.0),
        *source_columns(language),
    ]
    rows = (
        [
            dated(row["event_date"], row["date_precision"], language),
            # None of them is a running total: the query leaves those out.
            kind_words({**row, "is_running_total": False}, language),
            place_words(row, language),
            _counted(row, language),
            told(row["summary"]),
            read_at(row),
        ]
        for row in one.rows.to_dict("records")
    )
    counted = one.rows[one.rows["is_counted"]].groupby("persons_kind")["persons"].sum().reset_index()
    people = people_words(counted, language) or message(language, "country-no-people")
    values = {"people": people} if one.treatment == "added" else {}
    how = message(language, f"contradict-{one.treatment}", **values)
    return [heading(title), table(columns, rows, empty=""), text(how)]


def _counted(row: Mapping[Any, Any], language: Language) -> str:
    """Whether a record's people are in the sums."""
    if pd.isna(row["persons"]):
        return message(language, "contradict-no-number")
    return message(language, "contradict-counted" if row["is_counted"] else "contradict-not-counted")
