"""H3 cells, coloured by their number of distinct events or of people."""

import pandas as pd
import pydeck as pdk

from dashboard.layers.palette import CELL_BREAKS, PALETTES, Theme, cell_class
from dashboard.layers.rows import layer_rows

LAYER_ID = "cells"
_COLUMNS = ("cell", "colour", "tip")
_OPACITY = 205
_MOST_OUTLINED = 2_000
"""Cells with an edge: of more, edges are most of what is drawn, and of what drawing costs."""


def cell_layer(
    cells: pd.DataFrame, theme: Theme, *, scale: float = 1.0, breaks: tuple[int, ...] = CELL_BREAKS
) -> pdk.Layer:
    """
    The cells of a view.

    Parameters
    ----------
    cells
        cell (hexadecimal text), counted, tip (what to say of the cell).
    theme
        Day or night.
    scale
        Factor of all widths in pixels.
    breaks
        Least count of each class.

    Returns
    -------
    pydeck.Layer
    """
    colours = [[*colour, _OPACITY] for colour in PALETTES[theme].cells]
    counts = cells["counted"].tolist()
    colour_of = {counted: colours[cell_class(counted, breaks)] for counted in set(counts)}
    drawn = cells.assign(colour=pd.Series([colour_of[counted] for counted in counts], cells.index, dtype=object))
    return hexagons(drawn, theme, scale=scale)


def hexagons(cells: pd.DataFrame, theme: Theme, *, scale: float) -> pdk.Layer:
    """
    Cells in colours of their own.

    Parameters
    ----------
    cells
        cell (hexadecimal text), colour (red, green, blue, opacity), tip.
    theme
        Day or night.
    scale
        Factor of all widths in pixels.

    Returns
    -------
    pydeck.Layer
    """
    return pdk.Layer(
        "H3HexagonLayer",
        data=layer_rows(cells, _COLUMNS),
        id=LAYER_ID,
        get_hexagon="cell",
        get_fill_color="colour",
        get_line_color=[255, 255, 255, 90] if theme == "dark" else [20, 40, 60, 110],
        line_width_min_pixels=scale,
        get_line_width=0,
        stroked=len(cells) <= _MOST_OUTLINED,
        filled=True,
        extruded=False,
        # Without this the browser draws every cell like the first one, turned and stretched.
        high_precision=True,
        pickable=True,
        auto_highlight=True,
    )
