"""Coordinates that a source gives, in one column or two and in any system, to WGS 84 degrees and a precision."""

from functools import cache
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from etl.contract.inputs import COORDINATES
from etl.reference import read_region_land
from etl.source import SourceDescription
from etl.transform import literal
from geo.coordinates import PointReadings, pair_to_points, point_faults, text_to_points

_RADIUS_PRECISIONS = (("site", 500.0), ("town", 5_000.0), ("district", 20_000.0), ("province", 100_000.0))
"""Precision -> the radius, in metres, below which what is written is as good as that; coarser is `country`."""
_NEAR_COUNTRIES = ("TH", "MM", "LA", "KH", "MY", "VN")
"""A record of these is not 2,000 km away; one of another country, or of Dubai, may be."""
_MENDS = {
    "swapped": "latitude and longitude changed places",
    "zone_resolved": "grid zones found, since one alone lies in the region",
    "band_ignored": "letters of grid bands that the northing denies were passed over",
}
_AT_ONCE = 100_000
"""Points that are read together: NumPy's texts are as wide as their widest, words of what is accepted among them."""
_LEFT_TO_CONTRACT = ("incomplete", "out_of_range")
"""Faults of degrees that the contract's rules name column by column."""
_ACCEPTED = {
    "null_island": "the place's own coordinates, or nothing: 0, 0 is in the Gulf of Guinea and stands for none",
    "far": "a point within 2,000 km of Thailand's borders, or the country that it lies in",
    "in_sea": "a point on land, or within 5 km of it",
    "swapped": "latitude and longitude in their own columns",
}


def read_points(connection: duckdb.DuckDBPyConnection, description: SourceDescription) -> None:
    """
    Put decimal degrees in the place of the coordinates of `staged`; fill `fault` and `mended`.

    Parameters
    ----------
    connection
        Where the load is at work.
    description
        The source description, bound to the file's columns.

    Notes
    -----
    Where the source doesn't say how far to trust its points, the digits that it writes say so: `radius_precision`.
    """
    columns = _columns(description)
    if not columns:
        return
    names = ", ".join(f"coalesce({name}, '') AS {name}" for name in columns)
    some = " OR ".join(f"{name} IS NOT NULL" for name in columns)
    given = connection.sql(
        f"SELECT DISTINCT {names}, coalesce(country, '') AS country FROM staged WHERE {some}"
    ).to_arrow_table()
    if given.num_rows:
        starts = range(0, given.num_rows, _AT_ONCE)
        parts = [_readings(given.slice(start, _AT_ONCE), columns, description) for start in starts]
        _put(connection, description, columns, pa.concat_tables(parts))


def radius_precision(radius_m: NDArray[np.float64]) -> NDArray[np.str_]:
    """
    How far to trust points, by how finely they are written.

    Parameters
    ----------
    radius_m
        How far from the point the digits let it be, in metres.

    Returns
    -------
    numpy.ndarray
        A location precision a point.

    Examples
    --------
    >>> radius_precision(np.array([0.5, 50.0, 500.0, 5566.0, 55660.0])).tolist()
    ['site', 'site', 'town', 'district', 'province']
    """
    limits = [radius_m < limit for _, limit in _RADIUS_PRECISIONS]
    return np.select(limits, [name for name, _ in _RADIUS_PRECISIONS], "country")


def _columns(description: SourceDescription) -> tuple[str, ...]:
    """The staged columns that hold the points, if any: one, or latitude and longitude."""
    named = set(description.columns.values())
    if COORDINATES in named:
        return (COORDINATES,)
    return ("latitude", "longitude") if {"longitude", "latitude"} <= named else ()


def _readings(given: pa.Table, columns: tuple[str, ...], description: SourceDescription) -> pa.Table:
    """What each distinct point is read as."""
    system: Any = description.coordinate_system
    if len(columns) == 1:
        read = text_to_points(given[COORDINATES], system=system)
        found = np.asarray(given[COORDINATES].to_numpy(zero_copy_only=False)).astype(np.str_)
    else:
        latitude, longitude = (given[name] for name in columns)
        is_degrees = system in ("any", "degrees")
        first, second = (latitude, longitude) if is_degrees else (longitude, latitude)
        read = pair_to_points(_nulled(first), _nulled(second), system="degrees" if is_degrees else system)
        texts = [np.asarray(column.to_numpy(zero_copy_only=False)).astype(np.str_) for column in (first, second)]
        found = np.char.add(np.char.add(texts[0], ", "), texts[1])
    return _judged(given, read, found, is_left=len(columns) == 2 and system in ("any", "degrees"))


