from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.alerts.evaluation import Alert, Fact, Known, evaluate, raised
from dashboard.alerts.facts import silent_days
from dashboard.alerts.rules import KINDS, Rules

ALL = Rules(enabled=frozenset(KINDS))
Before = Mapping[str, Known] | None


def fact(kind: str = "sector_rise", subject: str = "a", *marks: str, **values: Any) -> Fact:
    return Fact(kind=kind, subject=subject, marks=frozenset(marks or ("rise",)), values=values, record_ids=("r1",))


def at(day: int) -> datetime:
    return datetime(2026, 3, day, tzinfo=UTC)


def seen(alert: Alert) -> frozenset[tuple[str, datetime]]:
    return frozenset({(alert.alert_id, alert.since)})


def ids(known: Mapping[str, Known]) -> list[str]:
    return [alert.alert_id for alert in raised(known)]


def test_what_holds_at_the_first_build_is_known_and_raises_nothing() -> None:
    first = evaluate([fact(), fact("new_compound", "b", "b")], None, ALL, now=at(1))
    assert raised(first) == ()
    assert raised(evaluate([fact(), fact("new_compound", "b", "b")], first, ALL, now=at(2))) == ()


def test_an_empty_first_build_is_a_first_build_too() -> None:
    first = evaluate([], None, ALL, now=at(1))
    assert ids(evaluate([fact()], first, ALL, now=at(2))) == ["sector_rise:a"]


def test_what_turns_up_later_is_an_alert_with_its_time_its_words_and_its_records() -> None:
    first = evaluate([], None, ALL, now=at(1))
    (alert,) = raised(evaluate([fact(after=9)], first, ALL, now=at(2)))
    assert alert == Alert(
        alert_id="sector_rise:a",
        kind="sector_rise",
        since=at(2),
        key="alert-sector-rise",
        values={"after": 9},
        record_ids=("r1",),
    )


def test_an_alert_keeps_its_time_and_takes_the_newest_figures() -> None:
    first = evaluate([fact(after=9)], {}, ALL, now=at(2))
    (alert,) = raised(evaluate([fact(after=12)], first, ALL, now=at(5)))
    assert alert.since == at(2)
    assert alert.values == {"after": 12}


@pytest.mark.parametrize("kind", KINDS)
def test_an_alert_shows_until_acknowledged_even_when_its_cause_is_gone(kind: str) -> None:
    first = evaluate([fact(kind)], {}, ALL, now=at(2))
    gone = evaluate([], first, ALL, now=at(3))
    (alert,) = raised(gone)
    assert (alert.since, alert.holds) == (at(2), False)
    assert alert.key == f"alert-{kind.replace('_', '-')}-over"
    assert raised(evaluate([], gone, ALL, now=at(4), acknowledged=seen(alert))) == ()


def test_of_a_record_that_is_gone_its_alert_keeps_nothing() -> None:
    first = evaluate([fact("new_compound", "a", "a", name="Walls")], {}, ALL, now=at(2))
    (alert,) = raised(evaluate([], first, ALL, now=at(3)))
    assert alert.values == {}
    assert alert.record_ids == ()


@pytest.mark.parametrize("kind", ["new_compound", "cut_restored"])
def test_records_that_a_load_lost_and_the_next_brings_back_are_no_news(kind: str) -> None:
    first = evaluate([fact(kind, "a", "a")], None, ALL, now=at(1))
    lost = evaluate([], first, ALL, now=at(2))
    assert raised(evaluate([fact(kind, "a", "a")], lost, ALL, now=at(3))) == ()
    assert ids(evaluate([fact(kind, "a", "a", "b")], lost, ALL, now=at(3))) == [f"{kind}:a"]


def test_an_open_alert_that_says_its_record_is_gone_is_raised_anew_when_it_is_back() -> None:
    first = evaluate([fact("new_compound", "a", "a")], {}, ALL, now=at(2))
    gone = evaluate([], first, ALL, now=at(3))
    (alert,) = raised(evaluate([fact("new_compound", "a", "a")], gone, ALL, now=at(4)))
    assert (alert.since, alert.key, alert.holds) == (at(4), "alert-new-compound", True)


def test_an_acknowledged_record_that_leaves_and_returns_stays_mute() -> None:
    first = evaluate([fact("new_compound", "a", "a")], {}, ALL, now=at(2))
    mute = seen(raised(first)[0])
    gone = evaluate([], first, ALL, now=at(3), acknowledged=mute)
    assert raised(evaluate([fact("new_compound", "a", "a")], gone, ALL, now=at(4), acknowledged=mute)) == ()


