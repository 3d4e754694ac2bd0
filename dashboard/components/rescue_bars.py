"""Bars of people, the table behind them, and the records behind what was chosen in either."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.rescue import BAR
from dashboard.charts.template import Chart
from dashboard.components.charts import draw_chart
from dashboard.components.cited import draw_cited
from dashboard.components.downloads import draw_downloads
from dashboard.components.plain_text import plain
from dashboard.language import message
from dashboard.state import Language


def draw_bars(key: str, chart: Chart, rows: pd.DataFrame, title: str, language: Language) -> tuple[str, ...]:
    """
    A chart and, behind a click, the same as a table and a file; gives what was chosen.

    Parameters
    ----------
    key
        Key of the chart.
    chart
        Of `charts.rescue`.
    rows
        What it shows: key, name, number and, where people are counted, events.
    title
        What it is.
    language
        Language of the words.

    Returns
    -------
    tuple of str
        Keys of the rows that were clicked in the chart or chosen in the table.
    """
    told = draw_chart(
        chart,
        alt=title,
        key=key,
        on_select="rerun",
        selection_mode=BAR,
    )
    with st.expander(f"{title} · {message(language, 'as-table')}"):
        ticked = draw_table(f"{key}-table", rows, title, language)
        draw_downloads(rows.drop(columns=["tip", "start", "end"], errors="ignore"), f"rescue-{key}", language)
    return tuple(dict.fromkeys([*clicked_keys(told, rows), *ticked]))


def draw_table(key: str, rows: pd.DataFrame, title: str, language: Language) -> tuple[str, ...]:
    """Rows in words; gives the keys of those that were chosen."""
    number = "number" if "events" in rows.columns else "groups"
    names = {"name": message(language, "rescue-column-name"), "number": message(language, f"rescue-column-{number}")}
    if "events" in rows.columns:
        names["events"] = message(language, "rescue-column-events")
    told = st.dataframe(
        rows[list(names)].rename(columns=names),
        hide_index=True,
        key=key,
        on_select="rerun",
        selection_mode="multi-row",
        alt=title,
    )
    return tuple(str(rows["key"].iloc[row]) for row in told.selection.rows if 0 <= row < len(rows))


def clicked_keys(told: Any, rows: pd.DataFrame) -> list[str]:
    """Keys of the bars that a browser says were clicked, as far as the chart has them."""
    chosen = (getattr(told, "selection", None) or {}).get(BAR) or []
    marks = chosen if isinstance(chosen, list) else []
    known = set(rows["key"])
    return [str(mark["key"]) for mark in marks if isinstance(mark, dict) and mark.get("key") in known]


def draw_behind(key: str, title: str, frame: pd.DataFrame, language: Language, *, scale: float) -> None:
    """
    The records behind a number, with their sources, and as a file.

    Parameters
    ----------
    key
        Key of the list.
    title
        What was chosen, in words.
    frame
        Rows of `queries.cited.list_cited`.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    st.markdown(f"**{message(language, 'rescue-behind', what=plain(title))}**")
    draw_cited(key, frame, language, scale=scale)
    draw_downloads(frame.drop(columns=["of_records", "of_publishers"]), key, language)
