"""Supplies: their state on a day, their timeline, whom they serve, and what activity did when they were cut."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.cache.builds import Levels, cached, connection
from dashboard.findings.infrastructure import Standing, standing
from dashboard.findings.infrastructure_effect import CutEffect, cut_effect
from dashboard.findings.infrastructure_lanes import MOST_MARKS
from dashboard.findings.infrastructure_served import Served, served
from dashboard.findings.sector_months import SectorMonths, sector_months
from dashboard.queries import displacement, infrastructure, infrastructure_served, months, near_counts
from dashboard.state import ViewState

MOST_REPORTS = 2_000
"""Reports of one point at most."""
MOST_NEAR = 500
"""Compounds and places of one sector at most."""
MOST_COUNTED = 500
"""Records behind an effect, or left out, that are listed at most: the newest."""


@cached(max_entries=64)
def get_standing(path: str, state: ViewState, levels: Levels, at: date) -> Standing:
    """The state of each supply on a day."""
    return standing(infrastructure.list_supplies(connection(path), state=state, levels=levels, at=at), at=at)


@cached(max_entries=16)
def list_points(path: str, state: ViewState, levels: Levels) -> pd.DataFrame:
    """Every point of which a supply was ever reported on, by its id."""
    points = infrastructure.list_points(connection(path), state=state, levels=levels)
    return points.set_index("point_id", drop=False)


@cached(max_entries=16)
def list_marks(path: str, state: ViewState, levels: Levels) -> pd.DataFrame:
    """What was reported of each supply on each date."""
    return infrastructure.list_marks(connection(path), state=state, levels=levels, most=MOST_MARKS)


@cached(max_entries=64)
def count_reports(path: str, state: ViewState, levels: Levels) -> int:
    """Reports that name the point of a supply."""
    return infrastructure.count_reports(connection(path), state=state, levels=levels)


@cached(max_entries=64)
def count_left_out(path: str, state: ViewState, levels: Levels) -> dict[str, int]:
    """Reason -> how many records a timeline can't show."""
    rows = infrastructure.count_left_out(connection(path), state=state, levels=levels).to_dict("records")
    return {str(row["reason"]): int(row["records"]) for row in rows}


@cached(max_entries=32)
def list_reports(path: str, state: ViewState, levels: Levels, point_id: str) -> pd.DataFrame:
    """What was reported of the supplies of one point."""
    return infrastructure.list_reports(
        connection(path), state=state, levels=levels, point_id=point_id, most=MOST_REPORTS
    )


def get_served(path: str, levels: Levels, reports: pd.DataFrame, point: Mapping[Any, Any]) -> Served:
    """What hangs on the supplies of a point, by its reports."""
    sector_id = None if pd.isna(point["sector_id"]) else str(point["sector_id"])
    compound_ids = tuple(sorted(reports["compound_id"].dropna().unique()))
    compounds, places = _list_near(path, levels, str(point["point_id"]), sector_id, compound_ids)
    return served(reports, compounds, places, point)


@cached(max_entries=32)
def _list_near(
    path: str, levels: Levels, point_id: str, sector_id: str | None, compound_ids: tuple[str, ...]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Compounds and places that a point's records may tell of."""
    build = connection(path)
    compounds = infrastructure_served.list_compounds_of_sector(
        build, levels=levels, point_id=point_id, sector_id=sector_id, compound_ids=compound_ids, most=MOST_NEAR
    )
    places = infrastructure_served.list_places_of_sector(
        build, levels=levels, point_id=point_id, sector_id=sector_id, most=MOST_NEAR
    )
    return compounds, places


def get_near_left_out(
    path: str, levels: Levels, reports: pd.DataFrame, point: Mapping[Any, Any]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """How many compounds and how many places were looked through, each of how many; None where it was all of them."""
    sector_id = None if pd.isna(point["sector_id"]) else str(point["sector_id"])
    compound_ids = tuple(sorted(reports["compound_id"].dropna().unique()))
    compounds, places = _count_near(path, levels, str(point["point_id"]), sector_id, compound_ids)
    if max(compounds, places) <= MOST_NEAR:
        return None
    return (min(compounds, MOST_NEAR), compounds), (min(places, MOST_NEAR), places)


@cached(max_entries=32)
def _count_near(
    path: str, levels: Levels, point_id: str, sector_id: str | None, compound_ids: tuple[str, ...]
) -> tuple[int, int]:
    """Compounds and places that a point's records may tell of, all of them."""
    return near_counts.count_near(
        connection(path), levels=levels, point_id=point_id, sector_id=sector_id, compound_ids=compound_ids
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _activity(path: str, levels: Levels, as_of: date | None) -> SectorMonths:
    """Activity by sector and month."""
    build = connection(path)
    sector_ids = months.list_sector_anchors(build)["sector_id"].tolist()
    return sector_months(months.list_sector_months(build, levels=levels), sector_ids, as_of=as_of)


@cached(max_entries=64)
def get_effect(
    path: str, levels: Levels, as_of: date | None, cut_id: str, treated: tuple[str, ...], day: date, precision: str
) -> CutEffect:
    """What activity of some sectors did at a cut."""
    return cut_effect(_activity(path, levels, as_of), subject=cut_id, treated=treated, day=day, precision=precision)


@cached(max_entries=64)
def list_counted(path: str, levels: Levels, treated: tuple[str, ...]) -> pd.DataFrame:
    """Newest records of activity of some sectors, with their sources."""
    return displacement.list_of_sectors(
        connection(path), levels=levels, sector_ids=treated, first=date.min, after=date.max, most=MOST_COUNTED
    )


@cached(max_entries=64)
def list_left_out(path: str, state: ViewState, levels: Levels, reason: str) -> pd.DataFrame:
    """Newest records that a timeline can't show for one reason, with their sources."""
    return infrastructure.list_left_out(connection(path), state=state, levels=levels, reason=reason, most=MOST_COUNTED)
