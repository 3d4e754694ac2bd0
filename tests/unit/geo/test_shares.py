import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from geo.dispersion import Dispersion
from geo.shares import Trend, rate_changes, sector_shares, share_changes

TABLES = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=1, max_size=12)
DISPERSION = Dispersion(1.8, 60)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=12), st.integers(2, 9))
def test_scaling_all_counts_leaves_shares_and_narrows_their_intervals(counts, factor):
    plain, scaled = sector_shares(counts), sector_shares([factor * count for count in counts])
    assert scaled.best == pytest.approx(plain.best)
    assert np.all(scaled.high - scaled.low <= plain.high - plain.low + 1e-9)
    assert np.all((plain.low <= plain.best + 1e-9) & (plain.best <= plain.high + 1e-9))
    assert plain.best.sum() == pytest.approx(1 if any(counts) else 0)


def test_the_interval_of_a_share_is_wilsons():
    found = sector_shares([10, 90])
    expected = stats.binomtest(10, 100).proportion_ci(method="wilson")
    assert (found.low[0], found.high[0]) == pytest.approx((expected.low, expected.high))


def test_a_dispersion_of_two_halves_what_records_are_worth():
    assert sector_shares([40, 60], dispersion=2).high == pytest.approx(sector_shares([20, 30]).high)


def test_without_a_record_every_share_is_possible():
    found = sector_shares([0, 0])
    assert (found.best.tolist(), found.low.tolist(), found.high.tolist()) == ([0, 0], [0, 0], [1, 1])


def test_the_published_comparison_of_two_poisson_rates_comes_out_to_the_digit():
    # R's help page of poisson.test: 11 events in 800 and 21 in 3,011 person-years.
    found = rate_changes([21], [11], exposure_before=3011, exposure_after=800)
    assert found.p_value[0] == pytest.approx(0.07967, abs=5e-6)
    assert (found.ratio_low[0], found.ratio[0], found.ratio_high[0]) == pytest.approx((0.858, 1.971, 4.277), abs=1e-3)


def test_rises_and_falls_pass_the_false_discovery_rate_over_sectors():
    found = rate_changes([40, 10, 100, 5, 0], [10, 40, 104, 6, 0])
    assert found.trend == (Trend.FALL, Trend.RISE, Trend.NO_CHANGE, Trend.CANNOT_TELL, Trend.CANNOT_TELL)
    alone = rate_changes([11], [24])
    assert alone.trend == (Trend.RISE,)
    assert rate_changes([11] + [30] * 20, [24] + [30] * 20).trend[0] == Trend.CANNOT_TELL


def test_twice_the_exposure_halves_the_rate():
    plain, longer = rate_changes([10], [20]), rate_changes([10], [40], exposure_after=2)
    assert longer.ratio == pytest.approx(plain.ratio)


def test_dividing_by_all_records_takes_out_what_all_sectors_share():
    before = np.array([40, 60, 80, 100])
    found = share_changes(before, 3 * before, dispersion=DISPERSION)
    assert found.ratio == pytest.approx(1)
    assert set(found.trend) <= {Trend.NO_CHANGE, Trend.CANNOT_TELL}
    assert rate_changes(before, 3 * before).trend == (Trend.RISE,) * 4


def test_months_that_vary_more_make_a_change_less_sure():
    p = [
        share_changes([40, 200], [22, 200], dispersion=Dispersion(factor, 60)).p_value[0] for factor in (1.0, 2.0, 4.0)
    ]
    assert p == sorted(p)


@given(TABLES)
def test_no_result_is_nan_and_the_ratio_is_within_its_interval(table):
    before, after = zip(*table, strict=True)
    results = [rate_changes(before, after)]
    others_before, others_after = np.sum(before) - np.array(before), np.sum(after) - np.array(after)
    if min(others_before.min(), others_after.min()) > 0:
        results.append(share_changes(before, after, dispersion=DISPERSION))
    for found in results:
        assert not np.isnan([found.ratio, found.ratio_low, found.ratio_high, found.p_value]).any()
        assert np.all((found.ratio_low <= found.ratio + 1e-9) & (found.ratio <= found.ratio_high + 1e-9))
        assert np.all((found.p_value >= 0) & (found.p_value <= 1))
        assert len(found.trend) == len(table)


@given(TABLES, st.randoms())
def test_relabelling_sectors_changes_nothing(table, random):
    order = random.sample(range(len(table)), len(table))
    before, after = np.array(table).T
    found, moved = rate_changes(before, after), rate_changes(before[order], after[order])
    assert moved.trend == tuple(found.trend[row] for row in order)
    assert moved.p_value == pytest.approx(found.p_value[order])


def test_a_sector_that_had_no_record_may_have_grown_without_limit():
    found = share_changes([0, 50, 50], [0, 50, 50], dispersion=DISPERSION)
    assert (found.ratio[0], found.ratio_low[0], found.ratio_high[0]) == (1, 0, math.inf)
    grown = rate_changes([0], [9])
    assert (grown.ratio[0], grown.ratio_high[0], grown.trend) == (math.inf, math.inf, (Trend.RISE,))


@pytest.mark.parametrize(
    "make",
    [
        lambda: sector_shares([]),
        lambda: sector_shares([1, -1]),
        lambda: sector_shares([1, math.nan]),
        lambda: sector_shares([1, 2], dispersion=0),
        lambda: rate_changes([1, 2], [1]),
        lambda: rate_changes([1.5], [1]),
        lambda: rate_changes([1], [1], exposure_before=0),
        lambda: rate_changes([1], [1], false_discovery_rate=1),
        lambda: share_changes([5], [5], dispersion=DISPERSION),
        lambda: share_changes([5, 0], [5, 0], dispersion=DISPERSION),
    ],
)
def test_what_is_no_count_or_share_is_refused_in_a_sentence(make):
    with pytest.raises(ValueError, match="accepted"):
        make()
