"""Entry of the app: style, language, and the page that the address names."""

from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from altair.utils import schemapi

from dashboard.components import frame, streamlit_words
from dashboard.filters import choose_language, shown_language
from dashboard.language import message

# A file of our own: the icons that Streamlit knows by name are fetched from another host.
ICON = Path(__file__).parent / "static" / "icon.png"

# Each part of a chart would be held against Vega-Lite's schema in each rerun; the tests do it.
schemapi.disable_debug_mode()

st.set_page_config(page_title="Moei", page_icon=str(ICON), layout="wide")
frame.draw_style()
# The wall has no controls; its address may ask for both languages in turn.
is_wall = urlsplit(st.context.url or "").path.rstrip("/").endswith("/wall")
language = shown_language() if is_wall else choose_language()
if not is_wall:
    streamlit_words.draw_words(language)
st.navigation(
    [
        st.Page("app_pages/home.py", title=message(language, "page-home"), default=True),
        st.Page("app_pages/explore.py", title=message(language, "page-explore"), url_path="explore"),
        st.Page("app_pages/movement.py", title=message(language, "page-movement"), url_path="movement"),
        st.Page("app_pages/displacement.py", title=message(language, "page-displacement"), url_path="displacement"),
        st.Page(
            "app_pages/infrastructure.py", title=message(language, "page-infrastructure"), url_path="infrastructure"
        ),
        st.Page("app_pages/rescue.py", title=message(language, "page-rescue"), url_path="rescue"),
        st.Page("app_pages/country.py", title=message(language, "page-country"), url_path="country"),
        st.Page("app_pages/pillars.py", title=message(language, "page-pillars"), url_path="pillars"),
        st.Page("app_pages/briefing.py", title=message(language, "page-briefing"), url_path="briefing"),
        st.Page("app_pages/data.py", title=message(language, "page-data"), url_path="data"),
        st.Page("app_pages/wall.py", title=message(language, "page-wall"), url_path="wall"),
    ],
    position="hidden" if is_wall else "top",
).run()
