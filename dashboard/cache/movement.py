"""Ways of one kind of movement, what they lead over, who took them, and the flows that are inferred."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from dashboard.cache import displacement
from dashboard.cache.builds import Levels, cached, connection
from dashboard.findings.displacement import MONTHS, Destinations
from dashboard.findings.movement import FLOWS, flow_view, stops_by_id
from dashboard.findings.two_periods import Days
from dashboard.queries import movement
from dashboard.queries.cited import list_cited
from dashboard.state import ViewState
from etl.interventions import Intervention

MOST_CITED = 500
"""Records of one list at most, the newest."""


@cached(max_entries=8)
def get_stops(path: str, levels: Levels) -> dict[str, dict[str, Any]]:
    """Places, compounds and provinces by their ids as stops."""
    return stops_by_id(movement.list_stops(connection(path), levels=levels))


@cached(max_entries=64)
def list_parts(path: str, state: ViewState, levels: Levels, flow: str) -> dict[str, pd.DataFrame]:
    """Ways of one kind of movement, counted by each part of them."""
    view = flow_view(state, flow)
    return movement.list_parts(connection(path), state=view, levels=levels, kinds=FLOWS[flow].kinds)


def count_records(path: str, state: ViewState, levels: Levels, flow: str) -> int:
    """Records that are on some way."""
    return int(list_parts(path, state, levels, flow)["ways"]["records"].sum())


@cached(max_entries=64)
def list_crossings(path: str, state: ViewState, levels: Levels, flow: str) -> pd.DataFrame:
    """Places on the way."""
    view, kinds = flow_view(state, flow), FLOWS[flow].kinds
    found = movement.list_parts(connection(path), state=view, levels=levels, kinds=kinds, parts=("crossings",))
    return found["crossings"]


def list_compared(
    path: str, state: ViewState, levels: Levels, flow: str, periods: tuple[Days, Days] | None
) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Places on the way in each of two periods; those of the view's own period are counted with its ways already."""
    if periods is None:
        return None
    views = (replace(state, date_from=days[0], date_to=days[1]) for days in periods)
    first, second = (
        list_parts(path, view, levels, flow)["crossings"] if view == state else list_crossings(path, view, levels, flow)
        for view in views
    )
    return first, second


@cached(max_entries=128)
def list_way_records(path: str, state: ViewState, levels: Levels, flow: str, way_ids: tuple[str, ...]) -> pd.DataFrame:
    """Newest records on some ways, with their sources."""
    view = flow_view(state, flow)
    ids = movement.list_events(connection(path), state=view, levels=levels, kinds=FLOWS[flow].kinds, way_ids=way_ids)
    return list_cited(connection(path), state=view, levels=levels, most=MOST_CITED, event_ids=ids)


def list_nationality_records(
    path: str, state: ViewState, levels: Levels, flow: str, nationalities: tuple[str, ...]
) -> pd.DataFrame:
    """Newest records of some nationalities, `none` for those that tell none."""
    return list_way_records(path, replace(state, nationalities=nationalities), levels, flow, ())


@cached(max_entries=16)
def infer(
    path: str, levels: Levels, as_of: date, interventions: tuple[Intervention, ...]
) -> tuple[tuple[Intervention, Destinations], ...]:
    """Where activity may have gone round each listed intervention."""
    return tuple((one, displacement.weigh(path, levels, as_of, one, MONTHS).went) for one in interventions)
