"""The page of Rescue's view: people by step, and one step by nationality, place and month."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.briefing.blocks import Block, Column, heading, table, text, warning
from dashboard.briefing.link import Link
from dashboard.briefing.records import number
from dashboard.briefing.sections import section
from dashboard.briefing.sources import told_sources
from dashboard.briefing.view_map import nothing_words
from dashboard.findings.rescue import month_rows, nationality_rows, place_rows, step_rows, step_words, unplaced_rows
from dashboard.language import message
from dashboard.queries import rescue
from dashboard.queries.viewed import list_view_records, list_view_sources
from dashboard.state import NONE, Language, ViewState
from dashboard.wall.asked import Asked

_MOST_ROWS = 15
"""Of each table of a step: the screen has the rest."""
_LAYERS = ("incident", "rescue")
_COLUMNS = {"nationality": "rescue-column-nationality", "place": "rescue-column-name", "month": "displace-month"}
"""By what a step is counted -> the heading of its names."""


def rescue_view(state: ViewState) -> ViewState:
    """The part of a view that Rescue shows."""
    return replace(state, layers=_LAYERS)


def rescue_section(asked: Asked, state: ViewState, link: Link, *, chosen: str) -> dict[str, Any]:
    """
    People by step, as Rescue shows them.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    state
        The view, of `rescue_view`.
    link
        The address that it is of.
    chosen
        The line that says what was chosen.
    """
    language, opened = state.language, asked.connection
    of_view: dict[str, Any] = {"state": state, "levels": asked.levels}
    records = list_view_records(opened, **of_view, has_compounds=False)
    steps = rescue.count_steps(opened, **of_view)
    blocks = [*_funnel(steps, state), *_step(asked, steps, state, link.step)] if records else []
    sources = told_sources(list_view_sources(opened, **of_view, has_compounds=False), language)
    return section(
        f"{message(language, 'page-rescue')}: {step_words(link.step, language)}",
        _sentence(steps, link.step, language) if records else nothing_words(state),
        periods=[chosen],
        blocks=blocks,
        sources={"records": records, **sources},
        method=f"{message(language, 'brief-method-people')} {message(language, 'view-rescue-rest')}",
    )


def _sentence(steps: pd.DataFrame, step: str, language: Language) -> str:
    row = next((row for row in steps.to_dict("records") if row["step"] == step), None)
    if row is None:
        return message(language, "rescue-step-none", step=step_words(step, language))
    told = message(language, "rescue-people-events", people=int(row["persons"]), events=int(row["events"]))
    return f"{step_words(step, language)}: {told}"


def _funnel(steps: pd.DataFrame, state: ViewState) -> Iterator[Block]:
    """Every step, and why none may be added to another."""
    language = state.language
    yield heading(message(language, "rescue-funnel"))
    yield warning(message(language, "rescue-warning"))
    yield _rows(step_rows(steps, language), message(language, "view-column-step"), language, empty="")
    if state.nationalities and NONE not in state.nationalities:
        yield text(message(language, "rescue-without-nationality", step=step_words("found", language)))
    told = steps[steps["victims"] > 0].to_dict("records")
    victims = ", ".join(f"{step_words(row['step'], language)} {row['victims']:,}" for row in told)
    if victims:
        yield text(message(language, "rescue-victims", victims=victims))


def _step(asked: Asked, steps: pd.DataFrame, state: ViewState, step: str) -> Iterator[Block]:
    """One step by nationality, place and month; what no month can show is always told."""
    language = state.language
    left_out = next((row for row in steps.to_dict("records") if row["step"] == step), None)
    if left_out is None:
        return
    counted = rescue.count_each(asked.connection, state=state, levels=asked.levels, step=step)
    months = month_rows(counted["month"], language)
    found = {
        "nationality": nationality_rows(counted["nationality"], language),
        "place": place_rows(counted["place"], language),
        "month": months[months["start"].notna()].iloc[::-1],
    }
    for by, rows in found.items():
        yield heading(f"{step_words(step, language)}: {message(language, f'rescue-by-{by}')}")
        empty = message(language, f"rescue-by-{by}-none" if by == "place" else "rescue-by-nationality-none")
        yield _rows(rows.head(_MOST_ROWS), message(language, _COLUMNS[by]), language, empty=empty)
        if len(rows) > _MOST_ROWS:
            yield text(message(language, "view-rows-cut", shown=_MOST_ROWS, more=len(rows) - _MOST_ROWS))
        if by == "place" and len(unplaced := unplaced_rows(counted["place"], language)):
            yield text(f"{message(language, 'view-unplaced')}: {'; '.join(unplaced['tip'])}.")
    longer, undated = int(left_out["without_month"]), int(left_out["undated"])
    yield text(message(language, "rescue-left-out", longer=longer, undated=undated))


def _rows(rows: pd.DataFrame, title: str, language: Language, *, empty: str) -> Block:
    """A name, people and events in each row."""
    columns = [
        Column(title, 4.0),
        Column(message(language, "rescue-column-number"), 1.0, "right"),
        Column(message(language, "rescue-column-events"), 1.0, "right"),
    ]
    told = ([row["name"], number(row["number"]), number(row["events"])] for row in rows.to_dict("records"))
    return table(columns, told, empty=empty)
