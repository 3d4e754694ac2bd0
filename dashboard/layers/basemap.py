"""The basemap: our own files, which the browser fetches once and from this server only."""

import json
import math
from functools import cache
from pathlib import Path
from typing import Any

import pydeck as pdk

from dashboard.layers.palette import PALETTES, Theme
from dashboard.state import Language

_ADDRESS = "/app/static/basemap"
_FOLDER = Path(__file__).parents[1] / "static" / "basemap"
_METRES_PER_PIXEL = 40_075_017 / 512
_WORLD = [[-180, -85], [0, -85], [180, -85], [180, 85], [0, 85], [-180, 85]]
_NEAR_SIZE = 16
_NEARER = 1.5
"""A name that comes up grows with the map: it is whole this much closer than where it has room, a speck before."""


def under_layers(theme: Theme, *, scale: float = 1.0) -> list[pdk.Layer]:
    """
    What lies under the data: water, land, provinces, boundaries and the border of Thailand.

    Parameters
    ----------
    theme
        Day or night.
    scale
        Factor of all widths in pixels.

    Returns
    -------
    list of pydeck.Layer
        Their data are addresses, so that nothing of them travels at a rerun.
    """
    palette = PALETTES[theme]
    water = pdk.Layer(
        "PolygonLayer",
        data=[{"outline": _WORLD}],
        id="water",
        get_polygon="outline",
        get_fill_color=list(palette.water),
        stroked=False,
    )
    land = pdk.Layer(
        "GeoJsonLayer",
        data=f"{_ADDRESS}/countries.geojson",
        id="land",
        get_fill_color=f"properties.is_focus ? {list(palette.focus_land)} : {list(palette.land)}",
        # Outlines of all land would cost four fifths of a frame where a browser draws without a graphics card.
        stroked=False,
    )
    provinces = _lines("provinces", list(palette.province), width=0.7 * scale)
    border = _lines("border", list(palette.border), width=1.6 * scale)
    boundaries = _lines("boundaries", list(palette.boundary), width=0.9 * scale)
    return [water, land, provinces, boundaries, border]


def _lines(name: str, colour: list[int], *, width: float) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        data=f"{_ADDRESS}/{name}.geojson",
        id=name,
        get_line_color=colour,
        get_line_width=0,
        line_width_min_pixels=width,
        line_joint_rounded=True,
    )


def label_layers(theme: Theme, language: Language, *, scale: float = 1.0) -> list[pdk.Layer]:
    """
    Names over the data, drawn as images: the map's own text would take Thai tone marks apart.

    Parameters
    ----------
    theme, language
        Day or night; Thai or English.
    scale
        Factor of all sizes in pixels.

    Returns
    -------
    list of pydeck.Layer
        One for the names that always stand there, one for those that come up as one looks closer.
    """
    time_of_day = "day" if theme == "light" else "night"
    atlas = f"{_ADDRESS}/labels-{language}-{time_of_day}.png"
    labels, mapping = _labels(language)
    near = [label | {"size": label["size"] * _metres_per_pixel(label)} for label in labels if label["min_zoom"]]
    far = [label for label in labels if not label["min_zoom"]]
    return [
        _label_layer("labels", far, atlas, mapping, size_units="pixels", size_scale=scale),
        _label_layer("labels-near", near, atlas, mapping, size_units="meters", size_max_pixels=_NEAR_SIZE * scale),
    ]


def _label_layer(
    name: str, labels: list[dict[str, Any]], atlas: str, mapping: dict[str, Any], **options: object
) -> pdk.Layer:
    rows = [{key: label[key] for key in ("icon", "longitude", "latitude", "size")} for label in labels]
    return pdk.Layer(
        "IconLayer",
        data=rows,
        id=name,
        icon_atlas=pdk.types.String(atlas, quote_type=""),
        icon_mapping=mapping,
        get_icon="icon",
        get_position=["longitude", "latitude"],
        get_size="size",
        **{name: pdk.types.String(o, quote_type="") if isinstance(o, str) else o for name, o in options.items()},
    )


def _metres_per_pixel(label: dict[str, Any]) -> float:
    """Ground length of a pixel at the zoom from which a label shows (512-pixel Web Mercator tiles)."""
    return float(_METRES_PER_PIXEL * math.cos(math.radians(label["latitude"])) / 2 ** (label["min_zoom"] + _NEARER))


@cache
def _labels(language: Language) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The names of the basemap and where each stands in its picture."""
    content = json.loads((_FOLDER / f"labels-{language}.json").read_text(encoding="utf-8"))
    return content["labels"], content["mapping"]
