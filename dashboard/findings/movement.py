"""Ways of one kind of movement in words, and which of them a map can draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Any

import pandas as pd

from dashboard.language import country_words, message
from dashboard.state import Language, ViewState


@dataclass(frozen=True)
class Flow:
    """
    One kind of movement, never added to another: the same people may take several in turn.

    Attributes
    ----------
    layer, kinds
        Records that tell of it.
    persons_kind
        What its people are counted as; None where the figures of reports overlap and are never summed.
    family
        What moves, as the map colours it: `people`, or `moves` of operations.
    """

    layer: str
    kinds: tuple[str, ...]
    persons_kind: str | None
    family: str = "people"


FLOWS: dict[str, Flow] = {
    "routes": Flow("movement", ("transit_route", "recruitment"), "moved"),
    "freed": Flow("rescue", ("rescue", "escape"), "freed"),
    "handover": Flow("rescue", ("handover",), "handed_over"),
    "home": Flow("rescue", ("repatriation", "deportation"), "sent_home"),
    "moves": Flow("displacement", ("relocation",), None, family="moves"),
}
"""Word in the address -> a kind of movement."""
UNTOLD = "untold"
"""Stands for an end that no record tells."""
DRAWN = ("site", "town", "district")
"""How exactly a stop must be known for an arc to end there."""
REASONS = ("number", "untold", "country", "province", "same")
"""
Why a way isn't on the map: no number of people where they are counted, an end not told, known to its country or its
province only, or both ends on one point.
"""

_ROOM, _LEAST_ROOM = 0.1, 0.25
"""Beside all arcs: as a part of their extent, and in degrees at least, some 28 km."""
LAND = (85.0, -5.0, 115.0, 32.0)
"""West, south, east and north of the land that the basemap draws (data/reference/region_land.geojson), in degrees."""

Stops = Mapping[str, Mapping[str, Any]]


def flow_view(state: ViewState, flow: str) -> ViewState:
    """The view of one kind of movement: other kinds of record don't tell of it."""
    return replace(state, layers=(FLOWS[flow].layer,), kinds=state.kinds or FLOWS[flow].kinds)


