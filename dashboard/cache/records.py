"""Records that match a view, and what a view may choose from."""

import pandas as pd

from dashboard.cache.builds import Levels, cached, connection
from dashboard.findings.coverage import Coverage, coverage
from dashboard.queries import offered, records
from dashboard.state import Offered, ViewState

MOST_LISTED = 2_000
"""Rows of a list at most; a page says when there are more."""


@cached(max_entries=8)
def get_offered(path: str, levels: Levels) -> Offered:
    """What the filters can choose from."""
    return offered.get_offered(connection(path), levels=levels)


@cached(max_entries=64)
def list_records(
    path: str,
    state: ViewState,
    levels: Levels,
    cell: int | None = None,
    province: str | None = None,
    compound_ids: tuple[str, ...] = (),
    place_ids: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Matching records of the build at a path, newest first; see `queries.records`."""
    return records.list_records(
        connection(path),
        state=state,
        levels=levels,
        most=MOST_LISTED,
        cell=cell,
        province=province,
        compound_ids=compound_ids,
        place_ids=place_ids,
    )


@cached(max_entries=256)
def count_records(path: str, state: ViewState, levels: Levels) -> int:
    """Number of matching records."""
    return records.count_records(connection(path), state=state, levels=levels)


@cached(max_entries=256)
def count_events(path: str, state: ViewState, levels: Levels) -> int:
    """Number of distinct events."""
    return records.count_events(connection(path), state=state, levels=levels)


@cached(max_entries=256)
def count_left_out(path: str, state: ViewState, levels: Levels) -> tuple[int, int]:
    """Records that the period leaves out: undated, and straddling its edge."""
    return records.count_left_out(connection(path), state=state, levels=levels)


@cached(max_entries=256)
def get_coverage(path: str, state: ViewState, levels: Levels) -> Coverage:
    """How many matching records the map shows, and why not the rest."""
    return coverage(records.count_coverage(connection(path), state=state, levels=levels))


@cached(max_entries=64)
def count_cells(path: str, state: ViewState, levels: Levels) -> pd.DataFrame:
    """Distinct events, or people, by cell."""
    return records.count_cells(connection(path), state=state, levels=levels)


@cached(max_entries=64)
def count_provinces(path: str, state: ViewState, levels: Levels) -> pd.DataFrame:
    """Matching records known to their province and no closer."""
    return records.count_provinces(connection(path), state=state, levels=levels)