def test_a_verdict_that_leaves_rise_and_returns_is_news_again() -> None:
    first = evaluate([fact()], {}, ALL, now=at(2))
    (alert,) = raised(first)
    left = evaluate([], first, ALL, now=at(3), acknowledged=seen(alert))
    assert raised(left) == ()
    (again,) = raised(evaluate([fact()], left, ALL, now=at(4), acknowledged=seen(alert)))
    assert again.since == at(4)


def test_a_rise_of_the_first_build_that_leaves_and_returns_is_news() -> None:
    first = evaluate([fact()], None, ALL, now=at(1))
    left = evaluate([], first, ALL, now=at(2))
    assert ids(evaluate([fact()], left, ALL, now=at(3))) == ["sector_rise:a"]


def test_another_cut_restored_at_the_same_place_raises_the_alert_anew() -> None:
    first = evaluate([fact("cut_restored", "power/a", "x")], None, ALL, now=at(1))
    (alert,) = raised(evaluate([fact("cut_restored", "power/a", "x", "y")], first, ALL, now=at(2)))
    assert (alert.alert_id, alert.since) == ("cut_restored:power/a", at(2))
    fewer = evaluate(
        [fact("cut_restored", "power/a", "y")],
        first | {alert.alert_id: Known(marks=frozenset("xy"), alert=alert)},
        ALL,
        now=at(3),
    )
    assert [one.since for one in raised(fewer)] == [at(2)], "a report that is withdrawn is no news"


def test_what_comes_up_while_its_rule_is_off_is_known_once_the_rule_is_on() -> None:
    off = Rules(enabled=frozenset())
    first = evaluate([], None, off, now=at(1))
    quiet = evaluate([fact()], first, off, now=at(2))
    assert raised(quiet) == ()
    assert raised(evaluate([fact()], quiet, ALL, now=at(3))) == ()


def test_only_the_sectors_that_a_rule_names_raise_its_alert() -> None:
    rules = Rules(enabled=frozenset(KINDS), sector_ids=("a",))
    found = evaluate([fact(subject="a"), fact(subject="b"), fact("new_compound", "b", "b")], {}, rules, now=at(1))
    assert ids(found) == ["new_compound:b", "sector_rise:a"]


def test_alerts_come_newest_first() -> None:
    first = evaluate([fact(subject="z")], {}, ALL, now=at(1))
    assert ids(evaluate([fact(subject="z"), fact(subject="a")], first, ALL, now=at(2))) == [
        "sector_rise:a",
        "sector_rise:z",
    ]


SOME_FACTS = st.lists(
    st.builds(fact, st.sampled_from(KINDS), st.sampled_from("abc"), st.sampled_from("xyz"), n=st.integers(0, 3)),
    unique_by=lambda one: one.fact_id,
)


@given(st.lists(SOME_FACTS, min_size=1, max_size=5))
def test_the_same_facts_again_change_nothing(builds: list[list[Fact]]) -> None:
    known: Before = None
    for day, facts in enumerate(builds, start=1):
        known = evaluate(facts, known, ALL, now=at(day))
        assert evaluate(facts, known, ALL, now=at(28)) == known


@given(SOME_FACTS, SOME_FACTS)
def test_an_alert_is_raised_for_exactly_what_has_a_mark_that_was_not_known(old: list[Fact], new: list[Fact]) -> None:
    first = evaluate(old, None, ALL, now=at(1))
    marks = {one.fact_id: one.marks for one in old}
    expected = {one.fact_id for one in new if not one.marks <= marks.get(one.fact_id, frozenset())}
    assert set(ids(evaluate(new, first, ALL, now=at(2)))) == expected


@pytest.mark.parametrize(
    ("cadence", "today", "days"),
    [
        ("daily", date(2026, 3, 3), None),
        ("daily", date(2026, 3, 4), 3),
        ("weekly", date(2026, 3, 11), None),
        ("weekly", date(2026, 3, 12), 11),
        ("monthly", date(2026, 4, 15), None),
        ("monthly", date(2026, 4, 16), 46),
        ("none", date(2036, 1, 1), None),
        ("now and then", date(2036, 1, 1), None),
    ],
)
def test_a_source_is_silent_beyond_what_its_cadence_allows(cadence: str, today: date, days: int | None) -> None:
    assert silent_days(date(2026, 3, 1), cadence, ALL, today=today) == days
    assert silent_days(None, cadence, ALL, today=today) is None
