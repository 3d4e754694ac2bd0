"""
Streamlit's own words in the page's language.

Streamlit 1.67 writes the words of its own elements in English and has no setting for most of them. The messages
`streamlit-*` hold each as it writes it, in English, and what it means, in Thai; in the browser a small script puts the
one for the other, in texts and in names that are read out, and tells the browser the language of the page. What it says
of an unexpected error speaks of another host's service: that is ours in either language.
"""

from functools import cache
from pathlib import Path

import streamlit as st

from dashboard.language import message, message_keys
from dashboard.state import Language

_FOLDER = Path(__file__).parents[1] / "static" / "words"
_words = st.components.v2.component("moei-words", js=(_FOLDER / "words.js").read_text(encoding="utf-8"))
_MARK = "streamlit-"


def draw_words(language: Language) -> None:
    """
    Put Streamlit's own words into the page's language; to be drawn once a run.

    Parameters
    ----------
    language
        Language of the page.
    """
    with st.container(key="streamlit-words"):
        _words(key="words", data={"language": language, "words": streamlit_words(language)}, height=1)


@cache
def streamlit_words(language: Language) -> dict[str, str]:
    """
    What Streamlit writes, and what to write instead, where that differs; one `…` may stand for a name or a number.

    Examples
    --------
    >>> streamlit_words("th")["Choose an option"]
    'เลือก'
    >>> list(streamlit_words("en").values()) == [message("en", "error-unexpected")]
    True
    """
    keys = sorted(key for key in message_keys("en") if key.startswith(_MARK))
    meant = {message("en", key): message(language, key) for key in keys}
    meant[message("en", "streamlit-error")] = message(language, "error-unexpected")
    return {written: words for written, words in meant.items() if written != words}
