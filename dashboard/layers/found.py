"""The place that a search found: a ring round its point."""

import pydeck as pdk

from dashboard.layers.palette import PALETTES, Theme

_PIXELS = 17


def found_layers(longitude: float, latitude: float, theme: Theme, *, scale: float = 1.0) -> list[pdk.Layer]:
    """
    A mark on one point.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees.
    theme
        Day or night.
    scale
        Factor of all sizes in pixels.

    Returns
    -------
    list of pydeck.Layer
        A ring in the colour of marks, on a wider one that sets it off from whatever lies below.
    """
    palette = PALETTES[theme]
    point = [{"longitude": longitude, "latitude": latitude}]
    return [
        pdk.Layer(
            "ScatterplotLayer",
            data=point,
            id=name,
            get_position=["longitude", "latitude"],
            radius_units=pdk.types.String("pixels", quote_type=""),
            get_radius=_PIXELS * scale,
            filled=False,
            stroked=True,
            get_line_color=colour,
            get_line_width=width * scale,
            line_width_units=pdk.types.String("pixels", quote_type=""),
        )
        for name, colour, width in (("found-edge", [*palette.land, 230], 7), ("found", [*palette.mark, 255], 3))
    ]
