"""What was reported of supplies: their state on a day, the marks of a timeline, and the reports themselves."""

from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.matching import IN_PERIOD, MATCHING, view_frame
from dashboard.queries.supplies import IS_CUT, IS_KNOWN, IS_OTHER, POINT, RESTORES, SERVICE
from dashboard.queries.told import told_of
from dashboard.state import ViewState

_SEEN = f"""
WITH matched AS (
    SELECT * FROM record
    WHERE {MATCHING} AND layer = 'infrastructure' AND kind <> 'border'
),
report AS (
    SELECT
        matched.*, change.source_date, change.action, change.operator, change.capacity_mw, change.units_count,
        {POINT.format(of="matched.")} AS point_id, {SERVICE.format(of="matched.")} AS service,
        read_from.source_name
    FROM matched
    INNER JOIN infrastructure AS change ON change.infrastructure_id = matched.event_id AND change.valid_to IS NULL
    LEFT JOIN source_file AS read_from ON read_from.source_file_id = matched.source_file_id
),
point AS (
    SELECT
        place_id AS point_id, name, name_th, country, longitude, latitude, location_precision,
        sector_id, border_country, border_km
    FROM place
    WHERE valid_to IS NULL AND list_contains($levels::VARCHAR[], release_level)
    UNION ALL
    SELECT
        'compound:' || compound_id, name, NULL, country, longitude, latitude, location_precision,
        sector_id, border_country, border_km
    FROM compound
    WHERE valid_to IS NULL AND list_contains($levels::VARCHAR[], release_level)
)
"""
"""A crossing that is closed is no supply that is cut. A supply is a kind at a point: a place, or else a compound."""

_OF_POINT = """
    point.name, point.name_th, point.country, point.longitude, point.latitude, point.location_precision,
    point.sector_id, point.border_country, point.border_km
"""

_SUPPLIES = f"""{_SEEN},
known AS (
    SELECT * FROM report
    WHERE point_id IS NOT NULL AND {IS_KNOWN.format(at="$at::DATE")}
),
cuts AS (
    SELECT
        point_id, kind, service,
        max(event_date) FILTER ({IS_CUT}) AS last_cut_date,
        count(*) FILTER ({IS_CUT} AND event_date IS NULL) AS undated_cuts,
        max(event_date) FILTER (action = 'restored') AS last_restored_date,
        (list(event_id ORDER BY event_date DESC NULLS LAST, event_id))[:50] AS event_ids
    FROM known
    GROUP BY point_id, kind, service
),
open AS (
    SELECT
        cut.point_id, cut.kind,
        count(*) AS reports,
        count(DISTINCT cut.publisher) AS publishers,
        min(cut.event_date) AS since_date,
        arg_min(cut.date_precision, (cut.event_date, cut.event_date_last)) AS since_precision,
        max(cut.event_date) AS last_date,
        arg_max(cut.date_precision, cut.event_date) AS last_precision,
        max(cut.event_date_last) AS last_known_date,
        (list(cut.event_id ORDER BY cut.event_date DESC, cut.event_id))[:50] AS event_ids
    FROM known AS cut
    ANTI JOIN known AS later ON later.point_id = cut.point_id AND {RESTORES}
    WHERE cut.{IS_CUT} AND cut.event_date IS NOT NULL
    GROUP BY cut.point_id, cut.kind
),
other AS (
    SELECT point_id, service, list(event_date) AS dates
    FROM known
    WHERE {IS_OTHER} AND event_date IS NOT NULL
    GROUP BY point_id, service
)
SELECT
    cuts.kind || ':' || cuts.point_id AS supply_id, cuts.point_id, cuts.kind, {_OF_POINT.strip()},
    cuts.last_cut_date, cuts.undated_cuts, cuts.last_restored_date,
    open.reports, open.publishers, open.since_date, open.since_precision, open.last_date, open.last_precision,
    open.last_known_date,
    list_min(list_filter(other.dates, lambda day: day >= open.since_date)) AS replaced_date,
    coalesce(open.event_ids, cuts.event_ids) AS event_ids
FROM cuts
LEFT JOIN open ON open.point_id = cuts.point_id AND open.kind = cuts.kind
LEFT JOIN other ON other.point_id = cuts.point_id AND other.service = cuts.service
LEFT JOIN point ON point.point_id = cuts.point_id
ORDER BY point.border_country NULLS LAST, point.border_km, cuts.point_id, cuts.kind
"""

_POINTS = f"""{_SEEN}
SELECT reported.point_id, {_OF_POINT.strip()}
FROM (SELECT DISTINCT point_id FROM report WHERE point_id IS NOT NULL) AS reported
LEFT JOIN point USING (point_id)
ORDER BY point.border_country NULLS LAST, point.border_km, reported.point_id
"""

_MARKS = f"""{_SEEN}
SELECT
    report.kind || ':' || coalesce(report.point_id, '') AS supply_id, report.point_id, report.kind, report.action,
    report.event_date, report.event_date_last, report.date_precision,
    point.name, point.name_th, point.country, point.location_precision, point.border_country, point.border_km,
    count(*) AS reports, count(DISTINCT report.publisher) AS publishers,
    (list(report.event_id ORDER BY report.event_id))[:50] AS event_ids
FROM report
LEFT JOIN point ON point.point_id = report.point_id
WHERE {IN_PERIOD}
GROUP BY ALL
ORDER BY
    report.event_date DESC NULLS LAST, report.point_id NULLS LAST, report.kind, report.action, report.date_precision
LIMIT $most
"""

