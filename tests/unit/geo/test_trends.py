import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from geo.trends import mann_kendall

SERIES = st.lists(st.integers(-5, 5), min_size=2, max_size=15)


def test_ten_values_without_ties_have_the_published_variance():
    found = mann_kendall([3, 1, 4, 15, 9, 2, 6, 5, 35, 8])
    assert found.variance[0] == 125
    assert found.z[0] == pytest.approx((found.s[0] - 1) / np.sqrt(125))


@given(SERIES)
def test_it_counts_rises_less_falls_over_all_pairs(series):
    pairs = [(a, b) for i, a in enumerate(series) for b in series[i + 1 :]]
    assert mann_kendall(series).s[0] == sum((b > a) - (b < a) for a, b in pairs)


@given(SERIES)
def test_a_series_backwards_has_the_opposite_trend_and_as_much_of_it(series):
    there, back = mann_kendall([series, series[::-1]]).z
    assert there == -back


@given(SERIES, st.floats(0.1, 50), st.floats(-9, 9))
def test_scaling_and_moving_a_series_changes_nothing(series, factor, shift):
    one, other = mann_kendall([series, np.round(np.array(series) * factor + shift, 6)]).s
    assert one == other


def test_ties_take_from_the_variance_as_kendalls_rank_correlation_has_it():
    series = [1, 1, 2, 2, 2, 3, 5, 4, 4, 7]
    found = mann_kendall(series)
    assert found.variance[0] == pytest.approx(125 - (2 * 1 * 9 + 3 * 2 * 11 + 2 * 1 * 9) / 18)
    tau = stats.kendalltau(range(10), series, method="asymptotic")
    assert found.s[0] / np.sqrt(found.variance[0]) == pytest.approx(stats.norm.isf(tau.pvalue / 2))


def test_a_flat_series_has_no_trend():
    found = mann_kendall([4, 4, 4, 4])
    assert (found.s[0], found.z[0], found.p[0]) == (0, 0, 1)


@pytest.mark.parametrize("series", [[], [1], [[[1, 2]]], [1, float("nan")], [1, float("inf")]])
def test_what_is_no_series_is_refused(series):
    with pytest.raises(ValueError, match=r"two periods or more|numbers without gaps"):
        mann_kendall(series)
