"""Ways as arcs over their stops in order, that can be clicked, each ending in a dot."""

from collections.abc import Sequence

import pandas as pd
import pydeck as pdk

from dashboard.layers.arcs import FLOW_COLOURS
from dashboard.layers.palette import PALETTES, Theme
from dashboard.layers.rows import layer_rows
from geo.flows import flow_arcs

LAYER_ID = "ways"
_LEAST_PIXELS, _MOST_PIXELS = 2.5, 10.0
_FEW = 10.0
"""No arc of fewer is as wide as can be."""
_DIGITS = 4
"""Of a degree: 11 m, finer than any arc is drawn."""
_PIXELS = pdk.types.String("pixels", quote_type="")


def way_layers(ways: pd.DataFrame, theme: Theme, *, scale: float = 1.0) -> list[pdk.Layer]:
    """
    Arcs of ways.

    Parameters
    ----------
    ways
        way_id, family (`moves` or `people`), path (longitude and latitude of two stops or more, WGS 84 decimal degrees,
        no two in a row on one point), amount (more than 0), tip.
    theme
        Day or night.
    scale
        Factor of all sizes in pixels.

    Returns
    -------
    list of pydeck.Layer
        An edge that sets the arcs off from the ground, the arcs, as wide as the root of their part of the largest
        amount (of 10 at least), and a dot on each last stop. A click on an arc gives its way.
    """
    ordered = ways.sort_values(["amount", "way_id"], kind="stable").reset_index(drop=True)
    most = max(float(ordered["amount"].max()) if len(ordered) else 0.0, _FEW)
    pixels = [_LEAST_PIXELS + (_MOST_PIXELS - _LEAST_PIXELS) * (amount / most) ** 0.5 for amount in ordered["amount"]]
    edge = [*PALETTES[theme].land, 210]
    drawn = pd.DataFrame(
        {
            "way_id": ordered["way_id"],
            "path": [_bent(path) for path in ordered["path"]],
            "longitude": [path[-1][0] for path in ordered["path"]],
            "latitude": [path[-1][1] for path in ordered["path"]],
            "colour": [[*FLOW_COLOURS[family], 235] for family in ordered["family"]],
            "edge": [edge] * len(ordered),
            "pixels": pixels,
            "edge_pixels": [width + 3 for width in pixels],
            "dot": [3.0 + width / 2 for width in pixels],
            "tip": ordered["tip"],
        }
    )
    return [
        _paths("ways-edge", drawn, "edge", "edge_pixels", scale),
        _paths(LAYER_ID, drawn, "colour", "pixels", scale),
        pdk.Layer(
            "ScatterplotLayer",
            data=layer_rows(drawn, ("longitude", "latitude", "colour", "dot")),
            id="ways-ends",
            get_position=["longitude", "latitude"],
            radius_units=_PIXELS,
            get_radius="dot",
            radius_scale=scale,
            get_fill_color="colour",
            stroked=True,
            get_line_color=edge,
            line_width_units=_PIXELS,
            get_line_width=1.5 * scale,
        ),
    ]


def _bent(path: Sequence[tuple[float, float]]) -> list[list[float]]:
    """One line over all stops, each leg bent to the right of its way."""
    legs = flow_arcs(list(path[:-1]), list(path[1:])).round(_DIGITS).tolist()
    return [point for leg in legs for point in leg]


def _paths(layer_id: str, drawn: pd.DataFrame, colour: str, pixels: str, scale: float) -> pdk.Layer:
    can_pick = layer_id == LAYER_ID
    columns = ("path", colour, pixels, *(("way_id", "tip") if can_pick else ()))
    return pdk.Layer(
        "PathLayer",
        data=layer_rows(drawn, columns),
        id=layer_id,
        get_path="path",
        get_color=colour,
        get_width=pixels,
        width_units=_PIXELS,
        width_scale=scale,
        cap_rounded=True,
        joint_rounded=True,
        pickable=can_pick,
    )
