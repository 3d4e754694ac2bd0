"""Movement: who was reported to move from where to where, one kind of movement at a time, and what is inferred."""

from functools import partial

import streamlit as st

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.cache import displacement
from dashboard.cache import movement as cached
from dashboard.cache.builds import get_unknown
from dashboard.cache.records import get_offered
from dashboard.components import coverage, frame, movement, movement_inferred, movement_tables, summary
from dashboard.components.briefing_link import draw_view_link
from dashboard.components.map import shown_theme
from dashboard.components.screen import screen_scale
from dashboard.filters import choose_view, shown_language
from dashboard.findings.movement import FLOWS, flow_view, measured
from dashboard.findings.movement_crossings import compared_days, crossing_rows
from dashboard.language import message
from dashboard.state import ViewState
from etl import warehouse

WITHOUT = ("layer", "evidence", "cell", "pillar")

language = shown_language()
build = frame.current_build_or_stop(language)
path, levels, as_of = str(build.path), levels_up_to(viewer_level()), build.as_of_date
frame.draw_heading(message(language, "page-movement"), build, get_unknown(path, levels)["withheld"], language)
frame.watch_builds(build, language)
offered = get_offered(path, levels)
state = choose_view(language, offered, as_of=as_of, without=WITHOUT)
flow = movement.choose_flow(language)
summary.draw_summary(flow_view(state, flow), offered)
scale, theme = screen_scale(), shown_theme()
try:
    interventions = displacement.list_interventions(warehouse.home())
except ValueError as error:
    st.error(message(language, "displace-broken-list", error=str(error)))
    interventions = ()
inferred = cached.infer(path, levels, as_of, interventions) if as_of else ()
anchors = displacement.get_anchors(path)
parts = cached.list_parts(path, state, levels, flow)
ways = parts["ways"]
if state.is_reversed:
    st.warning(message(language, "period-reversed"))
elif ways.empty and state == ViewState(language=language, measure=state.measure):
    st.info(message(language, "move-none"))
elif ways.empty:
    coverage.draw_nothing_matches(
        state, lambda view: int(cached.list_parts(path, view, levels, flow)["ways"]["records"].sum())
    )
else:
    is_people = state.measure != "events" and FLOWS[flow].persons_kind is not None
    stops, records = cached.get_stops(path, levels), partial(cached.list_way_records, path, state, levels, flow)
    movement.draw_told(parts["totals"].to_dict("records")[0], ways, flow, state.measure, language)
    counted = measured(ways, is_people=is_people)
    arcs = movement_inferred.inferred_arcs(inferred, anchors) if flow == "moves" else None
    movement.draw_map(counted, arcs, stops, flow, records, theme, language, scale=scale)
    movement.draw_sankey(counted, stops, flow, records, theme, language, is_people=is_people, scale=scale)
    movement_tables.draw_ways(ways, stops, records, language, scale=scale)
    drawn = movement_tables.Bars(movement.flow_colour(flow), is_people=is_people, scale=scale)
    periods = compared_days(state, as_of)
    compared = cached.list_compared(path, state, levels, flow, periods)
    rows = crossing_rows(parts["crossings"], compared, periods, stops, language)
    movement_tables.draw_crossings(rows, ways, periods, records, drawn, language)
    movement_tables.draw_nationalities(
        parts["nationalities"],
        partial(cached.list_nationality_records, path, state, levels, flow),
        drawn,
        language,
    )
names = dict(zip(anchors["sector_id"], anchors["name_th" if language == "th" else "name"], strict=True))
movement_inferred.draw_inferred(inferred, names, language)
draw_view_link("movement", language)
frame.draw_foot(language)
