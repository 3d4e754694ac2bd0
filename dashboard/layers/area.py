"""The area of interest: its outline over everything, and hardly any fill, so that what lies in it stays readable."""

import pydeck as pdk

from dashboard.layers.palette import PALETTES, Theme

LAYER_ID = "area"
_FILL = 22


def area_layers(rings: list[list[list[list[float]]]], theme: Theme, *, scale: float = 1.0) -> list[pdk.Layer]:
    """
    An area.

    Parameters
    ----------
    rings
        Polygons as lists of rings; see `geo.areas.shown_rings`.
    theme
        Day or night.
    scale
        Factor of all widths in pixels.

    Returns
    -------
    list of pydeck.Layer
        A line in the colour of marks, on a wider one that sets it off from what lies below.
    """
    palette = PALETTES[theme]
    data = [{"polygon": polygon} for polygon in rings]
    return [
        pdk.Layer(
            "PolygonLayer",
            data=data,
            id=name,
            get_polygon="polygon",
            filled=fill > 0,
            get_fill_color=[*palette.mark, fill],
            stroked=True,
            get_line_color=colour,
            get_line_width=width * scale,
            line_width_units=pdk.types.String("pixels", quote_type=""),
            line_joint_rounded=True,
        )
        for name, colour, width, fill in (
            (f"{LAYER_ID}-edge", [*palette.land, 200], 6, 0),
            (LAYER_ID, [*palette.mark, 255], 2.5, _FILL),
        )
    ]
