import math

import h3.api.basic_int as h3
import numpy as np
import pytest
from esda import G_Local
from hypothesis import given
from hypothesis import strategies as st
from libpysal.weights import W

from geo.getis_ord import general_g, gi_star, grid_disk_neighbours

STUDY = sorted(h3.grid_disk(0x866485C27FFFFFF, 5))
PUBLISHED_POINTS = np.array([(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)])
PUBLISHED_COUNTS = [2, 3, 3.2, 5, 8, 7]


def published_neighbours() -> list[list[int]]:
    apart = np.linalg.norm(PUBLISHED_POINTS[:, None] - PUBLISHED_POINTS[None], axis=2)
    return [np.flatnonzero((row <= 15) & (row > 0)).tolist() for row in apart]


def test_the_published_general_g_comes_out():
    assert general_g(PUBLISHED_COUNTS, published_neighbours()).g == pytest.approx(0.55709779, abs=5e-9)


def test_the_published_gi_star_comes_out():
    assert gi_star(PUBLISHED_COUNTS, published_neighbours())[0] == pytest.approx(-1.39727626, abs=5e-9)


def test_the_library_beneath_gives_the_other_published_figures():
    weights = dict(enumerate(published_neighbours()))
    for transform, published in (("B", -1.0136729), ("R", -0.62074534)):
        found = G_Local(PUBLISHED_COUNTS, W(weights), transform=transform, star=False, permutations=0)
        assert found.Zs[0] == pytest.approx(published, abs=5e-8)


@given(st.lists(st.integers(0, 30), min_size=len(STUDY), max_size=len(STUDY)))
def test_gi_star_is_the_formula_of_ord_and_getis(counts):
    neighbours = grid_disk_neighbours(STUDY)
    y, n = np.array(counts, dtype=float), len(STUDY)
    spread_, expected = y.std(), []
    for number, others in enumerate(neighbours):
        near = [number, *others]
        w = len(near)
        error = spread_ * math.sqrt((n * w - w**2) / (n - 1))
        expected.append((y[near].sum() - y.mean() * w) / error if error else 0.0)
    np.testing.assert_allclose(gi_star(counts, neighbours), expected, atol=1e-9)


def test_places_that_do_not_hang_together_and_places_alone_have_a_gi_star_too():
    found = gi_star([1, 2, 3, 4], [[], [], [3], [2]])
    assert np.all(np.isfinite(found))
    assert found[2] == found[3] > 0 > found[0]


def test_where_nothing_varies_or_all_are_near_nothing_stands_out():
    assert gi_star([4, 4, 4], [[1], [0], []]).tolist() == [0, 0, 0]
    assert gi_star([0, 0, 9], [[1, 2], [0, 2], [0, 1]]).tolist() == [0, 0, 0]
    assert general_g([4, 4, 4], [[1], [0], []]) is None
    assert general_g([0, 0, 9], [[1, 2], [0, 2], [0, 1]]) is None
    assert general_g([0, 0, 9], [[], [], []]) is None


@pytest.mark.parametrize(
    ("counts", "neighbours", "message"),
    [
        ([], [], "a list of neighbours for each place"),
        ([1, 2], [[1]], "a list of neighbours for each place"),
        ([[1]], [[]], "a list of neighbours for each place"),
        ([1, -1], [[1], [0]], "counts must be numbers of at least 0"),
        ([1, math.nan], [[1], [0]], "counts must be numbers of at least 0"),
    ],
)
def test_counts_that_can_not_be_are_refused(counts, neighbours, message):
    for function in (gi_star, general_g):
        with pytest.raises(ValueError, match=message):
            function(counts, neighbours)


@pytest.mark.parametrize("ring", [1, 2, 3])
def test_neighbours_are_the_other_cells_of_the_disk(ring):
    found = grid_disk_neighbours(STUDY, ring=ring)
    for number, others in enumerate(found):
        disk = set(h3.grid_disk(STUDY[number], ring)) - {STUDY[number]}
        assert {STUDY[other] for other in others} == disk & set(STUDY)
    with pytest.raises(ValueError, match="ring must be 1 or more: found 0"):
        grid_disk_neighbours(STUDY, ring=0)
