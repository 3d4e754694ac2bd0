"""The records behind a number of the page of rescue: exactly those that it counts."""

from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.cited import list_cited
from dashboard.queries.rescue import KEYED
from dashboard.queries.rescue_groups import GROUPS
from dashboard.state import ViewState

_PEOPLE = f"""{KEYED}
SELECT event_key
FROM keyed
WHERE (len($nationality_keys::VARCHAR[]) = 0 OR list_contains($nationality_keys::VARCHAR[], nationality_key))
    AND (len($month_keys::VARCHAR[]) = 0 OR list_contains($month_keys::VARCHAR[], month_key))
    AND (len($place_keys::VARCHAR[]) = 0 OR list_contains($place_keys::VARCHAR[], place_key))
"""
_AGED = f"""{GROUPS}
SELECT event_key
FROM stepped
WHERE group_key IN (
    SELECT group_key FROM grouped WHERE step <> 'sent_home' AND list_contains($ages::VARCHAR[], age)
)
"""


def list_people_records(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    most: int,
    step: str,
    nationality: tuple[str, ...] = (),
    month: tuple[str, ...] = (),
    place: tuple[str, ...] = (),
) -> pd.DataFrame:
    """
    Records that count people of a step, newest first.

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
    step
        A step.
    nationality, month, place
        Keys of `queries.rescue.count_each`; empty for all.

    Returns
    -------
    pandas.DataFrame
        As of `queries.cited.list_cited`.
    """
    return list_cited(
        connection,
        state=state,
        levels=levels,
        most=most,
        behind=_PEOPLE,
        step=step,
        nationality_keys=list(nationality),
        month_keys=list(month),
        place_keys=list(place),
    )


def list_aged_records(
    connection: duckdb.DuckDBPyConnection,
    *,
    state: ViewState,
    levels: tuple[str, ...],
    most: int,
    as_of: date,
    ages: tuple[str, ...],
) -> pd.DataFrame:
    """
    Records of the groups not reported sent home whose newest report of their furthest step is of some ages.

    Parameters
    ----------
    connection, state, levels, most
        As in `list_people_records`.
    as_of
        Date to which the records go.
    ages
        Of `queries.rescue_groups.count_ages`.

    Returns
    -------
    pandas.DataFrame
        As of `queries.cited.list_cited`.
    """
    return list_cited(connection, state=state, levels=levels, most=most, behind=_AGED, as_of=as_of, ages=list(ages))
