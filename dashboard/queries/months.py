"""Months: what each sector saw, what went from where to where, and what happened along a border."""

from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.matching import distinct_events
from etl.contract.vocab import RELEASE_LEVELS

_SECTOR_MONTHS = """
SELECT sector_id, month, amount, events, representative_events
FROM mart_sector_month
WHERE viewer_level = $viewer_level AND measure = $measure AND layer = $layer
ORDER BY sector_id, month
"""

_SECTOR_LEFT_OUT = f"""
SELECT
    CASE
        WHEN is_running_total THEN 'running_total'
        WHEN sector_id IS NULL THEN sector_reason
        WHEN event_date IS NULL OR date_precision NOT IN ('day', 'month') THEN 'no_month'
        WHEN event_date > (SELECT as_of_date FROM build) THEN 'after_as_of'
        ELSE 'counted'
    END AS outcome,
    count(*) AS records,
    {distinct_events()} AS events
FROM record
WHERE
    release_level IN (SELECT unnest($levels::VARCHAR[])) AND ($layer = 'all' OR layer = $layer)
    AND ($evidence = 'all' OR is_activity = ($evidence = 'activity'))
GROUP BY outcome
ORDER BY outcome
"""

_FINEST = """
    CASE {end}.location_precision WHEN 'site' THEN 9 WHEN 'town' THEN 7 WHEN 'district' THEN 6 ELSE -1 END
"""
"""Finest resolution that a cell of a place may have."""

_FLOW_MONTHS = f"""
WITH seen AS (
    SELECT place_id, longitude, latitude, location_precision, sector_id FROM place
    WHERE valid_to IS NULL AND release_level IN (SELECT unnest($levels::VARCHAR[]))
)
SELECT
    flow.month, flow.layer, flow.kind, flow.nationality, flow.group_id, flow.persons_kind,
    sum(flow.persons)::DOUBLE AS persons,
    flow.origin_place_id, origin.longitude AS origin_longitude, origin.latitude AS origin_latitude,
    {_FINEST.format(end="origin").strip()} AS origin_finest_resolution, origin.sector_id AS origin_sector_id,
    flow.destination_place_id, destination.longitude AS destination_longitude,
    destination.latitude AS destination_latitude,
    {_FINEST.format(end="destination").strip()} AS destination_finest_resolution,
    destination.sector_id AS destination_sector_id
FROM mart_flow_month AS flow
LEFT JOIN seen AS origin ON origin.place_id = flow.origin_place_id
LEFT JOIN seen AS destination ON destination.place_id = flow.destination_place_id
WHERE
    flow.release_level IN (SELECT unnest($levels::VARCHAR[]))
    AND (len($kinds::VARCHAR[]) = 0 OR list_contains($kinds::VARCHAR[], flow.kind))
    AND (len($layers::VARCHAR[]) = 0 OR list_contains($layers::VARCHAR[], flow.layer))
    AND ($date_from::DATE IS NULL OR flow.month >= $date_from::DATE)
    AND ($date_to::DATE IS NULL OR flow.month <= $date_to::DATE)
GROUP BY ALL
ORDER BY
    flow.month, flow.layer, flow.kind, flow.group_id, flow.nationality NULLS FIRST,
    flow.origin_place_id NULLS FIRST, flow.destination_place_id NULLS FIRST
"""

_BORDER_MONTHS = """
SELECT
    group_key,
    CASE WHEN date_precision IN ('day', 'month') THEN date_trunc('month', event_date)::DATE END AS month,
    CASE WHEN border_country = $neighbour THEN border_km END AS border_km,
    coalesce(location_precision <> 'site', true) AS is_representative
FROM record
WHERE
    list_contains($levels::VARCHAR[], release_level) AND is_activity AND NOT is_running_total
    AND (event_date IS NULL OR event_date <= (SELECT as_of_date FROM build))
ORDER BY event_key
"""

_SECTOR_EVENTS = """
SELECT event_id, group_id, sector_id, date_trunc('month', event_date)::TIMESTAMP AS month
FROM record
WHERE
    release_level IN (SELECT unnest($levels::VARCHAR[])) AND is_activity AND NOT is_running_total
    AND sector_id IS NOT NULL AND date_precision IN ('day', 'month')
    AND event_date <= (SELECT as_of_date FROM build)
ORDER BY event_id, layer
"""

