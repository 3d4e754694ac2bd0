"""Links to pages, drawn where whoever looks may open them."""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.access.viewer import viewer


def draw_page_link(page: str, label: str, *, within: DeltaGenerator | None = None, **settings: Any) -> None:
    """
    A link to a page; nothing where the viewer may not open it.

    Parameters
    ----------
    page
        One of `dashboard.access.rules.PAGES`.
    label
        What it says.
    within
        Where it stands, by default where the page is.
    settings
        As of `st.page_link`: icon, query_params.
    """
    if viewer().may_open(page):
        draw = st.page_link if within is None else within.page_link
        draw(f"app_pages/{page}.py", label=label, **settings)
