"""Inside, perhaps, outside: by the circle of what is known of a place; the border that an area faces."""

import h3.api.basic_int as h3
import numpy as np
import pytest
import shapely

from geo.area_places import INSIDE, OUTSIDE, PERHAPS, border_of, distances_km, places_in, shapes_in
from geo.areas import box_area, cells_area, circle_area
from geo.borderline import border_lines

DEGREE_KM = 111.0


@pytest.mark.parametrize(
    ("km", "precision", "place"),
    [
        (0, "site", INSIDE),
        (9.9, "site", INSIDE),
        (10.1, "site", OUTSIDE),
        (4.9, "town", INSIDE),
        (5.1, "town", PERHAPS),
        (14.9, "town", PERHAPS),
        (15.1, "town", OUTSIDE),
        (0, "district", PERHAPS),
        (29.8, "district", PERHAPS),
        (30.3, "district", OUTSIDE),
    ],
)
def test_the_circle_of_what_is_known_decides(km: float, precision: str, place: int) -> None:
    area = circle_area(98.5, 16.7, 10)
    x, y = [98.5], [16.7 + km / 110.65]
    assert places_in(area, x, y, np.array([precision])).tolist() == [place]


def test_cells_hold_what_they_count_and_no_coarser_record() -> None:
    cell = h3.latlng_to_cell(16.7, 98.5, 7)
    latitude, longitude = h3.cell_to_latlng(cell)
    precision = np.array(["site", "town", "district", "town"])
    x, y = [longitude] * 3 + [longitude + 0.1], [latitude] * 4
    assert places_in(cells_area([cell]), x, y, precision).tolist() == [INSIDE, INSIDE, PERHAPS, OUTSIDE]


def test_another_precision_is_refused() -> None:
    with pytest.raises(ValueError, match="province"):
        places_in(circle_area(98.5, 16.7, 10), [98.5], [16.7], np.array(["province"]))


def test_no_points_are_no_places() -> None:
    assert places_in(circle_area(98.5, 16.7, 10), [], [], np.array([], dtype=str)).size == 0


def test_distances_are_those_on_the_ground() -> None:
    area = box_area(98, 16, 99, 17)
    found = distances_km(area, [98.5, 98.5, np.nan], [16.5, 18.0, 16.0])
    assert found[0] == 0
    assert found[1] == pytest.approx(110.66, rel=0.005)
    assert np.isnan(found[2])


def test_provinces_are_inside_or_cut() -> None:
    shapes = {
        "in": shapely.box(98.2, 16.2, 98.4, 16.4),
        "cut": shapely.box(98.9, 16, 99.5, 17),
        "out": shapely.box(1, 1, 2, 2),
    }
    assert shapes_in(box_area(98, 16, 99, 17), shapes) == (("in",), ("cut",))


LINES = border_lines({"MM": [(99, 18), (99, 16)]}, home=[[(99, 18), (99, 16), (102, 16), (102, 18)]])


def test_an_area_on_the_border_faces_its_own_stretch() -> None:
    km, (facing,) = border_of(box_area(98.9, 16.5, 99.1, 17), LINES)
    assert km == 0
    assert (facing.neighbour, facing.from_km, facing.to_km) == (
        "MM",
        pytest.approx(110.66, abs=0.5),
        pytest.approx(165.98, abs=0.5),
    )


def test_an_area_beside_the_border_says_how_far_and_one_inland_that_it_is_far() -> None:
    km, facing = border_of(box_area(98.7, 16.5, 98.9, 17), LINES)
    assert km == pytest.approx(10.65, abs=0.1)
    assert len(facing) == 1
    assert border_of(box_area(101, 16.5, 101.2, 17), LINES) == (None, ())
    km, facing = border_of(circle_area(98.3, 16.9, 2), LINES)
    assert 70 < (km or 0) < 74
    assert facing == ()
