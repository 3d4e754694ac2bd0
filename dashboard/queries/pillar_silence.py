"""The last record of each pillar, whole and by sector, for where a period has none."""

from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.cited import list_cited
from dashboard.queries.matching import MATCHING
from dashboard.state import ViewState

_LAST = f"""
SELECT event_key
FROM record
WHERE {MATCHING} AND NOT is_running_total AND coalesce(pillar, 'none') = $pillar
    AND (event_date IS NULL OR event_date <= $last::DATE)
    AND ($sector_id::VARCHAR IS NULL OR sector_id = $sector_id::VARCHAR)
ORDER BY event_date DESC NULLS LAST, layer, event_id
LIMIT 1
"""


def get_last(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    last: date,
    pillar: str,
    sector_id: str | None = None,
) -> pd.DataFrame:
    """
    The newest record of a pillar that isn't after a day; one without a date only if there is no other.

    Parameters
    ----------
    connection
        A connection to a build.
    state
        The view; its own period is not asked.
    levels
        Release levels that the viewer may see.
    last
        The day.
    pillar
        A pillar, or `none`.
    sector_id
        A sector of the border; None for anywhere.

    Returns
    -------
    pandas.DataFrame
        As of `queries.cited.list_cited`: one row, or none.
    """
    view = replace(state, date_from=None, date_to=None)
    return list_cited(
        connection,
        state=view,
        levels=levels,
        most=1,
        behind=_LAST,
        pillar=pillar,
        last=last,
        sector_id=sector_id,
    )
