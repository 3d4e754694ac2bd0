"""Areas of interest: text and shape tell the same, and what can't be an area says why."""

import contextlib
import math

import h3.api.basic_int as h3
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.areas import (
    FAULTS,
    LONGEST_TEXT,
    Area,
    AreaError,
    box_area,
    cells_area,
    circle_area,
    map_polygon,
    polygon_area,
    read_area,
    shown_rings,
)
from geo.polylines import points_to_polyline, polyline_to_points

MAE_SOT = (98.57, 16.71)


def _fault(make) -> str:
    with pytest.raises(AreaError) as caught:
        make()
    assert str(caught.value) == FAULTS[caught.value.fault].format(**caught.value.values)
    return caught.value.fault


@pytest.mark.parametrize(
    "area",
    [
        circle_area(*MAE_SOT, 12.5),
        box_area(98, 16, 99, 17),
        polygon_area(shapely.Polygon([(98, 16), (99, 16.2), (98.5, 17)])),
        polygon_area(
            shapely.Polygon([(98, 16), (99, 16), (99, 17), (98, 17)], [[(98.4, 16.4), (98.6, 16.4), (98.5, 16.6)]])
        ),
        polygon_area(shapely.MultiPolygon([shapely.box(98, 16, 98.5, 16.5), shapely.box(99, 17, 99.5, 17.5)])),
        cells_area(h3.grid_disk(h3.latlng_to_cell(16.71, 98.57, 6), 1)),
    ],
    ids=lambda area: area.text[:8],
)
def test_a_text_makes_the_same_area_again(area: Area) -> None:
    again = read_area(area.text)
    assert again == area
    assert again.shape.equals(area.shape)
    assert len(area.text) <= LONGEST_TEXT
    assert all(letter.isalnum() or letter in ":,.~-_" for letter in area.text), "a link needs no escapes"


@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=40),
)
def test_a_polyline_keeps_points_to_the_metre(points: list[tuple[float, float]]) -> None:
    again = polyline_to_points(points_to_polyline(points))
    assert np.abs(again - np.array(points)).max() <= 0.51e-5


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_text_is_an_area_or_says_why_not(text: str) -> None:
    for given_text in (text, f"p1:{text}", f"c1:{text}", f"h1:{text}", f"b1:{text}"):
        with contextlib.suppress(AreaError):
            assert read_area(read_area(given_text).text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "unreadable"),
        ("x1:1,2", "unreadable"),
        ("c1:98.5,16.7", "unreadable"),
        ("c1:nan,16.7,2", "unreadable"),
        ("c1:98.5,16.7,20'--", "unreadable"),
        ("p1:A", "unreadable"),
        ("p1:!!", "unreadable"),
        ("h1:zz", "unreadable"),
        ("h1:", "unreadable"),
        ("c2:98.5,16.7,20", "version"),
        ("c1:98.5,16.7,0", "radius"),
        ("c1:98.5,16.7,4000", "radius"),
        ("c1:98.5,95,4", "degrees"),
        ("c1:10,50,4", "outside"),
        ("c1:60,16,100", "outside"),
        ("b1:98,16,98,17", "empty"),
        ("b1:170,10,-170,20", "antimeridian"),
        ("b1:-100,10,100,20", "antimeridian"),
        ("b1:97,16,98,100", "degrees"),
        ("h1:8564b4d7.8664b4d77", "cells"),
        ("c1:" + "9" * 3000, "unreadable"),
    ],
)
def test_what_is_no_area_says_why(text: str, fault: str) -> None:
    assert _fault(lambda: read_area(text)) == fault


def test_a_polygon_that_crosses_itself_says_where() -> None:
    bow = shapely.Polygon([(98, 16), (99, 17), (99, 16), (98, 17)])
    with pytest.raises(AreaError) as caught:
        polygon_area(bow)
    assert caught.value.fault == "crossing"
    assert (caught.value.values["longitude"], caught.value.values["latitude"]) == ("98.5000", "16.5000")


def test_a_line_and_a_point_have_no_size() -> None:
    assert _fault(lambda: polygon_area(shapely.Polygon([(98, 16), (99, 17), (98, 16)]))) == "empty"
    assert _fault(lambda: polygon_area(shapely.Polygon())) == "empty"
    assert _fault(lambda: map_polygon([(98, 16), (99, 16)])) == "empty"


def test_height_is_dropped() -> None:
    high = shapely.Polygon([(98, 16, 900), (99, 16, 900), (99, 17, 900)])
    assert polygon_area(high).text == polygon_area(shapely.force_2d(high)).text


def test_cells_of_two_sizes_and_too_many_are_refused() -> None:
    cell = h3.latlng_to_cell(16.7, 98.5, 6)
    assert _fault(lambda: cells_area([cell, h3.cell_to_parent(cell, 5)])) == "cells"
    assert _fault(lambda: cells_area([])) == "cells"
    assert _fault(lambda: cells_area(h3.grid_disk(cell, 8))) == "cells"


def test_a_circle_is_as_large_as_it_says() -> None:
    area = circle_area(*MAE_SOT, 20)
    assert area.km2 == pytest.approx(math.pi * 20**2, rel=5e-4)
    assert area.circle == (*MAE_SOT, 20)


def test_a_long_edge_drawn_on_the_map_keeps_to_the_map() -> None:
    """Straight in Web Mercator is not straight in degrees: 30 km off halfway between 5 and 25 degrees north."""
    drawn = map_polygon([(98, 5), (104, 25), (98, 25)])
    mercator = [math.asinh(math.tan(math.radians(latitude))) for latitude in (5, 25)]
    middle = math.degrees(math.atan(math.sinh(sum(mercator) / 2)))
    assert abs(middle - 15) > 0.2
    assert drawn.boundary.distance(shapely.Point(101, middle)) < 0.0004


def test_a_map_gets_corners_close_enough() -> None:
    ((ring,),) = shown_rings(box_area(97, 6, 105, 20))
    steps = np.abs(np.diff(np.array(ring), axis=0)).max()
    assert steps <= 0.25 + 1e-9
