"""An uploaded GeoJSON or KML polygon as an area: read, checked, and simplified as far as a link needs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.areas import LONGEST_TEXT, REGION, Area, AreaError, check_sound, polygon_area, polygon_text

LARGEST_MB = 64.0
"""Size of a file; its polygon is held in memory."""
_WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326", "OGC:CRS84")
_FIRST_TOLERANCE_M = 2.0
_ROUNDING_M = 1.0
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, RecursionError, shapely.errors.ShapelyError)


@dataclass(frozen=True)
class FileArea:
    """
    The area of a file.

    Attributes
    ----------
    area
        The area.
    error_m
        How far at most a corner of the file's polygon lies from the area's edge, in metres.
    corners, kept
        Corners in the file, and of the area.
    is_clipped
        Whether a part outside the region was left out.
    """

    area: Area
    error_m: float
    corners: int
    kept: int
    is_clipped: bool


def read_area_file(content: bytes) -> FileArea:
    """
    The polygons of a GeoJSON or KML file, put together.

    Parameters
    ----------
    content
        The file. Points and lines in it are left out.

    Returns
    -------
    FileArea

    Raises
    ------
    AreaError
        If it is too large, neither GeoJSON nor KML, in other coordinates than WGS 84 degrees, holds no polygon, or
        one that has no size, crosses itself, reaches across the antimeridian or lies outside the region.

    Examples
    --------
    >>> square = [[[98, 16, 5], [99, 16, 5], [99, 17, 5], [98, 17, 5], [98, 16, 5]]]
    >>> found = read_area_file(json.dumps({"type": "Polygon", "coordinates": square}).encode())
    >>> found.area.bounds, found.corners, found.is_clipped
    ((98.0, 16.0, 99.0, 17.0), 4, False)
    """
    if len(content) > LARGEST_MB * 1e6:
        raise AreaError("size", megabytes=LARGEST_MB)
    text = content.decode("utf-8-sig", errors="replace").lstrip()
    polygons = list(_kml_polygons(text) if text.startswith("<") else _geojson_polygons(text))
    if not polygons:
        raise AreaError("no_polygon")
    return short_area(shapely.MultiPolygon(polygons) if len(polygons) > 1 else polygons[0])


def short_area(polygons: BaseGeometry) -> FileArea:
    """
    Polygons as an area that fits a link.

    Parameters
    ----------
    polygons
        A polygon, or several, which may overlap; WGS 84 degrees.

    Returns
    -------
    FileArea

    Raises
    ------
    AreaError
        As `read_area_file`.
    """
    whole = shapely.force_2d(polygons)
    corners = shapely.get_num_coordinates(whole) - sum(
        1 + len(part.interiors) for part in shapely.get_parts(whole) if not part.is_empty
    )
    merged = shapely.union_all(_sound(whole))
    clipped = shapely.intersection(merged, shapely.box(*REGION))
    if shapely.area(clipped) == 0:
        raise AreaError("outside")
    area, error_m = _simplified(clipped)
    kept = shapely.get_num_coordinates(area.shape) - len(shapely.get_parts(area.shape))
    is_clipped = bool(shapely.area(merged) - shapely.area(clipped) > 1e-9)
    return FileArea(area, error_m, int(corners), int(kept), is_clipped)


def _sound(whole: BaseGeometry) -> list[BaseGeometry]:
    """The parts of a file's polygons, each checked."""
    points = shapely.get_coordinates(whole)
    wrong = points[~np.all(np.isfinite(points) & (np.abs(points) <= (180.0, 90.0)), axis=1)]
    if len(wrong):
        raise AreaError("degrees", found=", ".join(f"{value:g}" for value in wrong[0]))
    west, _, east, _ = shapely.bounds(whole)
    if east - west > 180:
        raise AreaError("antimeridian")
    parts = list(shapely.get_parts(whole))
    for part in parts:
        check_sound(part)
    return parts


