"""The step that a replay stands on, in the page's address."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard import address
from dashboard.map.protocol import Moment

_MOMENT = "moment"
"""The word in the address: the first day of the step, as in 2025-03-01."""
_NUMBER = "moment-number"


class _Days:
    """Every text that is a day."""

    def __contains__(self, text: object) -> bool:
        return read_day(text) != ""


def read_day(told: object) -> str:
    """
    A day as the address and a browser tell it; empty where it is none.

    Examples
    --------
    >>> read_day("2025-03-01"), read_day("20250301"), read_day("2025-02-30"), read_day(7)
    ('2025-03-01', '', '', '')
    """
    try:
        day = date.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return ""
    return "" if day is None or day.isoformat() != told else day.isoformat()


def opening() -> Moment:
    """
    The day that the address names.

    Returns
    -------
    Moment
        Its id stays the same while the replay itself tells where it stands: only another address moves it.
    """
    before = st.session_state.get(_MOMENT)
    address.take_one(_MOMENT, accepted=_Days(), default="")
    if st.session_state[_MOMENT] != before:
        st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1
    return Moment(st.session_state[_NUMBER], st.session_state[_MOMENT])


def take(told: object) -> None:
    """Keep the day of the step that a replay says it stands on."""
    st.session_state[_MOMENT] = read_day(told.get("day")) if isinstance(told, Mapping) else ""


def keep() -> None:
    """Write it into the address."""
    address.keep(_MOMENT, [st.session_state[_MOMENT]], default=[""])


def forget() -> None:
    """There is no replay, and so no step: the address must not name one."""
    if _MOMENT in st.session_state or _MOMENT in st.query_params:
        st.session_state[_MOMENT] = ""
        keep()
