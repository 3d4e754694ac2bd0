"""The wall: what a commander sees from five metres; nobody touches it."""

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.alerts.words import alert_words, since_words
from dashboard.cache.alerts import get_alerts
from dashboard.cache.builds import connection, has_build
from dashboard.cache.wall import wall_facts
from dashboard.components import frame, wall
from dashboard.filters import shown_language
from dashboard.wall.payload import wall_payload
from dashboard.wall.scenes import kept_scenes
from etl import warehouse

_SCENES = "wall-scenes"

wall.clear_page()
home, now = warehouse.home(), datetime.now(UTC)
facts = partial(wall_facts, home)
if not has_build() and wall.draw_last_wall():
    wall.watch_facts(facts(), facts)
    st.stop()
build = frame.current_build_or_stop(shown_language())
kept = kept_scenes(home, st.session_state.get(_SCENES))
st.session_state[_SCENES] = kept.scenes
report = get_alerts(build)
payload = wall_payload(
    connection(str(build.path)),
    build,
    moei_home=home,
    levels=levels_up_to(viewer_level()),
    settings=wall.read_address(),
    now=now,
    scenes=kept,
    alerts=[{"id": alert.alert_id, "text": alert_words(alert), "since": since_words(alert)} for alert in report.alerts],
    alert_faults=report.faults,
)
wall.draw_wall(payload)
wall.watch_facts(facts(), facts)
