"""The ways from Home: each page with the question that it answers."""

import streamlit as st

from dashboard.components.page_links import draw_page_link
from dashboard.language import message
from dashboard.state import Language

_PAGES = {
    "explore": ("home-open-explore", ":material/map:"),
    "movement": ("home-open-movement", ":material/route:"),
    "displacement": ("home-open-displacement", ":material/swap_vert:"),
    "infrastructure": ("home-open-infrastructure", ":material/power_off:"),
    "rescue": ("home-open-rescue", ":material/volunteer_activism:"),
    "country": ("home-open-country", ":material/flag:"),
    "pillars": ("home-open-pillars", ":material/view_column:"),
    "briefing": ("home-open-briefing", ":material/picture_as_pdf:"),
    "data": ("data-open", ":material/database:"),
}
"""Page -> what it answers, and its sign; the most asked first."""
_ACROSS = 2


def draw_ways_in(language: Language) -> None:
    """
    A link to each page with what it answers, for somebody who never saw them.

    Parameters
    ----------
    language
        Language of the words.
    """
    pages = list(_PAGES.items())
    half = -(-len(pages) // _ACROSS)
    with st.container(key="ways-in"):
        for place, column in enumerate(st.columns(_ACROSS, gap="large")):
            for page, (words, icon) in pages[place * half : (place + 1) * half]:
                draw_page_link(page, message(language, words), within=column, icon=icon)
