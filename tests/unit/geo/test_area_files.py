"""Uploaded polygons: read, put together, simplified with the error told, refused with a reason."""

import json
import time

import numpy as np
import pytest
import shapely

from geo.area_files import read_area_file
from geo.areas import LONGEST_TEXT, AreaError

SQUARE = [[98, 16], [99, 16], [99, 17], [98, 17], [98, 16]]


def _geojson(*rings, **more) -> bytes:
    return json.dumps({"type": "Polygon", "coordinates": list(rings), **more}).encode()


def _kml(coordinates: str) -> bytes:
    ring = f"<outerBoundaryIs><LinearRing><coordinates>{coordinates}</coordinates></LinearRing></outerBoundaryIs>"
    head = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>'
    return f"{head}<Polygon>{ring}</Polygon></Placemark></Document></kml>".encode()


def _fault(content: bytes) -> str:
    with pytest.raises(AreaError) as caught:
        read_area_file(content)
    return caught.value.fault


def test_a_polygon_is_read_from_both_formats() -> None:
    kml = _kml("98,16,5 99,16,5 99,17,5 98,17,5 98,16,5")
    assert read_area_file(kml).area == read_area_file(_geojson(SQUARE)).area


def test_polygons_of_a_collection_are_put_together_and_points_left_out() -> None:
    other = [[98.5, 16.5], [100, 16.5], [100, 18], [98.5, 18], [98.5, 16.5]]
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for ring in (SQUARE, other)
    ]
    features.append({"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}})
    features.append({"type": "Feature", "properties": {}, "geometry": None})
    found = read_area_file(json.dumps({"type": "FeatureCollection", "features": features}).encode())
    whole = shapely.union(shapely.Polygon(SQUARE), shapely.Polygon(other))
    assert found.area.shape.symmetric_difference(whole).area < 1e-8


def test_a_polygon_of_a_million_corners_becomes_a_link_with_its_error_told() -> None:
    turn = np.linspace(0, 2 * np.pi, 1_000_000)
    radius = 0.5 + 0.02 * np.sin(40 * turn)
    ring = np.column_stack([98.5 + radius * np.cos(turn), 16.5 + radius * np.sin(turn)]).round(7)
    ring[-1] = ring[0]
    started = time.monotonic()
    found = read_area_file(_geojson(ring.tolist()))
    assert time.monotonic() - started < 60
    assert found.corners == 999_999
    assert found.kept < 1000
    assert len(found.area.text) <= LONGEST_TEXT
    points = shapely.points(ring[::997])
    degrees = shapely.distance(points, found.area.shape.boundary).max()
    assert 0 < degrees * 105_000 <= found.error_m * 1.05
    assert found.error_m < 1_000


def test_what_lies_outside_the_region_is_clipped_and_said() -> None:
    wide = [[50, 16], [99, 16], [99, 17], [50, 17], [50, 16]]
    found = read_area_file(_geojson(wide))
    assert found.is_clipped
    assert found.area.bounds[0] == 60
    assert not read_area_file(_geojson(SQUARE)).is_clipped


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"[1, 2]", "damaged"),
        (b'{"type": "Topology"}', "damaged"),
        (b"<kml><Polygon>", "damaged"),
        (b"<html></html>", "damaged"),
        (b'<!DOCTYPE kml [<!ENTITY a "b">]><kml/>', "damaged"),
        (_kml("a,b c,d e,f"), "damaged"),
        (b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>', "no_polygon"),
        (b'{"type": "Point", "coordinates": [98, 16]}', "no_polygon"),
        (b'{"type": "FeatureCollection", "features": []}', "no_polygon"),
        (_geojson([[470000, 1840000], [480000, 1840000], [480000, 1850000], [470000, 1840000]]), "degrees"),
        (_geojson(SQUARE, crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32647"}}), "crs"),
        (_geojson([[98, 16], [99, 17], [99, 16], [98, 17], [98, 16]]), "crossing"),
        (_geojson([[98, 16], [99, 17], [98, 16], [98, 16]]), "empty"),
        (_geojson([[-170, 10], [170, 10], [170, 20], [-170, 20], [-170, 10]]), "antimeridian"),
        (_geojson([[1, 1], [2, 1], [2, 2], [1, 1]]), "outside"),
        (_geojson([[16, 98], [16, 99], [17, 99], [16, 98]]), "degrees"),
        (b'{"type":"GeometryCollection","geometries":' + b"[" * 100_000, "damaged"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_file_that_gives_no_area_says_why(content: bytes, fault: str) -> None:
    assert _fault(content) == fault


def test_wgs_84_may_be_named() -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert read_area_file(_geojson(SQUARE, crs=crs)).area == read_area_file(_geojson(SQUARE)).area
