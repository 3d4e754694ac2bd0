"""What must hold before an intervention is judged: trends before run alike, and the control stands still."""

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats  # type: ignore[import-untyped]

from geo.counts import checked_counts
from geo.dispersion import Dispersion
from geo.relative_change import relative_changes


def trend_p(area: ArrayLike, control: ArrayLike, *, dispersion: Dispersion) -> float:
    """
    Probability by chance of trends as far apart as those of an area and its control.

    Parameters
    ----------
    area, control
        Records by month, shape (months,), months in a row.
    dispersion
        Variance of counts by their mean.

    Returns
    -------
    float
        Two-sided p-value, 0 to 1; 1 where either has no record.

    Raises
    ------
    ValueError
        If a count is negative or not whole, or the months are not as many.

    Notes
    -----
    Score test of a trend in the area's share of both: Armitage (1955), Biometrics 11:375; its variance is scaled by
    the dispersion.

    Examples
    --------
    >>> round(trend_p([5, 9, 14, 20], [20, 20, 20, 20], dispersion=Dispersion(1, 30)), 3)
    0.015
    >>> trend_p([8, 4, 6, 7], [20, 10, 15, 18], dispersion=Dispersion(1, 30)) > 0.5
    True
    """
    own, other = (checked_counts(values, name="records by month", dimensions=1) for values in (area, control))
    if own.shape != other.shape:
        raise ValueError(f"records by month: found {own.size} and {other.size} months, accepted are as many")
    both = own + other
    if min(own.sum(), other.sum()) == 0:
        return 1.0
    share = own.sum() / both.sum()
    month = np.arange(both.size) - (np.arange(both.size) @ both) / both.sum()
    variance = dispersion.factor * share * (1 - share) * float(both @ month**2)
    score = abs(float((own - both * share) @ month)) / math.sqrt(variance) if variance > 0 else 0.0
    return float(2 * stats.t.sf(score, dispersion.degrees_of_freedom))


def has_control_moved(
    before: ArrayLike,
    after: ArrayLike,
    *,
    treated_before: float,
    treated_after: float,
    dispersion: Dispersion,
    p_value: float,
) -> bool:
    """
    Whether a change of the treated area against its control is the control's doing.

    What all sectors of a control share (reporting, season) is no move. A sector moved where it changed against the
    others beyond chance, and without it at most half of the treated area's change is left. A control of one sector,
    or one that would be empty without one, moved where it changed more than the treated area: what it shares can't be
    told from what is its own.

    Parameters
    ----------
    before, after
        Records of the control's sectors, shape (sectors,), together above 0 in each period.
    treated_before, treated_after
        Records of the treated area.
    dispersion
        Variance of counts by their mean.
    p_value
        Probability by chance, over all sectors together, below which one moved.

    Returns
    -------
    bool

    Raises
    ------
    ValueError
        If a count is negative or not whole, the sectors are not as many, or the control is empty in a period.

    Examples
    --------
    >>> twice = {"treated_before": 80, "treated_after": 82, "dispersion": Dispersion(1.5, 60), "p_value": 0.001}
    >>> has_control_moved([50, 40, 45], [100, 84, 88], **twice), has_control_moved([50, 40, 45], [400, 41, 44], **twice)
    (False, True)
    """
    cb, ca = (checked_counts(values, name="records of the control", dimensions=1) for values in (before, after))
    if cb.shape != ca.shape:
        raise ValueError(f"records of the control: found {cb.size} and {ca.size} sectors, accepted are as many")
    if min(cb.sum(), ca.sum()) == 0:
        raise ValueError("a control without a record: accepted is at least one before and one after")
    treated = math.log((treated_after + 0.5) / (treated_before + 0.5))
    shared = math.log(ca.sum() / cb.sum())
    others_before, others_after = cb.sum() - cb, ca.sum() - ca
    if min(others_before.min(), others_after.min()) == 0:
        return abs(shared) > abs(treated)
    found = relative_changes(cb, ca, control_before=others_before, control_after=others_after, dispersion=dispersion)
    has_moved = 2 * np.minimum(found.p_rise, found.p_fall) * cb.size < p_value
    left = (treated - np.log(others_after / others_before)) / (treated - shared) if treated != shared else np.zeros(1)
    return bool(np.any(has_moved & (left <= 0.5)))
