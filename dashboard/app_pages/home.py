"""Home: one sentence, the way to the map, and the state of the data."""

import streamlit as st

from dashboard import cache
from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.components import frame, holdings
from dashboard.filters import shown_language
from dashboard.language import message

language = shown_language()
build = frame.current_build_or_stop(language)
path, levels = str(build.path), levels_up_to(viewer_level())
unknown = cache.get_unknown(path, levels)
frame.draw_heading("Moei", build, unknown["withheld"], language)
frame.watch_builds(build, language)
st.markdown(message(language, "app-sentence"))
st.page_link("app_pages/explore.py", label=message(language, "home-open-explore"), icon=":material/map:")
st.page_link("app_pages/data.py", label=message(language, "data-open"), icon=":material/database:")
holdings.draw_counts(cache.count_tables(path, levels), language)
left, right = st.columns([3, 2], gap="large")
with left:
    holdings.draw_sources(cache.list_sources(path, levels), build, language)
with right:
    holdings.draw_unknown(unknown, language)
frame.draw_foot(language)
