"""What hot spots are judged by: the events of a view, by cell and month."""

import duckdb
import pandas as pd

from dashboard.queries.matching import CELL, IN_PERIOD, MATCHING, view_frame
from dashboard.state import ViewState

_CELL_EVENTS = f"""
SELECT DISTINCT
    coalesce({CELL}, 0) AS cell,
    group_id,
    CASE WHEN date_precision IN ('day', 'week', 'month') THEN date_trunc('month', event_date) END AS event_month,
    location_precision <> 'site' AS is_representative
FROM event
WHERE {MATCHING} AND {IN_PERIOD} AND NOT is_running_total
ORDER BY ALL
"""


def list_cell_events(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...]
) -> pd.DataFrame:
    """
    Events of a view, once for each cell, month and precision they are told of.

    Returns
    -------
    pandas.DataFrame
        cell (unsigned 64-bit; 0 where the place is coarser than a cell), group_id, event_month (none where the date is
        coarser), is_representative (not known to the site).
    """
    return view_frame(connection, _CELL_EVENTS, state=state, levels=levels)
