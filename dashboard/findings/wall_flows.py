"""Reported flows of a period, summed between places, for arcs."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from geo.flows import reported_flows

_COARSEST = 6
"""H3 resolution that a place must bear: no arc ends in the middle of a province or a country."""
COLUMNS = [
    "family",
    "origin_longitude",
    "origin_latitude",
    "destination_longitude",
    "destination_latitude",
    "events",
]


@dataclass(frozen=True)
class PeriodFlows:
    """
    Flows to draw, and what can't be.

    Attributes
    ----------
    arcs
        family (`moves` of operations, `people` on the way), the ends' coordinates, events: distinct events of the kind
        that has most of them, as one person may take several steps on one way.
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
    widest: dict[tuple[str | float, ...], int] = {}
    drawn: set[str] = set()
    for (layer, _), part in fine.groupby(["layer", "kind"], sort=True):
        summed = reported_flows(
            part["origin_place_id"].tolist(), part["destination_place_id"].tolist(), part["group_id"].tolist()
        )
        for flow in summed.flows:
            ends = (*points[flow.origin], *points[flow.destination])
            if ends[:2] != ends[2:]:
                arc = ("moves" if layer == "displacement" else "people", *ends)
                widest[arc] = max(widest.get(arc, 0), flow.events)
                drawn.update(flow.group_ids)
    return PeriodFlows(
        arcs=pd.DataFrame([(*arc, events) for arc, events in widest.items()], columns=COLUMNS),
        shown_ids=tuple(sorted(drawn)),
        left_out_ids=tuple(sorted(set(told["group_id"]) - drawn)),
    )


def _points(flows: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Place -> its longitude and latitude."""
    found: dict[str, tuple[float, float]] = {}
    for end in ("origin", "destination"):
        names = (f"{end}_place_id", f"{end}_longitude", f"{end}_latitude")
        for place, longitude, latitude in zip(*(flows[name] for name in names), strict=True):
            found[place] = float(longitude), float(latitude)
    return found
