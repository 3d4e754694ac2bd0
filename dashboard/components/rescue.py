"""The head of the page of rescue: the funnel, the ages of groups, running totals, and the records behind them."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.charts.rescue import bars
from dashboard.components.downloads import draw_downloads
from dashboard.components.records import dated
from dashboard.components.rescue_bars import draw_bars, draw_behind
from dashboard.findings.rescue import age_rows, nationality_words, step_rows, step_words
from dashboard.language import message
from dashboard.state import NONE, Language, ViewState

OfKey = Callable[[str], pd.DataFrame]
OfIds = Callable[[tuple[str, ...]], pd.DataFrame]


def draw_without_nationality(state: ViewState) -> None:
    """Say why nobody is found in a view of some nationalities: incidents carry none."""
    if state.nationalities and NONE not in state.nationalities:
        st.info(message(state.language, "rescue-without-nationality", step=step_words("found", state.language)))


def draw_funnel(steps: pd.DataFrame, language: Language, *, scale: float) -> tuple[str, ...]:
    """
    People by step, and what the bars are not; gives the steps that were chosen.

    Parameters
    ----------
    steps
        Rows of `queries.rescue.count_steps`.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    title, rows = message(language, "rescue-funnel"), step_rows(steps, language)
    st.markdown(f"##### {title}")
    st.warning(message(language, "rescue-warning"))
    chart = bars(rows, value=message(language, "rescue-people"), scale=scale)
    chosen = draw_bars("funnel", chart, rows, title, language)
    told = steps[steps["victims"] > 0]
    victims = ", ".join(f"{step_words(row['step'], language)} {row['victims']:,}" for row in told.to_dict("records"))
    if victims:
        st.caption(message(language, "rescue-victims", victims=victims))
    return chosen


def draw_victim_records(steps: pd.DataFrame, of_step: OfKey, language: Language, *, scale: float) -> None:
    """
    The records that tell of identified victims, a list for each step.

    Parameters
    ----------
    steps, language, scale
        As in `draw_funnel`.
    of_step
        A step -> records.
    """
    told = steps[steps["victims"] > 0]
    if told.empty:
        return
    fold = st.expander(message(language, "rescue-victim-records"), key="victim-records", on_change="rerun")
    if not fold.open:
        return
    with fold:
        for row in told.to_dict("records"):
            title = f"{step_words(row['step'], language)} {row['victims']:,}"
            key = f"victim-records-{row['step'].replace('_', '-')}"
            draw_behind(key, title, of_step(row["step"]), language, scale=scale)


def draw_ages(ages: pd.DataFrame, language: Language, *, scale: float) -> tuple[str, ...]:
    """
    How long since the last report of groups that aren't reported sent home; gives the ages that were chosen.

    Parameters
    ----------
    ages
        Rows of `queries.rescue_groups.count_ages`.
    language, scale
        As in `draw_funnel`.
    """
    title, rows = message(language, "rescue-ages"), age_rows(ages, language)
    st.markdown(f"##### {title}")
    chart = bars(rows, value=message(language, "rescue-column-groups"), scale=scale)
    chosen = draw_bars("ages", chart, rows, title, language)
    groups, followed = int(ages["events"].sum()), int(ages["followed"].sum())
    st.caption(message(language, "rescue-followed", count=groups, followed=followed))
    return chosen


def draw_claimed(claimed: pd.DataFrame, language: Language) -> tuple[str, ...]:
    """
    Running totals as claimed on a date, which enter no sum; gives the ids of those that were chosen.

    Parameters
    ----------
    claimed
        Rows of `queries.rescue.list_claimed`.
    language
        Language of the words.
    """
    count = int(claimed["of_claims"].iloc[0]) if len(claimed) else 0
    with st.expander(message(language, "rescue-claimed", count=count)):
        if count > len(claimed):
            st.caption(message(language, "cited-cut", count=len(claimed)))
        rows = [
            {
                message(language, "rescue-column-claimed"): dated(row["event_date"], row["date_precision"], language),
                message(language, "rescue-column-step"): step_words(row["step"], language),
                message(language, "rescue-column-nationality"): nationality_words(row["nationality"], language),
                message(language, "rescue-column-number"): f"{int(row['persons']):,}",
            }
            for row in claimed.to_dict("records")
        ]
        told = st.dataframe(
            pd.DataFrame(rows),
            hide_index=True,
            key="claimed",
            on_select="rerun",
            selection_mode="multi-row",
            alt=message(language, "rescue-claimed-alt"),
        )
        draw_downloads(claimed.drop(columns="of_claims"), "rescue-claimed", language)
    return tuple(str(claimed["event_id"].iloc[row]) for row in told.selection.rows if 0 <= row < len(claimed))


def draw_head_records(
    steps: tuple[str, ...],
    ages: tuple[str, ...],
    claims: tuple[str, ...],
    *,
    of_step: OfKey,
    of_ages: OfIds,
    of_claims: OfIds,
    language: Language,
    scale: float,
) -> None:
    """
    The records behind what was chosen at the head; each step has a list of its own, for steps are never added.

    Parameters
    ----------
    steps, ages, claims
        What was chosen in the funnel, among the ages, and of the running totals.
    of_step, of_ages, of_claims
        A step, some ages, or ids -> records.
    language, scale
        As in `draw_funnel`.
    """
    if not (steps or ages or claims):
        st.caption(message(language, "rescue-click"))
    for step in steps:
        name = step.replace("_", "-")
        draw_behind(f"funnel-records-{name}", step_words(step, language), of_step(step), language, scale=scale)
    if ages:
        names = ", ".join(message(language, f"rescue-age-{age}") for age in ages)
        title = f"{message(language, 'rescue-ages')}: {names}"
        draw_behind("age-records", title, of_ages(ages), language, scale=scale)
    if claims:
        draw_behind("claim-records", message(language, "rescue-claimed-alt"), of_claims(claims), language, scale=scale)
