"""Where a record may stand in a file: no finer than it is drawn on the map."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.layers.compounds import RING_KM
from geo.cells import cell_centres, cells_to_text

_CELL = {"site": "h3_r9", "town": "h3_r7", "district": "h3_r6"}
"""Precision -> the finest cell that it bears out."""
NOT_MAPPED = ("province", "country", "unknown")
"""How little is known of what has no point."""
_COARSE = "h3_r5"
"""The cell of a district of a record that isn't public, and so has no finer one."""
_DECIMALS = {"site": 4, "town": 3, "district": 2}
"""Decimals of a degree: 11 m, 110 m, 1.1 km."""


def drawn_points(frame: pd.DataFrame) -> pd.DataFrame:
    """
    Rows with the point that they are drawn at, instead of the one that they are stored with.

    A site keeps its point; a town or district stands in the middle of its H3 cell of resolution 7 or 6, of 5
    where that is the finest that may be told; what is known
    to a province or a country, or to nowhere, has no point.

    Parameters
    ----------
    frame
        location_precision, longitude and latitude in degrees of WGS 84, h3_r9, h3_r7, h3_r6, h3_r5.

    Returns
    -------
    pandas.DataFrame
        The same without the cells; longitude, latitude, radius_km (of the disk that the map draws), h3_cell as text,
        and not_mapped: `province`, `country` or `unknown` where there is no point.
    """
    points = [_point(row) for row in frame.to_dict("records")]
    told = pd.DataFrame(points, columns=["longitude", "latitude", "radius_km", "h3_cell", "not_mapped"], dtype="object")
    kept = frame.drop(columns=["longitude", "latitude", *_CELL.values(), _COARSE]).reset_index(drop=True)
    return pd.concat([kept, told], axis=1)


def _point(row: Mapping[Any, Any]) -> tuple[float | None, float | None, float | None, str | None, str | None]:
    precision = row["location_precision"]
    cell = row[_CELL[precision]] if precision in _CELL else None
    if precision == "district" and pd.isna(cell):
        cell = row[_COARSE]
    if pd.isna(cell) or pd.isna(row["longitude"]) or pd.isna(row["latitude"]):
        return None, None, None, None, precision if precision in NOT_MAPPED else NOT_MAPPED[-1]
    longitude, latitude = row["longitude"], row["latitude"]
    if precision != "site":
        (longitude,), (latitude,) = cell_centres([int(cell)])
    decimals = _DECIMALS[precision]
    (text,) = cells_to_text([int(cell)])
    return round(longitude, decimals), round(latitude, decimals), RING_KM.get(precision), text, None
