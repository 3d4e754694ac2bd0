"""Getis and Ord's statistics: whether high counts stand together, over all and around each place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import h3.api.basic_int as h3
import numpy as np
from esda import G, G_Local  # type: ignore[import-untyped]
from libpysal.weights import W  # type: ignore[import-untyped]
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class GeneralG:
    """How clustered high counts are over the whole study area: the statistic, and in standard deviations."""

    g: float
    z: float


def gi_star(counts: ArrayLike, neighbours: Sequence[Sequence[int]]) -> Floats:
    """
    Getis and Ord's Gi* of each place, in standard deviations.

    Parameters
    ----------
    counts
        Events of each place, at least 0, shape (n,).
    neighbours
        Indices of each place's neighbours, without itself, n of them.

    Returns
    -------
    numpy.ndarray
        Shape (n,); 0 where all counts are the same, and where a place neighbours all others.

    Raises
    ------
    ValueError
        If a count is negative or not known, or there isn't a list of neighbours for each place.

    Notes
    -----
    Ord and Getis (1995), Geographical Analysis 27:286; binary weights with the place itself.

    Examples
    --------
    >>> gi_star([9, 8, 0, 0, 0, 0], [[1], [0, 2], [1, 3], [2, 4], [3, 5], [4]]).round(2).tolist()
    [2.23, 1.58, -0.09, -1.58, -1.58, -1.12]
    """
    # Each place is given as its own neighbour: esda would add it, and warn where not all places hang together.
    with_itself = [[number, *others] for number, others in enumerate(neighbours)]
    given, weights = _weights(counts, with_itself)
    if np.all(given == given[0]):
        return np.zeros(given.size)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = G_Local(given, weights, transform="B", star=True, permutations=0).Zs
    return np.nan_to_num(np.asarray(z, dtype=np.float64), nan=0.0, posinf=0.0, neginf=0.0)


def general_g(counts: ArrayLike, neighbours: Sequence[Sequence[int]]) -> GeneralG | None:
    """
    Getis and Ord's general G: whether high counts stand together anywhere.

    Parameters
    ----------
    counts, neighbours
        As `gi_star` takes them.

    Returns
    -------
    GeneralG or None
        None where all counts are the same, or no place has a neighbour, or every place neighbours all others.

    Raises
    ------
    ValueError
        As `gi_star`.

    Notes
    -----
    Getis and Ord (1992), Geographical Analysis 24:189.

    Examples
    --------
    >>> round(general_g([9, 8, 0, 0, 0, 0], [[1], [0, 2], [1, 3], [2, 4], [3, 5], [4]]).g, 3)
    1.0
    """
    given, weights = _weights(counts, neighbours)
    links = sum(len(others) for others in neighbours)
    if np.all(given == given[0]) or links in (0, given.size * (given.size - 1)):
        return None
    found: Any = G(given, weights, permutations=0)
    return GeneralG(float(found.G), float(found.z_norm))


def grid_disk_neighbours(cells: Sequence[int] | NDArray[np.uint64], *, ring: int = 1) -> list[list[int]]:
    """
    Neighbours of H3 cells: those within some rings of each.

    Parameters
    ----------
    cells
        H3 cells, each once.
    ring
        Rings that count as near, 1 or more.

    Returns
    -------
    list of list of int
        For each cell the indices of the others within the rings.

    Raises
    ------
    ValueError
        If the ring is not 1 or more.

    Examples
    --------
    >>> grid_disk_neighbours([0x866485C27FFFFFF, 0x866485C2FFFFFFF])
    [[1], [0]]
    """
    if ring < 1:
        raise ValueError(f"ring must be 1 or more: found {ring}")
    index = {int(cell): number for number, cell in enumerate(cells)}
    return [
        sorted(index[other] for other in h3.grid_disk(cell, ring) if other in index and other != cell) for cell in index
    ]


def _weights(counts: ArrayLike, neighbours: Sequence[Sequence[int]]) -> tuple[Floats, Any]:
    """Counts and binary weights as esda takes them."""
    given = np.asarray(counts, dtype=np.float64)
    if given.ndim != 1 or given.size == 0 or given.size != len(neighbours):
        raise ValueError(f"there must be a list of neighbours for each place: found {given.shape} counts")
    if not np.all(np.isfinite(given)) or np.any(given < 0):
        raise ValueError("counts must be numbers of at least 0")
    return given, W({number: list(others) for number, others in enumerate(neighbours)}, silence_warnings=True)
