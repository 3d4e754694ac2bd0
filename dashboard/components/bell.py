"""The bell at the head of every desk page: how many alerts are open, and the way to them."""

import streamlit as st

from dashboard.cache import alerts, builds
from dashboard.components.page_links import draw_page_link
from dashboard.language import message
from dashboard.state import Language
from etl import warehouse

_ASK_EVERY_SECONDS = 10


@st.fragment(run_every=_ASK_EVERY_SECONDS)
def draw_bell(language: Language) -> None:
    """
    The number of open alerts of the current build, asked every few seconds; it leads to the page of the data.

    Parameters
    ----------
    language
        Language of the words.
    """
    try:
        report = alerts.get_alerts(builds.current_build())
    except warehouse.NoBuildError:
        return
    count = len(report.alerts)
    words = message(language, "bell-fault") if report.faults else message(language, "bell", count=count)
    is_rung = bool(count or report.faults)
    icon = ":material/notifications_active:" if is_rung else ":material/notifications:"
    with st.container(key="bell"):
        draw_page_link("data", f"**{words}**" if is_rung else words, icon=icon)
