"""How many matching records the map can't show, and why; and what to do when none matches."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.findings.choices import FILTERS
from dashboard.findings.coverage import Coverage
from dashboard.language import message
from dashboard.state import ViewState


def draw_coverage(found: Coverage, left_out: tuple[int, int], state: ViewState) -> None:
    """
    One line with the numbers, then the reasons.

    Parameters
    ----------
    found
        Matching records, on the map and not.
    left_out
        Records that the period leaves out: undated, and straddling its edge.
    state
        The view.
    """
    language = state.language
    numbers = message(language, "on-map", records=found.records, shown=found.shown, hidden=found.hidden)
    st.markdown(f"**{numbers}** {message(language, 'on-map-events', events=found.events)}")
    if found.reasons:
        reasons = "; ".join(f"{count:,} {message(language, f'hidden-{reason}')}" for reason, count in found.reasons)
        st.markdown(f":small[{message(language, 'hidden-title')}: {reasons}.]")
    undated, straddling = left_out
    if state.has_period and undated + straddling:
        words = message(language, "left-out", count=undated + straddling, undated=undated, straddling=straddling)
        st.markdown(f":small[{words}]")


def draw_nothing_matches(state: ViewState, count: Callable[[ViewState], int]) -> None:
    """
    Say which single filter to loosen, with what that would give.

    Parameters
    ----------
    state
        A view that nothing matches.
    count
        Number of records that match a view.
    """
    language = state.language
    looser = {
        message(language, "filter-period"): replace(state, date_from=None, date_to=None),
        message(language, "filter-evidence"): replace(state, evidence="all"),
        **{message(language, f"filter-{name}"): _without(state, choice) for name, choice in FILTERS.items()},
    }
    hints = [
        message(language, "loosen-choice", filter=name, count=matching)
        for name, view in looser.items()
        if view != state and (matching := count(view))
    ]
    lines = [message(language, "nothing-matches"), *(hints or [message(language, "loosen-several")])]
    st.warning("\n\n".join(lines))


def _without(state: ViewState, choice: str) -> ViewState:
    """The view with one choice taken back."""
    cleared: dict[str, Any] = {choice: ()}
    return replace(state, **cleared)
