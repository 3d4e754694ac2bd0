"""One partner country: what its embassy would ask, what is new first."""

from datetime import date

import streamlit as st

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.cache import country as cached
from dashboard.cache.builds import get_unknown
from dashboard.cache.contradictions import hold_together
from dashboard.components import country, country_lists, frame, rescue_step
from dashboard.components.cited import draw_cited
from dashboard.components.contradictions import draw_contradictions
from dashboard.components.screen import screen_scale
from dashboard.filters import shown_language
from dashboard.language import message
from dashboard.state import ViewState

language = shown_language()
build = frame.current_build_or_stop(language)
path, levels, as_of = str(build.path), levels_up_to(viewer_level()), build.as_of_date or date.today()
frame.draw_heading(message(language, "page-country"), build, get_unknown(path, levels)["withheld"], language)
frame.watch_builds(build, language)
countries = cached.list_countries(path, levels, as_of)
scale = screen_scale()
which, since_when, onward = st.columns([2, 1, 3], vertical_alignment="bottom")
with which:
    code = country.choose_country(countries, language)
with since_when:
    since = country.choose_since(as_of, language)
if code is None or code not in set(countries["nationality"]):
    country.draw_unchosen(code, countries, language)
    frame.draw_foot(language)
    st.stop()

with onward:
    country.draw_brief_link(code, language)
news = cached.get_news(path, levels, code, since, as_of)
country.draw_news(news, code, language, since=since, as_of=as_of, scale=scale)
country.draw_figures(cached.count_figures(path, levels, code, as_of), code, language, as_of=as_of)
step = rescue_step.choose_step(language)
country.draw_step_records(cached.list_step_records(path, levels, code, step), code, step, language, scale=scale)
country.draw_claimed(cached.list_claimed(path, levels, code), language, scale=scale)
groups = country_lists.draw_still(cached.list_still(path, levels, code, as_of), code, language, scale=scale)
if groups:
    draw_cited("group-records", cached.list_group_records(path, levels, code, groups), language, scale=scale)
screenings = cached.list_screenings(path, levels, code)
country_lists.draw_screenings(screenings, code, as_of, language, scale=scale)
country_lists.draw_routes(cached.list_stops(path, levels, code), code, language, scale=scale)
sources = cached.list_sources(path, levels, code, as_of)
publishers = country_lists.draw_sources(sources, code, language, scale=scale)
if publishers:
    told = cached.list_publisher_records(path, levels, code, publishers)
    draw_cited("publisher-records", told, language, scale=scale)
country_lists.draw_mixed(cached.count_mixed(path, levels, code, since), code, since, language)
view = ViewState(nationalities=(code,), language=language)
draw_contradictions(hold_together(path, view, levels, code), language, scale=scale)
frame.draw_foot(language)
