"""Did it move, and is it more than chance: the judge of an intervention."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.corrections import holm_findings
from geo.counts import Floats, checked_counts
from geo.dispersion import Dispersion, month_dispersion
from geo.estimates import LEVEL
from geo.guards import has_control_moved, trend_p
from geo.moves import find_moves
from geo.parts import Parts, parts_of, period_fault
from geo.relative_change import RelativeChanges, relative_changes
from geo.verdicts import Judgement, Reason, Rules, Verdict

_RULES = Rules()
_Weighed = tuple[Verdict, Reason, Mapping[str, float]]


def judge_displacement(
    counts: ArrayLike,
    *,
    before: range,
    after: range,
    intervention: int,
    treated: Sequence[int],
    displacement: Sequence[int] | None = None,
    control: Sequence[int] | None = None,
    rules: Rules = _RULES,
) -> Judgement:
    """
    Say whether activity fell where something was done, and whether it came up, or fell too, beside it.

    Parameters
    ----------
    counts
        Records, shape (sectors, months).
    before, after
        Columns of the months to compare, step 1; they may be of unequal length.
    intervention
        Column of the month of the intervention: after those before, and not after the first of those after.
    treated
        Rows of the sectors that were treated.
    displacement
        Rows of the sectors where it was said beforehand that activity would go; None to search all sectors that are not
        treated, nor named as control.
    control
        Rows of the sectors to compare with; None for all others.
    rules
        When a verdict is given.

    Returns
    -------
    Judgement
        Where it can't be told, the reason.

    Raises
    ------
    ValueError
        If counts are negative or not whole or of unequal length, no sector is treated, a row doesn't exist, or a sector
        has two parts to play.

    Notes
    -----
    Every change is measured against the control's (`geo.relative_change`), so that what all sectors share in a month
    cancels; dispersion is that of the months before. "Displaced" needs a fall of the treated sectors and a rise beside
    them, each less likely by chance than `rules.error_share` (an intersection-union test: Berger 1982). A searched
    destination must pass Holm's correction over all that were searched, at `rules.searched_error_share`.

    Examples
    --------
    >>> quiet = [[20, 22, 19, 21, 20, 22, 19, 21], [10, 11, 9, 10, 11, 9, 10, 10]]
    >>> fell, rose = [40, 42, 39, 41, 11, 9, 10, 12], [4, 5, 4, 6, 21, 19, 22, 20]
    >>> found = judge_displacement(
    ...     [fell, rose, *quiet], before=range(4), after=range(4, 8), intervention=4, treated=[0], displacement=[1]
    ... )
    >>> found.verdict.value, found.reason.value, round(found.treated.best), round(found.displacement.best)
    ('displaced', 'displacement-rose-beside', -120, 63)
    """
    table = checked_counts(counts, name="records by sector and month", dimensions=2)
    parts = parts_of(len(table), treated=treated, displacement=displacement, control=control)
    fault = period_fault(table.shape[1], before=before, after=after, intervention=intervention)
    if fault is not None:
        return _untold(fault)
    months = table[:, before]
    case = _Case(months.sum(axis=1), table[:, after].sum(axis=1), months, parts, rules)
    return case.refusal() or case.judgement()


def _untold(reason: Reason, values: Mapping[str, float] | None = None) -> Judgement:
    """A judgement without an estimate."""
    return Judgement(Verdict.CANNOT_TELL, reason, values or {})


@dataclass(frozen=True)
class _Beside:
    """Beside the treated sectors: rows that were named or changed, all that moved, and the widest interval of any."""

    rows: list[int]
    moved: list[int]
    has_risen: bool
    has_fallen: bool
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class _Case:
    """One intervention: records by sector before and after, those before also by month, and who plays which part."""

    before: Floats
    after: Floats
    months: Floats
    parts: Parts
    rules: Rules

    @cached_property
    def dispersion(self) -> Dispersion:
        """How much months vary; Poisson where it can't be told, which a refusal has seen to."""
        return month_dispersion(self.months) or Dispersion(1.0, 1)

    def refusal(self) -> Judgement | None:
        """Cannot tell, where there is too little to compare."""
        parts, rules = self.parts, self.rules
        if not (self.before.any() or self.after.any()):
            return _untold(Reason.NO_RECORDS)
        controls = [self.control_without([row]) for row in parts.candidates] or [parts.control]
        if not all(controls):
            return _untold(Reason.NO_CONTROL)
        for reason, count, least in (
            (Reason.TOO_FEW_MONTHS, float(np.count_nonzero(self.months.sum(axis=0))), rules.least_months),
            (Reason.TOO_FEW_TREATED, float(self.before[parts.treated].sum()), rules.least_treated),
            (Reason.TOO_FEW_CONTROL, min(self.smaller(control) for control in controls), rules.least_control),
        ):
            if count < least:
                return _untold(reason, {"count": count, "least": least})
        return None

    def judgement(self) -> Judgement:
        """The verdict, where there is enough to compare."""
        beside = self.searched() if self.parts.candidates else self.named()
        if beside is None:
            return _untold(Reason.TOO_MUCH_MOVED)
        control = self.control_without(beside.moved)
        treated = self.parts.treated
        changes = self.changes([treated, beside.rows, treated + beside.rows], [control] * 3)
        verdict, reason, values = self.weighed(changes, beside, control)
        return Judgement(
            verdict=verdict,
            reason=reason,
            values=values,
            treated=changes.estimate(0),
            displacement=changes.estimate(1) if beside.rows else None,
            net=changes.estimate(2),
            destinations=tuple(sorted(beside.rows)),
            dispersion=self.dispersion,
        )

    def weighed(self, changes: RelativeChanges, beside: _Beside, control: list[int]) -> _Weighed:
        """The verdict on changes of the treated sectors, those beside them, and both, against one control."""
        rules, loss = self.rules, -float(changes.best[0])
        values = {
            "fall": loss,
            "expected": float(changes.expected[0]),
            "gain": float(changes.best[1]),
            "gain_low": float(changes.low[1]) if beside.rows else beside.low,
            "gain_high": float(changes.high[1]) if beside.rows else beside.high,
        }
        trend = min(1.0, 2 * min(self.trend_p(rows, control) for rows in (self.parts.treated, beside.rows)))
        if trend < rules.trend_p:
            return Verdict.CANNOT_TELL, Reason.TRENDS_APART, {"p_value": trend}
        if changes.p_fall[0] >= rules.error_share:
            if changes.low[0] > -rules.material_fall_share * changes.expected[0]:
                return Verdict.NEITHER, Reason.TREATED_DID_NOT_FALL, values
            return Verdict.CANNOT_TELL, Reason.FALL_UNCERTAIN, values
        if self.has_control_moved(control):
            return Verdict.CANNOT_TELL, Reason.CONTROL_MOVED, values
        if beside.has_risen:
            return Verdict.DISPLACED, Reason.ROSE_BESIDE, values
        if beside.has_fallen:
            return Verdict.DIFFUSED, Reason.FELL_BESIDE, values
        most = rules.material_gain_share * loss
        if -most < beside.low and beside.high < most:
            return Verdict.NEITHER, Reason.NOTHING_BESIDE, values
        return Verdict.CANNOT_TELL, Reason.BESIDE_UNCERTAIN, values

    def named(self) -> _Beside:
        """What became of the sectors that were named beforehand."""
        rows, limit = self.parts.displacement, self.rules.error_share
        found = self.changes([rows], [self.parts.control])
        return _Beside(
            rows=rows,
            moved=rows,
            has_risen=bool(found.p_rise[0] < limit),
            has_fallen=bool(found.p_fall[0] < limit),
            low=float(found.low[0]),
            high=float(found.high[0]),
        )

    def searched(self) -> _Beside | None:
        """Sectors that rose among all that could have, else those that fell; None if too little stands still."""
        rows = self.parts.candidates
        level = 1 - (1 - LEVEL) / len(rows)
        if rows == self.parts.control:
            moves = find_moves(
                self.before[rows],
                self.after[rows],
                dispersion=self.dispersion,
                fall_findings=self.findings,
                rise_findings=self.findings,
                least_still=self.rules.least_control,
                level=level,
            )
            if moves is None:
                return None
            found, is_still = moves.changes, moves.is_still
        else:
            found = self.changes([[row] for row in rows], [self.parts.control] * len(rows), level)
            is_still = np.ones(len(rows), dtype=bool)
        risen, fallen = (_chosen(rows, self.findings(p_values)) for p_values in (found.p_rise, found.p_fall))
        if not risen and found.p_rise.min() * len(rows) < 1:
            # One record must not turn a rise into a fall: nothing may have risen even before it is corrected.
            fallen = []
        return _Beside(
            rows=risen or fallen,
            moved=_chosen(rows, ~is_still),
            has_risen=bool(risen),
            has_fallen=bool(fallen),
            low=float(found.low.min()),
            high=float(found.high.max()),
        )

    def findings(self, p_values: Floats) -> NDArray[np.bool_]:
        """Which of the sectors that were searched changed beyond chance."""
        return holm_findings(p_values, error_share=self.rules.searched_error_share)

    def changes(
        self, areas: Sequence[list[int]], controls: Sequence[list[int]], level: float = LEVEL
    ) -> RelativeChanges:
        """Change of each area, several rows each, against its own control."""
        before, after, control_before, control_after = (
            [float(counts[rows].sum()) for rows in sets]
            for sets in (areas, controls)
            for counts in (self.before, self.after)
        )
        return relative_changes(
            before,
            after,
            control_before=control_before,
            control_after=control_after,
            dispersion=self.dispersion,
            level=level,
        )

    def control_without(self, rows: list[int]) -> list[int]:
        """Rows of the control, but for these."""
        return [row for row in self.parts.control if row not in rows]

    def smaller(self, rows: list[int]) -> float:
        """Records of these sectors in the period that has fewer."""
        return float(min(self.before[rows].sum(), self.after[rows].sum()))

    def trend_p(self, rows: list[int], control: list[int]) -> float:
        """Probability by chance of trends before as far apart as those of these sectors and the control."""
        return trend_p(self.months[rows].sum(axis=0), self.months[control].sum(axis=0), dispersion=self.dispersion)

    def has_control_moved(self, control: list[int]) -> bool:
        """Whether the fall of the treated sectors is the control's doing."""
        return has_control_moved(
            self.before[control],
            self.after[control],
            treated_before=float(self.before[self.parts.treated].sum()),
            treated_after=float(self.after[self.parts.treated].sum()),
            dispersion=self.dispersion,
            p_value=self.rules.control_p,
        )


def _chosen(rows: list[int], flags: NDArray[np.bool_]) -> list[int]:
    """Rows that have a flag."""
    return [row for row, flag in zip(rows, flags, strict=True) if flag]
