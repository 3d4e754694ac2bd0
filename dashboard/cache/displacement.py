"""What Displacement shows: the chronogram, shares, verdicts, claims, and the records behind each."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.cache.builds import Levels, cached, connection
from dashboard.findings.displacement import Destinations, destinations, displacement_finding, effect_finding
from dashboard.findings.displacement_choice import Counted, counted
from dashboard.findings.displacement_chronogram import BorderPicture, border_picture, caption
from dashboard.findings.finding import Finding
from dashboard.findings.sector_months import SectorMonths, sector_months
from dashboard.findings.shifts import shift_findings
from dashboard.findings.statements import claim_finding, commitment_finding
from dashboard.findings.wall_chronogram import BIN_KM
from dashboard.findings.wall_flows import PeriodFlows, period_flows
from dashboard.queries import displacement, months, wall_border
from dashboard.queries.cited import list_cited
from dashboard.state import Language, ViewState
from etl.claims import MEASURES, Claim, Commitment, read_claims, read_commitments
from etl.interventions import OWN_INTERVENTIONS, Intervention, read_interventions

MOST_CITED = 500
"""Records of one list at most, the newest."""
_UNLISTED = pd.DataFrame({"event_id": [], "sector_id": [], "month": pd.to_datetime([])})
"""Verdicts count in the build; which records those are is asked for where it is shown, and only the newest."""


@dataclass(frozen=True)
class Weighed:
    """Did it move, did it jump, where to, and what was counted."""

    moved: Finding
    jumped: Finding
    went: Destinations
    counted: Counted


def list_interventions(home: Path) -> tuple[Intervention, ...]:
    """The listed interventions and the planner's own, read again when that file changes."""
    own = home / OWN_INTERVENTIONS
    return _list_interventions(str(home), own.stat().st_mtime_ns if own.is_file() else 0)


@cached(max_entries=4)
def _list_interventions(home: str, changed: int) -> tuple[Intervention, ...]:  # noqa: ARG001 - part of the key
    return read_interventions(Path(home))


@cached(max_entries=4)
def get_anchors(path: str) -> pd.DataFrame:
    """Every sector with the point that stands for it."""
    return months.list_sector_anchors(connection(path))


@st.cache_resource(max_entries=32, show_spinner=False)
def _table(path: str, levels: Levels, as_of: date | None, measure: str) -> SectorMonths:
    frame = months.list_sector_months(connection(path), levels=levels, measure=measure)
    return sector_months(frame, get_anchors(path)["sector_id"].tolist(), as_of=as_of)


def get_months(path: str, levels: Levels, as_of: date | None) -> tuple[date, date] | None:
    """First day of the first and the last month of activity; None where there is none."""
    found = _table(path, levels, as_of, "activity").months
    return (found[0].astype("datetime64[D]").item(), found[-1].astype("datetime64[D]").item()) if found.size else None


@cached(max_entries=8)
def _border(path: str, levels: Levels, neighbour: str) -> pd.DataFrame:
    return months.list_border_months(connection(path), levels=levels, neighbour=neighbour)


@st.cache_resource(max_entries=16, show_spinner=False)
def get_picture(
    path: str, levels: Levels, as_of: date, neighbour: str, interventions: tuple[Intervention, ...]
) -> BorderPicture:
    """The chronogram of the border with one neighbour."""
    build = connection(path)
    lengths = months.list_border_lengths(build).set_index("border_country")["length_km"]
    stretches = wall_border.list_stretches(build)
    return border_picture(
        _border(path, levels, neighbour),
        stretches[stretches["border_country"] == neighbour],
        wall_border.list_moves(build, levels=levels, as_of=as_of, neighbour=neighbour),
        interventions,
        length_km=float(lengths.get(neighbour, BIN_KM)),
        as_of=as_of,
    )


@cached(max_entries=32)
def get_caption(
    path: str,
    levels: Levels,
    as_of: date,
    neighbour: str,
    interventions: tuple[Intervention, ...],
    language: Language,
    months: int,
) -> list[str]:
    """What the chronogram shows, in sentences."""
    picture = get_picture(path, levels, as_of, neighbour, interventions)
    frame = _border(path, levels, neighbour)
    return caption(picture, frame, neighbour=neighbour, as_of=as_of, months=months, language=language)


