"""H3 cells that stand out from chance, coloured by how they do."""

import pandas as pd
import pydeck as pdk

from dashboard.layers.cells import hexagons
from dashboard.layers.palette import Theme, heat_colour


def hot_cell_layer(cells: pd.DataFrame, theme: Theme, *, scale: float = 1.0) -> pdk.Layer:
    """
    Hot and cold spots, or their classes.

    Parameters
    ----------
    cells
        cell (hexadecimal text), heat (`hot` or `cold`), kind, tip; see `findings.hot_cells`.
    theme
        Day or night.
    scale
        Factor of all widths in pixels.

    Returns
    -------
    pydeck.Layer
        With the id of the counted cells, in whose place it stands.
    """
    colours = [[*heat_colour(heat, kind), 215] for heat, kind in zip(cells["heat"], cells["kind"], strict=True)]
    return hexagons(cells.assign(colour=pd.Series(colours, index=cells.index, dtype=object)), theme, scale=scale)