def _nulled(column: "pa.ChunkedArray[Any]") -> "pa.ChunkedArray[Any]":
    """A column of texts with null for the empty one."""
    return pa.chunked_array([pa.array([text or None for text in column.to_pylist()], pa.string())])


def _judged(given: pa.Table, read: PointReadings, found: NDArray[np.str_], *, is_left: bool) -> pa.Table:
    """Readings with the faults that a point has by where it lies; a pair that is plainly swapped changes places."""
    country = np.asarray(given["country"].to_numpy(zero_copy_only=False)).astype(np.str_)
    is_near = np.isin(country, (*_NEAR_COUNTRIES, ""))
    fault = point_faults(read.longitude, read.latitude, land=_region_land())
    fault = np.where(np.isin(fault, ("far", "swapped")) & ~is_near, "", fault)
    is_swapped = fault == "swapped"
    longitude = np.where(is_swapped, read.latitude, read.longitude)
    latitude = np.where(is_swapped, read.longitude, read.latitude)
    fault = np.where(is_swapped, "", fault)
    note = np.where(is_swapped, "swapped", read.note)
    rule = np.where(read.fault != "", "coordinates", np.where(fault != "", "point", ""))
    rule = np.where(is_left & np.isin(read.fault, _LEFT_TO_CONTRACT), "", rule)
    words = np.select([fault == name for name in _ACCEPTED], [*_ACCEPTED.values()], "")
    mends = np.select([note == name for name in _MENDS], [*_MENDS.values()], "")
    columns: dict[str, Any] = {name: given[name] for name in given.column_names} | {
        "x": pa.array(longitude, mask=np.isnan(longitude)),
        "y": pa.array(latitude, mask=np.isnan(latitude)),
        "precision": pa.array(radius_precision(read.radius_m)),
        "rule": pa.array(rule),
        "found": pa.array(found),
        "accepted": pa.array(np.where(read.fault != "", read.accepted, words)),
        "mend": pa.array(mends),
    }
    return pa.table(columns)


def _put(
    connection: duckdb.DuckDBPyConnection, description: SourceDescription, columns: tuple[str, ...], readings: pa.Table
) -> None:
    """Keep account of what can't be read and what was mended, and write the rest into `staged`."""
    connection.register("point_reading", readings)
    column = literal(description.column_of(columns[0]) or columns[0])
    same = " AND ".join(f"coalesce(staged.{name}, '') = r.{name}" for name in (*columns, "country"))
    connection.execute(
        f"INSERT INTO fault SELECT source_line, {column}, rule, found, accepted, NULL"
        f" FROM staged JOIN point_reading AS r ON {same} WHERE rule <> ''"
    )
    connection.execute(
        f"INSERT INTO mended SELECT source_line, {column}, mend, found || ' -> ' || round(y, 5) || ', ' || round(x, 5)"
        f" FROM staged JOIN point_reading AS r ON {same}"
        " WHERE mend <> '' AND rule = ''"
    )
    is_told = "location_precision" in {*description.columns.values(), *description.defaults}
    precision = "staged.location_precision" if is_told else "CASE WHEN r.x IS NOT NULL THEN r.precision END"
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE restaged AS SELECT staged.* REPLACE ("
        " CASE WHEN r.x IS NOT NULL THEN r.x::VARCHAR ELSE staged.longitude END AS longitude,"
        " CASE WHEN r.x IS NOT NULL THEN r.y::VARCHAR ELSE staged.latitude END AS latitude,"
        f" {precision} AS location_precision) FROM staged LEFT JOIN point_reading AS r ON {same}"
    )
    connection.execute("DROP TABLE staged")
    connection.execute("ALTER TABLE restaged RENAME TO staged")
    connection.unregister("point_reading")


@cache
def _region_land() -> BaseGeometry:
    """The land of the region, read once."""
    return read_region_land()
