"""Points as short text for an address: Google's polyline, in letters that no address has to escape."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

DECIMALS = 5
"""Decimals of a degree that a text keeps: 1.1 m."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_MORE = 32


def points_to_polyline(points: ArrayLike) -> str:
    """
    Points as text.

    Parameters
    ----------
    points
        Longitude and latitude in WGS 84 degrees, shape (n, 2).

    Returns
    -------
    str
        Letters, digits, `-` and `_`; each point is told by its difference from the one before.

    Notes
    -----
    Five bits a letter, lowest first, the sixth says that more follow; signs as in Google's encoded polyline.

    Examples
    --------
    >>> points_to_polyline([(98.5, 16.7), (98.6, 16.7), (98.6, 16.8)])
    'gpm5Sg39lDgxTAAgxT'
    """
    steps = np.rint(np.asarray(points, dtype=np.float64) * 10**DECIMALS).astype(np.int64)
    steps[1:] -= steps[:-1].copy()
    return "".join(map(_written, steps.ravel().tolist()))


def polyline_to_points(text: str) -> NDArray[np.float64]:
    """
    Points of a text.

    Parameters
    ----------
    text
        As `points_to_polyline` writes it.

    Returns
    -------
    numpy.ndarray
        Longitude and latitude in degrees, shape (n, 2); whether they lie on the globe is for the caller to check.

    Raises
    ------
    ValueError
        If the text breaks off, or holds another letter.

    Examples
    --------
    >>> polyline_to_points("gpm5Sg39lDgxTAAgxT").tolist()
    [[98.5, 16.7], [98.6, 16.7], [98.6, 16.8]]
    """
    steps = list(_read(text))
    if len(steps) % 2:
        raise ValueError(f"a polyline must hold pairs of numbers: found {len(steps)} numbers")
    return np.asarray(np.cumsum(np.array(steps, dtype=np.float64).reshape(-1, 2), axis=0) / 10**DECIMALS)


def _written(step: int) -> str:
    """One number."""
    value, letters = (~(step << 1) if step < 0 else step << 1), ""
    while value >= _MORE:
        letters += _LETTERS[_MORE | value & (_MORE - 1)]
        value >>= 5
    return letters + _LETTERS[value]


def _read(text: str) -> Iterable[int]:
    """The numbers of a text."""
    value = shift = 0
    for letter in text:
        if letter not in _VALUES or shift > 30:
            raise ValueError(f"not a polyline: found {letter!r} in {text[:40]!r}")
        value |= (_VALUES[letter] & (_MORE - 1)) << shift
        shift += 5
        if _VALUES[letter] < _MORE:
            yield ~(value >> 1) if value & 1 else value >> 1
            value = shift = 0
    if shift:
        raise ValueError(f"a polyline that breaks off: {text[-40:]!r}")
