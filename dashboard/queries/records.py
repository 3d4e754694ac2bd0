"""Records that match a view: listed, counted by cell, and counted by why a map can't show them."""

import duckdb
import pandas as pd

from dashboard.queries.matching import CELL, IN_PERIOD, MATCHING, counted_by, distinct_events, view_frame
from dashboard.queries.told import told_of
from dashboard.state import ViewState

_CHOSEN = f"""
    {MATCHING} AND {IN_PERIOD}
    AND ($cell::UBIGINT IS NULL OR (
        NOT is_running_total AND event_date IS NOT NULL AND {CELL} = $cell::UBIGINT
    ))
    AND ($province::VARCHAR IS NULL OR (
        NOT is_running_total AND location_precision = 'province' AND province_id = $province::VARCHAR
    ))
    AND (len($compound_ids::VARCHAR[]) = 0 OR list_contains($compound_ids::VARCHAR[], compound_id))
    AND (len($place_ids::VARCHAR[]) = 0 OR list_contains($place_ids::VARCHAR[], place_id))
"""

_LIST = told_of(f"SELECT * FROM record WHERE {_CHOSEN}")

_IN_CELLS = f"{MATCHING} AND {IN_PERIOD} AND NOT is_running_total AND event_date IS NOT NULL AND {CELL} IS NOT NULL"


def _cells_of(rows: str, more: str = "", joined: str = "") -> str:
    """The statement that counts what stands in each cell, with one more table and what is taken from it."""
    return f"""
WITH matched AS NOT MATERIALIZED (
    SELECT *, {CELL} AS cell FROM {rows}
),
counted AS ({counted_by("SELECT cell, group_key, is_alone, is_activity FROM matched", "cell")}),
representative AS (
    SELECT cell, count(*) AS records, count(DISTINCT hash(longitude, latitude)) AS points
    FROM matched
    WHERE location_precision <> 'site'
    GROUP BY cell
)
SELECT
    counted.cell, {more} events, activity, response, coalesce(points, 0) AS representative_points,
    coalesce(representative.records = counted.records, false) AS is_all_representative
FROM counted
LEFT JOIN representative ON representative.cell = counted.cell
{joined}
ORDER BY counted.cell
"""


_CELLS = _cells_of(f"record WHERE {_IN_CELLS}")

_PEOPLE_CELLS = _cells_of(
    f"people WHERE {_IN_CELLS} AND persons_kind = $measure",
    "summed.persons,",
    "INNER JOIN (SELECT cell, sum(persons)::BIGINT AS persons FROM matched GROUP BY cell) AS summed"
    " ON summed.cell = counted.cell",
)

_PROVINCES = f"""
SELECT matching.province_id, province.name, province.name_th, count(*) AS records
FROM (
    SELECT province_id FROM record
    WHERE {MATCHING} AND {IN_PERIOD} AND NOT is_running_total AND location_precision = 'province'
) AS matching
INNER JOIN province USING (province_id)
GROUP BY ALL
ORDER BY matching.province_id
"""

_OUTCOMES = f"""
    SELECT
        CASE
            WHEN is_running_total THEN 'running_total'
            WHEN longitude IS NULL THEN coalesce(location_precision, 'no_place')
            WHEN {CELL} IS NULL THEN location_precision
            WHEN event_date IS NULL THEN 'no_date'
            ELSE 'shown'
        END AS outcome,
        group_key, is_alone, is_activity
    FROM record
    WHERE {MATCHING} AND {IN_PERIOD}
"""

_COVERAGE = f"""
SELECT outcome, records, events
FROM ({counted_by(_OUTCOMES, "outcome")})
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
WHERE {MATCHING} AND NOT ({IN_PERIOD})
ORDER BY ALL
"""

_COUNT = f"""
SELECT count(*) AS records
FROM record
WHERE {MATCHING} AND {IN_PERIOD}
ORDER BY ALL
"""

_EVENTS = f"""
SELECT {distinct_events()} AS events
FROM record
WHERE {MATCHING} AND {IN_PERIOD} AND NOT is_running_total
ORDER BY ALL
"""


def list_records(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    most: int,
    cell: int | None = None,
    province: str | None = None,
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
    province
        Only records that are known to this province and no closer.
    compound_ids
        Only records that name one of these compounds.
    place_ids
        Only records that name one of these places.

    Returns
    -------
    pandas.DataFrame
        As `queries.told.told_of`.
    """
    chosen = {"cell": cell, "province": province, "compound_ids": list(compound_ids), "place_ids": list(place_ids)}
    return view_frame(connection, _LIST, state=state, levels=levels, most=most, **chosen)


def count_cells(connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Distinct events in each cell of the view's resolution; running totals and undated records don't count.

    Returns
    -------
    pandas.DataFrame
        cell (unsigned 64-bit), events, activity, response, representative_points (distinct ones that stand for a
        town or district), is_all_representative; where the view measures people, persons as well, and only events
        that count some.
    """
    sql = _CELLS if state.measure == "events" else _PEOPLE_CELLS
    return view_frame(connection, sql, state=state, levels=levels)


def count_provinces(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]
) -> pd.DataFrame:
    """
    Matching records that are known to their province and no closer; running totals don't count.

    Returns
    -------
    pandas.DataFrame
        province_id, name, name_th, records.
    """
    return view_frame(connection, _PROVINCES, state=state, levels=levels)


def count_coverage(connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Matching records by what becomes of them on the map.

    Returns
    -------
    pandas.DataFrame
        outcome (`shown`, or the reason why not), records, events (distinct).
    """
    return view_frame(connection, _COVERAGE, state=state, levels=levels)


def count_left_out(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]
) -> tuple[int, int]:
    """Records whose date can't be told to lie in the period: those without one, and those that straddle its edge."""
    row = view_frame(connection, _LEFT_OUT, state=state, levels=levels).iloc[0]
    return int(row["undated"]), int(row["straddling"])


def count_records(connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]) -> int:
    """Number of matching records."""
    return int(view_frame(connection, _COUNT, state=state, levels=levels).iloc[0]["records"])


def count_events(connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]) -> int:
    """Number of distinct events that matching records tell of, with a place or without; running totals tell of none."""
    return int(view_frame(connection, _EVENTS, state=state, levels=levels).iloc[0]["events"])
