import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from etl.reference import read_border_lines
from geo.borderline import REACH_KM, border_lines

GEOD = pyproj.Geod(ellps="WGS84")
LINES = read_border_lines()
NAMES = [*LINES.coordinates]
SQUARE = [(99, 17), (99, 16), (102, 16), (102, 17)]
PLACES = {
    # from north to south along the border with Myanmar
    "tachileik": (99.881, 20.448),
    "shwe-kokko": (98.5309, 16.8205),
    "x-friendship-bridge-2": (98.5, 16.73),
    "myawaddy": (98.508, 16.688),
    "kk-park": (98.557, 16.631),
    "waw-lay": (98.7, 16.3),
    "x-three-pagodas": (98.405, 15.301),
    "x-ban-phu-nam-ron": (98.97, 14.07),
    "x-singkhon": (99.66, 11.79),
    "kawthaung": (98.55, 9.983),
}


def point_at(name: str, km: float) -> tuple[float, float]:
    """The point of a line at a border kilometre."""
    chainage, vertices = LINES.chainage_km[name], LINES.coordinates[name]
    return float(np.interp(km, chainage, vertices[:, 0])), float(np.interp(km, chainage, vertices[:, 1]))


def located(*points):
    return LINES.locate([x for x, _ in points], [y for _, y in points])


POINTS_ON_LINES = st.sampled_from(NAMES).flatmap(
    lambda name: st.tuples(st.just(name), st.floats(0, LINES.length_km[name]))
)
POINTS_NEARBY = st.tuples(st.floats(96.5, 106.5), st.floats(5, 21.5))


def test_the_lines_run_from_tripoint_to_tripoint_and_to_the_sea():
    ends = {name: [tuple(vertices[0]), tuple(vertices[-1])] for name, vertices in LINES.coordinates.items()}
    assert NAMES == ["MM", "LA", "KH", "MY"]
    assert ends["MM"][0] == ends["LA"][0] == pytest.approx((100.083, 20.352), abs=0.01)
    assert ends["LA"][1] == ends["KH"][0] == pytest.approx((105.21, 14.347), abs=0.01)
    assert ends["MM"][1] == pytest.approx((98.57, 9.97), abs=0.02)
    assert ends["KH"][1] == pytest.approx((102.913, 11.646), abs=0.01)
    assert ends["MY"][0] == pytest.approx((100.12, 6.42), abs=0.01)
    assert ends["MY"][1] == pytest.approx((102.09, 6.24), abs=0.01)


def test_the_lines_are_as_long_as_the_method_says_and_near_the_published_lengths():
    found = {name: round(length, 1) for name, length in LINES.length_km.items()}
    assert found == {"MM": 2403.2, "LA": 1985.9, "KH": 799.9, "MY": 602.1}
    published = {"MM": 2416, "LA": 1845, "KH": 817, "MY": 595}
    assert all(length == pytest.approx(published[name], rel=0.08) for name, length in found.items())


@pytest.mark.parametrize("name", NAMES)
def test_a_line_is_simple_and_its_chainage_is_the_ellipsoids(name):
    vertices, chainage = LINES.coordinates[name], LINES.chainage_km[name]
    assert shapely.LineString(vertices).is_simple
    assert np.all(np.diff(chainage) > 0)
    assert chainage[0] == 0
    assert chainage[-1] == pytest.approx(GEOD.line_length(*vertices.T) / 1000)


@pytest.mark.parametrize("name", NAMES)
def test_the_home_side_runs_along_each_line_so_that_the_sign_turns_on_it(name):
    vertices = shapely.points(LINES.coordinates[name])
    assert shapely.distance(vertices, LINES.home.boundary).max() < 2e-5


