"""Supplies that were reported cut: which of them no report says were restored, and how old the last report is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard.findings.infrastructure import kind_words, point_name
from dashboard.findings.wall_periods import Months, Period
from dashboard.language import message
from dashboard.state import Language


@dataclass(frozen=True)
class Cuts:
    """
    What was cut, as reported.

    Attributes
    ----------
    supplies
        One row a supply and place: supply_id, kind, name, name_th, longitude, latitude, location_precision, reports,
        first_date, last_date (nothing where no report has one), is_replaced (another supply is reported), is_restored.
    open
        Supplies that are not reported restored since their last cut.
    before, after
        Supplies reported cut or reduced in a period and in the one before it.
    restored_before, restored
        Supplies reported restored in them.
    unplaced
        Reports that name no place; they may tell of the same cuts, so they count nowhere.
    months
        Supplies reported cut or reduced, by month.
    """

    supplies: pd.DataFrame
    open: pd.DataFrame
    before: int
    after: int
    restored_before: int
    restored: int
    unplaced: int
    months: list[int]

    @property
    def last_date(self) -> date | None:
        """Date of the newest report of a cut that is not reported restored."""
        dates = self.open["last_date"].dropna()
        return None if dates.empty else pd.Timestamp(dates.max()).date()

    @property
    def replaced(self) -> int:
        """Open cuts of which another supply is reported."""
        return int(self.open["is_replaced"].sum())

    @property
    def wide(self) -> int:
        """Open cuts told only of a province or a country: they may be the same as others, told of a place in it."""
        return int(self.open["location_precision"].isin(("province", "country")).sum())


_SUPPLY = ("supply_id", "kind", "name", "name_th", "longitude", "latitude", "location_precision")


def cuts_of(reports: pd.DataFrame, *, period: Period, months: Months) -> Cuts:
    """
    Supplies out of reports.

    Parameters
    ----------
    reports
        Rows of `queries.wall_cuts.list_cuts`.
    period
        The period, and the one before it.
    months
        Months of the small line.

    Returns
    -------
    Cuts
    """
    placed = reports[reports["supply_id"].notna()]
    rows = [_supply(group) for _, group in placed.groupby("supply_id", sort=True)]
    columns = [*_SUPPLY, "reports", "first_date", "last_date", "is_replaced", "is_restored"]
    supplies = pd.DataFrame(rows, columns=columns).astype({"is_replaced": bool, "is_restored": bool})
    dated = placed[placed["event_date"].notna()].assign(month=lambda frame: frame["event_date"])
    fine = dated[dated["date_precision"].isin(("day", "month"))].assign(
        month=lambda frame: frame["event_date"].to_numpy().astype("datetime64[M]").astype("datetime64[s]")
    )
    monthly = fine.drop_duplicates(["supply_id", "month"]).assign(one=1)
    return Cuts(
        supplies=supplies,
        open=supplies[~supplies["is_restored"]],
        before=_supplies_in(dated, "event_date", "event_date_last", period.had),
        after=_supplies_in(dated, "event_date", "event_date_last", period.has),
        restored_before=_supplies_in(placed, "restored_date", "restored_date", period.had),
        restored=_supplies_in(placed, "restored_date", "restored_date", period.has),
        unplaced=len(reports) - len(placed),
        months=months.amounts(monthly, "one"),
    )


def cut_tips(supplies: pd.DataFrame, language: Language) -> "pd.Series[str]":
    """What each supply of `Cuts` says to who points at its mark; none of them is known to its country alone."""
    tips = []
    for row in supplies.to_dict("records"):
        state = message(language, f"wall-cuts-{'restored' if row['is_restored'] else 'open'}")
        where = message(language, f"tip-precision-{row['location_precision']}")
        replaced = [message(language, "wall-cuts-replaced")] if row["is_replaced"] else []
        lines = [
            f"{kind_words(row['kind'], language)}: {point_name(row, language)}",
            f"({where})",
            " · ".join([state, *replaced]),
            message(language, "tip-cut-reports", count=int(row["reports"])),
        ]
        tips.append("\n".join(lines))
    return pd.Series(tips, index=supplies.index, dtype=object)


def _supply(group: pd.DataFrame) -> dict[str, Any]:
    """One supply out of its reports; a new cut after a restoration is open again."""
    still = group[group["restored_date"].isna()]
    told = group if still.empty else still
    first = group.iloc[0]
    return {
        **{name: first[name] for name in _SUPPLY},
        "reports": len(told),
        "first_date": told["event_date"].min(),
        "last_date": told["event_date"].max(),
        "is_replaced": bool(told["replaced_date"].notna().any()),
        "is_restored": still.empty,
    }


def _supplies_in(reports: pd.DataFrame, first: str, last: str, lies: Any) -> int:
    """Supplies with a report whose date lies in a period."""
    dated = reports[reports[first].notna()]
    inside = [
        lies(pd.Timestamp(start).date(), pd.Timestamp(end).date())
        for start, end in zip(dated[first], dated[last], strict=True)
    ]
    return int(dated.loc[inside, "supply_id"].nunique())
