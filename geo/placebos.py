"""What an intervention's effect looks like where there was none: placebo dates and sectors. And what came back."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from geo.effects import MIN_PERIODS, SIGNIFICANT, Effect, Family, interrupted_time_series

BACK_PERIODS = 3
"""Counts are back once they stood at what the trend before would have led to for this many periods together."""
RETURNING_ACTIONS = ("restored", "reopened", "alternative_supply", "expanded")
"""Actions that undo a cut or get round it."""


@dataclass(frozen=True)
class Placebos:
    """
    The true effect among those of dates or sectors that nothing was done to.

    Attributes
    ----------
    t
        Student's t of the true jump; none where it could not be estimated.
    others
        Label of each placebo -> Student's t of its jump.
    left_out
        Placebos that nothing can be told of, for the reasons that hold of a true effect too.
    """

    t: float | None
    others: Mapping[int, float]
    left_out: int

    @property
    def of(self) -> int:
        """How many are ranked, the true one among them."""
        return len(self.others) + (self.t is not None)

    @property
    def rank(self) -> int | None:
        """Rank of the true effect by size, 1 for the largest; placebos as large stand before it."""
        if self.t is None:
            return None
        return 1 + sum(abs(other) >= abs(self.t) for other in self.others.values())

    @property
    def stands_out(self) -> bool:
        """Whether the true effect is among the largest 5 %, or the largest of fewer than 40."""
        return self.rank is not None and self.rank <= max(1, math.floor(SIGNIFICANT * self.of))


@dataclass(frozen=True)
class Return:
    """A report after a cut that it was undone or got round: its id, action, day, and days since the cut."""

    event_id: str
    action: str
    day: date
    days_after: int


def placebo_dates(
    counts: ArrayLike, *, at: int, effort: ArrayLike | None = None, family: Family = "poisson", transition: int = 0
) -> Placebos:
    """
    The true jump among those found at every date before the intervention that has room on both sides.

    Parameters
    ----------
    counts, at, effort, family, transition
        As `geo.effects.interrupted_time_series` takes them.

    Returns
    -------
    Placebos
        Labels are indices of periods. Only what lies before the intervention is used for placebos: later dates would
        see the true effect.

    Raises
    ------
    ValueError
        As `geo.effects.interrupted_time_series`.

    Examples
    --------
    >>> found = placebo_dates([20, 23, 19, 21, 18, 22, 20, 21, 19, 20, 22, 23, 19, 9, 7, 8, 10, 7, 9, 8], at=13)
    >>> sorted(found.others), found.rank, found.of
    ([6, 7], 1, 3)
    """
    true = interrupted_time_series(counts, at=at, effort=effort, family=family, transition=transition)
    before = np.asarray(counts)[..., :at]
    effort_before = None if effort is None else np.asarray(effort)[:at]
    dates = range(MIN_PERIODS, at - MIN_PERIODS - transition + 1)
    return _placebos(
        true,
        {
            period: interrupted_time_series(
                before, at=period, effort=effort_before, family=family, transition=transition
            )
            for period in dates
        },
    )


def placebo_sectors(
    counts: ArrayLike,
    *,
    treated: Sequence[int],
    at: int,
    effort: ArrayLike | None = None,
    family: Family = "poisson",
    transition: int = 0,
) -> Placebos:
    """
    The treated sectors' jump among those of every other sector at the same date.

    Parameters
    ----------
    counts
        Events by sector and period, shape (sectors, periods).
    treated
        Rows of the treated sectors, which are summed.
    at, effort, family, transition
        As `geo.effects.interrupted_time_series` takes them.

    Returns
    -------
    Placebos
        Labels are rows of the untreated sectors.

    Raises
    ------
    ValueError
        As `geo.effects.interrupted_time_series`, and if a treated row is none of the sectors, or none is treated.

    Examples
    --------
    >>> steady, cut = [20, 23, 19, 21, 18, 22, 20, 21] * 2, [20, 23, 19, 21, 18, 22, 20, 21, 8, 9, 7, 8, 10, 7, 9, 8]
    >>> found = placebo_sectors([steady, cut, steady[::-1]], treated=[1], at=8)
    >>> found.rank, found.of
    (1, 3)
    """
    table = np.asarray(counts)
    if table.ndim != 2:
        raise ValueError(f"counts must be a row of periods a sector: found shape {table.shape}")
    if not treated or not set(treated) <= set(range(table.shape[0])):
        raise ValueError(f"treated must be rows 0 to {table.shape[0] - 1}, one or more: found {list(treated)}")

    def effect(rows: list[int]) -> Effect:
        return interrupted_time_series(table[rows], at=at, effort=effort, family=family, transition=transition)

    others = [row for row in range(table.shape[0]) if row not in set(treated)]
    return _placebos(effect(sorted(set(treated))), {row: effect([row]) for row in others})


def _placebos(true: Effect, others: Mapping[int, Effect]) -> Placebos:
    known = {label: other.t for label, other in others.items() if other.t is not None}
    return Placebos(true.t, known, len(others) - len(known))


def judge_effect(effect: Effect, *, dates: Placebos, sectors: Placebos) -> Effect:
    """
    The effect, its verdict withdrawn where dates or sectors without an intervention show as much.

    Parameters
    ----------
    effect
        The effect as estimated.
    dates, sectors
        Its placebos.

    Returns
    -------
    Effect
        `rise` and `fall` stay where the effect stands out from every kind of placebo that there is, and there is one;
        its values then hold the ranks.

    Examples
    --------
    >>> effect = Effect(verdict="fall", message="effect-fall", t=-3.0)
    >>> judge_effect(effect, dates=Placebos(-3.0, {6: -4.1, 7: 0.2}, 0), sectors=Placebos(-3.0, {}, 4)).message
    'effect-placebo-dates'
    """
    if effect.verdict not in ("rise", "fall"):
        return effect
    kinds = {"dates": dates, "sectors": sectors}
    ranks: dict[str, float] = {}
    for name, placebos in kinds.items():
        ranks |= {f"{name}_rank": placebos.rank or 0, f"{name}_of": placebos.of, f"{name}_left_out": placebos.left_out}
    values = {**effect.values, **ranks}
    if not dates.others and not sectors.others:
        return replace(effect, verdict="cannot_tell", message="effect-no-placebo", values=values)
    for name, placebos in kinds.items():
        if placebos.others and not placebos.stands_out:
            return replace(effect, verdict="cannot_tell", message=f"effect-placebo-{name}", values=values)
    return replace(effect, values=values)


def periods_until_back(effect: Effect) -> int | None:
    """
    Periods from the intervention until the counts were back where the trend before it would have led.

    Parameters
    ----------
    effect
        An effect with a verdict `fall`.

    Returns
    -------
    int or None
        Index of the first of `BACK_PERIODS` periods that together saw as much as expected; none if there is none yet.

    Raises
    ------
    ValueError
        If the effect is no fall: what did not fall can't come back.

    Examples
    --------
    >>> periods_until_back(Effect(verdict="fall", message="", observed=(2, 3, 9, 10, 12), expected=(10.0,) * 5))
    2
    """
    if effect.verdict != "fall":
        raise ValueError(f"only a fall can come back: found {effect.verdict}")
    missing = np.asarray(effect.observed) - np.asarray(effect.expected)
    for first in range(missing.size - BACK_PERIODS + 1):
        if missing[first : first + BACK_PERIODS].sum() >= 0:
            return first
    return None


def returns_after(reports: Iterable[tuple[str, str, date]], *, cut: date) -> tuple[Return, ...]:
    """
    Reports after a cut that it was undone, or that something took its place.

    Parameters
    ----------
    reports
        Id, action and day of reports on supply, in any order.
    cut
        Day of the cut.

    Returns
    -------
    tuple of Return
        Those of `RETURNING_ACTIONS` from the day of the cut on, in the order of days.

    Examples
    --------
    >>> returns_after([("b", "restored", date(2025, 3, 1)), ("a", "cut", date(2025, 2, 5))], cut=date(2025, 2, 5))
    (Return(event_id='b', action='restored', day=datetime.date(2025, 3, 1), days_after=24),)
    """
    found = [
        Return(event_id, action, day, (day - cut).days)
        for event_id, action, day in reports
        if action in RETURNING_ACTIONS and day >= cut
    ]
    return tuple(sorted(found, key=lambda report: (report.day, report.event_id)))
