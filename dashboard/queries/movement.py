"""Who was reported to move from where to where: ways between places, one kind of movement at a time."""

import duckdb
import pandas as pd

from dashboard.queries.matching import IN_PERIOD, MATCHING, distinct_events, view_frame
from dashboard.state import ViewState

_LEVEL = "release_level IN (SELECT unnest($levels::VARCHAR[]))"
_OPEN = f"valid_to IS NULL AND {_LEVEL}"
_STEPS = f"""
WITH told AS (
    SELECT
        'rescue' AS layer, rescue_id AS event_id, from_place_id, from_province_id, compound_id AS from_compound_id,
        from_country, to_place_id, to_province_id, NULL::VARCHAR AS to_compound_id, to_country,
        CASE WHEN crossing_place_id IS NULL THEN []::VARCHAR[] ELSE [crossing_place_id] END AS via_place_ids
    FROM rescue
    WHERE valid_to IS NULL
    UNION ALL
    SELECT
        'movement', movement_id, from_place_id, from_province_id, NULL, NULL, to_place_id, to_province_id, NULL, NULL,
        coalesce(via_place_ids, []::VARCHAR[])
    FROM movement
    WHERE valid_to IS NULL
    UNION ALL
    SELECT
        'displacement', displacement_id, from_place_id, from_province_id, from_compound_id, NULL,
        to_place_id, to_province_id, to_compound_id, NULL, []::VARCHAR[]
    FROM displacement_report
    WHERE valid_to IS NULL
),
open_place AS (
    SELECT
        place_id,
        CASE WHEN location_precision = 'country' THEN 'country:' || country ELSE 'place:' || place_id END AS stop_id
    FROM place
    WHERE {_OPEN}
),
open_compound AS (
    SELECT compound_id, 'compound:' || compound_id AS stop_id FROM compound WHERE {_OPEN}
),
known AS (
    SELECT list(place_id) AS place_ids FROM open_place
),
matched AS (
    SELECT
        layer, event_id, event_key, group_key, is_alone, is_running_total, event_date, date_precision, nationality,
        list_position(['day', 'week', 'month', 'year', 'none'], date_precision) AS coarseness
    FROM record
    WHERE {MATCHING} AND {IN_PERIOD} AND list_contains($flow_kinds::VARCHAR[], kind)
),
step AS (
    SELECT
        matched.*, people.persons,
        coalesce(
            CASE WHEN matched.layer = 'displacement' THEN from_walls.stop_id END, origin.stop_id, from_walls.stop_id,
            'province:' || told.from_province_id, 'country:' || told.from_country
        ) AS origin_id,
        list_transform(
            list_filter(told.via_place_ids, lambda place: list_contains(known.place_ids, place)),
            lambda place: 'place:' || place
        ) AS via_ids,
        coalesce(
            to_walls.stop_id, destination.stop_id, 'province:' || told.to_province_id, 'country:' || told.to_country
        ) AS destination_id
    FROM matched
    INNER JOIN told ON told.layer = matched.layer AND told.event_id = matched.event_id
    CROSS JOIN known
    LEFT JOIN open_place AS origin ON origin.place_id = told.from_place_id
    LEFT JOIN open_place AS destination ON destination.place_id = told.to_place_id
    LEFT JOIN open_compound AS from_walls ON from_walls.compound_id = told.from_compound_id
    LEFT JOIN open_compound AS to_walls ON to_walls.compound_id = told.to_compound_id
    LEFT JOIN people USING (event_key)
),
way AS (
    SELECT
        *,
        md5(concat_ws(chr(31), coalesce(origin_id, ''), coalesce(destination_id, ''), to_json(via_ids)::VARCHAR))
            AS way_id
    FROM step
    WHERE NOT is_running_total
)
"""
_COUNTED = f"""
    {distinct_events()} AS events, count(*) AS records, sum(persons)::BIGINT AS persons,
    count(persons) AS told, max(event_date) AS last_date,
    arg_max(date_precision, (event_date, -coarseness)) FILTER (event_date IS NOT NULL) AS last_precision,
    (SELECT count(*) FROM step WHERE is_running_total) AS running_totals
"""
_TOLD_BY = {
    "ways": ("way_id", "origin_id", "via_ids", "destination_id"),
    "totals": (),
    "crossings": ("stop_id",),
    "nationalities": ("nationality",),
}
"""What ways are counted by -> the columns that tell it."""
_ROWS = {
    "totals": "way",
    "ways": "way",
    "crossings": "(SELECT DISTINCT way.* EXCLUDE (via_ids), unnest(via_ids) AS stop_id FROM way)",
    "nationalities": "way",
}
_COUNTS = ("events", "records", "persons", "told", "last_date", "last_precision", "running_totals")
_EVENTS = f"""{_STEPS}
SELECT event_id FROM way
WHERE len($way_ids::VARCHAR[]) = 0 OR list_contains($way_ids::VARCHAR[], way_id)
ORDER BY event_date DESC NULLS LAST, event_id
"""
_STOPS = f"""
SELECT
    'place:' || place_id AS stop_id, name, coalesce(name_th, name) AS name_th, kind, country,
    longitude, latitude, location_precision
FROM place
WHERE {_OPEN}
UNION ALL
SELECT 'compound:' || compound_id, name, name, 'compound', country, longitude, latitude, location_precision
FROM compound
WHERE {_OPEN}
UNION ALL
SELECT 'province:' || province_id, name, coalesce(name_th, name), 'province', country, NULL, NULL, 'province'
FROM province
ORDER BY stop_id
"""

