"""The choice of how many months are compared."""

import streamlit as st

from dashboard import address
from dashboard.findings.windows import USUAL, WINDOWS, Windows, windows_of
from dashboard.language import message
from dashboard.state import Language


def choose_windows(language: Language) -> Windows:
    """The months that every comparison of the page takes; the page's address says."""
    address.take_one("months", accepted=WINDOWS, default=USUAL)
    usual = Windows()
    chosen = st.segmented_control(
        message(language, "displace-months"),
        WINDOWS,
        required=True,
        format_func=lambda word: message(
            language, "displace-months-usual" if word == USUAL else "displace-months-each", months=word
        ),
        key="months",
    )
    address.keep("months", [str(chosen)], default=[USUAL])
    st.caption(message(language, "displace-months-how", moved=usual.moved, shares=usual.shares, slide=usual.slide))
    return windows_of(str(chosen))
