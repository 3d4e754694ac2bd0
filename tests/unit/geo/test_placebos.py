from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from geo.effects import Effect, interrupted_time_series
from geo.placebos import Placebos, judge_effect, periods_until_back, placebo_dates, placebo_sectors, returns_after

STEADY = [20, 23, 19, 21, 18, 22, 20, 21, 19, 22, 20, 18, 23, 21]
CUT = [8, 9, 7, 8, 10, 7, 9, 8]
FALL = interrupted_time_series(STEADY + CUT, at=14)
NONE = Placebos(None, {}, 3)


def test_placebo_dates_lie_before_the_intervention_with_room_on_both_sides():
    found = placebo_dates(STEADY + CUT, at=14)
    assert sorted(found.others) == [6, 7, 8]
    assert (found.rank, found.of, found.left_out) == (1, 4, 0)
    assert found.t == FALL.t
    expected = interrupted_time_series(STEADY, at=7).t
    assert found.others[7] == expected


def test_a_transition_leaves_less_room_for_placebo_dates():
    with_transition = placebo_dates(STEADY + CUT, at=14, transition=1)
    assert (sorted(with_transition.others), with_transition.left_out) == ([6, 7], 0)
    assert placebo_dates(STEADY + CUT, at=11).others == {}


def test_a_jump_that_an_earlier_date_shows_too_does_not_rank_first():
    counts = [40, 42, 38, 41, 39, 43, 40, 10, 9, 11, 10, 8, 11, 9, 6, 7, 5, 6, 7, 6, 5]
    found = placebo_dates(counts, at=14)
    assert found.rank > 1
    assert not found.stands_out


def test_effort_of_the_periods_before_goes_with_their_counts():
    effort = np.arange(22) + 50
    found = placebo_dates(STEADY + CUT, at=14, effort=effort)
    assert found.others[7] == interrupted_time_series(STEADY, at=7, effort=effort[:14]).t


def test_placebo_sectors_are_all_but_the_treated_and_the_silent_are_told():
    table = np.array([STEADY + STEADY[:8], STEADY + CUT, STEADY + CUT, STEADY[::-1] + STEADY[:8], [0] * 22])
    found = placebo_sectors(table, treated=[2, 1], at=14)
    assert sorted(found.others) == [0, 3]
    assert (found.rank, found.of, found.left_out) == (1, 3, 1)
    assert found.t == interrupted_time_series(table[[1, 2]], at=14).t


def test_relabelling_sectors_changes_no_rank():
    rng = np.random.default_rng(2)
    table = np.vstack([STEADY + CUT, rng.poisson(20, (6, 22))])
    order = rng.permutation(7)
    one = placebo_sectors(table, treated=[0], at=14)
    other = placebo_sectors(table[order], treated=[int(np.flatnonzero(order == 0)[0])], at=14)
    assert (one.t, one.rank, one.of) == (other.t, other.rank, other.of)
    assert sorted(one.others.values()) == sorted(other.others.values())


def test_one_sector_only_has_no_placebo():
    found = placebo_sectors([STEADY + CUT], treated=[0], at=14)
    assert (found.others, found.of, found.rank) == ({}, 1, 1)


@pytest.mark.parametrize(
    ("counts", "treated", "message"),
    [
        (STEADY, [0], "a row of periods a sector"),
        ([STEADY], [], "one or more: found \\[\\]"),
        ([STEADY], [1], "rows 0 to 0, one or more: found \\[1\\]"),
    ],
)
def test_what_is_no_table_of_sectors_is_refused(counts, treated, message):
    with pytest.raises(ValueError, match=message):
        placebo_sectors(counts, treated=treated, at=7)


def test_ties_rank_before_the_true_effect_and_one_in_twenty_may():
    assert Placebos(-2.0, {1: 2.0, 2: 1.0}, 0).rank == 2
    many = dict.fromkeys(range(39), 0.0)
    assert Placebos(-2.0, {**many, 0: 5.0}, 0).stands_out
    assert not Placebos(-2.0, {**many, 0: 5.0, 1: -5.0}, 0).stands_out
    assert Placebos(None, many, 0).rank is None
    assert not Placebos(None, many, 0).stands_out


def test_a_fall_stays_a_fall_where_it_stands_out_and_says_its_ranks():
    out = Placebos(FALL.t, {1: 0.3, 2: -0.4}, 1)
    judged = judge_effect(FALL, dates=out, sectors=NONE)
    assert (judged.verdict, judged.message) == ("fall", "effect-fall")
    ranks = {name: judged.values[name] for name in judged.values if name not in FALL.values}
    assert ranks == {
        "dates_rank": 1,
        "dates_of": 3,
        "dates_left_out": 1,
        "sectors_rank": 0,
        "sectors_of": 0,
        "sectors_left_out": 3,
    }


@pytest.mark.parametrize("name", ["dates", "sectors"])
def test_a_fall_that_a_placebo_shows_too_can_not_be_told(name):
    out, in_ = Placebos(FALL.t, {1: 0.3}, 0), Placebos(FALL.t, {1: -50.0}, 0)
    judged = judge_effect(FALL, **({"dates": out, "sectors": out} | {name: in_}))
    assert (judged.verdict, judged.message) == ("cannot_tell", f"effect-placebo-{name}")
    assert judged.values[f"{name}_rank"] == 2


def test_without_any_placebo_nothing_can_be_told_and_other_verdicts_stay():
    assert judge_effect(FALL, dates=NONE, sectors=NONE).message == "effect-no-placebo"
    for verdict in ("no_change", "cannot_tell"):
        effect = replace(FALL, verdict=verdict)
        assert judge_effect(effect, dates=NONE, sectors=NONE) == effect


def test_counts_are_back_where_three_periods_together_reach_what_was_expected():
    def fallen(*observed: int) -> Effect:
        return Effect(verdict="fall", message="", observed=observed, expected=(10.0,) * len(observed))

    assert periods_until_back(fallen(1, 2, 15, 3, 4, 3)) is None
    assert periods_until_back(fallen(1, 2, 3, 9, 10, 11)) == 3
    assert periods_until_back(fallen(1, 40)) is None
    with pytest.raises(ValueError, match="only a fall can come back: found no_change"):
        periods_until_back(replace(FALL, verdict="no_change"))


def test_what_came_back_is_told_in_the_order_of_days_and_not_what_came_before_or_was_cut_again():
    reports = [
        ("d", "expanded", date(2025, 4, 1)),
        ("c", "alternative_supply", date(2025, 2, 5)),
        ("b", "restored", date(2025, 2, 4)),
        ("a", "cut", date(2025, 3, 1)),
        ("e", "reopened", date(2025, 2, 5)),
    ]
    found = returns_after(reports, cut=date(2025, 2, 5))
    assert [(report.event_id, report.days_after) for report in found] == [("c", 0), ("e", 0), ("d", 55)]
