"""The two periods that an area's report compares."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dashboard.state import ViewState

USUAL_DAYS = 90
"""Length of the period where the view has none."""
Than = Literal["before", "year", "dates"]
THAN: tuple[Than, ...] = ("before", "year", "dates")
"""What a period is compared with: as many days before it, the same days a year earlier, or other dates."""


@dataclass(frozen=True)
class Compared:
    """
    Two periods, first and last days included.

    Attributes
    ----------
    before_from, before_to
        The earlier one.
    after_from, after_to
        The later one.
    """

    before_from: date
    before_to: date
    after_from: date
    after_to: date

    @property
    def days_before(self) -> int:
        """Length of the earlier one."""
        return (self.before_to - self.before_from).days + 1

    @property
    def days_after(self) -> int:
        """Length of the later one."""
        return (self.after_to - self.after_from).days + 1

    @property
    def is_overlapping(self) -> bool:
        """Whether a day lies in both."""
        return self.before_from <= self.after_to and self.after_from <= self.before_to


def view_period(state: ViewState, as_of: date) -> tuple[date, date]:
    """
    The later period: the view's, as far as it has one, else the last 90 days of the records.

    Examples
    --------
    >>> view_period(ViewState(), date(2026, 3, 13))
    (datetime.date(2025, 12, 14), datetime.date(2026, 3, 13))
    """
    last = state.date_to or as_of
    first = state.date_from or last - timedelta(days=USUAL_DAYS - 1)
    return min(first, last), max(first, last)


def compared(state: ViewState, as_of: date, *, than: Than, other: tuple[date, date] | None = None) -> Compared:
    """
    The view's period and an earlier one.

    Parameters
    ----------
    state
        The view.
    as_of
        Date to which the records go.
    than
        What to compare with.
    other
        First and last day, where other dates are chosen; without them, as many days before.

    Examples
    --------
    >>> two = compared(ViewState(), date(2026, 3, 13), than="before")
    >>> str(two.before_from), str(two.before_to), two.days_before
    ('2025-09-15', '2025-12-13', 90)
    """
    first, last = view_period(state, as_of)
    if than == "dates" and other is not None:
        return Compared(*other, first, last)
    if than == "year":
        return Compared(_year_before(first), _year_before(last), first, last)
    days = (last - first).days + 1
    # A period that starts near the first of all days has less before it.
    earliest = date.min + timedelta(days=days)
    start = first - timedelta(days=days) if first >= earliest else date.min
    return Compared(start, first - timedelta(days=1) if first > date.min else date.min, first, last)


def _year_before(day: date) -> date:
    """The same day a year earlier; 29 February is taken for the 28th."""
    if day.year == date.min.year:
        return date.min
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
