import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.coordinates import point_faults
from geo.point_faults import POINT_FAULTS

LAND = shapely.union(shapely.box(97, 10, 106, 21), shapely.box(99, 5, 100, 10))


def fault_of(longitude, latitude, **options):
    return point_faults(np.array([longitude]), np.array([latitude]), land=LAND, **options)[0]


@pytest.mark.parametrize(
    ("longitude", "latitude", "fault"),
    [
        (98.564, 16.626, ""),
        (np.nan, np.nan, ""),
        (np.nan, 16.6, "incomplete"),
        (98.5, np.nan, "incomplete"),
        (98.5, 91.0, "out_of_range"),
        (-200.0, 16.0, "out_of_range"),
        (np.inf, 16.0, "out_of_range"),
        (200.0, np.nan, "incomplete"),
        (0.0, 0.0, "null_island"),
        (0.005, -0.005, "null_island"),
        (0.5, 0.5, "far"),
        (16.626, 98.564, "swapped"),
        (13.7, 89.0, "swapped"),
        (2.35, 48.86, "far"),
        (116.4, 39.9, "far"),
        (103.0, 8.0, "in_sea"),
        (100.04, 7.0, ""),
        (100.06, 7.0, "in_sea"),
        (96.0, 8.0, ""),
        (103.0, 1.3, ""),
        (104.0, 22.5, ""),
    ],
)
def test_a_point_has_the_first_fault_that_holds(longitude, latitude, fault):
    assert fault_of(longitude, latitude) == fault


def test_centre_and_reach_are_the_callers_choice():
    assert fault_of(116.4, 39.9, reach_km=5000) == ""
    assert fault_of(98.5, 16.6, centre=(0.0, 50.0)) == "far"


def test_many_points_are_judged_as_each_alone():
    rng = np.random.default_rng(3)
    x, y = rng.uniform(-180, 180, 300), rng.uniform(-90, 90, 300)
    x[:150], y[:150] = rng.uniform(95, 108, 150), rng.uniform(3, 23, 150)
    assert point_faults(x, y, land=LAND).tolist() == [fault_of(a, b) for a, b in zip(x, y, strict=True)]


@given(st.floats(), st.floats())
def test_any_two_numbers_get_one_of_the_closed_list(longitude, latitude):
    assert fault_of(longitude, latitude) in POINT_FAULTS


def test_no_points_have_no_faults_and_without_land_there_is_no_sea():
    assert point_faults(np.array([]), np.array([]), land=LAND).tolist() == []
    assert point_faults(np.array([103.0]), np.array([8.0]), land=shapely.Polygon()).tolist() == [""]


def test_arrays_of_another_shape_are_refused():
    with pytest.raises(ValueError, match="one shape"):
        point_faults(np.array([1.0]), np.array([1.0, 2.0]), land=LAND)
