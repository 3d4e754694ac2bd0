"""Supplies by their state on a day: a mark of its own shape for each, and how exactly its point is known."""

from dataclasses import dataclass
from urllib.parse import quote

import pandas as pd
import pydeck as pdk

from dashboard.layers.compounds import RING_KM
from dashboard.layers.palette import PALETTES, SUPPLY_COLOURS, Palette, Theme
from dashboard.layers.rows import layer_rows

LAYER_ID = "supplies"
BOX = 64
"""Width and height of a mark in its picture."""
_PIXELS = 26

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Shape:
    """
    The shape of a mark, in a box of `BOX`.

    Attributes
    ----------
    outline
        Corners, or the radius of a circle in the middle of the box.
    is_filled
        Whether it is filled with the colour and what stands in it is of the paper's, or the other way round.
    lines, width
        What stands in it.
    edge_width
        Of its edge, which is of ink; where there are no lines, of the colour.
    """

    outline: Line | float
    is_filled: bool
    lines: tuple[Line, ...]
    width: float
    edge_width: float = 4


_SQUARE = ((10, 10), (54, 10), (54, 54), (10, 54))
SHAPES = {
    "in_force": Shape(_SQUARE, True, (((20, 20), (44, 44)), ((44, 20), (20, 44))), 7),
    "not_restored": Shape(_SQUARE, False, (((18, 18), (46, 46)), ((46, 18), (18, 46))), 9),
    "replaced": Shape(((32, 5), (59, 32), (32, 59), (5, 32)), True, (((22, 22), (42, 42)), ((42, 22), (22, 42))), 7),
    "undated": Shape(_SQUARE, False, (((32, 16), (32, 36)), ((32, 43), (32, 50))), 9),
    "restored": Shape(24, True, (((20, 33), (29, 42), (45, 23)),), 7),
    "unknown": Shape(15, False, (), 0, 7),
}
"""Mark -> its shape."""


def supply_layers(marks: pd.DataFrame, theme: Theme, *, scale: float = 1.0) -> list[pdk.Layer]:
    """
    Marks of supplies, those on one point in a row.

    Parameters
    ----------
    marks
        point_id, longitude, latitude, location_precision, mark, place, of, tip; see
        `findings.infrastructure.supply_marks`.
    theme
        Day or night.
    scale
        Factor of all sizes in pixels.

    Returns
    -------
    list of pydeck.Layer
        A ring of 5 km for a town and of 20 km for a district, then the marks; a click gives the point.
    """
    palette = PALETTES[theme]
    points = marks.drop_duplicates(["longitude", "latitude", "location_precision"])
    rough = points[points["location_precision"].isin(RING_KM)]
    rings = rough.assign(radius=[RING_KM[precision] * 1000 for precision in rough["location_precision"]])
    offsets = [
        [(place - (of - 1) / 2) * _PIXELS * scale, 0.0] for place, of in zip(marks["place"], marks["of"], strict=True)
    ]
    drawn = marks.assign(offset=pd.Series(offsets, index=marks.index, dtype="object"))
    return [
        pdk.Layer(
            "ScatterplotLayer",
            data=layer_rows(rings, ("longitude", "latitude", "radius")),
            id="supplies-precision",
            get_position=["longitude", "latitude"],
            get_radius="radius",
            filled=False,
            stroked=True,
            get_line_color=[*palette.precision, 170],
            get_line_width=0,
            line_width_min_pixels=1.2 * scale,
        ),
        pdk.Layer(
            "IconLayer",
            data=layer_rows(drawn, ("point_id", "longitude", "latitude", "mark", "offset", "tip")),
            id=LAYER_ID,
            icon_atlas=pdk.types.String(_atlas(palette), quote_type=""),
            icon_mapping={mark: _mapped(place) for place, mark in enumerate(SHAPES)},
            get_icon="mark",
            get_position=["longitude", "latitude"],
            get_pixel_offset="offset",
            get_size=_PIXELS,
            size_scale=scale,
            pickable=True,
        ),
    ]


def mark_picture(mark: str, theme: Theme) -> str:
    """
    A mark as a picture for a legend, as a `data:` address.

    Examples
    --------
    >>> mark_picture("restored", "light")[:24]
    'data:image/svg+xml;chars'
    """
    return _address(mark_svg(mark, theme))


def mark_svg(mark: str, theme: Theme) -> str:
    """A mark as SVG."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BOX} {BOX}">{_drawn(mark, PALETTES[theme])}</svg>'


def _drawn(mark: str, palette: Palette) -> str:
    shape, colour = SHAPES[mark], SUPPLY_COLOURS[mark]
    fill, line = (colour, palette.paper) if shape.is_filled else (palette.paper, colour)
    edge = f'fill="{fill}" stroke="{palette.ink if shape.lines else colour}" stroke-width="{shape.edge_width}"'
    if isinstance(shape.outline, tuple):
        outline = f'<path d="{_path(shape.outline)} Z" {edge}/>'
    else:
        outline = f'<circle cx="{BOX // 2}" cy="{BOX // 2}" r="{shape.outline}" {edge}/>'
    lines = " ".join(map(_path, shape.lines))
    return outline + (f'<path d="{lines}" fill="none" stroke="{line}" stroke-width="{shape.width}"/>' if lines else "")


def _path(points: Line) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in points)


def _atlas(palette: Palette) -> str:
    """All marks in one picture."""
    marks = [
        f'<g transform="translate({place * BOX} 0)">{_drawn(mark, palette)}</g>' for place, mark in enumerate(SHAPES)
    ]
    width = BOX * len(SHAPES)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{BOX}" viewBox="0 0 {width} {BOX}">'
    return _address(f"{head}{''.join(marks)}</svg>")


def _address(svg: str) -> str:
    return f"data:image/svg+xml;charset=utf-8,{quote(svg)}"


def _mapped(place: int) -> dict[str, int | bool]:
    """Where a mark stands in the picture."""
    return {"x": place * BOX, "y": 0, "width": BOX, "height": BOX, "mask": False}
