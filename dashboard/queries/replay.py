"""A view step by step: events of each cell within a window that moves through the period."""

import duckdb
import pandas as pd

from dashboard.queries.matching import CELL, IN_PERIOD, MATCHING, view_frame
from dashboard.state import ViewState

_FITS = "date_trunc($step, event_date) = date_trunc($step, event_date_last)"
"""All of what is known of a record's date lies in one step."""

_SPAN = f"""
SELECT
    min(date_trunc($step, event_date)) FILTER ({_FITS}) AS first_step,
    max(date_trunc($step, event_date)) FILTER ({_FITS}) AS last_step,
    count(*) FILTER (NOT coalesce({_FITS}, false)) AS left_out
FROM event
WHERE {MATCHING} AND {IN_PERIOD} AND NOT is_running_total AND {CELL} IS NOT NULL
ORDER BY ALL
"""

_FRAMES = f"""
WITH stepped AS (
    SELECT DISTINCT group_id, {CELL} AS cell, date_diff($step, $first_step::DATE, event_date) AS step
    FROM event
    WHERE {MATCHING} AND {IN_PERIOD} AND NOT is_running_total AND {CELL} IS NOT NULL AND {_FITS}
),
windowed AS (
    SELECT group_id, cell, step + unnest(range($window::BIGINT)) AS frame
    FROM stepped
)
SELECT frame, cell, count(DISTINCT group_id) AS events
FROM windowed
WHERE frame < $frames::BIGINT
GROUP BY frame, cell
ORDER BY frame, cell
"""


def get_span(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], step: str
) -> pd.DataFrame:
    """
    First and last step of a view.

    Parameters
    ----------
    step
        `day`, `week` (from Monday) or `month`.

    Returns
    -------
    pandas.DataFrame
        One row: first_step, last_step (their first days; none where nothing can be shown), left_out (records on the map
        whose date is known only to a longer time than a step).
    """
    return view_frame(connection, _SPAN, state=state, levels=levels, step=step)


def count_frames(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    step: str,
    window: int,
    first_step: pd.Timestamp,
    frames: int,
) -> pd.DataFrame:
    """
    Distinct events of each cell in each window.

    Parameters
    ----------
    step
        `day`, `week` or `month`.
    window
        Steps that a window holds; a frame's window ends with the frame's own step.
    first_step
        Where frame 0 stands.
    frames
        Number of frames.

    Returns
    -------
    pandas.DataFrame
        frame, cell (unsigned 64-bit), events; only cells that hold any.
    """
    more = {"step": step, "window": window, "first_step": first_step.date(), "frames": frames}
    return view_frame(connection, _FRAMES, state=state, levels=levels, **more)
