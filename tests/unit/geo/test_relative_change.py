import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from geo.dispersion import Dispersion
from geo.relative_change import RelativeChanges, relative_changes

COUNTS = st.integers(0, 3_000)
POISSON = Dispersion(1.0, 10_000)


def change(before: int, after: int, control_before: int, control_after: int, **options: object) -> RelativeChanges:
    options = {"dispersion": POISSON} | options
    return relative_changes(
        [before], [after], control_before=[control_before], control_after=[control_after], **options
    )


def test_expected_is_what_the_control_did_and_the_difference_what_is_over():
    found = change(50, 90, 200, 400)
    assert found.expected.tolist() == [100]
    assert found.best.tolist() == [-10]


def test_twice_the_reporting_of_all_leaves_the_difference_at_nothing():
    found = change(50, 100, 200, 400)
    assert found.z[0] == pytest.approx(0, abs=1e-9)
    assert found.low[0] < 0 < found.high[0]


def test_z_is_the_root_of_the_likelihood_ratio_of_the_table():
    found = change(50, 25, 200, 210)
    ratio = stats.chi2_contingency([[50, 25], [200, 210]], correction=False, lambda_="log-likelihood").statistic
    assert found.z[0] == pytest.approx(-math.sqrt(ratio))
    assert change(50, 25, 200, 210, dispersion=Dispersion(4, 50)).z[0] == pytest.approx(-math.sqrt(ratio / 4))


def test_with_few_records_and_a_large_control_the_probability_is_the_exact_mid_p():
    found = change(6, 1, 10**7, 10**7)
    exact = stats.binom(7, 0.5)
    assert found.p_fall[0] == pytest.approx(exact.pmf(0) + exact.pmf(1) / 2, abs=1e-4)


def test_with_few_records_a_rise_is_as_exact_as_a_fall():
    found, mirrored = change(1, 6, 10**7, 10**7), change(6, 1, 10**7, 10**7)
    assert found.p_rise[0] == pytest.approx(mirrored.p_fall[0], abs=1e-6)
    assert found.p_rise[0] > stats.norm.sf(found.z[0])


def test_a_small_control_widens_the_interval_on_both_sides():
    wide, narrow = change(50, 50, 30, 30), change(50, 50, 10**6, 10**6)
    assert wide.low[0] < narrow.low[0] - 5
    assert wide.high[0] > narrow.high[0] + 5


def test_with_dispersed_months_it_is_that_of_the_beta_binomial():
    found = change(8, 1, 10**7, 10**7, dispersion=Dispersion(2.0, 10_000))
    exact = stats.betabinom(9, 4.5, 4.5)
    assert found.p_fall[0] == pytest.approx(exact.pmf(0) + exact.pmf(1) / 2, abs=1e-4)


@given(COUNTS, COUNTS, st.integers(1, 3_000), st.integers(1, 3_000), st.floats(1, 4), st.integers(1, 300))
def test_nothing_is_nan_and_every_interval_holds_its_estimate(tb, ta, cb, ca, factor, degrees):
    found = change(tb, ta, cb, ca, dispersion=Dispersion(factor, degrees))
    values = np.array([getattr(found, name)[0] for name in RelativeChanges.__dataclass_fields__])
    assert np.all(np.isfinite(values))
    assert found.low[0] <= found.best[0] <= found.high[0]
    assert 0 <= found.p_rise[0] <= 1
    assert 0 <= found.p_fall[0] <= 1
    estimate = found.estimate(0)
    assert estimate.p_value == min(1, 2 * min(found.p_rise[0], found.p_fall[0]))


@given(st.integers(20, 400), st.integers(20, 400), st.integers(20, 400), st.integers(20, 400))
def test_one_record_moves_z_by_no_more_than_its_worth(tb, ta, cb, ca):
    least = min(tb, ta, cb, ca)
    z = change(tb, ta, cb, ca).z[0]
    for moved in ((tb + 1, ta, cb, ca), (tb, ta + 1, cb, ca), (tb, ta, cb + 1, ca), (tb, ta, cb, ca + 1)):
        # A record's worth is what it adds to the logarithm of the smallest count, by the smallest standard error.
        assert abs(change(*moved).z[0] - z) <= 1.5 / math.sqrt(least)


def test_intervals_hold_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(11)
    means = np.array([30.0, 18.0, 300.0, 600.0])
    truth = means[1] - means[0] * means[3] / means[2]
    counts = rng.poisson(rng.gamma(means, 1.0, size=(4_000, 4)))
    before, after, control_before, control_after = counts.T
    found = relative_changes(
        before, after, control_before=control_before, control_after=control_after, dispersion=Dispersion(2.0, 120)
    )
    assert 0.935 <= np.mean((found.low <= truth) & (truth <= found.high)) <= 0.97


def test_many_records_are_judged_by_students_curve_alone():
    found = change(40_000, 40_600, 90_000, 90_000)
    assert found.p_rise[0] == pytest.approx(stats.norm.sf(found.z[0]), rel=1e-2)


@pytest.mark.parametrize(
    ("counts", "options"),
    [
        ((5, 5, 0, 5), {}),
        ((5, 5, 5, 0), {}),
        ((-1, 5, 5, 5), {}),
        ((5, 5.5, 5, 5), {}),
        ((5, 5, math.nan, 5), {}),
        ((5, 5, 5, 5), {"level": 1}),
        ((5, 5, 5, 5), {"level": math.nan}),
    ],
)
def test_an_empty_control_and_what_is_no_count_or_level_are_refused(counts, options):
    with pytest.raises(ValueError, match="accepted"):
        change(*counts, **options)


def test_areas_without_a_control_each_are_refused():
    with pytest.raises(ValueError, match="one control an area"):
        relative_changes([1, 2], [1, 2], control_before=[5], control_after=[5], dispersion=POISSON)
