"""What an area's report says: periods, verdicts, what stands there."""

from datetime import date

import pandas as pd
import pytest

from dashboard.findings.area_changes import Count, area_changes, verdicts
from dashboard.findings.area_periods import Compared, compared, view_period
from dashboard.findings.area_surroundings import surroundings, surroundings_lines
from dashboard.language import message
from dashboard.state import LANGUAGES, Language, ViewState
from geo.area_places import INSIDE, PERHAPS, Facing
from geo.areas import circle_area

AS_OF = date(2026, 3, 13)
PERIODS = compared(ViewState(), AS_OF, than="before")


def test_the_views_period_is_the_later_one_and_as_many_days_before_it_the_earlier() -> None:
    state = ViewState(date_from=date(2025, 3, 1), date_to=date(2025, 3, 10))
    assert compared(state, AS_OF, than="before") == Compared(
        date(2025, 2, 19), date(2025, 2, 28), date(2025, 3, 1), date(2025, 3, 10)
    )


def test_a_view_with_one_date_or_none_still_has_a_period() -> None:
    assert view_period(ViewState(date_from=date(2026, 1, 1)), AS_OF) == (date(2026, 1, 1), AS_OF)
    assert view_period(ViewState(date_to=date(2025, 12, 31)), AS_OF) == (date(2025, 10, 3), date(2025, 12, 31))
    assert view_period(ViewState(date_from=date(2030, 1, 1)), AS_OF) == (AS_OF, date(2030, 1, 1))


def test_a_year_earlier_and_other_dates() -> None:
    state = ViewState(date_from=date(2024, 2, 29), date_to=date(2024, 3, 1))
    found = compared(state, AS_OF, than="year")
    assert (found.before_from, found.before_to) == (date(2023, 2, 28), date(2023, 3, 1))
    chosen = date(2024, 1, 1), date(2024, 2, 29)
    found = compared(state, AS_OF, than="dates", other=chosen)
    assert found.is_overlapping
    assert (found.days_before, found.days_after) == (60, 2)
    assert compared(state, AS_OF, than="dates") == compared(state, AS_OF, than="before")


@pytest.mark.parametrize("than", ["before", "year"])
def test_the_first_of_all_days_has_a_period_before_it(than) -> None:
    state = ViewState(date_from=date.min, date_to=date(9000, 1, 1))
    assert compared(state, AS_OF, than=than).before_from == date.min


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [(0, 0, "few"), (0, 5, "few"), (0, 6, "rise"), (13, 0, "fall"), (5, 4, "chance"), (400, 410, "no-change")],
)
def test_a_verdict_is_that_of_the_exact_test(before: int, after: int, key: str) -> None:
    (found,) = verdicts([Count(before, after)], PERIODS)
    assert found.key == key


def test_a_longer_period_may_have_more() -> None:
    state = ViewState(date_from=date(2025, 1, 1), date_to=date(2025, 12, 31))
    other = date(2024, 12, 1), date(2024, 12, 31)
    (found,) = verdicts([Count(3, 36)], compared(state, AS_OF, than="dates", other=other))
    assert found.key == "chance"
    (found,) = verdicts([Count(3, 36)], PERIODS)
    assert found.key == "rise"


def test_periods_that_overlap_give_no_verdict() -> None:
    state = ViewState(date_from=date(2025, 1, 1), date_to=date(2025, 12, 31))
    overlapping = compared(state, AS_OF, than="dates", other=(date(2025, 1, 1), date(2025, 2, 1)))
    (found,) = verdicts([Count(0, 100)], overlapping)
    assert (found.trend, found.key) == ("cannot_tell", "overlap")


def _counted(*rows: tuple) -> pd.DataFrame:
    columns = ["place", "layer", "kind", "is_activity", "before", "after", "straddling"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({"is_activity": "boolean"})


def test_the_totals_are_those_of_the_query_and_rough_ones_are_apart() -> None:
    frame = _counted(
        (INSIDE, None, None, None, 13, 20, 2),
        (INSIDE, None, None, True, 2, 14, 1),
        (INSIDE, None, None, False, 11, 6, 1),
        (PERHAPS, None, None, None, 9, 1, 0),
        (PERHAPS, None, None, True, 9, 0, 0),
        (INSIDE, "incident", "raid", None, 2, 14, 1),
        (INSIDE, "rescue", "handover", None, 11, 6, 1),
        (INSIDE, "rescue", "screening", None, 0, 0, 4),
        (PERHAPS, "incident", "raid", None, 9, 0, 0),
    )
    found = area_changes(frame, (40, 60), PERIODS)
    assert (found.activity, found.response) == (Count(2, 14, 1), Count(11, 6, 1))
    assert found.activity_verdict.key == "rise"
    assert found.rough.total == 10
    assert found.rough_verdict.key == "chance", "with all that may be inside, 11 to 14"
    assert found.share_verdict.key == "rise"
    assert found.straddling == 2
    assert [(row.kind, row.inside.total, row.rough.total) for row in found.rows] == [
        ("handover", 17, 0),
        ("raid", 16, 9),
    ]


def test_a_rise_that_everybody_shares_is_no_rise_of_the_share() -> None:
    frame = _counted((INSIDE, None, None, True, 10, 30, 0))
    found = area_changes(frame, (100, 300), PERIODS)
    assert found.activity_verdict.key == "rise"
    assert found.share_verdict.key == "chance"


def test_an_empty_area_can_tell_nothing() -> None:
    found = area_changes(_counted(), (0, 0), PERIODS)
    assert {found.activity_verdict.key, found.share_verdict.key, found.rough_verdict.key} == {"few"}
    assert found.rows == ()


def _things(**columns) -> pd.DataFrame:
    return pd.DataFrame(columns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_there_is_told_with_its_distance(language: Language) -> None:
    compounds = _things(
        name=["In", "Rough", "Near", "Nowhere"],
        longitude=[98.5, 98.5, 98.7, None],
        latitude=[16.7, 16.7, 16.7, None],
        location_precision=["site", "district", "site", None],
    )
    named = _things(
        kind=["crossing", "town", "crossing"], name=["Bridge", "Town", "Far"], name_th=["สะพาน", "เมือง", None],
        longitude=[98.52, 98.5, 99.5], latitude=[16.7, 16.7, 16.7],
    )  # fmt: skip
    sectors = _things(
        name=["Mae Sot", "Other"],
        name_th=["แม่สอด", "อื่น"],
        border_country=["MM", "MM"],
        from_km=[0, 600],
        to_km=[600, 900],
    )
    border = (0.0, (Facing("MM", 500.2, 533.9),))
    found = surroundings(circle_area(98.5, 16.7, 10), compounds, named, sectors, border)
    assert [[thing.name for thing in things] for things in (found.inside, found.rough, found.near)] == [
        ["In"],
        ["Rough"],
        ["Near"],
    ]
    said = "\n".join(surroundings_lines(found, language))
    assert message(language, "area-named-km", name="Near", km=11) in said
    assert message(language, "area-named-inside", name="สะพาน" if language == "th" else "Bridge") in said
    assert "500–534" in said
    assert ("แม่สอด" if language == "th" else "Mae Sot") in said
    assert ("อื่น" if language == "th" else "Other") not in said
    assert message(language, "area-border-through") in said
