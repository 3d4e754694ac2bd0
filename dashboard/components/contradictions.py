"""Records of one event that differ, side by side."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.cited import place_words
from dashboard.components.downloads import draw_downloads
from dashboard.components.records import dated
from dashboard.findings.contradictions import Contradiction, HeldTogether, contradiction_frame
from dashboard.findings.country import people_words
from dashboard.language import country_words, message
from dashboard.state import Language

MOST_SHOWN = 20
"""Contradictions that a page shows; the file holds all."""
_WIDTHS = {
    "column-date": 125,
    "country-column-people": 115,
    "column-place": 150,
    "contradict-column-status": 115,
    "contradict-column-counted": 85,
    "column-publisher": 135,
    "column-summary": 330,
}


def draw_contradictions(held: HeldTogether, language: Language, *, scale: float) -> None:
    """
    Where records of one event differ: each record with its source, and what the sums make of them.

    Parameters
    ----------
    held
        Records of the page's view.
    language
        Language of the words; summaries stay as they were written.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    found = held.found
    st.markdown(f"#### {message(language, 'contradict')}")
    if found:
        st.markdown(message(language, "contradict-told", count=len(found)))
    else:
        st.info(message(language, "contradict-none"))
    for number, one in enumerate(found[:MOST_SHOWN]):
        with st.container(border=True):
            _draw_one(one, number, language, scale=scale)
    if len(found) > MOST_SHOWN:
        st.caption(message(language, "contradict-cut", shown=MOST_SHOWN))
    told = [message(language, "contradict-parts", count=held.parts)] if held.parts else []
    st.caption(" ".join([*told, message(language, "contradict-limits")]))
    if found:
        draw_downloads(contradiction_frame(found), "contradictions", language)


def _draw_one(one: Contradiction, number: int, language: Language, *, scale: float) -> None:
    """The records of one event, and how they are counted."""
    what = ", ".join(message(language, f"contradict-{name}") for name in one.differing)
    who = "" if one.nationality is None else f" · {country_words(one.nationality, language)}"
    title = f"{message(language, f'kind-{one.kind}')}{who}"
    st.markdown(f"**{title}** · {message(language, 'contradict-differ', what=what)}")
    widths = {message(language, key): round(width * scale) for key, width in _WIDTHS.items()}
    columns: dict[str, Any] = {name: st.column_config.TextColumn(name, width=width) for name, width in widths.items()}
    columns["link"] = st.column_config.LinkColumn(
        message(language, "column-link"), display_text=message(language, "link-open"), width=round(60 * scale)
    )
    columns["file"] = st.column_config.TextColumn(message(language, "column-file"), width=round(150 * scale))
    rows = [_cells(row, language) for row in one.rows.to_dict("records")]
    st.dataframe(
        pd.DataFrame(rows, columns=list(columns)),
        column_config=columns,
        hide_index=True,
        row_height=round(92 * scale),
        key=f"contradiction-{number}",
        alt=f"{message(language, 'contradict')}: {title}",
    )
    counted = one.rows[one.rows["is_counted"]].groupby("persons_kind")["persons"].sum().reset_index()
    people = people_words(counted, language) or message(language, "country-no-people")
    values = {"people": people} if one.treatment == "added" else {}
    st.markdown(f":small[{message(language, f'contradict-{one.treatment}', **values)}]")


def _cells(row: dict[Any, Any], language: Language) -> dict[str, str]:
    """One record in words."""
    status = message(language, f"kind-{row['kind']}")
    if not pd.isna(row["action"]):
        status += " · " + message(language, "action-" + row["action"].replace("_", "-"))
    told = {
        "column-date": dated(row["event_date"], row["date_precision"], language),
        "country-column-people": _people(row, language),
        "column-place": place_words(row, language),
        "contradict-column-status": status,
        "contradict-column-counted": _counted(row, language),
        "column-publisher": row["publisher"],
        "column-summary": row["summary"],
    }
    return {message(language, key): value for key, value in told.items()} | {
        "link": "" if pd.isna(row["source_url"]) else row["source_url"],
        "file": "–" if pd.isna(row["file_name"]) else f"{row['file_name']}:{row['source_line']}",
    }


def _people(row: dict[Any, Any], language: Language) -> str:
    """The people that a record counts, of an incident both the arrested and the found."""
    if pd.isna(row["persons"]) or pd.isna(row["persons_kind"]):
        return "–"
    parts = [message(language, f"persons-{row['persons_kind']}", count=int(row["persons"]))]
    if not pd.isna(row["also_found"]):
        parts.append(message(language, "persons-found", count=int(row["also_found"])))
    return " · ".join(parts)


def _counted(row: dict[Any, Any], language: Language) -> str:
    """Whether a record's people are in the sums."""
    if pd.isna(row["persons"]):
        return message(language, "contradict-no-number")
    return message(language, "contradict-counted" if row["is_counted"] else "contradict-not-counted")
