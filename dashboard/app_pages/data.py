"""Data: alerts, sources, rejects, loads, side conflicts, precision, limits; files to load, a report, the method."""

from functools import partial

import streamlit as st

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.alerts.facts import silent_days
from dashboard.alerts.words import thai_today
from dashboard.cache.alerts import acknowledge, get_alert_rules, get_alerts, list_evidence
from dashboard.cache.builds import get_unknown
from dashboard.cache.contradictions import hold_together
from dashboard.cache.data import get_data_page
from dashboard.cache.things import list_things, list_uses
from dashboard.cache.unknown import count_unknown, list_unknown
from dashboard.components import alerts, data_tables, frame, holdings, telephone, uploads
from dashboard.components.contradictions import draw_contradictions
from dashboard.components.screen import screen_scale
from dashboard.components.things import draw_things
from dashboard.components.unknown import draw_behind
from dashboard.filters import shown_language
from dashboard.language import message
from dashboard.state import ViewState

TABS = ("sources", "rejects", "loads", "sides", "precision", "limits", "load", "telephone", "dictionary")
TABS_OF = {"behind": "precision", "across": "sides"}
"""Word of the address -> the tab on which its list stands."""

language = shown_language()
build = frame.current_build_or_stop(language)
path, levels = str(build.path), levels_up_to(viewer_level())
unknown = get_unknown(path, levels)
frame.draw_heading(message(language, "page-data"), build, unknown["withheld"], language)
frame.watch_builds(build, language)
report, scale = get_alerts(build), screen_scale()
held = get_data_page(path, levels)
things, uses = list_things(path, levels), partial(list_uses, path, levels)
silence = partial(silent_days, rules=get_alert_rules(), today=thai_today())

alerts.draw_open(report, lambda ids: list_evidence(path, ids, levels), acknowledge, language, scale=scale)
asked = next((tab for word, tab in TABS_OF.items() if word in st.query_params), "sources")
sources, rejects, loads, sides, precision, limits, load, call, dictionary, seen = st.tabs(
    [*(message(language, f"data-tab-{name}") for name in TABS), message(language, "alerts-acknowledged")],
    default=message(language, f"data-tab-{asked}"),
)
with sources:
    data_tables.draw_sources(held.sources, silence, language)
with rejects:
    data_tables.draw_rejects(held.rejects, language)
with loads:
    data_tables.draw_loads(held.loads, language)
with sides:
    data_tables.draw_sides(held.sides, language)
    if not held.sides.empty:
        across = things[things["side_conflict"].eq(True)].sort_values("distance_km", ascending=False, kind="stable")
        draw_things(across, uses, language, key="across", scale=scale)
    draw_contradictions(hold_together(path, ViewState(language=language), levels), language, scale=scale)
    st.info(message(language, "data-undecided"))
with precision:
    left, right = st.columns(2, gap="large")
    with left:
        data_tables.draw_precisions(held.precisions, language)
    with right:
        holdings.draw_unknown(unknown, language)
    draw_behind(count_unknown(path, levels), partial(list_unknown, path, levels), things, uses, language, scale=scale)
with limits:
    data_tables.draw_limits(language)
with load:
    uploads.draw_upload(language)
with call:
    telephone.draw_form(language)
with dictionary:
    data_tables.draw_dictionary(language)
with seen:
    alerts.draw_acknowledged(report.acknowledged, language)
frame.draw_foot(language)
