"""What a planner asks to be weighed: an intervention of the lists, or a date and sectors; what is wrong with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.findings.displacement import MONTHS
from dashboard.findings.finding import Finding
from dashboard.findings.sector_months import SectorMonths, periods_round
from etl.interventions import Intervention, Sides
from geo.verdicts import Reason

OWN = "own"
"""Chosen where a planner names a date and sectors."""
ROLES = {"treated": "treated", "displaced": "displacement", "control": "control"}
"""Word in the address -> part that its sectors play."""
PASSED, STOPPED, NOT_REACHED = "passed", "stopped", "not-reached"

GUARDS: dict[str, frozenset[Reason]] = {
    "periods": frozenset(
        {Reason.EMPTY_PERIOD, Reason.OUTSIDE_DATA, Reason.PERIODS_OVERLAP, Reason.INTERVENTION_INSIDE_PERIOD}
    ),
    "records": frozenset({Reason.NO_RECORDS}),
    "control": frozenset({Reason.NO_CONTROL}),
    "months": frozenset({Reason.TOO_FEW_MONTHS}),
    "treated": frozenset({Reason.TOO_FEW_TREATED}),
    "control-records": frozenset({Reason.TOO_FEW_CONTROL}),
    "still": frozenset({Reason.TOO_MUCH_MOVED}),
    "trends": frozenset({Reason.TRENDS_APART}),
    "fall": frozenset({Reason.FALL_UNCERTAIN, Reason.TREATED_DID_NOT_FALL}),
    "control-moved": frozenset({Reason.CONTROL_MOVED}),
    "beside": frozenset({Reason.BESIDE_UNCERTAIN}),
}
"""What the judge looks at, in its order -> the reasons with which it stops there."""


@dataclass(frozen=True)
class Fault:
    """Why something can't be weighed: a message and its values; sectors are ids, which a screen names."""

    key: str
    values: Mapping[str, str]
    sector_ids: tuple[str, ...] = ()


def choice_fault(day: date | None, sides: Sides, *, first: date, last: date) -> Fault | None:
    """
    What keeps a planner's own date and sectors from being weighed.

    Parameters
    ----------
    day
        The date; None where none is given.
    sides
        Its sectors.
    first, last
        First day of the first and the last month of the records.

    Returns
    -------
    Fault or None
        The first thing to mend; None where it can be weighed.
    """
    if day is None:
        return Fault("displace-fault-day", {})
    if not sides.treated:
        return Fault("displace-fault-treated", {})
    twice = _twice(sides.treated, sides.displacement, sides.control)
    if twice:
        return Fault("displace-fault-twice", {}, twice)
    if not sides.control:
        return Fault("displace-fault-control", {})
    if not first <= day.replace(day=1) <= last:
        return Fault("displace-fault-outside", {"first": first.isoformat(), "last": last.isoformat()})
    return None


def _twice(*roles: Collection[str]) -> tuple[str, ...]:
    """Sectors with two parts to play."""
    told = [sector for role in roles for sector in role]
    return tuple(dict.fromkeys(sector for sector in told if told.count(sector) > 1))


def own_intervention(day: date, sides: Sides) -> Intervention:
    """A planner's own date and sectors, as the methods take an intervention."""
    return Intervention(
        intervention_id=OWN,
        name="",
        name_th="",
        kind="other",
        day=day,
        date_precision="day",
        record_ids=(),
        sides=sides,
        note="",
        is_own=True,
    )


def guard_states(finding: Finding) -> dict[str, str]:
    """
    What the judge looked at, and where it stopped.

    Parameters
    ----------
    finding
        Of `displacement_finding`.

    Returns
    -------
    dict
        Guard -> `passed`, `stopped` or `not-reached`.

    Examples
    --------
    >>> found = Finding(subject="own", verdict="cannot_tell", reason="displacement-no-control")
    >>> list(guard_states(found).values())[:4]
    ['passed', 'passed', 'stopped', 'not-reached']
    """
    states, state = {}, PASSED
    for guard, reasons in GUARDS.items():
        if finding.reason in reasons:
            states[guard], state = STOPPED, NOT_REACHED
        else:
            states[guard] = state
    return states


@dataclass(frozen=True)
class Counted:
    """
    What a verdict counts.

    Attributes
    ----------
    rows
        role (`treated`, `displacement`, `control`), sector_id, before, after.
    first, last
        First day of the first and the last month that is compared; None where there is none.
    months_before, months_after
        How many months are compared on each side.
    """

    rows: pd.DataFrame
    first: date | None
    last: date | None
    months_before: int
    months_after: int

    @property
    def before(self) -> tuple[date, date] | None:
        """First days of the first and the last month before; None where none is compared."""
        if self.first is None or not self.months_before:
            return None
        return self.first, _months_on(self.first, self.months_before - 1)

    @property
    def after(self) -> tuple[date, date] | None:
        """First days of the first and the last month after; None where none is compared."""
        if self.last is None or not self.months_after:
            return None
        return _months_on(self.last, 1 - self.months_after), self.last


def _months_on(month: date, months: int) -> date:
    """The first day of the month so many months on."""
    year, place = divmod(month.year * 12 + month.month - 1 + months, 12)
    return date(year, place + 1, 1)


def counted(table: SectorMonths, intervention: Intervention, *, months: int = MONTHS) -> Counted:
    """
    Records of each sector that has a part, before and after.

    Parameters
    ----------
    table
        Activity by sector and month.
    intervention
        What is weighed.
    months
        Months on each side at most.
    """
    periods = periods_round(table, intervention.day, precision=intervention.date_precision, months=months)
    sides = intervention.sides
    parts = {"treated": sides.treated, "displacement": sides.displacement, "control": sides.control}
    rows = [
        (
            role,
            sector,
            int(table.counts[row, periods.before].sum()),
            int(table.counts[row, periods.after].sum()),
        )
        for role, sectors in parts.items()
        for sector, row in zip(sectors, table.rows(sectors), strict=True)
    ]
    columns = [*periods.before, *periods.after]
    first, last = (_first_day(table, columns[0]), _first_day(table, columns[-1])) if columns else (None, None)
    return Counted(
        rows=pd.DataFrame(rows, columns=["role", "sector_id", "before", "after"]),
        first=first,
        last=last,
        months_before=len(periods.before),
        months_after=len(periods.after),
    )


def _first_day(table: SectorMonths, column: int) -> date:
    day: date = table.months[column].astype("datetime64[D]").item()
    return day