Kinds = tuple[str, ...]


def list_parts(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    kinds: Kinds,
    parts: tuple[str, ...] = tuple(_TOLD_BY),
) -> dict[str, pd.DataFrame]:
    """
    Ways of one step, counted by each of several parts of them, in one question; running totals are on none.

    Parameters
    ----------
    connection
        A connection to a build.
    state
        The view.
    levels
        Release levels that the viewer may see.
    kinds
        Kinds of record that tell of the step; those of two steps are never asked for together.
    parts
        Of `ways` (from where, over which places in order, to where), `totals` (one row over all ways: an event that
        took several is one), `crossings` (places that ways lead over), `nationalities`.

    Returns
    -------
    dict
        Part -> its rows, most events first; each has events (distinct), records, persons (missing where no record
        counts them), told (records that do), last_date, last_precision, running_totals (all that are left out). Ways:
        way_id (text that stands for the three that follow), origin_id, via_ids, destination_id (stops: `place:`,
        `compound:`, `province:` or `country:` and an id; none where not told). Crossings: stop_id. Nationalities:
        nationality (none where mixed or not told).
    """
    sql = f"{_STEPS} {' UNION ALL BY NAME '.join(_part_sql(part) for part in parts)} ORDER BY part, place"
    found = view_frame(connection, sql, state=state, levels=levels, flow_kinds=list(kinds))
    return {
        part: found.loc[found["part"] == part, [*_TOLD_BY[part], *_COUNTS]].reset_index(drop=True) for part in parts
    }


def _part_sql(part: str) -> str:
    """The rows of one part, each with its place in their order."""
    told_by = ", ".join(_TOLD_BY[part])
    order = ", ".join(["events DESC", "persons DESC NULLS LAST", *_TOLD_BY[part][:1]])
    return f"""
SELECT *, row_number() OVER (ORDER BY {order}) AS place
FROM (
    SELECT '{part}' AS part, {told_by}{"," if told_by else ""} {_COUNTED.strip()}
    FROM {_ROWS[part]} {f"GROUP BY {told_by}" if told_by else ""}
)
"""


def list_events(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    kinds: Kinds,
    way_ids: tuple[str, ...],
) -> tuple[str, ...]:
    """Ids of all records on some ways, newest first; on any where none is named."""
    found = view_frame(connection, _EVENTS, state=state, levels=levels, flow_kinds=list(kinds), way_ids=list(way_ids))
    return tuple(str(event_id) for event_id in found["event_id"])


def list_stops(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Places, compounds and provinces that a way can touch.

    Returns
    -------
    pandas.DataFrame
        stop_id, name, name_th, kind, country, longitude, latitude (WGS 84; none of a province), location_precision.
    """
    return connection.cursor().execute(_STOPS, {"levels": list(levels)}).df()
