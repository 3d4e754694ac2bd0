"""Events by month of a view."""

from dataclasses import replace

import pandas as pd

from dashboard.cache.builds import Levels, cached, connection
from dashboard.queries import timeline
from dashboard.state import ViewState


def count_months(path: str, state: ViewState, levels: Levels) -> pd.DataFrame:
    """Events by month and layer, whatever the period; see `queries.timeline`."""
    return _count_months(path, _without_period(state), levels)


def count_without_month(path: str, state: ViewState, levels: Levels) -> dict[str, int]:
    """Records that no month can hold."""
    return _count_without_month(path, _without_period(state), levels)


def _without_period(state: ViewState) -> ViewState:
    """What the timeline depends on: another period, language or cell size gives the same months."""
    return replace(state, date_from=None, date_to=None, language="en", resolution=5, measure="events")


@cached(max_entries=128)
def _count_months(path: str, state: ViewState, levels: Levels) -> pd.DataFrame:
    return timeline.count_months(connection(path), state=state, levels=levels)


@cached(max_entries=128)
def _count_without_month(path: str, state: ViewState, levels: Levels) -> dict[str, int]:
    return timeline.count_without_month(connection(path), state=state, levels=levels)
