"""The loads of a build: its sources, what each load of a file did, and what it refused."""

import duckdb
import pandas as pd

from etl.contract.vocab import RELEASE_LEVELS

_KEPT = """
kept AS (
    SELECT source_file_id, release_level, valid_to IS NULL AS is_current, event_date AS newest_date FROM incident
    UNION ALL SELECT source_file_id, release_level, valid_to IS NULL, event_date FROM rescue
    UNION ALL SELECT source_file_id, release_level, valid_to IS NULL, event_date FROM infrastructure
    UNION ALL SELECT source_file_id, release_level, valid_to IS NULL, event_date FROM movement
    UNION ALL SELECT source_file_id, release_level, valid_to IS NULL, event_date FROM displacement_report
    UNION ALL
    SELECT
        source_file_id, release_level, valid_to IS NULL, coalesce(status_date, source_date, first_reported_date)
    FROM compound
    UNION ALL SELECT source_file_id, release_level, valid_to IS NULL, NULL FROM place
),
source_level AS (
    SELECT source_name, max(list_position($all_levels::VARCHAR[], release_level)) AS most_closed
    FROM kept
    INNER JOIN source_file USING (source_file_id)
    GROUP BY source_name
)
"""
"""Every row that was ever loaded, and how closed the most closed row of each source is."""

_SOURCES = f"""
WITH {_KEPT},
last_load AS (
    SELECT * FROM source_file
    WHERE source_name <> ''
    QUALIFY row_number() OVER (PARTITION BY source_name ORDER BY source_file_id DESC) = 1
),
seen AS (
    SELECT
        source_name, count(*) AS rows_shown,
        max(newest_date) FILTER (newest_date <= (SELECT as_of_date FROM build)) AS newest_record_date,
        max(list_position($all_levels::VARCHAR[], release_level)) AS most_closed
    FROM kept
    INNER JOIN source_file USING (source_file_id)
    WHERE is_current AND list_contains($levels::VARCHAR[], release_level)
    GROUP BY source_name
)
SELECT
    source_name, file_name, cadence, licence, loaded_at, newest_record_date, rows_shown,
    list_extract($all_levels::VARCHAR[], most_closed) AS release_level
FROM last_load
INNER JOIN seen USING (source_name)
ORDER BY newest_record_date DESC NULLS LAST, source_name
"""

_LOADS = f"""
WITH {_KEPT}
SELECT
    source_file_id, file_name, file_part, loaded_at, rows_read, rows_loaded, rows_rejected, rows_unchanged,
    rows_withdrawn, count(*) OVER () AS loads
FROM source_file
LEFT JOIN source_level USING (source_name)
WHERE coalesce(most_closed, 1) <= len($levels::VARCHAR[])
ORDER BY source_file_id DESC
LIMIT $most
"""

_REJECTS = f"""
WITH {_KEPT},
last_of_file AS (
    SELECT
        concat_ws(', ', file_name, nullif(file_part, '')) AS label, max(source_file_id) AS source_file_id,
        arg_max(source_name, source_file_id) AS source_name
    FROM source_file
    GROUP BY label
)
SELECT
    label AS file_name, source_line, source_column, rule, accepted,
    CASE WHEN most_closed IS NOT NULL OR len($levels::VARCHAR[]) = len($all_levels::VARCHAR[]) THEN found END AS found,
    count(*) OVER () AS faults
FROM rejected_record
INNER JOIN last_of_file USING (source_file_id)
LEFT JOIN source_level USING (source_name)
WHERE
    rule NOT IN ('not_mapped', 'not_wanted') AND superseded_by IS NULL
    AND coalesce(most_closed, 1) <= len($levels::VARCHAR[])
ORDER BY label, source_line NULLS FIRST, source_column, rule, found
LIMIT $most
"""


def list_sources(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Every source of which something may be seen, by its newest record.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see: those up to one.

    Returns
    -------
    pandas.DataFrame
        source_name, file_name, cadence, licence, loaded_at (of its last load, UTC), newest_record_date (no later than
        the build's as-of date), rows_shown (current rows that may be seen), release_level (the most closed of them).
    """
    parameters = {"levels": list(levels), "all_levels": list(RELEASE_LEVELS)}
    return connection.cursor().execute(_SOURCES, parameters).df()


def list_loads(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], most: int) -> pd.DataFrame:
    """
    Loads of files, newest first; those of a source that has a row above the viewer's level are left out.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.
    most
        Largest number of rows.

    Returns
    -------
    pandas.DataFrame
        source_file_id, file_name, file_part, loaded_at (UTC), rows_read, rows_loaded, rows_rejected, rows_unchanged,
        rows_withdrawn, loads (how many there are in all).
    """
    parameters = {"levels": list(levels), "all_levels": list(RELEASE_LEVELS), "most": most}
    return connection.cursor().execute(_LOADS, parameters).df()


def list_rejects(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], most: int) -> pd.DataFrame:
    """
    What is refused of the files as they last came, by file and line, but for rows that came again and were right.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see: a rejected row is as closed as the most closed row of its source.
    most
        Largest number of rows.

    Returns
    -------
    pandas.DataFrame
        file_name, source_line (nothing where all was refused), source_column, rule, accepted, found (nothing where no
        row of the source was ever loaded, so that its release level isn't known, but for viewers of all levels),
        faults (how many there are in all).
    """
    parameters = {"levels": list(levels), "all_levels": list(RELEASE_LEVELS), "most": most}
    return connection.cursor().execute(_REJECTS, parameters).df()
