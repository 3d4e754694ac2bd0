"""What was reported of each pillar in two periods, and where nothing was."""

from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.cited import list_cited
from dashboard.queries.matching import MATCHING, distinct_events, view_frame
from dashboard.state import ViewState
from etl.contract.vocab import PILLARS

_NOW = "coalesce(event_date >= $first::DATE AND event_date_last <= $last::DATE, false)"
_BEFORE = "coalesce(event_date >= $before::DATE AND event_date_last < $first::DATE, false)"
_UNSURE = f"""
    event_date IS NULL
    OR NOT {_NOW} AND NOT {_BEFORE} AND event_date <= $last::DATE AND event_date_last >= $before::DATE
"""
_MATCHED = f"""
WITH matched AS (
    SELECT
        group_key, is_alone, coalesce(pillar, 'none') AS pillar, sector_id, event_date, date_precision,
        {_NOW} AS is_now, {_BEFORE} AS is_before, {_UNSURE} AS is_unsure
    FROM record
    WHERE {MATCHING} AND NOT is_running_total
)
"""
_COUNTED = f"""{_MATCHED}
SELECT
    pillar,
    {distinct_events("is_now")} AS events,
    {distinct_events("is_before")} AS events_before,
    count(*) FILTER (WHERE is_unsure) AS unsure,
    max(event_date) FILTER (WHERE event_date <= $last::DATE) AS last_date,
    arg_max(date_precision, event_date) FILTER (WHERE event_date <= $last::DATE) AS last_precision
FROM matched
GROUP BY pillar
ORDER BY pillar
"""
_SECTORS = f"""{_MATCHED}
SELECT DISTINCT pillar, sector_id
FROM matched
WHERE is_now AND sector_id IS NOT NULL
ORDER BY pillar, sector_id
"""
_OF_PILLAR = f"""
    NOT is_running_total AND coalesce(pillar, 'none') = $pillar
    AND CASE $when WHEN 'now' THEN {_NOW} WHEN 'before' THEN {_BEFORE} ELSE {_UNSURE} END
"""
_NEWEST = f"""
SELECT event_key
FROM record
WHERE {MATCHING} AND NOT is_running_total AND {_NOW}
QUALIFY row_number() OVER (PARTITION BY pillar ORDER BY event_date DESC NULLS LAST, layer, event_id) <= $each
"""
WHEN = ("now", "before", "unsure")
"""Which records of a pillar: of the period, of the one before, or of dates too roughly known for either."""


def count_pillars(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    before: date,
    first: date,
    last: date,
) -> pd.DataFrame:
    """
    Events of each pillar in a period and in the one before it.

    Parameters
    ----------
    connection
        A connection to a build.
    state
        The view; its own period is not asked.
    levels
        Release levels that the viewer may see.
    before, first, last
        First day of the period before, first day of the period, and its last.

    Returns
    -------
    pandas.DataFrame
        pillar (`none` for records of no pillar), events, events_before (distinct groups, no running totals), unsure
        (records whose dates aren't known well enough for either), last_date, last_precision.
    """
    return view_frame(connection, _COUNTED, state=state, levels=levels, before=before, first=first, last=last)


def list_pillar_sectors(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    before: date,
    first: date,
    last: date,
) -> pd.DataFrame:
    """
    Sectors where a pillar was reported in a period; parameters as in `count_pillars`.

    Returns
    -------
    pandas.DataFrame
        pillar, sector_id.
    """
    return view_frame(connection, _SECTORS, state=state, levels=levels, before=before, first=first, last=last)


def list_pillar_records(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    before: date,
    first: date,
    last: date,
    pillar: str,
    when: str,
    most: int,
) -> pd.DataFrame:
    """
    Records behind a number of `count_pillars`, whose parameters it has; newest first.

    Parameters
    ----------
    connection, state, levels, before, first, last
        As in `count_pillars`.
    pillar
        A pillar, or `none`.
    when
        Of `WHEN`.
    most
        Records at most.

    Returns
    -------
    pandas.DataFrame
        As of `queries.cited.list_cited`.
    """
    # The days decide, not the view's own period.
    view = replace(state, date_from=None, date_to=None)
    return list_cited(
        connection,
        state=view,
        levels=levels,
        most=most,
        condition=_OF_PILLAR,
        pillar=pillar,
        when=when,
        before=before,
        first=first,
        last=last,
    )


def list_newest(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    first: date,
    last: date,
    each: int,
) -> pd.DataFrame:
    """
    The newest records of each pillar, and of none, in a period.

    Parameters
    ----------
    connection, state, levels, first, last
        As in `count_pillars`.
    each
        Records of each at most.

    Returns
    -------
    pandas.DataFrame
        As of `queries.cited.list_cited`.
    """
    return list_cited(
        connection,
        state=replace(state, date_from=None, date_to=None),
        levels=levels,
        most=(len(PILLARS) + 1) * each,
        behind=_NEWEST,
        first=first,
        last=last,
        each=each,
    )
