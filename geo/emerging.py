"""Emerging hot spots: how the hot and cold spots of a place have come and gone over the months."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.getis_ord import gi_star, grid_disk_neighbours
from geo.hotspots import (
    FALSE_DISCOVERY_RATE,
    Cells,
    Flags,
    Floats,
    Verdict,
    check_rate,
    corrected,
    count_cells,
    refuse,
)
from geo.trends import mann_kendall

Heat = Literal["hot", "cold", ""]
Kind = Literal[
    "new",
    "consecutive",
    "intensifying",
    "persistent",
    "diminishing",
    "sporadic",
    "oscillating",
    "historical",
    "none",
]

MIN_MONTHS = 10
"""Months that a class needs."""
MOSTLY = 0.9
"""Part of the months in which a lasting spot is hot, or cold."""
TREND = 0.05
"""Two-sided p below which Gi* rises or falls over the months."""


@dataclass(frozen=True)
class Emergence:
    """The class of one cell: its kind, of hot or of cold spots; both empty words for none."""

    kind: Kind
    heat: Heat


@dataclass(frozen=True, eq=False)
class EmergingHotSpots:
    """
    Classes of cells over the months.

    Attributes
    ----------
    verdict, message, values
        As of `geo.hotspots.HotSpots`.
    cells
        Cells of the study area, ascending, shape (n,); empty where nothing can be told, as are the others.
    months
        Months as datetime64[M], without gaps, shape (months,).
    z
        Gi* of each cell in each month, shape (n, months); 0 in a month in which all cells hold the same.
    trend_z
        Mann-Kendall z of each cell's Gi*, shape (n,).
    classes
        Class of each cell, n of them.
    """

    verdict: Verdict
    message: str
    values: Mapping[str, float]
    cells: Cells
    months: NDArray[np.datetime64]
    z: Floats
    trend_z: Floats
    classes: tuple[Emergence, ...]


def emerging_hot_spots(
    cell: ArrayLike,
    month: ArrayLike,
    group_id: ArrayLike,
    *,
    is_representative: ArrayLike,
    study: ArrayLike | None = None,
    ring: int = 1,
    rate: float = FALSE_DISCOVERY_RATE,
) -> EmergingHotSpots:
    """
    Class of each H3 cell by the hot and cold spots of its months.

    Parameters
    ----------
    cell, group_id, is_representative, study, ring, rate
        As `geo.hotspots.hot_spots` takes them; the false discovery rate is that over all cells and months.
    month
        Month of each record as datetime64[M] or a date in it, shape (n,); NaT where none is known, which counts in
        none.

    Returns
    -------
    EmergingHotSpots
        The same for records in any order. `cannot_tell` where `geo.hotspots.hot_spots` can't, or with fewer than
        `MIN_MONTHS` months from the first record to the last.

    Raises
    ------
    ValueError
        As `geo.hotspots.hot_spots`, and if a month is none.

    Examples
    --------
    >>> cell, months = [0x866485C27FFFFFF] * 2, ["2025-01", "2025-02"]
    >>> emerging_hot_spots(cell, months, ["a", "b"], is_representative=[False] * 2).message
    'hotspots-few-records'
    """
    check_rate(rate)
    when = np.asarray(month, dtype="datetime64[M]")
    at, groups, is_rough = np.asarray(cell, dtype=np.uint64), np.asarray(group_id), np.asarray(is_representative)
    is_known = ~np.isnat(when)
    columns = _columns(when[is_known])
    period = np.where(is_known, (when - columns[:1]).astype(np.int64) if columns.size else 0, -1)
    table = count_cells(at, period, groups, study=study, ring=ring, periods=max(columns.size, 1))
    refusal = refuse(np.where(is_known, at, 0), groups, is_rough, table.cells.size)
    if refusal is None and columns.size < MIN_MONTHS:
        refusal = "hotspots-few-months", {"found": columns.size, "needed": MIN_MONTHS}
    if refusal is not None:
        none = np.empty(0)
        return EmergingHotSpots("cannot_tell", *refusal, none.astype(np.uint64), columns[:0], none, none, ())
    neighbours = grid_disk_neighbours(table.cells, ring=ring)
    z = np.column_stack([gi_star(counts, neighbours) for counts in table.counts.T])
    is_significant = corrected(z) <= rate
    trends = mann_kendall(z)
    classes = tuple(
        emergence(hot, cold, trend=trend if p < TREND else 0.0)
        for hot, cold, trend, p in zip(
            is_significant & (z > 0), is_significant & (z < 0), trends.z, trends.p, strict=True
        )
    )
    found = sum(one.kind != "none" for one in classes)
    verdict: Verdict = "found" if found else "none"
    values = {"found": found, "cells": table.cells.size, "months": columns.size}
    return EmergingHotSpots(verdict, f"emerging-{verdict}", values, table.cells, columns, z, trends.z, classes)


def _columns(known: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    """Every month from the first to the last."""
    if known.size == 0:
        return known
    return np.asarray(known.min() + np.arange(int((known.max() - known.min()).astype(np.int64)) + 1))


def emergence(is_hot: Flags, is_cold: Flags, *, trend: float) -> Emergence:
    """
    Class of one place.

    Parameters
    ----------
    is_hot, is_cold
        Whether the place was a significant hot, or cold, spot in each month, shape (months,).
    trend
        Above 0 if its Gi* rises significantly over the months, below if it falls, else 0.

    Returns
    -------
    Emergence
        The first that holds, of the heat of the last month; where that was neither, of the heat that most months had.

    Raises
    ------
    ValueError
        If there is no month, lengths differ, or a month is both hot and cold.

    Notes
    -----
    Definitions of ArcGIS Pro, How Emerging Hot Spot Analysis works. New: only the last month. Consecutive: one
    unbroken run of two months or more that ends with the last. Of those that were hot in 90 % of the months or more:
    intensifying, diminishing and persistent by the trend, historical where the last month is not hot. Of the others
    that are hot in the last month: oscillating where an earlier one was cold, else sporadic. Cold likewise.

    Examples
    --------
    >>> months = np.array([False] * 8 + [True] * 2)
    >>> emergence(months, np.zeros(10, dtype=bool), trend=0.0)
    Emergence(kind='consecutive', heat='hot')
    """
    hot, cold = np.asarray(is_hot, dtype=np.bool_), np.asarray(is_cold, dtype=np.bool_)
    if hot.ndim != 1 or hot.shape != cold.shape or hot.size == 0 or np.any(hot & cold):
        raise ValueError("is_hot and is_cold must be one value a month, one month or more, and never both")
    heats: tuple[tuple[Heat, Flags, Flags, float], ...] = (("hot", hot, cold, trend), ("cold", cold, hot, -trend))
    for heat, own, other, growth in heats:
        if own[-1]:
            return Emergence(_kind(own, other, growth), heat)
    for heat, own, _, _ in heats:
        if own.mean() >= MOSTLY:
            return Emergence("historical", heat)
    return Emergence("none", "")


def _kind(own: Flags, other: Flags, growth: float) -> Kind:
    """Class of a place whose last month is a spot: `own` its months of this heat, `other` of the other."""
    if own.mean() >= MOSTLY:
        return "intensifying" if growth > 0 else "diminishing" if growth < 0 else "persistent"
    run = int(np.argmin(own[::-1]))
    if run == own.sum():
        return "new" if run == 1 else "consecutive"
    return "oscillating" if np.any(other) else "sporadic"
