"""Entry of the app: style, language, who looks, and the page that the address names."""

from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from altair.utils import schemapi

from dashboard.access.rules import PAGES
from dashboard.access.viewer import ask_for_viewer
from dashboard.components import frame, sign_in, streamlit_words
from dashboard.filters import choose_language, shown_language
from dashboard.language import message
from etl.audit import ask_for_account

# A file of our own: the icons that Streamlit knows by name are fetched from another host.
ICON = Path(__file__).parent / "static" / "icon.png"

# Each part of a chart would be held against Vega-Lite's schema in each rerun; the tests do it.
schemapi.disable_debug_mode()
ask_for_viewer(sign_in.session_viewer)
ask_for_account(sign_in.session_account)

st.set_page_config(page_title="Moei", page_icon=str(ICON), layout="wide")
frame.draw_style()
# The wall has no controls; its address may ask for both languages in turn.
is_wall = urlsplit(st.context.url or "").path.rstrip("/").endswith("/wall")
language = shown_language() if is_wall else choose_language()
if not is_wall:
    streamlit_words.draw_words(language)
who = sign_in.viewer_or_sign_in(language)
# A page that isn't among these isn't there at all: hiding one would leave it to whoever knows its address.
opened = [page for page in PAGES if who.may_open(page)]
pages = [
    st.Page(
        f"app_pages/{name}.py",
        title=message(language, f"page-{name}"),
        url_path=None if name == "home" else name,
        default=name == "home",
    )
    for name in opened
]
if "home" not in opened:
    # The address without a name is a page all the same: it leads to the first that may be opened.
    pages.insert(0, st.Page(lambda: st.switch_page(f"app_pages/{opened[0]}.py"), title="Moei", default=True))
page = st.navigation(
    pages,
    position="hidden" if is_wall else "top",
)
if not is_wall:
    sign_in.draw_account(who, language)
page.run()
