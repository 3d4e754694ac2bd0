"""What is told of the people of one country: what is new, how far they got, their routes, and who told it."""

from datetime import date
from typing import Any

import duckdb
import pandas as pd

from dashboard.queries.matching import distinct_events
from dashboard.queries.wall_periods import OPEN, frame

_LAST_DAY = """
    CASE source_date_precision
        WHEN 'week' THEN source_date + 6 WHEN 'month' THEN last_day(source_date)
        WHEN 'year' THEN make_date(year(source_date), 12, 31) ELSE source_date
    END::DATE
"""
_SPOKEN = f"""
    SELECT
        layer, event_id, event_key, group_id, group_key, is_alone, kind, is_running_total, nationality, publisher,
        source_url, event_date, event_date_last, date_precision
    FROM record
    WHERE {OPEN} AND layer IN ('rescue', 'movement')
"""
"""What is told of people by their nationality; incidents tell none."""
_OWN = "told AS (SELECT * FROM spoken WHERE nationality = $nationality)"
_TOLD = f"WITH spoken AS ({_SPOKEN}), {_OWN}"
_DATED = f"""
WITH written AS (
    SELECT 'rescue' AS layer, rescue_id AS event_id, source_date, {_LAST_DAY} AS source_date_last
    FROM rescue WHERE valid_to IS NULL
    UNION ALL
    SELECT 'movement', movement_id, source_date, {_LAST_DAY} FROM movement WHERE valid_to IS NULL
),
spoken AS (
    SELECT
        record.*,
        coalesce(event_date >= $since::DATE, false) OR coalesce(source_date >= $since::DATE, false) AS is_new,
        coalesce(event_date, source_date) IS NULL OR coalesce(event_date_last >= $since::DATE, false)
            OR coalesce(source_date_last >= $since::DATE, false) AS may_be_new
    FROM ({_SPOKEN}) AS record
    LEFT JOIN written USING (layer, event_id)
),
{_OWN}
"""
_NEWEST = """
    arg_max(event_date, event_date_last) FILTER (event_date <= $as_of::DATE) AS newest_date,
    arg_max(date_precision, event_date_last) FILTER (event_date <= $as_of::DATE) AS newest_precision,
    CASE WHEN bool_or(event_date <= $as_of::DATE)
        THEN greatest(min($as_of::DATE - event_date_last) FILTER (event_date <= $as_of::DATE), 0) END AS age_days
"""
_NEWS = f"""{_DATED}
SELECT
    count(*) AS all_records, count(*) FILTER (is_new) AS records,
    {distinct_events("is_new AND NOT is_running_total")} AS events,
    count(DISTINCT publisher) FILTER (is_new) AS publishers,
    count(*) FILTER (may_be_new AND NOT is_new) AS uncertain,
    {_NEWEST}
FROM told
ORDER BY ALL
"""
_NEW_IDS = f"""{_DATED}
SELECT event_id FROM told WHERE is_new ORDER BY event_date DESC NULLS LAST, layer, event_id LIMIT $most
"""
_NEW_PEOPLE = f"""{_DATED}
SELECT people.persons_kind, sum(people.persons)::BIGINT AS persons
FROM told
INNER JOIN people USING (event_key)
WHERE is_new
GROUP BY people.persons_kind
ORDER BY people.persons_kind
"""
_FIGURES = f"""{_TOLD},
stepped AS (
    SELECT told.*, record_kind.persons_kind AS step, people.persons
    FROM told
    INNER JOIN record_kind ON record_kind.layer = told.layer AND record_kind.kind = told.kind
    LEFT JOIN people USING (event_key)
    WHERE told.layer = 'rescue' AND NOT told.is_running_total
)
SELECT
    step, coalesce(sum(persons), 0)::BIGINT AS persons,
    {distinct_events("persons IS NOT NULL")} AS events,
    {distinct_events()} - {distinct_events("persons IS NOT NULL")} AS without_number,
    count(*) AS records, count(DISTINCT publisher) AS publishers,
    {_NEWEST}
FROM stepped
GROUP BY step
ORDER BY step
"""
_WHERE = f"""{_TOLD},
unattributed AS (
    SELECT group_id, count(*) AS records
    FROM spoken
    WHERE layer = 'rescue' AND NOT is_running_total AND nationality IS NULL
    GROUP BY group_id
),
named AS (SELECT place_id, name, name_th, country, location_precision FROM place WHERE valid_to IS NULL AND {OPEN})
SELECT
    told.group_id, record_kind.persons_kind AS step, record.country, record.location_precision,
    held.name AS place_name, held.name_th AS place_name_th, compound.name AS compound_name,
    rescue.to_country, target.name AS to_name, target.name_th AS to_name_th,
    target.location_precision AS to_precision, coalesce(unattributed.records, 0)::BIGINT AS unattributed
FROM told
INNER JOIN record ON record.layer = told.layer AND record.event_id = told.event_id
INNER JOIN record_kind ON record_kind.layer = told.layer AND record_kind.kind = told.kind
INNER JOIN rescue ON rescue.rescue_id = told.event_id AND rescue.valid_to IS NULL
LEFT JOIN named AS held ON held.place_id = record.place_id
LEFT JOIN named AS target ON target.place_id = rescue.to_place_id
LEFT JOIN compound
    ON compound.compound_id = record.compound_id AND compound.valid_to IS NULL
    AND list_contains($levels::VARCHAR[], compound.release_level)
LEFT JOIN unattributed ON unattributed.group_id = told.group_id
WHERE told.layer = 'rescue' AND NOT told.is_running_total
QUALIFY row_number() OVER (
    PARTITION BY told.group_id, step
    ORDER BY told.event_date_last DESC NULLS LAST, told.event_date DESC NULLS LAST, told.event_id
) = 1
ORDER BY told.group_id, step
"""
_MIXED = f"""{_DATED}
SELECT
    count(*) FILTER (layer = 'rescue' AND NOT is_running_total AND group_id IN (
        SELECT group_id FROM told WHERE layer = 'rescue' AND NOT is_running_total
    )) AS in_groups,
    count(*) FILTER (is_new) AS in_period,
    count(*) FILTER (kind IN ('screening', 'border_screening')) AS screenings
FROM spoken
WHERE nationality IS NULL
ORDER BY ALL
"""
_SOURCES = f"""{_TOLD}
SELECT publisher, count(*) AS records, {_NEWEST}, arg_max(source_url, (event_date_last, event_id)) AS source_url
FROM told
GROUP BY publisher
ORDER BY records DESC, newest_date DESC NULLS LAST, publisher
"""
_COUNTRIES = f"""
SELECT nationality, count(*) AS records, max(event_date) FILTER (event_date <= $as_of::DATE) AS newest_date,
    arg_max(date_precision, event_date) FILTER (event_date <= $as_of::DATE) AS newest_precision
FROM record
WHERE {OPEN} AND layer IN ('rescue', 'movement') AND nationality IS NOT NULL
GROUP BY nationality
ORDER BY records DESC, nationality
"""


