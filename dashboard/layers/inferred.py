"""Inferred flows: dashed, in a colour of their own, so that nobody takes them for reported ones."""

from collections.abc import Sequence

import pandas as pd
import pydeck as pdk

from dashboard.layers.rows import layer_rows
from geo.flows import flow_arcs

INFERRED_COLOUR = (204, 121, 167)
"""After Okabe and Ito (2008); reported moves are orange."""
LAYER_ID = "inferred"
BAND_ID = "inferred-band"
_BAND_ALPHA = 45
"""Of the band under the dashes: seen, but no line of its own."""
_POINTS = 33
_MOST_PIXELS = 9.0
_BAND_PIXELS = 14.0
_DIGITS = 4


def inferred_layers(flows: pd.DataFrame, *, scale: float = 1.0) -> list[pdk.Layer]:
    """
    Dashed lines of inferred flows, bent as reported ones are.

    Parameters
    ----------
    flows
        origin_longitude, origin_latitude, destination_longitude, destination_latitude (WGS 84 decimal degrees),
        records; arc_id and tip too where a flow can be clicked.
    scale
        Factor of all sizes in pixels.

    Returns
    -------
    list of pydeck.Layer
        None where there is no flow. With arc_id and tip a pale band lies under each dashed line, gaps included: a click
        on it gives the flow's id.
    """
    if flows.empty:
        return []
    ends = [flows[[f"{end}_longitude", f"{end}_latitude"]].to_numpy(dtype=float) for end in ("origin", "destination")]
    arcs = flow_arcs(*ends, points=_POINTS).round(_DIGITS).tolist()
    rows = [
        {"path": dash, "colour": [*INFERRED_COLOUR, 235], "pixels": min(2.0 * float(records) ** 0.5, _MOST_PIXELS)}
        for arc, records in zip(arcs, flows["records"], strict=True)
        for dash in _dashes(arc)
    ]
    dashes = _paths(LAYER_ID, pd.DataFrame(rows), scale)
    if not {"arc_id", "tip"} <= set(flows.columns):
        return [dashes]
    bands = pd.DataFrame(
        {
            "path": arcs,
            "colour": [[*INFERRED_COLOUR, _BAND_ALPHA]] * len(flows),
            "pixels": _BAND_PIXELS,
            "arc_id": flows["arc_id"].tolist(),
            "tip": flows["tip"].tolist(),
        }
    )
    return [_paths(BAND_ID, bands, scale), dashes]


def _paths(layer_id: str, rows: pd.DataFrame, scale: float) -> pdk.Layer:
    can_pick = layer_id == BAND_ID
    columns = ("path", "colour", "pixels", *(("arc_id", "tip") if can_pick else ()))
    return pdk.Layer(
        "PathLayer",
        data=layer_rows(rows, columns),
        id=layer_id,
        get_path="path",
        get_color="colour",
        get_width="pixels",
        width_units=pdk.types.String("pixels", quote_type=""),
        width_scale=scale,
        **({"pickable": True, "cap_rounded": True} if can_pick else {}),
    )


def _dashes(arc: Sequence[list[float]]) -> list[list[list[float]]]:
    """Every other piece of a line."""
    return [[arc[place], arc[place + 1]] for place in range(0, len(arc) - 1, 2)]
