"""Who plays which part in an intervention, and which months are compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.verdicts import Reason


@dataclass(frozen=True)
class Parts:
    """
    Rows of sectors by the part that they play.

    Attributes
    ----------
    treated, displacement, control
        Where something was done, where activity was said to go, and what both are compared with.
    candidates
        Where the destination is searched, the sectors that could be it; they may be control to one another.
    """

    treated: list[int]
    displacement: list[int]
    control: list[int]
    candidates: list[int]


def parts_of(
    sectors: int,
    *,
    treated: Sequence[int],
    displacement: Sequence[int] | None = None,
    control: Sequence[int] | None = None,
) -> Parts:
    """
    Give each sector its part.

    Parameters
    ----------
    sectors
        How many there are.
    treated
        Rows of the treated.
    displacement
        Rows where activity was said to go; None to search.
    control
        Rows to compare with; None for all others.

    Returns
    -------
    Parts

    Raises
    ------
    ValueError
        If a list is empty, a row doesn't exist or is named twice, or no sector is left to search.

    Examples
    --------
    >>> parts_of(4, treated=[0], displacement=[2]).control
    [1, 3]
    """
    chosen = [None if part is None else [int(row) for row in part] for part in (treated, displacement, control)]
    named = [row for part in chosen for row in part or ()]
    if any(part is not None and not part for part in chosen):
        raise ValueError("treated, displacement and control: accepted is at least one sector each, or None")
    if not all(0 <= row < sectors for row in named):
        raise ValueError(f"rows of sectors: found {min(named)} to {max(named)}, accepted are 0 to {sectors - 1}")
    if len(set(named)) < len(named):
        raise ValueError("a sector was named twice: accepted is one part a sector, treated, displacement or control")
    rest = [row for row in range(sectors) if row not in named]
    if displacement is None and control is not None and not rest:
        raise ValueError("no sector is left to search: accepted is at least one that is neither treated nor control")
    return Parts(
        treated=chosen[0] or [],
        displacement=chosen[1] or [],
        control=rest if chosen[2] is None else chosen[2],
        candidates=rest if displacement is None else [],
    )


def period_fault(months: int, *, before: range, after: range, intervention: int) -> Reason | None:
    """
    Why two periods can't be compared.

    Parameters
    ----------
    months
        Columns of the data.
    before, after
        Columns to compare, step 1.
    intervention
        Column of its month.

    Returns
    -------
    Reason or None
        None where they can.

    Raises
    ------
    ValueError
        If the months of a period don't follow one another.

    Examples
    --------
    >>> period_fault(12, before=range(6), after=range(5, 12), intervention=6).value
    'displacement-periods-overlap'
    """
    if any(period.step != 1 for period in (before, after)):
        raise ValueError("periods: accepted are months in a row, a range of step 1")
    if not before or not after:
        return Reason.EMPTY_PERIOD
    if min(before[0], after[0]) < 0 or max(before[-1], after[-1]) >= months or not 0 <= intervention < months:
        return Reason.OUTSIDE_DATA
    if before[-1] >= after[0]:
        return Reason.PERIODS_OVERLAP
    return None if before[-1] < intervention <= after[0] else Reason.INTERVENTION_INSIDE_PERIOD
