"""Records as rows of a page's table: date, what, where, what the source says, and where it was read."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.briefing.blocks import Block, Cell, Column, table
from dashboard.language import country_words, date_words, message
from dashboard.state import Language


def dated(day: Any, precision: Any, language: Language) -> str:
    """A date of a frame in words, no finer than it is known."""
    if pd.isna(day):
        return message(language, "undated")
    return date_words(pd.Timestamp(day).date(), language, precision=str(precision))


def told(value: Any, otherwise: str = "–") -> str:
    """A text of a frame; a dash where there is none."""
    return otherwise if pd.isna(value) else str(value)


def number(value: Any) -> str:
    """A number of a frame; a dash where none is told."""
    return "–" if pd.isna(value) else f"{int(value):,}"


def file_words(record: Mapping[Any, Any]) -> str:
    """The file and line that a record was read from."""
    if pd.isna(record["file_name"]) or pd.isna(record["source_line"]):
        return told(record["file_name"])
    return f"{record['file_name']}:{int(record['source_line'])}"


def read_at(record: Mapping[Any, Any]) -> Cell:
    """The publisher with the page that a record was read on, and its file and line."""
    words = f"{told(record['publisher'])} · {file_words(record)}"
    return {"text": words, "url": told(record["source_url"], "")}


def place_words(record: Mapping[Any, Any], language: Language) -> str:
    """The compound, the place and the country, as far as they are told."""
    thai = record["place_name_th"] if language == "th" else None
    place = record["place_name"] if pd.isna(thai) else thai
    if record["location_precision"] == "country":
        place = None
    country = None if pd.isna(record["country"]) else country_words(record["country"], language)
    parts = dict.fromkeys(part for part in (record["compound_name"], place, country) if not pd.isna(part))
    return ", ".join(parts) or "–"


def kind_words(record: Mapping[Any, Any], language: Language) -> str:
    """The kind, its people, and whether it is a running total."""
    words = message(language, f"kind-{record['kind']}")
    if not pd.isna(record["persons"]) and not pd.isna(record["persons_kind"]):
        words += " · " + message(language, f"persons-{record['persons_kind']}", count=int(record["persons"]))
    return f"{words} ({message(language, 'running-total')})" if record["is_running_total"] else words


def source_columns(language: Language) -> list[Column]:
    """What the source says, and where it was read."""
    return [Column(message(language, "column-summary"), 4.6), Column(message(language, "brief-column-read"), 2.2)]


def record_table(records: pd.DataFrame, language: Language, *, empty: str) -> Block:
    """
    Records with their sources.

    Parameters
    ----------
    records
        Rows as `queries.told.told_of` gives them.
    language
        Thai or English; summaries stay as they were written.
    empty
        What to say where there is none.
    """
    columns = [
        Column(message(language, "column-date"), 1.3),
        Column(message(language, "column-kind"), 1.7),
        Column(message(language, "column-place"), 1.8),
        *source_columns(language),
    ]
    rows = (
        [
            dated(record["event_date"], record["date_precision"], language),
            kind_words(record, language),
            place_words(record, language),
            told(record["summary"]),
            read_at(record),
        ]
        for record in records.to_dict("records")
    )
    return table(columns, rows, empty=empty)
