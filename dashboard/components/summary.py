"""What a page shows, in one line."""

import streamlit as st

from dashboard.components.plain_text import plain
from dashboard.findings.choices import view_words
from dashboard.language import message
from dashboard.state import Offered, ViewState


def draw_summary(state: ViewState, offered: Offered) -> None:
    """
    The view in words: what of, where, when.

    Parameters
    ----------
    state
        The view.
    offered
        Names of what was chosen; a publisher's is a record's text, and read as text.
    """
    st.markdown(f"{message(state.language, 'summary-shown')}: **{plain(view_words(state, offered))}**")
