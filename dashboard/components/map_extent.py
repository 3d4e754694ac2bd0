"""Where the map was moved to, in the page's address."""

import streamlit as st

from dashboard import address
from dashboard.map.protocol import Focus, Opening
from dashboard.map.view import extent_text, read_extent

_VIEW = "view"
"""The word in the address: longitude, latitude, zoom, and width by height."""
_NUMBER = "view-number"
_FOCUS = "view-focus"


class _Extents:
    """Every text that is an extent."""

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and read_extent(text) is not None


def opening(focus: Focus | None) -> Opening:
    """
    The extent that the address names; what was found since, and is to be moved to, takes its place.

    Parameters
    ----------
    focus
        What the page moves its map to.

    Returns
    -------
    Opening
        Its id stays the same while the map itself tells where it is: only another address moves it.
    """
    before = st.session_state.get(_VIEW)
    address.take_one(_VIEW, accepted=_Extents(), default="")
    focus_id = None if focus is None else focus.id
    if before is not None and focus_id is not None and focus_id != st.session_state.get(_FOCUS):
        st.session_state[_VIEW] = ""
    st.session_state[_FOCUS] = focus_id
    if st.session_state[_VIEW] != before:
        st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1
    return Opening(st.session_state[_NUMBER], read_extent(st.session_state[_VIEW]))


def take(told: object) -> None:
    """Keep what the map says that it shows."""
    st.session_state[_VIEW] = extent_text(told)


def keep() -> None:
    """Write it into the address."""
    address.keep(_VIEW, [st.session_state[_VIEW]], default=[""])
