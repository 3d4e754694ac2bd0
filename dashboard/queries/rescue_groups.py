"""How far each group of people has got, by the furthest step that was reported."""

from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.matching import IN_PERIOD, MATCHING, view_frame
from dashboard.state import ViewState

GROUPS = f"""
WITH stepped AS (
    SELECT
        group_key, group_id, event_key, nationality,
        list_position(['freed', 'screened', 'handed_over', 'sent_home'], record_kind.persons_kind)::BIGINT AS reached,
        coalesce(date_diff('day', DATE '1900-01-01', event_date_last), 0) AS last_day,
        coalesce(date_diff('day', DATE '1900-01-01', event_date), 0) AS first_day,
        coalesce(list_position(['year', 'month', 'week', 'day'], date_precision), 0) AS fineness,
        (reached << 40) | (last_day << 22) | (first_day << 4) | fineness AS told
    FROM record
    INNER JOIN (SELECT kind, persons_kind FROM record_kind WHERE layer = 'rescue') AS record_kind USING (kind)
    WHERE {MATCHING} AND {IN_PERIOD} AND layer = 'rescue' AND NOT is_running_total
),
-- The newest report of the furthest step is the largest of numbers that hold step, days and fineness in this order.
furthest AS (
    SELECT
        group_key, min(group_id) AS group_id, max(told) AS told,
        bit_count(bit_or(1 << reached)) AS steps, count(*) AS records
    FROM stepped
    GROUP BY group_key
),
dated AS (
    SELECT
        group_key, group_id, steps, records, ['freed', 'screened', 'handed_over', 'sent_home'][told >> 40] AS step,
        nullif((told >> 4) & 262143, 0)::INTEGER + DATE '1900-01-01' AS last_date,
        ['none', 'year', 'month', 'week', 'day'][(told & 15) + 1] AS last_precision,
        date_diff('day', nullif((told >> 22) & 262143, 0)::INTEGER + DATE '1900-01-01', $as_of::DATE) AS age_days
    FROM furthest
),
grouped AS (
    SELECT
        *,
        CASE
            WHEN age_days IS NULL THEN 'undated' WHEN age_days <= 30 THEN '30' WHEN age_days <= 90 THEN '90'
            WHEN age_days <= 365 THEN '365' ELSE 'older'
        END AS age
    FROM dated
)
"""
_GROUP_LIST = f"""{GROUPS},
counted_groups AS (
    SELECT *, count(*) OVER () AS of_groups
    FROM grouped
    WHERE $age = 'all' OR step <> 'sent_home' AND $age = 'open'
),
listed AS (
    SELECT * FROM counted_groups
    ORDER BY last_date DESC NULLS LAST, group_id
    LIMIT $most
),
named AS (
    SELECT
        group_key, count(DISTINCT nationality) AS nationalities, min(nationality) AS nationality
    FROM stepped
    WHERE group_key IN (SELECT group_key FROM listed)
    GROUP BY group_key
),
people_of AS (
    SELECT group_key, persons_kind AS step, sum(persons)::BIGINT AS persons
    FROM people
    WHERE {MATCHING} AND {IN_PERIOD} AND layer = 'rescue' AND group_key IN (SELECT group_key FROM listed)
    GROUP BY ALL
)
SELECT
    listed.group_id, listed.step, listed.last_date, listed.last_precision, listed.age_days, listed.steps,
    listed.records, named.nationalities, named.nationality, people_of.persons, listed.of_groups
FROM listed
INNER JOIN named USING (group_key)
LEFT JOIN people_of ON people_of.group_key = listed.group_key AND people_of.step = listed.step
ORDER BY listed.last_date DESC NULLS LAST, listed.group_id
"""
_AGES = f"""{GROUPS}
SELECT
    age, step, count(*) AS events, count(*) FILTER (WHERE steps > 1) AS followed
FROM grouped
GROUP BY age, step
ORDER BY age, step
"""


def list_groups(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    as_of: date,
    age: str,
    most: int,
) -> pd.DataFrame:
    """
    Groups by the furthest step that was reported, newest report of that step first.

    Returns
    -------
    pandas.DataFrame
        group_id, step, last_date, last_precision (of the newest report of that step), age_days (from the last day that
        it can mean), steps, records, nationalities, nationality (of a group of one), persons (of that step),
        of_groups (all that match).
    """
    return view_frame(connection, _GROUP_LIST, state=state, levels=levels, as_of=as_of, age=age, most=most)


def count_ages(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], as_of: date
) -> pd.DataFrame:
    """
    Groups by their furthest step and the age of its newest report.

    Returns
    -------
    pandas.DataFrame
        age (`30`, `90`, `365` days at most, `older`, `undated`), step, events, followed (told at more steps than one).
    """
    return view_frame(connection, _AGES, state=state, levels=levels, as_of=as_of)
