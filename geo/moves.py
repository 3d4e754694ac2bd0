"""Which areas moved, measured against those that stood still, when neither is known beforehand."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.counts import Floats, checked_counts
from geo.dispersion import Dispersion
from geo.estimates import LEVEL
from geo.relative_change import RelativeChanges, relative_changes

Flags = NDArray[np.bool_]
Findings = Callable[[Floats], Flags]


@dataclass(frozen=True, eq=False)
class Moves:
    """
    Areas that moved.

    Attributes
    ----------
    has_fallen, has_risen
        Those that changed beyond chance, shape (areas,).
    is_still
        Those that the others are measured against, shape (areas,).
    changes
        Change of each area against those that stood still, itself left out.
    """

    has_fallen: Flags
    has_risen: Flags
    is_still: Flags
    changes: RelativeChanges


def find_moves(
    before: ArrayLike,
    after: ArrayLike,
    *,
    dispersion: Dispersion,
    fall_findings: Findings,
    rise_findings: Findings,
    least_still: float = 1,
    level: float = LEVEL,
) -> Moves | None:
    """
    Find the areas that fell and rose against those that did neither.

    Areas are set aside one by one, the surest first, and the others measured anew, until every area that changed beyond
    chance is aside: a single large change would else make all others seem to have moved the other way.

    Parameters
    ----------
    before, after
        Records of each area, shape (areas,).
    dispersion
        Variance of counts by their mean.
    fall_findings, rise_findings
        From p-values to those that are beyond chance, corrected for their number.
    least_still
        Records in each period that the areas standing still must have, at least 1, whichever is measured.
    level
        How often the intervals are to hold the truth.

    Returns
    -------
    Moves or None
        None where too few records stand still.

    Raises
    ------
    ValueError
        If a count is negative or not whole, or the areas are not as many before as after.

    Examples
    --------
    >>> from geo.corrections import holm_findings
    >>> findings = lambda p: holm_findings(p, error_share=0.05)
    >>> found = find_moves(
    ...     [160, 150, 20, 80, 120], [45, 50, 82, 81, 118],
    ...     dispersion=Dispersion(1, 30), fall_findings=findings, rise_findings=findings,
    ... )
    >>> found.has_fallen.tolist(), found.has_risen.tolist()
    ([True, True, False, False, False], [False, False, True, False, False])
    """
    earlier, later = (checked_counts(counts, name="records of areas", dimensions=1) for counts in (before, after))
    if earlier.shape != later.shape:
        raise ValueError(f"records of areas: found {earlier.size} and {later.size} areas, accepted are as many")
    is_still = np.ones(earlier.size, dtype=bool)
    while True:
        control = [counts[is_still].sum() - counts * is_still for counts in (earlier, later)]
        if min(control[0].min(), control[1].min()) < max(least_still, 1):
            return None
        changes = relative_changes(
            earlier, later, control_before=control[0], control_after=control[1], dispersion=dispersion, level=level
        )
        has_fallen, has_risen = fall_findings(changes.p_fall), rise_findings(changes.p_rise)
        surprising = np.where((has_fallen | has_risen) & is_still, np.abs(changes.z), -1.0)
        if surprising.max() < 0:
            return Moves(has_fallen, has_risen, is_still, changes)
        is_still[int(surprising.argmax())] = False
