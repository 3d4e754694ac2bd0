"""What Explore's map does beside counting: what its cells show, and a replay; kept in the address."""

from typing import cast

import streamlit as st

from dashboard.filters import choose_day, choose_one
from dashboard.findings.replay import STEPS, WINDOWS
from dashboard.findings.two_periods import Days, second_period
from dashboard.language import message
from dashboard.state import Judged, MapTools, Marks, ViewState

OFF = "off"
COUNTS = "counts"
MARKS: tuple[Marks, ...] = ("compounds", "supplies", "both", "none")
COMPARED = (OFF, "before", "year", "dates")
JUDGED: dict[str, Judged] = {"hot": "hot", "emerging": "emerging"}


def choose_tools(state: ViewState) -> MapTools:
    """
    A row of choices.

    Parameters
    ----------
    state
        The view; only a period with both ends can be compared with another.

    Returns
    -------
    MapTools
        A replay plays counts: with one, the cells show nothing else.
    """
    language = state.language
    # The window stands where a replay needs it; without one the others get its room.
    is_replayed = st.session_state.get("replay", st.query_params.get("replay", OFF)) in STEPS
    show, marks, compare, replay, *window = st.columns(5 if is_replayed else 4, gap="small")
    with replay:
        step = choose_one("replay", (OFF, *STEPS), OFF, language, has_label=False)
    is_replayed = step != OFF
    with show:
        shown = COUNTS if is_replayed else choose_one("show", (COUNTS, *JUDGED), COUNTS, language, has_label=False)
    width = WINDOWS[0]
    if is_replayed:
        with window[0] if window else replay:
            width = int(choose_one("window", [str(n) for n in WINDOWS], str(width), language, has_label=False))
    with marks:
        over = cast(Marks, choose_one("marks", MARKS, MARKS[0], language, has_label=False))
    with compare:
        second = _choose_second(state)
    return MapTools(JUDGED.get(shown), step if is_replayed else None, width, second, over)


def _choose_second(state: ViewState) -> Days | None:
    """A period to show beside the view's own."""
    language = state.language
    chosen = choose_one("compare", COMPARED, OFF, language, has_label=False)
    if chosen == OFF:
        return None
    if state.days is None:
        st.caption(message(language, "compare-needs-period"))
        return None
    if chosen in ("before", "year"):
        return second_period("before" if chosen == "before" else "year", state.days)
    return _choose_days(state)


def _choose_days(state: ViewState) -> Days | None:
    """Days of the reader's own."""
    language = state.language
    with st.popover(message(language, "compare-days"), width="stretch"):
        first = choose_day(message(language, "filter-from"), "second-from")
        last = choose_day(message(language, "filter-to"), "second-to")
        if first and last and first > last:
            st.warning(message(language, "period-reversed"))
    return (first, last) if first and last and first <= last else None
