"""The records behind what is not known."""

import pandas as pd

from dashboard.cache.builds import Levels, cached, connection
from dashboard.queries import unknown

MOST_CITED = 500
"""Records of one list at most, the newest."""


@cached(max_entries=8)
def count_unknown(path: str, levels: Levels) -> dict[str, int]:
    """What can be asked for -> how many records it has."""
    return unknown.count_unknown(connection(path), levels=levels)


@cached(max_entries=32)
def list_unknown(path: str, levels: Levels, behind: str) -> pd.DataFrame:
    """Newest records behind one of the numbers."""
    return unknown.list_unknown(connection(path), levels=levels, behind=behind, most=MOST_CITED)
