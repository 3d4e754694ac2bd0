"""Explore: the map, what is on it, and the records behind it."""

from functools import partial

import streamlit as st

from dashboard import cache
from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.components import coverage, frame, legend, records, search
from dashboard.components import map as map_component
from dashboard.components.screen import screen_scale
from dashboard.filters import choose_view, shown_language
from dashboard.findings.map_points import compound_points, described_cells
from dashboard.language import message

language = shown_language()
build = frame.current_build_or_stop(language)
path, levels = str(build.path), levels_up_to(viewer_level())
named, find = cache.list_named(path, levels), partial(cache.find_named, path, levels)
heading, search_box = st.columns([11, 9], gap="medium", vertical_alignment="center")
with heading:
    frame.draw_heading(message(language, "page-explore"), build, cache.get_unknown(path, levels)["withheld"], language)
with search_box:
    place = search.choose_place(named, find, language)
frame.watch_builds(build, language)
state = choose_view(language)
found = cache.get_coverage(path, state, levels)
compounds = cache.list_compounds(path, levels)
theme = map_component.shown_theme()
scale = screen_scale()

left, right = st.columns([11, 9], gap="medium")
with left:
    clicked = map_component.draw_map(
        described_cells(cache.count_cells(path, state, levels), language),
        compound_points(compounds, language),
        theme,
        language,
        scale=scale,
        focus=place.focus if place else None,
    )
    legend.draw_legend(theme, language)
if clicked.compound_ids or clicked.cell is not None:
    place = None
with right:
    if place is not None:
        search.draw_card(place, language)
    search.draw_found(named, find, language)
    if state.is_reversed:
        st.warning(message(language, "period-reversed"))
    elif not found.records:
        coverage.draw_nothing_matches(state, lambda view: cache.count_records(path, view, levels))
    else:
        coverage.draw_coverage(found, cache.count_left_out(path, state, levels), state)
    if clicked.compound_ids:
        chosen = compounds[compounds["compound_id"].isin(clicked.compound_ids)]
        records.draw_choice(message(language, "list-compounds", count=len(chosen)), language)
        records.draw_compounds(chosen, language, scale=scale)
        records.draw_compound_records_title(len(chosen), language)
    elif clicked.cell is not None:
        records.draw_choice(message(language, "list-cell"), language)
    elif place is not None:
        if place.compound_ids:
            chosen = compounds[compounds["compound_id"].isin(place.compound_ids)]
            records.draw_compounds(chosen, language, scale=scale)
        search.draw_records_title(language)
    elif found.records:
        records.draw_hint(language)
    if found.records:
        compound_ids, place_ids = (place.compound_ids, place.place_ids) if place else (clicked.compound_ids, ())
        listed = cache.list_records(path, state, levels, clicked.cell, compound_ids, place_ids)
        records.draw_records(listed, found.records, language, scale=scale)
frame.draw_foot(language)
