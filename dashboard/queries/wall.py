"""What the wall asks of a build: counts of a period and of the one before, months, cuts, moves, newest records."""

from datetime import date
from typing import Any

import duckdb
import pandas as pd

_OPEN = "release_level IN (SELECT unnest($levels::VARCHAR[]))"

_AFTER = "event_date >= $date_from::DATE AND event_date_last <= $date_to::DATE"
_BEFORE = "event_date >= $before_from::DATE AND event_date_last < $date_from::DATE"
_STRADDLING = f"""
    event_date <= $date_to::DATE AND event_date_last >= $before_from::DATE AND NOT ({_AFTER}) AND NOT ({_BEFORE})
"""
"""A record is in a period if all of what is known of its date lies in it; one that straddles an edge is told apart."""

_COUNTED = f"""
    {_OPEN} AND NOT is_running_total
    AND (len($sector_ids::VARCHAR[]) = 0 OR list_contains($sector_ids::VARCHAR[], sector_id))
    AND ($evidence = 'all' OR is_activity = ($evidence = 'activity'))
"""

_EVENTS = f"""
SELECT
    count(DISTINCT group_id) FILTER ({_BEFORE}) AS before,
    count(DISTINCT group_id) FILTER ({_AFTER}) AS after,
    count(DISTINCT group_id) FILTER ({_STRADDLING}) AS straddling
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
        group_id, event_date, event_date_last
    FROM record
    WHERE {_OPEN} AND NOT is_running_total
)
SELECT
    step,
    count(DISTINCT group_id) FILTER ({_BEFORE}) AS before,
    count(DISTINCT group_id) FILTER ({_AFTER}) AS after
FROM step
WHERE step IS NOT NULL
GROUP BY step
ORDER BY step
"""

_MONTHS = f"""
SELECT date_trunc('month', event_date)::DATE AS month, count(DISTINCT group_id) AS events
FROM record
WHERE
    {_COUNTED} AND date_precision IN ('day', 'month')
    AND event_date >= $first_month::DATE AND event_date < $after_last_month::DATE
GROUP BY month
ORDER BY month
"""

_PEOPLE_COUNTED = f"""
    SELECT people.persons_kind, people.persons, event_date, event_date_last, date_precision
    FROM (SELECT layer, event_id, persons_kind, persons FROM people) AS people
    INNER JOIN record USING (layer, event_id)
    WHERE {_OPEN} AND people.persons_kind IN ('freed', 'sent_home')
"""

_PEOPLE = f"""
WITH counted AS ({_PEOPLE_COUNTED})
SELECT
    persons_kind,
    coalesce(sum(persons) FILTER ({_BEFORE}), 0)::BIGINT AS before,
    coalesce(sum(persons) FILTER ({_AFTER}), 0)::BIGINT AS after,
    coalesce(sum(persons) FILTER ({_STRADDLING}), 0)::BIGINT AS straddling
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
    WHERE valid_to IS NULL AND {_OPEN}
)
SELECT
    status, count(*) AS compounds,
    count(*) FILTER ({_BEFORE}) AS before,
    count(*) FILTER ({_AFTER}) AS after
FROM dated
GROUP BY status
ORDER BY compounds DESC, status
"""

_STATUS_MONTHS = f"""
SELECT date_trunc('month', status_date)::DATE AS month, count(*) AS events
FROM compound
WHERE
    valid_to IS NULL AND {_OPEN} AND status_date_precision IN ('day', 'month')
    AND status_date >= $first_month::DATE AND status_date < $after_last_month::DATE
GROUP BY month
ORDER BY month
"""

_CUTS = f"""
WITH change AS (
    SELECT
        infrastructure_id, kind, action, event_date, event_date_last, date_precision, place_id, compound_id, country,
        longitude, latitude, location_precision,
        kind || ':' || coalesce(place_id, 'compound:' || compound_id) AS supply_id
    FROM infrastructure
    WHERE
        valid_to IS NULL AND {_OPEN} AND kind <> 'border'
        AND (event_date IS NULL OR event_date <= $as_of::DATE)
)
SELECT
    cut.infrastructure_id, cut.supply_id, cut.kind, cut.action, cut.event_date, cut.event_date_last,
    cut.date_precision, cut.country, cut.longitude, cut.latitude, cut.location_precision,
    place.name, place.name_th,
    min(later.event_date) FILTER (later.action = 'restored' AND later.event_date > cut.event_date) AS restored_date,
    min(later.event_date) FILTER (later.action = 'alternative_supply') AS replaced_date
FROM change AS cut
LEFT JOIN change AS later ON later.supply_id = cut.supply_id AND later.event_date >= cut.event_date
LEFT JOIN (
    SELECT place_id, name, name_th FROM place WHERE valid_to IS NULL AND {_OPEN}
) AS place ON place.place_id = cut.place_id
WHERE cut.action IN ('cut', 'reduced')
GROUP BY ALL
ORDER BY cut.event_date NULLS FIRST, cut.infrastructure_id
"""
"""A crossing that is closed is no cut; what generators or dishes replaced was not restored."""

_ENDS = f"""
    SELECT
        place_id AS end_id, name, coalesce(name_th, name) AS name_th, border_country, border_km,
        longitude, latitude, location_precision
    FROM place
    WHERE valid_to IS NULL AND {_OPEN}
    UNION ALL
    SELECT
        'compound:' || compound_id, name, name, border_country, border_km, longitude, latitude, location_precision
    FROM compound
    WHERE valid_to IS NULL AND {_OPEN}
"""

