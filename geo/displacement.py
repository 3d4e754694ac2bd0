"""Did it move? Counts before and after of a treated area, of the areas beside it and of their controls."""

import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats  # type: ignore[import-untyped]

from geo.counts import Floats, checked_positive
from geo.estimates import LEVEL, Change, Estimate
from geo.judge import judge_displacement

__all__ = [
    "Change",
    "Estimate",
    "Quotient",
    "judge_displacement",
    "resampled_displacement_p",
    "weighted_displacement_difference",
    "weighted_displacement_quotient",
]

_SIGNS = np.array([1.0, -1.0, 1.0, -1.0])
"""How treated, its control, displacement and its control enter the difference."""


@dataclass(frozen=True)
class Quotient:
    """
    What became of the change beside the treated area.

    Attributes
    ----------
    success
        Change of the treated area's ratio to its control; negative where it fell.
    buffer
        Change of the displacement area's ratio to the control.
    wdq
        Buffer by success: above 1 more diffused than the effect, 0 to 1 diffused, -1 to 0 displaced less than the
        effect, below -1 displaced more than the effect. None where success is not negative: it is read only then.
    total_net_effect
        Records that were prevented in both areas together, negative where there are more of them.
    """

    success: float
    buffer: float
    wdq: float | None
    total_net_effect: float


def weighted_displacement_difference(
    treated: Change,
    displacement: Change,
    *,
    control: Change,
    displacement_control: Change,
    dispersion: float = 1.0,
    degrees_of_freedom: float = math.inf,
) -> Estimate:
    """
    Change in counts that an intervention explains, displacement included.

    Parameters
    ----------
    treated, displacement, control, displacement_control
        Counts before and after, weighted where the periods or areas are unequal.
    dispersion
        Variance of a month's count by its mean, more than 0; 1 is Poisson, and too narrow on real months.
    degrees_of_freedom
        What the dispersion was estimated from, more than 0: the interval and the p-value are Student's. Without it
        they are normal.

    Returns
    -------
    Estimate
        Difference in weighted events, its standard error, z, p-value and 95 % interval. Negative means fewer events.
        Where all eight counts are 0, nothing changed and nothing is known: z is 0 and the p-value 1.

    Raises
    ------
    ValueError
        If the dispersion or its degrees of freedom are not more than 0.

    Notes
    -----
    Wheeler and Ratcliffe (2018), Crime Science 7:11: the variance is the sum of the counts, each by its weight squared.
    The scaled error is quasi-Poisson: McCullagh and Nelder (1989), Generalized Linear Models, 6.2.3.

    Examples
    --------
    >>> found = weighted_displacement_difference(
    ...     Change(207, 110), Change(178, 157), control=Change(308, 318), displacement_control=Change(150, 140)
    ... )
    >>> found.best, round(found.standard_error, 3), round(found.z, 3), round(found.low, 1), round(found.high, 1)
    (-118.0, 39.598, -2.98, -195.6, -40.4)
    """
    changes = (treated, control, displacement, displacement_control)
    checked_positive(dispersion, name="dispersion")
    if not degrees_of_freedom > 0:
        raise ValueError(f"degrees of freedom: found {degrees_of_freedom:g}, accepted is a number above 0")
    best = float(_SIGNS @ [change.difference for change in changes])
    error = math.sqrt(dispersion * sum(change.variance for change in changes))
    reach = float(stats.t.ppf((1 + LEVEL) / 2, degrees_of_freedom)) * error
    z = best / error if error else 0.0
    return Estimate(best, error, z, float(2 * stats.t.sf(abs(z), degrees_of_freedom)), best - reach, best + reach)


