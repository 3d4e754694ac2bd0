"""What travels between the page and its map: descriptions of layers there, what was picked back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pydeck as pdk

from dashboard.language import message
from dashboard.layers.basemap import basemap_colours
from dashboard.layers.palette import Theme
from dashboard.map.assets import assets_version
from dashboard.map.tiles import Tiles
from dashboard.state import Language

_WORDS = ("kilometres", "metres", "closer", "farther", "whole", "disputed", "failed")


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
    """A view to move to, and the id of what is there: the same id moves the map once."""

    id: str
    view: View


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
        "areas": described_layers(areas),
        "marks": described_layers(marks),
        "columns": dict(columns),
        "chosen": None if chosen is None else asdict(chosen),
        "words": {name: message(language, f"map-{name}") for name in _WORDS},
        "basemap": {
            "colours": basemap_colours(theme),
            "tiles": [source.as_json() for source in tiles],
            "credit": " · ".join([own, *(source.credit for source in tiles if source.credit)]).strip(" ·"),
        },
    }


def described_layers(layers: Iterable[pdk.Layer]) -> list[dict[str, Any]]:
    """
    Layers in pydeck's JSON, as they travel to a browser.

    Examples
    --------
    >>> described_layers([pdk.Layer("PathLayer", data=[], id="paths", get_path="path")])
    [{'@@type': 'PathLayer', 'data': [], 'getPath': '@@=path', 'id': 'paths'}]
    """
    return list(json.loads(pdk.Deck(layers=list(layers), map_provider=None).to_json())["layers"])


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
