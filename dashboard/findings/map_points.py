"""What the map draws, in words: cells with their counts, and the points that compounds stand on."""

from collections import Counter
from typing import Any

import pandas as pd

from dashboard.language import message
from dashboard.state import Language
from geo.cells import cells_to_text

_MOST_NAMED = 12
"""Compounds that a tip of one point names."""
_TOLD = ("events", "activity", "response", "representative_points", "is_all_representative")
"""What the words of a cell tell."""


def described_cells(
    cells: pd.DataFrame, language: Language, *, measure: str = "events", leads_on: bool = True
) -> pd.DataFrame:
    """
    Cells with their id as text and what to say of each.

    Parameters
    ----------
    cells
        cell, events, activity, response, representative_points, is_all_representative; persons, where people are
        measured.
    language
        Language of the words.
    measure
        `events`, or the kind of people that are counted.
    leads_on
        Whether a click on a cell shows its records.

    Returns
    -------
    pandas.DataFrame
        cell (hexadecimal text), counted (events or people), tip.
    """
    told = [*_TOLD, *(["persons"] if measure != "events" else [])]
    # Many cells have the same counts, and each wording takes a while.
    rows = list(zip(*(cells[name].tolist() for name in told), strict=True))
    words = {row: _cell_words(dict(zip(told, row, strict=True)), language, measure, leads_on) for row in set(rows)}
    tips = [words[row] for row in rows]
    counted = cells["events" if measure == "events" else "persons"]
    return pd.DataFrame({"cell": cells_to_text(cells["cell"]), "counted": counted, "tip": tips})


def _cell_words(row: dict[Any, Any], language: Language, measure: str, leads_on: bool) -> str:
    counts = {name: int(row[name]) for name in ("events", "activity", "response")}
    lines = [message(language, "tip-cell", **counts)]
    if measure != "events":
        lines.insert(0, message(language, f"persons-{measure}", count=int(row["persons"])))
    if points := int(row["representative_points"]):
        name = "tip-cell-points" if row["is_all_representative"] else "tip-cell-some-points"
        lines.append(message(language, name, points=points))
    if leads_on:
        lines.append(message(language, "tip-click"))
    return "\n".join(lines)


def compound_points(compounds: pd.DataFrame, language: Language, *, leads_on: bool = True) -> pd.DataFrame:
    """
    The distinct points that compounds stand on.

    Parameters
    ----------
    compounds
        compound_id, name, longitude, latitude, location_precision, status.
    language
        Language of the words.
    leads_on
        Whether a click on a point shows its records; where it doesn't, the tip names the compounds.

    Returns
    -------
    pandas.DataFrame
        point (an id made of the place), longitude, latitude, location_precision, statuses and compound_ids (lists),
        tip. Compounds without a point, or known only to a province or country, have none.
    """
    located = compounds[compounds["location_precision"].isin(("site", "town", "district"))]
    groups: dict[tuple[float, float, str], list[dict[Any, Any]]] = {}
    for row in located.to_dict("records"):
        groups.setdefault((row["longitude"], row["latitude"], row["location_precision"]), []).append(row)
    rows = [
        {
            "point": f"{longitude:.5f},{latitude:.5f},{precision}",
            "longitude": longitude,
            "latitude": latitude,
            "location_precision": precision,
            "statuses": [row["status"] for row in group],
            "compound_ids": tuple(row["compound_id"] for row in group),
            "tip": _point_words(group, precision, language, leads_on),
        }
        for (longitude, latitude, precision), group in sorted(groups.items(), key=lambda item: item[0])
    ]
    columns = ["point", "longitude", "latitude", "location_precision", "statuses", "compound_ids", "tip"]
    return pd.DataFrame(rows, columns=columns)


def _point_words(group: list[dict[Any, Any]], precision: str, language: Language, leads_on: bool) -> str:
    where = message(language, f"tip-precision-{precision}")
    if len(group) == 1:
        lines = [*_named(group, language), f"({where})"]
    else:
        lines = [message(language, "tip-compounds", count=len(group), precision=where)]
        lines += _named(group, language) if not leads_on else _counted(group, language)
    return "\n".join([*lines, message(language, "tip-click")] if leads_on else lines)


def _counted(group: list[dict[Any, Any]], language: Language) -> list[str]:
    counted = Counter(row["status"] for row in group).most_common()
    return [f"{message(language, f'status-{status}')}: {count}" for status, count in counted]


def _named(group: list[dict[Any, Any]], language: Language) -> list[str]:
    """Compounds with their status, and how many more there are."""
    named = group[:_MOST_NAMED]
    words = [{"name": one["name"], "status": message(language, f"status-{one['status']}")} for one in named]
    lines = [message(language, "tip-compound-one", **one) for one in words]
    rest = len(group) - len(named)
    return [*lines, message(language, "tip-compounds-more", count=rest)] if rest else lines
