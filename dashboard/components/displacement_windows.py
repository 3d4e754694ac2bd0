"""The choice of how many months are compared, and what was compared in words."""

import streamlit as st

from dashboard import address
from dashboard.findings.displacement_choice import Counted
from dashboard.findings.windows import USUAL, WINDOWS, Windows, windows_of
from dashboard.language import date_words, message
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


def compared_words(found: Counted, windows: Windows, language: Language) -> str:
    """
    Which months a verdict compares.

    Parameters
    ----------
    found
        What the verdict counts.
    windows
        How many months were asked for.
    language
        Thai or English.
    """
    asked = {"months": windows.moved, "before": found.months_before, "after": found.months_after}
    if found.first is None or found.last is None:
        return message(language, "displace-counted-none", months=windows.moved)
    first, last = (date_words(day, language, precision="month") for day in (found.first, found.last))
    return message(language, "displace-counted", first=first, last=last, **asked)
