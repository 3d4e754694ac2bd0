"""Pillars: what was reported of each of the five in a period, against the one before, and where nothing was."""

from datetime import date
from functools import partial

import streamlit as st

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.cache.builds import get_unknown
from dashboard.cache.pillars import MOST_CITED, get_last_record, get_pillars, list_newest, list_pillar_records
from dashboard.cache.records import count_records, get_offered
from dashboard.components import coverage, frame, pillars, summary
from dashboard.components.cited import draw_cited
from dashboard.components.downloads import draw_downloads
from dashboard.components.screen import screen_scale
from dashboard.filters import choose_view, shown_language
from dashboard.findings.pillars import window_of
from dashboard.language import message

language = shown_language()
build = frame.current_build_or_stop(language)
path, levels = str(build.path), levels_up_to(viewer_level())
frame.draw_heading(message(language, "page-pillars"), build, get_unknown(path, levels)["withheld"], language)
frame.watch_builds(build, language)
offered = get_offered(path, levels)
state = choose_view(language, offered, as_of=build.as_of_date, without=("measure", "cell", "pillar"))
summary.draw_summary(state, offered)
if state.is_reversed:
    st.warning(message(language, "period-reversed"))
elif not count_records(path, state, levels):
    coverage.draw_nothing_matches(state, lambda view: count_records(path, view, levels))
else:
    window = window_of(state, build.as_of_date or date.today())
    pillars.draw_window(window, language)
    of_pillar = partial(list_pillar_records, path, state, levels, window=window)
    newest = list_newest(path, state, levels, window, pillars.NEWEST)
    last = partial(get_last_record, path, state, levels, window)
    board = get_pillars(path, state, levels, window)
    pillars.draw_board(board, newest, last, window, offered, language)
    pillars.draw_silence(board, last, offered, language)
    st.caption(message(language, "pillars-note"))
    chosen, when = pillars.choose_records(language)
    listed = of_pillar(chosen, when=when, most=MOST_CITED)
    draw_cited("pillar-records", listed, language, scale=screen_scale())
    draw_downloads(listed.drop(columns=["of_records", "of_publishers"]), "pillar-records", language)
frame.draw_foot(language)
