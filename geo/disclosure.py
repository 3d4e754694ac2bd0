"""How places are made coarse, and by what step counts of people are, before they are told to others."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.cells import cell_centres, points_to_cells

RESOLUTION = 5
"""H3 resolution of a coarse place: a cell of about 250 km²."""
COUNT_STEP = 5
"""Coarse counts are multiples of this; smaller ones aren't told."""


def coarse_points(longitude: ArrayLike, latitude: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """
    The middles of the coarse cells that hold some points.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,); all known.

    Returns
    -------
    tuple of numpy.ndarray
        Longitudes and latitudes, shape (n,): the same for all points of a cell.

    Raises
    ------
    ValueError
        If the shapes differ, or a coordinate is unknown or out of range.

    Examples
    --------
    >>> longitude, latitude = coarse_points([98.557, 98.520], [16.631, 16.650])
    >>> bool(longitude[0] == longitude[1]), f"{longitude[0]:.1f} {latitude[0]:.1f}"
    (True, '98.5 16.7')
    """
    if np.isnan(np.asarray(longitude, dtype=np.float64)).any() or np.isnan(np.asarray(latitude, dtype=float)).any():
        raise ValueError("every point must be known: found NaN")
    centres = cell_centres(points_to_cells(longitude, latitude, resolution=RESOLUTION).tolist())
    return np.array(centres[0], dtype=np.float64), np.array(centres[1], dtype=np.float64)


def coarse_count(count: str) -> str:
    """
    SQL for a count of people that is told down to a multiple of `COUNT_STEP`, and not at all below it.

    Any sum or difference of such counts is a multiple of the step, so none gives a smaller count back.

    Parameters
    ----------
    count
        SQL for the count: a whole number, or NULL.

    Examples
    --------
    >>> coarse_count("persons")
    'CASE WHEN persons >= 5 THEN persons // 5 * 5 END'
    """
    return f"CASE WHEN {count} >= {COUNT_STEP} THEN {count} // {COUNT_STEP} * {COUNT_STEP} END"
