import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.transport import great_circle_costs, transport_plan

TOY = {"lost": [10, 5, 2], "gained": [4, 9, 3], "cost": [[0, 100, 300], [100, 0, 220], [300, 220, 0]]}
MASSES = st.lists(st.one_of(st.just(0.0), st.floats(0.01, 1_000)), min_size=1, max_size=6)


def test_the_toy_that_is_worked_by_hand_comes_out_exactly():
    plan = transport_plan(**TOY, mass=16)
    assert plan.tolist() == [[4, 4, 1], [0, 5, 0], [0, 0, 2]]
    assert np.sum(TOY["lost"]) - plan.sum() == 1


@given(MASSES, MASSES, st.integers(0, 10**6), st.floats(0, 1))
def test_no_flow_exceeds_its_origins_loss_or_its_destinations_gain(lost, gained, seed, part):
    cost = np.random.default_rng(seed).uniform(0, 500, (len(lost), len(gained)))
    mass = part * min(sum(lost), sum(gained))
    plan = transport_plan(lost, gained, cost, mass=min(mass, float(min(np.sum(lost), np.sum(gained)))))
    assert np.all(plan >= 0)
    assert np.all(plan.sum(axis=1) <= np.array(lost) * (1 + 1e-9) + 1e-9)
    assert np.all(plan.sum(axis=0) <= np.array(gained) * (1 + 1e-9) + 1e-9)
    assert plan.sum() == pytest.approx(mass, abs=1e-6)


def test_all_that_fits_moves_unless_told_otherwise():
    assert transport_plan([5, 5], [3], [[1], [2]]).tolist() == [[3], [0]]


@pytest.mark.parametrize(("lost", "gained"), [([0, 0], [3]), ([3, 1], [0])])
def test_nothing_lost_or_gained_moves_nothing(lost, gained):
    assert transport_plan(lost, gained, [[1], [2]]).tolist() == [[0], [0]]


@pytest.mark.parametrize(
    "change",
    [
        {"cost": [[0, 1, 2]]},
        {"cost": np.full((3, 3), np.nan)},
        {"cost": -np.ones((3, 3))},
        {"lost": [1, 2, -3]},
        {"gained": [1, np.inf, 3]},
        {"lost": [[1], [2], [3]]},
        {"mass": 18},
        {"mass": -1},
        {"mass": np.nan},
    ],
)
def test_what_cannot_be_transported_is_refused_in_a_sentence(change):
    with pytest.raises(ValueError, match="accepted"):
        transport_plan(**(TOY | change))


def test_costs_are_great_circles_and_a_border_costs_more():
    longitude, latitude, country = [98.56, 98.37, 102.55], [16.71, 15.30, 13.66], ["MM", "MM", "KH"]
    free = great_circle_costs(longitude, latitude, country)
    geodesic = Geod(ellps="WGS84").inv(longitude[0], latitude[0], longitude[2], latitude[2])[2] / 1_000
    assert free[0, 2] == pytest.approx(geodesic, rel=0.006)
    assert np.array_equal(free, free.T)
    assert np.all(np.diag(free) == 0)
    dear = great_circle_costs(longitude, latitude, country, crossing_km=300)
    assert (dear - free).round(6).tolist() == [[0, 0, 300], [0, 0, 300], [300, 300, 0]]


def test_opposite_ends_of_the_earth_are_half_its_girth_apart():
    assert great_circle_costs([0, 180], [0, 0], ["A", "A"])[0, 1] == pytest.approx(20_015.1, abs=0.1)


def test_a_border_may_turn_a_flow_to_a_farther_place_of_the_same_country():
    longitude, latitude, country = [98.0, 98.2, 99.0], [16.0, 16.0, 16.0], ["MM", "TH", "MM"]
    plans = [
        transport_plan([9, 0, 0], [0, 9, 9], great_circle_costs(longitude, latitude, country, crossing_km=crossing))
        for crossing in (0, 200)
    ]
    assert [plan[0].tolist() for plan in plans] == [[0, 9, 0], [0, 0, 9]]


@pytest.mark.parametrize(
    ("longitude", "latitude", "country", "crossing"),
    [
        ([98, np.nan], [16, 17], ["MM", "MM"], 0),
        ([98, 99], [16, np.nan], ["MM", "MM"], 0),
        ([98, 99], [16, 99], ["MM", "MM"], 0),
        ([98, 99], [16, 17], ["MM"], 0),
        ([98, 99], [16, 17], ["MM", "TH"], -1),
        ([98, 99], [16, 17], ["MM", "TH"], np.nan),
    ],
)
def test_places_that_are_not_known_are_refused(longitude, latitude, country, crossing):
    with pytest.raises(ValueError, match=r"accepted|must be"):
        great_circle_costs(longitude, latitude, country, crossing_km=crossing)
