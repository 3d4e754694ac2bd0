"""Briefing: pages that leave the house, seen before they do; what left before, and whether a file is as it was made."""

import streamlit as st

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.cache.briefing import list_exports, list_scenes
from dashboard.cache.builds import get_unknown
from dashboard.cache.country import list_countries
from dashboard.components import frame
from dashboard.components.briefing_choice import choose_request
from dashboard.components.briefing_make import draw_making, draw_refusal
from dashboard.components.briefing_past import draw_past
from dashboard.components.briefing_verify import draw_verify
from dashboard.components.screen import screen_scale
from dashboard.filters import shown_language
from dashboard.language import message
from etl import warehouse

TABS = ("make", "past", "verify")

language = shown_language()
build = frame.current_build_or_stop(language)
home, path, levels = warehouse.home(), str(build.path), levels_up_to(viewer_level())
frame.draw_heading(message(language, "page-briefing"), build, get_unknown(path, levels)["withheld"], language)
frame.watch_builds(build, language)
scale = screen_scale()
try:
    exports, unread = list_exports(home, levels), None
except OSError as error:
    exports, unread = [], error
make, past, verify = st.tabs(
    [message(language, f"briefing-tab-{name}") for name in TABS],
    default=message(language, f"briefing-tab-{'past' if 'past' in st.query_params else 'make'}"),
)
with make:
    if build.as_of_date is None:
        st.info(message(language, "briefing-no-date"))
    else:
        try:
            scenes = list_scenes(home)
        except ValueError as error:
            scenes = {}
            draw_refusal("briefing-no-scenes", error, language)
        countries = list_countries(path, levels, build.as_of_date)
        asked = choose_request(scenes, countries, exports, build.as_of_date, language)
        if asked is not None:
            draw_making(home, build, asked, language)
with past:
    if unread is None:
        draw_past(home, exports, language, scale=scale)
    else:
        draw_refusal("past-unread", unread, language)
with verify:
    draw_verify(language)
frame.draw_foot(language)