def list_countries(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], as_of: date) -> pd.DataFrame:
    """
    Nationalities that records tell, most records first.

    Returns
    -------
    pandas.DataFrame
        nationality, records, newest_date and newest_precision.
    """
    return frame(connection, _COUNTRIES, levels=list(levels), as_of=as_of)


def get_news(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], nationality: str, since: date, as_of: date
) -> dict[str, Any]:
    """
    What is new of a nationality: records of an event, or published, on or after a day.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.
    nationality
        ISO 3166-1 alpha-2.
    since
        First day that is new.
    as_of
        Day at which ages are told; what is dated later has none.

    Returns
    -------
    dict
        all_records; of those new, records, events and publishers; uncertain (records that are undated, or whose month
        or year straddles the day); newest_date, newest_precision and age_days of the newest event of all.
    """
    told = frame(connection, _NEWS, levels=list(levels), nationality=nationality, since=since, as_of=as_of)
    return {str(name): value for name, value in told.iloc[0].to_dict().items()}


def list_new_ids(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], nationality: str, since: date, most: int
) -> tuple[str, ...]:
    """Ids of the new records, newest first; see `get_news`."""
    found = frame(connection, _NEW_IDS, levels=list(levels), nationality=nationality, since=since, most=most)
    return tuple(found["event_id"])


def count_new_people(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], nationality: str, since: date
) -> pd.DataFrame:
    """
    People of the new records by what became of them; running totals are left out.

    Returns
    -------
    pandas.DataFrame
        persons_kind, persons.
    """
    return frame(connection, _NEW_PEOPLE, levels=list(levels), nationality=nationality, since=since)


def count_figures(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], nationality: str, as_of: date
) -> pd.DataFrame:
    """
    People of a nationality by step; steps overlap and are never added. Running totals are left out.

    Returns
    -------
    pandas.DataFrame
        step, persons, events (that tell a number), without_number (events that tell none), records, publishers,
        newest_date, newest_precision, age_days.
    """
    return frame(connection, _FIGURES, levels=list(levels), nationality=nationality, as_of=as_of)


def list_where(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], nationality: str) -> pd.DataFrame:
    """
    Where the newest report of each step of each group says that it was.

    Returns
    -------
    pandas.DataFrame
        group_id, step, country, location_precision, place_name, place_name_th, compound_name, to_country, to_name,
        to_name_th, to_precision, unattributed (records of the group that tell no nationality).
    """
    return frame(connection, _WHERE, levels=list(levels), nationality=nationality)


def count_mixed(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], nationality: str, since: date
) -> dict[str, int]:
    """
    Records that tell no nationality, so that nobody knows whether they are of this one.

    Returns
    -------
    dict
        in_groups (of groups that this nationality is told of), in_period (new ones), screenings (all).
    """
    told = frame(connection, _MIXED, levels=list(levels), nationality=nationality, since=since)
    return {str(name): int(value) for name, value in told.iloc[0].to_dict().items()}


def list_sources(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], nationality: str, as_of: date
) -> pd.DataFrame:
    """
    Publishers, most records first.

    Returns
    -------
    pandas.DataFrame
        publisher, records, newest_date, newest_precision, age_days, source_url (of the newest).
    """
    return frame(connection, _SOURCES, levels=list(levels), nationality=nationality, as_of=as_of)
