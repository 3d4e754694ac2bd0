"""People freed and people sent home, in a period and in the one before it, and by month."""

from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.wall_periods import AFTER, BEFORE, OPEN, STRADDLING, frame

_PEOPLE_COUNTED = f"""
    SELECT persons_kind, persons, event_date, event_date_last, date_precision
    FROM people
    WHERE {OPEN} AND persons_kind IN ('freed', 'sent_home')
"""

_PEOPLE = f"""
WITH counted AS ({_PEOPLE_COUNTED})
SELECT
    persons_kind,
    coalesce(sum(persons) FILTER ({BEFORE}), 0)::BIGINT AS before,
    coalesce(sum(persons) FILTER ({AFTER}), 0)::BIGINT AS after,
    coalesce(sum(persons) FILTER ({STRADDLING}), 0)::BIGINT AS straddling
FROM counted
GROUP BY persons_kind
ORDER BY persons_kind
"""

_PEOPLE_MONTHS = f"""
WITH counted AS ({_PEOPLE_COUNTED})
SELECT persons_kind, date_trunc('month', event_date)::DATE AS month, sum(persons)::BIGINT AS persons
FROM counted
WHERE
    date_precision IN ('day', 'month')
    AND event_date >= $first_month::DATE AND event_date < $after_last_month::DATE
GROUP BY persons_kind, month
ORDER BY persons_kind, month
"""


def count_people(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    before_from: date,
    date_from: date,
    date_to: date,
) -> pd.DataFrame:
    """
    People freed and people sent home, in a period and in the one before it; the same people may be in both kinds.

    Returns
    -------
    pandas.DataFrame
        persons_kind, before, after, straddling. Running totals are in none.
    """
    return frame(
        connection, _PEOPLE, levels=list(levels), before_from=before_from, date_from=date_from, date_to=date_to
    )


def count_people_months(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], first_month: date, after_last_month: date
) -> pd.DataFrame:
    """
    People freed and people sent home by month.

    Returns
    -------
    pandas.DataFrame
        persons_kind, month (its first day), persons.
    """
    return frame(
        connection, _PEOPLE_MONTHS, levels=list(levels), first_month=first_month, after_last_month=after_last_month
    )
