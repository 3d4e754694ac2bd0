"""Provinces in which records know no closer place: one shade, whatever their number."""

from typing import Any

import pandas as pd

from dashboard.language import message
from dashboard.layers.palette import PALETTES, SHADE_OPACITY, Theme
from dashboard.state import Language


def province_shades(provinces: pd.DataFrame, theme: Theme, language: Language) -> dict[str, dict[str, Any]]:
    """
    Provinces to shade: of each, the colour and what to say.

    Parameters
    ----------
    provinces
        Rows of `queries.records.count_provinces`.
    theme
        Day or night.
    language
        Language of the words.

    Returns
    -------
    dict
        province_id -> colour (red, green, blue, opacity), tip. The shade is one for any number: a province's size says
        nothing of it.
    """
    return {
        row["province_id"]: {
            "colour": [*PALETTES[theme].mark, SHADE_OPACITY],
            "tip": message(language, "tip-province", name=_name(row, language), count=int(row["records"])),
        }
        for row in provinces.to_dict("records")
    }


def _name(row: dict[Any, Any], language: Language) -> str:
    return str(row["name_th"] if language == "th" and not pd.isna(row["name_th"]) else row["name"])
