"""The wall: what a commander sees from five metres; nobody touches it."""

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from dashboard import cache
from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.alerts.words import alert_words, since_words
from dashboard.components import frame, wall
from dashboard.filters import shown_language
from dashboard.wall.payload import wall_payload
from dashboard.wall.scenes import kept_scenes
from etl import warehouse

_SCENES = "wall-scenes"

wall.clear_page()
build = frame.current_build_or_stop(shown_language())
home, now = warehouse.home(), datetime.now(UTC)
kept = kept_scenes(home, st.session_state.get(_SCENES))
st.session_state[_SCENES] = kept.scenes
payload = wall_payload(
    cache.connection(str(build.path)),
    build,
    moei_home=home,
    levels=levels_up_to(viewer_level()),
    settings=wall.read_address(),
    now=now,
    scenes=kept,
    alerts=[
        {"id": alert.alert_id, "text": alert_words(alert), "since": since_words(alert)}
        for alert in cache.get_alerts(build).alerts
    ],
)
wall.draw_wall(payload)
facts = partial(cache.wall_facts, home)
wall.watch_facts(facts(), facts)
