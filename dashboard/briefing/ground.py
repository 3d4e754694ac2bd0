"""The basemap of a picture: our own files, cut to its edges, in the colours and from the zooms of the screen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import shapely
from shapely.geometry import shape

from dashboard.briefing.extent import Extent
from dashboard.briefing.shapes import Rgba, Shape, Text, circle_path, line_path
from dashboard.layers.palette import PALETTES, Colour, Theme
from dashboard.state import Language
from etl.warehouse import PROJECT

_FOLDER = PROJECT / "dashboard" / "static" / "basemap"
_RIVER_ZOOMS = (0.0, 4.6, 6.3, 7.8)
_RIVER_WIDTHS = (1.5, 1.1, 0.8, 0.8)
_LABELS_FIT_ZOOM, _FARTHEST_ZOOM = 5.3, 4.3
_THICK_BORDER_ZOOM = 7.0
_BAND_OPACITY = 70
_DASH = (3.2, 2.6)
"""Of a line's width."""
_MARGIN_PIXELS = 8.0
"""Ground beyond the edges, so that no cut edge shows as a line."""


@dataclass(frozen=True)
class LabelStyle:
    """How a kind of name is set."""

    size: float
    weight: int
    has_dot: bool
    ink: str


LABEL_STYLES = {
    "country": LabelStyle(15, 400, False, "#66707f"),
    "capital": LabelStyle(13, 700, True, "#1c2430"),
    "town": LabelStyle(12.5, 400, True, "#2f3846"),
    "village": LabelStyle(11, 400, True, "#2f3846"),
    "crossing": LabelStyle(12.5, 400, True, "#2f3846"),
    "province": LabelStyle(11.5, 400, False, "#7d8694"),
}
"""As on the screen by day; see `data/reference/placing.py`."""
_RIM = "#ffffff"
_DOT = 2.3
_DENSITY = 2
"""Pixels of a name's picture for each pixel of the map."""
_THAI_SCALE = 1.1
"""Thai letters are small for their size."""


def ground_shapes(extent: Extent, theme: Theme) -> list[Shape]:
    """Land, rivers, provinces and boundaries, lowest first."""
    palette = PALETTES[theme]
    land = _features("countries", extent)
    rivers = _features("rivers", extent)
    return [
        *(_area(part, _opaque(palette.land), extent) for kind, part in land if not kind["is_focus"]),
        *(_area(part, _opaque(palette.focus_land), extent) for kind, part in land if kind["is_focus"]),
        *(
            _line(part, _opaque(palette.river), _RIVER_WIDTHS[kind["rank"]], extent)
            for kind, part in rivers
            if _RIVER_ZOOMS[kind["rank"]] <= extent.zoom
        ),
        *(_line(part, _opaque(palette.province), 0.8, extent) for _, part in _features("provinces", extent)),
        *(_line(part, _opaque(palette.boundary), 1.0, extent) for _, part in _features("boundaries", extent)),
    ]


def shaded_shapes(extent: Extent, shades: Mapping[str, Mapping[str, Any]]) -> list[Shape]:
    """Provinces in the colours of `layers.shades.province_shades`, each with its outline."""
    shapes = []
    for kind, part in _features("province_areas", extent):
        if kind["province_id"] in shades:
            red, green, blue, opacity = shades[kind["province_id"]]["colour"]
            shaded = _area(part, (red, green, blue, opacity), extent)
            shapes.append(replace(shaded, stroke=(red, green, blue, 255), width=1.0))
    return shapes


def border_shapes(extent: Extent, theme: Theme) -> list[Shape]:
    """The border of Thailand on a pale band, stretch by stretch, dashed where it is disputed."""
    palette = PALETTES[theme]
    width = 1.6 if extent.zoom < _THICK_BORDER_ZOOM else 2.2
    stretches = _features("border", extent)
    bands = [_line(part, (*palette.border_band, _BAND_OPACITY), 3.6 * width, extent) for _, part in stretches]
    dash = tuple(part * width for part in _DASH)
    lines = [
        _line(part, _opaque(palette.border), width, extent, dash=dash if kind["is_disputed"] else ())
        for kind, part in stretches
    ]
    return [*bands, *lines]


def disputed_count(extent: Extent) -> int:
    """How many disputed stretches the picture shows."""
    return sum(1 for kind, _ in _features("border", extent) if kind["is_disputed"])


