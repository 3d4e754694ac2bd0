"""Home: one sentence, the way to the map, and the state of the data."""

from functools import partial

import streamlit as st

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.cache.builds import get_unknown
from dashboard.cache.data import count_tables, list_sources
from dashboard.cache.things import list_things, list_uses
from dashboard.cache.unknown import count_unknown, list_unknown
from dashboard.components import frame, holdings, ways_in
from dashboard.components.screen import screen_scale
from dashboard.components.unknown import draw_behind
from dashboard.filters import shown_language
from dashboard.language import message

language = shown_language()
build = frame.current_build_or_stop(language)
path, levels = str(build.path), levels_up_to(viewer_level())
unknown = get_unknown(path, levels)
frame.draw_heading("Moei", build, unknown["withheld"], language)
frame.watch_builds(build, language)
st.markdown(message(language, "app-sentence"))
ways_in.draw_ways_in(language)
holdings.draw_counts(count_tables(path, levels), language)
left, right = st.columns([3, 2], gap="large")
with left:
    holdings.draw_sources(list_sources(path, levels), build, language)
with right:
    holdings.draw_unknown(unknown, language)
draw_behind(
    count_unknown(path, levels),
    partial(list_unknown, path, levels),
    list_things(path, levels),
    partial(list_uses, path, levels),
    language,
    scale=screen_scale(),
)
frame.draw_foot(language)
