"""Areas of interest: a circle, a box, a polygon or H3 cells as short text that an address holds, and as a polygon."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

import h3.api.basic_int as h3
import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.cells import cells_to_text, text_to_cell
from geo.polylines import DECIMALS, points_to_polyline, polyline_to_points

Kind = Literal["circle", "box", "polygon", "cells"]

REGION = (60.0, -15.0, 150.0, 55.0)
"""West, south, east, north: where an area may lie, WGS 84 degrees."""
LONGEST_TEXT = 2_000
"""Characters of an area's text: an address of that length goes through any mail."""
MOST_CELLS = 150
LEAST_KM, MOST_KM = 0.05, 1_000.0
"""Radius of a circle."""
_LEAST_KM2 = 0.001
_LEAST_DEGREES2 = 1e-12
_CORNERS = 180
_EDGE_DEGREES = 0.25
_TEXT = re.compile(r"([a-z])(\d+):([\w.,~-]*)", re.ASCII)
_GEOD = pyproj.Geod(ellps="WGS84")


class AreaError(ValueError):
    """
    What is wrong with an area.

    Attributes
    ----------
    fault
        One of `FAULTS`, for a screen that says it in its own words.
    values
        Numbers and words of that sentence.
    """

    def __init__(self, fault: str, **values: float | str) -> None:
        self.fault, self.values = fault, values
        super().__init__(FAULTS[fault].format(**values))


FAULTS = {
    "unreadable": "not an area: accepted is a text like c1:98.5,16.7,20",
    "version": "an area of version {version}, which a newer Moei made; this one reads version 1",
    "outside": "the area lies outside the region: accepted are longitudes 60 to 150 and latitudes -15 to 55 degrees",
    "degrees": "coordinates that are no degrees: found {found}; accepted is WGS 84 longitude, latitude",
    "antimeridian": "the area reaches across the antimeridian, or half round the globe",
    "empty": "the area has no size",
    "crossing": "the edge of the area crosses itself near longitude {longitude}, latitude {latitude}",
    "radius": "a radius must be 0.05 to 1000 km: found {km:g}",
    "cells": "accepted are 1 to 150 cells of one size",
    "long": "the area has too many corners for a link",
    "no_polygon": "the file holds no polygon",
    "damaged": "the file is neither whole GeoJSON nor whole KML",
    "size": "the file is larger than {megabytes:g} MB",
    "crs": "the file's coordinates are in {found}; accepted is WGS 84 longitude, latitude",
}
"""Fault -> sentence."""


@dataclass(frozen=True)
class Area:
    """
    A checked area; equal if its text is.

    Attributes
    ----------
    text
        Its text, which makes the same area again.
    kind
        What it is.
    """

    text: str
    kind: Kind

    @cached_property
    def shape(self) -> BaseGeometry:
        """Polygon or polygons in WGS 84 degrees, edges straight in longitude and latitude."""
        return _shape_of(self.text)

    @property
    def cells(self) -> tuple[int, ...]:
        """Its H3 cells; none unless it was chosen by cells."""
        return _cells_of(self.text.partition(":")[2]) if self.kind == "cells" else ()

    @property
    def circle(self) -> tuple[float, float, float] | None:
        """Longitude, latitude and radius in km of a circle; None for other kinds."""
        if self.kind != "circle":
            return None
        longitude, latitude, km = _numbers(self.text.partition(":")[2], 3)
        return longitude, latitude, km

    @cached_property
    def km2(self) -> float:
        """Its size on the ellipsoid in km2."""
        return abs(float(_GEOD.geometry_area_perimeter(self.shape)[0])) / 1e6

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        west, south, east, north = self.shape.bounds
        return west, south, east, north


def read_area(text: str) -> Area:
    """
    The area of a text.

    Parameters
    ----------
    text
        A letter for the kind, the version of the text, a colon, and: `c1:longitude,latitude,km`,
        `b1:west,south,east,north`, `p1:` rings as polylines (the first of a part is its edge, others after `.` are
        holes, parts stand apart by `~`), `h1:` cells without the `f` that end them. WGS 84 degrees.

    Returns
    -------
    Area
        Its text is the given one as Moei writes it.

    Raises
    ------
    AreaError
        If it is none, or one that can't be.

    Examples
    --------
    >>> read_area("c1:98.5,16.7,20.0").text, round(read_area("c1:98.5,16.7,20").km2)
    ('c1:98.5,16.7,20', 1256)
    >>> read_area("b1:98,16,99,17").bounds
    (98.0, 16.0, 99.0, 17.0)
    """
    found = _TEXT.fullmatch(text) if len(text) <= LONGEST_TEXT else None
    if found is None or found[1] not in _READERS:
        raise AreaError("unreadable")
    if found[2] != "1":
        raise AreaError("version", version=found[2][:6])
    return _READERS[found[1]](found[3])


