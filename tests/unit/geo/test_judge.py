import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.displacement import Estimate
from geo.judge import judge_displacement
from geo.verdicts import Judgement, Reason, Rules, Verdict
from geo.worlds import plant_world

PERIODS = {"before": range(6), "after": range(6, 12), "intervention": 6}
QUIET = ([20] * 12, [22, 18] * 6, [31, 29, 30] * 4, [12] * 12)


def stepped(before: int, after: int) -> list[int]:
    return [before] * 6 + [after] * 6


def judge(*rows: list[int], **options: object) -> Judgement:
    options = PERIODS | {"treated": [0], "displacement": [1]} | options
    return judge_displacement(np.array([*rows, *QUIET]), **options)


def refuses(found: Judgement, reason: Reason) -> bool:
    return (found.verdict, found.reason) == (Verdict.CANNOT_TELL, reason)


@pytest.mark.parametrize(
    ("treated", "beside", "verdict", "reason"),
    [
        (stepped(40, 15), stepped(10, 22), Verdict.DISPLACED, Reason.ROSE_BESIDE),
        (stepped(40, 15), stepped(22, 10), Verdict.DIFFUSED, Reason.FELL_BESIDE),
        (stepped(40, 15), stepped(16, 16), Verdict.NEITHER, Reason.NOTHING_BESIDE),
        (stepped(40, 15), stepped(60, 67), Verdict.CANNOT_TELL, Reason.BESIDE_UNCERTAIN),
        (stepped(40, 15), stepped(60, 54), Verdict.CANNOT_TELL, Reason.BESIDE_UNCERTAIN),
        (stepped(40, 41), stepped(10, 22), Verdict.NEITHER, Reason.TREATED_DID_NOT_FALL),
        (stepped(4, 3), stepped(10, 22), Verdict.CANNOT_TELL, Reason.FALL_UNCERTAIN),
    ],
)
def test_the_verdict_follows_what_fell_and_what_rose(treated, beside, verdict, reason):
    found = judge(treated, beside)
    assert (found.verdict, found.reason) == (verdict, reason)
    assert found.destinations == (1,)
    assert set(found.values) == {"fall", "expected", "gain", "gain_low", "gain_high"}


def test_estimates_are_records_more_than_the_control_lets_expect():
    found = judge(stepped(40, 15), stepped(10, 22))
    assert found.treated is not None
    assert found.displacement is not None
    assert found.net is not None
    assert round(found.treated.best) == -150
    assert round(found.displacement.best) == 72
    assert found.net.best == pytest.approx(found.treated.best + found.displacement.best)
    assert found.net.low < found.net.best < found.net.high < 0
    assert found.dispersion is not None
    assert found.values["gain"] == found.displacement.best


def test_halved_reporting_of_all_changes_no_verdict():
    rows = np.array([stepped(80, 30), stepped(20, 44), *QUIET])
    rows[:, 6:] = rows[:, 6:] // 2
    found = judge_displacement(rows, **PERIODS, treated=[0], displacement=[1])
    assert found.verdict == Verdict.DISPLACED


def test_periods_may_be_of_unequal_length():
    found = judge(stepped(40, 15), stepped(10, 22), after=range(6, 9))
    assert found.verdict == Verdict.DISPLACED
    assert found.treated is not None
    assert found.treated.best == pytest.approx(-75, abs=2)


def test_a_destination_that_was_not_named_is_found_among_all():
    found = judge(stepped(40, 15), stepped(10, 24), displacement=None)
    assert (found.verdict, found.destinations) == (Verdict.DISPLACED, (1,))
    assert found.displacement is not None


def test_a_rise_that_passes_when_named_may_fail_when_it_was_searched_for():
    rows = stepped(40, 15), stepped(10, 15)
    assert judge(*rows).verdict == Verdict.DISPLACED
    searched = judge(*rows, displacement=None)
    assert searched.verdict != Verdict.DISPLACED
    assert searched.destinations == ()
    assert searched.displacement is None


def test_searched_sectors_that_fell_too_are_diffused():
    found = judge(stepped(40, 15), stepped(30, 8), displacement=None)
    assert (found.verdict, found.destinations) == (Verdict.DIFFUSED, (1,))


def test_searched_sectors_are_not_called_diffused_while_another_may_have_risen():
    rows = stepped(40, 15), stepped(30, 8)
    assert judge(*rows, stepped(14, 14), displacement=None).verdict == Verdict.DIFFUSED
    found = judge(*rows, stepped(14, 19), displacement=None)
    assert found.verdict == Verdict.CANNOT_TELL
    assert found.destinations == ()


