"""The map of a scene as a Vega specification: basemap, layers, names, scale bar, north arrow."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.briefing.drawn import Layer, drawn_layers
from dashboard.briefing.extent import Extent, fitted
from dashboard.briefing.ground import border_shapes, disputed_count, ground_shapes, label_parts, shaded_shapes
from dashboard.briefing.shapes import Part, Rgba, Shape, Text, line_path, vega_picture
from dashboard.language import message
from dashboard.layers.palette import PALETTES, Theme
from dashboard.map.protocol import Bounds
from dashboard.state import Language

THEME: Theme = "light"
"""Paper is white."""
_EDGE = 14.0
"""Room between the picture's edge and what stands in its corner."""
_INK: Rgba = (22, 33, 44, 255)
_BACK: Rgba = (255, 255, 255, 215)


@dataclass(frozen=True)
class MapPicture:
    """
    A map.

    Attributes
    ----------
    vega
        Its specification.
    counts
        What it shows, counted; see `drawn.Drawn`. `border`, `disputed` is how many disputed stretches it shows.
    """

    vega: dict[str, Any]
    counts: Counter[tuple[str, str]]


def map_picture(
    bounds: Bounds,
    areas: Sequence[Layer],
    marks: Sequence[Layer],
    *,
    width: float,
    height: float,
    language: Language,
    shades: Mapping[str, Mapping[str, Any]] | None = None,
) -> MapPicture:
    """
    The map of a scene or a view.

    Parameters
    ----------
    bounds
        What it must show.
    areas, marks
        Layers under the border and over it, in pydeck's JSON, made for the theme `THEME`.
    width, height
        Of the picture, in pixels of an ordinary screen.
    language
        Of the names.
    shades
        Provinces to shade; see `layers.shades.province_shades`.

    Returns
    -------
    MapPicture
    """
    extent = fitted(bounds, width=width, height=height)
    below, above = drawn_layers(areas, extent, THEME), drawn_layers(marks, extent, THEME)
    dots, names = label_parts(extent, language)
    bar, bar_words = _scale_bar(extent, language)
    arrow, arrow_words = _north_arrow(extent, language)
    parts: list[Part] = [
        ground_shapes(extent, THEME),
        shaded_shapes(extent, shades or {}),
        below.shapes,
        border_shapes(extent, THEME),
        dots,
        names,
        above.shapes,
        above.texts,
        [*bar, *arrow],
        [*bar_words, *arrow_words],
    ]
    counts = below.counts + above.counts
    counts["border", "disputed"] = disputed_count(extent)
    return MapPicture(vega_picture(parts, width=width, height=height, ground=(*PALETTES[THEME].water, 255)), counts)


def bar_metres(room: float) -> float:
    """
    The longest of 1, 2 or 5 times a power of ten that fits.

    Examples
    --------
    >>> bar_metres(74_000), bar_metres(999), bar_metres(5_000)
    (50000.0, 500.0, 5000.0)
    """
    power = 10.0 ** math.floor(math.log10(room))
    return next(step * power for step in (5, 2, 1) if step * power <= room)


def _scale_bar(extent: Extent, language: Language) -> tuple[list[Shape], list[Text]]:
    """A bar as long as its distance in the middle of the picture."""
    bounds = extent.bounds
    middle = (bounds.south + bounds.north) / 2
    metres = bar_metres(extent.width / 4 / extent.pixels(1.0, middle))
    length = extent.pixels(metres, middle)
    unit, count = ("map-kilometres", metres / 1000) if metres >= 1000 else ("map-metres", metres)
    left, bottom = _EDGE + 10, extent.height - _EDGE - 8
    box = [
        (_EDGE, bottom - 28),
        (_EDGE + length + 20, bottom - 28),
        (_EDGE + length + 20, bottom + 8),
        (_EDGE, bottom + 8),
    ]
    bar = [(left, bottom - 6), (left, bottom), (left + length, bottom), (left + length, bottom - 6)]
    words = Text(
        text=f"{count:,.0f} {message(language, unit)}", x=left + length / 2, y=bottom - 15, size=12.5, colour="#16212c"
    )
    return [
        Shape(path=line_path(box, is_closed=True), fill=_BACK),
        Shape(path=line_path(bar), stroke=_INK, width=2.0),
    ], [words]


def _north_arrow(extent: Extent, language: Language) -> tuple[list[Shape], list[Text]]:
    """North is up, as everywhere in this projection."""
    x, top = extent.width - _EDGE - 16, _EDGE
    box = [(x - 16, top), (x + 16, top), (x + 16, top + 52), (x - 16, top + 52)]
    arrow = [(x, top + 5), (x + 9, top + 30), (x, top + 24), (x - 9, top + 30)]
    words = Text(text=message(language, "brief-north"), x=x, y=top + 41, size=12.5, colour="#16212c", weight=700)
    return [
        Shape(path=line_path(box, is_closed=True), fill=_BACK),
        Shape(path=line_path(arrow, is_closed=True), fill=_INK),
    ], [words]