def circle_area(longitude: float, latitude: float, km: float) -> Area:
    """
    What lies within a distance of a point.

    Raises
    ------
    AreaError
        If the point is no place, the radius is out of its range, or the circle lies outside the region.
    """
    if not LEAST_KM <= km <= MOST_KM:
        raise AreaError("radius", km=km if math.isfinite(km) else 0.0)
    _check_degrees(np.array([[longitude, latitude]]))
    return _checked("circle", f"c1:{_short(longitude)},{_short(latitude)},{_short(km, 3)}")


def box_area(west: float, south: float, east: float, north: float) -> Area:
    """
    What lies between two meridians and two parallels.

    Raises
    ------
    AreaError
        If it has no size, reaches across the antimeridian or lies outside the region.
    """
    _check_degrees(np.array([[west, south], [east, north]]))
    if west > east:
        raise AreaError("antimeridian")
    return _checked("box", f"b1:{','.join(map(_short, (west, south, east, north)))}")


def cells_area(cells: Iterable[int]) -> Area:
    """
    H3 cells of one resolution.

    Raises
    ------
    AreaError
        If there are none, too many, or cells of several sizes.
    """
    unique = sorted(set(cells))
    if not 0 < len(unique) <= MOST_CELLS or len({h3.get_resolution(cell) for cell in unique}) > 1:
        raise AreaError("cells")
    return _checked("cells", "h1:" + ".".join(text.rstrip("f") for text in cells_to_text(unique)))


def polygon_area(shape: BaseGeometry) -> Area:
    """
    One polygon or several, as they are; corners are kept to the metre.

    Parameters
    ----------
    shape
        WGS 84 degrees; a third coordinate is dropped.

    Raises
    ------
    AreaError
        If it has no size, crosses itself, reaches across the antimeridian, lies outside the region, or has too many
        corners for a link (`geo.area_files.short_area` simplifies).
    """
    text = polygon_text(shape)
    if len(text) > LONGEST_TEXT:
        raise AreaError("long")
    return _checked("polygon", text)


def polygon_text(shape: BaseGeometry) -> str:
    """Polygons as text, however long; their degrees are checked."""
    parts = [part for part in shapely.get_parts(shapely.force_2d(shape)) if part.geom_type == "Polygon"]
    if not parts or shape.is_empty:
        raise AreaError("empty")
    rings = [[shapely.get_coordinates(ring)[:-1] for ring in (part.exterior, *part.interiors)] for part in parts]
    for ring in (ring for part in rings for ring in part):
        _check_degrees(ring)
    return "p1:" + "~".join(".".join(points_to_polyline(ring) for ring in part) for part in rings)


def map_polygon(points: Iterable[tuple[float, float]]) -> BaseGeometry:
    """
    A polygon as somebody drew it on a Web Mercator map, where its edges were straight.

    Parameters
    ----------
    points
        Corners, longitude and latitude in degrees.

    Returns
    -------
    shapely.geometry.base.BaseGeometry
        With further corners on long edges, so that straight lines in longitude and latitude keep to what was drawn by
        20 m or so.

    Raises
    ------
    AreaError
        If there are fewer than three corners, they are no degrees, or the edges cross.
    """
    ring = np.array(list(points), dtype=np.float64).reshape(-1, 2)
    if len(ring) < 3:
        raise AreaError("empty")
    _check_degrees(ring)
    drawn = shapely.Polygon(np.column_stack([ring[:, 0], np.degrees(np.arcsinh(np.tan(np.radians(ring[:, 1]))))]))
    # Simplifying what crosses itself would quietly drop a part of it.
    check_sound(shapely.Polygon(ring))
    dense = shapely.get_coordinates(shapely.segmentize(drawn, _EDGE_DEGREES))
    latitude = np.degrees(np.arctan(np.sinh(np.radians(dense[:, 1]))))
    return shapely.Polygon(np.column_stack([dense[:, 0], latitude])).simplify(0.0002)