def stops_by_id(stops: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Rows of `queries.movement.list_stops` by their ids."""
    return {str(row["stop_id"]): {str(name): value for name, value in row.items()} for row in stops.to_dict("records")}


def stop_words(stop_id: Any, stops: Stops, language: Language) -> str:
    """
    What a stop is called, with what is not known of it.

    Parameters
    ----------
    stop_id
        Of the ways of `queries.movement.list_parts`, `UNTOLD`, or missing.
    stops
        Of `stops_by_id`.
    language
        Thai or English.

    Examples
    --------
    >>> stop_words("country:KH", {}, "en"), stop_words(None, {}, "en")
    ('Cambodia, place not told', 'Place not told')
    """
    if pd.isna(stop_id) or stop_id == UNTOLD:
        return message(language, "move-untold")
    kind, _, word = str(stop_id).partition(":")
    if kind == "country":
        return message(language, "move-country-only", country=country_words(word, language))
    stop = stops.get(str(stop_id))
    if stop is None:
        return message(language, "move-untold")
    name = str(stop["name_th" if language == "th" else "name"])
    return message(language, "move-province", name=name) if kind == "province" else name


def way_words(way: Mapping[Any, Any], stops: Stops, language: Language) -> str:
    """A way from its first stop to its last."""
    passed = [way["origin_id"], *way["via_ids"], way["destination_id"]]
    return " → ".join(stop_words(stop_id, stops, language) for stop_id in passed)


def count_words(row: Mapping[Any, Any], language: Language) -> str:
    """Events and people of a way, a stop or a nationality, and how many records tell no number of people."""
    words = message(language, "move-events", count=int(row["events"]))
    if row["told"]:
        words += f" · {message(language, 'move-people', count=int(row['persons']))}"
    untold = int(row["records"] - row["told"])
    return words + (f" ({message(language, 'move-no-number', count=untold)})" if untold and row["told"] else "")


def measured(ways: pd.DataFrame, *, is_people: bool) -> pd.DataFrame:
    """
    Ways with what is counted on each as `amount`: 0 where people are counted and no record tells a number.

    Parameters
    ----------
    ways
        Ways of `queries.movement.list_parts`.
    is_people
        Whether people are counted, or distinct events.
    """
    return ways.assign(amount=ways["persons" if is_people else "events"].fillna(0).astype("int64"))


@dataclass(frozen=True, eq=False)
class Mapped:
    """
    What a map can draw of some ways.

    Attributes
    ----------
    arcs
        way_id, family, path (points from the first stop to the last, longitude and latitude), amount, tip.
    shown
        Records on them.
    hidden
        Reason -> records on ways that can't be drawn.
    """

    arcs: pd.DataFrame
    shown: int
    hidden: dict[str, int]


def mapped(ways: pd.DataFrame, stops: Stops, flow: Flow, language: Language, *, leads_on: bool = True) -> Mapped:
    """
    The ways whose ends are both known to the district or better, and not on one point.

    Parameters
    ----------
    ways
        Of `measured`.
    stops
        Of `stops_by_id`.
    flow
        What moves.
    language
        Language of what a mark says.
    leads_on
        Whether a click on an arc shows its records.
    """
    arcs, hidden = [], dict.fromkeys(REASONS, 0)
    for way in ways.to_dict("records"):
        path = path_of(way, stops)
        if isinstance(path, str):
            hidden[path] += int(way["records"])
            continue
        lines = [way_words(way, stops, language), count_words(way, language)]
        lines += [message(language, "tip-click")] if leads_on else []
        arcs.append((way["way_id"], flow.family, path, way["amount"], "\n".join(lines)))
    frame = pd.DataFrame(arcs, columns=["way_id", "family", "path", "amount", "tip"])
    return Mapped(frame, int(ways["records"].sum()) - sum(hidden.values()), {k: n for k, n in hidden.items() if n})


def arc_box(arcs: pd.DataFrame) -> tuple[float, float, float, float] | None:
    """
    West, south, east and north of all arcs with some room, in degrees; None where there is none.

    Only as far as the basemap has land: Dubai would stand in the sea, and the border would be a speck.
    """
    points = [point for path in arcs["path"] for point in path if _is_on_land(point)]
    if not points:
        return None
    longitudes, latitudes = zip(*points, strict=True)
    west, south, east, north = min(longitudes), min(latitudes), max(longitudes), max(latitudes)
    across, up = (max(_ROOM * length, _LEAST_ROOM) for length in (east - west, north - south))
    return west - across, south - up, east + across, north + up


def count_beyond(arcs: pd.DataFrame) -> int:
    """Arcs that lead beyond the land of the basemap."""
    return sum(not all(map(_is_on_land, path)) for path in arcs["path"])


def _is_on_land(point: tuple[float, float]) -> bool:
    """Whether a point is where the basemap has land."""
    west, south, east, north = LAND
    return west <= point[0] <= east and south <= point[1] <= north


def path_of(way: Mapping[Any, Any], stops: Stops) -> list[tuple[float, float]] | str:
    """Points that a way leads over, or the reason why it can't be drawn."""
    ends = [_point(way[f"{end}_id"], stops) for end in ("origin", "destination")]
    faults = [end for end in ends if isinstance(end, str)]
    if not way["amount"]:
        return "number"
    if faults:
        return min(faults, key=REASONS.index)
    path: list[tuple[float, float]] = []
    for point in (ends[0], *(_point(stop_id, stops) for stop_id in way["via_ids"]), ends[1]):
        if not isinstance(point, str) and (not path or path[-1] != point):
            path.append(point)
    return path if len(path) > 1 else "same"


def _point(stop_id: Any, stops: Stops) -> tuple[float, float] | str:
    """Where a stop is, or why that can't be drawn."""
    if pd.isna(stop_id):
        return "untold"
    if str(stop_id).startswith("country:"):
        return "country"
    stop = stops.get(str(stop_id))
    if stop is None:
        return "untold"
    precision = stop["location_precision"]
    longitude, latitude = float(stop["longitude"]), float(stop["latitude"])
    if precision not in DRAWN or isnan(longitude):
        return "country" if precision == "country" else "province"
    return longitude, latitude


def way_table(ways: pd.DataFrame, stops: Stops, language: Language) -> pd.DataFrame:
    """Ways in words for a table and a file: from, over, to, with their counts and the date of the newest record."""
    over: Sequence[str] = [
        " → ".join(stop_words(stop_id, stops, language) for stop_id in via) for via in ways["via_ids"]
    ]
    return pd.DataFrame(
        {
            "origin": [stop_words(stop_id, stops, language) for stop_id in ways["origin_id"]],
            "over": over,
            "destination": [stop_words(stop_id, stops, language) for stop_id in ways["destination_id"]],
            **{name: ways[name] for name in ("events", "persons", "records", "told", "last_date", "last_precision")},
        }
    )
