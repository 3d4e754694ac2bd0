"""Do events that are near in space come near in time? The Knox test."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats  # type: ignore[import-untyped]
from scipy.spatial import cKDTree  # type: ignore[import-untyped]

from geo.coordinates import coordinate_faults

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True)
class Knox:
    """
    Space-time clustering of events.

    Attributes
    ----------
    pairs
        Pairs of events near both in space and in time.
    expected
        Such pairs if times had nothing to do with places.
    poisson_p
        Part of a Poisson distribution of the expected mean that lies above `pairs`. Pairs share events, so it is too
        small in clusters: see the other first.
    monte_carlo_p
        Part of the permutations of times, the true one among them, that hold as many such pairs or more.
    permutations
        How many were drawn.
    """

    pairs: int
    expected: float
    poisson_p: float
    monte_carlo_p: float
    permutations: int


def knox(
    points: ArrayLike, times: ArrayLike, *, distance: float, time: float, permutations: int = 999, seed: int = 0
) -> Knox:
    """
    Knox test of events on a plane.

    Parameters
    ----------
    points
        Coordinates of events in any unit of length, shape (n, 2) or (n, 3); two events or more.
    times
        When they were, in any unit of time, shape (n,).
    distance, time
        How near is near in space and in time, 0 or more, in those units; as near as this counts.
    permutations
        Permutations of times to draw, 1 or more.
    seed
        Seed of the drawing: the same seed gives the same p.

    Returns
    -------
    Knox

    Raises
    ------
    ValueError
        If there are fewer than two events, shapes don't fit, a number is not known, or an option is out of range.

    Notes
    -----
    Knox (1964), Applied Statistics 13:25.

    Examples
    --------
    >>> found = knox([[0, 0], [1, 0], [50, 0], [51, 0]], [1, 2, 30, 31], distance=5, time=3)
    >>> found.pairs, round(found.expected, 3)
    (2, 0.667)
    """
    where, when = np.asarray(points, dtype=np.float64), np.asarray(times, dtype=np.float64)
    _check(where, when, distance=distance, time=time, permutations=permutations)
    near = cKDTree(where).query_pairs(distance, output_type="ndarray")
    ordered = np.sort(when)
    # Pairs within the time: for each event those at or before its end, less itself and all before it.
    near_in_time = int(np.sum(np.searchsorted(ordered, ordered + time, side="right") - 1 - np.arange(when.size)))
    pairs = _both(near, when, time)
    expected = near.shape[0] * near_in_time / (when.size * (when.size - 1) / 2)
    drawn = np.random.default_rng(seed)
    as_many = sum(_both(near, drawn.permutation(when), time) >= pairs for _ in range(permutations))
    return Knox(
        pairs=pairs,
        expected=float(expected),
        poisson_p=float(stats.poisson.sf(pairs, expected)),
        monte_carlo_p=(as_many + 1) / (permutations + 1),
        permutations=permutations,
    )


def knox_on_the_globe(
    longitude: ArrayLike,
    latitude: ArrayLike,
    days: ArrayLike,
    *,
    distance_km: float,
    time_days: float,
    permutations: int = 999,
    seed: int = 0,
) -> Knox:
    """
    Knox test of events on the globe.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,). Events on one representative point are 0 km apart, whatever the truth: leave
        out what is coarser than the distance.
    days
        Day of each event, shape (n,).
    distance_km
        How near is near, along a great circle, 0 to 20,000 km.
    time_days
        How near is near in days.
    permutations, seed
        As of `knox`.

    Returns
    -------
    Knox

    Raises
    ------
    ValueError
        As `knox`, and if a coordinate is out of range.

    Examples
    --------
    >>> knox_on_the_globe([98.50, 98.51, 102.5], [16.7, 16.7, 13.6], [1, 2, 2], distance_km=5, time_days=3).pairs
    1
    """
    x, y = np.asarray(longitude, dtype=np.float64), np.asarray(latitude, dtype=np.float64)
    faults = coordinate_faults(x, y)
    if not 0 <= distance_km <= 20_000:
        faults.append(f"distance must be 0 to 20000 km: found {distance_km}")
    if faults:
        raise ValueError("; ".join(faults))
    east, north = np.radians(x), np.radians(y)
    globe = EARTH_RADIUS_KM * np.column_stack(
        [np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)]
    )
    chord = 2 * EARTH_RADIUS_KM * np.sin(distance_km / (2 * EARTH_RADIUS_KM))
    return knox(globe, days, distance=float(chord), time=time_days, permutations=permutations, seed=seed)


def _both(near: Integers, when: Floats, time: float) -> int:
    """Pairs near in space that are near in time too."""
    return int(np.sum(np.abs(when[near[:, 0]] - when[near[:, 1]]) <= time))


def _check(where: Floats, when: Floats, *, distance: float, time: float, permutations: int) -> None:
    if where.ndim != 2 or where.shape[1] not in (2, 3) or when.shape != (where.shape[0],) or when.size < 2:
        raise ValueError(
            f"there must be a point and a time for each of two events or more: found {where.shape} and {when.shape}"
        )
    if not (np.all(np.isfinite(where)) and np.all(np.isfinite(when))):
        raise ValueError("every point and time must be known")
    if not (distance >= 0 and time >= 0 and permutations >= 1):
        raise ValueError(
            f"distance and time must be 0 or more, permutations 1 or more: found {distance}, {time}, {permutations}"
        )
