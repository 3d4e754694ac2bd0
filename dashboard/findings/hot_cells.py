"""Which cells stand out from chance, and how that came and went, in words."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.findings.finding import readable
from dashboard.language import message
from dashboard.state import Judged, Language
from geo.cells import cells_to_text
from geo.emerging import EmergingHotSpots, emerging_hot_spots
from geo.hotspots import HotSpots, hot_spots


@dataclass(frozen=True, eq=False)
class HotCells:
    """
    Cells that stand out.

    Attributes
    ----------
    words
        One sentence: what was found, or why nothing can be told.
    cells
        cell (hexadecimal text), heat (`hot` or `cold`), kind (`hot`, `cold`, or the class of `geo.emerging`), tip.
    """

    words: str
    cells: pd.DataFrame


def hot_cells(events: pd.DataFrame, judged: Judged, language: Language) -> HotCells:
    """
    Hot and cold spots of a view, or their classes over the months.

    Parameters
    ----------
    events
        Rows of `queries.hot_cells.list_cell_events`.
    judged
        Hot spots of the whole period, or emerging ones.
    language
        Language of the words.

    Returns
    -------
    HotCells
        No cells where nothing can be told.
    """
    cell = events["cell"].to_numpy(dtype=np.uint64)
    groups = events["group_id"].to_numpy(dtype=str)
    is_rough = events["is_representative"].to_numpy(dtype=bool)
    if judged == "hot":
        spots = hot_spots(cell, groups, is_representative=is_rough)
        return HotCells(_sentence(spots, language), _hot_rows(spots, language))
    months = events["event_month"].to_numpy(dtype="datetime64[M]")
    classes = emerging_hot_spots(cell, months, groups, is_representative=is_rough)
    return HotCells(_sentence(classes, language), _emerging_rows(classes, language))


def _sentence(found: HotSpots | EmergingHotSpots, language: Language) -> str:
    reason = message(language, found.message, **readable(found.values))
    if found.verdict == "cannot_tell":
        return message(language, "hot-cannot-tell", reason=reason)
    return reason


def _hot_rows(spots: HotSpots, language: Language) -> pd.DataFrame:
    rows = [
        {
            "cell": text,
            "heat": heat,
            "kind": heat,
            "tip": message(language, f"tip-{heat}", count=int(count), z=float(z), p=float(p)),
        }
        for text, count, z, p, is_hot, is_cold in zip(
            cells_to_text(spots.cells), spots.counts, spots.z, spots.p, spots.is_hot, spots.is_cold, strict=True
        )
        if (heat := "hot" if is_hot else "cold" if is_cold else "")
    ]
    return pd.DataFrame(rows, columns=["cell", "heat", "kind", "tip"])


def _emerging_rows(found: EmergingHotSpots, language: Language) -> pd.DataFrame:
    rows = [
        {
            "cell": text,
            "heat": one.heat,
            "kind": one.kind,
            "tip": f"{message(language, f'heat-{one.heat}')}: {message(language, f'emerging-kind-{one.kind}')}",
        }
        for text, one in zip(cells_to_text(found.cells), found.classes, strict=True)
        if one.kind != "none"
    ]
    return pd.DataFrame(rows, columns=["cell", "heat", "kind", "tip"])
