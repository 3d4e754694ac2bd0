"""Disks of a known radius on the ground, as what can be drawn of them."""

import math

import numpy as np
from numpy.typing import NDArray

_KM_PER_DEGREE = 111.195
"""Length of a degree of a great circle on a sphere of radius 6,371 km."""


def hatch_lines(longitude: float, latitude: float, *, radius_km: float, spacing_km: float) -> NDArray[np.float64]:
    """
    Parallel diagonal lines that fill a disk.

    Parameters
    ----------
    longitude, latitude
        Centre, WGS 84 decimal degrees; latitude between -85 and 85.
    radius_km
        Radius of the disk, more than 0.
    spacing_km
        Distance between two lines, more than 0.

    Returns
    -------
    numpy.ndarray
        Shape (n, 2, 2): for each line its two ends as longitude and latitude in degrees, both on the disk's edge.

    Raises
    ------
    ValueError
        If the radius or the spacing is not positive, or the centre is too near a pole for a plane.

    Notes
    -----
    On a plane that touches the Earth at the centre; at 20 km the error is far below a line's width.

    Examples
    --------
    >>> hatch_lines(98.5, 16.7, radius_km=20, spacing_km=20).shape
    (1, 2, 2)
    """
    if radius_km <= 0 or spacing_km <= 0:
        raise ValueError(f"radius and spacing must be more than 0 km: found {radius_km} and {spacing_km}")
    if abs(latitude) > 85:
        raise ValueError(f"latitude must be -85 to 85 degrees for a disk on a plane: found {latitude}")
    lines = int(radius_km / spacing_km - 1e-9)
    offset = np.arange(-lines, lines + 1) * spacing_km
    half = np.sqrt(radius_km**2 - offset**2)
    # A line at an offset from the centre runs at 45 degrees, from south-west to north-east.
    along, across = np.array([1.0, 1.0]) / math.sqrt(2), np.array([1.0, -1.0]) / math.sqrt(2)
    ends = np.stack([-half, half], axis=1)[:, :, None] * along + offset[:, None, None] * across
    degree = np.array([_KM_PER_DEGREE * math.cos(math.radians(latitude)), _KM_PER_DEGREE])
    return np.asarray(ends / degree + np.array([longitude, latitude]))
