"""Counts by sector and month as the methods take them, the periods round a date, and the records behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_LAST_DAY_COUNTED = 15
"""What happened by this day of a month is told from that month on, what happened later from the next."""


@dataclass(frozen=True, eq=False)
class SectorMonths:
    """
    Counts of all sectors in all whole months.

    Attributes
    ----------
    sector_ids
        The sectors, in the order of the rows.
    months
        First day of each month as datetime64[M], in a row, without gaps, shape (months,).
    counts
        Amounts, shape (sectors, months), 0 where there is no record.
    """

    sector_ids: tuple[str, ...]
    months: NDArray[np.datetime64]
    counts: NDArray[np.int64]

    def rows(self, sector_ids: Sequence[str]) -> list[int]:
        """
        Rows of some sectors.

        Raises
        ------
        KeyError
            If a sector is not in the table.
        """
        places = {sector_id: row for row, sector_id in enumerate(self.sector_ids)}
        return [places[sector_id] for sector_id in sector_ids]

    def column(self, day: date) -> int:
        """Column of the month that a day is in; below 0 or beyond the last where it is outside the data."""
        return int((np.datetime64(day, "M") - self.months[0]).astype(int)) if self.months.size else -1


@dataclass(frozen=True)
class Periods:
    """
    Months to compare.

    Attributes
    ----------
    before, after
        Columns, in a row; empty where the data hold none.
    intervention
        Column of the month of what is weighed.
    transition
        Months from it on that are left out, because it came late in its month: 0 or 1.
    """

    before: range
    after: range
    intervention: int
    transition: int


def sector_months(frame: pd.DataFrame, sector_ids: Sequence[str], *, as_of: date | None) -> SectorMonths:
    """
    A table of counts out of the rows of a query.

    Parameters
    ----------
    frame
        sector_id, month, amount: see `queries.months.list_sector_months`.
    sector_ids
        Every sector there is.
    as_of
        Date to which the records go; a month that had not ended by then is left out, as half a month looks like a fall.
        None where there is no record.

    Returns
    -------
    SectorMonths
        From the first month with an amount to the last whole month.
    """
    ids = tuple(sector_ids)
    month = frame["month"].to_numpy().astype("datetime64[M]")
    if as_of is None or not month.size:
        return SectorMonths(ids, np.array([], dtype="datetime64[M]"), np.zeros((len(ids), 0), dtype=np.int64))
    # The day after a month's last one lies in the next month.
    months = np.arange(month.min(), np.datetime64(as_of + timedelta(days=1), "M"))
    counts = np.zeros((len(ids), months.size), dtype=np.int64)
    places = {sector_id: row for row, sector_id in enumerate(ids)}
    row = frame["sector_id"].map(places).to_numpy(dtype=np.int64)
    column = (month - month.min()).astype(np.int64)
    whole = column < months.size
    np.add.at(counts, (row[whole], column[whole]), frame["amount"].to_numpy(dtype=np.int64)[whole])
    return SectorMonths(ids, months, counts)


def periods_round(table: SectorMonths, day: date, *, precision: str, months: int) -> Periods:
    """
    The months before and after a date, as many as the data hold up to a number.

    Parameters
    ----------
    table
        Counts of whole months.
    day
        The date, or the first day of a month.
    precision
        `day` or `month`. What came in the second half of a month, or on an unknown day of it, is told from the next
        month on, and its own month is left out.
    months
        How many months on each side at most.

    Returns
    -------
    Periods
    """
    at = table.column(day)
    transition = 0 if precision == "day" and day.day <= _LAST_DAY_COUNTED else 1
    start, width = at + transition, table.months.size
    return Periods(
        before=range(min(max(at - months, 0), width), min(max(at, 0), width)),
        after=range(min(max(start, 0), width), min(max(start + months, 0), width)),
        intervention=at,
        transition=transition,
    )


def records_behind(
    events: pd.DataFrame, table: SectorMonths, sector_ids: Sequence[str], periods: Sequence[range]
) -> tuple[str, ...]:
    """
    Ids of the records that some sectors and months count.

    Parameters
    ----------
    events
        event_id, sector_id, month: see `queries.months.list_sector_events`.
    table
        The table that counts them.
    sector_ids
        The sectors.
    periods
        Columns of the months.

    Returns
    -------
    tuple of str
        In order.
    """
    months = table.months[sorted({column for period in periods for column in period})]
    here = events["sector_id"].isin(sector_ids) & events["month"].isin(months.astype("datetime64[D]"))
    return tuple(sorted(events.loc[here, "event_id"]))
