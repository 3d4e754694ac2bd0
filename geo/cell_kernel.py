"""
Points to H3 cells by plane geometry, compiled by numba.

Each step walks a block of points, so that the compiler can take several at once; what lies too near an edge to be sure
of becomes 0. `geo.cell_tables` has the geometry; import this module only where there are many points, for it compiles.
"""

import math
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit, types
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_Function = TypeVar("_Function", bound=Callable[..., Any])

BLOCK = 256
"""Points that are worked on at once: their intermediate results stay in the fastest cache."""
_RADIANS = math.pi / 180
_SINE = tuple((-1) ** (power // 2) / math.factorial(power) for power in range(3, 16, 2))
_COSINE = tuple((-1) ** (power // 2) / math.factorial(power) for power in range(2, 17, 2))
_UNSURE = 6
"""Column of `digits` for a point that the library is asked about."""


_POINTS = types.Array(types.float64, 1, "C", readonly=True)
_ARGUMENTS = types.void(
    _POINTS,
    _POINTS,
    types.int64,
    types.int64,
    types.Array(types.int64, 1, "C", readonly=True),
    types.Array(types.float64, 2, "C", readonly=True),
    types.Array(types.float64, 3, "C", readonly=True),
    types.Array(types.int64, 1, "C", readonly=True),
    types.Array(types.int64, 2, "C", readonly=True),
    types.float64,
    types.Array(types.int64, 2, "C"),
)
"""One compilation for all callers, whether their arrays may be written to or not."""
_njit: Any = njit
"""Its types don't know every option."""
_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": {"contract", "nsz", "arcp"}}


def _step(function: _Function) -> _Function:
    """A part of the kernel, as machine code that only the kernel calls."""
    return cast(_Function, _njit(no_cpython_wrapper=True, no_cfunc_wrapper=True, **_OPTIONS)(function))


def _kernel(function: _Function) -> _Function:
    """The kernel as machine code, kept for the next process where a folder for that can be written to."""
    try:
        return cast(_Function, _njit(_ARGUMENTS, cache=True, no_cfunc_wrapper=True, **_OPTIONS)(function))
    except (RuntimeError, OSError):
        return cast(_Function, _njit(_ARGUMENTS, no_cfunc_wrapper=True, **_OPTIONS)(function))


@_step
def _turn(degrees: Floats, sine: Floats, cosine: Floats) -> None:
    """Sine and cosine of degrees: whole quarter turns taken off without loss, then their power series."""
    s3, s5, s7, s9, s11, s13, s15 = _SINE
    c2, c4, c6, c8, c10, c12, c14, c16 = _COSINE
    for i in range(degrees.shape[0]):
        quarters = np.rint(degrees[i] * (1 / 90))
        a = (degrees[i] - quarters * 90.0) * _RADIANS
        b = a * a
        s = a + a * b * (s3 + b * (s5 + b * (s7 + b * (s9 + b * (s11 + b * (s13 + b * s15))))))
        c = 1 + b * (c2 + b * (c4 + b * (c6 + b * (c8 + b * (c10 + b * (c12 + b * (c14 + b * c16)))))))
        is_odd = quarters * quarters == 1.0
        sign = -1.0 if quarters * quarters == 4.0 else 1.0
        sine[i] = sign * (quarters * c if is_odd else s)
        cosine[i] = sign * (-quarters * s if is_odd else c)


@_step
def _face(s: Floats, centres: Floats, face: Ints, count: int) -> None:
    """Face whose middle is nearest: of each two that lie opposite, the sign of the dot product tells."""
    for i in range(count):
        x, y, z = s[i], s[BLOCK + i], s[2 * BLOCK + i]
        best, found = 0.0, 0.0
        for f in range(10):
            dot = x * centres[f, 0] + y * centres[f, 1] + z * centres[f, 2]
            is_nearer = abs(dot) > abs(best)
            best = dot if is_nearer else best
            found = float(f) if is_nearer else found
        s[3 * BLOCK + i] = abs(best)
        face[i] = np.int32(found if best > 0 else found + 10.0)


@_step
def _plane(s: Floats, axes: Floats, face: Ints, count: int, edge: float, middle: float) -> None:
    """Coordinates on the face's lattice of resolution 0; 9 where a face's edge or middle is too near."""
    for i in range(count):
        f = np.uint64(face[i])
        x, y, z, scale = s[i], s[BLOCK + i], s[2 * BLOCK + i], 1 / s[3 * BLOCK + i]
        u = (axes[f, 0, 0] * x + axes[f, 0, 1] * y + axes[f, 0, 2] * z) * scale
        v = (axes[f, 1, 0] * x + axes[f, 1, 1] * y + axes[f, 1, 2] * z) * scale
        side = max(u + 2 * v, max(-2 * u - v, u - v))
        is_sure = (side < edge) & (u * u + u * v + v * v > middle)
        s[4 * BLOCK + i] = u if is_sure else 9.0
        s[5 * BLOCK + i] = v


@_step
def _nearest(s: Floats, is_turned: bool, scale: float, limit: float, count: int) -> None:
    """Nearest lattice point of a resolution, as `geo.cell_tables.nearest_cell`; 1 where no edge is too near, else 0."""
    p, q, r, t = (3.0 * scale, scale, -scale, 2.0 * scale) if is_turned else (scale, 0.0, 0.0, scale)
    for i in range(count):
        u0, v0 = s[4 * BLOCK + i], s[5 * BLOCK + i]
        u, v = p * u0 + q * v0, r * u0 + t * v0
        a, b, c = np.rint(u), np.rint(v), np.rint(-u - v)
        off_a, off_b, off_c = abs(u - a), abs(v - b), abs(-u - v - c)
        is_a = (off_a > off_b) & (off_a > off_c)
        is_b = (off_b > off_c) & (not is_a)
        near_a = -b - c if is_a else a
        near_b = -a - c if is_b else b
        x, y = u - near_a, v - near_b
        is_sure = (max(abs(2 * x + y), max(abs(x + 2 * y), abs(y - x))) < limit) & (u0 < 9.0)
        s[6 * BLOCK + i] = near_a if is_sure else 0.0
        s[7 * BLOCK + i] = near_b if is_sure else 0.0
        s[8 * BLOCK + i] = 1.0 if is_sure else 0.0


@_step
def _parent(s: Floats, is_turned: bool, steps: Ints, shift: int, count: int) -> None:
    """One resolution up, as `geo.cell_tables.parent_cell`: the rest of the division, -3 to 3, tells the child."""
    p, q, r, t = (2.0, -1.0, 1.0, 3.0) if is_turned else (3.0, 1.0, -1.0, 2.0)
    for i in range(count):
        a = p * s[6 * BLOCK + i] + q * s[7 * BLOCK + i]
        b = r * s[6 * BLOCK + i] + t * s[7 * BLOCK + i]
        u = np.rint(a * (1 / 7))
        s[6 * BLOCK + i] = u
        s[7 * BLOCK + i] = np.rint(b * (1 / 7))
        steps[i] |= np.int64(np.int32(a - 7.0 * u) + np.int32(3)) << shift


@_step
def _base(
    s: Floats, face: Ints, bases: Ints, digits: Ints, cell: Ints, even: Ints, odd: Ints, head: int, count: int
) -> None:
    """Base cell, and how its digits are written at even and at odd resolutions; 0 where the library must be asked."""
    for i in range(count):
        slot = face[i] * 25 + np.int64(np.int32(s[6 * BLOCK + i] * 5.0 + s[7 * BLOCK + i])) + 12
        base = bases[np.uint64(slot)]
        is_sure = (base >= 0) & (s[8 * BLOCK + i] > 0.0)
        turn = np.uint64((base >> 7) if is_sure else _UNSURE)
        cell[i] = head | ((base & 127) << 45) if is_sure else 0
        even[i] = digits[0, turn]
        odd[i] = digits[1, turn]


@_step
def _digit(steps: Ints, digits: Ints, cell: Ints, shift: int, place: int, count: int) -> None:
    """Write the digit of one resolution into the cells."""
    for i in range(count):
        cell[i] |= ((digits[i] >> (((steps[i] >> shift) & 7) * 3)) & 7) << place


@_kernel
def index_points(
    longitude: Floats,
    latitude: Floats,
    first: int,
    last: int,
    resolutions: Ints,
    centres: Floats,
    axes: Floats,
    bases: Ints,
    digits: Ints,
    margin: float,
    cells: NDArray[np.int64],
) -> None:
    """
    Index points at several resolutions.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, in range, shape (n,); NaN where not known.
    first, last
        Which of the points to index: from `first`, up to `last` without it.
    resolutions
        H3 resolutions, 0 to 15, shape (k,).
    centres, axes, bases, digits
        As `geo.cell_tables.CellTables`.
    margin
        How near an edge, in cells of resolution 0, a point may lie and its cell be told.
    cells
        Written: cell ids, shape (k, n); 0 where the library must be asked.
    """
    s = np.empty(12 * BLOCK)
    face = np.empty(BLOCK, np.int64)
    steps = np.empty(BLOCK, np.int64)
    cell = np.empty(BLOCK, np.int64)
    even = np.empty(BLOCK, np.int64)
    odd = np.empty(BLOCK, np.int64)
    for start in range(first, last, BLOCK):
        count = min(BLOCK, last - start)
        _turn(latitude[start : start + count], s[2 * BLOCK : 3 * BLOCK], s[9 * BLOCK : 10 * BLOCK])
        _turn(longitude[start : start + count], s[BLOCK : 2 * BLOCK], s[:BLOCK])
        for i in range(count):
            s[i] *= s[9 * BLOCK + i]
            s[BLOCK + i] *= s[9 * BLOCK + i]
        _face(s, centres, face, count)
        _plane(s, axes, face, count, 2 - 2 * margin, 1e-7)
        for k in range(resolutions.shape[0]):
            resolution = resolutions[k]
            scale = 7.0 ** (resolution // 2)
            is_turned = resolution % 2 == 1
            size = scale * 2.6457513110645907 if is_turned else scale
            _nearest(s, is_turned, scale, 1 - 2 * margin * size, count)
            for i in range(count):
                steps[i] = 0
            head = (1 << 59) | (resolution << 52) | ((1 << (3 * (15 - resolution))) - 1)
            for level in range(resolution, 0, -1):
                _parent(s, level % 2 == 1, steps, 3 * (resolution - level), count)
            _base(s, face, bases, digits, cell, even, odd, head, count)
            for level in range(resolution, 0, -1):
                table = odd if level % 2 == 1 else even
                _digit(steps, table, cell, 3 * (resolution - level), 3 * (15 - level), count)
            for i in range(count):
                cells[k, start + i] = cell[i]
