"""Each pillar in a period: how much was reported, against the period before, and where nothing was."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.findings.area_changes import AreaVerdict, Count, verdicts
from dashboard.findings.area_periods import Compared
from dashboard.state import NONE, ViewState
from etl.contract.vocab import PILLARS

DAYS = 90
"""Length of the period where the view has none."""
WHEN = ("now", "before", "unsure")
"""Numbers of a pillar: of the period, of the one before, and of dates too roughly known for either."""

_UNTOLD = AreaVerdict("cannot_tell", "few")


@dataclass(frozen=True)
class Window:
    """A period, both ends included, and the first day of the equally long one before it."""

    before: date
    first: date
    last: date

    @property
    def days(self) -> int:
        """Its length."""
        return (self.last - self.first).days + 1

    @property
    def compared(self) -> Compared:
        """It, and the period before it."""
        until = self.first - timedelta(days=1) if self.first > date.min else date.min
        return Compared(self.before, until, self.first, self.last)


@dataclass(frozen=True)
class Pillar:
    """
    One pillar, or `none`.

    Attributes
    ----------
    name
        A word of the contract.
    events, events_before
        Distinct groups in the period and in the one before.
    unsure
        Records whose dates aren't known well enough for either period.
    last_date, last_precision
        Date of the newest record that isn't after the period; none if there is no record.
    silent_sectors
        Sectors of the border with no record of this pillar in the period.
    verdict
        What can be said of the change.
    """

    name: str
    events: int
    events_before: int
    unsure: int
    last_date: date | None
    last_precision: str
    silent_sectors: tuple[str, ...]
    verdict: AreaVerdict = field(default=_UNTOLD)

    @property
    def numbers(self) -> dict[str, int]:
        """Its three numbers by the words of `WHEN`."""
        return dict(zip(WHEN, (self.events, self.events_before, self.unsure), strict=True))


def window_of(state: ViewState, as_of: date) -> Window:
    """
    The period of a view, or the last days of the records.

    Examples
    --------
    >>> window_of(ViewState(), date(2026, 3, 13)).first
    datetime.date(2025, 12, 14)
    """
    last = state.date_to or as_of
    first = state.date_from or last - timedelta(days=DAYS - 1)
    days = max((last - first).days + 1, 1)
    return Window(first - timedelta(days=min(days, (first - date.min).days)), first, last)


def pillars(
    counted: pd.DataFrame, reached: pd.DataFrame, sector_ids: Sequence[str], window: Window
) -> tuple[Pillar, ...]:
    """
    The five pillars in the order of the contract, then the records of none.

    Parameters
    ----------
    counted
        Rows of `queries.pillars.count_pillars`.
    reached
        Rows of `queries.pillars.list_pillar_sectors`.
    sector_ids
        Every sector.
    window
        The period.

    Notes
    -----
    Changes are tested together (false discovery rate), by the exact test of two Poisson rates.
    """
    rows = {str(row["pillar"]): row for row in counted.to_dict("records")}
    there = reached.groupby("pillar")["sector_id"].agg(set).to_dict()
    found = [_pillar(name, rows.get(name), there.get(name, set()), sector_ids) for name in (*PILLARS, NONE)]
    told = verdicts([Count(pillar.events_before, pillar.events) for pillar in found], window.compared)
    return tuple(replace(pillar, verdict=verdict) for pillar, verdict in zip(found, told, strict=True))


def _pillar(name: str, row: dict[Hashable, Any] | None, there: set[str], sector_ids: Sequence[str]) -> Pillar:
    silent = tuple(sector_id for sector_id in sector_ids if sector_id not in there)
    if row is None:
        return Pillar(name, 0, 0, 0, None, "none", silent)
    last = None if pd.isna(row["last_date"]) else pd.Timestamp(row["last_date"]).date()
    events, before, unsure = (int(row[column]) for column in ("events", "events_before", "unsure"))
    return Pillar(name, events, before, unsure, last, str(row["last_precision"]), silent)
