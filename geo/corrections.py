"""Which of many tests are beyond chance, once it is counted that there were many."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats  # type: ignore[import-untyped]

from geo.counts import Floats


def holm_findings(p_values: ArrayLike, *, error_share: float) -> NDArray[np.bool_]:
    """
    Tests that are beyond chance, so that any at all is false no more often than this.

    Parameters
    ----------
    p_values
        Probabilities by chance, 0 to 1, shape (n,).
    error_share
        How often one or more may be false, above 0 and below 1.

    Returns
    -------
    numpy.ndarray
        Shape (n,).

    Raises
    ------
    ValueError
        If a probability is not 0 to 1, or the share not above 0 and below 1.

    Notes
    -----
    Holm (1979), Scandinavian J. Statistics 6:65. statsmodels has it too, but collects garbage at each call, for 60 ms.

    Examples
    --------
    >>> holm_findings([0.01, 0.04, 0.03], error_share=0.05).tolist()
    [True, False, False]
    """
    p = _checked(p_values, error_share)
    order = np.argsort(p, kind="stable")
    is_found = np.zeros(p.size, dtype=bool)
    is_found[order] = np.cumprod(p[order] * np.arange(p.size, 0, -1) <= error_share, dtype=bool)
    return is_found


def discoveries(p_values: ArrayLike, *, false_discovery_rate: float) -> NDArray[np.bool_]:
    """
    Tests that are beyond chance, so that of those found no larger a share than this is false.

    Parameters
    ----------
    p_values
        Probabilities by chance, 0 to 1, shape (n,).
    false_discovery_rate
        Share of those found that may be false, above 0 and below 1.

    Returns
    -------
    numpy.ndarray
        Shape (n,).

    Raises
    ------
    ValueError
        If a probability is not 0 to 1, or the rate not above 0 and below 1.

    Notes
    -----
    Benjamini and Hochberg (1995), J. Royal Statistical Society B 57:289.

    Examples
    --------
    >>> discoveries([0.01, 0.04, 0.03], false_discovery_rate=0.05).tolist()
    [True, True, True]
    """
    p = _checked(p_values, false_discovery_rate)
    return np.asarray(stats.false_discovery_control(p) <= false_discovery_rate)


def _checked(p_values: ArrayLike, share: float) -> Floats:
    """Probabilities as an array."""
    p = np.asarray(p_values, dtype=np.float64)
    if p.ndim != 1 or not np.all((p >= 0) & (p <= 1)):
        raise ValueError("probabilities by chance: accepted are numbers of 0 to 1 in one row")
    if not 0 < share < 1:
        raise ValueError(f"share of false findings: found {share:g}, accepted is above 0 and below 1")
    return p
