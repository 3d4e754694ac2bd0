"""The border chronogram: border km down, months across, activity as the shade of a square."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Months = NDArray[np.datetime64]
Scale = Literal["row_share", "count", "month_share"]

FEW_RECORDS = 5
"""A row with fewer records than this says nothing of a pattern over time."""


@dataclass(frozen=True, eq=False)
class Chronogram:
    """
    Activity by stretch of the border and month.

    Attributes
    ----------
    from_km, to_km
        Border km at which each row starts and ends, shape (rows,); the last row may be shorter than the others.
    months
        First day of each column's month as datetime64[M], shape (columns,), without gaps.
    amounts
        Distinct groups, or people, shape (rows, columns).
    shades
        What to draw, 0 to 1, shape (rows, columns), by the scale asked for; never NaN.
    scale
        `row_share`: part of the row's own total that fell in the month. `count`: square root of the amount over the
        square root of the largest amount. `month_share`: part of all that was recorded in that month, near this border
        or not.
    month_totals
        All that was recorded in each month, near this border or not, shape (columns,).
    records
        Distinct groups behind each row, shape (rows,).
    is_too_few
        Rows with fewer than `FEW_RECORDS` records, shape (rows,).
    representative_records
        Distinct groups of each row that stand on representative points only, shape (rows,).
    undated_records
        Distinct groups near this border that no month is known of; they stand in no square.
    """

    from_km: Floats
    to_km: Floats
    months: Months
    amounts: Integers
    shades: Floats
    scale: Scale
    month_totals: Integers
    records: Integers
    is_too_few: Flags
    representative_records: Integers
    undated_records: int

    @property
    def representative_share(self) -> float:
        """Part of the records in all rows that stands on representative points, 0 to 1; 0 where there is none."""
        return float(self.representative_records.sum() / max(int(self.records.sum()), 1))

    @property
    def fullest_row_share(self) -> float:
        """Part of the records in all rows that stands in the fullest one, 0 to 1; 0 where there is none."""
        return float(self.records.max() / max(int(self.records.sum()), 1))


def chronogram(
    border_km: ArrayLike,
    month: ArrayLike,
    group_id: ArrayLike,
    *,
    length_km: float,
    is_representative: ArrayLike,
    persons: ArrayLike | None = None,
    bin_km: float = 25.0,
    scale: Scale = "row_share",
    first_month: str | np.datetime64 | None = None,
    last_month: str | np.datetime64 | None = None,
) -> Chronogram:
    """
    Activity along the border with one neighbour, by month.

    Nothing is smoothed: most records stand on representative points, and a smoothed pile would look like a trend.

    Parameters
    ----------
    border_km
        Chainage of each record along the border in km, shape (n,); NaN for a record that is not near this border,
        which counts in its month's total only.
    month
        Month of each record as datetime64[M] or a date in it, shape (n,); NaT where no month is known.
    group_id
        Event that each record tells of, a name or a number, shape (n,): several records of one event in one square
        count once.
    length_km
        Length of the border in km.
    is_representative
        Whether each record stands on a point that stands for a town or a district, shape (n,).
    persons
        People that each record counts, all of one kind (arrested, found, freed), shape (n,); NaN where it counts none.
        Given, the amounts are people, and records without a count are left out; else they are groups.
    bin_km
        Height of a row in km, more than 0 and at most `length_km`.
    scale
        What the shades mean.
    first_month, last_month
        First and last column; by default those of the first and last record.

    Returns
    -------
    Chronogram

    Raises
    ------
    ValueError
        If shapes differ, a km is below 0 or above the length, the length or the width of bins is not positive, people
        are negative or not whole, the scale is unknown, the last month is before the first, or no month is known.

    Examples
    --------
    >>> found = chronogram(
    ...     [10, 10, 60, np.nan],
    ...     ["2025-01", "2025-02", "2025-02", "2025-02"],
    ...     ["a", "b", "c", "d"],
    ...     length_km=100,
    ...     bin_km=50,
    ...     is_representative=[True, True, False, False],
    ... )
    >>> found.amounts.tolist(), found.month_totals.tolist()
    ([[1, 1], [0, 1]], [1, 3])
    >>> found.shades.tolist(), found.is_too_few.tolist()
    ([[0.5, 0.5], [0.0, 1.0]], [True, True])
    """
    km, groups = np.asarray(border_km, dtype=np.float64), _numbered(group_id)
    months, is_rough = _months(month), np.asarray(is_representative, dtype=np.bool_)
    people = np.zeros(km.shape) if persons is None else np.asarray(persons, dtype=np.float64)
    _check(km, people, length_km=length_km, bin_km=bin_km, scale=scale)
    if not km.shape == months.shape == groups.shape == is_rough.shape == people.shape == (km.size,):
        raise ValueError("border_km, month, group_id, is_representative and persons must be lists of one length")
    edges = np.minimum(np.arange(max(1, int(np.ceil(length_km / bin_km - 1e-9))) + 1) * bin_km, length_km)
    row = np.where(np.isnan(km), -1, np.minimum(km // bin_km, edges.size - 2)).astype(np.int64)
    is_counted = ~np.isnan(people)
    is_undated = np.isnat(months) & (row >= 0) & is_counted
    columns = _columns(months[is_counted], first_month, last_month)
    column = (months - columns[0]).astype(np.int64)
    keep = is_counted & ~np.isnat(months) & (column >= 0) & (column < columns.size)
    near = keep & (row >= 0)
    weights = None if persons is None else people
    shape = (edges.size - 1, columns.size)
    amounts = _amounts(
        row[near] * columns.size + column[near], groups[near], _taken(weights, near), shape[0] * shape[1]
    )
    totals = _amounts(column[keep], groups[keep], _taken(weights, keep), columns.size)
    records, exact = (_amounts(row[rows], groups[rows], None, shape[0]) for rows in (near, near & ~is_rough))
    table = amounts.reshape(shape)
    return Chronogram(
        from_km=edges[:-1],
        to_km=edges[1:],
        months=columns,
        amounts=table,
        shades=_shades(table, totals, scale),
        scale=scale,
        month_totals=totals,
        records=records,
        is_too_few=records < FEW_RECORDS,
        representative_records=records - exact,
        undated_records=int(np.unique(groups[is_undated]).size),
    )


def _months(month: ArrayLike) -> Months:
    try:
        return np.asarray(month, dtype="datetime64[M]")
    except ValueError as error:
        raise ValueError(f"a month must be like 2025-02: {error}") from error


def _check(km: Floats, people: Floats, *, length_km: float, bin_km: float, scale: str) -> None:
    faults = []
    if not 0 < bin_km <= length_km < np.inf:
        faults.append(f"bins must be wider than 0 km and at most as wide as the border: found {bin_km} of {length_km}")
    if np.any(km < 0) or np.any(km > length_km):
        faults.append(f"border_km must be 0 to {length_km}: found {np.nanmin(km):g} to {np.nanmax(km):g}")
    counted = people[~np.isnan(people)]
    if np.any(counted < 0) or np.any(counted != np.floor(counted)) or np.any(np.isinf(counted)):
        faults.append("people must be whole numbers of at least 0")
    if scale not in get_args(Scale):
        faults.append(f"scale must be one of {', '.join(get_args(Scale))}: found {scale!r}")
    if faults:
        raise ValueError("; ".join(faults))


def _columns(months: Months, first: str | np.datetime64 | None, last: str | np.datetime64 | None) -> Months:
    """Every month from the first to the last."""
    known = months[~np.isnat(months)]
    if (first is None or last is None) and known.size == 0:
        raise ValueError("no record has a month: give the first and the last month, or records with dates")
    start = _months(known.min() if first is None else first)
    end = _months(known.max() if last is None else last)
    steps = int((end - start).astype(np.int64))
    if steps < 0:
        raise ValueError(f"the last month must not be before the first: found {start} to {end}")
    return np.asarray(start + np.arange(steps + 1))


def _taken(weights: Floats | None, rows: Flags) -> Floats | None:
    return None if weights is None else weights[rows]


def _numbered(group_id: ArrayLike) -> Integers:
    """A number from 0 for each group, in place of its name."""
    named = np.asarray(group_id)
    return np.unique(named, return_inverse=True)[1].reshape(named.shape)


def _amounts(square: Integers, groups: Integers, people: Floats | None, squares: int) -> Integers:
    """Distinct groups of each square, or its people."""
    if people is not None:
        return np.bincount(square, weights=people, minlength=squares).astype(np.int64)
    # One number for each pair: sorted far faster than pairs.
    most = int(groups.max(initial=0)) + 1
    return np.bincount(np.unique(square * most + groups) // most, minlength=squares)


def _shades(amounts: Integers, totals: Integers, scale: Scale) -> Floats:
    if scale == "count":
        return np.asarray(np.sqrt(amounts / max(int(amounts.max()), 1)))
    whole = amounts.sum(axis=1, keepdims=True) if scale == "row_share" else totals[None, :]
    return amounts / np.maximum(whole, 1)
