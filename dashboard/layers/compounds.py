"""Compounds by status, each point once, with how exactly it is known."""

import pandas as pd
import pydeck as pdk

from dashboard.layers.palette import PALETTES, Palette, Theme
from dashboard.layers.pins import PinAtlas, pin_atlas, pin_name
from dashboard.layers.rows import layer_rows
from geo.disks import hatch_lines

LAYER_ID = "compounds"
RING_KM = {"town": 5.0, "district": 20.0}
"""Radius within which a compound of a precision may stand."""
_COLUMNS = ("point", "longitude", "latitude", "icon", "size", "tip")
_HATCH_KM = 3.0


def compound_layers(
    points: pd.DataFrame, theme: Theme, *, scale: float = 1.0, has_counts: bool = True
) -> list[pdk.Layer]:
    """
    The distinct points that compounds stand on.

    Parameters
    ----------
    points
        point (its id), longitude, latitude, location_precision, statuses (a list, one a compound), tip.
    theme
        Day or night.
    scale
        Factor of all sizes in pixels.
    has_counts
        Whether a pin's picture holds the number of its compounds.

    Returns
    -------
    list of pydeck.Layer
        Hatching and edge of what is known only so far, a dot for a site, and a pin for each point.
    """
    palette = PALETTES[theme]
    pins = points.assign(
        icon=points["statuses"].map(pin_name),
        size=points["statuses"].map(lambda statuses: _pin_pixels(len(statuses))),
    )
    atlas = pin_atlas(points["statuses"], palette, has_counts=has_counts)
    return [*_precision_layers(points, palette, scale), _pin_layer(pins, atlas, scale)]


def _precision_layers(points: pd.DataFrame, palette: Palette, scale: float) -> list[pdk.Layer]:
    """A ring of 5 km for a town, a hatched disk of 20 km for a district, a dot for a site."""
    colour = list(palette.precision)
    coarse = points[points["location_precision"].isin(RING_KM)]
    rings = coarse.assign(radius=[RING_KM[precision] * 1000 for precision in coarse["location_precision"]])
    hatched = points[points["location_precision"] == "district"]
    lines = [
        {"start": start, "end": end}
        for longitude, latitude in zip(hatched["longitude"], hatched["latitude"], strict=True)
        for start, end in hatch_lines(longitude, latitude, radius_km=RING_KM["district"], spacing_km=_HATCH_KM).tolist()
    ]
    sites = points[points["location_precision"] == "site"]
    return [
        pdk.Layer(
            "LineLayer",
            data=lines,
            id="precision-hatch",
            get_source_position="start",
            get_target_position="end",
            get_color=[*colour, 70],
            get_width=scale,
        ),
        pdk.Layer(
            "ScatterplotLayer",
            data=layer_rows(rings, ("longitude", "latitude", "radius")),
            id="precision-ring",
            get_position=["longitude", "latitude"],
            get_radius="radius",
            filled=False,
            stroked=True,
            get_line_color=[*colour, 170],
            get_line_width=0,
            line_width_min_pixels=1.2 * scale,
        ),
        pdk.Layer(
            "ScatterplotLayer",
            data=layer_rows(sites, ("longitude", "latitude")),
            id="precision-site",
            get_position=["longitude", "latitude"],
            get_radius=0,
            radius_min_pixels=3.5 * scale,
            get_fill_color=[*colour, 255],
        ),
    ]


def _pin_layer(pins: pd.DataFrame, atlas: PinAtlas, scale: float) -> pdk.Layer:
    """Pins whose foot is the point; the fullest are drawn last, over the others."""
    return pdk.Layer(
        "IconLayer",
        data=layer_rows(pins.sort_values(["size", "point"]), _COLUMNS),
        id=LAYER_ID,
        icon_atlas=pdk.types.String(atlas.address, quote_type=""),
        icon_mapping=atlas.mapping,
        get_icon="icon",
        get_position=["longitude", "latitude"],
        get_size="size",
        size_scale=scale,
        pickable=True,
    )


def _pin_pixels(count: int) -> int:
    """Height of a pin on the screen."""
    return 40 + 4 * min(count, 6)
