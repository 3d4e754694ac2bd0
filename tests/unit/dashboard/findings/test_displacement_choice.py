"""What a planner may ask to be weighed, and what the guards say of it."""

from datetime import date

import numpy as np
import pytest

from dashboard.findings.displacement_choice import (
    GUARDS,
    NOT_REACHED,
    PASSED,
    STOPPED,
    choice_fault,
    counted,
    guard_states,
    own_intervention,
)
from dashboard.findings.finding import Finding
from dashboard.findings.sector_months import SectorMonths
from dashboard.language import message_keys
from etl.interventions import Sides
from geo.verdicts import Reason, Verdict

FIRST, LAST, DAY = date(2024, 1, 1), date(2025, 12, 1), date(2025, 1, 5)
SIDES = Sides(treated=("a",), displacement=("b",), control=("c",))
TABLE = SectorMonths(
    ("a", "b", "c"),
    np.arange("2024-01", "2026-01", dtype="datetime64[M]"),
    np.array([[2] * 12 + [1] * 12, [0] * 12 + [3] * 12, [5] * 24]),
)
DECIDED = {Reason.ROSE_BESIDE, Reason.FELL_BESIDE, Reason.NOTHING_BESIDE}


@pytest.mark.parametrize(
    ("day", "sides", "key", "sectors"),
    [
        (None, SIDES, "displace-fault-day", ()),
        (DAY, Sides(treated=(), displacement=("b",), control=("c",)), "displace-fault-treated", ()),
        (DAY, Sides(treated=("a", "c"), displacement=("b", "a"), control=("c",)), "displace-fault-twice", ("a", "c")),
        (DAY, Sides(treated=("a",), displacement=("b",), control=()), "displace-fault-control", ()),
        (date(2023, 12, 31), SIDES, "displace-fault-outside", ()),
        (date(2026, 1, 1), SIDES, "displace-fault-outside", ()),
    ],
)
def test_a_wrong_choice_is_named(day: date | None, sides: Sides, key: str, sectors: tuple[str, ...]) -> None:
    fault = choice_fault(day, sides, first=FIRST, last=LAST)
    assert fault is not None
    assert (fault.key, fault.sector_ids) == (key, sectors)


@pytest.mark.parametrize("day", [FIRST, DAY, date(2025, 12, 31)])
def test_a_right_choice_has_no_fault(day: date) -> None:
    assert choice_fault(day, SIDES, first=FIRST, last=LAST) is None


def test_what_a_verdict_counts_is_told_by_part_with_its_months() -> None:
    found = counted(TABLE, own_intervention(DAY, SIDES))
    assert found.rows.to_dict("list") == {
        "role": ["treated", "displacement", "control"],
        "sector_id": ["a", "b", "c"],
        "before": [12, 0, 30],
        "after": [6, 18, 30],
    }
    assert (found.first, found.last) == (date(2024, 7, 1), date(2025, 6, 1))
    assert (found.months_before, found.months_after) == (6, 6)
    assert found.before == (date(2024, 7, 1), date(2024, 12, 1))
    assert found.after == (date(2025, 1, 1), date(2025, 6, 1))


def test_a_month_left_out_is_in_neither_period_and_what_holds_no_month_has_none() -> None:
    late = counted(TABLE, own_intervention(date(2025, 1, 20), SIDES), months=3)
    assert late.before == (date(2024, 10, 1), date(2024, 12, 1))
    assert late.after == (date(2025, 2, 1), date(2025, 4, 1))
    first = counted(TABLE, own_intervention(FIRST, SIDES))
    assert (first.before, first.after) == (None, (date(2024, 1, 1), date(2024, 6, 1)))


def test_every_reason_that_gives_no_displacement_stops_at_one_guard_and_every_guard_has_words() -> None:
    stopping = [reason for reasons in GUARDS.values() for reason in reasons]
    assert sorted(stopping) == sorted(set(Reason) - DECIDED)
    assert {f"displace-guard-{guard}" for guard in GUARDS} <= message_keys("en")


def test_guards_before_the_one_that_stopped_are_passed_and_those_after_not_reached() -> None:
    refused = Finding(subject="own", verdict=Verdict.CANNOT_TELL, reason=Reason.TOO_FEW_TREATED)
    assert list(guard_states(refused).values()) == [PASSED] * 4 + [STOPPED] + [NOT_REACHED] * 6
    decided = Finding(subject="own", verdict=Verdict.DISPLACED, reason=Reason.ROSE_BESIDE)
    assert set(guard_states(decided).values()) == {PASSED}