def resampled_displacement_p(
    treated: Change,
    displacement: Change,
    *,
    control: Change,
    displacement_control: Change,
    dispersion: float = 1.0,
    resamples: int = 9_999,
    seed: int = 1,
) -> float:
    """
    Probability of a displacement difference as large by chance, without the normal curve: for small counts.

    Eight counts are drawn again and again around the nearest means whose difference is nothing, and their z
    compared with the one found.

    Parameters
    ----------
    treated, displacement, control, displacement_control
        As for `weighted_displacement_difference`.
    dispersion
        Variance of a count by its mean, at least 1; above 1 the counts are drawn as negative binomial.
    resamples
        How many times to draw, at least 1.
    seed
        Seed of the draws.

    Returns
    -------
    float
        Two-sided p-value, above 0 and at most 1; the draw found is one of them.

    Raises
    ------
    ValueError
        If the dispersion is below 1 or there are no resamples.

    Notes
    -----
    Parametric bootstrap of a studentised difference: Davison and Hinkley (1997), Bootstrap Methods, 4.2. The means are
    those that a Poisson likelihood prefers among all with no difference, half a record added to each count so that
    none is 0.

    Examples
    --------
    >>> p = resampled_displacement_p(
    ...     Change(12, 3), Change(5, 6), control=Change(9, 10), displacement_control=Change(4, 4)
    ... )
    >>> 0.1 < p < 0.4
    True
    """
    if not dispersion >= 1 or resamples < 1:
        raise ValueError(f"accepted are a dispersion and resamples of at least 1: found {dispersion:g} and {resamples}")
    changes = (treated, control, displacement, displacement_control)
    counts = np.array([count for change in changes for count in (change.before, change.after)], dtype=np.float64)
    size = np.array([weight for change in changes for weight in (-change.weight_before, change.weight_after)])
    signed = size * np.repeat(_SIGNS, 2)
    drawn = _drawn_counts(_means_without_difference(counts, signed), dispersion, resamples, np.random.default_rng(seed))
    exceeding = np.count_nonzero(np.abs(_z(drawn, signed)) >= abs(float(_z(counts, signed))) - 1e-12)
    return float((1 + exceeding) / (1 + resamples))


def weighted_displacement_quotient(treated: Change, displacement: Change, *, control: Change) -> Quotient | None:
    """
    Whether what the treated area lost came up beside it, or its gain spread there.

    Parameters
    ----------
    treated, displacement, control
        Weighted counts before and after; the control stands for both.

    Returns
    -------
    Quotient or None
        None where one of the counts is 0: it cannot be told.

    Notes
    -----
    Bowers and Johnson (2003), J. Quant. Criminology 19:275.

    Examples
    --------
    >>> found = weighted_displacement_quotient(Change(207, 110), Change(178, 157), control=Change(308, 318))
    >>> round(found.success, 6), round(found.buffer, 6), round(found.wdq, 6), round(found.total_net_effect, 1)
    (-0.326166, -0.084211, 0.258186, 130.5)
    """
    (tb, ta), (db, da), (cb, ca) = (
        (change.weight_before * change.before, change.weight_after * change.after)
        for change in (treated, displacement, control)
    )
    if min(tb, ta, db, da, cb, ca) == 0:
        return None
    success, buffer = ta / ca - tb / cb, da / ca - db / cb
    return Quotient(
        success=success,
        buffer=buffer,
        wdq=buffer / success if success < 0 else None,
        total_net_effect=(tb * ca / cb - ta) + (db * ca / cb - da),
    )


def _means_without_difference(counts: Floats, signed: Floats) -> Floats:
    """The likeliest means of eight counts whose weighted difference is 0."""
    raised = counts + 0.5
    edges = -1 / signed
    low, high = float(edges[edges < 0].max()), float(edges[edges > 0].min())
    margin = 1e-9 * (high - low)
    # By Lagrange: each mean is the count by 1 + multiplier x weight, and the difference falls as the multiplier grows.
    multiplier = optimize.brentq(lambda x: float(signed @ (raised / (1 + x * signed))), low + margin, high - margin)
    return np.asarray(raised / (1 + multiplier * signed))


def _drawn_counts(means: Floats, dispersion: float, resamples: int, rng: np.random.Generator) -> Floats:
    """Counts around these means, one row a resample; negative binomial where they are dispersed."""
    if dispersion > 1:
        means = rng.gamma(means / (dispersion - 1), dispersion - 1, size=(resamples, means.size))
    return rng.poisson(means, size=(resamples, means.shape[-1])).astype(np.float64)


def _z(counts: Floats, signed: Floats) -> Floats:
    """Weighted difference in Poisson standard errors; 0 where every count is 0."""
    error = np.sqrt(counts @ signed**2)
    return np.asarray((counts @ signed) / np.where(error > 0, error, 1.0))
