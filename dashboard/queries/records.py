"""Records that match a view: listed, counted by cell, and counted by why a map can't show them."""

from typing import Any

import duckdb
import pandas as pd

from dashboard.state import ViewState

_MATCHING = """
    release_level IN (SELECT unnest($levels::VARCHAR[]))
    AND (len($layers::VARCHAR[]) = 0 OR list_contains($layers::VARCHAR[], layer))
    AND (len($kinds::VARCHAR[]) = 0 OR list_contains($kinds::VARCHAR[], kind))
    AND ($evidence = 'all' OR is_activity = ($evidence = 'activity'))
"""
"""What a view asks of a record, but for the period."""

_IN_PERIOD = """
    ($date_from::DATE IS NULL OR coalesce(event_date >= $date_from::DATE, false))
    AND ($date_to::DATE IS NULL OR coalesce(event_date_last <= $date_to::DATE, false))
"""
"""A record is in a period if all of what is known of its date lies in it."""

_CELL = """
    CASE $resolution WHEN 4 THEN h3_r4 WHEN 5 THEN h3_r5 WHEN 6 THEN h3_r6 WHEN 7 THEN h3_r7 WHEN 9 THEN h3_r9 END
"""

_LIST = f"""
SELECT
    r.event_id, r.group_id, r.layer, r.kind, r.is_activity, r.is_running_total,
    r.event_date, r.date_precision, r.country, r.location_precision,
    p.name AS place_name, p.name_th AS place_name_th, c.name AS compound_name,
    r.nationality, r.persons, r.persons_kind, r.summary, r.publisher, r.source_url,
    f.file_name, r.source_line
FROM (
    SELECT * FROM record
    WHERE {_MATCHING} AND {_IN_PERIOD}
        AND ($cell::UBIGINT IS NULL OR (
            NOT is_running_total AND event_date IS NOT NULL AND {_CELL} = $cell::UBIGINT
        ))
        AND (len($compound_ids::VARCHAR[]) = 0 OR list_contains($compound_ids::VARCHAR[], compound_id))
        AND (len($place_ids::VARCHAR[]) = 0 OR list_contains($place_ids::VARCHAR[], place_id))
) AS r
LEFT JOIN place AS p
    ON p.place_id = r.place_id AND p.valid_to IS NULL AND list_contains($levels::VARCHAR[], p.release_level)
LEFT JOIN compound AS c
    ON c.compound_id = r.compound_id AND c.valid_to IS NULL AND list_contains($levels::VARCHAR[], c.release_level)
LEFT JOIN source_file AS f ON f.source_file_id = r.source_file_id
ORDER BY r.event_date DESC NULLS LAST, r.layer, r.event_id
LIMIT $most
"""

_CELLS = f"""
SELECT
    {_CELL} AS cell,
    count(DISTINCT group_id) AS events,
    count(DISTINCT group_id) FILTER (is_activity) AS activity,
    count(DISTINCT group_id) FILTER (NOT is_activity) AS response,
    count(DISTINCT (longitude, latitude)) AS points,
    bool_or(location_precision <> 'site') AS has_representative_points
FROM event
WHERE {_MATCHING} AND {_IN_PERIOD} AND NOT is_running_total AND {_CELL} IS NOT NULL
GROUP BY cell
ORDER BY cell
"""

_COVERAGE = f"""
SELECT
    CASE
        WHEN is_running_total THEN 'running_total'
        WHEN longitude IS NULL THEN coalesce(location_precision, 'no_place')
        WHEN {_CELL} IS NULL THEN location_precision
        WHEN event_date IS NULL THEN 'no_date'
        ELSE 'shown'
    END AS outcome,
    count(*) AS records,
    count(DISTINCT group_id) AS events
FROM record
WHERE {_MATCHING} AND {_IN_PERIOD}
GROUP BY outcome
ORDER BY outcome
"""

_LEFT_OUT = f"""
SELECT
    count(*) FILTER (event_date IS NULL) AS undated,
    count(*) FILTER (
        event_date <= coalesce($date_to::DATE, event_date)
        AND event_date_last >= coalesce($date_from::DATE, event_date_last)
    ) AS straddling
FROM record
WHERE {_MATCHING} AND NOT ({_IN_PERIOD})
ORDER BY ALL
"""

_COUNT = f"""
SELECT count(*) AS records
FROM record
WHERE {_MATCHING} AND {_IN_PERIOD}
ORDER BY ALL
"""


def list_records(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    most: int,
    cell: int | None = None,
    compound_ids: tuple[str, ...] = (),
    place_ids: tuple[str, ...] = (),
) -> pd.DataFrame:
    """
    Matching records, newest first.

    Parameters
    ----------
    connection
        A connection to a build.
    state
        The view.
    levels
        Release levels that the viewer may see.
    most
        Largest number of rows.
    cell
        Only the records that this cell of the view's resolution counts.
    compound_ids
        Only records that name one of these compounds.
    place_ids
        Only records that name one of these places.

    Returns
    -------
    pandas.DataFrame
        One row a record, with the names of its place and compound.
    """
    chosen = {"cell": cell, "compound_ids": list(compound_ids), "place_ids": list(place_ids)}
    return _frame(connection, _LIST, state, levels, most=most, **chosen)


def count_cells(connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Distinct events in each cell of the view's resolution; running totals and undated records don't count.

    Returns
    -------
    pandas.DataFrame
        cell (unsigned 64-bit), events, activity, response, points (distinct), has_representative_points.
    """
    return _frame(connection, _CELLS, state, levels)


def count_coverage(connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Matching records by what becomes of them on the map.

    Returns
    -------
    pandas.DataFrame
        outcome (`shown`, or the reason why not), records, events (distinct).
    """
    return _frame(connection, _COVERAGE, state, levels)


def count_left_out(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]
) -> tuple[int, int]:
    """Records whose date can't be told to lie in the period: those without one, and those that straddle its edge."""
    row = _frame(connection, _LEFT_OUT, state, levels).iloc[0]
    return int(row["undated"]), int(row["straddling"])


def count_records(connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]) -> int:
    """Number of matching records."""
    return int(_frame(connection, _COUNT, state, levels).iloc[0]["records"])


def _frame(
    connection: duckdb.DuckDBPyConnection, sql: str, state: ViewState, levels: tuple[str, ...], **more: object
) -> pd.DataFrame:
    """Run one of the queries above with those of the parameters that it names."""
    parameters: dict[str, Any] = {
        "layers": list(state.layers),
        "kinds": list(state.kinds),
        "evidence": state.evidence,
        "date_from": state.date_from,
        "date_to": state.date_to,
        "resolution": state.resolution,
        "levels": list(levels),
        **more,
    }
    named = {name: value for name, value in parameters.items() if f"${name}" in sql}
    return connection.cursor().execute(sql, named).df()