def test_searched_among_steady_sectors_there_is_neither():
    found = judge(stepped(200, 50), stepped(16, 16), displacement=None)
    assert (found.verdict, found.reason) == (Verdict.NEITHER, Reason.NOTHING_BESIDE)


def test_only_sectors_without_a_part_are_searched():
    found = judge(stepped(40, 15), stepped(10, 24), displacement=None, control=[2, 3, 4])
    assert found.destinations == (1,)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"before": range(0)}, Reason.EMPTY_PERIOD),
        ({"after": range(6, 6)}, Reason.EMPTY_PERIOD),
        ({"after": range(6, 13)}, Reason.OUTSIDE_DATA),
        ({"before": range(-2, 6)}, Reason.OUTSIDE_DATA),
        ({"intervention": 12}, Reason.OUTSIDE_DATA),
        ({"intervention": -1}, Reason.OUTSIDE_DATA),
        ({"before": range(7)}, Reason.PERIODS_OVERLAP),
        ({"before": range(6, 12), "after": range(6)}, Reason.PERIODS_OVERLAP),
        ({"intervention": 5}, Reason.INTERVENTION_INSIDE_PERIOD),
        ({"intervention": 7}, Reason.INTERVENTION_INSIDE_PERIOD),
        ({"before": range(4, 6)}, Reason.TOO_FEW_MONTHS),
    ],
)
def test_periods_that_cannot_be_compared_cannot_be_told(options, reason):
    found = judge(stepped(40, 15), stepped(10, 22), **options)
    assert refuses(found, reason)
    assert (found.treated, found.displacement, found.net, found.dispersion) == (None, None, None, None)


def test_months_between_the_periods_are_left_out():
    found = judge(stepped(40, 15), stepped(10, 22), before=range(5), after=range(7, 12), intervention=6)
    assert found.verdict == Verdict.DISPLACED


def test_too_few_records_cannot_be_told_and_the_numbers_say_so():
    found = judge([1, 2, 1, 2, 1, 2] + [0] * 6, stepped(10, 22))
    assert refuses(found, Reason.TOO_FEW_TREATED)
    assert found.values == {"count": 9, "least": 10}


def test_a_control_with_too_few_records_cannot_be_told():
    rows = [stepped(40, 15), stepped(10, 22), stepped(3, 3)]
    assert refuses(judge_displacement(rows, **PERIODS, treated=[0], displacement=[1]), Reason.TOO_FEW_CONTROL)


def test_where_too_little_stands_still_a_search_cannot_tell():
    rows = [stepped(80, 30), stepped(5, 40), stepped(30, 29), [1, 0] * 6, [0, 1] * 6]
    found = judge_displacement(rows, **PERIODS, treated=[0])
    assert refuses(found, Reason.TOO_MUCH_MOVED)


def test_no_record_anywhere_cannot_be_told():
    assert refuses(judge_displacement(np.zeros((5, 12)), **PERIODS, treated=[0]), Reason.NO_RECORDS)


def test_a_month_without_any_record_does_no_harm():
    rows = np.array([stepped(40, 15), stepped(10, 22), *QUIET])
    rows[:, [2, 8]] = 0
    assert judge_displacement(rows, **PERIODS, treated=[0], displacement=[1]).verdict == Verdict.DISPLACED


@pytest.mark.parametrize(("rows", "displacement"), [(1, None), (2, None), (2, [1])])
def test_without_a_sector_to_compare_with_it_cannot_be_told(rows, displacement):
    counts = [stepped(40, 15), stepped(10, 22)][:rows]
    found = judge_displacement(counts, **PERIODS, treated=[0], displacement=displacement)
    assert refuses(found, Reason.NO_CONTROL)


def test_trends_that_stood_apart_before_cannot_be_told():
    falling = [90, 75, 62, 50, 41, 33, 25, 20, 16, 13, 10, 8]
    found = judge(falling, stepped(10, 22))
    assert refuses(found, Reason.TRENDS_APART)
    assert 0 < found.values["p_value"] < 0.01
    assert found.treated is not None
    assert refuses(judge(stepped(40, 15), [2, 6, 10, 14, 18, 22, 26, 30, 34, 38, 42, 46]), Reason.TRENDS_APART)


def test_a_fall_that_rests_on_a_control_that_moved_cannot_be_told():
    found = judge(stepped(40, 40), stepped(10, 30), control=[2, 3], displacement=[1])
    assert found.reason != Reason.CONTROL_MOVED
    rows = [stepped(40, 40), stepped(10, 90), stepped(20, 160), [20] * 12, [25] * 12]
    assert refuses(judge_displacement(rows, **PERIODS, treated=[0], displacement=[1]), Reason.CONTROL_MOVED)


