"""What the wall's queries share: a period and the one before it, as SQL on event_date and event_date_last."""

from typing import Any

import duckdb
import pandas as pd

OPEN = "release_level IN (SELECT unnest($levels::VARCHAR[]))"

AFTER = "event_date >= $date_from::DATE AND event_date_last <= $date_to::DATE"
BEFORE = "event_date >= $before_from::DATE AND event_date_last < $date_from::DATE"
STRADDLING = f"""
    event_date <= $date_to::DATE AND event_date_last >= $before_from::DATE AND NOT ({AFTER}) AND NOT ({BEFORE})
"""
"""A record is in a period if all of what is known of its date lies in it; one that straddles an edge is told apart."""


def frame(connection: duckdb.DuckDBPyConnection, sql: str, **parameters: Any) -> pd.DataFrame:
    """The rows of a statement with named parameters, on a cursor of its own."""
    return connection.cursor().execute(sql, parameters).df()
