"""What travels between the page and its map: descriptions of layers there, what was picked back."""

import json
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import asdict, dataclass
from typing import Any

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from dashboard.language import message
from dashboard.layers.basemap import basemap_colours
from dashboard.layers.palette import PALETTES, Theme
from dashboard.map.assets import assets_version
from dashboard.map.tiles import Tiles
from dashboard.map.view import Extent
from dashboard.state import Language

_WORDS = ("kilometres", "metres", "closer", "farther", "whole", "disputed", "failed")
_REPLAY_WORDS = ("replay-play", "replay-pause", "replay-back", "replay-on", "replay-step", "replay-speed")
_TOOLS = ("polygon", "box", "circle", "cells")
_DRAWING_WORDS = ("tools", "keys", *_TOOLS, *(f"hint-{tool}" for tool in _TOOLS), "finish", "cancel")


@dataclass(frozen=True)
class View:
    """Middle of a map, WGS 84 decimal degrees, and its zoom on an ordinary screen (tiles of 512 pixels)."""

    longitude: float
    latitude: float
    zoom: float


@dataclass(frozen=True)
class Bounds:
    """What a map shows at first, WGS 84 decimal degrees."""

    west: float
    south: float
    east: float
    north: float


WHOLE = Bounds(97.3, 5.6, 105.7, 23.8)
"""All of Thailand's borders, and northern Myanmar as far as Laukkai."""


@dataclass(frozen=True)
class Focus:
    """A view, or bounds to hold, to move to, and the id of what is there: the same id moves the map once."""

    id: str
    view: View | Bounds


@dataclass(frozen=True)
class Opening:
    """The extent that an address names, none for the usual one; another id moves the map there."""

    id: int
    extent: Extent | None


@dataclass(frozen=True)
class Moment:
    """The day that an address names, whose step a replay opens at, empty for the last; another id moves it there."""

    id: int
    day: str


@dataclass(frozen=True)
class DrawingTools:
    """What an area can be drawn with: H3 resolution of cells to choose, and those that are chosen (hexadecimal)."""

    resolution: int
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picked:
    """What was clicked: a layer, and the id of one of its rows."""

    layer: str
    id: str


def map_payload(
    areas: Iterable[pdk.Layer],
    marks: Iterable[pdk.Layer],
    *,
    alt: str,
    columns: Mapping[str, str],
    theme: Theme,
    language: Language,
    scale: float,
    tiles: tuple[Tiles, ...] = (),
    chosen: Picked | None = None,
    focus: Focus | None = None,
    bounds: Bounds = WHOLE,
    shades: Mapping[str, Mapping[str, Any]] | None = None,
    replay: Mapping[str, Any] | None = None,
    moment: Moment | None = None,
    group: str = "",
    opening: Opening | None = None,
    drawing: DrawingTools | None = None,
) -> dict[str, Any]:
    """
    All that the browser needs to draw a map, as JSON has it.

    Parameters
    ----------
    areas, marks
        What lies over the ground and under the border's line, and what over both, lowest first. Their accessors name
        columns; no expression is evaluated.
    alt
        What the map shows, for those who can't see it.
    columns
        Layer -> the column by which its rows are picked; rows of other layers can't be.
    theme, language
        Day or night; Thai or English.
    scale
        How many times larger than on an ordinary screen to draw.
    tiles
        An administrator's tiles, in place of our own basemap.
    chosen
        The row to mark.
    focus
        Where to move.
    bounds
        Where the map opens, and what its button for the whole shows.
    shades
        Province -> colour and tip, of provinces to shade; the browser has their outlines.
    replay
        Frames that the browser plays over one layer; see `findings.replay`.
    moment
        Where it opens; None where it doesn't tell its own.
    group
        Maps of one group move together; none for a map by itself.
    opening
        The extent of the address; None where the map doesn't tell its own.
    drawing
        What to draw an area with; None where none can be drawn.

    Returns
    -------
    dict
    """
    own = "" if tiles else message(language, "attribution")
    return {
        "version": assets_version(),
        "alt": alt,
        "theme": theme,
        "language": language,
        "scale": scale,
        "bounds": asdict(bounds),
        "focus": None if focus is None else {"id": focus.id, **asdict(focus.view)},
        "view": None if opening is None else {"id": opening.id, "at": opening.extent and asdict(opening.extent)},
        "drawing": None if drawing is None else _drawing(drawing, theme, language),
        "areas": described_layers(areas),
        "marks": described_layers(marks),
        "columns": dict(columns),
        "chosen": None if chosen is None else asdict(chosen),
        "group": group,
        "shades": {} if shades is None else {province: dict(shade) for province, shade in shades.items()},
        "replay": None if replay is None else dict(replay),
        "moment": None if moment is None else asdict(moment),
        "words": {name: message(language, f"map-{name}") for name in (*_WORDS, *_REPLAY_WORDS)},
        "basemap": {
            "colours": basemap_colours(theme),
            "tiles": [source.as_json() for source in tiles],
            "credit": " · ".join([own, *(source.credit for source in tiles if source.credit)]).strip(" ·"),
        },
    }