_REPORTS = f"""{_SEEN}
SELECT
    report.event_id, report.group_id, report.point_id, report.kind, report.action,
    report.event_date, report.event_date_last, report.date_precision,
    report.compound_id, report.operator, report.capacity_mw, report.units_count, report.sector_id,
    report.summary, report.publisher, report.source_url, source_file.file_name, report.source_line,
    count(*) OVER () AS of_records, count(DISTINCT report.publisher) OVER () AS of_publishers
FROM report
LEFT JOIN source_file ON source_file.source_file_id = report.source_file_id
WHERE report.point_id = $point_id
ORDER BY report.event_date DESC NULLS LAST, report.event_id
LIMIT $most
"""

_REASONS = f"""{_SEEN},
crossing AS (
    SELECT event_id FROM record
    WHERE {MATCHING} AND layer = 'infrastructure' AND kind = 'border'
),
reasons AS (
    SELECT 'unplaced' AS reason, event_id FROM report WHERE point_id IS NULL
    UNION ALL SELECT 'undated', event_id FROM report WHERE point_id IS NOT NULL AND event_date IS NULL
    UNION ALL SELECT 'crossings', event_id FROM crossing
)
"""

_COUNT_LEFT_OUT = f"""{_REASONS}
SELECT reason, count(*) AS records
FROM reasons
GROUP BY reason
ORDER BY reason
"""

_LEFT_OUT = told_of(
    """
    SELECT * FROM record
    WHERE layer = 'infrastructure' AND event_id IN (SELECT event_id FROM reasons WHERE reason = $reason)
""",
    _REASONS,
)

_COUNT = f"""{_SEEN}
SELECT count(*) AS reports
FROM report
WHERE point_id IS NOT NULL
ORDER BY ALL
"""

_UNPLACED = f"""{_SEEN}
SELECT count(*) AS reports
FROM report
WHERE point_id IS NULL AND {IS_KNOWN.format(at="$at::DATE")}
ORDER BY ALL
"""

KNOWN_BY = f"""
    layer = 'infrastructure' AND event_id IN (
        {_SEEN} SELECT event_id FROM report WHERE {IS_KNOWN.format(at="$at::DATE")}
    )
"""
"""Of a record: whether it is a report of a supply that a view takes, known by a day."""


def list_supplies(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], at: date
) -> pd.DataFrame:
    """
    Every supply that was reported on by a day, with what was last said of it; the view's period plays no part.

    Parameters
    ----------
    connection
        A connection to a build.
    state
        The view.
    levels
        Release levels that the viewer may see.
    at
        The day. A report counts from the first day of what is known of its date; where that is nothing, from the day
        of its publication, or else from the day to which the records go.

    Returns
    -------
    pandas.DataFrame
        supply_id, point_id, kind; of the point its name, name_th, country, longitude, latitude, location_precision,
        sector_id, border_country and border_km; last_cut_date and last_restored_date; undated_cuts (reports); of the
        cuts since the last restoration: reports, publishers, since_date, since_precision, last_date, last_precision,
        last_known_date (last day that the newest can mean), event_ids (50 at most; of all reports where there is no
        cut); replaced_date (first report of another supply since then).
    """
    return view_frame(connection, _SUPPLIES, state=state, levels=levels, at=at)


def list_points(connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Every point of which a supply was ever reported on, along the border.

    Returns
    -------
    pandas.DataFrame
        point_id, name, name_th, country, longitude, latitude, location_precision, sector_id, border_country, border_km.
    """
    return view_frame(connection, _POINTS, state=state, levels=levels)


def list_marks(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], most: int
) -> pd.DataFrame:
    """
    What was reported of each supply on each date, newest first.

    Returns
    -------
    pandas.DataFrame
        supply_id, point_id (nothing where no place is named), kind, action, event_date, event_date_last,
        date_precision; name, name_th, country, location_precision, border_country and border_km of the point; reports,
        publishers, event_ids (50 at most).
    """
    return view_frame(connection, _MARKS, state=state, levels=levels, most=most)


def list_reports(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], point_id: str, most: int
) -> pd.DataFrame:
    """
    What was reported of the supplies of one point, newest first, whatever the view's period.

    Returns
    -------
    pandas.DataFrame
        event_id, group_id, point_id, kind, action, event_date, event_date_last, date_precision, compound_id, operator,
        capacity_mw, units_count, sector_id, summary, publisher, source_url, file_name, source_line, of_records and
        of_publishers (of all, the same in every row).
    """
    return view_frame(connection, _REPORTS, state=state, levels=levels, point_id=point_id, most=most)


def count_reports(connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]) -> int:
    """Reports that name the point of a supply, whatever the view's period."""
    return int(view_frame(connection, _COUNT, state=state, levels=levels).iloc[0]["reports"])


def count_unplaced(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], at: date
) -> int:
    """Reports known by a day that name no place, and so are of no supply; parameters as of `list_supplies`."""
    return int(view_frame(connection, _UNPLACED, state=state, levels=levels, at=at).iloc[0]["reports"])


def count_left_out(connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Matching records that a timeline of supplies can't show, whatever the view's period.

    Returns
    -------
    pandas.DataFrame
        reason (`unplaced`; `undated`, of those with a place; `crossings`, which are no supplies), records.
    """
    return view_frame(connection, _COUNT_LEFT_OUT, state=state, levels=levels)


def list_left_out(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], reason: str, most: int
) -> pd.DataFrame:
    """
    The newest of the records that `count_left_out` counts for one reason.

    Returns
    -------
    pandas.DataFrame
        As `queries.told.told_of`.
    """
    return view_frame(connection, _LEFT_OUT, state=state, levels=levels, reason=reason, most=most)
