"""Counts of records: checked before any arithmetic, so that no result is NaN."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def checked_counts(values: ArrayLike, *, name: str, dimensions: int) -> Floats:
    """
    Counts as an array of whole numbers.

    Parameters
    ----------
    values
        Counts, each a whole number of at least 0.
    name
        What they count, for the message.
    dimensions
        How many axes they must have.

    Returns
    -------
    numpy.ndarray
        The same numbers as 64-bit floats, so that they can be weighted.

    Raises
    ------
    ValueError
        If there are none, the axes are not as many, or one is negative, not whole or not finite.

    Examples
    --------
    >>> checked_counts([3, 0, 2], name="records", dimensions=1).tolist()
    [3.0, 0.0, 2.0]
    """
    try:
        counts = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name}: accepted are whole numbers in rows of equal length") from error
    if counts.ndim != dimensions:
        raise ValueError(f"{name}: found {counts.ndim} axes, accepted are {dimensions}")
    if counts.size == 0:
        raise ValueError(f"{name}: found none, accepted is at least one count")
    wrong = counts[~(np.isfinite(counts) & (counts >= 0) & (counts == np.floor(counts)))]
    if wrong.size:
        raise ValueError(f"{name}: found {wrong.flat[0]:g}, accepted are whole numbers of at least 0")
    return counts


def checked_positive(value: float, *, name: str) -> float:
    """
    A number that must be more than 0.

    Parameters
    ----------
    value
        The number.
    name
        What it is, for the message.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If it is not finite or not more than 0.

    Examples
    --------
    >>> checked_positive(2, name="weight")
    2.0
    """
    if not (np.isfinite(value) and value > 0):
        raise ValueError(f"{name}: found {value:g}, accepted is a number above 0")
    return float(value)
