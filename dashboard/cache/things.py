"""Places and compounds, and the records that use them."""

import pandas as pd

from dashboard.cache.builds import Levels, cached, connection
from dashboard.queries import things

MOST_CITED = 500
"""Records of one list at most, the newest."""


@cached(max_entries=8)
def list_things(path: str, levels: Levels) -> pd.DataFrame:
    """Places and compounds with their source, and how much uses each."""
    return things.list_things(connection(path), levels=levels)


@cached(max_entries=64)
def list_uses(path: str, levels: Levels, thing_id: str) -> pd.DataFrame:
    """Newest records that name a place or a compound."""
    return things.list_uses(connection(path), levels=levels, thing_id=thing_id, most=MOST_CITED)
