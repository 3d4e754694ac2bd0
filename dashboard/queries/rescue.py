"""People found, freed, screened, handed over and sent home, and the running totals that enter no sum."""

import duckdb
import pandas as pd

from dashboard.queries.matching import IN_PERIOD, MATCHING, distinct_events, view_frame
from dashboard.state import ViewState

MATCHED = f"""
WITH matched AS (
    SELECT
        layer, event_id, group_id, group_key, kind, is_running_total, event_date, event_date_last, date_precision,
        nationality, persons_kind AS step, persons
    FROM record
    WHERE {MATCHING} AND {IN_PERIOD} AND layer IN ('incident', 'rescue')
),
counted AS (
    SELECT
        layer, event_id, event_key, group_id, group_key, is_alone, event_date, event_date_last, nationality,
        compound_id, place_id, crossing_place_id, country, persons_kind AS step, persons, victims,
        date_trunc('month', event_date) = date_trunc('month', event_date_last) AS has_month
    FROM people
    WHERE {MATCHING} AND {IN_PERIOD} AND layer IN ('incident', 'rescue')
        AND persons_kind IN ('found', 'freed', 'screened', 'handed_over', 'sent_home')
)
"""
_STEPS = f"""{MATCHED}
SELECT
    step, sum(persons)::BIGINT AS persons, {distinct_events()} AS events,
    sum(victims)::BIGINT AS victims,
    count(*) FILTER (WHERE event_date IS NOT NULL AND NOT has_month) AS without_month,
    count(*) FILTER (WHERE event_date IS NULL) AS undated
FROM counted
GROUP BY step
ORDER BY step
"""
KEYED = f"""{MATCHED},
located AS (
    SELECT *, CASE WHEN compound_id IS NULL THEN coalesce(crossing_place_id, place_id) END AS at_place_id
    FROM counted
    WHERE step = $step
),
keyed AS (
    SELECT
        located.* EXCLUDE (country, place_id),
        coalesce(compound.name, place.name) AS name, coalesce(compound.name, place.name_th) AS name_th,
        CASE WHEN compound.compound_id IS NULL AND place.place_id IS NULL THEN located.country END AS country,
        coalesce(located.nationality, 'none') AS nationality_key,
        CASE
            WHEN event_date IS NULL THEN 'undated' WHEN has_month THEN strftime(event_date, '%Y-%m-01') ELSE 'longer'
        END AS month_key,
        coalesce(
            'compound:' || compound.compound_id, 'place:' || place.place_id, 'country:' || located.country, 'none'
        ) AS place_key
    FROM located
    LEFT JOIN compound ON compound.compound_id = located.compound_id AND compound.valid_to IS NULL
        AND compound.release_level IN (SELECT unnest($levels::VARCHAR[]))
    LEFT JOIN place ON place.place_id = located.at_place_id AND place.valid_to IS NULL
        AND place.release_level IN (SELECT unnest($levels::VARCHAR[]))
        AND place.location_precision IS DISTINCT FROM 'country'
)
"""
"""People of one step, each record with what it is counted under by nationality, month and place."""
_COUNTED = f"sum(persons)::BIGINT AS persons, {distinct_events()} AS events"
_EACH = f"""{KEYED},
counted_each AS (
    SELECT
        'nationality' AS counted_by, nationality_key AS key, nationality, {_COUNTED},
        row_number() OVER (ORDER BY sum(persons) DESC, nationality NULLS LAST) AS rank
    FROM keyed
    GROUP BY nationality_key, nationality
    UNION ALL BY NAME
    SELECT
        'month' AS counted_by, month_key AS key,
        CASE WHEN has_month THEN date_trunc('month', event_date)::DATE END AS event_month, {_COUNTED},
        row_number() OVER (ORDER BY event_month NULLS LAST, key) AS rank
    FROM keyed
    GROUP BY month_key, event_month
    UNION ALL BY NAME
    SELECT
        'place' AS counted_by, place_key AS key, name, name_th, country, {_COUNTED},
        row_number() OVER (
            ORDER BY name IS NOT NULL, country IS NULL, sum(persons) DESC, name, place_key
        ) AS rank
    FROM keyed
    GROUP BY place_key, name, name_th, country
)
SELECT * EXCLUDE (rank) FROM counted_each ORDER BY counted_by, rank
"""
_TOLD_BY = {"nationality": ("nationality",), "month": ("event_month",), "place": ("name", "name_th", "country")}
"""What people are counted by -> the columns that tell it."""
_CLAIMED = f"""{MATCHED}
SELECT
    event_id, group_id, step, persons, event_date, date_precision, nationality, count(*) OVER () AS of_claims
FROM matched
WHERE is_running_total AND layer = 'rescue' AND persons IS NOT NULL
ORDER BY event_date DESC NULLS LAST, event_id
LIMIT $most
"""


def count_steps(connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    People and events of each step; running totals are left out.

    Returns
    -------
    pandas.DataFrame
        step, persons, events, victims (identified, where told), without_month and undated (records).
    """
    return view_frame(connection, _STEPS, state=state, levels=levels)


def count_each(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], step: str
) -> dict[str, pd.DataFrame]:
    """
    People and events of one step by `nationality`, by `month` and by `place`.

    Returns
    -------
    dict
        By what -> key (see `queries.rescue_records`); nationality, or event_month (none for what is known to longer
        than a month and what has no date, which come last), or name, name_th and country (where no more than that is
        known; those first, and what tells neither); persons, events.
    """
    found = view_frame(connection, _EACH, state=state, levels=levels, step=step)
    return {
        by: found.loc[found["counted_by"] == by, ["key", *told_by, "persons", "events"]].reset_index(drop=True)
        for by, told_by in _TOLD_BY.items()
    }


def list_claimed(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], most: int
) -> pd.DataFrame:
    """
    Running totals, each as claimed on its date, newest first.

    Returns
    -------
    pandas.DataFrame
        event_id, group_id, step, persons, event_date, date_precision, nationality, of_claims (all that match).
    """
    return view_frame(connection, _CLAIMED, state=state, levels=levels, most=most)
