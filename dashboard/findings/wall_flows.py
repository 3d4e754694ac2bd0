"""Reported flows of a period, summed between places, for arcs."""

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


def period_flows(flows: pd.DataFrame, *, date_from: date, date_to: date) -> pd.DataFrame:
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
    pandas.DataFrame
        family (`moves` of operations, `people` on the way: never added to each other), the ends' coordinates, events
        (distinct in each family; one person's several steps are several events).
    """
    month = pd.to_datetime(flows["month"])
    shown = flows[
        (month >= pd.Timestamp(date_from))
        & (month <= pd.Timestamp(date_to))
        & (flows["origin_finest_resolution"] >= _COARSEST)
        & (flows["destination_finest_resolution"] >= _COARSEST)
    ]
    points = _points(shown)
    rows = []
    for layers, family in (({"displacement"}, "moves"), ({"movement", "rescue"}, "people")):
        part = shown[shown["layer"].isin(layers)]
        summed = reported_flows(
            part["origin_place_id"].tolist(), part["destination_place_id"].tolist(), part["group_id"].tolist()
        )
        for flow in summed.flows:
            ends = (*points[flow.origin], *points[flow.destination])
            if ends[:2] != ends[2:]:
                rows.append((family, *ends, flow.events))
    return pd.DataFrame(rows, columns=COLUMNS)


def _points(flows: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Place -> its longitude and latitude."""
    found: dict[str, tuple[float, float]] = {}
    for end in ("origin", "destination"):
        names = (f"{end}_place_id", f"{end}_longitude", f"{end}_latitude")
        for place, longitude, latitude in zip(*(flows[name] for name in names), strict=True):
            found[place] = float(longitude), float(latitude)
    return found
