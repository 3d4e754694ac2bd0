"""Where points and the border stand to an area: inside for sure, perhaps, or outside; how far away."""

from collections.abc import Mapping
from dataclasses import dataclass

import h3.api.basic_int as h3
import numpy as np
import pyproj
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from geo.areas import Area
from geo.borderline import BorderLines
from geo.cells import points_to_cells

OUTSIDE, PERHAPS, INSIDE = 0, 1, 2
"""Where a thing is: outside for sure, too roughly known to say, inside for sure."""
REACH_KM: Mapping[str, float] = {"site": 0.0, "town": 5.0, "district": 20.0}
"""Precision of a point -> how far from it the thing may be: the circles that the map draws."""
_FINEST_CELL = {"site": 9, "town": 7, "district": 6}
_SPACING_DEGREES = 0.01
_FACING_KM = 50.0
"""How far from the border land still counts as a sector's."""


@dataclass(frozen=True)
class Facing:
    """The stretch of a border line that an area faces or holds, in border km."""

    neighbour: str
    from_km: float
    to_km: float


def places_in(area: Area, longitude: ArrayLike, latitude: ArrayLike, precision: NDArray[np.str_]) -> NDArray[np.int8]:
    """
    Whether things lie in an area, as far as their places are known.

    Parameters
    ----------
    area
        The area.
    longitude, latitude
        WGS 84 decimal degrees, shape (n,).
    precision
        `site`, `town` or `district`, shape (n,).

    Returns
    -------
    numpy.ndarray
        `INSIDE` where all of the circle of what is known lies in the area, `PERHAPS` where its edge cuts it, else
        `OUTSIDE`, shape (n,). An area of cells holds what its cells count, as long as the place is known as exactly as
        cells of that size ask.

    Raises
    ------
    ValueError
        If a precision is another.

    Examples
    --------
    >>> from geo.areas import circle_area
    >>> known = np.array(["site", "town", "town", "district"])
    >>> places_in(circle_area(98.5, 16.7, 10), [98.5, 98.5, 98.57, 98.5], [16.7] * 4, known).tolist()
    [2, 2, 1, 1]
    """
    x, y = np.asarray(longitude, dtype=np.float64), np.asarray(latitude, dtype=np.float64)
    unknown = set(precision.tolist()) - REACH_KM.keys()
    if unknown:
        raise ValueError(f"precisions: found {sorted(unknown)}, accepted are {', '.join(REACH_KM)}")
    reach = np.array([REACH_KM[word] for word in precision.tolist()])
    flat, points = _flat(area, x, y)
    edge = shapely.distance(shapely.boundary(flat), points)
    within = shapely.intersects(flat, points)
    found = np.where(within & (edge >= reach), INSIDE, np.where(within | (edge <= reach), PERHAPS, OUTSIDE))
    if area.cells:
        resolution = h3.get_resolution(area.cells[0])
        is_fine = np.array([_FINEST_CELL[word] >= resolution for word in precision.tolist()], dtype=bool)
        own = np.isin(points_to_cells(x, y, resolution=resolution), np.array(area.cells, dtype=np.uint64))
        found = np.where(is_fine, np.where(own, INSIDE, OUTSIDE), np.where(found == INSIDE, PERHAPS, found))
    return found.astype(np.int8)


def distances_km(area: Area, longitude: ArrayLike, latitude: ArrayLike) -> NDArray[np.float64]:
    """
    Distance of points from an area in km, 0 inside; true to 0.5 % within 500 km of it.

    Parameters
    ----------
    area
        The area.
    longitude, latitude
        WGS 84 decimal degrees, shape (n,); NaN where a point is not known.

    Returns
    -------
    numpy.ndarray
        Shape (n,); NaN where a point is not known.
    """
    x, y = np.asarray(longitude, dtype=np.float64), np.asarray(latitude, dtype=np.float64)
    found = np.full(x.shape, np.nan)
    known = np.isfinite(x) & np.isfinite(y)
    flat, points = _flat(area, x[known], y[known])
    found[known] = shapely.distance(flat, points)
    return found


def shapes_in(area: Area, shapes: Mapping[str, BaseGeometry]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    Which provinces lie in an area whole, and which only partly.

    Parameters
    ----------
    area
        The area.
    shapes
        Id -> polygons in WGS 84 degrees.

    Returns
    -------
    tuple
        Ids of those inside, and of those cut by the edge.
    """
    shapely.prepare(area.shape)
    inside = tuple(name for name, shape in shapes.items() if area.shape.covers(shape))
    cut = tuple(name for name, shape in shapes.items() if name not in inside and area.shape.intersects(shape))
    return inside, cut


def border_of(area: Area, lines: BorderLines) -> tuple[float | None, tuple[Facing, ...]]:
    """
    How far the border is, and which kilometres of it an area faces.

    Parameters
    ----------
    area
        The area.
    lines
        The border lines.

    Returns
    -------
    tuple
        Distance in km, 0 where the border runs through the area and None where it is farther than 100 km, and for each
        neighbour the stretch that is nearest to the parts of the area within 50 km of the border.
    """
    edge = shapely.get_coordinates(shapely.segmentize(shapely.boundary(area.shape), _spacing(area)))
    shapely.prepare(area.shape)
    through = [
        points[shapely.contains_xy(area.shape, points[:, 0], points[:, 1])] for points in lines.coordinates.values()
    ]
    points = np.concatenate([edge, *through])
    found = lines.locate(points[:, 0], points[:, 1])
    offset = np.abs(found.offset_km)
    if not (offset >= 0).any():
        return None, ()
    crosses = any(area.shape.intersects(shapely.LineString(line)) for line in lines.coordinates.values())
    facing = []
    for neighbour in lines.coordinates:
        km = found.border_km[(found.neighbour == neighbour) & (offset <= _FACING_KM)]
        if km.size:
            facing.append(Facing(neighbour, float(km.min()), float(km.max())))
    return 0.0 if crosses else float(np.nanmin(offset)), tuple(facing)


def _spacing(area: Area) -> float:
    """Degrees between points of an edge: a kilometre or so, or a 400th of a large area."""
    west, south, east, north = area.bounds
    return float(max(_SPACING_DEGREES, (east - west + north - south) / 200))


def _flat(area: Area, x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[BaseGeometry, NDArray[np.object_]]:
    """The area and the points on a plane in km that touches the Earth in its middle."""
    middle = area.shape.centroid
    plane = pyproj.Proj(proj="aeqd", lon_0=middle.x, lat_0=middle.y, ellps="WGS84", units="km")

    def moved(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(plane(points[:, 0], points[:, 1]))

    flat = shapely.transform(area.shape, moved)
    shapely.prepare(flat)
    return flat, np.asarray(shapely.points(moved(np.column_stack([x, y]))))
