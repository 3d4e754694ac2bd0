"""What Home and the page of the data list."""

from dataclasses import dataclass

import pandas as pd

from dashboard.cache.builds import Levels, cached, connection
from dashboard.queries import holdings, loads, precision

MOST_LOADS = 100
"""Loads that the page of the data lists at most."""
MOST_REJECTS = 200
"""Faults that it lists at most."""


@cached(max_entries=8)
def count_tables(path: str, levels: Levels) -> pd.DataFrame:
    """Current rows of the core tables."""
    return holdings.count_tables(connection(path), levels=levels)


@cached(max_entries=8)
def list_sources(path: str, levels: Levels) -> pd.DataFrame:
    """Each source with its last load."""
    return holdings.list_sources(connection(path), levels=levels)


@dataclass(frozen=True)
class DataPage:
    """What the page of the data lists: sources, loads, rejects, precisions, points on the other side of the border."""

    sources: pd.DataFrame
    loads: pd.DataFrame
    rejects: pd.DataFrame
    precisions: pd.DataFrame
    sides: pd.DataFrame


@cached(max_entries=8)
def get_data_page(path: str, levels: Levels) -> DataPage:
    """What the page of the data lists."""
    build = connection(path)
    return DataPage(
        sources=loads.list_sources(build, levels=levels),
        loads=loads.list_loads(build, levels=levels, most=MOST_LOADS),
        rejects=loads.list_rejects(build, levels=levels, most=MOST_REJECTS),
        precisions=precision.count_precisions(build, levels=levels),
        sides=precision.list_side_conflicts(build, levels=levels),
    )
