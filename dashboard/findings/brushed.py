"""The days that a reader chose on a timeline."""

import calendar
from collections.abc import Mapping
from datetime import UTC, date, datetime


def brushed_days(selection: object) -> tuple[date, date] | None:
    """
    Whole months that a selection over a timeline covers.

    Parameters
    ----------
    selection
        What a browser says was chosen: a field and the two ends of an interval, in milliseconds since 1970, UTC.

    Returns
    -------
    tuple of datetime.date or None
        First and last day: months of which any part was covered, since no bar is finer. None where nothing, or nothing
        that is a date, was chosen.

    Examples
    --------
    >>> brushed_days({"event_month": [1735776000000, 1740000000000]})
    (datetime.date(2025, 1, 1), datetime.date(2025, 2, 28))
    >>> brushed_days({}) is None
    True
    """
    if not isinstance(selection, Mapping):
        return None
    for ends in selection.values():
        if isinstance(ends, list | tuple) and len(ends) == 2:
            days = [day for end in ends if (day := _day(end)) is not None]
            if len(days) == 2:
                first, last = min(days), max(days)
                return first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return None


def _day(milliseconds: object) -> date | None:
    """A day of the contract's years, or none."""
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float):
        return None
    try:
        day = datetime.fromtimestamp(milliseconds / 1000, tz=UTC).date()
    except (OverflowError, OSError, ValueError):
        return None
    return day if 1900 <= day.year <= 2100 else None
