import math
from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.effects import MIN_AFTER, MIN_BEFORE, MIN_PERIODS, Effect, interrupted_time_series, period_of

STEADY = [20, 23, 19, 21, 18, 22, 20, 21, 19, 22]
CUT = [8, 9, 7, 8, 10, 7, 9, 8, 8, 7]


def numbers(effect: Effect) -> list[float]:
    ratios = [
        number for ratio in (effect.level, effect.slope) if ratio for number in (ratio.low, ratio.best, ratio.high)
    ]
    rest = [number for number in (effect.t, effect.p, effect.dispersion) if number is not None]
    return [*ratios, *rest, *effect.expected, *effect.values.values()]


def test_a_jump_and_a_change_of_trend_are_found_as_they_were_planted():
    time = np.arange(40) - 20
    planted = np.exp(4 + 0.02 * time + np.where(time >= 0, math.log(0.5) - 0.05 * time, 0))
    found = interrupted_time_series(np.round(planted), at=20)
    assert found.level.best == pytest.approx(0.5, abs=0.01)
    assert found.slope.best == pytest.approx(math.exp(-0.05), abs=0.002)
    np.testing.assert_allclose(found.expected, np.exp(4 + 0.02 * np.arange(20)), rtol=0.01)


def test_the_estimates_and_errors_are_those_of_statsmodels_newey_west_where_they_are_the_larger():
    rng = np.random.default_rng(3)
    walk = np.cumsum(rng.normal(0, 0.35, 60))
    counts = rng.poisson(np.exp(4 + walk - walk.mean()))
    found = interrupted_time_series(counts, at=30, lags=5)
    time = np.arange(60) - 30
    design = np.column_stack([np.ones(60), time, time >= 0, time * (time >= 0)]).astype(float)
    model = sm.GLM(counts, design, family=sm.families.Poisson())
    robust = model.fit(cov_type="HAC", cov_kwds={"maxlags": 5, "use_correction": True})
    assert robust.bse[2] > model.fit(scale="X2").bse[2]
    assert found.level.best == pytest.approx(math.exp(robust.params[2]))
    assert found.t == pytest.approx(robust.params[2] / robust.bse[2])


def test_by_default_lags_grow_slowly_with_the_length_of_the_series():
    rng = np.random.default_rng(12)
    walk = np.cumsum(rng.normal(0, 0.3, 150))
    counts = rng.poisson(np.exp(3 + walk - walk.mean()))
    found = [interrupted_time_series(counts, at=75, lags=lags).t for lags in (None, 4, 1)]
    assert found[0] == found[1] != found[2]


def test_errors_are_never_smaller_than_those_of_independent_poisson_counts():
    counts = STEADY + CUT
    time = np.arange(20) - 10
    design = np.column_stack([np.ones(20), time, time >= 0, time * (time >= 0)]).astype(float)
    plain = sm.GLM(counts, design, family=sm.families.Poisson()).fit()
    found = interrupted_time_series(counts, at=10)
    assert found.dispersion < 1
    assert abs(found.t) <= abs(plain.tvalues[2]) + 1e-6


def test_a_cut_is_a_fall_its_reverse_a_rise_and_a_steady_series_no_change():
    assert interrupted_time_series(STEADY + CUT, at=10).verdict == "fall"
    assert interrupted_time_series(CUT + STEADY, at=10).verdict == "rise"
    assert interrupted_time_series(STEADY * 2, at=10).verdict == "no_change"


def test_several_sectors_are_one_treated_area():
    half = np.array([STEADY + CUT] * 3)
    assert interrupted_time_series(half, at=10) == interrupted_time_series(half.sum(axis=0), at=10)


def test_a_fall_of_reporting_is_no_fall_of_activity():
    effort = [100] * 10 + [40] * 10
    assert interrupted_time_series(STEADY + CUT, at=10, effort=effort).verdict == "no_change"
    same = interrupted_time_series(STEADY + CUT, at=10, effort=[7] * 20)
    plain = interrupted_time_series(STEADY + CUT, at=10)
    assert same.level.best == pytest.approx(plain.level.best)
    np.testing.assert_allclose(same.expected, plain.expected)


def test_periods_in_which_the_cut_took_hold_can_be_left_out():
    counts = [*STEADY, 60, *CUT]
    assert interrupted_time_series(counts, at=10, transition=1).verdict == "fall"
    with_it = interrupted_time_series(counts, at=10)
    assert with_it.level.best > interrupted_time_series(counts, at=10, transition=1).level.best


def test_a_negative_binomial_family_finds_the_same_jump_in_counts_that_vary_more_than_poisson():
    rng = np.random.default_rng(11)
    counts = rng.negative_binomial(8, 0.2, 40) // np.where(np.arange(40) >= 20, 3, 1)
    poisson, binomial = (
        interrupted_time_series(counts, at=20, family=family) for family in ("poisson", "negative_binomial")
    )
    assert binomial.verdict == poisson.verdict == "fall"
    assert binomial.level.best != poisson.level.best
    assert binomial.level.best == pytest.approx(poisson.level.best, rel=0.15)


