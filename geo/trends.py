"""Trends of short series by rank."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats  # type: ignore[import-untyped]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Trends:
    """
    Mann-Kendall trends of several series.

    Attributes
    ----------
    s
        Later values above earlier ones less those below, shape (n,).
    variance
        Of `s` where there is no trend, shape (n,).
    z
        `s` in standard deviations, moved one count towards 0, shape (n,); 0 where all values are the same.
    p
        Two-sided, shape (n,).
    """

    s: Floats
    variance: Floats
    z: Floats
    p: Floats


def mann_kendall(series: ArrayLike) -> Trends:
    """
    Whether series rise or fall over time.

    Parameters
    ----------
    series
        Values in the order of time, shape (n, periods), or of one series, shape (periods,); two periods or more.

    Returns
    -------
    Trends
        One of each for every series.

    Raises
    ------
    ValueError
        If there are fewer than two periods, or a value is not a number.

    Notes
    -----
    Mann (1945), Econometrica 13:245; Kendall (1975), Rank Correlation Methods; variance n(n-1)(2n+5)/18 less ties.

    Examples
    --------
    >>> found = mann_kendall([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    >>> found.s.tolist(), found.variance.tolist()
    ([45.0], [125.0])
    """
    values = np.atleast_2d(np.asarray(series, dtype=np.float64))
    if values.ndim != 2 or values.shape[1] < 2:
        raise ValueError(f"a trend needs a row of two periods or more a series: found shape {values.shape}")
    if not np.all(np.isfinite(values)):
        raise ValueError("a series must be numbers without gaps")
    periods = values.shape[1]
    s = np.zeros(values.shape[0])
    for first in range(periods - 1):
        s += np.sign(values[:, first + 1 :] - values[:, [first]]).sum(axis=1)
    variance = periods * (periods - 1) * (2 * periods + 5) / 18 - np.array([_tied(row) for row in values])
    z = (s - np.sign(s)) / np.sqrt(np.where(variance > 0, variance, 1.0))
    return Trends(s=s, variance=variance, z=z, p=np.asarray(2 * stats.norm.sf(np.abs(z))))


def _tied(row: Floats) -> float:
    """What ties take from the variance."""
    ties = np.unique(row, return_counts=True)[1]
    return float(np.sum(ties * (ties - 1) * (2 * ties + 5)) / 18)
