"""Records of an area of interest: whether each lies in it, counted over two periods, and listed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.queries.matching import MATCHING, distinct_events, view_frame
from dashboard.queries.told import told_of
from dashboard.state import ViewState

_AFTER = "event_date >= $after_from::DATE AND event_date_last <= $after_to::DATE"
_BEFORE = "event_date >= $before_from::DATE AND event_date_last <= $before_to::DATE"
_STRADDLING = f"""
    NOT coalesce({_AFTER}, false) AND NOT coalesce({_BEFORE}, false)
    AND (
        (event_date <= $after_to::DATE AND event_date_last >= $after_from::DATE)
        OR (event_date <= $before_to::DATE AND event_date_last >= $before_from::DATE)
    )
"""
"""A record is in a period if all of what is known of its date lies in it; one that straddles an edge is told apart."""

_POINTS = f"""
SELECT DISTINCT longitude, latitude, location_precision
FROM record
WHERE
    {MATCHING} AND location_precision IN ('site', 'town', 'district')
    AND longitude BETWEEN $west AND $east AND latitude BETWEEN $south AND $north
ORDER BY longitude, latitude, location_precision
"""

_PLACED = f"""
WITH point AS (
    SELECT
        unnest($longitudes::DOUBLE[]) AS longitude, unnest($latitudes::DOUBLE[]) AS latitude,
        unnest($precisions::VARCHAR[]) AS location_precision, unnest($places::TINYINT[]) AS point_place
),
placed AS (
    SELECT
        event_key, layer, group_key, is_alone, kind, is_activity, is_running_total, event_date, event_date_last,
        CASE location_precision
            WHEN 'province' THEN CASE
                WHEN list_contains($provinces_inside::VARCHAR[], province_id) THEN 2
                WHEN list_contains($provinces_cut::VARCHAR[], province_id) THEN 1
            END
            WHEN 'country' THEN CASE WHEN list_contains($countries_cut::VARCHAR[], country) THEN 1 END
            ELSE point_place
        END AS place
    FROM record LEFT JOIN point USING (longitude, latitude, location_precision)
    WHERE {MATCHING}
),
-- An event of several records lies inside if one of them does.
here AS (
    SELECT * REPLACE (max(place) OVER (PARTITION BY group_key) AS place)
    FROM placed
    WHERE place IS NOT NULL
)
"""

_COUNTED = f"""
    {distinct_events(_BEFORE)} AS before,
    {distinct_events(_AFTER)} AS after,
    {distinct_events(_STRADDLING)} AS straddling
"""

_COUNT = f"""{_PLACED}
SELECT place, layer, kind, is_activity, {_COUNTED}
FROM here
WHERE NOT is_running_total
GROUP BY GROUPING SETS ((place, layer, kind), (place, is_activity), (place))
ORDER BY place DESC, is_activity DESC NULLS LAST, layer, kind
"""

_ALL = f"""
SELECT {_COUNTED}
FROM record
WHERE {MATCHING} AND is_activity AND NOT is_running_total
ORDER BY ALL
"""

_PEOPLE = f"""{_PLACED}
SELECT
    persons_kind,
    coalesce(sum(persons) FILTER ({_BEFORE}), 0)::BIGINT AS before,
    coalesce(sum(persons) FILTER ({_AFTER}), 0)::BIGINT AS after
FROM (SELECT event_key, persons_kind, persons FROM people) AS people
INNER JOIN here USING (event_key)
WHERE place = 2 AND NOT is_running_total
GROUP BY persons_kind
HAVING before > 0 OR after > 0
ORDER BY persons_kind
"""

_LISTED = f"""
    SELECT * FROM record
    WHERE event_key IN (
        SELECT event_key
        FROM here
        WHERE
            place = $place AND NOT is_running_total AND (({_BEFORE}) OR ({_AFTER}))
            AND ($one_layer IS NULL OR layer = $one_layer) AND ($one_kind IS NULL OR kind = $one_kind)
            AND ($activity::BOOLEAN IS NULL OR is_activity = $activity::BOOLEAN)
            AND ($persons_kind::VARCHAR IS NULL OR event_key IN (
                SELECT event_key FROM people WHERE persons_kind = $persons_kind::VARCHAR
            ))
    )
