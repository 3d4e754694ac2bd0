"""Rescue: people found, freed, screened, handed over and sent home, and how far each group has got."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.cache import rescue as cached
from dashboard.cache.builds import get_unknown
from dashboard.cache.contradictions import hold_together
from dashboard.cache.records import count_records, get_offered
from dashboard.components import coverage, frame, rescue, rescue_groups, rescue_step, summary
from dashboard.components.briefing_link import draw_view_link
from dashboard.components.cited import draw_cited
from dashboard.components.contradictions import draw_contradictions
from dashboard.components.downloads import draw_downloads
from dashboard.components.screen import screen_scale
from dashboard.filters import choose_view, shown_language
from dashboard.language import message

WITHOUT = ("layer", "evidence", "measure", "cell", "pillar")

language = shown_language()
build = frame.current_build_or_stop(language)
path, levels = str(build.path), levels_up_to(viewer_level())
frame.draw_heading(message(language, "page-rescue"), build, get_unknown(path, levels)["withheld"], language)
frame.watch_builds(build, language)
offered = get_offered(path, levels)
state = replace(choose_view(language, offered, as_of=build.as_of_date, without=WITHOUT), layers=("incident", "rescue"))
summary.draw_summary(state, offered)
scale, as_of = screen_scale(), build.as_of_date or date.today()
if state.is_reversed:
    st.warning(message(language, "period-reversed"))
elif not count_records(path, state, levels):
    coverage.draw_nothing_matches(state, lambda view: count_records(path, view, levels))
else:
    rescue.draw_without_nationality(state)
    steps = cached.count_steps(path, state, levels)
    left, right = st.columns(2, gap="large")
    with left:
        in_funnel = rescue.draw_funnel(steps, language, scale=scale)
        of_victims = partial(cached.list_victim_records, path, state, levels)
        rescue.draw_victim_records(steps, of_victims, language, scale=scale)
    with right:
        in_ages = rescue.draw_ages(cached.count_ages(path, state, levels, as_of), language, scale=scale)
        claims = rescue.draw_claimed(cached.list_claimed(path, state, levels), language)
    rescue.draw_head_records(
        in_funnel,
        in_ages,
        claims,
        of_step=partial(cached.list_people_records, path, state, levels),
        of_ages=partial(cached.list_aged_records, path, state, levels, as_of),
        of_claims=partial(cached.list_claim_records, path, state, levels),
        language=language,
        scale=scale,
    )
    step = rescue_step.choose_step(language)
    counted = cached.count_each(path, state, levels, step)
    chosen = rescue_step.draw_step(counted, steps, step, language, scale=scale)
    of_step = partial(cached.list_people_records, path, state, levels, step)
    rescue_step.draw_step_records(chosen, of_step, step, language, scale=scale)
    shown = rescue_groups.choose_shown(language)
    listed = cached.list_groups(path, state, levels, as_of, shown)
    groups = rescue_groups.draw_groups(listed, language, scale=scale)
    st.caption(message(language, "rescue-records-hint"))
    records = cached.list_group_records(path, state, levels, groups)
    draw_cited("rescue-records", records, language, scale=scale)
    draw_downloads(records.drop(columns=["of_records", "of_publishers"]), "rescue-records", language)
    draw_contradictions(hold_together(path, state, levels), language, scale=scale)
draw_view_link("rescue", language)
frame.draw_foot(language)
