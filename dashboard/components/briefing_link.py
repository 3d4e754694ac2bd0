"""The way from a page of the desk to a briefing of what it shows."""

from urllib.parse import urlencode

import streamlit as st

from dashboard.components.page_links import draw_page_link
from dashboard.language import message
from dashboard.state import Language


def draw_view_link(page: str, language: Language) -> None:
    """
    A link to a briefing of the view that the page's address tells.

    Parameters
    ----------
    page
        Word of the page's address: one of `briefing.link.PAGES`.
    language
        Language of the words.
    """
    said = [(word, value) for word in st.query_params for value in st.query_params.get_all(word) if word != "lang"]
    asked = {"brief": "view", "link": f"/{page}?{urlencode(said)}", "lang": language}
    draw_page_link(
        "briefing",
        message(language, "briefing-of-view"),
        icon=":material/picture_as_pdf:",
        query_params=asked,
    )
