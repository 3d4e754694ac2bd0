"""The reference geography in data/reference, as values that a load can use."""

import json
from pathlib import Path

import shapely
from shapely.geometry import shape

from etl import warehouse
from etl.contract.vocab import BORDER_COUNTRIES
from geo.borderline import BorderLines, border_lines
from geo.provinces import Province, Provinces, provinces

BORDER_LINES = warehouse.PROJECT / "data" / "reference" / "border_lines.geojson"
PROVINCES = warehouse.PROJECT / "data" / "reference" / "provinces.geojson"

_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, shapely.errors.ShapelyError)
"""What reading a file that is missing or isn't what it should be can raise."""


def read_border_lines() -> BorderLines:
    """
    Thailand's land border as lines to measure along.

    Returns
    -------
    geo.borderline.BorderLines
        One line for each neighbour, and Thailand as its home side.

    Raises
    ------
    ValueError
        If the file is missing or broken; the message names it and says how to rebuild it.
    """
    try:
        features = json.loads(BORDER_LINES.read_text(encoding="utf-8"))["features"]
        shapes = {
            feature["properties"].get("neighbour", ""): feature["geometry"]["coordinates"] for feature in features
        }
        rings = [polygon[0] for polygon in shapes[""]]
        return border_lines({country: shapes[country] for country in BORDER_COUNTRIES}, home=rings)
    except _BROKEN as error:
        raise _unusable(BORDER_LINES, error) from error


def read_provinces() -> Provinces:
    """
    The provinces of Thailand, Myanmar, Laos and Cambodia with their names.

    Returns
    -------
    geo.provinces.Provinces
        Every province by its ISO 3166-2 code; three of them have no polygon of their own.

    Raises
    ------
    ValueError
        If the file is missing or broken; the message names it and says how to rebuild it.
    """
    try:
        features = json.loads(PROVINCES.read_text(encoding="utf-8"))["features"]
        if not features:
            raise ValueError("it holds no province")
        return provinces(
            (_province(feature["properties"]), shape(feature["geometry"]) if feature["geometry"] else None)
            for feature in features
        )
    except _BROKEN as error:
        raise _unusable(PROVINCES, error) from error


def _province(properties: dict[str, str | list[str]]) -> Province:
    """A province as its feature describes it."""
    return Province(
        province_id=str(properties["province_id"]),
        name=str(properties["name"]),
        name_th=str(properties["name_th"]),
        alt_names=tuple(properties["alt_names"]),
        contains=tuple(properties["contains"]),
    )


def _unusable(path: Path, error: Exception) -> ValueError:
    """What to tell of a file that can't be used."""
    why = error.strerror if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
    return ValueError(f"The reference file {path} can't be used ({why}). Rebuild it: make reference")
