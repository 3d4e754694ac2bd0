"""Reported flows as arcs that bend to the right of their way and end in a dot."""

import pandas as pd
import pydeck as pdk

from dashboard.layers.palette import PALETTES, Theme
from dashboard.layers.rows import layer_rows
from geo.flows import flow_arcs

FLOW_COLOURS: dict[str, tuple[int, int, int]] = {"moves": (230, 159, 0), "people": (86, 180, 233)}
"""Operations that were reported to move, and people on the way; after Okabe and Ito (2008)."""
LAYER_ID = "arcs"
_PICKED = ("arc_id", "tip")
"""What a layer needs of its rows that can be clicked."""
_MOST_PIXELS = 9.0
_DIGITS = 4
"""Of a degree: 11 m, finer than any arc is drawn."""


def arc_layers(flows: pd.DataFrame, theme: Theme, *, scale: float = 1.0) -> list[pdk.Layer]:
    """
    Arcs of reported flows.

    Parameters
    ----------
    flows
        family (`moves` or `people`), origin_longitude, origin_latitude, destination_longitude, destination_latitude
        (WGS 84 decimal degrees, the ends of each in two different places), events; arc_id and tip too where an arc can
        be clicked.
    theme
        Day or night.
    scale
        Factor of all sizes in pixels.

    Returns
    -------
    list of pydeck.Layer
        An edge that sets the arcs off from the ground, the arcs, as wide as the square root of their events, and a dot
        on each destination. With arc_id and tip a click on an arc gives its id.

    Raises
    ------
    ValueError
        If the ends of a flow are one place, or a family is unknown.
    """
    drawn = _drawn(flows)
    edge = [*PALETTES[theme].land, 210]
    return [
        _paths(
            "arcs-edge",
            drawn.assign(colour=pd.Series([edge] * len(drawn), dtype=object), pixels=drawn["pixels"] + 3),
            scale,
        ),
        _paths(LAYER_ID, drawn, scale, more=_PICKED if set(_PICKED) <= set(flows.columns) else ()),
        pdk.Layer(
            "ScatterplotLayer",
            data=layer_rows(drawn, ("longitude", "latitude", "colour", "dot")),
            id="arcs-ends",
            get_position=["longitude", "latitude"],
            radius_units=pdk.types.String("pixels", quote_type=""),
            get_radius="dot",
            radius_scale=scale,
            get_fill_color="colour",
            stroked=True,
            get_line_color=edge,
            line_width_units=pdk.types.String("pixels", quote_type=""),
            get_line_width=1.5 * scale,
        ),
    ]


def _drawn(flows: pd.DataFrame) -> pd.DataFrame:
    """Flows with their path, colour and width; the fewest events lowest."""
    unknown = sorted(set(flows["family"]) - FLOW_COLOURS.keys())
    if unknown:
        raise ValueError(f"a flow's family must be one of {', '.join(FLOW_COLOURS)}: found {unknown[0]!r}")
    ordered = flows.sort_values("events", kind="stable").reset_index(drop=True)
    if ordered.empty:
        paths = []
    else:
        ends = [
            ordered[[f"{end}_longitude", f"{end}_latitude"]].to_numpy(dtype=float) for end in ("origin", "destination")
        ]
        paths = flow_arcs(*ends).round(_DIGITS).tolist()
    picked = {name: ordered[name] for name in _PICKED if name in ordered}
    pixels = [min(2.0 * float(events) ** 0.5, _MOST_PIXELS) for events in ordered["events"]]
    return pd.DataFrame(
        {
            "path": paths,
            "longitude": ordered["destination_longitude"],
            "latitude": ordered["destination_latitude"],
            "colour": [[*FLOW_COLOURS[family], 235] for family in ordered["family"]],
            "pixels": pixels,
            "dot": [3.0 + width / 2 for width in pixels],
            **picked,
        }
    )


def _paths(layer_id: str, drawn: pd.DataFrame, scale: float, *, more: tuple[str, ...] = ()) -> pdk.Layer:
    return pdk.Layer(
        "PathLayer",
        data=layer_rows(drawn, ("path", "colour", "pixels", *more)),
        id=layer_id,
        get_path="path",
        get_color="colour",
        get_width="pixels",
        width_units=pdk.types.String("pixels", quote_type=""),
        width_scale=scale,
        cap_rounded=True,
        joint_rounded=True,
        **({"pickable": True} if more else {}),
    )
