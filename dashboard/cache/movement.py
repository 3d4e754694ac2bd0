"""Ways of one kind of movement, what they lead over, who took them, and the flows that are inferred."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.cache import displacement
from dashboard.cache.builds import Levels, connection
from dashboard.findings.displacement import MONTHS, Destinations
from dashboard.findings.movement import FLOWS, flow_view, stops_by_id
from dashboard.findings.two_periods import Days
from dashboard.queries import movement
from dashboard.queries.cited import list_cited
from dashboard.state import ViewState
from etl.interventions import Intervention

MOST_CITED = 500
"""Records of one list at most, the newest."""


@st.cache_data(max_entries=8, show_spinner=False)
def get_stops(path: str, levels: Levels) -> dict[str, dict[str, Any]]:
    """Places, compounds and provinces by their ids as stops."""
    return stops_by_id(movement.list_stops(connection(path), levels=levels))


@st.cache_data(max_entries=64, show_spinner=False)
def list_ways(path: str, state: ViewState, levels: Levels, flow: str) -> pd.DataFrame:
    """Ways of one kind of movement."""
    view = flow_view(state, flow)
    return movement.list_ways(connection(path), state=view, levels=levels, kinds=FLOWS[flow].kinds)


@st.cache_data(max_entries=64, show_spinner=False)
def get_totals(path: str, state: ViewState, levels: Levels, flow: str) -> dict[str, Any]:
    """Events, records and people over all ways, and the running totals left out."""
    view = flow_view(state, flow)
    found = movement.get_totals(connection(path), state=view, levels=levels, kinds=FLOWS[flow].kinds)
    return {str(name): value for name, value in found.iloc[0].to_dict().items()}


@st.cache_data(max_entries=64, show_spinner=False)
def list_crossings(path: str, state: ViewState, levels: Levels, flow: str) -> pd.DataFrame:
    """Places on the way."""
    view = flow_view(state, flow)
    return movement.list_crossings(connection(path), state=view, levels=levels, kinds=FLOWS[flow].kinds)


def list_compared(
    path: str, state: ViewState, levels: Levels, flow: str, periods: tuple[Days, Days] | None
) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Places on the way in each of two periods."""
    if periods is None:
        return None
    first, second = (
        list_crossings(path, replace(state, date_from=days[0], date_to=days[1]), levels, flow) for days in periods
    )
    return first, second


@st.cache_data(max_entries=64, show_spinner=False)
def list_nationalities(path: str, state: ViewState, levels: Levels, flow: str) -> pd.DataFrame:
    """One kind of movement by nationality."""
    view = flow_view(state, flow)
    return movement.list_nationalities(connection(path), state=view, levels=levels, kinds=FLOWS[flow].kinds)


@st.cache_data(max_entries=128, show_spinner=False)
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


@st.cache_data(max_entries=16, show_spinner=False)
def infer(
    path: str, levels: Levels, as_of: date, interventions: tuple[Intervention, ...]
) -> tuple[tuple[Intervention, Destinations], ...]:
    """Where activity may have gone round each listed intervention."""
    return tuple((one, displacement.weigh(path, levels, as_of, one, MONTHS).went) for one in interventions)
