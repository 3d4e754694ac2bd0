"""Two ways to index points, with the same cells: the h3 library, and a compiled kernel where there are many."""

import functools
import logging
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import h3.api.basic_int as h3
import numpy as np
from numpy.typing import NDArray

from geo.cell_tables import cell_tables

SWITCH = "MOEI_H3"
"""
Environment variable: `library` leaves every point to the h3 library, `kernel` none that the kernel is sure of; unset,
the number of points decides.
"""
MANY = 1_000_000
"""Cells of one call for which it pays to load the kernel: numba's import and the compiled code take about a second."""
FEW = 100
"""Cells of one call from which a kernel that is loaded is the faster way."""
MARGIN = 3e-11
"""
How near an edge the kernel leaves a point to the library, in cells of resolution 0: 0.07 mm. Both ways compute in
doubles, and differ by less than a thousandth of that.
"""
_AT_ONCE = 1 << 18
_THREADS = 4
_CHECKED = 256
_LOG = logging.getLogger(__name__)
_LOADING = threading.Lock()

Floats = NDArray[np.float64]
Kernel = Callable[[Floats, Floats, int, int, NDArray[np.int64], NDArray[np.int64]], None]


def index(longitude: Floats, latitude: Floats, resolutions: Sequence[int]) -> NDArray[np.uint64]:
    """
    Cells of points that are in range, at several resolutions at once.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,); NaN where a point is not known.
    resolutions
        H3 resolutions, 0 to 15.

    Returns
    -------
    numpy.ndarray
        Cell ids, shape (len(resolutions), n); 0 where a coordinate is NaN.

    Raises
    ------
    ValueError
        If the environment variable `MOEI_H3` has a word that is not known.

    Examples
    --------
    >>> [hex(cell) for cell in index(np.array([98.557]), np.array([16.631]), [6, 7])[:, 0]]
    ['0x866485c27ffffff', '0x876485c04ffffff']
    """
    cells = np.zeros((len(resolutions), longitude.size), dtype=np.int64)
    kernel = _kernel_for(cells.size)
    open_rows = [np.arange(longitude.size)] * len(resolutions)
    if kernel is not None:
        points = np.ascontiguousarray(longitude), np.ascontiguousarray(latitude)
        open_rows = _in_threads(kernel, *points, np.array(resolutions, dtype=np.int64), cells)
    for row, resolution, rows in zip(cells, resolutions, open_rows, strict=True):
        _ask(longitude, latitude, resolution, row, rows)
    return cells.view(np.uint64)


def _ask(
    longitude: Floats, latitude: Floats, resolution: int, cells: NDArray[np.int64], rows: NDArray[np.intp]
) -> None:
    """Let the library tell the cells of some rows."""
    x, y = longitude[rows], latitude[rows]
    is_known = ~(np.isnan(x) | np.isnan(y))
    points = zip(y[is_known].tolist(), x[is_known].tolist(), strict=True)
    told = (h3.latlng_to_cell(lat, lng, resolution) for lat, lng in points)
    cells[rows[is_known]] = np.fromiter(told, dtype=np.int64, count=int(is_known.sum()))


def _in_threads(
    kernel: Kernel, longitude: Floats, latitude: Floats, resolutions: NDArray[np.int64], cells: NDArray[np.int64]
) -> list[NDArray[np.intp]]:
    """Share the points among threads, for the kernel holds no lock of Python's; the rows left open, by resolution."""

    def run(first: int) -> list[NDArray[np.intp]]:
        last = min(first + _AT_ONCE, longitude.size)
        kernel(longitude, latitude, first, last, resolutions, cells)
        # Part by part: an array of flags for all points would cost more than the flags.
        return [first + np.flatnonzero(row[first:last] == 0) for row in cells]

    starts = range(0, longitude.size, _AT_ONCE)
    if len(starts) <= 1:
        return [part for start in starts for part in run(start)] or [np.arange(0)] * len(resolutions)
    with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as threads:
        return [np.concatenate(parts) for parts in zip(*threads.map(run, starts), strict=True)]


def _kernel_for(count: int) -> Kernel | None:
    """The kernel, if it is the faster way to tell so many cells and nothing stands against it."""
    switch = os.environ.get(SWITCH, "")
    if switch not in ("", "kernel", "library"):
        raise ValueError(f"{SWITCH} says how points are indexed: found {switch!r}, accepted: library, kernel")
    is_loaded = bool(_kernel.cache_info().currsize)
    least = 0 if switch == "kernel" else FEW if is_loaded else MANY
    if switch == "library" or count < least:
        return None
    with _LOADING:
        return _kernel()


@functools.cache
def _kernel() -> Kernel | None:
    """The kernel with its tables, loaded and tried against the library; None where it can't be used."""
    try:
        from geo.cell_kernel import index_points

        tables = cell_tables()

        def kernel(
            x: Floats, y: Floats, first: int, last: int, resolutions: NDArray[np.int64], cells: NDArray[np.int64]
        ) -> None:
            index_points(x, y, first, last, resolutions, *tables, MARGIN, cells)

        _try(kernel)
    except (ImportError, RuntimeError) as error:
        _LOG.warning("points are indexed by the h3 library alone, which is slower: %s", error)
        return None
    return kernel


def _try(kernel: Kernel) -> None:
    """Compare the kernel with the library before it is used: a new release of either may change what it does."""
    rng = np.random.default_rng(20261127)
    x, y = rng.uniform(-180, 180, _CHECKED), np.degrees(np.arcsin(rng.uniform(-1, 1, _CHECKED)))
    resolutions = np.arange(16)
    cells = np.zeros((16, _CHECKED), dtype=np.int64)
    kernel(x, y, 0, _CHECKED, resolutions, cells)
    told = np.zeros_like(cells)
    for resolution in range(16):
        _ask(x, y, resolution, told[resolution], np.arange(_CHECKED))
    is_wrong = (cells != told) & (cells != 0)
    if is_wrong.any():
        raise RuntimeError(f"the kernel's cells differ from the library's at {int(is_wrong.sum())} of {told.size}")
