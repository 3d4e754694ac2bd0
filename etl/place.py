"""
Give every current row its point, its cells and its place along the border.

Worked out anew at each load: a place that moves takes its records along.
"""

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from etl.contract.tables import LOADED_TABLES, Table
from etl.contract.vocab import CLUSTERED_COUNTRIES, SIDES
from etl.reference import Reference
from geo.cells import points_to_cells_at
from geo.provinces import Provinces

CELL_PRECISIONS = {
    9: ("site",),
    7: ("site", "town"),
    6: ("site", "town", "district"),
    5: ("site", "town", "district"),
    4: ("site", "town", "district"),
}
"""Resolution of a cell -> the precisions of a point that may have one: no cell is finer than what is known."""

BORDER_PRECISIONS = ("site", "town", "district")
"""Precisions of a point that may have a place along the border: those finer than a province."""

_AT_ONCE = 200_000
"""Points that are located together, to bound what is held of them in memory."""
_LENT = ("longitude", "latitude", "location_precision")
_BORDER = ("sector_id", "border_country", "border_km", "border_offset_km", "side")

_LENDERS = {
    "compound": "(FROM compound WHERE valid_to IS NULL)",
    "place": "(FROM place WHERE valid_to IS NULL)",
    "province": "(SELECT province_id, country, name AS province, NULL::DOUBLE AS longitude, NULL::DOUBLE AS latitude,"
    " 'province' AS location_precision FROM province)",
}
"""Table that rows take their place from -> SQL for what it lends."""


def place_records(connection: duckdb.DuckDBPyConnection, reference: Reference) -> None:
    """
    Fill the point, its source, its cells, its province, its sector and its place along the border in every core table.

    Parameters
    ----------
    connection
        A writer's connection to the build in the making.
    reference
        Thailand's border with each neighbour, the sectors and the provinces.

    Notes
    -----
    A row without coordinates of its own takes point, precision, country and province from one and the same
    reference: the first of its table's place chain that it names. A province lends no point: it is an area, and any
    point of it would claim more than is known. The border tells the side of a point, never its
    country, and moves nothing.
    """
    for table in LOADED_TABLES:
        _take_point(connection, table)
    _locate_points(connection, reference)
    for table in LOADED_TABLES:
        _derive_from_points(connection, table)
    connection.unregister("point")
    _take_named_provinces(connection, reference.provinces)


