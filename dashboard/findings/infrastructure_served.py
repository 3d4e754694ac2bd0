"""Whom a supply serves: what a record tells, and apart from it, what is only near."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import h3
import pandas as pd

NEAR_KM = 20.0
"""As far as this, in the same sector, a compound is near a supply's point."""
BASES = ("record", "place", "near")
"""Why a compound is listed: a record names it; a record names the place that it stands by; it is near."""
OTHERS: dict[str, tuple[str, ...]] = {
    "hospital": ("hospital", "hospitals", "clinic", "clinics", "โรงพยาบาล", "คลินิก", "สถานพยาบาล"),
    "households": (
        "household",
        "households",
        "resident",
        "residents",
        "villager",
        "villagers",
        "families",
        "ครัวเรือน",
        "ชาวบ้าน",
        "ประชาชน",
    ),
    "school": ("school", "schools", "โรงเรียน"),
    "business": ("shop", "shops", "market", "factories", "ตลาด", "ร้านค้า", "โรงงาน"),
}
"""What else may hang on a supply -> words by which a record tells of it."""
_LEAST_LETTERS = 4
"""Names shorter than this are found in other words."""


@dataclass(frozen=True)
class Served:
    """
    What hangs on a point's supplies.

    Attributes
    ----------
    compounds
        compound_id, name, status, status_date, status_date_precision, location_precision, basis (of `BASES`),
        distance_km (between the points that stand for them; nothing where one has none), event_ids (records that tell).
    places
        place_id, name, name_th, kind, event_ids: other places of the sector that a record names.
    others
        what (of `OTHERS`), event_ids.
    """

    compounds: pd.DataFrame
    places: pd.DataFrame
    others: pd.DataFrame


def served(reports: pd.DataFrame, compounds: pd.DataFrame, places: pd.DataFrame, point: Mapping[Any, Any]) -> Served:
    """
    What hangs on the supplies of a point.

    Parameters
    ----------
    reports
        Rows of `queries.infrastructure.list_reports` of the point.
    compounds, places
        Rows of `queries.infrastructure_served` for it.
    point
        point_id, longitude, latitude and sector_id of the point.

    Returns
    -------
    Served
        That a record names a place does not tell that all in it hangs on the supply: the record is for reading.
    """
    texts = list(zip(reports["event_id"], reports["summary"].fillna(""), strict=True))
    named = [
        {**place, "event_ids": _telling(texts, _names(place))}
        for place in places.to_dict("records")
        if place["place_id"] != point["point_id"]
    ]
    told_places = {str(place["place_id"]): place["event_ids"] for place in named if place["event_ids"]}
    told_places[str(point["point_id"])] = tuple(reports["event_id"])
    rows = [_compound(row, reports, texts, told_places, point) for row in compounds.to_dict("records")]
    listed = pd.DataFrame(
        [row for row in rows if row["basis"]], columns=[*_COMPOUND, "basis", "distance_km", "event_ids"]
    )
    listed["rank"] = listed["basis"].map({basis: rank for rank, basis in enumerate(BASES)})
    others = [{"what": what, "event_ids": _telling(texts, words)} for what, words in OTHERS.items()]
    return Served(
        compounds=listed.sort_values(["rank", "distance_km", "name"]).drop(columns="rank").reset_index(drop=True),
        places=pd.DataFrame(
            [place for place in named if place["event_ids"]],
            columns=["place_id", "name", "name_th", "kind", "event_ids"],
        ),
        others=pd.DataFrame([other for other in others if other["event_ids"]], columns=["what", "event_ids"]),
    )


_COMPOUND = ("compound_id", "name", "status", "status_date", "status_date_precision", "location_precision")


def _compound(
    row: Mapping[Any, Any],
    reports: pd.DataFrame,
    texts: Sequence[tuple[str, str]],
    told_places: dict[str, tuple[str, ...]],
    point: Mapping[Any, Any],
) -> dict[Any, Any]:
    """One compound with why it is listed; no basis where there is none."""
    by_id = reports.loc[reports["compound_id"] == row["compound_id"], "event_id"]
    telling = tuple(sorted({*by_id, *_telling(texts, _names(row))}))
    distance_km = _distance_km(row, point)
    basis, event_ids = "", telling
    if telling:
        basis = "record"
    elif row["nearest_place_id"] in told_places:
        basis, event_ids = "place", told_places[str(row["nearest_place_id"])]
    elif distance_km is not None and distance_km <= NEAR_KM:
        basis = "near"
    return {name: row[name] for name in _COMPOUND} | {
        "basis": basis,
        "distance_km": distance_km,
        "event_ids": event_ids,
    }


def _names(row: Mapping[Any, Any]) -> tuple[str, ...]:
    """Every name of a place or compound."""
    alternatives = row["alt_names"]
    others = list(alternatives) if isinstance(alternatives, Iterable) and not isinstance(alternatives, str) else []
    return tuple(str(name) for name in (row["name"], row.get("name_th"), *others) if isinstance(name, str))


def _telling(texts: Sequence[tuple[str, str]], names: Iterable[str]) -> tuple[str, ...]:
    """Ids of the texts that hold one of the names as words of their own; Thai is written without spaces."""
    long = [name for name in names if len(name) >= _LEAST_LETTERS]
    if not long:
        return ()
    parts = [re.escape(name) if not name.isascii() else rf"(?<!\w){re.escape(name)}(?!\w)" for name in long]
    found = re.compile("|".join(parts), re.IGNORECASE)
    return tuple(event_id for event_id, text in texts if found.search(text))


def _distance_km(row: Mapping[Any, Any], point: Mapping[Any, Any]) -> float | None:
    """Great-circle km between the points that stand for a compound and for the supply."""
    ends = [(where["latitude"], where["longitude"]) for where in (row, point)]
    if any(pd.isna(value) for end in ends for value in end):
        return None
    return float(h3.great_circle_distance(*ends, unit="km"))
