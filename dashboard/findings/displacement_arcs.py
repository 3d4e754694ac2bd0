"""The arcs of Displacement's map in words: reported moves, and what is inferred."""

from collections.abc import Mapping

import pandas as pd

from dashboard.findings.movement import Stops, stop_words
from dashboard.language import message
from dashboard.state import Language


def told_moves(arcs: pd.DataFrame, stops: Stops, language: Language) -> pd.DataFrame:
    """
    Reported moves with the names of their ends, and what a mark says.

    Parameters
    ----------
    arcs
        Of `findings.wall_flows.period_flows`.
    stops
        Of `findings.movement.stops_by_id`.
    language
        Thai or English.

    Returns
    -------
    pandas.DataFrame
        The same with from, to and tip.
    """
    ends = {
        end: [stop_words(f"place:{place_id}", stops, language) for place_id in arcs[f"{column}_place_id"]]
        for end, column in (("from", "origin"), ("to", "destination"))
    }
    kind, click = message(language, "displace-arc-reported"), message(language, "tip-click")
    tips = [
        f"{kind}\n{origin} → {destination}\n{message(language, 'move-events', count=int(events))}\n{click}"
        for origin, destination, events in zip(ends["from"], ends["to"], arcs["events"], strict=True)
    ]
    return arcs.assign(**ends, tip=tips)


def told_flows(arcs: pd.DataFrame, stops: Stops, language: Language) -> pd.DataFrame:
    """
    Reported flows of both families with what each says to who points at it.

    Parameters
    ----------
    arcs
        Of `findings.wall_flows.period_flows`.
    stops
        Of `findings.movement.stops_by_id`.
    language
        Thai or English.

    Returns
    -------
    pandas.DataFrame
        The same with tip.
    """
    tips = []
    for row in arcs.to_dict("records"):
        ends = [stop_words(f"place:{row[f'{end}_place_id']}", stops, language) for end in ("origin", "destination")]
        kind = message(language, f"wall-arcs-{row['family']}")
        tips.append(f"{kind}\n{' → '.join(ends)}\n{message(language, 'move-events', count=int(row['events']))}")
    return arcs.assign(tip=pd.Series(tips, index=arcs.index, dtype=object))


def told_inferred(flows: pd.DataFrame, names: Mapping[str, str], language: Language) -> pd.DataFrame:
    """
    Inferred flows with the names of their sectors, and what a mark says.

    Parameters
    ----------
    flows
        Of `findings.displacement_rows.inferred_rows`; one without columns where there is none.
    names
        Sector -> its name.
    language
        Thai or English.

    Returns
    -------
    pandas.DataFrame
        The same with arc_id, from, to and tip; empty where there is none.
    """
    if flows.empty:
        return pd.DataFrame(columns=["arc_id", "origin", "destination", "from", "to", "tip"])
    ends = {"from": flows["origin"].map(names).tolist(), "to": flows["destination"].map(names).tolist()}
    kind, click = message(language, "displace-arc-inferred"), message(language, "tip-click")
    tips = [f"{kind}\n{origin} → {destination}\n{click}" for origin, destination in zip(*ends.values(), strict=True)]
    return flows.assign(arc_id=flows["origin"] + ">" + flows["destination"], **ends, tip=tips)