@pytest.mark.parametrize(
    "options",
    [
        {"treated": []},
        {"displacement": []},
        {"control": []},
        {"treated": [9]},
        {"treated": [-1]},
        {"treated": [0, 0]},
        {"displacement": [0]},
        {"control": [1]},
        {"displacement": None, "control": [1, 2, 3, 4, 5]},
        {"before": range(0, 6, 2)},
    ],
)
def test_parts_that_no_sector_can_play_are_refused_in_a_sentence(options):
    with pytest.raises(ValueError, match="accepted"):
        judge(stepped(40, 15), stepped(10, 22), **options)


@pytest.mark.parametrize("counts", [[[1, -2] * 6] * 3, [[1, 0.5] * 6] * 3, [[1, 2], [3]], [], [[math.nan] * 12] * 3])
def test_what_is_no_table_of_counts_is_refused_in_a_sentence(counts):
    with pytest.raises(ValueError, match="accepted"):
        judge_displacement(counts, **PERIODS, treated=[0])


@pytest.mark.parametrize(
    "wrong", [{"error_share": 0}, {"trend_p": 1}, {"least_treated": 0}, {"least_months": 1}, {"control_p": math.nan}]
)
def test_rules_that_would_judge_on_nothing_are_refused(wrong):
    with pytest.raises(ValueError, match="accepted"):
        Rules(**wrong)


def test_stricter_rules_say_displaced_less_often():
    rows = stepped(40, 15), stepped(10, 15)
    assert judge(*rows).verdict == Verdict.DISPLACED
    assert judge(*rows, rules=Rules(error_share=0.0001)).verdict != Verdict.DISPLACED


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.sampled_from([20, 100, 1_000]), st.booleans())
def test_relabelling_sectors_changes_nothing(seed, records, is_named):
    rng = np.random.default_rng(seed)
    world, truth = plant_world(rng, records_a_month=records, months_a_side=6, kind="displaced")
    order = rng.permutation(25)
    place = np.argsort(order)
    named = list(truth.destinations) if is_named else None
    found = judge_displacement(world.counts, **PERIODS, treated=[world.treated], displacement=named)
    moved = judge_displacement(
        world.counts[order],
        **PERIODS,
        treated=[int(place[world.treated])],
        displacement=None if named is None else [int(place[row]) for row in named],
    )
    assert (moved.verdict, moved.reason) == (found.verdict, found.reason)
    assert set(moved.destinations) == {int(place[row]) for row in found.destinations}
    for ours, theirs in ((found.treated, moved.treated), (found.net, moved.net)):
        if ours is None or theirs is None:
            assert ours is theirs
        else:
            assert dataclasses.astuple(theirs) == pytest.approx(dataclasses.astuple(ours), abs=1e-9)


@settings(max_examples=150)
@given(st.data())
def test_one_record_never_turns_displaced_into_diffused_or_back(data):
    rng = np.random.default_rng(data.draw(st.integers(0, 10**6)))
    sectors, months = data.draw(st.integers(3, 6)), data.draw(st.integers(3, 6))
    change = data.draw(st.sampled_from([0.05, 0.3, 1.0, 3.0]))
    means = rng.uniform(0.1, 8, (sectors, 1)) * np.ones(2 * months)
    means[0] = np.repeat([12, 2], months)
    means[1, months:] *= change
    counts = rng.poisson(means)
    options = {
        "before": range(months),
        "after": range(months, 2 * months),
        "intervention": months,
        "treated": [0],
        "displacement": data.draw(st.sampled_from([[1], None])) if sectors > 3 else [1],
    }
    more = counts.copy()
    more[data.draw(st.integers(0, sectors - 1)), data.draw(st.integers(0, 2 * months - 1))] += 1
    verdicts = {judge_displacement(table, **options).verdict for table in (counts, more)}
    assert verdicts != {Verdict.DISPLACED, Verdict.DIFFUSED}


@settings(max_examples=150)
@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(1, 8), st.booleans())
def test_whatever_the_counts_no_number_is_nan(seed, sectors, months, is_named):
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.choice([0, 0.3, 3, 50], size=(sectors, 2 * months)))
    found = judge_displacement(
        counts,
        before=range(months),
        after=range(months, 2 * months),
        intervention=months,
        treated=[0],
        displacement=[1] if is_named and sectors > 1 else None,
    )
    estimates = [found.treated, found.displacement, found.net]
    numbers = [*found.values.values()]
    for estimate in estimates:
        if isinstance(estimate, Estimate):
            numbers += dataclasses.astuple(estimate)
    assert np.all(np.isfinite(numbers))
