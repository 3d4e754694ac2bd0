"""A plain recount from the bundled files: every record as a person reads it, and the views that queries are asked."""

import calendar
import csv
from dataclasses import dataclass
from datetime import date
from itertools import product

import h3.api.basic_int as h3
import pytest

from dashboard.access.levels import levels_up_to
from dashboard.state import CELL_RESOLUTIONS, EVIDENCE, ViewState
from etl.contract.vocab import KINDS, LAYERS
from etl.pipeline import BUNDLED

CLEAR = levels_up_to("CLEAR")

MOST = 2_000

HANDOVER = "g-202502-bgf-list-7141"
"""Told in 28 rows, one a nationality."""

FINEST = {"site": 9, "town": 7, "district": 6}

PERIODS = (
    (None, None),
    (date(2025, 1, 1), None),
    (None, date(2024, 12, 31)),
    (None, date(2025, 2, 14)),
    (date(2025, 2, 14), None),
    (date(2025, 2, 10), date(2025, 2, 20)),
    (date(2025, 1, 1), date(2025, 12, 31)),
)


@dataclass(frozen=True)
class Row:
    """A record as a person reads it from its file."""

    event_id: str
    group_id: str
    layer: str
    kind: str
    first: date | None
    last: date | None
    point: tuple[float, float] | None
    precision: str | None
    compound_id: str | None
    is_running_total: bool

    @property
    def is_activity(self) -> bool:
        return any(kind.is_activity for kind in KINDS if (kind.layer, kind.name) == (self.layer, self.kind))

    def cell(self, resolution: int) -> int | None:
        """The cell that counts the record, if one does."""
        if self.is_running_total or self.first is None or self.point is None:
            return None
        if FINEST.get(str(self.precision), -1) < resolution:
            return None
        return h3.latlng_to_cell(self.point[1], self.point[0], resolution)


def read_file(name: str) -> list[dict[str, str]]:
    with (BUNDLED / name).open(encoding="utf-8", newline="") as file:
        return [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(file)]


def _span(first: str, last: str = "") -> tuple[date | None, date | None]:
    """First and last day of what is known."""
    if not first:
        return None, None
    start, end = (text.split("-") for text in (first, last or first))
    year, month = int(end[0]), int(end[1]) if len(end) > 1 else 12
    day = int(end[2]) if len(end) > 2 else calendar.monthrange(year, month)[1]
    return date(int(start[0]), *(int(part) for part in [*start[1:], "1", "1"][:2])), date(year, month, day)


def _point(row: dict[str, str]) -> tuple[tuple[float, float] | None, str | None]:
    if not row.get("lat"):
        return None, None
    return (float(row["lon"]), float(row["lat"])), row["location_precision"]


def read_rows() -> list[Row]:
    """Every record of the bundled files, placed by what it refers to."""
    places = {row["place_id"]: _point(row) for row in read_file("places.csv")}
    walls = {}
    for row in read_file("compounds.csv"):
        own = _point(row)
        walls[row["compound_id"]] = own if own[0] else places.get(row["nearest_place_id"], (None, None))
    found = []

    def add(
        layer: str,
        row: dict[str, str],
        *,
        key: str,
        chain: tuple[str, ...],
        kind: str = "",
        compound: str | None = None,
    ) -> None:
        reference = next((name for name in chain if row[name]), None)
        known = walls if reference == "compound_id" else places
        lent = known[row[reference]] if reference else (None, None)
        point, precision = _point(row) if row.get("lat") else lent
        first, last = _span(row["date"], row.get("end_date", ""))
        group = row.get("group_id") or row[key]
        found.append(
            Row(
                event_id=row[key],
                group_id=group,
                layer=layer,
                kind=kind or row["kind"],
                first=first,
                last=last,
                point=point,
                precision=precision,
                compound_id=row.get("compound_id") if compound is None else compound,
                is_running_total=group.startswith("cum-"),
            )
        )

    for row in read_file("incidents.csv"):
        add("incident", row, key="incident_id", chain=("compound_id", "place_id"))
    for row in read_file("rescues.csv"):
        add("rescue", row, key="rescue_id", chain=("compound_id", "from_place_id", "crossing_place_id"))
    for row in read_file("infrastructure.csv"):
        add("infrastructure", row, key="infra_id", chain=("compound_id", "place_id"))
    for row in read_file("travel_risk.csv"):
        add("movement", row, key="risk_id", chain=("to_place_id", "from_place_id"))
    for row in read_file("displacement.csv"):
        side = "to" if row["to_place_id"] else "from"
        compound = row[f"{side}_compound_id"]
        chain = ("to_place_id", "from_place_id")
        add("displacement", row, key="displacement_id", chain=chain, kind="relocation", compound=compound)
    return found


def fits(row: Row, state: ViewState) -> bool:
    return (
        (not state.layers or row.layer in state.layers)
        and (not state.kinds or row.kind in state.kinds)
        and (state.evidence == "all" or row.is_activity == (state.evidence == "activity"))
    )


def in_period(row: Row, state: ViewState) -> bool:
    if not state.has_period:
        return True
    if row.first is None or row.last is None:
        return False
    return (state.date_from or row.first) <= row.first and row.last <= (state.date_to or row.last)


def matching(rows: list[Row], state: ViewState) -> list[Row]:
    return [row for row in rows if fits(row, state) and in_period(row, state)]


def views() -> list[ViewState]:
    """Views of every filter alone, and some of all together."""
    views = [ViewState(layers=(layer,)) for layer in LAYERS]
    views += [ViewState(kinds=(kind.name,)) for kind in KINDS]
    views += [ViewState(evidence=evidence, date_from=a, date_to=b) for evidence in EVIDENCE for a, b in PERIODS]
    views += [ViewState(resolution=resolution) for resolution in CELL_RESOLUTIONS]
    views += [
        ViewState(
            layers=("rescue", "incident"),
            kinds=("rescue", "raid", "handover"),
            evidence=evidence,
            resolution=resolution,
            date_from=date(2025, 1, 1),
        )
        for evidence, resolution in product(EVIDENCE, CELL_RESOLUTIONS)
    ]
    views.append(ViewState(date_from=date(2025, 2, 1), date_to=date(2025, 1, 1)))
    views.append(ViewState(kinds=("raid",), layers=("movement",)))
    return list(dict.fromkeys(views))


def _name(state: ViewState) -> str:
    parts = [*state.layers, *state.kinds, state.evidence, state.date_from, state.date_to, state.resolution]
    return " ".join(str(part) for part in parts if part is not None)


VIEWS = pytest.mark.parametrize("state", views(), ids=_name)
