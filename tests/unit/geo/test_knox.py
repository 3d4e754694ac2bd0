import math
from itertools import combinations

import numpy as np
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from libpysal import examples
from scipy import stats

from geo.knox import knox, knox_on_the_globe

EVENTS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=25)


@pytest.fixture(scope="module")
def burkitt() -> tuple[np.ndarray, np.ndarray]:
    """The 188 cases of Burkitt's lymphoma in Uganda that libpysal brings: points and days."""
    cases = pyogrio.read_dataframe(examples.get_path("burkitt.shp"))
    return cases[["X", "Y"]].to_numpy(), cases["T"].to_numpy()


def test_the_published_figures_of_burkitts_lymphoma_come_out(burkitt):
    points, days = burkitt
    found = knox(points, days, distance=20, time=5)
    assert len(points) == 188
    assert found.pairs == 13
    assert found.poisson_p == pytest.approx(0.1462, abs=5e-5)
    assert 0.1 < found.monte_carlo_p < 0.3


@given(EVENTS, st.integers(0, 6), st.integers(0, 6))
def test_it_counts_the_pairs_that_a_hand_would(events, distance, time):
    pairs = list(combinations(events, 2))
    in_space = [math.dist(a[:2], b[:2]) <= distance for a, b in pairs]
    in_time = [abs(a[2] - b[2]) <= time for a, b in pairs]
    found = knox([e[:2] for e in events], [e[2] for e in events], distance=distance, time=time, permutations=1)
    assert found.pairs == sum(map(min, zip(in_space, in_time, strict=True)))
    assert found.expected == pytest.approx(sum(in_space) * sum(in_time) / len(pairs))
    assert found.poisson_p == pytest.approx(stats.poisson.sf(found.pairs, found.expected))


@given(EVENTS, st.randoms())
def test_the_order_of_events_changes_no_count(events, random):
    def counted(rows):
        found = knox([e[:2] for e in rows], [e[2] for e in rows], distance=3, time=2, permutations=1)
        return found.pairs, found.expected

    assert counted(events) == counted(random.sample(events, len(events)))


def test_four_events_have_the_p_that_counting_all_orders_gives():
    found = knox([[0, 0], [1, 0], [50, 0], [51, 0]], [1, 2, 30, 31], distance=5, time=3, permutations=4000)
    # Both near pairs hold near times in 8 of the 24 orders.
    assert found.pairs == 2
    assert found.monte_carlo_p == pytest.approx(1 / 3, abs=0.03)


def test_clusters_in_space_and_time_are_more_than_chance_and_scattered_times_are_not():
    rng = np.random.default_rng(6)
    place = np.repeat(rng.uniform(0, 1000, (15, 2)), 6, axis=0) + rng.normal(0, 1, (90, 2))
    together = np.repeat(rng.uniform(0, 1000, 15), 6) + rng.normal(0, 1, 90)
    assert knox(place, together, distance=10, time=10).monte_carlo_p == 0.001
    assert knox(place, rng.permutation(together), distance=10, time=10).monte_carlo_p > 0.05


def test_the_same_seed_gives_the_same_p(burkitt):
    points, days = burkitt
    one, two = (knox(points, days, distance=20, time=5, permutations=99, seed=4) for _ in range(2))
    assert one == two
    assert knox(points, days, distance=20, time=5, permutations=99, seed=5).pairs == one.pairs


def test_events_all_at_once_in_one_place_tell_nothing():
    found = knox([[0, 0]] * 4, [1] * 4, distance=0, time=0)
    assert (found.pairs, found.expected, found.monte_carlo_p) == (6, 6, 1)


def test_no_near_pair_is_no_clustering():
    found = knox([[0, 0], [9, 9]], [1, 1], distance=1, time=1)
    assert (found.pairs, found.expected, found.poisson_p, found.monte_carlo_p) == (0, 0, 0, 1)


def test_on_the_globe_near_is_along_a_great_circle():
    at_the_equator = ([0.0, 1.0], [0.0, 0.0])
    far_north = ([0.0, 1.0], [80.0, 80.0])
    options = {"time_days": 0, "permutations": 1}
    assert knox_on_the_globe(*at_the_equator, [1, 1], distance_km=111.3, **options).pairs == 1
    assert knox_on_the_globe(*at_the_equator, [1, 1], distance_km=111.1, **options).pairs == 0
    assert knox_on_the_globe(*far_north, [1, 1], distance_km=20, **options).pairs == 1
    assert knox_on_the_globe([179.99, -179.99], [0, 0], [1, 1], distance_km=3, **options).pairs == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"points": [[0, 0]], "times": [1]}, "two events or more"),
        ({"points": [[0], [1]]}, "two events or more"),
        ({"times": [1, 2, 3]}, "two events or more"),
        ({"times": [1, math.nan]}, "must be known"),
        ({"points": [[0, 0], [0, math.inf]]}, "must be known"),
        ({"distance": -1}, "0 or more"),
        ({"time": math.nan}, "0 or more"),
        ({"permutations": 0}, "permutations 1 or more"),
    ],
)
def test_what_is_no_set_of_events_is_refused(change, message):
    given_ = {"points": [[0, 0], [1, 1]], "times": [1, 2], "distance": 1, "time": 1} | change
    with pytest.raises(ValueError, match=message):
        knox(given_.pop("points"), given_.pop("times"), **given_)


def test_on_the_globe_coordinates_and_distance_are_checked():
    with pytest.raises(ValueError, match="longitude"):
        knox_on_the_globe([200, 0], [0, 0], [1, 1], distance_km=5, time_days=1)
    with pytest.raises(ValueError, match="distance must be 0 to 20000 km: found -1"):
        knox_on_the_globe([20, 0], [0, 0], [1, 1], distance_km=-1, time_days=1)
