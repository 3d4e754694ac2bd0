"""Infrastructure: what is cut, since when, what came back or took its place, what it did, and whom it serves."""

from functools import partial

import streamlit as st

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.cache import infrastructure as cached
from dashboard.cache.alerts import list_evidence
from dashboard.cache.builds import get_unknown
from dashboard.cache.records import get_offered
from dashboard.components import coverage, frame, infrastructure, infrastructure_point, summary
from dashboard.components.briefing_link import draw_view_link
from dashboard.components.infrastructure_effect import choose_cut, choose_treated, draw_effect
from dashboard.components.infrastructure_map import draw_supply_map
from dashboard.components.infrastructure_timeline import draw_timeline
from dashboard.components.map import shown_theme
from dashboard.components.screen import screen_scale
from dashboard.filters import choose_view, shown_language
from dashboard.findings.infrastructure import listed_supplies
from dashboard.findings.infrastructure_reports import came_back, cuts
from dashboard.language import message

WITHOUT = ("layer", "evidence", "measure", "cell", "nationality", "pillar", "precision")
TABS = ("effect", "beside", "served", "reports")

language = shown_language()
build = frame.current_build_or_stop(language)
path, levels = str(build.path), levels_up_to(viewer_level())
frame.draw_heading(message(language, "page-infrastructure"), build, get_unknown(path, levels)["withheld"], language)
frame.watch_builds(build, language)
offered = get_offered(path, levels)
state = choose_view(language, offered, as_of=build.as_of_date, without=WITHOUT)
summary.draw_summary(state, offered)
scale, evidence = screen_scale(), partial(list_evidence, path, levels=levels)
if not cached.count_reports(path, state, levels):
    coverage.draw_nothing_matches(state, lambda view: cached.count_reports(path, view, levels))
    frame.draw_foot(language)
    st.stop()

left, right = st.columns([11, 9], gap="medium")
with right:
    at, chosen = infrastructure.choose_day_and_list(build.as_of_date, language)
    found = cached.get_standing(path, state, levels, at)
    infrastructure.draw_numbers(found, language)
    listed = listed_supplies(found, chosen)
    infrastructure.draw_supplies(listed, language, scale=scale)
with left:
    draw_supply_map(listed, shown_theme(), language, scale=scale)

points = cached.list_points(path, state, levels)
place, happened = st.columns(2)
with place:
    point_id = infrastructure.choose_point(points, language)
if point_id is None:
    st.info(message(language, "infra-point-hint"))
else:
    point, reports = points.loc[point_id].to_dict(), cached.list_reports(path, state, levels, point_id)
    with happened:
        cut = choose_cut(cuts(reports), language)
    effect, beside, serves, all_reports = st.tabs([message(language, f"infra-tab-{name}") for name in TABS])
    if cut is not None:
        with effect:
            treated = choose_treated(point["sector_id"], offered, language)
            told = cached.get_effect(path, levels, build.as_of_date, cut.cut_id, treated, cut.day, cut.precision)
            counted, back = cached.list_counted(path, levels, treated), came_back(reports, cut, language)
            draw_effect(told, cut, back, counted, offered, language, scale=scale)
        with beside:
            infrastructure_point.draw_side_by_side(cut, language)
    with serves:
        infrastructure_point.draw_near_cut(cached.get_near_left_out(path, levels, reports, point), language)
        hung = cached.get_served(path, levels, reports, point)
        infrastructure_point.draw_served(hung, reports, evidence, language, scale=scale)
    with all_reports:
        infrastructure_point.draw_reports(reports, language, scale=scale)

if state.is_reversed:
    st.warning(message(language, "period-reversed"))
draw_timeline(cached.list_marks(path, state, levels), found, evidence, language, first=state.date_from, scale=scale)
of_reason = partial(cached.list_left_out, path, state, levels)
infrastructure.draw_left_out(cached.count_left_out(path, state, levels), of_reason, language, scale=scale)
draw_view_link("infrastructure", language)
frame.draw_foot(language)
