"""Entry of the app: style, language, and the page that the address names."""

from pathlib import Path

import streamlit as st

from dashboard.components import frame
from dashboard.filters import choose_language
from dashboard.language import message

# A file of our own: the icons that Streamlit knows by name are fetched from another host.
ICON = Path(__file__).parent / "static" / "icon.png"

st.set_page_config(page_title="Moei", page_icon=str(ICON), layout="wide")
frame.draw_style()
language = choose_language()
st.navigation(
    [
        st.Page("app_pages/home.py", title=message(language, "page-home"), default=True),
        st.Page("app_pages/explore.py", title=message(language, "page-explore"), url_path="explore"),
        st.Page("app_pages/data.py", title=message(language, "page-data"), url_path="data"),
    ],
    position="top",
).run()
