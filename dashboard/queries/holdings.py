"""What a build holds, and what is not known of it."""

import duckdb
import pandas as pd

_TABLES = """
WITH held AS (
    SELECT 1 AS rank, 'incident' AS table_name, release_level FROM incident WHERE valid_to IS NULL
    UNION ALL SELECT 2, 'rescue', release_level FROM rescue WHERE valid_to IS NULL
    UNION ALL SELECT 3, 'infrastructure', release_level FROM infrastructure WHERE valid_to IS NULL
    UNION ALL SELECT 4, 'movement', release_level FROM movement WHERE valid_to IS NULL
    UNION ALL SELECT 5, 'displacement_report', release_level FROM displacement_report WHERE valid_to IS NULL
    UNION ALL SELECT 6, 'compound', release_level FROM compound WHERE valid_to IS NULL
    UNION ALL SELECT 7, 'place', release_level FROM place WHERE valid_to IS NULL
)
SELECT table_name, count(*) AS rows
FROM held
WHERE release_level IN (SELECT unnest($levels::VARCHAR[]))
GROUP BY rank, table_name
ORDER BY rank
"""

_SOURCES = """
WITH last_load AS (
    SELECT * FROM source_file
    WHERE source_name <> ''
    QUALIFY row_number() OVER (PARTITION BY source_name ORDER BY source_file_id DESC) = 1
),
newest AS (
    SELECT source_name, max(event_date) AS newest_record_date
    FROM record
    INNER JOIN source_file USING (source_file_id)
    WHERE event_date <= (SELECT as_of_date FROM build) AND release_level IN (SELECT unnest($levels::VARCHAR[]))
    GROUP BY source_name
)
SELECT source_name, table_name, file_name, cadence, loaded_at, rows_read, rows_rejected, newest_record_date
FROM last_load
LEFT JOIN newest USING (source_name)
ORDER BY newest_record_date DESC NULLS LAST, source_name
"""

_UNKNOWN = """
SELECT
    count(*) FILTER (longitude IS NULL AND location_precision IS NULL) AS without_place,
    count(*) FILTER (event_date IS NULL) AS without_date,
    count(*) FILTER (location_precision IN ('province', 'country')) AS coarse,
    count(*) FILTER (is_running_total) AS running_totals,
    (
        SELECT count(*) FROM compound
        WHERE valid_to IS NULL AND list_contains($levels::VARCHAR[], release_level)
    ) AS compounds,
    (
        SELECT count(*) FROM compound
        WHERE valid_to IS NULL AND list_contains($levels::VARCHAR[], release_level) AND location_precision = 'site'
    ) AS compounds_at_site,
    (SELECT count(*) FROM record WHERE NOT list_contains($levels::VARCHAR[], release_level)) AS withheld
FROM record
WHERE release_level IN (SELECT unnest($levels::VARCHAR[]))
"""


def count_tables(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """Current rows of the core tables, as table_name and rows, in the order of the layers."""
    return connection.cursor().execute(_TABLES, {"levels": list(levels)}).df()


def list_sources(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """Each source with its last load and the date of its newest record, newest first."""
    return connection.cursor().execute(_SOURCES, {"levels": list(levels)}).df()


def count_records(connection: duckdb.DuckDBPyConnection) -> int:
    """All records that a build holds, of whatever level."""
    rows = connection.cursor().execute("SELECT count(*) FROM record").fetchall()
    return int(rows[0][0])


def get_unknown(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> dict[str, int]:
    """
    Numbers of records that lack something, and of compounds known to the site.

    Returns
    -------
    dict
        without_place, without_date, coarse, running_totals, compounds, compounds_at_site, withheld.
    """
    row = connection.cursor().execute(_UNKNOWN, {"levels": list(levels)}).df().iloc[0]
    return {str(name): int(value) for name, value in row.items()}
