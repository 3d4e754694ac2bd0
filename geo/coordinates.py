"""Longitudes and latitudes: what is wrong with them."""

import numpy as np
from numpy.typing import NDArray


def coordinate_faults(longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> list[str]:
    """
    Every fault of two arrays that should be points.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,); NaN is no fault, it stands for a point that is not known.

    Returns
    -------
    list of str
        What was found, at which row, and what is accepted; empty if nothing is wrong.

    Examples
    --------
    >>> coordinate_faults(np.array([98.5, 98.6]), np.array([16.7, 91.0]))
    ['latitude must be -90 to 90 degrees: found 91.0 at row 1']
    """
    faults = []
    if longitude.ndim != 1 or longitude.shape != latitude.shape:
        shapes = f"found {longitude.shape} and {latitude.shape}"
        faults.append(f"longitude and latitude must be of one shape (n,): {shapes}")
    for name, values, limit in (("longitude", longitude, 180.0), ("latitude", latitude, 90.0)):
        outside = np.flatnonzero(np.abs(values) > limit)
        if outside.size:
            row = outside[0]
            faults.append(f"{name} must be -{limit:.0f} to {limit:.0f} degrees: found {values.flat[row]} at row {row}")
    return faults
