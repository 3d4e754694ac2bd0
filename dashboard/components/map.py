"""The map of a page, and what was clicked on it."""

import os
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pydeck as pdk
import streamlit as st

from dashboard.components import area_choice, map_extent, map_moment
from dashboard.language import message
from dashboard.layers.palette import Theme
from dashboard.map.protocol import DrawingTools, Focus, Picked, held_pick, map_payload, read_picked, read_point
from dashboard.map.tables import tabled_layers
from dashboard.map.tiles import SETTING, Tiles, read_tiles
from dashboard.state import Language

Place = Literal["map", "map-second"]
_POINT = "map-point"
_SENT = "map-sent-"
_MOST_SENT = 120
"""Columns that a browser is trusted to keep; it keeps four times as many."""
_ASKED = "map-asked"
"""Whether something was picked or drawn that the rest of the page has to hear of."""
_CHOSEN = "map-chosen"
"""Which map was clicked, and what on it: one thing is chosen at a time."""
_FOLDER = Path(__file__).parents[1] / "map"
_map = st.components.v2.component(
    "moei-map",
    html=(_FOLDER / "map.html").read_text(encoding="utf-8"),
    css=(_FOLDER / "map.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "map.js").read_text(encoding="utf-8"),
)


def shown_theme() -> Theme:
    """The theme that the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def draw_layers(
    areas: Sequence[pdk.Layer],
    marks: Sequence[pdk.Layer],
    theme: Theme,
    language: Language,
    *,
    alt: str,
    columns: Mapping[str, str],
    rows: Mapping[str, Collection[str]],
    scale: float,
    focus: Focus | None = None,
    shades: Mapping[str, Mapping[str, Any]] | None = None,
    replay: Mapping[str, Any] | None = None,
    place: Place = "map",
    group: str = "",
    drawing: DrawingTools | None = None,
) -> Picked | None:
    """
    Draw any layers over the basemap; a page has one map.

    Parameters
    ----------
    areas, marks
        What lies under the border's line, and what over it, lowest first.
    theme, language
        Day or night; Thai or English.
    alt
        What the map shows, for those who can't see it.
    columns
        Layer -> the column by which its rows are picked.
    rows
        Layer -> ids of the rows that can be picked: what a browser says is checked against them.
    scale
        How many times larger than on an ordinary screen to draw.
    focus
        Where to move.
    shades, replay, group, drawing
        As `map_payload` takes them.
    place
        Which map of the page: the map, or the second one beside it.

    Returns
    -------
    Picked or None
        What the reader chose, as long as the map still holds it.
    """
    clicked_map, picked = st.session_state.get(_CHOSEN) or (place, None)
    chosen = held_pick(picked, rows) if clicked_map == place else None
    # The second map's replay is of another period: its steps aren't those of the address.
    moment = map_moment.opening() if replay is not None and place == "map" else None
    payload = map_payload(
        areas,
        marks,
        alt=alt,
        columns=columns,
        theme=theme,
        language=language,
        scale=scale,
        tiles=_administrators_tiles(language),
        chosen=chosen,
        focus=focus,
        shades=shades,
        replay=replay,
        moment=moment,
        group=group,
        opening=map_extent.opening(focus),
        drawing=drawing,
    )
    st.session_state[_ASKED] = False
    with st.container(key=place, height="stretch"):
        _draw(payload, place)
    return chosen


@st.fragment
def _draw(payload: dict[str, Any], place: Place) -> None:
    """The map: where it was moved to is for the address alone, and nothing but this is run anew for it."""
    key = f"{place}-view"
    _map(
        key=key,
        data=_with_tables(payload, key),
        height="stretch",
        on_picked_change=partial(_take_picked, place),
        on_lacking_change=partial(_take_lacking, key),
        on_moved_change=partial(_take_moved, key),
        on_drawn_change=partial(_take_drawn, key),
        on_stepped_change=partial(_take_stepped, key),
    )
    map_extent.keep()
    if payload["moment"] is not None:
        map_moment.keep()
    if st.session_state[_ASKED]:
        st.rerun()


def _with_tables(payload: dict[str, Any], key: str) -> dict[str, Any]:
    """
    What travels: rows as binary columns, and only columns that this session's browser wasn't sent before.

    A browser that lacks some all the same (it was reloaded, or a rerun overtook the one that sent them) says so.
    """
    areas, tables = tabled_layers(payload["areas"])
    marks, more = tabled_layers(payload["marks"])
    tables |= more
    sent = st.session_state.setdefault(_SENT + key, [])
    new = {name: table for name, table in tables.items() if name not in sent}
    st.session_state[_SENT + key] = [*sent, *new][-_MOST_SENT:]
    return {**payload, "areas": areas, "marks": marks, **new}


def _take_lacking(key: str) -> None:
    """Forget that tables were sent which the browser says it hasn't."""
    lacking = st.session_state[key].get("lacking")
    names = set(lacking) if isinstance(lacking, list) and all(isinstance(name, str) for name in lacking) else set()
    st.session_state[_SENT + key] = [name for name in st.session_state.get(_SENT + key, []) if name not in names]


def _administrators_tiles(language: Language) -> tuple[Tiles, ...]:
    """The tiles of the setting; where it is wrong, one sentence, and our own basemap."""
    try:
        return read_tiles(os.environ.get(SETTING, ""))
    except ValueError as error:
        st.warning(message(language, "map-setting", error=str(error)))
        return ()


def _take_picked(place: Place) -> None:
    """Keep what was clicked; a click beside everything, or a second one on the same thing, ends the choice."""
    told = st.session_state[f"{place}-view"].get("picked")
    st.session_state[_POINT] = read_point(told)
    chosen = place, read_picked(told)
    st.session_state[_CHOSEN] = None if chosen == st.session_state.get(_CHOSEN) else chosen
    st.session_state[_ASKED] = True


def _take_moved(key: str) -> None:
    map_extent.take(st.session_state[key].get("moved"))


def _take_stepped(key: str) -> None:
    map_moment.take(st.session_state[key].get("stepped"))


def _take_drawn(key: str) -> None:
    area_choice.take_drawn(st.session_state[key].get("drawn"))
    st.session_state[_ASKED] = True


def clicked_point() -> tuple[float, float] | None:
    """Where the map was last clicked: longitude and latitude in WGS 84 decimal degrees."""
    point: tuple[float, float] | None = st.session_state.get(_POINT)
    return point


def dismiss_choice() -> None:
    """Forget what was clicked; the map itself doesn't move."""
    st.session_state[_CHOSEN] = None
