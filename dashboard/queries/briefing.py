"""What a briefing's page rests on: sources with their licences, and what must not leave as it is."""

from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.wall_periods import AFTER, BEFORE, OPEN, frame

OF_PAGE = """
    list_contains($levels::VARCHAR[], release_level)
    AND (len($layers::VARCHAR[]) > 0 OR is_activity)
    AND (len($layers::VARCHAR[]) = 0 OR list_contains($layers::VARCHAR[], layer))
    AND ($nationality::VARCHAR IS NULL OR nationality = $nationality)
    AND CASE
        WHEN $date_from::DATE IS NULL THEN coalesce(event_date <= $date_to::DATE, true)
        ELSE coalesce(event_date >= $date_from::DATE AND event_date_last <= $date_to::DATE, false)
    END
"""
COMPOUNDS = "$has_compounds AND valid_to IS NULL AND list_contains($levels::VARCHAR[], release_level)"


def sources_statement(of_records: str, of_compounds: str) -> str:
    """The statement that counts records by the source that they come from."""
    return f"""
WITH used AS (
    SELECT
        source_file_id, event_id, publisher,
        longitude IS NULL OR coalesce(location_precision, 'country') IN ('province', 'country') AS is_unmapped
    FROM record
    WHERE {of_records}
    UNION ALL
    SELECT
        source_file_id, 'compound:' || compound_id, publisher,
        longitude IS NULL OR coalesce(location_precision, 'country') IN ('province', 'country')
    FROM compound
    WHERE {of_compounds}
)
SELECT
    source_file.table_name, source_file.file_name, source_file.licence,
    count(*) AS records,
    count(*) FILTER (used.is_unmapped) AS unmapped,
    count(DISTINCT used.publisher) AS publishers
FROM used
INNER JOIN source_file USING (source_file_id)
GROUP BY source_file.table_name, source_file.file_name, source_file.licence
ORDER BY records DESC, source_file.table_name, source_file.file_name, source_file.licence
"""


_SOURCES = sources_statement(OF_PAGE, COMPOUNDS)


def records_statement(of_records: str, of_compounds: str) -> str:
    """The statement that gives each record's id and the hash of what it says."""
    return f"""
SELECT layer || ':' || event_id AS event_id, md5(r::VARCHAR) AS told
FROM (
    SELECT * EXCLUDE (event_key, group_key, is_alone, source_file_id, source_line) FROM record WHERE {of_records}
) AS r
UNION ALL
SELECT 'compound:' || compound_id, md5(r::VARCHAR)
FROM (SELECT * EXCLUDE (source_file_id, source_line, valid_from) FROM compound WHERE {of_compounds}) AS r
ORDER BY ALL
"""


_RECORDS = records_statement(OF_PAGE, COMPOUNDS)
"""A record's hash is of all that it says, but not of the load and line that it came with, nor of its group's number."""

_KNOWN = "SELECT event_id FROM record WHERE list_contains($event_ids::VARCHAR[], event_id) ORDER BY event_id"
_SECTORS = f"""
SELECT
    sector_id,
    count(DISTINCT group_id) FILTER ({BEFORE}) AS before,
    count(DISTINCT group_id) FILTER ({AFTER}) AS after
FROM record
WHERE {OPEN} AND NOT is_running_total AND is_activity AND sector_id IS NOT NULL
GROUP BY sector_id
HAVING before + after > 0
ORDER BY sector_id
"""


def count_sectors(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    before_from: date,
    date_from: date,
    date_to: date,
) -> pd.DataFrame:
    """
    Distinct events of activity of a period and of the one before it, in each sector that has any.

    Returns
    -------
    pandas.DataFrame
        sector_id, before, after.
    """
    return frame(
        connection, _SECTORS, levels=list(levels), before_from=before_from, date_from=date_from, date_to=date_to
    )


def list_page_sources(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    layers: tuple[str, ...],
    date_from: date | None,
    date_to: date,
    has_compounds: bool,
    nationality: str | None = None,
) -> pd.DataFrame:
    """
    Sources that a page's records come from.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the reader may see.
    layers
        Layers of the page's records; empty for activity of any layer.
    date_from, date_to
        The page's period; None for records of any date up to the last, and those without one.
    has_compounds
        Whether the page shows compounds.
    nationality
        Only records that tell this one; None for all.

    Returns
    -------
    pandas.DataFrame
        table_name, file_name, licence, records, unmapped (known to no place closer than a province), publishers
        (distinct); most records first.
    """
    return frame(
        connection,
        _SOURCES,
        levels=list(levels),
        layers=list(layers),
        date_from=date_from,
        date_to=date_to,
        has_compounds=has_compounds,
        nationality=nationality,
    )


def list_page_records(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    layers: tuple[str, ...],
    date_from: date | None,
    date_to: date,
    has_compounds: bool,
    nationality: str | None = None,
) -> pd.DataFrame:
    """
    The records of a page; parameters as of `list_page_sources`.

    Returns
    -------
    pandas.DataFrame
        event_id (with its layer), told (hash of all that the record says).
    """
    return frame(
        connection,
        _RECORDS,
        levels=list(levels),
        layers=list(layers),
        date_from=date_from,
        date_to=date_to,
        has_compounds=has_compounds,
        nationality=nationality,
    )


def list_known_ids(connection: duckdb.DuckDBPyConnection, *, event_ids: tuple[str, ...]) -> list[str]:
    """Those of some ids that a record has, whatever its layer."""
    return [str(one) for one in frame(connection, _KNOWN, event_ids=list(event_ids))["event_id"]]
