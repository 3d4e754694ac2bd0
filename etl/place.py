"""
Give every current row its point and its cells.

Worked out anew at each load: a place that moves takes its records along.
"""

import duckdb
import numpy as np
import pyarrow as pa

from etl.contract.tables import LOADED_TABLES, Table
from geo.cells import points_to_cells

CELL_PRECISIONS = {
    9: ("site",),
    7: ("site", "town"),
    6: ("site", "town", "district"),
    5: ("site", "town", "district"),
    4: ("site", "town", "district"),
}
"""Resolution of a cell -> the precisions of a point that may have one: no cell is finer than what is known."""

_LENT = ("longitude", "latitude", "location_precision")


def place_records(connection: duckdb.DuckDBPyConnection) -> None:
    """
    Fill the point, its source and its cells in every core table.

    Parameters
    ----------
    connection
        A writer's connection to the build in the making.

    Notes
    -----
    A row without coordinates of its own takes point, precision, country and province from one and the same
    reference: the first of its table's place chain that it names.
    """
    for table in LOADED_TABLES:
        _take_point(connection, table)
    _index_points(connection)


def _take_point(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Mark rows that have a point of their own; lend the others one."""
    if table.has_own_point:
        connection.execute(
            f"UPDATE {table.name} SET location_source = 'own'"
            " WHERE valid_to IS NULL AND location_source IS NULL AND longitude IS NOT NULL"
        )
    chain = [(reference, "compound" if "compound" in reference else "place") for reference in table.place_chain]
    for rank, (reference, lender) in enumerate(chain):
        earlier = "".join(f" AND {table.name}.{name} IS NULL" for name, _ in chain[:rank])
        given = {field.name for field in table.given}
        derived = {field.name for field in table.derived}
        lent = [*_LENT, *(name for name in ("country", "province") if name in derived and name not in given)]
        assignments = ", ".join(f"{name} = lender.{name}" for name in lent)
        connection.execute(
            f"UPDATE {table.name} SET location_source = '{lender}', {assignments}"
            f" FROM {lender} AS lender WHERE lender.valid_to IS NULL AND lender.{lender}_id = {table.name}.{reference}"
            f" AND {table.name}.valid_to IS NULL AND {table.name}.location_source IS DISTINCT FROM 'own'{earlier}"
        )


def _index_points(connection: duckdb.DuckDBPyConnection) -> None:
    """Index each distinct point once, then hand its cells to every row that stands on it."""
    selects = (
        f"SELECT longitude, latitude FROM {table.name} WHERE valid_to IS NULL AND longitude IS NOT NULL"
        for table in LOADED_TABLES
    )
    points = connection.execute(" UNION ".join(selects)).fetchnumpy()
    longitude = np.asarray(points["longitude"], dtype=np.float64)
    latitude = np.asarray(points["latitude"], dtype=np.float64)
    cells = [points_to_cells(longitude, latitude, resolution=r) for r in CELL_PRECISIONS]
    names = ["longitude", "latitude", *(f"h3_r{r}" for r in CELL_PRECISIONS)]
    connection.register(
        "point_cell", pa.table([pa.array(values) for values in (longitude, latitude, *cells)], names=names)
    )
    for table in LOADED_TABLES:
        nothing = ", ".join(f"h3_r{r} = NULL" for r in CELL_PRECISIONS)
        connection.execute(f"UPDATE {table.name} SET {nothing} WHERE valid_to IS NULL AND longitude IS NULL")
        assignments = ", ".join(_cell_assignment(table.name, r, known) for r, known in CELL_PRECISIONS.items())
        connection.execute(
            f"UPDATE {table.name} SET {assignments} FROM point_cell WHERE {table.name}.valid_to IS NULL"
            f" AND {table.name}.longitude = point_cell.longitude AND {table.name}.latitude = point_cell.latitude"
        )
    connection.unregister("point_cell")


def _cell_assignment(table: str, resolution: int, precisions: tuple[str, ...]) -> str:
    """SQL that sets one cell column, to nothing where the point is too coarse for it."""
    known = ", ".join(f"'{precision}'" for precision in precisions)
    cell = f"h3_r{resolution}"
    return f"{cell} = CASE WHEN {table}.location_precision IN ({known}) THEN point_cell.{cell} END"