@given(POINTS_ON_LINES)
def test_a_point_on_a_line_has_its_kilometre_and_no_offset(point):
    name, km = point
    places = located(point_at(name, km))
    assert abs(places.offset_km[0]) < 0.001
    assert places.neighbour[0] == name or min(km, LINES.length_km[name] - km) < 0.01
    if places.neighbour[0] == name:
        assert places.border_km[0] == pytest.approx(km, abs=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_the_kilometre_grows_along_a_line(name):
    kilometres = np.linspace(0, LINES.length_km[name], 5000)[1:-1]
    places = located(*(point_at(name, km) for km in kilometres))
    assert set(places.neighbour) == {name}
    assert np.all(np.diff(places.border_km) > 0)


@given(st.lists(POINTS_NEARBY, max_size=20))
def test_kilometres_and_offsets_are_in_range_or_nothing(points):
    places = located(*points)
    for neighbour, km, offset in zip(places.neighbour, places.border_km, places.offset_km, strict=True):
        if neighbour:
            assert 0 <= km <= LINES.length_km[neighbour] + 1e-6
            assert abs(offset) <= REACH_KM
        else:
            assert np.isnan(km)
            assert np.isnan(offset)


@given(POINTS_NEARBY)
def test_no_vertex_is_nearer_than_the_offset(point):
    distances = np.concatenate(
        [
            GEOD.inv(np.full(len(v), point[0]), np.full(len(v), point[1]), v[:, 0], v[:, 1])[2]
            for v in LINES.coordinates.values()
        ]
    )
    places = located(point)
    if places.neighbour[0]:
        assert abs(places.offset_km[0]) <= distances.min() / 1000 * 1.004 + 0.001
    else:
        assert distances.min() / 1000 >= REACH_KM


def test_the_compounds_by_the_moei_lie_on_the_myanmar_side():
    places = located(PLACES["kk-park"], (98.56981, 16.62842), PLACES["shwe-kokko"], PLACES["myawaddy"])
    assert places.neighbour.tolist() == ["MM"] * 4
    assert np.all(places.offset_km > 0)
    assert places.offset_km.round(2).tolist() == [0.39, 0.18, 0.88, 0.72]


def test_payathonzu_and_three_pagodas_lie_within_300_metres_of_the_line():
    places = located((98.398, 15.305), PLACES["x-three-pagodas"])
    assert places.neighbour.tolist() == ["MM", "MM"]
    assert np.all(np.abs(places.offset_km) < 0.3)


def test_places_stand_along_the_border_with_myanmar_in_their_order_from_the_north():
    places = located(*PLACES.values())
    assert set(places.neighbour) == {"MM"}
    assert np.all(np.diff(places.border_km) > 0)


def test_chiang_mai_airport_is_in_thailand():
    assert shapely.contains_xy(LINES.home, 98.963, 18.767)


@pytest.mark.parametrize(
    ("where", "point", "side"),
    [
        ("Ko Chang, an island of Trat", (102.33, 12.06), "home"),
        ("the sea off Khlong Yai, whose land is 2 km wide", (102.86, 11.76), "home"),
        ("Koh Kong, an island of Cambodia", (102.99, 11.33), "abroad"),
        ("the western half of the Kra Buri's estuary", (98.585, 10.03), "abroad"),
        ("Ranong's harbour", (98.605, 9.95), "home"),
        ("Langkawi", (99.8, 6.35), "abroad"),
        ("Ko Tarutao", (99.66, 6.58), "home"),
    ],
)
def test_an_island_and_the_sea_by_the_shore_have_the_side_of_the_nearest_land(where, point, side):
    places = located(point)
    assert places.neighbour[0], where
    assert (places.offset_km[0] > 0) == (side == "abroad"), where


def test_no_border_is_near_bangkok_sihanoukville_or_tokyo():
    places = located((100.502, 13.756), (103.522, 10.627), (139.69, 35.68), (-180, -90))
    assert places.neighbour.tolist() == [""] * 4
    assert np.isnan(places.border_km).all()
    assert np.isnan(places.offset_km).all()


def test_no_points_have_no_places():
    places = LINES.locate([], [])
    assert (places.neighbour.shape, places.border_km.shape, places.offset_km.shape) == ((0,), (0,), (0,))


def test_a_point_that_is_not_known_has_no_neighbour():
    places = located((np.nan, 16.6), (98.5, np.nan), PLACES["kk-park"])
    assert places.neighbour.tolist() == ["", "", "MM"]
    assert np.isnan(places.border_km).tolist() == [True, True, False]
    assert np.isnan(places.offset_km).tolist() == [True, True, False]


def test_a_point_off_the_globe_is_named_with_its_row():
    with pytest.raises(ValueError, match=r"longitude .* found 198.5 at row 1; latitude .* found -91.0 at row 0"):
        LINES.locate([98.5, 198.5], [-91, 16])
    with pytest.raises(ValueError, match="found inf at row 0"):
        LINES.locate([np.inf], [16])
    with pytest.raises(ValueError, match="one shape"):
        LINES.locate([98.5, 99.5], [16])


def test_a_hundred_thousand_points_take_no_loop():
    rng = np.random.default_rng(3)
    longitude, latitude = rng.uniform(97, 106, 100_000), rng.uniform(5, 21, 100_000)
    together = LINES.locate(longitude, latitude)
    assert 0.3 < np.mean(together.neighbour != "") < 0.6
    some = rng.integers(0, 100_000, 50)
    alone = LINES.locate(longitude[some], latitude[some])
    np.testing.assert_array_equal(alone.neighbour, together.neighbour[some])
    np.testing.assert_allclose(alone.border_km, together.border_km[some])


@pytest.mark.parametrize(
    ("lines", "home", "fault"),
    [
        ({}, [SQUARE], "at least one line"),
        ({"": [(99, 17), (99, 16)]}, [SQUARE], "a name for each"),
        ({"MM": [(99, 17)]}, [SQUARE], "the line 'MM' must have 2 vertices or more"),
        ({"MM": [(99, 17, 1), (99, 16, 1)]}, [SQUARE], "of two coordinates"),
        ({"MM": [(99, 17), (99, 17), (99, 16)]}, [SQUARE], "the line 'MM' repeats a vertex"),
        ({"MM": [(99, 17), (99, 97)]}, [SQUARE], "latitudes of -90 to 90"),
        ({"MM": [(99, 17), (np.nan, 16)]}, [SQUARE], "longitudes of -180 to 180"),
        ({"MM": [(99, 17), (99, 16)]}, [], "at least one ring"),
        ({"MM": [(99, 17), (99, 16)]}, [[(99, 17), (102, 16), (99, 16), (102, 17)]], "crosses itself"),
    ],
)
def test_lines_that_can_not_be_measured_along_are_refused(lines, home, fault):
    with pytest.raises(ValueError, match=fault):
        border_lines(lines, home=home)


def test_the_value_does_not_change_with_what_it_was_made_from():
    vertices = np.array([(99.0, 17.0), (99.0, 16.0)])
    lines = border_lines({"MM": vertices}, home=[SQUARE])
    vertices[0] = 0
    assert lines.coordinates["MM"][0].tolist() == [99, 17]
    with pytest.raises(ValueError, match="read-only"):
        lines.coordinates["MM"][0] = 0
