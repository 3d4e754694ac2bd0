"""Geometries as columns: a point in WGS 84 that stands for each, and what kind of geometry it is."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyproj
import shapely
from numpy.typing import NDArray

from etl.read.astext import column_text
from etl.read.frame import GEOMETRY, LATITUDE, LINE, LONGITUDE, Fault, row_json, text_batch

POINT_COLUMNS = (LONGITUDE, LATITUDE, GEOMETRY)
_KINDS = np.array(
    [
        "",
        "Point",
        "LineString",
        "LinearRing",
        "Polygon",
        "MultiPoint",
        "MultiLineString",
        "MultiPolygon",
        "GeometryCollection",
    ]
)
"""Names of shapely's geometry types, from -1 for none."""
_ACCEPTED = "a geometry with longitudes from -180 to 180 and latitudes from -90 to 90"
_DIGITS = 9
"""Decimals of a degree that are kept: a tenth of a millimetre."""


def located_batch(
    header: Sequence[str],
    columns: Sequence[Any],
    lines: Sequence[int],
    geometries: NDArray[np.object_],
    broken: Sequence[str],
    faults: list[Fault],
    *,
    crs: pyproj.CRS | None = None,
) -> pa.RecordBatch:
    """
    A batch with the columns of a point for each geometry.

    Parameters
    ----------
    header, columns, lines
        Names, text columns and lines of the rows, without the point's.
    geometries
        A geometry for each row, or None.
    broken
        For each row what a geometry that can't be read looks like; empty for the others.
    faults
        Gathers rows whose geometry can't be read or is nowhere on Earth.
    crs
        What the geometries are given in, if not longitude and latitude of WGS 84.

    Returns
    -------
    pyarrow.RecordBatch
        A point as it is, for any other geometry a point on it.
    """
    bounds = shapely.bounds(geometries)
    is_empty = shapely.is_missing(geometries) | shapely.is_empty(geometries)
    if crs is None:
        outside = (np.abs(bounds[:, [0, 2]]) > 180).any(axis=1) | (np.abs(bounds[:, [1, 3]]) > 90).any(axis=1)
    else:
        outside = np.zeros(len(bounds), bool)
    outside |= ~is_empty & ~np.isfinite(bounds).all(axis=1)
    is_usable = ~is_empty & ~outside
    longitude, latitude = _points(geometries, is_usable, crs)
    outside |= is_usable & ~((np.abs(longitude) <= 180) & (np.abs(latitude) <= 90))
    texts = [*columns, *_point_texts(longitude, latitude), _kinds(geometries)]
    batch = text_batch([*header, *POINT_COLUMNS], texts, lines)
    is_bad = outside | np.array([bool(words) for words in broken], bool)
    for row in np.flatnonzero(is_bad).tolist():
        found = broken[row] or _bounds_words(bounds[row])
        column = LATITUDE if (np.abs(bounds[row, [1, 3]]) > 90).any() else LONGITUDE
        values = {name: values[0] for name, values in batch.slice(row, 1).to_pydict().items()}
        raw_row = row_json({name: value for name, value in values.items() if name != LINE})
        faults.append(
            Fault(line=lines[row], column=column, rule="geometry", found=found, accepted=_ACCEPTED, raw_row=raw_row)
        )
    return batch.filter(pa.array(~is_bad))


def _points(
    geometries: NDArray[np.object_], is_usable: NDArray[np.bool_], crs: pyproj.CRS | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Longitude and latitude of a point for each usable geometry, NaN for the others."""
    longitude, latitude = np.full(len(geometries), np.nan), np.full(len(geometries), np.nan)
    chosen = geometries[is_usable]
    is_point = shapely.get_type_id(chosen) == 0
    points = chosen.copy()
    points[~is_point] = shapely.point_on_surface(chosen[~is_point])
    x, y = shapely.get_x(points), shapely.get_y(points)
    if crs is not None:
        x, y = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True).transform(x, y)
    longitude[is_usable], latitude[is_usable] = x, y
    return longitude, latitude


def _point_texts(longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> list["pa.Array[Any]"]:
    """Coordinates as text, nothing for NaN."""
    return [column_text(pa.array(np.round(values, _DIGITS))) for values in (longitude, latitude)]


def _kinds(geometries: NDArray[np.object_]) -> list[str]:
    """Kind of each geometry, empty for none."""
    kinds: list[str] = _KINDS[shapely.get_type_id(geometries) + 1].tolist()
    return kinds


def _bounds_words(bounds: NDArray[np.float64]) -> str:
    """Where a geometry is, as a person reads it."""
    west, south, east, north = (f"{value:g}" for value in bounds)
    if (west, south) == (east, north):
        return f"longitude {west}, latitude {south}"
    return f"longitudes {west} to {east}, latitudes {south} to {north}"


def foreign_crs(given: object) -> pyproj.CRS | None:
    """
    A coordinate system that isn't longitude and latitude of WGS 84.

    Parameters
    ----------
    given
        As a format names it, in any way that pyproj reads.

    Returns
    -------
    pyproj.CRS or None
        None for WGS 84, and where none is named.

    Raises
    ------
    pyproj.exceptions.CRSError
        If nobody knows it.
    """
    if not given:
        return None
    crs = pyproj.CRS.from_user_input(given)
    is_wgs84 = crs.equals(pyproj.CRS("EPSG:4326"), ignore_axis_order=True) or crs.equals(pyproj.CRS("OGC:CRS84"))
    return None if is_wgs84 else crs
