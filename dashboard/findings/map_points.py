"""What the map draws, in words: cells with their counts, and the points that compounds stand on."""

from collections import Counter
from typing import Any

import pandas as pd

from dashboard.language import message
from dashboard.state import Language
from geo.cells import cells_to_text


def described_cells(cells: pd.DataFrame, language: Language, *, measure: str = "events") -> pd.DataFrame:
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

    Returns
    -------
    pandas.DataFrame
        cell (hexadecimal text), counted (events or people), tip.
    """
    tips = [_cell_words(row, language, measure) for row in cells.to_dict("records")]
    counted = cells["events" if measure == "events" else "persons"]
    return pd.DataFrame({"cell": cells_to_text(cells["cell"]), "counted": counted, "tip": tips})


def _cell_words(row: dict[Any, Any], language: Language, measure: str) -> str:
    counts = {name: int(row[name]) for name in ("events", "activity", "response")}
    lines = [message(language, "tip-cell", **counts)]
    if measure != "events":
        lines.insert(0, message(language, f"persons-{measure}", count=int(row["persons"])))
    if points := int(row["representative_points"]):
        name = "tip-cell-points" if row["is_all_representative"] else "tip-cell-some-points"
        lines.append(message(language, name, points=points))
    lines.append(message(language, "tip-click"))
    return "\n".join(lines)


def compound_points(compounds: pd.DataFrame, language: Language) -> pd.DataFrame:
    """
    The distinct points that compounds stand on.

    Parameters
    ----------
    compounds
        compound_id, name, longitude, latitude, location_precision, status.
    language
        Language of the words.

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
            "tip": _point_words(group, precision, language),
        }
        for (longitude, latitude, precision), group in sorted(groups.items(), key=lambda item: item[0])
    ]
    columns = ["point", "longitude", "latitude", "location_precision", "statuses", "compound_ids", "tip"]
    return pd.DataFrame(rows, columns=columns)


def _point_words(group: list[dict[Any, Any]], precision: str, language: Language) -> str:
    where = message(language, f"tip-precision-{precision}")
    if len(group) == 1:
        status = message(language, f"status-{group[0]['status']}")
        lines = [message(language, "tip-compound-one", name=group[0]["name"], status=status), f"({where})"]
    else:
        lines = [message(language, "tip-compounds", count=len(group), precision=where)]
        counted = Counter(row["status"] for row in group).most_common()
        lines += [f"{message(language, f'status-{status}')}: {count}" for status, count in counted]
    return "\n".join([*lines, message(language, "tip-click")])