def _simplified(polygons: BaseGeometry) -> tuple[Area, float]:
    """The area with as many corners as a link holds, and the error in metres."""
    middle = polygons.centroid
    plane = pyproj.Transformer.from_crs(
        "EPSG:4326", f"+proj=laea +lon_0={middle.x} +lat_0={middle.y} +datum=WGS84", always_xy=True
    )
    flat = _projected(polygons, plane)
    tolerance, found = 0.0, polygons
    while len(polygon_text(found)) > LONGEST_TEXT:
        tolerance = tolerance * 1.6 or _FIRST_TOLERANCE_M
        found = _projected(_slimmer(flat, tolerance), plane, inverse=True)
    area = polygon_area(found)
    points = shapely.points(shapely.get_coordinates(flat))
    edge = shapely.boundary(_projected(area.shape, plane))
    shapely.prepare(edge)
    return area, float(np.ceil(shapely.distance(points, edge).max())) if tolerance else _ROUNDING_M


def _slimmer(flat: BaseGeometry, tolerance_m: float) -> BaseGeometry:
    """Fewer corners, and without parts and holes that a corner's error would swallow."""
    slim = shapely.simplify(flat, tolerance_m, preserve_topology=True)
    least = tolerance_m**2
    parts = [
        shapely.Polygon(part.exterior, [hole for hole in part.interiors if shapely.Polygon(hole).area > least])
        for part in shapely.get_parts(slim)
        if part.geom_type == "Polygon"
    ]
    largest = max(parts, key=lambda part: part.area)
    return shapely.MultiPolygon([part for part in parts if part.area > least or part is largest])


def _projected(polygons: BaseGeometry, plane: pyproj.Transformer, *, inverse: bool = False) -> BaseGeometry:
    direction = pyproj.enums.TransformDirection.INVERSE if inverse else pyproj.enums.TransformDirection.FORWARD

    def moved(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(plane.transform(points[:, 0], points[:, 1], direction=direction))

    return shapely.transform(polygons, moved)


def _geojson_polygons(text: str) -> Iterator[shapely.Polygon]:
    """The polygons of a GeoJSON text."""
    try:
        content = json.loads(text)
        crs = content.get("crs")
        found = list(_geometries(content))
    except _BROKEN as error:
        raise AreaError("damaged") from error
    name = str(crs["properties"].get("name", "")) if isinstance(crs, dict) and "properties" in crs else ""
    if name and not name.endswith(_WGS84):
        raise AreaError("crs", found=name[:60])
    yield from found


def _geometries(content: Any) -> Iterator[shapely.Polygon]:
    """Polygons at any depth."""
    match content.get("type"):
        case "FeatureCollection":
            for feature in content["features"]:
                yield from _geometries(feature)
        case "Feature":
            if content["geometry"] is not None:
                yield from _geometries(content["geometry"])
        case "GeometryCollection":
            for geometry in content["geometries"]:
                yield from _geometries(geometry)
        case "Polygon" | "MultiPolygon":
            yield from (part for part in shapely.get_parts(shape(content)) if isinstance(part, shapely.Polygon))
        case "Point" | "MultiPoint" | "LineString" | "MultiLineString":
            return
        case _:
            raise ValueError("not GeoJSON")


def _kml_polygons(text: str) -> Iterator[shapely.Polygon]:
    """The polygons of a KML text, whose entities are refused and whose links nobody follows."""
    if "<!ENTITY" in text or "<!DOCTYPE" in text:
        raise AreaError("damaged")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - entities are refused above
        found = [_kml_polygon(each) for each in root.iter() if each.tag.rpartition("}")[2] == "Polygon"]
    except (*_BROKEN, ElementTree.ParseError) as error:
        raise AreaError("damaged") from error
    if root.tag.rpartition("}")[2] != "kml":
        raise AreaError("damaged")
    yield from found


def _kml_polygon(element: ElementTree.Element) -> shapely.Polygon:
    """One polygon with its holes; heights are dropped."""
    rings = [
        [tuple(map(float, point.split(",")[:2])) for point in (each.text or "").split()]
        for each in element.iter()
        if each.tag.rpartition("}")[2] == "coordinates"
    ]
    return shapely.Polygon(rings[0], rings[1:])
