"""Hot spots: cells whose neighbourhood holds more, or fewer, events than chance would put there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import h3.api.basic_int as h3
import numpy as np
from esda import G, G_Local  # type: ignore[import-untyped]
from libpysal.weights import W  # type: ignore[import-untyped]
from numpy.typing import ArrayLike, NDArray
from scipy import stats  # type: ignore[import-untyped]

Cells = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Verdict = Literal["found", "none", "cannot_tell"]

FALSE_DISCOVERY_RATE = 0.05
MIN_RECORDS = 30
MIN_CELLS = 30
"""Cells that a study area needs for the normal approximation."""
MAX_REPRESENTATIVE_SHARE = 0.5
"""A pattern of which more than this stands on representative points is one of how places were named."""


@dataclass(frozen=True)
class GeneralG:
    """How clustered high counts are over the whole study area: the statistic, and in standard deviations."""

    g: float
    z: float


@dataclass(frozen=True, eq=False)
class HotSpots:
    """
    Hot and cold spots of one period.

    Attributes
    ----------
    verdict
        `found`, `none` or `cannot_tell`.
    message
        Key of the sentence that gives the reason.
    values
        Numbers of that sentence.
    cells
        Cells of the study area, ascending, shape (n,); empty where nothing can be told, as are the others.
    counts
        Distinct events of each, shape (n,).
    z
        Gi* of each, in standard deviations, shape (n,).
    p
        Its two-sided p, corrected for the number of cells by false discovery rate, shape (n,).
    is_hot, is_cold
        Whether more, or fewer, than chance, shape (n,).
    """

    verdict: Verdict
    message: str
    values: Mapping[str, float]
    cells: Cells
    counts: Integers
    z: Floats
    p: Floats
    is_hot: Flags
    is_cold: Flags


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


def grid_disk_neighbours(cells: Sequence[int] | Cells, *, ring: int = 1) -> list[list[int]]:
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


def hot_spots(
    cell: ArrayLike,
    group_id: ArrayLike,
    *,
    is_representative: ArrayLike,
    study: ArrayLike | None = None,
    ring: int = 1,
    rate: float = FALSE_DISCOVERY_RATE,
) -> HotSpots:
    """
    Hot and cold spots over H3 cells.

    Parameters
    ----------
    cell
        H3 cell of each record, all of one resolution, shape (n,); 0 where its point is coarser than a cell.
    group_id
        Event that each record tells of, shape (n,).
    is_representative
        Whether each stands on a point that stands for a town or a district, shape (n,).
    study
        Cells of the study area; by default those within twice the rings of a record. Cells without a record count 0.
    ring
        Rings around a cell that are its neighbourhood.
    rate
        False discovery rate, above 0 and below 1.

    Returns
    -------
    HotSpots
        `cannot_tell` with fewer than `MIN_RECORDS` events or `MIN_CELLS` cells, where more than half of the events
        stand on representative points only, and where every cell holds the same.

    Raises
    ------
    ValueError
        If shapes differ, a cell is none, resolutions differ, or ring or rate are out of range.

    Notes
    -----
    p by the normal approximation, corrected after Benjamini and Hochberg (1995), J. R. Statist. Soc. B 57:289.

    Examples
    --------
    >>> hot_spots([0x866485C27FFFFFF] * 3, ["a", "b", "c"], is_representative=[False] * 3).message
    'hotspots-few-records'
    """
    table = count_cells(cell, np.zeros(np.shape(cell), dtype=np.int64), group_id, study=study, ring=ring, periods=1)
    check_rate(rate)
    refusal = refuse(cell, group_id, is_representative, table.cells.size)
    counts = table.counts[:, 0]
    if refusal is None and np.all(counts == counts[:1]):
        refusal = "hotspots-no-variation", {"count": int(counts[0])}
    if refusal is not None:
        none = np.empty(0)
        return HotSpots(
            "cannot_tell", *refusal, none.astype(np.uint64), none.astype(np.int64), none, none, none > 0, none > 0
        )
    z = gi_star(counts, grid_disk_neighbours(table.cells, ring=ring))
    p = corrected(z)
    is_hot, is_cold = (p <= rate) & (z > 0), (p <= rate) & (z < 0)
    values = {"hot": int(is_hot.sum()), "cold": int(is_cold.sum()), "cells": z.size}
    verdict: Verdict = "found" if np.any(is_hot | is_cold) else "none"
    return HotSpots(verdict, f"hotspots-{verdict}", values, table.cells, counts, z, p, is_hot, is_cold)


@dataclass(frozen=True, eq=False)
class CellCounts:
    """Distinct events of each cell of a study area in each period: cells ascending, shape (n,); (n, periods)."""

    cells: Cells
    counts: Integers


def count_cells(
    cell: ArrayLike, period: ArrayLike, group_id: ArrayLike, *, study: ArrayLike | None, ring: int, periods: int
) -> CellCounts:
    """
    Distinct events by cell and period, cells without any among them.

    Parameters
    ----------
    cell, group_id, study, ring
        As `hot_spots` takes them.
    period
        Index of each record's period, shape (n,); outside 0 to `periods` - 1 it counts in none.
    periods
        Number of periods.

    Returns
    -------
    CellCounts
        Whatever the order of records.

    Raises
    ------
    ValueError
        If shapes differ, a cell is none, resolutions differ, or ring is not 1 or more.

    Examples
    --------
    >>> found = count_cells([0x866485C27FFFFFF] * 2, [0, 2], ["a", "b"], study=None, ring=1, periods=3)
    >>> found.counts.sum(axis=0).tolist(), found.cells.size
    ([1, 0, 1], 19)
    """
    at, when, groups = np.asarray(cell, np.uint64), np.asarray(period, np.int64), np.asarray(group_id, np.str_)
    if not at.shape == when.shape == groups.shape == (at.size,):
        raise ValueError("cell, period and group_id must be lists of one length")
    occupied = np.unique(at[at != 0])
    given = occupied if study is None else np.unique(np.asarray(study, dtype=np.uint64))
    _check_cells(np.union1d(occupied, given), ring)
    area = given
    if study is None:
        near = {other for one in occupied for other in h3.grid_disk(int(one), 2 * ring)}
        area = np.array(sorted(near), dtype=np.uint64)
    row = np.searchsorted(area, at)
    inside = (at != 0) & np.isin(at, area) & (when >= 0) & (when < periods)
    number = np.unique(groups, return_inverse=True)[1].reshape(-1)
    squares = np.unique(np.stack([row[inside] * periods + when[inside], number[inside]]), axis=1)[0]
    return CellCounts(area, np.bincount(squares, minlength=area.size * periods).reshape(area.size, periods))


def refuse(
    cell: ArrayLike, group_id: ArrayLike, is_representative: ArrayLike, cells: int
) -> tuple[str, dict[str, float]] | None:
    """
    Why nothing can be told of hot spots among these records, if so.

    Parameters
    ----------
    cell, group_id, is_representative
        As `hot_spots` takes them.
    cells
        Cells of the study area.

    Returns
    -------
    tuple or None
        Message key and its values.

    Raises
    ------
    ValueError
        If shapes differ.

    Examples
    --------
    >>> refuse([1], ["a"], [False], 100)
    ('hotspots-few-records', {'found': 1, 'needed': 30})
    """
    at, groups, is_rough = np.asarray(cell), np.asarray(group_id), np.asarray(is_representative, dtype=np.bool_)
    if not at.shape == groups.shape == is_rough.shape:
        raise ValueError("cell, group_id and is_representative must be lists of one length")
    placed = set(groups[at != 0])
    if len(placed) < MIN_RECORDS:
        return "hotspots-few-records", {"found": len(placed), "needed": MIN_RECORDS}
    share = 1 - len(set(groups[(at != 0) & ~is_rough])) / len(placed)
    if share > MAX_REPRESENTATIVE_SHARE:
        return "hotspots-representative", {"share": share, "most": MAX_REPRESENTATIVE_SHARE, "records": len(placed)}
    if cells < MIN_CELLS:
        return "hotspots-few-cells", {"found": cells, "needed": MIN_CELLS}
    return None


def corrected(z: Floats) -> Floats:
    """
    Two-sided p of standard deviations, corrected for their number by false discovery rate.

    Parameters
    ----------
    z
        Of any shape, one number or more.

    Returns
    -------
    numpy.ndarray
        Of the same shape.

    Examples
    --------
    >>> corrected(np.array([3.0, 0.0])).round(4).tolist()
    [0.0054, 1.0]
    """
    p = 2 * stats.norm.sf(np.abs(z))
    return np.asarray(stats.false_discovery_control(p.reshape(-1)).reshape(p.shape))


def check_rate(rate: float) -> None:
    """
    Refuse a false discovery rate that is none.

    Raises
    ------
    ValueError
        If it is not above 0 and below 1.

    Examples
    --------
    >>> check_rate(0.05)
    """
    if not 0 < rate < 1:
        raise ValueError(f"rate must be above 0 and below 1: found {rate}")


def _check_cells(cells: Cells, ring: int) -> None:
    faults = [f"not an H3 cell: {int(cell):x}" for cell in cells if not h3.is_valid_cell(int(cell))]
    if not faults and len({h3.get_resolution(int(cell)) for cell in cells}) > 1:
        faults.append("cells must be of one resolution")
    if ring < 1:
        faults.append(f"ring must be 1 or more: found {ring}")
    if faults:
        raise ValueError("; ".join(faults))


def _weights(counts: ArrayLike, neighbours: Sequence[Sequence[int]]) -> tuple[Floats, Any]:
    """Counts and binary weights as esda takes them."""
    given = np.asarray(counts, dtype=np.float64)
    if given.ndim != 1 or given.size == 0 or given.size != len(neighbours):
        raise ValueError(f"there must be a list of neighbours for each place: found {given.shape} counts")
    if not np.all(np.isfinite(given)) or np.any(given < 0):
        raise ValueError("counts must be numbers of at least 0")
    return given, W({number: list(others) for number, others in enumerate(neighbours)}, silence_warnings=True)