def test_counts_that_vary_less_than_poisson_are_the_same_in_either_family():
    families = ("poisson", "negative_binomial")
    found = [interrupted_time_series(STEADY + CUT, at=10, family=family) for family in families]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("counts", "at", "options", "message", "values"),
    [
        (STEADY + CUT, MIN_PERIODS - 1, {}, "effect-few-periods", {"before": 5, "after": 15, "needed": 6}),
        (STEADY + CUT, 10, {"transition": 5}, "effect-few-periods", {"before": 10, "after": 5, "needed": 6}),
        (STEADY + CUT, 10, {"transition": 50}, "effect-few-periods", {"before": 10, "after": 0, "needed": 6}),
        ([1] * 10 + CUT, 10, {}, "effect-few-before", {"found": 10, "needed": MIN_BEFORE}),
        (STEADY + [0] * 9 + [4], 10, {}, "effect-few-after", {"found": 4, "needed": MIN_AFTER}),
        ([0] * 20, 10, {}, "effect-few-before", {"found": 0, "needed": MIN_BEFORE}),
        (STEADY + CUT, 10, {"effort": [5] * 19 + [0]}, "effect-no-effort", {"periods": 1}),
        ([5] * 20, 10, {}, "effect-no-fit", {}),
        ([2**power for power in range(20)], 10, {}, "effect-no-fit", {}),
        ([30, *([0] * 9), *([0] * 9), 9], 10, {}, "effect-no-fit", {}),
    ],
)
def test_what_can_not_be_told_says_why(counts, at, options, message, values):
    found = interrupted_time_series(counts, at=at, **options)
    assert (found.verdict, found.message, found.values) == ("cannot_tell", message, values)
    assert (found.level, found.t, found.expected) == (None, None, ())
    assert found.observed == tuple(counts[at:])


def test_an_interval_that_holds_half_or_double_does_not_show_that_nothing_changed():
    found = interrupted_time_series([2, 9, 1, 7, 0, 8, 3, 1, 9, 2, 8, 0], at=6)
    assert (found.verdict, found.message) == ("cannot_tell", "effect-too-wide")
    assert found.values["low"] < 0.5
    assert found.values["high"] > 2
    one_sided = interrupted_time_series([17, 26, 17, 28, 26, 14, 23, 19, 29, 23, 28, 25, 31, 29, 42, 28], at=8)
    assert one_sided.message == "effect-too-wide"
    assert one_sided.values["low"] > 0.5


@settings(max_examples=60)
@given(st.lists(st.integers(5, 60), min_size=12, max_size=40))
def test_no_change_excludes_halving_and_doubling(counts):
    found = interrupted_time_series(counts, at=len(counts) // 2)
    if found.verdict == "no_change":
        assert 0.5 <= found.level.low <= 1 <= found.level.high <= 2


@settings(max_examples=60)
@given(st.lists(st.integers(0, 60), min_size=8, max_size=40), st.data())
def test_whatever_is_counted_no_result_is_nan_and_verdicts_come_from_the_list(counts, data):
    at = data.draw(st.integers(1, len(counts) - 1))
    found = interrupted_time_series(counts, at=at, family=data.draw(st.sampled_from(["poisson", "negative_binomial"])))
    assert found.verdict in {"rise", "fall", "no_change", "cannot_tell"}
    assert all(math.isfinite(number) for number in numbers(found))
    if found.level:
        assert found.level.low <= found.level.best <= found.level.high


def test_a_steep_trend_led_on_for_long_stays_a_number():
    found = interrupted_time_series([0] * 9 + [1, 40] + [5, 7] * 300, at=11)
    assert found.level is not None
    assert all(math.isfinite(number) for number in numbers(found))


def test_false_alarms_are_about_one_in_twenty_where_nothing_happened():
    rng = np.random.default_rng(5)
    alarms = 0
    for _ in range(200):
        rate = rng.gamma(20, 1.0, 24)
        alarms += interrupted_time_series(rng.poisson(rate), at=12).verdict in {"rise", "fall"}
    assert alarms <= 20


@pytest.mark.parametrize(
    ("counts", "options", "message"),
    [
        ([], {"at": 1}, "one number a period"),
        ([[[1]]], {"at": 1}, "one number a period"),
        ([1, -1, 2], {"at": 1}, "whole numbers of at least 0"),
        ([1, 1.5, 2], {"at": 1}, "whole numbers of at least 0"),
        ([1, float("nan"), 2], {"at": 1}, "whole numbers of at least 0"),
        ([1, 2, 3], {"at": 0}, "between period 1 and 2: found 0"),
        ([1, 2, 3], {"at": 3}, "between period 1 and 2: found 3"),
        ([1, 2, 3], {"at": 1, "transition": -1}, "at least 0: found -1"),
        ([1, 2, 3], {"at": 1, "lags": -1}, "at least 0: found 0 and -1"),
        ([1, 2, 3], {"at": 1, "family": "gamma"}, "family must be one of poisson, negative_binomial: found 'gamma'"),
        ([1, 2, 3], {"at": 1, "effort": [1, 2]}, "one number a period, 3 of them"),
        ([1, 2, 3], {"at": 1, "effort": [1, 2, -3]}, "effort must be numbers of at least 0"),
    ],
)
def test_what_is_no_series_is_refused(counts, options, message):
    with pytest.raises(ValueError, match=message):
        interrupted_time_series(counts, **options)


def test_a_day_falls_in_its_month_and_one_outside_the_data_is_refused():
    months = np.arange("2024-12", "2025-06", dtype="datetime64[M]")
    assert period_of(months, "2025-02-05") == 2
    assert period_of(months, np.datetime64("2025-05-31")) == 5
    for day in ("2024-12-31", "2025-07-01", "2030-01-01"):
        with pytest.raises(ValueError, match=f"from 2025-01-01 to before 2025-06-01: found {day}"):
            period_of(months, day)
    assert period_of(["2025-01-06", "2025-01-13"], "2025-01-19") == 1
    for periods in (["2025-01"], ["2025-02", "2025-01"]):
        with pytest.raises(ValueError, match="periods must ascend"):
            period_of(periods, "2025-01-05")


def test_an_effect_is_a_value():
    found = interrupted_time_series(STEADY + CUT, at=10)
    assert replace(found, verdict="fall") == found
