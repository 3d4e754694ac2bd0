"""The records that tell how many people were identified as victims."""

import duckdb
import pandas as pd

from dashboard.queries.cited import list_cited
from dashboard.queries.rescue import MATCHED
from dashboard.state import ViewState

_VICTIMS = f"""{MATCHED}
SELECT event_key FROM counted WHERE step = $step AND victims > 0
"""


def list_victim_records(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], step: str, most: int
) -> pd.DataFrame:
    """
    Records of a step that tell of identified victims, newest first, as of `queries.cited.list_cited`.

    Their victims add up to what `queries.rescue.count_steps` says of the step.
    """
    return list_cited(connection, state=state, levels=levels, most=most, behind=_VICTIMS, step=step)
