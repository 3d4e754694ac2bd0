"""Distinct events of a period and of the one before it, of months, and of the steps of a way."""

from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.matching import distinct_events
from dashboard.queries.wall_periods import AFTER, BEFORE, OPEN, STRADDLING, frame

_COUNTED = f"""
    {OPEN} AND NOT is_running_total
    AND (len($sector_ids::VARCHAR[]) = 0 OR list_contains($sector_ids::VARCHAR[], sector_id))
    AND ($evidence = 'all' OR is_activity = ($evidence = 'activity'))
"""

_EVENTS = f"""
SELECT
    {distinct_events(BEFORE)} AS before,
    {distinct_events(AFTER)} AS after,
    {distinct_events(STRADDLING)} AS straddling
FROM record
WHERE {_COUNTED}
ORDER BY ALL
"""

_STEPS = f"""
WITH step AS (
    SELECT
        CASE
            WHEN layer = 'movement' THEN 'travel'
            WHEN layer = 'displacement' THEN 'moves'
            WHEN kind = 'handover' THEN 'handovers'
            WHEN kind IN ('repatriation', 'deportation') THEN 'sent_home'
        END AS step,
        group_key, is_alone, event_date, event_date_last
    FROM record
    WHERE {OPEN} AND NOT is_running_total
)
SELECT
    step,
    {distinct_events(BEFORE)} AS before,
    {distinct_events(AFTER)} AS after
FROM step
WHERE step IS NOT NULL
GROUP BY step
ORDER BY step
"""

_MONTHS = f"""
SELECT date_trunc('month', event_date)::DATE AS month, {distinct_events()} AS events
FROM record
WHERE
    {_COUNTED} AND date_precision IN ('day', 'month')
    AND event_date >= $first_month::DATE AND event_date < $after_last_month::DATE
GROUP BY month
ORDER BY month
"""


def count_events(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    before_from: date,
    date_from: date,
    date_to: date,
    sector_ids: tuple[str, ...] = (),
    evidence: str = "activity",
) -> dict[str, int]:
    """
    Distinct events of a period and of the one before it.

    Parameters
    ----------
    connection, levels
        A connection to a build; release levels that the viewer may see.
    before_from, date_from, date_to
        First day of the period before, first and last day of the period.
    sector_ids
        Only these sectors; empty for all records, whether in a sector or not.
    evidence
        `activity`, `response` or `all`.

    Returns
    -------
    dict
        before, after, and straddling: those whose date can't be told to lie in one of them.
    """
    row = frame(
        connection,
        _EVENTS,
        levels=list(levels),
        before_from=before_from,
        date_from=date_from,
        date_to=date_to,
        sector_ids=list(sector_ids),
        evidence=evidence,
    ).iloc[0]
    return {str(name): int(value) for name, value in row.items()}


def count_steps(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    before_from: date,
    date_from: date,
    date_to: date,
) -> pd.DataFrame:
    """
    Distinct events of each step of a way, which one person may take in turn: never to be added.

    Returns
    -------
    pandas.DataFrame
        step (`handovers`, `moves` of operations, `sent_home`, `travel`), before, after.
    """
    return frame(connection, _STEPS, levels=list(levels), before_from=before_from, date_from=date_from, date_to=date_to)


def count_months(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    first_month: date,
    after_last_month: date,
    evidence: str = "activity",
) -> pd.DataFrame:
    """
    Distinct events of each month that has any.

    Returns
    -------
    pandas.DataFrame
        month (its first day), events.
    """
    return frame(
        connection,
        _MONTHS,
        levels=list(levels),
        first_month=first_month,
        after_last_month=after_last_month,
        sector_ids=[],
        evidence=evidence,
    )
