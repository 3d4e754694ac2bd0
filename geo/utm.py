"""Universal Transverse Mercator: points to metres of a zone and back, on WGS 84 and Indian 1975."""

from functools import cache
from typing import Literal

import numpy as np
import pyproj
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Zones = NDArray[np.int64]
Datum = Literal["wgs84", "indian-1975"]

SOUTH, NORTH = -80.0, 84.0
"""Latitudes between which the grid is defined."""

INDIAN_1975_ACCURACY_M = 3.0
"""Accuracy of the transformation from Indian 1975 to WGS 84, onshore Thailand."""

_MERIDIAN = pyproj.Proj("+proj=tmerc +lat_0=0 +lon_0=0 +k=0.9996 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m")
"""Any zone, for longitudes counted from its central meridian."""

_INDIAN_1975 = {47: "EPSG:24047", 48: "EPSG:24048"}
_LEAST_EASTING_M, _MOST_EASTING_M, _MOST_NORTHING_M = 100_000.0, 900_000.0, 9_400_000.0


def utm_zones(longitude: Floats, latitude: Floats) -> Zones:
    """
    Zone of each point, with the exceptions for Norway and Svalbard.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,); 180 degrees is -180.

    Returns
    -------
    numpy.ndarray
        1 to 60, shape (n,); 0 where a coordinate is NaN or the latitude is not -80 to 84.

    Examples
    --------
    >>> utm_zones(np.array([98.6, 102.6, 180.0, 4.0, 0.0]), np.array([16.6, 13.7, 0.0, 60.0, 90.0])).tolist()
    [47, 48, 1, 32, 0]
    """
    known = np.isfinite(longitude) & (latitude >= SOUTH) & (latitude <= NORTH)
    x = np.where(known, longitude, 0.0)
    zone = np.floor((x + 180) % 360 / 6).astype(np.int64) + 1
    zone = np.where((latitude >= 56) & (latitude < 64) & (x >= 3) & (x < 12), 32, zone)
    svalbard = np.select([x < 9, x < 21, x < 33], [31, 33, 35], 37)
    zone = np.where((latitude >= 72) & (x >= 0) & (x < 42), svalbard, zone)
    return np.where(known, zone, 0)


def points_to_utm(longitude: Floats, latitude: Floats, zone: Zones) -> tuple[Floats, Floats]:
    """
    Easting and northing of points in given zones on WGS 84.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,).
    zone
        1 to 60, shape (n,).

    Returns
    -------
    tuple of numpy.ndarray
        Metres, shape (n,); the northing is negative south of the equator. NaN where the zone is 0.

    Notes
    -----
    PROJ's transverse Mercator after Poder and Engsager; exact to a millimetre within a zone.
    """
    away = (longitude - central_meridians(zone) + 180) % 360 - 180
    easting, northing = _MERIDIAN(np.where(zone > 0, away, np.nan), latitude)
    return _finite(easting), _finite(northing)


def utm_to_points(
    easting_m: Floats, northing_m: Floats, zone: Zones, *, datum: Datum = "wgs84"
) -> tuple[Floats, Floats]:
    """
    Points of eastings and northings.

    Parameters
    ----------
    easting_m, northing_m
        Metres, shape (n,); the northing is negative south of the equator.
    zone
        1 to 60, shape (n,); 47 and 48 alone for Indian 1975.
    datum
        WGS 84 (EPSG:32647, EPSG:32648 and their like) or Indian 1975 (EPSG:24047, EPSG:24048).

    Returns
    -------
    tuple of numpy.ndarray
        Longitude and latitude, WGS 84 decimal degrees, shape (n,); NaN where the metres are none of the zone.

    Notes
    -----
    From Indian 1975 PROJ holds offline, and takes here, EPSG's published "Indian 1975 to WGS 84 (4)": seven
    parameters (293, 836, 318 m; 0.5, 1.6, -2.8 seconds of arc; 2.1 ppm), 3 m onshore Thailand; in the Gulf of Thailand
    the three-parameter (2) and (3), 5 m and 1 m. The null transformation, 550 m off at KK Park, is never taken.

    Examples
    --------
    >>> longitude, latitude = utm_to_points(np.array([453400.0]), np.array([1838200.0]), np.array([47]))
    >>> longitude.round(4).tolist(), latitude.round(4).tolist()
    ([98.5631], [16.6257])
    """
    known = (easting_m >= _LEAST_EASTING_M) & (easting_m <= _MOST_EASTING_M) & (np.abs(northing_m) <= _MOST_NORTHING_M)
    x, y = np.where(known, easting_m, np.nan), np.where(known, northing_m, np.nan)
    if datum == "indian-1975":
        return _from_indian_1975(x, y, zone)
    away, latitude = _MERIDIAN(x, y, inverse=True)
    longitude = (_finite(away) + central_meridians(zone) + 180) % 360 - 180
    known &= zone > 0
    return np.where(known, longitude, np.nan), np.where(known, _finite(latitude), np.nan)


def _from_indian_1975(x: Floats, y: Floats, zone: Zones) -> tuple[Floats, Floats]:
    """Points of metres on Indian 1975; each of the two zones at once."""
    longitude, latitude = np.full(x.shape, np.nan), np.full(x.shape, np.nan)
    for number in _INDIAN_1975:
        rows = np.flatnonzero((zone == number) & ~np.isnan(x))
        found_x, found_y = _indian_1975(number).transform(x[rows], y[rows])
        longitude[rows], latitude[rows] = _finite(found_x), _finite(found_y)
    return longitude, latitude


@cache
def _indian_1975(zone: int) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(_INDIAN_1975[zone], "EPSG:4326", always_xy=True, allow_ballpark=False)


def central_meridians(zone: Zones) -> Floats:
    """Longitude of the middle of each zone, degrees."""
    return np.asarray(zone * 6.0 - 183.0)


def _finite(values: Floats) -> Floats:
    """PROJ's infinity as NaN."""
    array = np.asarray(values, dtype=np.float64)
    return np.where(np.isfinite(array), array, np.nan)