def _drawing(tools: DrawingTools, theme: Theme, language: Language) -> dict[str, Any]:
    """The tools of drawing, as they travel to a browser."""
    words = {name: message(language, f"draw-{name}") for name in _DRAWING_WORDS}
    return {**asdict(tools), "colour": list(PALETTES[theme].mark), "words": words}


def described_layers(layers: Iterable[pdk.Layer]) -> list[dict[str, Any]]:
    """
    Layers in pydeck's JSON, as they travel to a browser.

    Examples
    --------
    >>> described_layers([pdk.Layer("PathLayer", data=[], id="paths", get_path="path")])
    [{'@@type': 'PathLayer', 'data': [], 'getPath': '@@=path', 'id': 'paths'}]
    """
    return [_described(layer) for layer in layers]


def _described(layer: pdk.Layer) -> dict[str, Any]:
    """A layer as pydeck writes it; its rows, which are plain values by now, aren't written and read for that."""
    bare = copy(layer)
    bare.data = []
    described: dict[str, Any] = json.loads(json.dumps(bare, default=default_serialize, sort_keys=True))
    return {**described, "data": layer.data}


def read_picked(told: object) -> Picked | None:
    """
    What a browser says was clicked, as far as it is text; whether there is such a row is for the page to check.

    Examples
    --------
    >>> read_picked({"layer": "cells", "id": "866485c27ffffff"})
    Picked(layer='cells', id='866485c27ffffff')
    >>> read_picked({"layer": "", "id": ""}) is None
    True
    """
    if not isinstance(told, Mapping):
        return None
    layer, row = told.get("layer"), told.get("id")
    if not isinstance(layer, str) or not isinstance(row, str) or not layer:
        return None
    return Picked(layer, row)


def read_point(told: object) -> tuple[float, float] | None:
    """
    Where a browser says a click was: longitude and latitude in WGS 84 decimal degrees, if they are.

    Examples
    --------
    >>> read_point({"layer": "", "id": "", "longitude": 98.5, "latitude": 16.7})
    (98.5, 16.7)
    >>> read_point({"longitude": "98.5", "latitude": 16.7}) is None
    True
    """
    if not isinstance(told, Mapping):
        return None
    longitude, latitude = told.get("longitude"), told.get("latitude")
    for value, most in ((longitude, 180), (latitude, 90)):
        if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
            return None
    return float(str(longitude)), float(str(latitude))


def held_pick(picked: Picked | None, rows: Mapping[str, Collection[str]]) -> Picked | None:
    """
    A pick, if what was picked is still drawn.

    Parameters
    ----------
    picked
        What a browser says.
    rows
        Layer -> ids of the rows that can be picked.

    Examples
    --------
    >>> held_pick(Picked("cells", "a"), {"cells": {"a"}}), held_pick(Picked("cells", "b"), {"cells": {"a"}})
    (Picked(layer='cells', id='a'), None)
    """
    return picked if picked is not None and picked.id in rows.get(picked.layer, ()) else None
