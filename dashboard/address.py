"""
Choices in the page's address, by words that are the same in every language.

Streamlit's own `bind="query-params"` writes the label of an option into the address, so a link made on a Thai page
would mean nothing on an English one. Widgets with labels in words are therefore tied to the address here; those
without (dates) are bound by Streamlit.
"""

from collections.abc import Container, Sequence
from urllib.parse import urlsplit

import streamlit as st

_WRITTEN = "address-written-"
_KEPT = "address-kept-"
_LEFT = "address-repeats-left-"
_REPEATS = 3


def take_many(key: str, *, accepted: Sequence[str]) -> None:
    """
    Set a widget of many choices to what the address says; call it before the widget is made.

    Parameters
    ----------
    key
        The widget's key, which is its word in the address.
    accepted
        Words that mean something; others are ignored.
    """
    words = _words_to_set(key, accepted, default=(), is_many=True)
    if words is not None:
        st.session_state[key] = list(words)
    _repeat(key, is_new=words is not None)


def take_one(key: str, *, accepted: Container[str], default: str | None) -> None:
    """
    Set a widget of one choice to what the address says; call it before the widget is made.

    Parameters
    ----------
    key
        The widget's key, which is its word in the address.
    accepted
        Words that mean something; others are ignored.
    default
        What holds where the address says nothing; None for no choice.
    """
    words = _words_to_set(key, accepted, default=() if default is None else (default,), is_many=False)
    if words is not None:
        # What another page has kept may be several words, none, or one that means nothing here.
        st.session_state[key] = next((word for word in words if word in accepted), default)
    _repeat(key, is_new=words is not None)


def _words_to_set(key: str, accepted: Container[str], *, default: Sequence[str], is_many: bool) -> Sequence[str] | None:
    """The words that a widget must take over, or None where what it shows is newer than the address."""
    said = tuple(st.query_params.get_all(key))
    # One word of the address may be a choice of many on one page and of one on another.
    is_shown = key in st.session_state and isinstance(st.session_state[key], list) == is_many
    written_page, written = st.session_state.get(_WRITTEN + key, (_page(), ()))
    is_same_page = is_shown and written_page == _page()
    if is_same_page and said == written:
        return None
    words = tuple(word for word in dict.fromkeys(said) if word in accepted)
    if words:
        return words
    # Coming from another page the address is bare, and what was chosen before still holds.
    return default if is_same_page else st.session_state.get(_KEPT + key, default)


def _repeat(key: str, *, is_new: bool) -> None:
    """
    Tell the browser a new value again in the runs that follow.

    A reader may click before the browser has put up the widget; it would then forget the value, show the first option
    and write that into the address.
    """
    left = _REPEATS if is_new else st.session_state.get(_LEFT + key, 0) - 1
    if not is_new and left >= 0:
        st.session_state[key] = st.session_state[key]
    st.session_state[_LEFT + key] = max(left, 0)


def _page() -> str:
    """The page that the browser shows, as its address names it."""
    return urlsplit(st.context.url or "").path


def keep(key: str, words: Sequence[str], *, default: Sequence[str] = ()) -> None:
    """
    Write what a widget shows into the address, and nothing where it is the default.

    Parameters
    ----------
    key
        The widget's key.
    words
        What it shows.
    default
        What it shows by itself.
    """
    written = () if tuple(words) == tuple(default) else tuple(words)
    if tuple(st.query_params.get_all(key)) != written:
        if written:
            st.query_params[key] = list(written)
        else:
            del st.query_params[key]
    st.session_state[_WRITTEN + key] = (_page(), written)
    st.session_state[_KEPT + key] = tuple(words)
