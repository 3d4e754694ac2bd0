"""How areas changed against a control, when everything may have changed alike: reporting, effort, season."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats  # type: ignore[import-untyped]

from geo.counts import Floats, checked_counts
from geo.dispersion import Dispersion
from geo.estimates import LEVEL, Estimate

_EXACT_UP_TO = 2_000
"""Records of an area above which the exact distribution says the same as Student's."""


@dataclass(frozen=True, eq=False)
class RelativeChanges:
    """
    Changes of areas against their controls, each an array of shape (areas,).

    Attributes
    ----------
    expected
        Records after, had the area changed as its control did.
    best, standard_error, low, high
        Records more than expected, their standard error and interval; negative where there were fewer.
    z
        Signed root of the likelihood ratio, in standard errors.
    p_rise, p_fall
        Probability of a rise, or of a fall, as large by chance, 0 to 1.
    """

    expected: Floats
    best: Floats
    standard_error: Floats
    low: Floats
    high: Floats
    z: Floats
    p_rise: Floats
    p_fall: Floats

    def estimate(self, area: int) -> Estimate:
        """The change of one area, with a two-sided p-value."""
        p_value = min(1.0, 2 * float(min(self.p_rise[area], self.p_fall[area])))
        best, error, z, low, high = (
            float(values[area]) for values in (self.best, self.standard_error, self.z, self.low, self.high)
        )
        return Estimate(best, error, z, p_value, low, high)


def relative_changes(
    before: ArrayLike,
    after: ArrayLike,
    *,
    control_before: ArrayLike,
    control_after: ArrayLike,
    dispersion: Dispersion,
    level: float = LEVEL,
) -> RelativeChanges:
    """
    Records of areas after, less what their controls let expect.

    Parameters
    ----------
    before, after
        Records of each area, shape (areas,).
    control_before, control_after
        Records of each area's control, shape (areas,), each above 0. What changes area and control alike (a longer
        period, twice the reporting) changes nothing.
    dispersion
        Variance of counts by their mean.
    level
        How often the intervals are to hold the truth, above 0 and below 1.

    Returns
    -------
    RelativeChanges

    Raises
    ------
    ValueError
        If a count is negative or not whole, the shapes differ, a control is empty or the level is not a share.

    Notes
    -----
    The test is the likelihood ratio of the table of area and control by period, by the dispersion, against Student's
    curve; where an area has few records also the mid-p of the exact conditional distribution: of two negative binomial
    counts with one variance by mean, the second given their sum is beta-binomial. The larger p counts. The interval
    puts together score intervals of the three rates: Zou and Donner (2008), Statistics in Medicine 27:1693.

    Examples
    --------
    >>> found = relative_changes([40], [10], control_before=[300], control_after=[600], dispersion=Dispersion(2, 40))
    >>> found.expected.tolist(), found.best.tolist(), found.low.round(1).tolist(), found.high.round(1).tolist()
    ([80.0], [-70.0], [-118.4], [-34.0])
    """
    tb, ta, cb, ca = (
        checked_counts(values, name="records of areas and controls", dimensions=1)
        for values in (before, after, control_before, control_after)
    )
    if not tb.shape == ta.shape == cb.shape == ca.shape:
        raise ValueError("records of areas and controls: accepted are as many before as after, and one control an area")
    if min(cb.min(), ca.min()) == 0:
        raise ValueError("a control without a record: accepted is at least one before and one after")
    if not 0 < level < 1:
        raise ValueError(f"level: found {level:g}, accepted is a share above 0 and below 1")
    z = _likelihood_root(tb, ta, cb, ca) / math.sqrt(dispersion.factor)
    rise = stats.t.sf(z, dispersion.degrees_of_freedom)
    fall = stats.t.cdf(z, dispersion.degrees_of_freedom)
    # Sums of small chances may exceed 1 by their rounding.
    exact = np.minimum([_exact_tails(*counts, dispersion.factor) for counts in zip(tb, ta, cb, ca, strict=True)], 1.0)
    expected, best, error, low, high = _differences(tb, ta, cb, ca, dispersion, level)
    return RelativeChanges(
        expected, best, error, low, high, z, np.maximum(rise, exact[:, 0]), np.maximum(fall, exact[:, 1])
    )


def _likelihood_root(tb: Floats, ta: Floats, cb: Floats, ca: Floats) -> Floats:
    """Signed root of the likelihood ratio that an area changed otherwise than its control."""
    area, after, total = tb + ta, ta + ca, tb + ta + cb + ca
    share = after / total
    ratio = (
        special.rel_entr(ta, area * share)
        + special.rel_entr(tb, area * (1 - share))
        + special.rel_entr(ca, (total - area) * share)
        + special.rel_entr(cb, (total - area) * (1 - share))
    )
    return np.asarray(np.sign(ta - area * share) * np.sqrt(2 * np.maximum(ratio, 0)))


def _exact_tails(tb: float, ta: float, cb: float, ca: float, dispersion: float) -> tuple[float, float]:
    """Mid-p of a rise and of a fall, the control's own chance included; 0 where an area has many records."""
    total = tb + ta
    if total > _EXACT_UP_TO:
        return 0.0, 0.0
    share = (ca + 0.5) / (ca + cb + 1)
    control_variance = dispersion * (1 / (ca + 0.5) + 1 / (cb + 0.5)) * share * (1 - share)
    size = 1 / ((dispersion - 1) / max(total, 1) + control_variance)
    count = np.arange(total + 1)
    chance = np.exp(
        -np.log(total + 1)
        - special.betaln(count + 1, total - count + 1)
        + special.betaln(count + share * size, total - count + (1 - share) * size)
        - special.betaln(share * size, (1 - share) * size)
    )
    middle = 0.5 * float(chance[int(ta)])
    return float(chance[int(ta) + 1 :].sum()) + middle, float(chance[: int(ta)].sum()) + middle


def _differences(
    tb: Floats, ta: Floats, cb: Floats, ca: Floats, dispersion: Dispersion, level: float
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Expected after, difference from it, its standard error and its interval."""
    ratio = ca / cb
    expected = ratio * tb
    control = expected**2 * (1 / ca + 1 / cb)
    error = np.sqrt(dispersion.factor * (ta + ratio**2 * tb + control))
    reach = float(stats.t.ppf((1 + level) / 2, dispersion.degrees_of_freedom)) * math.sqrt(dispersion.factor)
    after_down, after_up = _score_reaches(ta, reach)
    before_down, before_up = _score_reaches(tb, reach)
    best = ta - expected
    low = best - np.sqrt(after_down**2 + (ratio * before_up) ** 2 + reach**2 * control)
    high = best + np.sqrt(after_up**2 + (ratio * before_down) ** 2 + reach**2 * control)
    return expected, best, error, low, high


def _score_reaches(count: Floats, reach: float) -> tuple[Floats, Floats]:
    """How far the score interval of a Poisson mean reaches below and above its count."""
    middle, half = reach**2 / 2, np.sqrt(reach**2 * count + reach**4 / 4)
    return half - middle, half + middle
