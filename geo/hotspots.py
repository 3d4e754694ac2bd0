"""Hot spots: cells whose neighbourhood holds more, or fewer, events than chance would put there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import h3.api.basic_int as h3
import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats  # type: ignore[import-untyped]

from geo.getis_ord import gi_star, grid_disk_neighbours

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
