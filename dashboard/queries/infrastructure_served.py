"""Compounds near a point, and the names that a report of its supply may tell."""

import duckdb
import pandas as pd

_NEAR = """
SELECT
    compound_id, name, alt_names, nearest_place_id, longitude, latitude, location_precision, sector_id, status,
    status_date, status_date_precision
FROM compound
WHERE
    valid_to IS NULL AND release_level IN (SELECT unnest($levels::VARCHAR[]))
    AND (
        sector_id = $sector_id::VARCHAR OR nearest_place_id = $point_id::VARCHAR
        OR list_contains($compound_ids::VARCHAR[], compound_id)
    )
ORDER BY name, compound_id
LIMIT $most
"""

_PLACES = """
SELECT place_id, kind, name, name_th, alt_names, country
FROM place
WHERE
    valid_to IS NULL AND release_level IN (SELECT unnest($levels::VARCHAR[]))
    AND location_precision <> 'country' AND (sector_id = $sector_id::VARCHAR OR place_id = $point_id::VARCHAR)
ORDER BY place_id
LIMIT $most
"""


def list_compounds_of_sector(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    point_id: str,
    sector_id: str | None,
    compound_ids: tuple[str, ...],
    most: int,
) -> pd.DataFrame:
    """
    Compounds of a point's sector, those that stand at it, and those that are asked for.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.
    point_id
        The place.
    sector_id
        Its sector; none where it has none.
    compound_ids
        Compounds that its records name by their id.
    most
        Largest number of rows.

    Returns
    -------
    pandas.DataFrame
        compound_id, name, alt_names, nearest_place_id, longitude, latitude, location_precision, sector_id, status,
        status_date, status_date_precision; by name.
    """
    parameters = {
        "levels": list(levels),
        "point_id": point_id,
        "sector_id": sector_id,
        "compound_ids": list(compound_ids),
        "most": most,
    }
    return connection.cursor().execute(_NEAR, parameters).df()


def list_places_of_sector(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    point_id: str,
    sector_id: str | None,
    most: int,
) -> pd.DataFrame:
    """
    Places of a point's sector, the point itself among them.

    Returns
    -------
    pandas.DataFrame
        place_id, kind, name, name_th, alt_names, country.
    """
    parameters = {"levels": list(levels), "point_id": point_id, "sector_id": sector_id, "most": most}
    return connection.cursor().execute(_PLACES, parameters).df()
