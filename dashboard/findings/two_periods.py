"""Two periods beside each other: which days the second has, and whether they differ by more than chance."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from dashboard.findings.choices import period_words
from dashboard.findings.wall_sentences import FEWEST, p_words
from dashboard.language import message
from dashboard.state import Language, ViewState
from geo.shares import Trend, rate_changes

Days = tuple[date, date]
Second = Literal["before", "year"]


def second_period(kind: Second, days: Days) -> Days:
    """
    The days to compare a period with.

    Parameters
    ----------
    kind
        `before`: as many days, ending where the period starts; `year`: the same days a year earlier.
    days
        First and last day of the period.

    Examples
    --------
    >>> second_period("before", (date(2025, 3, 1), date(2025, 3, 31)))
    (datetime.date(2025, 1, 29), datetime.date(2025, 2, 28))
    >>> second_period("year", (date(2024, 2, 29), date(2024, 3, 31)))
    (datetime.date(2023, 2, 28), datetime.date(2023, 3, 31))
    """
    first, last = days
    if kind == "before":
        return first - timedelta(days=length_days(days)), first - timedelta(days=1)
    return _year_earlier(first), _year_earlier(last)


def _year_earlier(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def length_days(days: Days) -> int:
    """Days of a period, both ends included."""
    return (days[1] - days[0]).days + 1


def two_periods_words(counts: tuple[int, int], periods: tuple[Days, Days], language: Language) -> str:
    """
    One sentence: events of both periods, and whether more than chance sets them apart.

    Parameters
    ----------
    counts
        Distinct events of the period and of the one that it is compared with.
    periods
        Their days.
    language
        Language of the words.

    Notes
    -----
    Exact test of two Poisson rates by days (`geo.shares.rate_changes`).

    Examples
    --------
    >>> days = (date(2025, 1, 1), date(2025, 1, 31)), (date(2024, 1, 1), date(2024, 1, 31))
    >>> two_periods_words((3, 1), days, "en")
    '3 events in 1 January 2025 to 31 January 2025, 1 in 1 January 2024 to 31 January 2024: cannot tell, too few.'
    """
    first, second = (period_words(ViewState(date_from=a, date_to=b, language=language)) for a, b in periods)
    verdict = verdict_words(counts, periods, language)
    return message(
        language, "compare-sentence", count=counts[0], first=first, other=counts[1], second=second, verdict=verdict
    )


def verdict_words(counts: tuple[int, int], periods: tuple[Days, Days], language: Language) -> str:
    """
    Whether more than chance sets the events of two periods apart, as `two_periods_words` takes them.

    Examples
    --------
    >>> days = (date(2025, 1, 1), date(2025, 1, 31)), (date(2024, 1, 1), date(2024, 1, 31))
    >>> verdict_words((3, 1), days, "en")
    'cannot tell, too few'
    """
    return verdicts_words([counts], periods, language)[0]


def verdicts_words(counts: Sequence[tuple[int, int]], periods: tuple[Days, Days], language: Language) -> list[str]:
    """
    The same of several counts that are tested together, so that one of many doesn't stand out by chance.

    Notes
    -----
    Benjamini and Hochberg (1995) over those that have enough events (`geo.shares.rate_changes`).
    """
    is_overlapping = periods[0][0] <= periods[1][1] and periods[1][0] <= periods[0][1]
    words = [message(language, "compare-few" if sum(pair) < FEWEST else "compare-overlap") for pair in counts]
    tested = [place for place, pair in enumerate(counts) if sum(pair) >= FEWEST]
    if is_overlapping or not tested:
        return words
    later, earlier = (length_days(days) for days in periods)
    now, before = ([counts[place][period] for place in tested] for period in (0, 1))
    found = rate_changes(before, now, exposure_before=earlier, exposure_after=later)
    for place, trend, p_value in zip(tested, found.trend, found.p_value, strict=True):
        key = {Trend.RISE: "rise", Trend.FALL: "fall"}.get(trend, "chance")
        words[place] = message(language, f"compare-{key}", p=p_words(float(p_value))[language])
    return words
