"""Supplies by their state on a day: a mark of its own shape for each, and how exactly its point is known."""

from urllib.parse import quote

import pandas as pd
import pydeck as pdk

from dashboard.layers.compounds import RING_KM
from dashboard.layers.palette import PALETTES, SUPPLY_COLOURS, Palette, Theme
from dashboard.layers.rows import layer_rows

LAYER_ID = "supplies"
_BOX = 64
_PIXELS = 26
_SHAPES = {
    "in_force": '<rect x="10" y="10" width="44" height="44" fill="{colour}" {edge}/>'
    '<path d="M20 20 L44 44 M44 20 L20 44" stroke="{paper}" stroke-width="7"/>',
    "not_restored": '<rect x="10" y="10" width="44" height="44" fill="{paper}" {edge}/>'
    '<path d="M18 18 L46 46 M46 18 L18 46" stroke="{colour}" stroke-width="9"/>',
    "replaced": '<path d="M32 5 L59 32 L32 59 L5 32 Z" fill="{colour}" {edge}/>'
    '<path d="M22 22 L42 42 M42 22 L22 42" stroke="{paper}" stroke-width="7"/>',
    "undated": '<rect x="10" y="10" width="44" height="44" fill="{paper}" {edge}/>'
    '<path d="M32 16 L32 36 M32 43 L32 50" stroke="{colour}" stroke-width="9"/>',
    "restored": '<circle cx="32" cy="32" r="24" fill="{colour}" {edge}/>'
    '<path d="M20 33 L29 42 L45 23" fill="none" stroke="{paper}" stroke-width="7"/>',
    "unknown": '<circle cx="32" cy="32" r="15" fill="{paper}" stroke="{colour}" stroke-width="7"/>',
}
"""Mark -> its shape, in a box of 64."""


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
            icon_mapping={mark: _mapped(place) for place, mark in enumerate(_SHAPES)},
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
    return _address(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{_drawn(mark, PALETTES[theme])}</svg>'
    )


def _drawn(mark: str, palette: Palette) -> str:
    edge = f'stroke="{palette.ink}" stroke-width="4"'
    return _SHAPES[mark].format(colour=SUPPLY_COLOURS[mark], paper=palette.paper, edge=edge)


def _atlas(palette: Palette) -> str:
    """All marks in one picture."""
    marks = [
        f'<g transform="translate({place * _BOX} 0)">{_drawn(mark, palette)}</g>' for place, mark in enumerate(_SHAPES)
    ]
    width = _BOX * len(_SHAPES)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_BOX}" viewBox="0 0 {width} {_BOX}">'
    return _address(f"{head}{''.join(marks)}</svg>")


def _address(svg: str) -> str:
    return f"data:image/svg+xml;charset=utf-8,{quote(svg)}"


def _mapped(place: int) -> dict[str, int | bool]:
    """Where a mark stands in the picture."""
    return {"x": place * _BOX, "y": 0, "width": _BOX, "height": _BOX, "mask": False}
