"""The extent of a map as an address tells it, and an area as a browser says that it was drawn."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pyproj
import shapely

from geo.areas import Area, AreaError, box_area, cells_area, circle_area, map_polygon, polygon_area
from geo.cells import text_to_cell

_NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,6})?", re.ASCII)
_LIMITS = ((-180.0, 180.0), (-85.0, 85.0), (0.0, 22.0), (0.2, 5.0))
_MOST_DRAWN = 300
_GEOD = pyproj.Geod(ellps="WGS84")


@dataclass(frozen=True)
class Extent:
    """
    What a map shows, on a screen of any size.

    Attributes
    ----------
    longitude, latitude
        Its middle, WGS 84 decimal degrees.
    zoom
        Zoom (tiles of 512 pixels) of a map whose shorter side has 640 pixels.
    aspect
        Width by height of the map that told it: another one shows all of what that one did.
    """

    longitude: float
    latitude: float
    zoom: float
    aspect: float = 1.0


def read_extent(text: str) -> Extent | None:
    """
    The extent of a word in the address; None where it is none.

    Examples
    --------
    >>> read_extent("98.5,16.7,9.25")
    Extent(longitude=98.5, latitude=16.7, zoom=9.25, aspect=1.0)
    >>> read_extent("98.5,95,9"), read_extent("nan,16,9"), read_extent("98.5,16.7")
    (None, None, None)
    """
    parts = text.split(",", 4)
    if not 3 <= len(parts) <= 4 or not all(map(_NUMBER.fullmatch, parts)):
        return None
    numbers = [float(part) for part in parts]
    within = all(low <= value <= high for value, (low, high) in zip(numbers, _LIMITS, strict=False))
    return Extent(*numbers) if within else None


def extent_text(told: object) -> str:
    """
    What a browser says that its map shows, as a word for the address; empty where it says nothing sensible.

    Examples
    --------
    >>> extent_text({"longitude": 98.51234, "latitude": 16.7, "zoom": 9.256, "aspect": 1.5})
    '98.5123,16.7,9.26,1.5'
    >>> extent_text({}), extent_text({"longitude": "x", "latitude": 1, "zoom": 1, "aspect": 1})
    ('', '')
    """
    numbers = (
        [told.get(name) for name in ("longitude", "latitude", "zoom", "aspect")] if isinstance(told, Mapping) else []
    )
    known = [float(value) for value in numbers if isinstance(value, int | float) and math.isfinite(value)]
    if len(known) != 4:
        return ""
    known[3] = min(max(known[3], _LIMITS[3][0]), _LIMITS[3][1])
    digits = (4, 4, 2, 2)
    text = ",".join(
        f"{round(value, places) + 0.0:g}" if places == 2 else _plain(value)
        for value, places in zip(known, digits, strict=True)
    )
    return text if read_extent(text) else ""


def _plain(degrees: float) -> str:
    """Degrees with four decimals at most, never in powers of ten."""
    return f"{degrees:.4f}".rstrip("0").rstrip(".")


def read_drawn(told: object) -> Area:
    """
    The area that a browser says was drawn.

    Parameters
    ----------
    told
        kind (`polygon`, `box`, `circle` or `cells`), points (longitude, latitude: corners, two opposite corners, or the
        middle and a point of the edge), cells (hexadecimal text).

    Returns
    -------
    geo.areas.Area

    Raises
    ------
    geo.areas.AreaError
        If it is none, or one that can't be.

    Examples
    --------
    >>> read_drawn({"kind": "box", "points": [[99, 17], [98, 16]]}).text
    'b1:98,16,99,17'
    """
    if not isinstance(told, Mapping):
        raise AreaError("unreadable")
    if told.get("kind") == "cells":
        return cells_area(_cells(told.get("cells")))
    points = _points(told.get("points"))
    if told.get("kind") == "polygon":
        return polygon_area(map_polygon(points))
    if len(points) != 2:
        raise AreaError("unreadable")
    (x, y), (u, v) = points
    if told.get("kind") == "box":
        west, south, east, north = shapely.MultiPoint(points).bounds
        return box_area(west, south, east, north)
    if told.get("kind") == "circle" and max(abs(y), abs(v)) <= 90:
        return circle_area(x, y, round(_GEOD.inv(x, y, u, v)[2] / 1000, 3))
    raise AreaError("unreadable")


def _points(told: object) -> list[tuple[float, float]]:
    """Pairs of finite numbers."""
    if not isinstance(told, list | tuple) or len(told) > _MOST_DRAWN:
        raise AreaError("unreadable")
    points = []
    for pair in told:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise AreaError("unreadable")
        if not all(isinstance(value, int | float) and math.isfinite(value) for value in pair):
            raise AreaError("unreadable")
        points.append((float(pair[0]), float(pair[1])))
    return points


def _cells(told: object) -> list[int]:
    if not isinstance(told, list | tuple) or len(told) > _MOST_DRAWN:
        raise AreaError("unreadable")
    try:
        return [text_to_cell(str(text)) for text in told]
    except ValueError as error:
        raise AreaError("unreadable") from error
