"""The wall: one picture that turns through its scenes by itself; the page gives it facts, the browser all movement."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.language import message
from dashboard.layers.palette import CELL_BREAKS, PALETTES, STATUS_COLOURS, class_words
from dashboard.map.protocol import map_payload
from dashboard.map.tiles import SETTING, Tiles, read_tiles
from dashboard.state import LANGUAGES, Language

_FOLDER = Path(__file__).parents[1] / "static" / "wall"
_STYLE = Path(__file__).with_name("wall_page.css")
_WORDS = (
    "failed",
    "few-sign",
    "held",
    "server-gone",
    "shift-watch",
    "synthetic",
    "thai-time",
    "unknown-scene",
)
_wall = st.components.v2.component(
    "moei-wall",
    html=(_FOLDER / "wall.html").read_text(encoding="utf-8"),
    css=(_FOLDER / "wall.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "entry.js").read_text(encoding="utf-8"),
)


def draw_wall(payload: Mapping[str, Any]) -> None:
    """
    Draw the wall over the whole window, or give new facts to the one that stands.

    Parameters
    ----------
    payload
        What `dashboard.wall.payload.wall_payload` makes.
    """
    st.html(_STYLE)
    tiles = _tiles()
    words = {name: {language: _words(language, name) for language in LANGUAGES} for name in _WORDS}
    parts = {language: _map_parts(language, tiles) for language in LANGUAGES}
    _wall(key="wall", data={**payload, "words": {**payload.get("words", {}), **words}, "map": parts}, height="content")


def _words(language: Language, name: str) -> str:
    """Words that the browser writes; it fills in what it alone knows."""
    values = {"server-gone": {"time": "{time}", "date": "{date}"}, "unknown-scene": {"scene": "{scene}"}}
    return message(language, f"screen-{name}", **values.get(name, {}))


def _map_parts(language: Language, tiles: tuple[Tiles, ...]) -> dict[str, Any]:
    """What the maps of all scenes share, in a language."""
    parts = map_payload(
        [], [], alt=message(language, "map-alt"), columns={}, theme="dark", language=language, scale=1.0, tiles=tiles
    )
    return parts | {"legend": _legend(language)}


def _legend(language: Language) -> list[dict[str, Any]]:
    """Names of the map's colours: each class of cells with its numbers, each status with its words."""
    cells = PALETTES["dark"].cells
    classes = [[f"rgb{colour}", class_words(index)] for index, colour in enumerate(cells)]
    statuses = [[colour, message(language, f"status-{status}")] for status, colour in STATUS_COLOURS.items()]
    return [
        {"id": "cells", "label": message(language, "screen-legend-cells"), "classes": classes[: len(CELL_BREAKS)]},
        {"id": "compounds", "label": message(language, "screen-legend-compounds"), "classes": statuses},
    ]


def _tiles() -> tuple[Tiles, ...]:
    """The administrator's tiles; where the setting is wrong, our own basemap: the desk's pages say what is wrong."""
    try:
        return read_tiles(os.environ.get(SETTING, ""))
    except ValueError:
        return ()
