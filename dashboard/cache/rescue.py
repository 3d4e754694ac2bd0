"""People by step, and how far each group has got."""

from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard.cache.builds import Levels, cached, connection
from dashboard.queries import rescue, rescue_groups, rescue_records
from dashboard.queries.cited import list_cited
from dashboard.queries.victims import list_victim_records as list_victims
from dashboard.state import ViewState

MOST_GROUPS = 500
"""Groups, running totals and records of one list at most, the newest."""


@cached(max_entries=32)
def count_steps(path: str, state: ViewState, levels: Levels) -> pd.DataFrame:
    """People and events of each step."""
    return rescue.count_steps(connection(path), state=state, levels=levels)


@cached(max_entries=64)
def count_each(path: str, state: ViewState, levels: Levels, step: str) -> dict[str, pd.DataFrame]:
    """People of one step by nationality, by month and by place."""
    return rescue.count_each(connection(path), state=state, levels=levels, step=step)


@cached(max_entries=32)
def list_claimed(path: str, state: ViewState, levels: Levels) -> pd.DataFrame:
    """Running totals, newest first."""
    return rescue.list_claimed(connection(path), state=state, levels=levels, most=MOST_GROUPS)


@cached(max_entries=32)
def list_groups(path: str, state: ViewState, levels: Levels, as_of: date, age: str) -> pd.DataFrame:
    """Groups by their furthest step."""
    build = connection(path)
    return rescue_groups.list_groups(build, state=state, levels=levels, as_of=as_of, age=age, most=MOST_GROUPS)


@cached(max_entries=32)
def count_ages(path: str, state: ViewState, levels: Levels, as_of: date) -> pd.DataFrame:
    """Groups by the age of their last report."""
    return rescue_groups.count_ages(connection(path), state=state, levels=levels, as_of=as_of)


@cached(max_entries=64)
def list_group_records(path: str, state: ViewState, levels: Levels, group_ids: tuple[str, ...]) -> pd.DataFrame:
    """Records of some groups of rescue, or the newest of all."""
    of_rescues = replace(state, layers=("rescue",))
    return list_cited(connection(path), state=of_rescues, levels=levels, most=MOST_GROUPS, group_ids=group_ids)


@cached(max_entries=64)
def list_people_records(
    path: str,
    state: ViewState,
    levels: Levels,
    step: str,
    nationality: tuple[str, ...] = (),
    month: tuple[str, ...] = (),
    place: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Records that count people of a step, of some nationalities, months and places."""
    keys = {"nationality": nationality, "month": month, "place": place}
    build = connection(path)
    return rescue_records.list_people_records(build, state=state, levels=levels, most=MOST_GROUPS, step=step, **keys)


@cached(max_entries=32)
def list_aged_records(path: str, state: ViewState, levels: Levels, as_of: date, ages: tuple[str, ...]) -> pd.DataFrame:
    """Records of groups not reported sent home, by the age of their last report."""
    build = connection(path)
    return rescue_records.list_aged_records(build, state=state, levels=levels, most=MOST_GROUPS, as_of=as_of, ages=ages)


@cached(max_entries=32)
def list_claim_records(path: str, state: ViewState, levels: Levels, event_ids: tuple[str, ...]) -> pd.DataFrame:
    """Records of some running totals."""
    of_rescues = replace(state, layers=("rescue",))
    return list_cited(connection(path), state=of_rescues, levels=levels, most=MOST_GROUPS, event_ids=event_ids)


@cached(max_entries=32)
def list_victim_records(path: str, state: ViewState, levels: Levels, step: str) -> pd.DataFrame:
    """Records of a step that tell of identified victims."""
    return list_victims(connection(path), state=state, levels=levels, step=step, most=MOST_GROUPS)