_MOVES = f"""
WITH stop AS ({_ENDS})
SELECT
    displacement_id, event_date, date_precision, origin.name AS from_name, origin.name_th AS from_name_th,
    origin.border_km AS from_km, destination.name AS to_name, destination.name_th AS to_name_th,
    destination.border_km AS to_km
FROM (
    SELECT
        displacement_id, event_date, date_precision,
        coalesce('compound:' || from_compound_id, from_place_id) AS origin_id,
        coalesce('compound:' || to_compound_id, to_place_id) AS destination_id
    FROM displacement_report
    WHERE valid_to IS NULL AND {_OPEN} AND date_precision IN ('day', 'month') AND event_date <= $as_of::DATE
) AS report
INNER JOIN stop AS origin ON origin.end_id = origin_id
INNER JOIN stop AS destination ON destination.end_id = destination_id
WHERE
    origin.border_country = $neighbour AND destination.border_country = $neighbour
    AND origin.border_km <> destination.border_km
    AND origin.location_precision IN ('site', 'town', 'district')
    AND destination.location_precision IN ('site', 'town', 'district')
ORDER BY event_date, displacement_id
"""

_NEWEST = f"""
WITH newest AS (
    SELECT
        event_id, layer, kind, event_date, date_precision, country, location_precision, place_id, compound_id,
        summary, publisher
    FROM record
    WHERE {_OPEN} AND NOT is_running_total AND event_date <= $as_of::DATE
    -- One event told in a row a nationality speaks once.
    QUALIFY row_number() OVER (PARTITION BY layer, group_id ORDER BY event_date DESC, event_id) = 1
    ORDER BY event_date DESC, layer, event_id
    LIMIT $most
)
SELECT
    newest.event_id, newest.layer, newest.kind, newest.event_date, newest.date_precision, newest.country,
    newest.location_precision,
    coalesce(place.name, compound.name) AS place_name,
    coalesce(place.name_th, place.name, compound.name) AS place_name_th,
    newest.summary, newest.publisher
FROM newest
LEFT JOIN (
    SELECT place_id, name, name_th FROM place WHERE valid_to IS NULL AND {_OPEN}
) AS place ON place.place_id = newest.place_id
LEFT JOIN (
    SELECT compound_id, name FROM compound WHERE valid_to IS NULL AND {_OPEN}
) AS compound ON compound.compound_id = newest.compound_id
ORDER BY newest.event_date DESC, newest.layer, newest.event_id
"""

_STRETCHES = """
SELECT sector_id, name, name_th, border_country, from_km, to_km
FROM sector
WHERE border_country IS NOT NULL
ORDER BY border_country, from_km, sector_id
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
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.
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
    row = _frame(
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
    return _frame(
        connection, _STEPS, levels=list(levels), before_from=before_from, date_from=date_from, date_to=date_to
    )


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
    return _frame(
        connection,
        _MONTHS,
        levels=list(levels),
        first_month=first_month,
        after_last_month=after_last_month,
        sector_ids=[],
        evidence=evidence,
    )


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
    return _frame(
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
    return _frame(
        connection, _PEOPLE_MONTHS, levels=list(levels), first_month=first_month, after_last_month=after_last_month
    )


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
        status, compounds, before and after (those whose status was reported in a period and in the one before it).
    """
    return _frame(
        connection, _STATUSES, levels=list(levels), before_from=before_from, date_from=date_from, date_to=date_to
    )


def count_status_months(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], first_month: date, after_last_month: date
) -> pd.DataFrame:
    """
    Compounds whose last status was reported in a month.

    Returns
    -------
    pandas.DataFrame
        month (its first day), events.
    """
    return _frame(
        connection, _STATUS_MONTHS, levels=list(levels), first_month=first_month, after_last_month=after_last_month
    )


def list_cuts(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], as_of: date) -> pd.DataFrame:
    """
    Reports that a supply was cut or reduced.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.
    as_of
        Date to which the records go.

    Returns
    -------
    pandas.DataFrame
        infrastructure_id, supply_id (what was cut: its kind and place; nothing where none is named), kind, action,
        event_date, event_date_last, date_precision, country, longitude, latitude, location_precision, name and
        name_th of the place, restored_date (nothing where no later report says so), replaced_date (of the first report
        of another supply).
    """
    return _frame(connection, _CUTS, levels=list(levels), as_of=as_of)


def list_moves(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], as_of: date, neighbour: str
) -> pd.DataFrame:
    """
    Reported moves of operations between two places near the border with one neighbour.

    Returns
    -------
    pandas.DataFrame
        displacement_id, event_date, date_precision, from_name, from_name_th, from_km, to_name, to_name_th, to_km.
    """
    return _frame(connection, _MOVES, levels=list(levels), as_of=as_of, neighbour=neighbour)


def list_newest(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], as_of: date, most: int
) -> pd.DataFrame:
    """
    The newest records, one an event; running totals are none.

    Returns
    -------
    pandas.DataFrame
        event_id, layer, kind, event_date, date_precision, country, location_precision, place_name, place_name_th,
        summary, publisher.
    """
    return _frame(connection, _NEWEST, levels=list(levels), as_of=as_of, most=most)


def list_stretches(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """
    Sectors that are stretches of the border.

    Returns
    -------
    pandas.DataFrame
        sector_id, name, name_th, border_country, from_km, to_km.
    """
    return _frame(connection, _STRETCHES)


def _frame(connection: duckdb.DuckDBPyConnection, sql: str, **parameters: Any) -> pd.DataFrame:
    return connection.cursor().execute(sql, parameters).df()
