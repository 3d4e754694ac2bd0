"""Explore: the map, what is on it, when it was, and the records behind it."""

from functools import partial

import streamlit as st

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.cache.builds import get_unknown
from dashboard.cache.names import find_named, list_compounds, list_named
from dashboard.cache.records import get_offered
from dashboard.cache.timeline import count_months, count_without_month
from dashboard.components import (
    area,
    area_choice,
    coordinates,
    explore_list,
    explore_map,
    explore_maps,
    frame,
    legend,
    search,
    summary,
    timeline,
)
from dashboard.components import map as map_component
from dashboard.components.briefing_link import draw_view_link
from dashboard.components.screen import screen_scale
from dashboard.filters import choose_period, choose_view, shown_language
from dashboard.language import message
from dashboard.map_tools import choose_tools

language = shown_language()
build = frame.current_build_or_stop(language)
path, levels = str(build.path), levels_up_to(viewer_level())
named, find = list_named(path, levels), partial(find_named, path, levels)
heading, search_box = st.columns([11, 9], gap="medium", vertical_alignment="center")
with heading:
    frame.draw_heading(message(language, "page-explore"), build, get_unknown(path, levels)["withheld"], language)
with search_box:
    place = search.choose_place(named, find, language)
frame.watch_builds(build, language)
offered = get_offered(path, levels)
state = choose_view(language, offered, as_of=build.as_of_date)
said, choices, key = st.columns([6, 11.5, 2.2], gap="small", vertical_alignment="center")
with said:
    summary.draw_summary(state, offered)
with choices:
    tools = choose_tools(state)
with key:
    legend.draw_key(language)
compounds = list_compounds(path, levels)
theme, scale = map_component.shown_theme(), screen_scale()

chosen_area = area_choice.chosen_area()
draw = partial(explore_map.draw_explore_map, path, levels, tools, compounds, theme, at=build.as_of_date, scale=scale)
draw = partial(draw, area=chosen_area, focus=place.focus if place else None)
drawn = explore_maps.draw_maps(path, levels, state, tools, draw)
with drawn.below:
    months, outside = count_months(path, state, levels), count_without_month(path, state, levels)
    timeline.draw_timeline(months, outside, state, take=choose_period, scale=scale)
    legend.draw_legend(theme, state, tools)
if drawn.clicked:
    place = None
with drawn.beside:
    area_choice.draw_choice(chosen_area, language, **(place.round_it(language) if place else {}))
    coordinates.draw_coordinates(map_component.clicked_point(), language)
    if place is not None:
        search.draw_card(place, language)
    search.draw_found(named, find, language)
    explore_list.draw_beside(path, levels, state, drawn.clicked, place, compounds, of=drawn.of, scale=scale)
area.draw_report(chosen_area, path, state, as_of=build.as_of_date, scale=scale)
draw_view_link("explore", language)
frame.draw_foot(language)
