"""Compounds by last reported status, and when that was reported."""

from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.wall_periods import AFTER, BEFORE, OPEN, frame

_STATUSES = f"""
WITH dated AS (
    SELECT
        status, status_date AS event_date, status_date_precision AS date_precision,
        CASE status_date_precision
            WHEN 'day' THEN status_date
            WHEN 'month' THEN last_day(status_date)
            ELSE (status_date + INTERVAL 1 YEAR - INTERVAL 1 DAY)::DATE
        END AS event_date_last
    FROM compound
    WHERE valid_to IS NULL AND {OPEN}
)
SELECT
    status, count(*) AS compounds,
    count(*) FILTER ({BEFORE}) AS before,
    count(*) FILTER ({AFTER}) AS after,
    count(*) FILTER (event_date IS NULL) AS undated
FROM dated
GROUP BY status
ORDER BY compounds DESC, status
"""

_STATUS_MONTHS = f"""
SELECT status, date_trunc('month', status_date)::DATE AS month, count(*) AS compounds
FROM compound
WHERE
    valid_to IS NULL AND {OPEN} AND status_date_precision IN ('day', 'month')
    AND status_date >= $first_month::DATE AND status_date < $after_last_month::DATE
GROUP BY status, month
ORDER BY status, month
"""


def count_statuses(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    before_from: date,
    date_from: date,
    date_to: date,
) -> pd.DataFrame:
    """
    Compounds by last reported status.

    Returns
    -------
    pandas.DataFrame
        status, compounds, before and after (those whose status was reported in a period and in the one before it),
        undated (those whose status has no date).
    """
    return frame(
        connection, _STATUSES, levels=list(levels), before_from=before_from, date_from=date_from, date_to=date_to
    )


def count_status_months(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], first_month: date, after_last_month: date
) -> pd.DataFrame:
    """
    Compounds by last reported status and the month in which that was reported.

    Returns
    -------
    pandas.DataFrame
        status, month (its first day), compounds.
    """
    return frame(
        connection, _STATUS_MONTHS, levels=list(levels), first_month=first_month, after_last_month=after_last_month
    )
