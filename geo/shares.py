"""Shares of sectors in all activity, and which sectors rose or fell between two periods."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from statsmodels.stats.proportion import proportion_confint  # type: ignore[import-untyped]
from statsmodels.stats.rates import test_poisson_2indep as poisson_rates_test  # type: ignore[import-untyped]

from geo.corrections import discoveries
from geo.counts import Floats, checked_counts, checked_positive
from geo.dispersion import Dispersion
from geo.estimates import LEVEL
from geo.relative_change import relative_changes

_MATERIAL_RATIO = 2.0
"""A sector whose rate can neither have halved nor doubled didn't change."""


class Trend(StrEnum):
    """What can be said of a sector's change; the list is closed."""

    RISE = "rise"
    FALL = "fall"
    NO_CHANGE = "no_change"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, eq=False)
class Shares:
    """
    Shares with their 95 % intervals, each an array of the shape of the counts, 0 to 1.

    Attributes
    ----------
    best, low, high
        The share and its interval; where there is no record at all 0, and 0 to 1: any share is possible.
    """

    best: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, eq=False)
class SectorChanges:
    """
    Changes of sectors between two periods, each an array of shape (sectors,).

    Attributes
    ----------
    ratio, ratio_low, ratio_high
        Rate after by rate before, and its 95 % interval; infinite where there was no record before, 1 and 0 to infinite
        where there is none at all.
    p_value
        Probability of a change as large by chance, 0 to 1, for one sector alone.
    trend
        Values of `Trend`: a rise or a fall passes the false discovery rate over all sectors; no change is one whose
        interval leaves out half and double; else it can't be told.
    """

    ratio: Floats
    ratio_low: Floats
    ratio_high: Floats
    p_value: Floats
    trend: tuple[Trend, ...]


def sector_shares(counts: ArrayLike, *, dispersion: float = 1.0) -> Shares:
    """
    Share of each sector in the records of all.

    Parameters
    ----------
    counts
        Records of each sector in one period, shape (sectors,).
    dispersion
        Variance of counts by their mean, more than 0; 2 makes of a hundred records the worth of fifty.

    Returns
    -------
    Shares

    Raises
    ------
    ValueError
        If a count is negative or not whole, there are none, or the dispersion is not more than 0.

    Notes
    -----
    Wilson (1927), J. American Statistical Association 22:209.

    Examples
    --------
    >>> found = sector_shares([12, 28])
    >>> found.best.tolist(), found.low.round(3).tolist(), found.high.round(3).tolist()
    ([0.3, 0.7], [0.181, 0.546], [0.454, 0.819])
    """
    records = checked_counts(counts, name="records of sectors", dimensions=1)
    worth = records / checked_positive(dispersion, name="dispersion")
    if not records.any():
        return Shares(np.zeros_like(records), np.zeros_like(records), np.ones_like(records))
    low, high = proportion_confint(worth, worth.sum(), alpha=1 - LEVEL, method="wilson")
    return Shares(records / records.sum(), np.clip(low, 0, 1), np.clip(high, 0, 1))


def rate_changes(
    before: ArrayLike,
    after: ArrayLike,
    *,
    exposure_before: float = 1.0,
    exposure_after: float = 1.0,
    false_discovery_rate: float = 0.05,
) -> SectorChanges:
    """
    Which sectors rose or fell per month, or per record of all: by the exact test, if records fell at random.

    Parameters
    ----------
    before, after
        Records of each sector, shape (sectors,).
    exposure_before, exposure_after
        What the records are divided by, more than 0: months, or all records of the period and side.
    false_discovery_rate
        Share of the rises and falls that may be chance, above 0 and below 1.

    Returns
    -------
    SectorChanges

    Raises
    ------
    ValueError
        If a count is negative or not whole, the sectors are not as many, or an option is out of its range.

    Notes
    -----
    Conditional test of two Poisson rates: Przyborowski and Wilenski (1940), Biometrika 31:313; the interval is that of
    Clopper and Pearson for the share of the later period. Months vary more than that: see `share_changes`.

    Examples
    --------
    >>> found = rate_changes([21], [11], exposure_before=3011, exposure_after=800)
    >>> found.p_value.round(5).tolist(), found.ratio.round(3).tolist(), [str(trend) for trend in found.trend]
    ([0.07967], [1.971], ['cannot_tell'])
    """
    earlier, later = _both(before, after)
    exposures = [checked_positive(value, name="exposure") for value in (exposure_after, exposure_before)]
    unit = exposures[1] / exposures[0]
    p_value = np.array(
        [
            _exact_p(int(count), int(count_before), *exposures)
            for count, count_before in zip(later, earlier, strict=True)
        ]
    )
    low, high = proportion_confint(later, np.maximum(earlier + later, 1), alpha=1 - LEVEL, method="beta")
    ratio, ratio_low = _odds(later, earlier, unit), _odds(low, 1 - low, unit)
    ratio_high = np.where(earlier == 0, math.inf, _odds(high, 1 - high, unit))
    return SectorChanges(
        ratio, ratio_low, ratio_high, p_value, _trends(ratio, ratio_low, ratio_high, p_value, false_discovery_rate)
    )


