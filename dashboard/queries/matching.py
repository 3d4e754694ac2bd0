"""What a view asks of a record, as SQL, and its parameters."""

import re
from functools import lru_cache
from typing import Any

import duckdb
import pandas as pd

from dashboard.state import NONE, ViewState

_CHOSEN = {
    "layers": "layer",
    "kinds": "kind",
    "pillars": "pillar",
    "countries": "country",
    "provinces": "province_id",
    "sectors": "sector_id",
    "nationalities": "nationality",
    "precisions": "location_precision",
    "publishers": "publisher",
}
"""Choice of a view -> column of the record; an empty choice is every value."""

_ASKED = {
    choice: f"\n    AND list_contains(${choice}::VARCHAR[], coalesce({column}, '{NONE}'))"
    for choice, column in _CHOSEN.items()
} | {"evidence": "\n    AND is_activity = ($evidence = 'activity')"}
_IN_PERIOD = {
    "date_from": "\n    AND coalesce(event_date >= $date_from::DATE, false)",
    "date_to": "\n    AND coalesce(event_date_last <= $date_to::DATE, false)",
}
_CONDITIONS = _ASKED | _IN_PERIOD
"""Choice of a view -> what it asks of a record."""

MATCHING = f"list_contains($levels::VARCHAR[], release_level){''.join(_ASKED.values())}"
"""What a view asks of a record, but for the period."""

IN_PERIOD = f"true{''.join(_IN_PERIOD.values())}"
"""A record is in a period if all of what is known of its date lies in it."""

CELL = """
    CASE $resolution WHEN 4 THEN h3_r4 WHEN 5 THEN h3_r5 WHEN 6 THEN h3_r6 WHEN 7 THEN h3_r7 WHEN 9 THEN h3_r9 END
"""
"""The cell of the view's resolution; none where the place isn't known that exactly."""


def distinct_events(condition: str = "true") -> str:
    """
    Number of distinct events among rows of `record`, `event` or `people`, each record in them once, as SQL.

    Parameters
    ----------
    condition
        A constant condition: only rows for which it holds.

    Returns
    -------
    str
        An aggregate. A record that is alone in its group is an event of its own, so that only the others' groups need
        to be told apart, by their numbers: far faster than telling all ids apart.
    """
    alone = f"count(*) FILTER (is_alone AND ({condition}))"
    return f"({alone} + count(DISTINCT CASE WHEN NOT is_alone AND ({condition}) THEN group_key END))"


def counted_by(rows: str, keys: str) -> str:
    """
    Records and distinct events by keys, as SQL: as `distinct_events`, in fewer passes where there are many keys.

    Parameters
    ----------
    rows
        A constant statement that gives the keys, group_key, is_alone and is_activity.
    keys
        Names of the keys.

    Returns
    -------
    str
        A statement that gives the keys, records, events, activity and response (events).
    """
    return f"""
SELECT
    {keys}, sum(records)::BIGINT AS records, sum(events)::BIGINT AS events, sum(activity)::BIGINT AS activity,
    sum(response)::BIGINT AS response
FROM (
    SELECT
        {keys}, count(*) AS records, count(*) AS events, count(*) FILTER (is_activity) AS activity,
        count(*) FILTER (NOT is_activity) AS response
    FROM ({rows})
    WHERE is_alone
    GROUP BY {keys}
    UNION ALL
    SELECT {keys}, sum(records), count(*), count(*) FILTER (is_activity), count(*) FILTER (is_response)
    FROM (
        SELECT
            {keys}, group_key, count(*) AS records, bool_or(is_activity) AS is_activity,
            bool_or(NOT is_activity) AS is_response
        FROM ({rows})
        WHERE NOT is_alone
        GROUP BY {keys}, group_key
    )
    GROUP BY {keys}
)
GROUP BY {keys}
"""


def view_frame(
    connection: duckdb.DuckDBPyConnection, sql: str, *, state: ViewState, levels: tuple[str, ...], **more: object
) -> pd.DataFrame:
    """
    What a statement gives, with those of a view's parameters that it names.

    Parameters
    ----------
    connection
        A connection to a build.
    sql
        A constant statement; `MATCHING`, `IN_PERIOD` and `CELL` go into it as they are.
    state
        The view.
    levels
        Release levels that the viewer may see.
    **more
        Parameters of the statement's own.

    Returns
    -------
    pandas.DataFrame
    """
    parameters: dict[str, Any] = {
        **{choice: list(getattr(state, choice)) for choice in _CHOSEN},
        "evidence": state.evidence,
        "date_from": state.date_from,
        "date_to": state.date_to,
        "resolution": state.resolution,
        "measure": state.measure,
        "levels": list(levels),
        **more,
    }
    sql = _without(sql, frozenset(choice for choice in _CONDITIONS if _is_any(parameters[choice])))
    named = _named(sql)
    return connection.cursor().execute(sql, {name: parameters[name] for name in named if name in parameters}).df()


def _is_any(choice: Any) -> bool:
    """Whether a choice of a view leaves all records in."""
    return choice is None or choice == [] or choice == "all"


@lru_cache(maxsize=1024)
def _named(sql: str) -> frozenset[str]:
    """The parameters that a statement names."""
    return frozenset(re.findall(r"\$(\w+)", sql))


@lru_cache(maxsize=1024)
def _without(sql: str, choices: frozenset[str]) -> str:
    """
    A statement without the conditions of choices that weren't made.

    Planning takes most of a query's time on few records, and conditions that let all through are planned as any other.
    """
    for choice in choices:
        sql = sql.replace(_CONDITIONS[choice], "")
    return sql
