"""What may be news: supplies restored, compounds, and the age of every source."""

import duckdb
import pandas as pd

from dashboard.queries.told import told_of

_RESTORATIONS = """
SELECT
    i.infrastructure_id AS event_id, i.kind, i.country, i.place_id, i.compound_id,
    p.name AS place_name, p.name_th AS place_name_th, c.name AS compound_name, i.event_date, i.date_precision
FROM infrastructure AS i
LEFT JOIN place AS p
    ON p.place_id = i.place_id AND p.valid_to IS NULL AND list_contains($levels::VARCHAR[], p.release_level)
LEFT JOIN compound AS c
    ON c.compound_id = i.compound_id AND c.valid_to IS NULL AND list_contains($levels::VARCHAR[], c.release_level)
WHERE i.valid_to IS NULL AND i.action = 'restored' AND list_contains($levels::VARCHAR[], i.release_level)
ORDER BY i.event_date NULLS FIRST, i.infrastructure_id
"""

_COMPOUNDS = """
SELECT compound_id, name, country
FROM compound
WHERE valid_to IS NULL AND list_contains($levels::VARCHAR[], release_level)
ORDER BY compound_id
"""

_SOURCE_AGES = """
WITH last_load AS (
    SELECT source_name, cadence FROM source_file
    WHERE source_name <> ''
    QUALIFY row_number() OVER (PARTITION BY source_name ORDER BY source_file_id DESC) = 1
),
dated AS (
    SELECT source_file_id, event_date AS newest_date FROM record WHERE list_contains($levels::VARCHAR[], release_level)
    UNION ALL
    SELECT source_file_id, coalesce(status_date, source_date, first_reported_date) FROM compound
    WHERE valid_to IS NULL AND list_contains($levels::VARCHAR[], release_level)
),
newest AS (
    SELECT source_name, max(newest_date) AS newest_date
    FROM dated
    INNER JOIN source_file USING (source_file_id)
    WHERE newest_date <= (SELECT as_of_date FROM build)
    GROUP BY source_name
)
SELECT source_name, cadence, newest_date
FROM last_load
INNER JOIN newest USING (source_name)
ORDER BY source_name
"""

_EVIDENCE = told_of("""
    SELECT * FROM (
        FROM record
        UNION ALL BY NAME
        SELECT
            compound_id AS event_id, compound_id AS group_id, compound_id, 'compound' AS layer, '' AS kind,
            false AS is_activity, false AS is_running_total, country, location_precision, longitude, latitude,
            coalesce(first_reported_date, status_date) AS event_date,
            coalesce(first_reported_date, status_date) AS event_date_last,
            CASE WHEN first_reported_date IS NULL THEN status_date_precision ELSE first_reported_date_precision END
                AS date_precision,
            summary, publisher, source_url, release_level, source_file_id, source_line
        FROM compound
        WHERE valid_to IS NULL
    )
    WHERE list_contains($event_ids::VARCHAR[], event_id) AND list_contains($levels::VARCHAR[], release_level)
""")


def list_restorations(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Every report that a supply was restored.

    Returns
    -------
    pandas.DataFrame
        event_id, kind, country, place_id, compound_id, place_name, place_name_th, compound_name, event_date,
        date_precision; oldest first, undated before all.
    """
    return connection.cursor().execute(_RESTORATIONS, {"levels": list(levels)}).df()


def list_compound_names(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """Every current compound that the viewer may see, as compound_id, name and country."""
    return connection.cursor().execute(_COMPOUNDS, {"levels": list(levels)}).df()


def list_source_ages(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    The date of the newest record of every source that has one; a source of which nothing may be seen is not there.

    Returns
    -------
    pandas.DataFrame
        source_name, cadence, newest_date (no later than the build's as-of date); by name.
    """
    return connection.cursor().execute(_SOURCE_AGES, {"levels": list(levels)}).df()


def list_evidence(
    connection: duckdb.DuckDBPyConnection, *, event_ids: tuple[str, ...], levels: tuple[str, ...], most: int
) -> pd.DataFrame:
    """
    The records, and compounds, of some ids.

    Returns
    -------
    pandas.DataFrame
        As `queries.told.told_of`; a compound is of the layer `compound` and of no kind.
    """
    parameters = {"event_ids": list(event_ids), "levels": list(levels), "most": most}
    return connection.cursor().execute(_EVIDENCE, parameters).df()