def share_changes(
    before: ArrayLike, after: ArrayLike, *, dispersion: Dispersion, false_discovery_rate: float = 0.05
) -> SectorChanges:
    """
    Which sectors' shares rose or fell: each against all others, so that what all share changes nothing.

    Parameters
    ----------
    before, after
        Records of each sector, shape (sectors,).
    dispersion
        Variance of counts by their mean.
    false_discovery_rate
        Share of the rises and falls that may be chance, above 0 and below 1.

    Returns
    -------
    SectorChanges
        Ratios are to what the others let expect.

    Raises
    ------
    ValueError
        If a count is negative or not whole, the sectors are not as many, the others of a sector have no record in a
        period, or the rate is out of its range.

    Examples
    --------
    >>> found = share_changes([40, 30, 30], [5, 62, 58], dispersion=Dispersion(1.5, 40))
    >>> [str(trend) for trend in found.trend]
    ['fall', 'rise', 'rise']
    """
    earlier, later = _both(before, after)
    found = relative_changes(
        earlier,
        later,
        control_before=earlier.sum() - earlier,
        control_after=later.sum() - later,
        dispersion=dispersion,
    )
    ratio, ratio_low, ratio_high = (
        _odds(np.maximum(found.expected + change, 0), found.expected, 1.0, nothing=nothing)
        for change, nothing in ((found.best, 1.0), (found.low, 0.0), (found.high, math.inf))
    )
    p_value = np.minimum(1.0, 2 * np.minimum(found.p_rise, found.p_fall))
    return SectorChanges(
        ratio, ratio_low, ratio_high, p_value, _trends(ratio, ratio_low, ratio_high, p_value, false_discovery_rate)
    )


def _both(before: ArrayLike, after: ArrayLike) -> tuple[Floats, Floats]:
    """Records of both periods, of as many sectors."""
    earlier, later = (checked_counts(values, name="records of sectors", dimensions=1) for values in (before, after))
    if earlier.shape != later.shape:
        raise ValueError(f"records of sectors: found {earlier.size} and {later.size} sectors, accepted are as many")
    return earlier, later


def _exact_p(after: int, before: int, exposure_after: float, exposure_before: float) -> float:
    """Two-sided probability by chance; 1 where there is no record."""
    if after + before == 0:
        return 1.0
    # statsmodels divides by the second rate; the p-value is the same either way round.
    first, second = sorted([(after, exposure_after), (before, exposure_before)])
    found = poisson_rates_test(*first, *second, method="exact-cond")
    return min(1.0, float(found.pvalue))


def _odds(part: Floats, rest: Floats, unit: float, *, nothing: float = 1.0) -> Floats:
    """Ratio of two numbers; infinite where only the second is 0, `nothing` where both are."""
    empty = np.where(part > 0, math.inf, nothing)
    return np.asarray(np.where(rest > 0, unit * part / np.where(rest > 0, rest, 1.0), empty))


def _trends(ratio: Floats, low: Floats, high: Floats, p_value: Floats, rate: float) -> tuple[Trend, ...]:
    """What can be said of each sector."""
    is_found: NDArray[np.bool_] = discoveries(p_value, false_discovery_rate=rate)
    is_steady = (low > 1 / _MATERIAL_RATIO) & (high < _MATERIAL_RATIO)
    return tuple(
        (Trend.RISE if value > 1 else Trend.FALL) if found else (Trend.NO_CHANGE if steady else Trend.CANNOT_TELL)
        for value, found, steady in zip(ratio, is_found, is_steady, strict=True)
    )
