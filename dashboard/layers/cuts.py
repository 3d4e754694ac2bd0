"""Supplies that were reported cut: a ring where none is reported restored, a dot where one is."""

import pandas as pd
import pydeck as pdk

from dashboard.layers.compounds import RING_KM
from dashboard.layers.palette import PALETTES, Theme
from dashboard.layers.rows import layer_rows

OPEN_COLOUR = (240, 90, 60)
RESTORED_COLOUR = (0, 158, 115)
MARKED = ("site", *RING_KM)
"""Precisions that have a mark."""
_PIXELS = 13.0


def cut_layers(supplies: pd.DataFrame, theme: Theme, *, scale: float = 1.0) -> list[pdk.Layer]:
    """
    Marks of supplies; those known only to a province or country have none.

    Parameters
    ----------
    supplies
        longitude, latitude, location_precision, is_restored; see `findings.wall_cuts.Cuts`. tip too where a mark can be
        pointed at.
    theme
        Day or night.
    scale
        Factor of all sizes in pixels.

    Returns
    -------
    list of pydeck.Layer
        How exactly each is known (a ring of 5 km for a town, of 20 km for a district), then the marks. Supplies on one
        point stand in rings round each other.
    """
    placed = supplies[supplies["location_precision"].isin(MARKED) & supplies["longitude"].notna()]
    placed = placed.sort_values(["longitude", "latitude", "is_restored"], kind="stable")
    order = placed.groupby(["longitude", "latitude"]).cumcount()
    marks = placed.assign(pixels=_PIXELS + 8.0 * order)
    points = placed.drop_duplicates(["longitude", "latitude", "location_precision"])
    rough = points[points["location_precision"].isin(RING_KM)]
    rings = rough.assign(radius=[RING_KM[precision] * 1000 for precision in rough["location_precision"]])
    pixels = pdk.types.String("pixels", quote_type="")
    told = ("tip",) if "tip" in marks else ()
    pickable = {"pickable": True} if told else {}
    return [
        pdk.Layer(
            "ScatterplotLayer",
            data=layer_rows(rings, ("longitude", "latitude", "radius")),
            id="cuts-precision",
            get_position=["longitude", "latitude"],
            get_radius="radius",
            filled=False,
            stroked=True,
            get_line_color=[*PALETTES[theme].precision, 170],
            get_line_width=0,
            line_width_min_pixels=1.2 * scale,
        ),
        pdk.Layer(
            "ScatterplotLayer",
            data=layer_rows(marks[~marks["is_restored"]], ("longitude", "latitude", "pixels", *told)),
            id="cuts-open",
            get_position=["longitude", "latitude"],
            radius_units=pixels,
            get_radius="pixels",
            radius_scale=scale,
            filled=False,
            stroked=True,
            get_line_color=[*OPEN_COLOUR, 255],
            line_width_units=pixels,
            get_line_width=4 * scale,
            **pickable,
        ),
        pdk.Layer(
            "ScatterplotLayer",
            data=layer_rows(marks[marks["is_restored"]], ("longitude", "latitude", *told)),
            id="cuts-restored",
            get_position=["longitude", "latitude"],
            radius_units=pixels,
            get_radius=_PIXELS / 2 * scale,
            get_fill_color=[*RESTORED_COLOUR, 255],
            **pickable,
        ),
    ]