"""
_LIST = told_of(_LISTED, _PLACED)

_SECTORS = """
SELECT sector_id, name, name_th, border_country, from_km, to_km
FROM sector
WHERE border_country IS NOT NULL
ORDER BY border_country, from_km, sector_id
"""


@dataclass(frozen=True)
class TwoPeriods:
    """Two periods to compare, first and last days included."""

    before_from: date
    before_to: date
    after_from: date
    after_to: date


@dataclass(frozen=True, eq=False)
class Places:
    """
    What of the records' places lies in an area.

    Attributes
    ----------
    points
        longitude, latitude, location_precision: the distinct points of records near it.
    place
        For each: 2 inside, 1 perhaps; see `geo.area_places`.
    provinces_inside, provinces_cut
        Ids of provinces wholly inside, and of those that the edge cuts.
    """

    points: pd.DataFrame
    place: NDArray[np.int8]
    provinces_inside: tuple[str, ...] = ()
    provinces_cut: tuple[str, ...] = ()
    countries_cut: tuple[str, ...] = field(default=())

    def parameters(self) -> dict[str, Any]:
        """As the statements take them: only what may lie inside."""
        kept = self.points[self.place > 0]
        return {
            "longitudes": kept["longitude"].tolist(),
            "latitudes": kept["latitude"].tolist(),
            "precisions": kept["location_precision"].tolist(),
            "places": self.place[self.place > 0].tolist(),
            "provinces_inside": list(self.provinces_inside),
            "provinces_cut": list(self.provinces_cut),
            "countries_cut": list(self.countries_cut),
        }


def list_points(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    bounds: Sequence[float],
) -> pd.DataFrame:
    """
    Distinct points of matching records of any date within bounds (west, south, east, north in degrees).

    Returns
    -------
    pandas.DataFrame
        longitude, latitude, location_precision (`site`, `town` or `district`).
    """
    west, south, east, north = bounds
    return view_frame(connection, _POINTS, state=state, levels=levels, west=west, south=south, east=east, north=north)


def count_area(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    places: Places,
    periods: TwoPeriods,
) -> pd.DataFrame:
    """
    Distinct events of an area by layer and kind, by activity or response, and of all; running totals are none.

    Returns
    -------
    pandas.DataFrame
        place (2 inside, 1 perhaps), layer, kind, is_activity (missing where they aren't told apart), before, after,
        straddling (those whose date can't be told to lie in one of the periods).
    """
    return view_frame(connection, _COUNT, state=state, levels=levels, **places.parameters(), **vars(periods))


def count_all_activity(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], periods: TwoPeriods
) -> tuple[int, int]:
    """Distinct matching events of activity anywhere, before and after."""
    row = view_frame(connection, _ALL, state=state, levels=levels, **vars(periods)).iloc[0]
    return int(row["before"]), int(row["after"])


def count_area_people(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    places: Places,
    periods: TwoPeriods,
) -> pd.DataFrame:
    """
    People that records inside an area count, by kind: kinds overlap and are never added.

    Returns
    -------
    pandas.DataFrame
        persons_kind, before, after.
    """
    return view_frame(connection, _PEOPLE, state=state, levels=levels, **places.parameters(), **vars(periods))


def list_area_records(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    places: Places,
    periods: TwoPeriods,
    place: int,
    most: int,
    layer: str | None = None,
    kind: str | None = None,
    is_activity: bool | None = None,
    persons_kind: str | None = None,
) -> pd.DataFrame:
    """
    The records that `count_area` counts, of both periods, newest first.

    Parameters
    ----------
    connection, state, levels, places, periods
        As in `count_area`.
    place
        2 for those inside, 1 for those perhaps inside.
    most
        Largest number of rows.
    layer, kind, is_activity
        Only these; None for all.
    persons_kind
        Only records that count people of this kind; None for all.

    Returns
    -------
    pandas.DataFrame
        As `queries.told.told_of`.
    """
    chosen = {"place": place, "one_layer": layer, "one_kind": kind, "activity": is_activity, "most": most}
    chosen["persons_kind"] = persons_kind
    return view_frame(connection, _LIST, state=state, levels=levels, **places.parameters(), **vars(periods), **chosen)


def list_sectors(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """
    Sectors that are stretches of the border.

    Returns
    -------
    pandas.DataFrame
        sector_id, name, name_th, border_country, from_km, to_km.
    """
    return connection.cursor().execute(_SECTORS).df()
