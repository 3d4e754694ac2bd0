"""The periods that the wall compares: one that ends with the records, the one before it, and whole months."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

SPARK_MONTHS = 12
"""Whole months that a small line shows."""


@dataclass(frozen=True)
class Period:
    """
    A period and the one before it, equally long.

    Attributes
    ----------
    before_from, date_from, date_to
        First day of the period before, first and last day of the period.
    """

    before_from: date
    date_from: date
    date_to: date

    @property
    def days(self) -> int:
        """Length of each, in days."""
        return (self.date_to - self.date_from).days + 1

    def has(self, first: date, last: date) -> bool:
        """Whether all of a date lies in the period."""
        return first >= self.date_from and last <= self.date_to

    def had(self, first: date, last: date) -> bool:
        """Whether all of a date lies in the period before."""
        return first >= self.before_from and last < self.date_from


def period_to(as_of: date, *, days: int) -> Period:
    """
    The last days of the records, and as many before them.

    Parameters
    ----------
    as_of
        Date to which the records go: the last day of the period.
    days
        Length of each, 1 or more.

    Raises
    ------
    ValueError
        If days are fewer than 1.

    Examples
    --------
    >>> period = period_to(date(2026, 3, 13), days=90)
    >>> str(period.before_from), str(period.date_from), period.days
    ('2025-09-15', '2025-12-14', 90)
    """
    if days < 1:
        raise ValueError(f"a period has one day or more: found {days}")
    return Period(as_of - timedelta(days=2 * days - 1), as_of - timedelta(days=days - 1), as_of)


@dataclass(frozen=True)
class Months:
    """Whole months in a row: the first day of the first, and the first day after the last."""

    first: date
    after_last: date

    def amounts(self, frame: pd.DataFrame, column: str) -> list[int]:
        """
        The amount of each month, 0 where a frame has no row of it.

        Parameters
        ----------
        frame
            month (a date in it) and the column.
        column
            Name of the amounts.
        """
        columns = pd.date_range(self.first, self.after_last, freq="MS", inclusive="left").to_numpy("datetime64[M]")
        amounts = np.zeros(columns.size, dtype=np.int64)
        place = (frame["month"].to_numpy().astype("datetime64[M]") - columns[0]).astype(np.int64)
        inside = (place >= 0) & (place < columns.size)
        np.add.at(amounts, place[inside], frame[column].to_numpy(dtype=np.int64)[inside])
        return [int(amount) for amount in amounts]


def whole_months(as_of: date, *, months: int = SPARK_MONTHS) -> Months:
    """
    The last months that had ended by a date: half a month would look like a fall.

    Examples
    --------
    >>> whole_months(date(2026, 3, 13))
    Months(first=datetime.date(2025, 3, 1), after_last=datetime.date(2026, 3, 1))
    >>> whole_months(date(2026, 3, 31), months=1)
    Months(first=datetime.date(2026, 3, 1), after_last=datetime.date(2026, 4, 1))
    """
    after_last = (as_of + timedelta(days=1)).replace(day=1)
    index = after_last.year * 12 + after_last.month - 1 - months
    return Months(date(index // 12, index % 12 + 1, 1), after_last)
