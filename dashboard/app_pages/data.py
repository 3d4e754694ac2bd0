"""Data: alerts to acknowledge, sources, what was rejected, loads, side conflicts, precision, and the limits."""

from functools import partial

import streamlit as st

from dashboard import cache
from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.alerts.facts import silent_days
from dashboard.alerts.words import thai_today
from dashboard.components import alerts, data_tables, frame, holdings
from dashboard.components.screen import screen_scale
from dashboard.filters import shown_language
from dashboard.language import message

TABS = ("sources", "rejects", "loads", "sides", "precision", "limits")

language = shown_language()
build = frame.current_build_or_stop(language)
path, levels = str(build.path), levels_up_to(viewer_level())
unknown = cache.get_unknown(path, levels)
frame.draw_heading(message(language, "page-data"), build, unknown["withheld"], language)
frame.watch_builds(build, language)
report, scale = cache.get_alerts(build), screen_scale()
held = cache.get_data_page(path, levels)
silence = partial(silent_days, rules=cache.get_alert_rules(), today=thai_today())

alerts.draw_open(report, lambda ids: cache.list_evidence(path, ids, levels), cache.acknowledge, language, scale=scale)
sources, rejects, loads, sides, precision, limits, seen = st.tabs(
    [*(message(language, f"data-tab-{name}") for name in TABS), message(language, "alerts-acknowledged")]
)
with sources:
    data_tables.draw_sources(held.sources, silence, language)
with rejects:
    data_tables.draw_rejects(held.rejects, language)
with loads:
    data_tables.draw_loads(held.loads, language)
with sides:
    data_tables.draw_sides(held.sides, language)
with precision:
    left, right = st.columns(2, gap="large")
    with left:
        data_tables.draw_precisions(held.precisions, language)
    with right:
        holdings.draw_unknown(unknown, language)
with limits:
    data_tables.draw_limits(language)
with seen:
    alerts.draw_acknowledged(report.acknowledged, language)
frame.draw_foot(language)
