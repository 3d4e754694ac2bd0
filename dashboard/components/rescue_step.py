"""One step of the people, by nationality, place and month, and the records behind what was chosen."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.charts.rescue import bars, month_bars
from dashboard.components.rescue_bars import draw_bars, draw_behind, draw_table
from dashboard.findings.rescue import (
    STEPS,
    month_rows,
    nationality_rows,
    place_rows,
    step_words,
    unplaced_rows,
)
from dashboard.language import message
from dashboard.state import Language

MOST_BARS = 20
"""Bars of one chart; the table holds the rest."""
Chosen = dict[str, pd.DataFrame]
"""`nationality`, `place` or `month` -> the rows that were chosen."""


def choose_step(language: Language) -> str:
    """The step to look at; the page's address says."""
    address.take_one("step", accepted=STEPS, default="sent_home")
    st.segmented_control(
        message(language, "rescue-choose-step"),
        STEPS,
        required=True,
        format_func=lambda word: step_words(word, language),
        key="step",
    )
    chosen = str(st.session_state["step"])
    address.keep("step", [chosen], default=["sent_home"])
    return chosen


def draw_step(
    counted: Mapping[str, pd.DataFrame], steps: pd.DataFrame, step: str, language: Language, *, scale: float
) -> Chosen:
    """
    People of one step by nationality, place and month.

    Parameters
    ----------
    counted
        Of `queries.rescue.count_each`.
    steps
        Rows of `queries.rescue.count_steps`.
    step
        The step.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    if step not in set(steps["step"]):
        st.info(message(language, "rescue-step-none", step=step_words(step, language)))
        return {}
    left, right = st.columns(2, gap="large")
    with left:
        nationalities = _draw_named("nationality", nationality_rows(counted["nationality"], language), language, scale)
    with right:
        places = _draw_named("place", place_rows(counted["place"], language), language, scale)
        unplaced = _draw_unplaced(unplaced_rows(counted["place"], language), language)
    months = _draw_months(month_rows(counted["month"], language), language, scale)
    left_out = next(row for row in steps.to_dict("records") if row["step"] == step)
    st.caption(
        message(language, "rescue-left-out", longer=int(left_out["without_month"]), undated=int(left_out["undated"]))
    )
    return {"nationality": nationalities, "place": pd.concat([places, unplaced]), "month": months}


def _draw_named(by: str, rows: pd.DataFrame, language: Language, scale: float) -> pd.DataFrame:
    """People of a step by nationality or place; gives the rows that were chosen."""
    title = message(language, f"rescue-by-{by}")
    st.markdown(f"**{title}**")
    if rows.empty:
        st.info(message(language, f"rescue-by-{by}-none"))
        return rows
    chart = bars(rows.head(MOST_BARS), value=message(language, "rescue-people"), scale=scale)
    if len(rows) > MOST_BARS:
        st.caption(message(language, "rescue-bars-cut", shown=MOST_BARS))
    chosen = draw_bars(f"by-{by}", chart, rows, title, language)
    return rows[rows["key"].isin(chosen)]


def _draw_unplaced(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """What is known to a country or to nothing, apart from places; gives the rows that were chosen."""
    if rows.empty:
        return rows
    title = message(language, "rescue-unplaced")
    st.caption(title)
    return rows[rows["key"].isin(draw_table("unplaced-table", rows, title, language))]


def _draw_months(rows: pd.DataFrame, language: Language, scale: float) -> pd.DataFrame:
    """People of a step by month; gives the rows that were chosen."""
    title = message(language, "rescue-by-month")
    st.markdown(f"**{title}**")
    dated = rows[rows["start"].notna()]
    chart = month_bars(dated, value=message(language, "rescue-people"), language=language, scale=scale)
    return rows[rows["key"].isin(draw_bars("by-month", chart, rows, title, language))]


def draw_step_records(
    chosen: Chosen, list_records: Callable[..., pd.DataFrame], step: str, language: Language, *, scale: float
) -> None:
    """
    The records behind what was chosen: of all the chosen nationalities, places and months at once.

    Parameters
    ----------
    chosen
        Of `draw_step`.
    list_records
        Keys of nationalities, places and months -> records.
    step
        The step.
    language, scale
        As in `draw_step`.
    """
    keys = {by: tuple(rows["key"]) for by, rows in chosen.items() if len(rows)}
    if not keys:
        st.caption(message(language, "rescue-click"))
        return
    names = [", ".join(rows["name"]) for rows in chosen.values() if len(rows)]
    title = " · ".join([step_words(step, language), *names])
    draw_behind("step-records", title, list_records(**keys), language, scale=scale)
