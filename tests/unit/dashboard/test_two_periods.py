"""Two periods beside each other."""

from datetime import date

import duckdb
import pytest

from dashboard.findings.two_periods import Days, second_period, two_periods_words
from dashboard.language import message
from dashboard.queries.records import count_events
from dashboard.state import LANGUAGES, Language, ViewState

MARCH = date(2025, 3, 1), date(2025, 3, 31)
FEBRUARY = date(2025, 2, 1), date(2025, 2, 28)


def test_the_days_before_are_as_many_and_end_where_the_period_starts() -> None:
    assert second_period("before", MARCH) == (date(2025, 1, 29), date(2025, 2, 28))
    assert second_period("before", (date(2025, 3, 1), date(2025, 3, 1))) == (date(2025, 2, 28), date(2025, 2, 28))


def test_a_year_earlier_keeps_the_days_and_a_leap_day_has_its_neighbour() -> None:
    assert second_period("year", MARCH) == (date(2024, 3, 1), date(2024, 3, 31))
    assert second_period("year", (date(2024, 2, 29), date(2024, 2, 29))) == (date(2023, 2, 28), date(2023, 2, 28))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("counts", "periods", "key"),
    [
        ((3, 2), (MARCH, FEBRUARY), "few"),
        ((0, 0), (MARCH, FEBRUARY), "few"),
        ((20, 4), (MARCH, FEBRUARY), "rise"),
        ((4, 20), (MARCH, FEBRUARY), "fall"),
        ((11, 10), (MARCH, FEBRUARY), "chance"),
        ((50, 5), (MARCH, MARCH), "overlap"),
        ((50, 5), (MARCH, (date(2025, 3, 31), date(2025, 4, 30))), "overlap"),
    ],
)
def test_a_sentence_says_both_numbers_and_what_they_can_tell(
    counts: tuple[int, int], periods: tuple[Days, Days], key: str, language: Language
) -> None:
    words = two_periods_words(counts, periods, language)
    assert message(language, f"compare-{key}", p="|").split("|")[0] in words
    assert str(counts[0]) in words
    assert str(counts[1]) in words


def test_periods_of_other_lengths_are_weighed_by_their_days() -> None:
    year = date(2024, 3, 1), date(2025, 2, 28)
    assert "within chance" in two_periods_words((10, 118), (MARCH, year), "en")
    assert "more than chance" in two_periods_words((10, 30), (MARCH, year), "en")


def test_one_event_is_one(bundled: duckdb.DuckDBPyConnection) -> None:
    assert two_periods_words((1, 9), (MARCH, FEBRUARY), "en").startswith("1 event in 1 March 2025")
    expected = bundled.execute("SELECT count(DISTINCT group_id) FROM record WHERE NOT is_running_total").fetchall()
    assert count_events(bundled, state=ViewState(), levels=("CLEAR",)) == expected[0][0]
    assert count_events(bundled, state=ViewState(), levels=()) == 0
