"""Displacement: did activity move along the borders, where to, and what was claimed beside what the records say."""

from functools import partial

import streamlit as st

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.cache import displacement as cached
from dashboard.cache.builds import get_unknown
from dashboard.cache.movement import get_stops
from dashboard.components import displacement_border, displacement_claims, displacement_verdict, frame
from dashboard.components.briefing_link import draw_view_link
from dashboard.components.displacement_map import draw_where_to
from dashboard.components.displacement_shares import draw_shares
from dashboard.components.displacement_windows import choose_windows
from dashboard.components.map import shown_theme
from dashboard.components.screen import screen_scale
from dashboard.filters import shown_language
from dashboard.language import message
from etl import warehouse

language = shown_language()
build = frame.current_build_or_stop(language)
path, levels, as_of = str(build.path), levels_up_to(viewer_level()), build.as_of_date
frame.draw_heading(message(language, "page-displacement"), build, get_unknown(path, levels)["withheld"], language)
frame.watch_builds(build, language)
scale, theme = screen_scale(), shown_theme()
span = cached.get_months(path, levels, as_of)
if as_of is None or span is None:
    st.info(message(language, "displace-no-activity"))
    frame.draw_foot(language)
    st.stop()
try:
    interventions = cached.list_interventions(warehouse.home())
except ValueError as error:
    st.error(message(language, "displace-broken-list", error=str(error)))
    interventions = ()
anchors = cached.get_anchors(path)
names = dict(zip(anchors["sector_id"], anchors["name_th" if language == "th" else "name"], strict=True))
by_id, of_sectors = partial(cached.list_by_id, path, levels), partial(cached.list_counted, path, levels)

windows = choose_windows(language)
st.markdown(f"#### {message(language, 'displace-border')}")
neighbour = displacement_border.choose_neighbour(language)
with st.spinner(message(language, "displace-working")):
    picture = cached.get_picture(path, levels, as_of, neighbour, interventions)
    said = cached.get_caption(path, levels, as_of, neighbour, interventions, language, windows.slide)
of_square = partial(cached.list_of_square, path, levels, neighbour, picture.length_km)
displacement_border.draw_border(picture, said, of_square, by_id, theme, language, scale=scale)

chosen = displacement_verdict.choose_intervention(interventions, names, span, language)
weighed = None
if chosen is not None:
    with st.spinner(message(language, "displace-working")):
        weighed = cached.weigh(path, levels, as_of, chosen, windows.moved)
    displacement_verdict.draw_verdict(weighed, chosen, windows, names, by_id, of_sectors, language, scale=scale)
reported = cached.get_flows(path, levels, picture.first, as_of)
# Not beside the verdict: a row that holds the map is as high as the window, and would hide the guards.
of_moves = partial(cached.list_moves, path, levels)
draw_where_to(
    weighed,
    windows,
    reported,
    anchors,
    names,
    get_stops(path, levels),
    of_moves,
    of_sectors,
    theme,
    language,
    scale=scale,
)
draw_shares(
    cached.get_shifts(path, levels, as_of, windows.shares),
    names,
    partial(cached.list_shared, path, levels, span[1], windows.shares),
    language,
    scale=scale,
)
with st.spinner(message(language, "displace-working")):
    claims = [displacement_claims.claim_statement(*one, language) for one in cached.weigh_claims(path, levels, as_of)]
    promises = [
        displacement_claims.promise_statement(*one, language) for one in cached.weigh_commitments(path, levels, as_of)
    ]
displacement_claims.draw_statements(message(language, "displace-claims"), claims, language, file="claims")
displacement_claims.draw_statements(message(language, "displace-promises"), promises, language, file="promises")
displacement_claims.draw_statement_records([*claims, *promises], by_id, of_sectors, span, language, scale=scale)
draw_view_link("displacement", language)
frame.draw_foot(language)