def _take_point(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Mark rows that have a point of their own; lend the others one, anew, for a lender may have moved or gone."""
    if table.has_own_point:
        connection.execute(
            f"UPDATE {table.name} SET location_source = 'own'"
            " WHERE valid_to IS NULL AND location_source IS NULL AND longitude IS NOT NULL"
        )
    given = {field.name for field in table.given}
    derived = {field.name for field in table.derived}
    lent = [*_LENT, *(name for name in ("country", "province") if name in derived and name not in given)]
    returned = ", ".join(f"{name} = NULL" for name in ("location_source", *lent))
    connection.execute(f"UPDATE {table.name} SET {returned} WHERE valid_to IS NULL AND location_source <> 'own'")
    chain = [(reference, _lender(reference)) for reference in table.place_chain]
    for rank, (reference, lender) in enumerate(chain):
        earlier = "".join(f" AND {table.name}.{name} IS NULL" for name, _ in chain[:rank])
        assignments = ", ".join(f"{name} = lender.{name}" for name in lent)
        connection.execute(
            f"UPDATE {table.name} SET location_source = '{lender}', {assignments}"
            f" FROM {_LENDERS[lender]} AS lender WHERE lender.{lender}_id = {table.name}.{reference}"
            f" AND {table.name}.valid_to IS NULL AND {table.name}.location_source IS DISTINCT FROM 'own'{earlier}"
        )


def _lender(reference: str) -> str:
    """Table whose key a reference field holds."""
    return next(lender for lender in _LENDERS if lender in reference)


def _locate_points(connection: duckdb.DuckDBPyConnection, reference: Reference) -> None:
    """Locate each distinct point of each country once, as the table `point`."""
    selects = (
        f"SELECT longitude, latitude, country FROM {table.name} WHERE valid_to IS NULL AND longitude IS NOT NULL"
        for table in LOADED_TABLES
    )
    points = connection.sql(" UNION ".join(selects)).to_arrow_table()
    starts = range(0, max(points.num_rows, 1), _AT_ONCE)
    located = pa.concat_tables([_located(points.slice(start, _AT_ONCE), reference) for start in starts])
    connection.register("point", located)


def _located(points: pa.Table, reference: Reference) -> pa.Table:
    """Points with their cells and their place along the border."""
    longitude = np.asarray(points["longitude"], dtype=np.float64)
    latitude = np.asarray(points["latitude"], dtype=np.float64)
    cells = points_to_cells_at(longitude, latitude, resolutions=[*CELL_PRECISIONS])
    columns: dict[str, pa.Array[Any]] = {
        f"h3_r{r}": pa.array(column) for r, column in zip(CELL_PRECISIONS, cells, strict=True)
    }
    country = points["country"].to_pylist()
    columns |= _border_columns(reference, longitude, latitude, country)
    province = reference.provinces.locate(longitude, latitude)
    # A place by the border may stand across it from its country: then its point tells nothing of its province.
    is_other = province.astype("U2") != np.array([code or "" for code in country], dtype="U2")
    columns["province_id"] = pa.array(province, mask=is_other)
    for name, column in columns.items():
        points = points.append_column(name, column)
    return points


def _derive_from_points(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """
    Hand what was found of a point to every row that stands on it, as far as the row's precision bears it out.

    The table is written anew: DuckDB updates so many columns of so many rows ten times slower.
    """
    found = [_found(f"h3_r{r}", known) for r, known in CELL_PRECISIONS.items()]
    found += [_found(name, BORDER_PRECISIONS) for name in (*_BORDER, "province_id")]
    told = [_current(_SECTOR_REASON, "sector_reason"), _current(_SIDE_CONFLICT, "side_conflict")]
    connection.execute(
        f"CREATE OR REPLACE TABLE {table.name} AS SELECT * REPLACE ({', '.join(told)}) FROM ("
        f"SELECT own.* REPLACE ({', '.join(found)}) FROM {table.name} AS own LEFT JOIN point ON own.valid_to IS NULL"
        " AND own.longitude = point.longitude AND own.latitude = point.latitude"
        " AND own.country IS NOT DISTINCT FROM point.country)"
    )


def _take_named_provinces(connection: duckdb.DuckDBPyConnection, provinces: Provinces) -> None:
    """Let the province that a row's source names stand before the one that its point lies in."""
    has_name = {"country", "province"}
    tables = [table for table in LOADED_TABLES if has_name <= {column.name for column in table.columns()}]
    pairs = " UNION ".join(
        f"SELECT country, province FROM {table.name} WHERE valid_to IS NULL AND province IS NOT NULL"
        for table in tables
    )
    named = connection.sql(f"SELECT coalesce(country, '') AS country, province FROM ({pairs})").to_arrow_table()
    found = provinces.match(named["province"].to_pylist(), named["country"].to_pylist())
    connection.register("named", named.append_column("province_id", pa.array([name or None for name in found])))
    for table in tables:
        connection.execute(
            f"UPDATE {table.name} SET province_id = named.province_id FROM named WHERE valid_to IS NULL"
            f" AND named.province_id IS NOT NULL AND named.country = {table.name}.country"
            f" AND named.province = {table.name}.province"
        )
    connection.unregister("named")
    for table in LOADED_TABLES:
        if any(given.name == "named_province_id" for given in table.given):
            connection.execute(
                f"UPDATE {table.name} SET province_id = named_province_id"
                " WHERE valid_to IS NULL AND named_province_id IS NOT NULL"
            )


_SECTOR_REASON = f"""CASE
    WHEN sector_id IS NOT NULL THEN NULL
    WHEN location_precision NOT IN {BORDER_PRECISIONS} THEN 'too_coarse'
    WHEN longitude IS NULL THEN 'no_place'
    WHEN country IS NULL OR country NOT IN {CLUSTERED_COUNTRIES} THEN 'other_country'
END"""
_SIDE_CONFLICT = f"CASE WHEN country IN {SIDES} THEN (country = 'TH') <> (side = 'TH') END"


def _border_columns(
    reference: Reference, longitude: NDArray[np.float64], latitude: NDArray[np.float64], country: list[str | None]
) -> dict[str, "pa.Array[Any]"]:
    """The sector of the points, and where they stand along the border; nothing where no border is near."""
    places = reference.lines.locate(longitude, latitude)
    is_far = places.neighbour == ""
    side = np.where(places.offset_km > 0, places.neighbour, "TH")
    values = (places.neighbour, places.border_km, places.offset_km, side)
    columns = {name: pa.array(column, mask=is_far) for name, column in zip(_BORDER[1:], values, strict=True)}
    sectors = reference.sector_table.sectors.locate(places, longitude, latitude, country)
    return {"sector_id": pa.array(sectors, mask=sectors == "")} | columns


def _found(column: str, precisions: tuple[str, ...]) -> str:
    """SQL for a column as the point has it: nothing where the point is too coarse for it."""
    known = ", ".join(f"'{precision}'" for precision in precisions)
    return _current(f"CASE WHEN own.location_precision IN ({known}) THEN point.{column} END", column, "own.")


def _current(value: str, column: str, table: str = "") -> str:
    """SQL for a column that changes in current rows alone."""
    return f"CASE WHEN {table}valid_to IS NULL THEN {value} ELSE {table}{column} END AS {column}"
