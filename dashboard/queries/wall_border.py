"""The border with one neighbour: reported moves along it, and its sectors."""

from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.wall_periods import OPEN, frame

_ENDS = f"""
    SELECT
        place_id AS end_id, name, coalesce(name_th, name) AS name_th, border_country, border_km,
        longitude, latitude, location_precision
    FROM place
    WHERE valid_to IS NULL AND {OPEN}
    UNION ALL
    SELECT
        'compound:' || compound_id, name, name, border_country, border_km, longitude, latitude, location_precision
    FROM compound
    WHERE valid_to IS NULL AND {OPEN}
"""

_MOVES = f"""
WITH stop AS ({_ENDS})
SELECT
    displacement_id, event_date, date_precision, origin.name AS from_name, origin.name_th AS from_name_th,
    origin.border_km AS from_km, destination.name AS to_name, destination.name_th AS to_name_th,
    destination.border_km AS to_km
FROM (
    SELECT
        displacement_id, event_date, date_precision,
        coalesce('compound:' || from_compound_id, from_place_id) AS origin_id,
        coalesce('compound:' || to_compound_id, to_place_id) AS destination_id
    FROM displacement_report
    WHERE valid_to IS NULL AND {OPEN} AND date_precision IN ('day', 'month') AND event_date <= $as_of::DATE
) AS report
INNER JOIN stop AS origin ON origin.end_id = origin_id
INNER JOIN stop AS destination ON destination.end_id = destination_id
WHERE
    origin.border_country = $neighbour AND destination.border_country = $neighbour
    AND origin.border_km <> destination.border_km
    AND origin.location_precision IN ('site', 'town', 'district')
    AND destination.location_precision IN ('site', 'town', 'district')
ORDER BY event_date, displacement_id
"""

_STRETCHES = """
SELECT sector_id, name, name_th, border_country, from_km, to_km
FROM sector
WHERE border_country IS NOT NULL
ORDER BY border_country, from_km, sector_id
"""


def list_moves(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], as_of: date, neighbour: str
) -> pd.DataFrame:
    """
    Reported moves of operations between two places near the border with one neighbour.

    Returns
    -------
    pandas.DataFrame
        displacement_id, event_date, date_precision, from_name, from_name_th, from_km, to_name, to_name_th, to_km.
    """
    return frame(connection, _MOVES, levels=list(levels), as_of=as_of, neighbour=neighbour)


def list_stretches(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """
    Sectors that are stretches of the border.

    Returns
    -------
    pandas.DataFrame
        sector_id, name, name_th, border_country, from_km, to_km.
    """
    return frame(connection, _STRETCHES)
