"""How many compounds and places stand by a supply, however many are looked through."""

import duckdb

_COUNTED = """
SELECT
    (
        SELECT count(*) FROM compound
        WHERE valid_to IS NULL AND list_contains($levels::VARCHAR[], release_level)
            AND (
                sector_id = $sector_id::VARCHAR OR nearest_place_id = $point_id::VARCHAR
                OR list_contains($compound_ids::VARCHAR[], compound_id)
            )
    ) AS compounds,
    (
        SELECT count(*) FROM place
        WHERE valid_to IS NULL AND list_contains($levels::VARCHAR[], release_level)
            AND location_precision <> 'country'
            AND (sector_id = $sector_id::VARCHAR OR place_id = $point_id::VARCHAR)
    ) AS places
"""


def count_near(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    point_id: str,
    sector_id: str | None,
    compound_ids: tuple[str, ...],
) -> tuple[int, int]:
    """
    Compounds and places as `queries.infrastructure_served` lists them, of whose parameters these are, all of them.

    Returns
    -------
    tuple of int
        Compounds, places.
    """
    asked = {"levels": list(levels), "point_id": point_id, "sector_id": sector_id, "compound_ids": list(compound_ids)}
    compounds, places = connection.cursor().execute(_COUNTED, asked).fetchall()[0]
    return int(compounds), int(places)
