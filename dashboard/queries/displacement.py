"""Records behind what Displacement shows: those of sectors and months, and those of one square of a chronogram."""

from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.told import told_of

_ACTIVITY = """
    release_level IN (SELECT unnest($levels::VARCHAR[])) AND is_activity AND NOT is_running_total
    AND date_precision IN ('day', 'month') AND event_date <= (SELECT as_of_date FROM build)
    AND event_date >= $first::DATE AND event_date < $after::DATE
"""

_OF_SECTORS = told_of(f"SELECT * FROM record WHERE {_ACTIVITY} AND list_contains($sector_ids::VARCHAR[], sector_id)")

_OF_SQUARE = told_of(f"""
    SELECT * FROM record
    WHERE
        {_ACTIVITY} AND border_country = $neighbour
        AND border_km >= $from_km AND (border_km < $to_km OR border_km >= $length_km AND $to_km >= $length_km)
""")


def list_of_sectors(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    sector_ids: tuple[str, ...],
    first: date,
    after: date,
    most: int,
) -> pd.DataFrame:
    """
    Newest records of activity that a table of sectors and months counts.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.
    sector_ids
        The sectors.
    first, after
        First day, and the day after the last.
    most
        Records at most.

    Returns
    -------
    pandas.DataFrame
        As `queries.told.told_of`.
    """
    parameters = {
        "levels": list(levels),
        "sector_ids": list(sector_ids),
        "first": first,
        "after": after,
        "most": most,
    }
    return connection.cursor().execute(_OF_SECTORS, parameters).df()


def list_of_square(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    neighbour: str,
    from_km: float,
    to_km: float,
    length_km: float,
    first: date,
    after: date,
    most: int,
) -> pd.DataFrame:
    """
    Newest records of activity that one square of a chronogram counts.

    Parameters
    ----------
    connection, levels, first, after, most
        As in `list_of_sectors`.
    neighbour
        The country across the border.
    from_km, to_km
        The stretch; its end belongs to the next one, but for the last.
    length_km
        Length of the border.

    Returns
    -------
    pandas.DataFrame
        As `queries.told.told_of`.
    """
    parameters = {
        "levels": list(levels),
        "neighbour": neighbour,
        "from_km": from_km,
        "to_km": to_km,
        "length_km": length_km,
        "first": first,
        "after": after,
        "most": most,
    }
    return connection.cursor().execute(_OF_SQUARE, parameters).df()
