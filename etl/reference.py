"""The reference geography in data/reference, as values that a load can use."""

import json
from dataclasses import dataclass
from functools import lru_cache

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from etl.contract.vocab import BORDER_COUNTRIES
from etl.reference_files import FOLDER, read_reference_file
from etl.sector_table import SectorTable, read_sectors
from geo.borderline import BorderLines, border_lines
from geo.provinces import Province, Provinces, provinces

BORDER_LINES = FOLDER / "border_lines.geojson"
PROVINCES = FOLDER / "provinces.geojson"
REGION_LAND = FOLDER / "region_land.geojson"


@dataclass(frozen=True, eq=False)
class Reference:
    """All that a load needs of the reference geography."""

    lines: BorderLines
    sector_table: SectorTable
    provinces: Provinces

    @property
    def province_rows(self) -> list[dict[str, object]]:
        """A row of the table `province` for each province, in the order of the ids."""
        return [
            {
                "province_id": each.province_id,
                "country": each.country,
                "name": each.name,
                "name_th": each.name_th or None,
            }
            for each in self.provinces.records.values()
        ]


def read_reference() -> Reference:
    """
    The reference geography.

    Returns
    -------
    Reference

    Raises
    ------
    ValueError
        If a file is missing or broken; the message names it and says how to mend it.
    """
    lines = read_border_lines()
    return Reference(lines=lines, sector_table=read_sectors(lines), provinces=read_provinces())


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
    return read_reference_file(BORDER_LINES, _border_lines_of)


@lru_cache(maxsize=2)
def _border_lines_of(text: str) -> BorderLines:
    """The lines that a file's text holds, kept for the next load: they are many times longer in the making."""
    shapes = {
        feature["properties"].get("neighbour", ""): feature["geometry"]["coordinates"]
        for feature in json.loads(text)["features"]
    }
    rings = [polygon[0] for polygon in shapes[""]]
    return border_lines({country: shapes[country] for country in BORDER_COUNTRIES}, home=rings)


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
    return read_reference_file(PROVINCES, _provinces_of)


@lru_cache(maxsize=2)
def _provinces_of(text: str) -> Provinces:
    """The provinces that a file's text holds, kept for the next load."""
    features = json.loads(text)["features"]
    if not features:
        raise ValueError("it holds no province")
    return provinces(
        (_province(feature["properties"]), shape(feature["geometry"]) if feature["geometry"] else None)
        for feature in features
    )


def _province(properties: dict[str, str | list[str]]) -> Province:
    """A province as its feature describes it."""
    return Province(
        province_id=str(properties["province_id"]),
        name=str(properties["name"]),
        name_th=str(properties["name_th"]),
        alt_names=tuple(properties["alt_names"]),
        contains=tuple(properties["contains"]),
    )


def read_region_land() -> BaseGeometry:
    """
    The land of mainland Southeast Asia and around it, to tell whether a point lies in the sea.

    Returns
    -------
    shapely.geometry.base.BaseGeometry
        WGS 84 degrees, true to a kilometre or two.

    Raises
    ------
    ValueError
        If the file is missing or broken; the message names it and says how to rebuild it.
    """
    return read_reference_file(REGION_LAND, _land_of)


@lru_cache(maxsize=2)
def _land_of(text: str) -> BaseGeometry:
    return shapely.union_all([shape(feature["geometry"]) for feature in json.loads(text)["features"]])
