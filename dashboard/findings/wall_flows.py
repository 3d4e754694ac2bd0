"""Reported flows of a period, summed between places, for arcs."""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from geo.flows import reported_flows

_COARSEST = 6
"""H3 resolution that a place must bear: no arc ends in the middle of a province or a country."""
COLUMNS = [
    "arc_id",
    "origin_place_id",
    "destination_place_id",
    "family",
    "origin_longitude",
    "origin_latitude",
    "destination_longitude",
    "destination_latitude",
    "events",
    "group_ids",
]


@dataclass(frozen=True)
class PeriodFlows:
    """
    Flows to draw, and what can't be.

    Attributes
    ----------
    arcs
        arc_id (its family and points: the same in every build), origin_place_id, destination_place_id (of several on
        one point the first told), family (`moves` of operations, `people` on the way), the ends' coordinates, events
        (distinct ones of the kind that has most of them, as one person may take several steps on one way), group_ids
        (of all its events, in order).
    shown_ids, left_out_ids
        Ids of distinct events with an arc, and of those without: an end is not known to the district or better, or
        both are one.
    """

    arcs: pd.DataFrame
    shown_ids: tuple[str, ...]
    left_out_ids: tuple[str, ...]

    @property
    def shown(self) -> int:
        """Distinct events with an arc."""
        return len(self.shown_ids)

    @property
    def left_out(self) -> int:
        """Distinct events without one."""
        return len(self.left_out_ids)


def period_flows(flows: pd.DataFrame, *, date_from: date, date_to: date) -> PeriodFlows:
    """
    Flows between places that are known to the district or better.

    Parameters
    ----------
    flows
        Rows of `queries.months.list_flow_months`.
    date_from, date_to
        A flow is told of in a month: those whose month begins in the period.

    Returns
    -------
    PeriodFlows
    """
    month = pd.to_datetime(flows["month"])
    told = flows[(month >= pd.Timestamp(date_from)) & (month <= pd.Timestamp(date_to))]
    fine = told[(told["origin_finest_resolution"] >= _COARSEST) & (told["destination_finest_resolution"] >= _COARSEST)]
    points = _points(fine)
    arcs: dict[_Arc, _Told] = {}
    for (layer, _), part in fine.groupby(["layer", "kind"], sort=True):
        summed = reported_flows(
            part["origin_place_id"].tolist(), part["destination_place_id"].tolist(), part["group_id"].tolist()
        )
        for flow in summed.flows:
            ends = (*points[flow.origin], *points[flow.destination])
            if ends[:2] != ends[2:]:
                arc = ("moves" if layer == "displacement" else "people", *ends)
                told_of = arcs.setdefault(arc, _Told(flow.origin, flow.destination))
                told_of.events = max(told_of.events, flow.events)
                told_of.group_ids.update(flow.group_ids)
    drawn = {group_id for told_of in arcs.values() for group_id in told_of.group_ids}
    return PeriodFlows(
        arcs=pd.DataFrame([_row(arc, told_of) for arc, told_of in arcs.items()], columns=COLUMNS),
        shown_ids=tuple(sorted(drawn)),
        left_out_ids=tuple(sorted(set(told["group_id"]) - drawn)),
    )


_Arc = tuple[str, float, float, float, float]
"""Family, longitude and latitude of the origin, and of the destination."""


@dataclass
class _Told:
    """What is told of one arc."""

    origin: str
    destination: str
    events: int = 0
    group_ids: set[str] = field(default_factory=set)


def _row(arc: _Arc, told: _Told) -> tuple[object, ...]:
    """An arc as a row of `COLUMNS`."""
    family, *points = arc
    arc_id = f"{family}:{','.join(f'{degrees:.5f}' for degrees in points)}"
    return arc_id, told.origin, told.destination, *arc, told.events, tuple(sorted(told.group_ids))


def _points(flows: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Place -> its longitude and latitude."""
    found: dict[str, tuple[float, float]] = {}
    for end in ("origin", "destination"):
        names = (f"{end}_place_id", f"{end}_longitude", f"{end}_latitude")
        for place, longitude, latitude in zip(*(flows[name] for name in names), strict=True):
            found[place] = float(longitude), float(latitude)
    return found
