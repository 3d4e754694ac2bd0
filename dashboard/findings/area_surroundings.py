"""What stands in and near an area: compounds, crossings, the border and its sectors."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard.language import country_words, message
from dashboard.state import Language
from geo.area_places import INSIDE, PERHAPS, REACH_KM, Facing, distances_km, places_in
from geo.areas import Area

NEAREST = 3
"""How many of the nearest are named."""
MOST_NAMED = 12
"""Names in one sentence at most; the number of the others is told."""


@dataclass(frozen=True)
class Named:
    """A thing with its names and its distance from the area in km; of a compound its id too."""

    name: str
    name_th: str | None
    km: float
    compound_id: str | None = None

    def words(self, language: Language) -> str:
        """Its name and how far it is, no finer than a kilometre's tenth."""
        name = self.name_th or self.name if language == "th" else self.name
        if self.km == 0:
            return message(language, "area-named-inside", name=name)
        return message(language, "area-named-km", name=name, km=round(self.km, 1 if self.km < 10 else 0))


@dataclass(frozen=True)
class Surroundings:
    """
    What stands in and near an area.

    Attributes
    ----------
    inside, rough
        Compounds inside, and those too roughly known to say.
    near, crossings
        Nearest compounds outside, nearest crossings.
    border_km
        Distance to the border; None where it is far.
    facing
        The border kilometres that it faces.
    sectors
        Rows of `queries.areas.list_sectors` that it faces.
    """

    inside: tuple[Named, ...]
    rough: tuple[Named, ...]
    near: tuple[Named, ...]
    crossings: tuple[Named, ...]
    border_km: float | None
    facing: tuple[Facing, ...]
    sectors: tuple[tuple[str, str | None], ...]

    @property
    def compound_ids(self) -> tuple[str, ...]:
        """Ids of the compounds that its sentences count or name."""
        return tuple(one.compound_id for one in (*self.inside, *self.rough, *self.near) if one.compound_id)


def surroundings(
    area: Area,
    compounds: pd.DataFrame,
    named: pd.DataFrame,
    sectors: pd.DataFrame,
    border: tuple[float | None, tuple[Facing, ...]],
) -> Surroundings:
    """
    What stands in and near an area.

    Parameters
    ----------
    area
        The area.
    compounds
        Rows of `queries.compounds.list_compounds`.
    named
        Rows of `queries.names.list_named`, for the crossings.
    sectors
        Rows of `queries.areas.list_sectors`.
    border
        As `geo.area_places.border_of` gives it.

    Returns
    -------
    Surroundings
    """
    placed = compounds[compounds["location_precision"].isin(list(REACH_KM)) & compounds["longitude"].notna()]
    x, y = placed["longitude"].to_numpy(np.float64), placed["latitude"].to_numpy(np.float64)
    place = places_in(area, x, y, placed["location_precision"].to_numpy(dtype=str))
    away = placed.assign(km=distances_km(area, x, y), name_th=None)
    crossings = named[named["kind"].eq("crossing") & named["longitude"].notna()]
    crossings = crossings.assign(km=distances_km(area, crossings["longitude"], crossings["latitude"]))
    return Surroundings(
        inside=_named(away[place == INSIDE].assign(km=0.0)),
        rough=_named(away[place == PERHAPS]),
        near=_named(away[(place != INSIDE) & (place != PERHAPS)])[:NEAREST],
        crossings=_named(crossings)[:NEAREST],
        border_km=border[0],
        facing=border[1],
        sectors=_touched(sectors, border[1]),
    )


def surroundings_lines(found: Surroundings, language: Language) -> list[str]:
    """
    What stands there, in sentences; names are a record's text, and to be read as text.

    Parameters
    ----------
    found
        What stands there.
    language
        Thai or English.
    """
    inside = message(language, "area-compounds-inside", count=len(found.inside), names=_names(found.inside, language))
    lines = [inside]
    if found.rough:
        names = _names(found.rough, language)
        lines.append(message(language, "area-compounds-rough", count=len(found.rough), names=names))
    if found.near:
        lines.append(message(language, "area-compounds-near", names=_with_km(found.near, language)))
    key = "area-crossings" if found.crossings else "area-crossings-none"
    lines.append(message(language, key, names=_with_km(found.crossings, language)))
    return [*lines, *_border_lines(found, language)]


def _border_lines(found: Surroundings, language: Language) -> list[str]:
    """Distance, kilometres and sectors."""
    if found.border_km is None:
        return [message(language, "area-border-far")]
    key = "area-border-through" if found.border_km == 0 else "area-border-away"
    lines = [message(language, key, km=round(found.border_km, 1))]
    lines += [
        message(
            language,
            "area-border-facing",
            first=round(facing.from_km),
            last=round(facing.to_km),
            country=country_words(facing.neighbour, language),
        )
        for facing in found.facing
    ]
    if found.sectors:
        names = ", ".join(name_th or name if language == "th" else name for name, name_th in found.sectors)
        lines.append(message(language, "area-sectors", names=names))
    return lines


def _named(frame: pd.DataFrame) -> tuple[Named, ...]:
    """Rows as values, nearest first."""
    rows: list[dict[Any, Any]] = frame.sort_values(["km", "name"]).to_dict("records")
    return tuple(
        Named(
            row["name"],
            None if pd.isna(row["name_th"]) else row["name_th"],
            float(row["km"]),
            row["compound_id"] if "compound_id" in frame else None,
        )
        for row in rows
    )


def _names(things: tuple[Named, ...], language: Language) -> str:
    """Names with commas, and how many more there are."""
    names = [thing.name_th or thing.name if language == "th" else thing.name for thing in things[:MOST_NAMED]]
    more = len(things) - len(names)
    return ", ".join([*names, *([message(language, "area-more", count=more)] if more else [])])


def _with_km(things: tuple[Named, ...], language: Language) -> str:
    return ", ".join(thing.words(language) for thing in things)


def _touched(sectors: pd.DataFrame, facing: tuple[Facing, ...]) -> tuple[tuple[str, str | None], ...]:
    """Names of the sectors whose stretch of the border is faced."""
    return tuple(
        (row["name"], None if pd.isna(row["name_th"]) else row["name_th"])
        for row in sectors.to_dict("records")
        for one in facing
        if one.neighbour == row["border_country"] and row["from_km"] < one.to_km and one.from_km < row["to_km"]
    )