_SECTOR_ANCHORS = """
SELECT
    sector.sector_id, sector.name, sector.name_th, sector.border_country,
    coalesce(sector.longitude, place.longitude) AS longitude, coalesce(sector.latitude, place.latitude) AS latitude,
    coalesce(sector.country, sector.border_country) AS country
FROM sector
LEFT JOIN place ON place.place_id = sector.anchor_place_id AND place.valid_to IS NULL
ORDER BY sector.border_country NULLS LAST, sector.from_km, sector.sector_id
"""

_BORDER_LENGTHS = """
WITH ends AS (
    SELECT border_country, to_km FROM sector WHERE border_country IS NOT NULL
    UNION ALL
    SELECT border_country, border_km FROM record WHERE border_km IS NOT NULL
)
SELECT border_country, max(to_km) AS length_km
FROM ends
GROUP BY border_country
ORDER BY border_country
"""
"""The last sector's end may miss the line's by a kilometre, and a record may stand there."""


def list_sector_months(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    measure: str = "activity",
    layer: str = "all",
) -> pd.DataFrame:
    """
    Amount of one measure in each sector and month that has any.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see: those up to one.
    measure
        `records` or `activity` (distinct groups), or people `found`, `freed` or `arrested`.
    layer
        A layer, or `all`.

    Returns
    -------
    pandas.DataFrame
        sector_id, month (its first day), amount, events (distinct groups), representative_events.
    """
    viewer_level = levels[-1] if levels and levels == RELEASE_LEVELS[: len(levels)] else None
    parameters = {"viewer_level": viewer_level, "measure": measure, "layer": layer}
    return connection.cursor().execute(_SECTOR_MONTHS, parameters).df()


def count_sector_months(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    evidence: str = "activity",
    layer: str = "all",
) -> pd.DataFrame:
    """
    Records by whether a table of sectors and months counts them.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.
    evidence
        `activity`, `response` or `all`.
    layer
        A layer, or `all`.

    Returns
    -------
    pandas.DataFrame
        outcome (`counted`, or the reason why not: `running_total`, `no_place`, `too_coarse`, `other_country`,
        `no_month`, `after_as_of`), records, events (distinct).
    """
    parameters = {"levels": list(levels), "evidence": evidence, "layer": layer}
    return connection.cursor().execute(_SECTOR_LEFT_OUT, parameters).df()


def list_flow_months(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    kinds: tuple[str, ...] = (),
    layers: tuple[str, ...] = (),
    date_from: date | None = None,
    date_to: date | None = None,
) -> pd.DataFrame:
    """
    What was reported to go from one place to another, one row an event, kind, nationality and pair of places.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.
    kinds
        Only these kinds; people of several kinds are never added.
    layers
        Only these layers.
    date_from, date_to
        Only months that begin on these days or between them.

    Returns
    -------
    pandas.DataFrame
        month, layer, kind, nationality, group_id, persons_kind, persons (NaN where not reported), and of origin and
        destination their place_id, longitude, latitude, finest_resolution (of H3; -1 where too coarse for a cell) and
        sector_id.
    """
    parameters = {
        "levels": list(levels),
        "kinds": list(kinds),
        "layers": list(layers),
        "date_from": date_from,
        "date_to": date_to,
    }
    return connection.cursor().execute(_FLOW_MONTHS, parameters).df()


def list_border_months(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    neighbour: str,
) -> pd.DataFrame:
    """
    Records of activity for a chronogram of the border with one neighbour; those elsewhere too, for totals of months.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.
    neighbour
        The country across the border.

    Returns
    -------
    pandas.DataFrame
        group_key, month (nothing where it isn't known), border_km (nothing where the record is not near this border),
        is_representative.
    """
    parameters = {"levels": list(levels), "neighbour": neighbour}
    return connection.cursor().execute(_BORDER_MONTHS, parameters).df()


def list_sector_events(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    The records of activity that a table of sectors and months counts.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.

    Returns
    -------
    pandas.DataFrame
        event_id, group_id, sector_id, month (its first day).
    """
    return connection.cursor().execute(_SECTOR_EVENTS, {"levels": list(levels)}).df()


def list_sector_anchors(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """
    Every sector with the point that stands for it.

    Returns
    -------
    pandas.DataFrame
        sector_id, name, name_th, border_country (nothing for an inland cluster), longitude, latitude, country (of a
        stretch: the neighbour). Stretches along the border first, then clusters.
    """
    return connection.cursor().execute(_SECTOR_ANCHORS).df()


def list_border_lengths(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """
    Length of Thailand's border with each neighbour.

    Returns
    -------
    pandas.DataFrame
        border_country, length_km.
    """
    return connection.cursor().execute(_BORDER_LENGTHS).df()
