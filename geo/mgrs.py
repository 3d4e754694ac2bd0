"""Military Grid Reference System: letters and digits of squares, from and to metres of UTM."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.utm import NORTH, SOUTH, central_meridians, points_to_utm, utm_to_points, utm_zones

Floats = NDArray[np.float64]
Zones = NDArray[np.int64]
Letters = NDArray[np.str_]
Region = tuple[float, float, float, float]
"""West, south, east and north in WGS 84 decimal degrees."""

SQUARE_M = 100_000.0
"""Side of the square that two letters name."""

_BANDS = np.array(list("CDEFGHJKLMNPQRSTUVWX"))
_COLUMNS = np.array(list("ABCDEFGHJKLMNPQRSTUVWXYZ"))
_ROWS = np.array(list("ABCDEFGHJKLMNPQRSTUV"))
_ROW_CYCLE = 20
_EVEN_ZONE_SHIFT = 5
_BAND_DEGREES = 8.0


@dataclass(frozen=True, eq=False)
class Squares:
    """
    Squares of the grid as points.

    Attributes
    ----------
    longitude, latitude
        Centre, WGS 84 decimal degrees, shape (n,); NaN where there is no such square, or several.
    zone
        Zone of the grid, shape (n,); 0 where there is no such square, or several.
    choices
        Grid zones of the squares that fit, shape (n,), like 47Q or "46Q or 47Q"; empty where none does.
    """

    longitude: Floats
    latitude: Floats
    zone: Zones
    choices: Letters


def points_to_mgrs(longitude: Floats, latitude: Floats, *, digits: int = 5) -> Letters:
    """
    The square that holds each point.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,).
    digits
        Digits east and north, 1 for a square of 10 km to 5 for one of a metre.

    Returns
    -------
    numpy.ndarray
        Text, shape (n,), like 47QMU5345038250; empty where a coordinate is NaN or the latitude is not -80 to 84.

    Notes
    -----
    NGA.STND.0037 (2014), The universal grids and the transverse Mercator and polar stereographic map projections.
    Digits are cut off and not rounded: a reference names the south-west corner of its square.

    Examples
    --------
    >>> points_to_mgrs(np.array([2.2945, -93.0]), np.array([48.8583, 42.0])).tolist()
    ['31UDQ4825111943', '15TWG0000049776']
    """
    zone = utm_zones(longitude, latitude)
    known = zone > 0
    easting, northing = points_to_utm(longitude, latitude, zone)
    # A micrometre holds a point on a square's edge in the square that begins there.
    x = np.floor(np.where(known, easting, 0) + 1e-6).astype(np.int64)
    y = np.floor(np.where(known, northing, 0) + 1e-6).astype(np.int64)
    column = _COLUMNS[((zone - 1) % 3 * 8 + x // 100_000 - 1) % _COLUMNS.size]
    row = _ROWS[(y // 100_000 + np.where(zone % 2 == 0, _EVEN_ZONE_SHIFT, 0)) % _ROW_CYCLE]
    side = 10 ** (5 - digits)
    text = np.char.add(np.char.mod("%02d", zone), band_letters(latitude))
    for part in (column, row, *(np.char.mod(f"%0{digits}d", metres % 100_000 // side) for metres in (x, y))):
        text = np.char.add(text, part)
    return np.where(known, text, "")


def band_letters(latitude: Floats) -> Letters:
    """
    Letter of the band of latitude of each point; empty where there is none.

    Examples
    --------
    >>> band_letters(np.array([16.6, 8.0, -0.1, 84.0, 90.0])).tolist()
    ['Q', 'P', 'M', 'X', '']
    """
    known = (latitude >= SOUTH) & (latitude <= NORTH)
    band = np.floor((np.where(known, latitude, 0.0) - SOUTH) / _BAND_DEGREES).astype(np.int64)
    return np.where(known, _BANDS[np.minimum(band, _BANDS.size - 1)], "")


def squares_to_points(
    zone: Zones, band: Letters, column: Letters, row: Letters, easting_m: Floats, northing_m: Floats
) -> Squares:
    """
    Points of squares whose zone and band are known.

    Parameters
    ----------
    zone
        1 to 60, shape (n,).
    band, column, row
        One capital letter each, shape (n,).
    easting_m, northing_m
        Metres of the point within the square of 100 km, shape (n,), 0 to 100,000.

    Returns
    -------
    Squares
        A square is there if its column is one of its zone and its point is in its band, or at most half a degree off:
        the squares at a band's edge belong to both.

    Examples
    --------
    >>> z, one = np.array([31]), lambda value: np.array([value])
    >>> found = squares_to_points(z, one("U"), one("D"), one("Q"), one(48251.5), one(11943.5))
    >>> found.longitude.round(4).tolist(), found.latitude.round(4).tolist()
    ([2.2945], [48.8583])
    """
    easting, northing, known = _corner(zone, column, row)
    known &= np.isin(band, _BANDS)
    south = np.asarray(SOUTH + _BAND_DEGREES * _position(_BANDS, band), dtype=np.float64)
    least = points_to_utm(central_meridians(zone), south, zone)[1] - SQUARE_M
    northing = northing + _ROW_CYCLE * SQUARE_M * np.ceil((least - northing) / (_ROW_CYCLE * SQUARE_M))
    longitude, latitude = utm_to_points(easting + easting_m, northing + northing_m, zone)
    north = np.where(band == "X", NORTH, south + _BAND_DEGREES)
    known &= (latitude > south - 0.5) & (latitude < north + 0.5)
    choices = np.where(known, np.char.add(np.char.mod("%d", zone), band), "")
    return _only(known, longitude, latitude, zone, choices)


def squares_in_region(
    column: Letters, row: Letters, easting_m: Floats, northing_m: Floats, *, region: Region
) -> Squares:
    """
    Points of squares whose zone is not given, as far as only one lies in a region.

    Parameters
    ----------
    column, row
        One capital letter each, shape (n,).
    easting_m, northing_m
        Metres of the point within the square of 100 km, shape (n,), 0 to 100,000.
    region
        Where the point must be. Column letters come again every 18 degrees of longitude, row letters every 2,000 km:
        in a region that is smaller, one square fits at most.

    Returns
    -------
    Squares

    Examples
    --------
    "MU 534382", KK Park in a Thai report:

    >>> one = lambda value: np.array([value])
    >>> thailand = (96.4, 4.7, 106.6, 21.4)
    >>> found = squares_in_region(one("M"), one("U"), one(53450.0), one(38250.0), region=thailand)
    >>> found.longitude.round(3).tolist(), found.latitude.round(3).tolist(), found.zone.tolist()
    ([98.564], [16.626], [47])
    """
    longitude, latitude = (np.full(column.shape, np.nan) for _ in range(2))
    found_zone, count = (np.zeros(column.shape, dtype=np.int64) for _ in range(2))
    choices = np.full(column.shape, "")
    for zone, turn in _zones_and_turns(region):
        zones = np.full(column.shape, zone)
        easting, northing, known = _corner(zones, column, row)
        x, y = utm_to_points(easting + easting_m, northing + turn * _ROW_CYCLE * SQUARE_M + northing_m, zones)
        fits = known & is_within(x, y, region) & (utm_zones(x, y) == zone)
        choices = added_choices(choices, zones, y, fits)
        count += fits
        longitude, latitude = np.where(fits, x, longitude), np.where(fits, y, latitude)
        found_zone = np.where(fits, zone, found_zone)
    return _only(count == 1, longitude, latitude, found_zone, choices)


def added_choices(choices: Letters, zone: Zones, latitude: Floats, fits: NDArray[np.bool_]) -> Letters:
    """Choices with one more grid zone where it fits, like "46Q or 47Q"."""
    more = np.char.add(np.char.mod("%d", zone), band_letters(np.where(fits, latitude, 0.0)))
    joined = np.char.add(np.where(choices == "", "", np.char.add(choices, " or ")), more)
    return np.where(fits, joined, choices)


def _only(sure: NDArray[np.bool_], longitude: Floats, latitude: Floats, zone: Zones, choices: Letters) -> Squares:
    """Squares that are sure; the others without a point."""
    return Squares(
        np.where(sure, longitude, np.nan), np.where(sure, latitude, np.nan), np.where(sure, zone, 0), choices
    )


def is_within(longitude: Floats, latitude: Floats, region: Region) -> NDArray[np.bool_]:
    """Whether each point lies in a region, its edge included; never where a coordinate is NaN."""
    west, south, east, north = region
    return np.asarray((longitude >= west) & (longitude <= east) & (latitude >= south) & (latitude <= north))


def _zones_and_turns(region: Region) -> list[tuple[int, int]]:
    """Zones, and turns of the row letters from the equator, that a region touches."""
    west, south, east, north = region
    zones = utm_zones(np.array([west, min(east, 179.999)]), np.zeros(2))
    edges = points_to_utm(np.zeros(2), np.array([max(south, SOUTH), min(north, NORTH)]), np.array([31, 31]))[1]
    first, last = np.floor(edges / (_ROW_CYCLE * SQUARE_M)).astype(int)
    return [(zone, turn) for zone in range(zones[0], zones[1] + 1) for turn in range(first, last + 1)]


def _corner(zone: Zones, column: Letters, row: Letters) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """South-west corner of each square of 100 km, its northing of 0 to 2,000 km, and whether the zone has it."""
    across = (_position(_COLUMNS, column) - (zone - 1) % 3 * 8) % _COLUMNS.size
    up = (_position(_ROWS, row) - np.where(zone % 2 == 0, _EVEN_ZONE_SHIFT, 0)) % _ROW_CYCLE
    known = (across < 8) & np.isin(column, _COLUMNS) & np.isin(row, _ROWS) & (zone >= 1) & (zone <= 60)
    return np.asarray((across + 1) * SQUARE_M, dtype=np.float64), np.asarray(up * SQUARE_M, dtype=np.float64), known


def _position(letters: Letters, values: Letters) -> Zones:
    """Place of each value among sorted letters; any place where it is none of them."""
    return np.minimum(np.searchsorted(letters, values), letters.size - 1)
