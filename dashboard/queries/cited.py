"""Records of a view with where each was read: publisher, page, file and line."""

import duckdb
import pandas as pd

from dashboard.queries.matching import IN_PERIOD, MATCHING, view_frame
from dashboard.queries.told import told_of
from dashboard.state import ViewState

_ASKED = f"""
    {MATCHING} AND {IN_PERIOD}
    AND (len($group_ids::VARCHAR[]) = 0 OR list_contains($group_ids::VARCHAR[], group_id))
    AND ($event_ids::VARCHAR[] IS NULL OR list_contains($event_ids::VARCHAR[], event_id))
    AND ($running_totals::BOOLEAN OR NOT is_running_total)
"""
_ROWS = f"SELECT * FROM record WHERE {_ASKED}"


def list_cited(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    most: int,
    group_ids: tuple[str, ...] = (),
    event_ids: tuple[str, ...] | None = None,
    running_totals: bool = True,
    behind: str = "",
    condition: str = "true",
    **more: object,
) -> pd.DataFrame:
    """
    Newest records of a view, each with its source.

    Parameters
    ----------
    connection
        A connection to a build.
    state
        The view.
    levels
        Release levels that the viewer may see.
    most
        Records at most.
    group_ids
        Groups that the records may be of; empty for all.
    event_ids
        Records that may be listed; None for all.
    running_totals
        Whether running totals are listed too.
    behind
        A constant statement that gives event_key of the records that may be listed; empty for all.
    condition
        A constant condition on a record; far faster than a statement where one says it.
    **more
        Parameters of that statement and of the condition.

    Returns
    -------
    pandas.DataFrame
        As `queries.told.told_of`.
    """
    chosen = None if event_ids is None else list(event_ids)
    rows = f"{_ROWS} AND ({condition})"
    if behind:
        rows += f" AND event_key IN ({behind})"
    return view_frame(
        connection,
        told_of(rows),
        state=state,
        levels=levels,
        most=most,
        group_ids=list(group_ids),
        event_ids=chosen,
        running_totals=running_totals,
        **more,
    )
