"""Titles of lists, a list of compounds, and what every list has: dates, the page and the file of each row."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.map import dismiss_choice
from dashboard.language import date_words, message
from dashboard.state import Language

_WIDTHS = {"name": 105, "status": 105, "publisher": 95, "summary": 210, "controlled": 115}


def draw_choice(title: str, language: Language) -> None:
    """What was clicked, and the way back to all records."""
    words, back = st.columns([3, 1], vertical_alignment="center")
    words.markdown(f"**{title}**")
    back.button(message(language, "list-back"), key="back", on_click=dismiss_choice, width="stretch")


def draw_hint(language: Language) -> None:
    """The title of the whole list, and how to narrow it by a click."""
    st.markdown(f"**{message(language, 'list-all')}** :small[{message(language, 'list-hint')}]")


def draw_compound_records_title(compounds: int, language: Language) -> None:
    """The title of the records that name the chosen compounds."""
    st.markdown(f"**{message(language, 'list-compound-records', count=compounds)}**")


def dated(day: Any, precision: Any, language: Language) -> str:
    """A date of a frame in words, no finer than it is known."""
    if pd.isna(day):
        return message(language, "undated")
    return date_words(pd.Timestamp(day).date(), language, precision=str(precision))


def file_words(record: Mapping[Any, Any]) -> str:
    """The file and line that a record was read from."""
    if pd.isna(record["file_name"]) or pd.isna(record["source_line"]):
        return "–" if pd.isna(record["file_name"]) else str(record["file_name"])
    return f"{record['file_name']}:{int(record['source_line'])}"


def sourced_columns(widths: Mapping[str, int], language: Language, *, scale: float) -> dict[str, Any]:
    """Columns of words, by name and width on an ordinary screen, then the page and the file they were read from."""
    columns: dict[str, Any] = {
        name: st.column_config.TextColumn(message(language, f"column-{name}"), width=round(width * scale))
        for name, width in widths.items()
    }
    columns["link"] = st.column_config.LinkColumn(
        message(language, "column-link"), display_text=message(language, "link-open"), width=round(60 * scale)
    )
    columns["file"] = st.column_config.TextColumn(message(language, "column-file"), width=round(150 * scale))
    return columns


def source_first(columns: Mapping[str, Any]) -> dict[str, Any]:
    """
    The same columns with the page right after its publisher: in half a narrow window what comes last is out of sight.

    Examples
    --------
    >>> list(source_first({"date": 1, "publisher": 2, "summary": 3, "link": 4, "file": 5}))
    ['date', 'publisher', 'link', 'summary', 'file']
    """
    names = [name for name in columns if name != "link"]
    names.insert(names.index("publisher") + 1, "link")
    return {name: columns[name] for name in names}


def draw_compounds(frame: pd.DataFrame, language: Language, *, scale: float) -> None:
    """
    Compounds as a table.

    Parameters
    ----------
    frame
        Rows of `queries.compounds.list_compounds`.
    language
        Language of headings, statuses and dates.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    columns = source_first(sourced_columns(_WIDTHS, language, scale=scale))
    st.dataframe(
        pd.DataFrame([_compound_row(row, language) for row in frame.to_dict("records")], columns=list(columns)),
        column_config=columns,
        hide_index=True,
        row_height=round(112 * scale),
        key="compounds-table",
        alt=message(language, "legend-compounds"),
    )


def _compound_row(compound: dict[Any, Any], language: Language) -> dict[str, str]:
    """One compound in words; its status is worth no more than its date."""
    status = message(language, f"status-{compound['status']}")
    day = dated(compound["status_date"], compound["status_date_precision"], language)
    return {
        "name": compound["name"],
        "status": f"{status} ({day})",
        "summary": compound["summary"],
        "controlled": "–" if pd.isna(compound["controlled_by"]) else compound["controlled_by"],
        "publisher": compound["publisher"],
        "link": "" if pd.isna(compound["source_url"]) else compound["source_url"],
        "file": file_words(compound),
    }
