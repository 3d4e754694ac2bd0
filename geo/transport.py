"""Where did it go: what areas lost and gained, matched at least cost."""

from collections.abc import Sequence

import numpy as np
import ot  # type: ignore[import-untyped]
from numpy.typing import ArrayLike

from geo.coordinates import coordinate_faults
from geo.counts import Floats

_EARTH_RADIUS_KM = 6371.0088
_LEAST_MASS = 1e-12


def transport_plan(lost: ArrayLike, gained: ArrayLike, cost: ArrayLike, *, mass: float | None = None) -> Floats:
    """
    Match what was lost to what was gained at least cost, part of it left unexplained.

    Parameters
    ----------
    lost, gained
        Mass of each origin and of each destination, at least 0, shapes (n,) and (m,).
    cost
        Cost of moving one unit, finite and at least 0, shape (n, m).
    mass
        How much to move, 0 to the smaller of both sums; None for that much.

    Returns
    -------
    numpy.ndarray
        Mass from each origin to each destination, shape (n, m); no row exceeds what was lost, no column
        what was gained.

    Raises
    ------
    ValueError
        If a mass or a cost is negative or not finite, the shapes don't fit, or more is to be moved than there is.

    Notes
    -----
    Partial optimal transport: Caffarelli and McCann (2010), Annals of Mathematics 171:673, by POT's linear program.

    Examples
    --------
    >>> cost = [[0, 100, 300], [100, 0, 220], [300, 220, 0]]
    >>> transport_plan([10, 5, 2], [4, 9, 3], cost, mass=16).tolist()
    [[4.0, 4.0, 1.0], [0.0, 5.0, 0.0], [0.0, 0.0, 2.0]]
    """
    a, b, c = (np.asarray(values, dtype=np.float64) for values in (lost, gained, cost))
    if c.shape != (a.size, b.size) or a.ndim != 1 or b.ndim != 1:
        raise ValueError(f"costs: found {c.shape} for {a.shape} and {b.shape}, accepted is a row an origin")
    if not all(np.all(np.isfinite(values) & (values >= 0)) for values in (a, b, c)):
        raise ValueError("masses and costs: accepted are finite numbers of at least 0")
    most = float(min(a.sum(), b.sum()))
    moved = most if mass is None else mass
    if not 0 <= moved <= most:
        raise ValueError(f"mass to move: found {moved:g}, accepted is 0 to {most:g}")
    plan = np.zeros_like(c)
    rows, columns = np.flatnonzero(a > 0), np.flatnonzero(b > 0)
    if moved > 0:
        plan[np.ix_(rows, columns)] = ot.partial.partial_wasserstein(
            a[rows], b[columns], c[np.ix_(rows, columns)], m=min(moved, a[rows].sum(), b[columns].sum())
        )
    # The linear program may leave a mass or a sum off by its own rounding.
    plan = np.clip(plan, 0, b)
    return np.asarray(plan * np.minimum(1, a / np.maximum(plan.sum(axis=1), _LEAST_MASS))[:, None])


def great_circle_costs(
    longitude: ArrayLike, latitude: ArrayLike, country: Sequence[str], *, crossing_km: float = 0.0
) -> Floats:
    """
    Cost of moving between areas: the great circle, and as many kilometres more for crossing a border.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,), none unknown.
    country
        Country of each area, n of them.
    crossing_km
        What a border costs, in km, at least 0.

    Returns
    -------
    numpy.ndarray
        Kilometres, shape (n, n), symmetric, 0 from an area to itself.

    Raises
    ------
    ValueError
        If a coordinate is unknown or out of range, the shapes differ, or the cost is negative or not finite.

    Notes
    -----
    Haversine formula on a sphere of radius 6,371.0088 km.

    Examples
    --------
    >>> great_circle_costs([98.5, 98.5], [16.0, 17.0], ["MM", "TH"], crossing_km=50).round(1).tolist()
    [[0.0, 161.2], [161.2, 0.0]]
    """
    x, y = np.asarray(longitude, dtype=np.float64), np.asarray(latitude, dtype=np.float64)
    faults = coordinate_faults(x, y)
    if len(country) != x.size or np.isnan(x).any() or np.isnan(y).any():
        faults.append("areas: accepted is a country and a known longitude and latitude each")
    if not (np.isfinite(crossing_km) and crossing_km >= 0):
        faults.append(f"cost of crossing a border: found {crossing_km:g} km, accepted is a number of at least 0")
    if faults:
        raise ValueError("; ".join(faults))
    lng, lat = np.radians(x), np.radians(y)
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lng[:, None] - lng) / 2) ** 2
    )
    names = np.asarray(country, dtype=np.str_)
    distance = 2 * _EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half, 1)))
    return np.asarray(distance + crossing_km * (names[:, None] != names))
