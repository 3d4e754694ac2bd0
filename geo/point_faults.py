"""What is wrong with points: coordinates that can't be, and coordinates that can hardly be meant."""

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.written import Floats, Strings

POINT_FAULTS = ("", "incomplete", "out_of_range", "null_island", "swapped", "far", "in_sea")
"""Faults of a point, in the order in which they are looked for: each row has the first that holds."""

CENTRE = (101.0, 15.0)
"""Longitude and latitude from which "far" is measured: the middle of the Thai borders."""

_NULL_ISLAND_DEGREES = 0.01
_SEA_DEGREES = 0.05
"""Some 5 km: farther than this from land is the sea."""
_WITHIN_SQUARE = 1 - 0.71
"""What is left of a square's side when half its diagonal, and a little, is taken off."""
_ROWS = 1 << 16
"""More than there are squares from pole to pole."""
_MANY = 10_000
"""Points for which it pays to judge squares first."""
_GEOD = pyproj.Geod(ellps="WGS84")


def point_faults(
    longitude: Floats,
    latitude: Floats,
    *,
    land: BaseGeometry,
    centre: tuple[float, float] = CENTRE,
    reach_km: float = 2000.0,
) -> Strings:
    """
    What is wrong with each point, by one word.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,); both NaN where a point is not known, which is no fault.
    land
        The land of the region, in the same degrees. Whether a point is in the sea is judged within its envelope alone.
    centre
        Longitude and latitude of the region's middle.
    reach_km
        Geodesic distance from it beyond which a point is far.

    Returns
    -------
    numpy.ndarray
        One of `POINT_FAULTS` a point, shape (n,). `incomplete`: one of two is NaN. `out_of_range`: no such degrees,
        and none if they change places either. `null_island`: within 0.01 degree of 0, 0. `swapped`: far or out of
        range as it stands, and within reach if the two change places. `far`: beyond reach. `in_sea`: more than 0.05
        degree (some 5 km) from land. The first of these that holds is named.

    Raises
    ------
    ValueError
        If the shapes differ.

    Examples
    --------
    >>> land = shapely.box(97, 5, 106, 21)
    >>> x = np.array([98.564, 16.626, 0.0, 2.35, 98.5, np.nan, 106.0, 500.0])
    >>> y = np.array([16.626, 98.564, 0.0, 48.86, np.nan, np.nan, 21.0, 16.0])
    >>> point_faults(x, y, land=land).tolist()
    ['', 'swapped', 'null_island', 'far', 'incomplete', '', '', 'out_of_range']
    """
    x, y = np.asarray(longitude, dtype=np.float64), np.asarray(latitude, dtype=np.float64)
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError(f"longitude and latitude must be of one shape (n,): found {x.shape} and {y.shape}")
    distance, other = _distance_km(x, y, centre), _distance_km(y, x, centre)
    is_far = ~(distance <= reach_km)
    is_known = ~(np.isnan(x) & np.isnan(y))
    in_sea = is_known & ~is_far
    in_sea[in_sea] = points_in_sea(x[in_sea], y[in_sea], land)
    faults = {
        "incomplete": np.isnan(x) ^ np.isnan(y),
        "out_of_range": np.isnan(distance) & ~(other <= reach_km),
        "null_island": (np.abs(x) < _NULL_ISLAND_DEGREES) & (np.abs(y) < _NULL_ISLAND_DEGREES),
        "swapped": is_far & (other <= reach_km),
        "far": is_far,
        "in_sea": in_sea,
    }
    return np.where(is_known, np.select([*faults.values()], [*faults], ""), "")


def _distance_km(x: Floats, y: Floats, centre: tuple[float, float]) -> Floats:
    """Geodesic distance from the centre; NaN where there is no such point."""
    exists = (np.abs(x) <= 180) & (np.abs(y) <= 90)
    rows = np.flatnonzero(exists)
    distance = np.full(x.shape, np.nan)
    distance[rows] = (
        np.asarray(_GEOD.inv(np.full(rows.shape, centre[0]), np.full(rows.shape, centre[1]), x[rows], y[rows])[2])
        / 1000
    )
    return distance


def points_in_sea(longitude: Floats, latitude: Floats, land: BaseGeometry) -> NDArray[np.bool_]:
    """
    Whether each point is off the land by more than 0.05 degree, as far as the land is known there.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,).
    land
        The land, in the same degrees; outside its envelope nothing is judged.

    Returns
    -------
    numpy.ndarray
        Shape (n,).

    Notes
    -----
    Where there are many points, squares of 0.05 degree are judged first: if a square's middle is no farther from land
    than 0.05 degree less half its diagonal, no point in it is in the sea.

    Examples
    --------
    >>> points_in_sea(np.array([98.0, 97.04, 104.0]), np.array([6.0, 5.5, 20.9]), shapely.Point(98, 6).buffer(1))
    array([False,  True, False])
    """
    in_sea = np.zeros(longitude.shape, dtype=np.bool_)
    if land.is_empty:
        return in_sea
    shapely.prepare(land)
    west, south, east, north = land.bounds
    is_judged = (longitude >= west) & (longitude <= east) & (latitude >= south) & (latitude <= north)
    rows = np.flatnonzero(is_judged)
    if rows.size > _MANY:
        rows = rows[~_is_on_land(longitude[rows], latitude[rows], land)]
    in_sea[rows] = ~shapely.dwithin(land, shapely.points(longitude[rows], latitude[rows]), _SEA_DEGREES)
    return in_sea


def _is_on_land(x: Floats, y: Floats, land: BaseGeometry) -> NDArray[np.bool_]:
    """Which points stand in a square that is on land, or near it, as a whole."""
    column, row = (np.floor(values / _SEA_DEGREES).astype(np.int64) for values in (x, y))
    squares, which = np.unique(column * _ROWS + row, return_inverse=True)
    corners = np.column_stack([squares // _ROWS, (squares + _ROWS // 2) % _ROWS - _ROWS // 2])
    middles = shapely.points((corners + 0.5) * _SEA_DEGREES)
    is_near: NDArray[np.bool_] = np.asarray(shapely.dwithin(land, middles, _SEA_DEGREES * _WITHIN_SQUARE))
    return is_near[which]


def coordinate_faults(longitude: Floats, latitude: Floats) -> list[str]:
    """
    Every fault of two arrays that should be points.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,); NaN is no fault, it stands for a point that is not known.

    Returns
    -------
    list of str
        What was found, at which row, and what is accepted; empty if nothing is wrong.

    Examples
    --------
    >>> coordinate_faults(np.array([98.5, 98.6]), np.array([16.7, 91.0]))
    ['latitude must be -90 to 90 degrees: found 91.0 at row 1']
    """
    faults = []
    if longitude.ndim != 1 or longitude.shape != latitude.shape:
        shapes = f"found {longitude.shape} and {latitude.shape}"
        faults.append(f"longitude and latitude must be of one shape (n,): {shapes}")
    for name, values, limit in (("longitude", longitude, 180.0), ("latitude", latitude, 90.0)):
        # No array of the points' size is made where nothing is wrong; fmin and fmax pass over NaN.
        if (
            np.fmin.reduce(values, axis=None, initial=0) >= -limit
            and np.fmax.reduce(values, axis=None, initial=0) <= limit
        ):
            continue
        outside = np.flatnonzero(np.abs(values) > limit)
        if outside.size:
            row = outside[0]
            faults.append(f"{name} must be -{limit:.0f} to {limit:.0f} degrees: found {values.flat[row]} at row {row}")
    return faults