def check_sound(shape: BaseGeometry) -> None:
    """
    Whether polygons have a size and edges that don't cross.

    Parameters
    ----------
    shape
        WGS 84 degrees.

    Raises
    ------
    AreaError
        If they haven't, with where.
    """
    # What has no size is called invalid too.
    if shape.is_empty or shapely.convex_hull(shape).area < _LEAST_DEGREES2:
        raise AreaError("empty")
    if not shape.is_valid:
        place = re.search(r"\[(\S+) (\S+)\]", shapely.is_valid_reason(shape))
        x, y = map(float, place.groups()) if place else shapely.get_coordinates(shape)[0]
        raise AreaError("crossing", longitude=f"{x:.4f}", latitude=f"{y:.4f}")


def shown_rings(area: Area) -> list[list[list[list[float]]]]:
    """The polygons of an area as lists of rings, with corners close enough that a map draws what is meant."""
    dense = shapely.segmentize(area.shape, _EDGE_DEGREES)
    return [
        [shapely.get_coordinates(ring).round(DECIMALS).tolist() for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(dense)
    ]


def _short(value: float, decimals: int = DECIMALS) -> str:
    """A number in as few digits as it takes."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _numbers(body: str, count: int) -> list[float]:
    """So many numbers with commas between."""
    try:
        numbers = [float(part) for part in body.split(",")]
    except ValueError as error:
        raise AreaError("unreadable") from error
    if len(numbers) != count or not all(map(math.isfinite, numbers)):
        raise AreaError("unreadable")
    return numbers


def _cells_of(body: str) -> tuple[int, ...]:
    try:
        return tuple(text_to_cell(text.ljust(15, "f")) for text in body.split("."))
    except ValueError as error:
        raise AreaError("unreadable") from error


def _rings_of(body: str) -> shapely.MultiPolygon:
    try:
        parts = [[polyline_to_points(ring) for ring in part.split(".")] for part in body.split("~")]
        return shapely.MultiPolygon([shapely.Polygon(part[0], part[1:]) for part in parts])
    except (ValueError, shapely.errors.ShapelyError) as error:
        raise AreaError("unreadable") from error


_READERS: dict[str, Callable[[str], Area]] = {
    "c": lambda body: circle_area(*_numbers(body, 3)),
    "b": lambda body: box_area(*_numbers(body, 4)),
    "p": lambda body: polygon_area(_rings_of(body)),
    "h": lambda body: cells_area(_cells_of(body)),
}


@lru_cache(maxsize=64)
def _shape_of(text: str) -> BaseGeometry:
    """The polygons of a text that Moei wrote."""
    kind, body = text[0], text.partition(":")[2]
    if kind == "c":
        longitude, latitude, km = _numbers(body, 3)
        turn = np.linspace(0, 360, _CORNERS, endpoint=False)
        same = np.ones(_CORNERS)
        x, y, _ = _GEOD.fwd(longitude * same, latitude * same, turn, km * 1000 * same)
        return shapely.Polygon(np.column_stack([x, y]))
    if kind == "b":
        west, south, east, north = _numbers(body, 4)
        return shapely.box(west, south, east, north)
    if kind == "h":
        rings = [np.array(h3.cell_to_boundary(cell))[:, ::-1] for cell in _cells_of(body)]
        cells: BaseGeometry = shapely.union_all([shapely.Polygon(ring) for ring in rings], grid_size=1e-9)
        return cells
    return _rings_of(body)


def _check_degrees(points: NDArray[np.float64]) -> None:
    """Whether points are on the globe."""
    wrong = points[~np.all(np.isfinite(points) & (np.abs(points) <= (180.0, 90.0)), axis=1)]
    if len(wrong):
        raise AreaError("degrees", found=", ".join(f"{value:g}" for value in wrong[0]))


def _checked(kind: Kind, text: str) -> Area:
    """An area whose polygon was looked at."""
    area = Area(text, kind)
    west, south, east, north = shapely.bounds(area.shape)
    if not math.isfinite(west):
        raise AreaError("empty")
    if east - west > 180:
        raise AreaError("antimeridian")
    if west < REGION[0] or south < REGION[1] or east > REGION[2] or north > REGION[3]:
        raise AreaError("outside")
    check_sound(area.shape)
    if area.km2 < _LEAST_KM2:
        raise AreaError("empty")
    return area
