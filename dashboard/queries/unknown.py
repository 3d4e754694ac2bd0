"""The records behind what is not known: without a place, without a date, known roughly, running totals."""

import duckdb
import pandas as pd

from dashboard.queries.told import told_of

BEHIND = (
    "no-place",
    "coarse",
    "no-date",
    "running-total",
    "date-day",
    "date-month",
    "date-year",
    "compounds",
    "compounds-site",
)
"""Words of what can be asked for; the dates are those known to a day, a month or a year."""

_EVERYTHING = """
    FROM record
    UNION ALL BY NAME
    SELECT
        compound_id AS event_id, compound_id AS group_id, compound_id, 'compound' AS layer, '' AS kind,
        false AS is_activity, false AS is_running_total, country, location_precision, longitude, latitude,
        status_date AS event_date, status_date AS event_date_last, status_date_precision AS date_precision,
        summary, publisher, source_url, release_level, source_file_id, source_line
    FROM compound
    WHERE valid_to IS NULL
"""
_ASKED = """
    list_contains($levels::VARCHAR[], release_level) AND (layer = 'compound') = ($behind LIKE 'compounds%')
    AND CASE $behind
        WHEN 'no-place' THEN longitude IS NULL AND location_precision IS NULL
        WHEN 'coarse' THEN coalesce(location_precision IN ('province', 'country'), false)
        WHEN 'no-date' THEN event_date IS NULL
        WHEN 'running-total' THEN is_running_total
        WHEN 'compounds' THEN true
        WHEN 'compounds-site' THEN coalesce(location_precision = 'site', false)
        ELSE event_date IS NOT NULL AND 'date-' || date_precision = $behind
    END
"""
_COUNTED = f"""
SELECT behind, count(event_id) AS records
FROM (SELECT unnest($words::VARCHAR[]) AS behind) AS asked
LEFT JOIN ({_EVERYTHING}) AS everything ON {_ASKED.replace("$behind", "asked.behind")}
GROUP BY behind
ORDER BY behind
"""
_LISTED = told_of(f"SELECT * FROM ({_EVERYTHING}) WHERE {_ASKED}")


def count_unknown(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> dict[str, int]:
    """Word of `BEHIND` -> how many records it has."""
    parameters = {"words": list(BEHIND), "levels": list(levels)}
    found = dict(connection.cursor().execute(_COUNTED, parameters).fetchall())
    return {word: int(found[word]) for word in BEHIND}


def list_unknown(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], behind: str, most: int
) -> pd.DataFrame:
    """
    Newest records behind one of the numbers.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.
    behind
        Of `BEHIND`.
    most
        Records at most.

    Returns
    -------
    pandas.DataFrame
        As `queries.told.told_of`; a compound is of the layer `compound` and of no kind, dated by its status.
    """
    return connection.cursor().execute(_LISTED, {"levels": list(levels), "behind": behind, "most": most}).df()
