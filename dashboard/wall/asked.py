"""What every part of the wall asks of: a build, up to a date, for a viewer."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import duckdb
import pandas as pd

from dashboard.findings.sector_months import SectorMonths, sector_months
from dashboard.findings.wall_periods import Months, Period, period_to, whole_months
from dashboard.queries import months
from etl.interventions import Intervention

FIGURE_DAYS = 90
"""Length of the period of the key figures, in days."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """
    What every part asks of.

    Attributes
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.
    as_of
        Date to which the records go.
    today
        The date in Thailand.
    interventions
        What was done, to be marked.
    """

    connection: duckdb.DuckDBPyConnection
    levels: tuple[str, ...]
    as_of: date
    today: date
    interventions: tuple[Intervention, ...]

    def period(self, days: int) -> Period:
        """The last days of the records, and as many before them."""
        return period_to(self.as_of, days=days)

    def dates(self, days: int) -> dict[str, Any]:
        """That period and the viewer's levels, as the queries take them."""
        period = self.period(days)
        return {
            "levels": self.levels,
            "before_from": period.before_from,
            "date_from": period.date_from,
            "date_to": period.date_to,
        }

    @cached_property
    def line(self) -> Months:
        """Months of a small line."""
        return whole_months(self.as_of)

    @property
    def in_line(self) -> dict[str, Any]:
        """Those months and the viewer's levels, as the queries take them."""
        return {"levels": self.levels, "first_month": self.line.first, "after_last_month": self.line.after_last}

    @cached_property
    def anchors(self) -> pd.DataFrame:
        """Names of the sectors."""
        return months.list_sector_anchors(self.connection)

    @cached_property
    def events(self) -> pd.DataFrame:
        """The records behind activity, by sector."""
        return months.list_sector_events(self.connection, levels=self.levels)

    def table(self, measure: str) -> SectorMonths:
        """A measure by sector and month."""
        frame = months.list_sector_months(self.connection, levels=self.levels, measure=measure)
        return sector_months(frame, self.anchors["sector_id"].tolist(), as_of=self.as_of)
