"""Points to H3 cells, and cells to the text that leaves the program."""

from collections.abc import Iterable, Sequence

import h3.api.basic_int as h3
import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.cell_index import index
from geo.coordinates import coordinate_faults

MAX_RESOLUTION = 15
"""The finest resolution that H3 has."""


def points_to_cells(longitude: ArrayLike, latitude: ArrayLike, *, resolution: int) -> NDArray[np.uint64]:
    """
    Index points by the H3 cell that holds them.

    A coarser cell of a point is not the parent of its finer cell, so index each resolution from the points.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,); NaN where a point is not known.
    resolution
        H3 resolution, 0 to 15.

    Returns
    -------
    numpy.ndarray
        Cell ids, shape (n,), unsigned 64-bit; 0 (which is no cell) where a coordinate is NaN.

    Raises
    ------
    ValueError
        If the shapes differ, the resolution is not 0 to 15, or a coordinate is out of range: H3 itself would
        fold latitude 100 back onto the globe and return a cell.

    Notes
    -----
    Sahr, White and Kimerling (2003), Geodesic discrete global grid systems. H3's own library does the work where
    there are few points, a kernel with the same cells where there are many; see `geo.cell_index`.

    Examples
    --------
    >>> cells_to_text(points_to_cells([98.557], [16.631], resolution=6))
    ['866485c27ffffff']
    """
    cells: NDArray[np.uint64] = points_to_cells_at(longitude, latitude, resolutions=[resolution])[0]
    return cells


def points_to_cells_at(longitude: ArrayLike, latitude: ArrayLike, *, resolutions: Sequence[int]) -> NDArray[np.uint64]:
    """
    Index points at several resolutions, as `points_to_cells` at each, in less time than one by one.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,); NaN where a point is not known.
    resolutions
        H3 resolutions, each 0 to 15, k of them.

    Returns
    -------
    numpy.ndarray
        Cell ids, shape (k, n), unsigned 64-bit; 0 (which is no cell) where a coordinate is NaN.

    Raises
    ------
    ValueError
        As `points_to_cells`.

    Examples
    --------
    >>> cells_to_text(points_to_cells_at([98.557], [16.631], resolutions=[6, 9])[:, 0])
    ['866485c27ffffff', '896485c0497ffff']
    """
    x = np.asarray(longitude, dtype=np.float64)
    y = np.asarray(latitude, dtype=np.float64)
    faults = coordinate_faults(x, y)
    wrong = [resolution for resolution in resolutions if not 0 <= resolution <= MAX_RESOLUTION]
    faults += [f"resolution must be 0 to {MAX_RESOLUTION}: found {resolution}" for resolution in wrong]
    if faults:
        raise ValueError("; ".join(faults))
    return index(x, y, resolutions)


def cells_to_text(cells: Iterable[int]) -> list[str]:
    """
    Write cell ids as hexadecimal text: a browser's numbers lose the last digits of a 64-bit id.

    Parameters
    ----------
    cells
        H3 cell ids.

    Returns
    -------
    list of str
        One text of 15 hexadecimal digits a cell.

    Examples
    --------
    >>> cells_to_text([0x866485C27FFFFFF])
    ['866485c27ffffff']
    """
    return [f"{int(cell):x}" for cell in cells]


def cell_centres(cells: Iterable[int]) -> tuple[list[float], list[float]]:
    """
    Middles of cells.

    Parameters
    ----------
    cells
        H3 cell ids.

    Returns
    -------
    tuple of list of float
        Longitudes and latitudes in degrees of WGS 84, one of each a cell.

    Examples
    --------
    >>> longitude, latitude = cell_centres([0x866485C27FFFFFF])
    >>> f"{longitude[0]:.1f} {latitude[0]:.1f}"
    '98.6 16.6'
    """
    points = [h3.cell_to_latlng(int(cell)) for cell in cells]
    return [longitude for _, longitude in points], [latitude for latitude, _ in points]


def text_to_cell(text: str) -> int:
    """
    Read a cell id from its hexadecimal text.

    Parameters
    ----------
    text
        15 hexadecimal digits.

    Returns
    -------
    int
        The H3 cell id.

    Raises
    ------
    ValueError
        If the text is not the id of a cell.

    Examples
    --------
    >>> text_to_cell("866485c27ffffff") == 0x866485C27FFFFFF
    True
    """
    try:
        cell = int(text, 16)
        is_cell = h3.is_valid_cell(cell)
    except (ValueError, OverflowError):
        is_cell = False
    if not is_cell:
        raise ValueError(f"not an H3 cell: found {text!r}, accepted is a cell's hexadecimal text, like 866485c27ffffff")
    return cell
