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
from geo.coordinates import REGION, PointReadings, pair_to_points, point_faults, text_to_points
from geo.point_faults import points_in_sea

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
_DIGITS = 12
_DECIMAL = rf"\d{{1,3}}\.\d{{1,{_DIGITS}}}"
"""Decimal degrees as most are written."""
_NUMBER = {name: f"TRY_CAST(staged.{name} AS DOUBLE)" for name in ("longitude", "latitude")}
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
    plain = _plain(connection, columns, description)
    names = ", ".join(f"coalesce({name}, '') AS {name}" for name in columns)
    some = " OR ".join(f"{name} IS NOT NULL" for name in columns)
    given = connection.sql(
        f"SELECT DISTINCT {names}, coalesce(country, '') AS country FROM staged WHERE ({some}) AND NOT {plain}"
    ).to_arrow_table()
    starts = range(0, max(given.num_rows, 1), _AT_ONCE)
    parts = [_readings(given.slice(start, _AT_ONCE), columns, description) for start in starts]
    _put(connection, description, columns, plain, pa.concat_tables(parts))


def _plain(connection: duckdb.DuckDBPyConnection, columns: tuple[str, ...], description: SourceDescription) -> str:
    """
    SQL for whether a row's point is as most are: decimal degrees in two columns, in the region, on land.

    Notes
    -----
    Such a point has no fault and no second reading, so it needs no more than a cast; `_readings` reads the rest with
    care. The others that are written so, in the sea, wait in the temporary table `sea_point`.
    """
    if len(columns) == 1 or description.coordinate_system not in ("any", "degrees"):
        return "false"
    west, south, east, north = REGION
    inside = (
        f"regexp_full_match(staged.latitude, '{_DECIMAL}') AND regexp_full_match(staged.longitude, '{_DECIMAL}')"
        f" AND {_NUMBER['longitude']} > {west} AND {_NUMBER['longitude']} < {east}"
        f" AND {_NUMBER['latitude']} > {south} AND {_NUMBER['latitude']} < {north}"
    )
    found = connection.execute(
        f"SELECT DISTINCT {_NUMBER['longitude']} AS x, {_NUMBER['latitude']} AS y FROM staged WHERE {inside}"
    ).fetchnumpy()
    x, y = (np.asarray(found[name], dtype=np.float64) for name in ("x", "y"))
    is_sea = points_in_sea(x, y, _region_land())
    connection.register("found_sea", pa.table({"x": pa.array(x[is_sea]), "y": pa.array(y[is_sea])}))
    connection.execute("CREATE OR REPLACE TEMP TABLE sea_point AS SELECT x, y FROM found_sea")
    connection.unregister("found_sea")
    on_land = f"({_NUMBER['longitude']}, {_NUMBER['latitude']}) NOT IN (SELECT (x, y) FROM sea_point)"
    return f"coalesce({inside} AND {on_land}, false)"


def _plain_precision() -> str:
    """SQL for the precision of a plain point, by the digits of the coarser of its numbers."""
    digits = range(1, _DIGITS + 1)
    read = pair_to_points(
        [f"16.{'1' * count}" for count in digits], [f"98.{'1' * count}" for count in digits], system="degrees"
    )
    cases = zip(digits, radius_precision(read.radius_m).tolist(), strict=True)
    written = (f"length(split_part({name}, '.', 2))" for name in ("staged.latitude", "staged.longitude"))
    told = " ".join(f"WHEN {count} THEN '{name}'" for count, name in cases)
    return f"CASE least({', '.join(written)}) {told} END"


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
    connection: duckdb.DuckDBPyConnection,
    description: SourceDescription,
    columns: tuple[str, ...],
    plain: str,
    readings: pa.Table,
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
    precision = "staged.location_precision"
    if not is_told:
        precision = f"CASE WHEN r.x IS NOT NULL THEN r.precision WHEN {plain} THEN {_plain_precision()} END"
    values = [
        f"CASE WHEN r.{read} IS NOT NULL THEN r.{read} WHEN {plain} THEN {_NUMBER[name]} END"
        for name, read in (("longitude", "x"), ("latitude", "y"))
    ]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE restaged AS SELECT staged.* REPLACE ("
        f" coalesce(({values[0]})::VARCHAR, staged.longitude) AS longitude,"
        f" coalesce(({values[1]})::VARCHAR, staged.latitude) AS latitude,"
        f" {precision} AS location_precision) FROM staged LEFT JOIN point_reading AS r ON {same}"
    )
    connection.execute("DROP TABLE staged")
    connection.execute("ALTER TABLE restaged RENAME TO staged")
    connection.unregister("point_reading")


@cache
def _region_land() -> BaseGeometry:
    """The land of the region, read once."""
    return read_region_land()
