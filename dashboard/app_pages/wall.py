"""The wall: what a commander sees from five metres; nobody touches it."""
import streamlit as st

from dashboard import cache
from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.components import frame, wall
from dashboard.wall_fixture import fixture

build = frame.current_build_or_stop("en")
p = fixture(str(build.path), levels_up_to(viewer_level()))
q = st.query_params
p["settings"] |= {"start": q.get("scene"), "hold": q.get("hold") == "1", "language": q.get("lang", "en"), "screens": int(q.get("screens", 1)), "screen": int(q.get("screen", 1))}
p["is_synthetic"] = q.get("synthetic") == "1"
if q.get("alert"): p["alerts"] = [{"id": "a", "text": {"en": "Three Pagodas-Payathonzu turned to rise", "th": "x"}, "since": {"en": "since 12 March 2026", "th": "x"}}]
wall.draw_wall(p)
