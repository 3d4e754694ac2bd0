"""Events by month and layer, for the timeline under the map."""

import duckdb
import pandas as pd

from dashboard.queries.matching import MATCHING, counted_by, view_frame
from dashboard.state import ViewState

_DATED = f"""
    SELECT date_trunc('month', event_date) AS event_month, layer, group_key, is_alone, is_activity
    FROM record
    WHERE {MATCHING} AND NOT is_running_total AND event_date_last <= last_day(event_date)
"""

_MONTHS = f"""
SELECT event_month, layer, events
FROM ({counted_by(_DATED, "event_month, layer")})
ORDER BY event_month, layer
"""

_OUTSIDE = f"""
SELECT
    count(*) FILTER (is_running_total) AS running_totals,
    count(*) FILTER (NOT is_running_total AND event_date IS NULL) AS undated,
    count(*) FILTER (
        NOT is_running_total AND event_date_last > last_day(event_date)
    ) AS longer
FROM record
WHERE {MATCHING}
ORDER BY ALL
"""


def count_months(connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Distinct events of a view by month and layer, whatever its period; only months that hold any.

    Returns
    -------
    pandas.DataFrame
        event_month (its first day), layer, events. Records that may belong to several months are in none.
    """
    return view_frame(connection, _MONTHS, state=state, levels=levels)


def count_without_month(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]
) -> dict[str, int]:
    """Records of a view that no month can hold: running_totals, undated, longer (than a month)."""
    row = view_frame(connection, _OUTSIDE, state=state, levels=levels).iloc[0]
    return {name: int(row[name]) for name in ("running_totals", "undated", "longer")}
