"""What is shown, as files to take away: CSV that is safe in Excel, GeoJSON and GeoParquet. Pure: a frame to bytes."""

import csv
import io
import re
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""How a text begins that a spreadsheet may run; Excel reads full-width signs as their narrow ones."""
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSAFE_IN_NAMES = re.compile(r"[^a-z0-9-]+")
_POINT = {"longitude", "latitude"}


def file_name(name: str, as_of: date | None, ending: str) -> str:
    """
    Name of a file: what it holds, the day to which its records go, and its kind.

    Examples
    --------
    >>> file_name("Sector shares", date(2026, 3, 13), "csv")
    'moei-sector-shares-2026-03-13.csv'
    """
    word = _UNSAFE_IN_NAMES.sub("-", name.lower()).strip("-") or "records"
    return "-".join(["moei", word, *([as_of.isoformat()] if as_of else [])]) + f".{ending}"


def is_placed(frame: pd.DataFrame) -> bool:
    """Whether a frame has a point for its rows, so that it can be drawn on a map."""
    return set(frame.columns) >= _POINT


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """
    A frame as CSV in UTF-8 with a byte order mark, by which Excel knows Thai.

    Parameters
    ----------
    frame
        What is shown. Text that a spreadsheet would take for a formula comes with an apostrophe before it; numbers
        stay numbers; what is missing is empty.

    Examples
    --------
    >>> csv_bytes(pd.DataFrame({"a": ["=1+1", "-5"], "n": [-1.5, None]})).decode("utf-8-sig").splitlines()
    ['a,n', "'=1+1,-1.5", '-5,']
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_cell(str(column)) for column in frame.columns])
    # An array for each column: a whole row's would turn whole numbers into fractions.
    columns = [[_cell(_value(value)) for value in frame.iloc[:, number]] for number in range(frame.shape[1])]
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue().encode("utf-8-sig")


def geojson_bytes(frame: pd.DataFrame) -> bytes:
    """
    The rows of a frame as points of GeoJSON, in longitude and latitude of WGS 84; a row without a place has none.

    Raises
    ------
    ValueError
        If the frame has no columns of longitude and latitude.
    """
    plain = _placed(frame)
    values = {column: [_value(value) for value in plain[column]] for column in plain.columns.drop("geometry")}
    rows = gpd.GeoDataFrame(pd.DataFrame(values, dtype=object), geometry=plain.geometry.to_numpy(), crs=plain.crs)
    return str(rows.to_json(na="null", drop_id=True, ensure_ascii=False)).encode("utf-8")


def geoparquet_bytes(frame: pd.DataFrame) -> bytes:
    """
    The rows of a frame as points of GeoParquet, in longitude and latitude of WGS 84.

    Raises
    ------
    ValueError
        If the frame has no columns of longitude and latitude.
    """
    rows = _placed(frame)
    for column in rows.columns.drop("geometry"):
        if rows[column].dtype == object:
            rows[column] = [_text(_value(value)) for value in rows[column]]
    content = io.BytesIO()
    rows.to_parquet(content, index=False)
    return content.getvalue()


def _placed(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """The frame with a point a row, in WGS 84; none where half of it is missing or it is nowhere on Earth."""
    if not is_placed(frame):
        raise ValueError("a frame without columns longitude and latitude can't be drawn on a map")
    own = frame.drop(columns="geometry", errors="ignore").reset_index(drop=True)
    own.columns = [str(column) for column in own.columns]
    longitude = pd.to_numeric(own["longitude"], errors="coerce").to_numpy(float, na_value=np.nan)
    latitude = pd.to_numeric(own["latitude"], errors="coerce").to_numpy(float, na_value=np.nan)
    points = gpd.points_from_xy(longitude, latitude)
    points[~((np.abs(longitude) <= 180) & (np.abs(latitude) <= 90))] = None
    return gpd.GeoDataFrame(own, geometry=points, crs="EPSG:4326")


def _value(value: Any) -> Any:
    """A value that CSV and JSON know: text, a number, truth, or nothing; days as ISO 8601."""
    if isinstance(value, np.ndarray | list | tuple):
        return "; ".join(str(one) for one in value)
    if value is None or pd.isna(value):
        return None
    if isinstance(value, date):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value if isinstance(value, bool | int | float) else _CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(value))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _cell(value: Any) -> Any:
    """A value as a cell that no spreadsheet runs."""
    is_run = isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value)
    return f"'{value}" if is_run else value