def label_parts(extent: Extent, language: Language) -> tuple[list[Shape], list[Text]]:
    """Dots and names of places that a screen of the same zoom shows; kilometre marks are left to the screen."""
    content = _content(f"labels-{language}")
    zoom = extent.zoom
    lowest = 99 if zoom >= _LABELS_FIT_ZOOM else 1 if zoom >= _FARTHEST_ZOOM else 0
    dots: list[Shape] = []
    names: list[Text] = []
    for label in content["labels"]:
        style = LABEL_STYLES.get(label["kind"])
        is_shown = style is not None and label["min_zoom"] <= zoom and label["rank"] <= lowest
        if style is None or not is_shown or not extent.holds(label["longitude"], label["latitude"]):
            continue
        x, y = extent.point(label["longitude"], label["latitude"])
        if style.has_dot:
            ink = tuple(int(style.ink[place : place + 2], 16) for place in (1, 3, 5))
            dots.append(
                Shape(path=circle_path(x, y, _DOT), fill=(*ink[:3], 255), stroke=(255, 255, 255, 255), width=1.0)  # type: ignore[arg-type]
            )
        names.append(_name(label, content["mapping"][label["icon"]], style, x, y, language))
    return dots, names


def _name(
    label: dict[str, Any], box: dict[str, Any], style: LabelStyle, x: float, y: float, language: Language
) -> Text:
    """A name where its picture stands on the screen."""
    left, right = -box["anchorX"] / _DENSITY, (box["width"] - box["anchorX"]) / _DENSITY
    top, bottom = -box["anchorY"] / _DENSITY, (box["height"] - box["anchorY"]) / _DENSITY
    if style.has_dot:
        # The picture holds the dot too: the words stand on that side of it where there is more.
        room = _DOT + 1.5
        if right > -left + 2:
            left = room
        elif -left > right + 2:
            right = -room
        elif bottom > -top:
            top = room
        else:
            bottom = -room
    is_capitals = label["kind"] == "country" and language == "en"
    return Text(
        text=label["name"].upper() if is_capitals else label["name"],
        x=x + (left + right) / 2,
        y=y + (top + bottom) / 2,
        size=style.size * (_THAI_SCALE if language == "th" else 1.0),
        colour=style.ink,
        rim=_RIM,
        weight=style.weight,
    )


@cache
def _content(name: str) -> dict[str, Any]:
    suffix = ".json" if name.startswith("labels") else ".geojson"
    return dict(json.loads((_FOLDER / f"{name}{suffix}").read_text(encoding="utf-8")))


@cache
def _geometries(name: str) -> list[tuple[dict[str, Any], Any]]:
    """Properties and shapes of a file of the basemap."""
    return [(one["properties"], shape(one["geometry"])) for one in _content(name)["features"]]


def _features(name: str, extent: Extent) -> list[tuple[dict[str, Any], Any]]:
    """What of a file lies in the picture, no finer than the picture can show."""
    bounds = extent.bounds
    margin = (bounds.east - bounds.west) * _MARGIN_PIXELS / extent.width
    edges = bounds.west - margin, bounds.south - margin, bounds.east + margin, bounds.north + margin
    finest = 0.3 * (bounds.east - bounds.west) / extent.width
    cut = [(kind, shapely.clip_by_rect(part, *edges)) for kind, part in _geometries(name)]
    return [(kind, part.simplify(finest)) for kind, part in cut if not part.is_empty]


def _area(part: Any, fill: Rgba, extent: Extent) -> Shape:
    rings = [
        ring.coords for one in getattr(part, "geoms", [part]) if one.geom_type == "Polygon" for ring in _rings(one)
    ]
    path = "".join(line_path((extent.point(x, y) for x, y in ring), is_closed=True) for ring in rings)
    return Shape(path=path, fill=fill, stroke=fill, width=0.4)


def _rings(polygon: Any) -> list[Any]:
    return [polygon.exterior, *polygon.interiors]


def _line(part: Any, stroke: Rgba, width: float, extent: Extent, *, dash: tuple[float, ...] = ()) -> Shape:
    lines = [one for one in getattr(part, "geoms", [part]) if one.geom_type == "LineString"]
    path = "".join(line_path(extent.point(x, y) for x, y in one.coords) for one in lines)
    return Shape(path=path, stroke=stroke, width=width, dash=dash)


def _opaque(colour: Colour) -> Rgba:
    return (*colour, 255)
