"""The board of pillars: numbers, sectors and newest records."""

import pandas as pd

from dashboard.cache.builds import Levels, cached, connection
from dashboard.findings.pillars import Pillar, Window, pillars
from dashboard.queries import pillars as queries
from dashboard.queries.months import list_sector_anchors
from dashboard.queries.pillar_silence import get_last
from dashboard.state import NONE, ViewState

MOST_CITED = 500
"""Records of one list at most, the newest."""


@cached(max_entries=32)
def get_pillars(path: str, state: ViewState, levels: Levels, window: Window) -> tuple[Pillar, ...]:
    """The five pillars, and the records of none, in a period."""
    build, days = connection(path), {"before": window.before, "first": window.first, "last": window.last}
    counted = queries.count_pillars(build, state=state, levels=levels, **days)
    reached = queries.list_pillar_sectors(build, state=state, levels=levels, **days)
    return pillars(counted, reached, list_sector_anchors(build)["sector_id"].tolist(), window)


@cached(max_entries=64)
def list_pillar_records(
    path: str, state: ViewState, levels: Levels, pillar: str, when: str, window: Window, most: int
) -> pd.DataFrame:
    """Newest records behind a number of a pillar."""
    days = {"before": window.before, "first": window.first, "last": window.last}
    build = connection(path)
    return queries.list_pillar_records(build, state=state, levels=levels, pillar=pillar, when=when, most=most, **days)


@cached(max_entries=32)
def list_newest(path: str, state: ViewState, levels: Levels, window: Window, each: int) -> dict[str, pd.DataFrame]:
    """Pillar, or none, -> its newest records in the period."""
    found = queries.list_newest(
        connection(path), state=state, levels=levels, first=window.first, last=window.last, each=each
    )
    return {str(pillar): rows for pillar, rows in found.groupby(found["pillar"].fillna(NONE), sort=False)}


@cached(max_entries=256)
def get_last_record(
    path: str, state: ViewState, levels: Levels, window: Window, pillar: str, sector_id: str | None
) -> pd.DataFrame:
    """The newest record of a pillar, of a sector or of all, that isn't after the period."""
    build = connection(path)
    return get_last(build, state=state, levels=levels, last=window.last, pillar=pillar, sector_id=sector_id)
