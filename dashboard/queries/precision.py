"""How exactly records are known, and where a point and its country disagree."""

import duckdb
import pandas as pd

_PRECISIONS = """
WITH seen AS (
    SELECT coalesce(location_precision, 'none') AS place, CASE WHEN event_date IS NULL THEN 'none' ELSE date_precision
        END AS date
    FROM record
    WHERE list_contains($levels::VARCHAR[], release_level)
)
SELECT 'place' AS of, place AS precision, count(*) AS records FROM seen GROUP BY place
UNION ALL
SELECT 'date', date, count(*) FROM seen GROUP BY date
ORDER BY of, records DESC, precision
"""

_SIDE_CONFLICTS = """
SELECT 'place' AS thing, place_id AS id, name, name_th, country, side, location_precision,
    abs(border_offset_km) AS distance_km
FROM place
WHERE valid_to IS NULL AND side_conflict AND list_contains($levels::VARCHAR[], release_level)
UNION ALL
SELECT 'compound', compound_id, name, NULL, country, side, location_precision, abs(border_offset_km)
FROM compound
WHERE valid_to IS NULL AND side_conflict AND list_contains($levels::VARCHAR[], release_level)
ORDER BY thing, distance_km DESC, id
"""


def count_precisions(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Records by how exactly their place and their date are known.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.

    Returns
    -------
    pandas.DataFrame
        of (`place` or `date`), precision (`none` where there is none), records; most first.
    """
    return connection.cursor().execute(_PRECISIONS, {"levels": list(levels)}).df()


def list_side_conflicts(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Compounds and places whose point falls across the border from their country.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.

    Returns
    -------
    pandas.DataFrame
        thing, id, name, name_th, country, side, location_precision, distance_km (from the border line); farthest first.
    """
    return connection.cursor().execute(_SIDE_CONFLICTS, {"levels": list(levels)}).df()
