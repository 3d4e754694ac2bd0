"""What is told of the people of one country."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from dashboard.cache.builds import Levels, cached, connection
from dashboard.findings.country import News, still_groups
from dashboard.queries import country, country_routes, rescue, rescue_groups
from dashboard.queries.cited import list_cited
from dashboard.state import ViewState
from etl.contract.vocab import KINDS

MOST = 500
"""Rows of one list at most, the newest."""
_LAYERS = ("rescue", "movement")
_SCREENINGS = ("screening", "border_screening")


@cached(max_entries=8)
def list_countries(path: str, levels: Levels, as_of: date) -> pd.DataFrame:
    """Nationalities that records tell."""
    return country.list_countries(connection(path), levels=levels, as_of=as_of)


@cached(max_entries=64)
def get_news(path: str, levels: Levels, nationality: str, since: date, as_of: date) -> News:
    """What is new since a day: numbers, people and the records themselves."""
    asked: dict[str, Any] = {"levels": levels, "nationality": nationality, "since": since}
    opened = connection(path)
    told = country.get_news(opened, **asked, as_of=as_of)
    new_ids = country.list_new_ids(opened, **asked, most=MOST)
    listed = list_cited(opened, state=_of(nationality), levels=levels, most=MOST, event_ids=new_ids)
    # The list is cut, the numbers above it are not.
    listed = listed.assign(of_records=int(told["records"]), of_publishers=int(told["publishers"]))
    return News(told, country.count_new_people(opened, **asked), listed)


@cached(max_entries=64)
def count_figures(path: str, levels: Levels, nationality: str, as_of: date) -> pd.DataFrame:
    """People by step."""
    return country.count_figures(connection(path), levels=levels, nationality=nationality, as_of=as_of)


@cached(max_entries=64)
def list_step_records(path: str, levels: Levels, nationality: str, step: str) -> pd.DataFrame:
    """Records behind a step's number; running totals aren't."""
    kinds = tuple(kind.name for kind in KINDS if kind.layer == "rescue" and kind.persons_kind == step)
    state = ViewState(nationalities=(nationality,), layers=("rescue",), kinds=kinds)
    return list_cited(connection(path), state=state, levels=levels, most=MOST, running_totals=False)


@cached(max_entries=64)
def list_still(path: str, levels: Levels, nationality: str, as_of: date) -> pd.DataFrame:
    """Groups that aren't reported sent home, with where their furthest step was."""
    state, opened = ViewState(nationalities=(nationality,)), connection(path)
    groups = rescue_groups.list_groups(opened, state=state, levels=levels, as_of=as_of, age="open", most=MOST)
    where = country.list_where(opened, levels=levels, nationality=nationality)
    return still_groups(groups, where)


@cached(max_entries=64)
def list_group_records(path: str, levels: Levels, nationality: str, group_ids: tuple[str, ...]) -> pd.DataFrame:
    """Records of some groups, those that tell no nationality among them."""
    state = ViewState(layers=("rescue",), nationalities=(nationality, "none"))
    return list_cited(
        connection(path), state=state, levels=levels, most=MOST, group_ids=group_ids, running_totals=False
    )


@cached(max_entries=64)
def list_claimed(path: str, levels: Levels, nationality: str) -> pd.DataFrame:
    """Running totals, newest first, each as it was claimed."""
    state, opened = ViewState(nationalities=(nationality,)), connection(path)
    claimed = tuple(rescue.list_claimed(opened, state=state, levels=levels, most=MOST)["event_id"])
    return list_cited(opened, state=_of(nationality), levels=levels, most=MOST, event_ids=claimed)


@cached(max_entries=64)
def list_screenings(path: str, levels: Levels, nationality: str) -> pd.DataFrame:
    """Records of screening, at a border and after it, newest first."""
    state = ViewState(nationalities=(nationality,), layers=_LAYERS, kinds=_SCREENINGS)
    return list_cited(connection(path), state=state, levels=levels, most=MOST)


@cached(max_entries=64)
def list_stops(path: str, levels: Levels, nationality: str) -> pd.DataFrame:
    """The stops of each reported route."""
    return country_routes.list_stops(connection(path), levels=levels, nationality=nationality, most=MOST)


@cached(max_entries=64)
def list_sources(path: str, levels: Levels, nationality: str, as_of: date) -> pd.DataFrame:
    """Publishers, most records first."""
    return country.list_sources(connection(path), levels=levels, nationality=nationality, as_of=as_of)


@cached(max_entries=64)
def list_publisher_records(path: str, levels: Levels, nationality: str, publishers: tuple[str, ...]) -> pd.DataFrame:
    """Everything that some publishers told of a nationality."""
    state = replace(_of(nationality), publishers=publishers)
    return list_cited(connection(path), state=state, levels=levels, most=MOST)


@cached(max_entries=64)
def count_mixed(path: str, levels: Levels, nationality: str, since: date) -> dict[str, int]:
    """Records that tell no nationality."""
    return country.count_mixed(connection(path), levels=levels, nationality=nationality, since=since)


def _of(nationality: str) -> ViewState:
    """Everything that is told of a nationality."""
    return ViewState(nationalities=(nationality,), layers=_LAYERS)