@cached(max_entries=16)
def get_shifts(path: str, levels: Levels, as_of: date | None, months: int) -> tuple[Finding, ...]:
    """Sectors by the change of their share in so many months."""
    return shift_findings(_table(path, levels, as_of, "activity"), _UNLISTED, months=months)


@cached(max_entries=128)
def weigh(path: str, levels: Levels, as_of: date | None, intervention: Intervention, months: int) -> Weighed:
    """The verdicts on an intervention, with so many months on each side at most; a jump takes all months."""
    table = _table(path, levels, as_of, "activity")
    return Weighed(
        moved=displacement_finding(table, _UNLISTED, intervention, months=months),
        jumped=effect_finding(table, _UNLISTED, intervention),
        went=destinations(table, get_anchors(path), intervention, months=months),
        counted=counted(table, intervention, months=months),
    )


@cached(max_entries=16)
def weigh_claims(path: str, levels: Levels, as_of: date | None) -> tuple[tuple[Claim, Finding], ...]:
    """Every listed claim with what the records say of it."""
    table = _table(path, levels, as_of, "activity")
    return tuple((claim, claim_finding(table, _UNLISTED, claim)) for claim in read_claims())


@cached(max_entries=16)
def weigh_commitments(path: str, levels: Levels, as_of: date) -> tuple[tuple[Commitment, Finding], ...]:
    """Every listed promise with what the records say of it."""
    tables = {measure: _table(path, levels, as_of, measure) for measure in MEASURES}
    return tuple(
        (promise, commitment_finding(tables, _UNLISTED, promise, as_of=as_of)) for promise in read_commitments()
    )


@cached(max_entries=16)
def get_flows(path: str, levels: Levels, first: date, last: date) -> PeriodFlows:
    """Reported moves of operations in a period, for arcs."""
    flows = months.list_flow_months(
        connection(path), levels=levels, layers=("displacement",), date_from=first, date_to=last
    )
    return period_flows(flows, date_from=first, date_to=last)


@cached(max_entries=32)
def list_moves(path: str, levels: Levels, group_ids: tuple[str, ...]) -> pd.DataFrame:
    """Newest records of some reported moves, with their sources; of none where there is no move."""
    of_moves, event_ids = ViewState(layers=("displacement",)), None if group_ids else ()
    return list_cited(
        connection(path), state=of_moves, levels=levels, most=MOST_CITED, group_ids=group_ids, event_ids=event_ids
    )


@cached(max_entries=128)
def list_of_sectors(path: str, levels: Levels, sector_ids: tuple[str, ...], first: date, after: date) -> pd.DataFrame:
    """Newest records of activity of some sectors and months, with their sources."""
    return displacement.list_of_sectors(
        connection(path), levels=levels, sector_ids=sector_ids, first=first, after=after, most=MOST_CITED
    )


def list_counted(path: str, levels: Levels, sector_ids: tuple[str, ...], first: date, last: date) -> pd.DataFrame:
    """Newest records of activity of some sectors, from a month to a month, each told by its first day."""
    return list_of_sectors(path, levels, sector_ids, first, _month_after(last))


def list_shared(path: str, levels: Levels, last: date, months: int, sector_id: str) -> pd.DataFrame:
    """Newest records that a sector's shares count, now and before, where a month is the last whole one."""
    after = _month_after(last)
    first = (pd.Timestamp(after) - pd.DateOffset(months=2 * months)).date()
    return list_of_sectors(path, levels, (sector_id,), first, after)


def _month_after(month: date) -> date:
    day: date = (pd.Timestamp(month) + pd.DateOffset(months=1)).date()
    return day


@cached(max_entries=64)
def list_of_square(
    path: str, levels: Levels, neighbour: str, length_km: float, square: tuple[float, float], days: tuple[date, date]
) -> pd.DataFrame:
    """Newest records of a square of a chronogram, with their sources."""
    return displacement.list_of_square(
        connection(path),
        levels=levels,
        neighbour=neighbour,
        from_km=square[0],
        to_km=square[1],
        length_km=length_km,
        first=days[0],
        after=days[1],
        most=MOST_CITED,
    )


@cached(max_entries=128)
def list_by_id(path: str, levels: Levels, event_ids: tuple[str, ...]) -> pd.DataFrame:
    """Records by their ids, with their sources."""
    return list_cited(connection(path), state=ViewState(), levels=levels, most=MOST_CITED, event_ids=event_ids)
