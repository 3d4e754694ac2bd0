"""Inferred flows: dashed, in a colour of their own, so that nobody takes them for reported ones."""

from collections.abc import Sequence

import pandas as pd
import pydeck as pdk

from dashboard.layers.rows import layer_rows
from geo.flows import flow_arcs

INFERRED_COLOUR = (204, 121, 167)
"""After Okabe and Ito (2008); reported moves are orange."""
LAYER_ID = "inferred"
_POINTS = 33
_MOST_PIXELS = 9.0
_DIGITS = 4


def inferred_layers(flows: pd.DataFrame, *, scale: float = 1.0) -> list[pdk.Layer]:
    """
    Dashed lines of inferred flows, bent as reported ones are.

    Parameters
    ----------
    flows
        origin_longitude, origin_latitude, destination_longitude, destination_latitude (WGS 84 decimal degrees),
        records.
    scale
        Factor of all sizes in pixels.

    Returns
    -------
    list of pydeck.Layer
        None where there is no flow.
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
    return [
        pdk.Layer(
            "PathLayer",
            data=layer_rows(pd.DataFrame(rows), ("path", "colour", "pixels")),
            id=LAYER_ID,
            get_path="path",
            get_color="colour",
            get_width="pixels",
            width_units=pdk.types.String("pixels", quote_type=""),
            width_scale=scale,
        )
    ]


def _dashes(arc: Sequence[list[float]]) -> list[list[list[float]]]:
    """Every other piece of a line."""
    return [[arc[place], arc[place + 1]] for place in range(0, len(arc) - 1, 2)]
