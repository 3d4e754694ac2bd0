"""H3's grid as plane geometry: the icosahedron's faces, their axes, and what each base cell is called and turned by."""

from typing import NamedTuple, TypeVar

import h3.api.basic_int as h3
import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", int, float)

FACES = 20
"""Faces of the icosahedron; face f and face f + 10 lie opposite each other."""
REACH = 2
"""Base cells of a face have lattice coordinates of -2 to 2: its corners are two cells from its middle."""
SPAN = 2 * REACH + 1
"""Lattice coordinates that a base cell can have along one axis."""

RING = (4, 6, 2, 3, 1, 5)
"""H3's digits of a cell's six neighbours, counter-clockwise from the axis that a lattice's first coordinate counts."""
STEPS = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
"""The same neighbours as steps on the lattice, whose axes stand 60 degrees apart."""
_SAMPLES_A_SIDE = 12


class CellTables(NamedTuple):
    """What the kernel looks up."""

    centres: NDArray[np.float64]
    """Unit vectors to the middles of the faces, shape (20, 3)."""
    axes: NDArray[np.float64]
    """By face, the vectors whose dot products give coordinates on the lattice of resolution 0, shape (20, 2, 3)."""
    bases: NDArray[np.int64]
    """
    By face and lattice point of resolution 0, shape (20 * 25,): the base cell, and 128 times the sixths of a turn
    counter-clockwise from the face's digits to its own; -1 where the library must be asked.
    """
    digits: NDArray[np.int64]
    """
    By parity of the resolution and sixths of a turn, shape (2, 7): seven digits, three bits each, by the rest (-3 to
    3) that a child leaves when it is divided; the last column is 0.
    """


def cell_tables() -> CellTables:
    """
    Derive the tables from the h3 library.

    Returns
    -------
    CellTables

    Raises
    ------
    RuntimeError
        If the library's cells do not lie as the geometry says.

    Notes
    -----
    Sahr, White and Kimerling (2003), Geodesic discrete global grid systems. The icosahedron's 12 corners are the
    middles of the 12 pentagons. On each face a hexagonal lattice lies in the gnomonic projection; a corner is two
    cells of resolution 0 from the face's middle, along an axis of the lattice. Each finer lattice has 7 cells for one
    and is turned by asin(sqrt(3/28)), clockwise and back by turns. In numbers u + v w, where w is a turn by 60
    degrees (w * w = w - 1), that is a multiplication by 3 - w and by 2 + w, whose product is 7.
    Base cells and turns are learnt by asking the library where points on each face lie.

    Examples
    --------
    >>> tables = cell_tables()
    >>> tables.axes.shape, len({base & 127 for base in tables.bases.tolist() if base >= 0})
    ((20, 2, 3), 110)
    """
    corners = _corners()
    faces = _faces(corners)
    centres = np.array([_unit(corners[list(face)].sum(axis=0)) for face in faces])
    axes = np.array([_axes(centre, corners[list(face)]) for centre, face in zip(centres, faces, strict=True)])
    return CellTables(centres, axes, _bases(centres, axes), _digits())


def _unit(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    """A vector of length 1."""
    unit: NDArray[np.float64] = vector / np.linalg.norm(vector)
    return unit


def _corners() -> NDArray[np.float64]:
    """Unit vectors to the corners of the icosahedron, shape (12, 3)."""
    places = np.radians([h3.cell_to_latlng(cell) for cell in sorted(h3.get_pentagons(0))])
    latitude, longitude = places[:, 0], places[:, 1]
    flat = np.cos(latitude)
    return np.column_stack([flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)])


def _faces(corners: NDArray[np.float64]) -> list[tuple[int, int, int]]:
    """Corners of each face, counter-clockwise seen from outside; the last ten lie opposite the first ten."""
    near = corners @ corners.T > 0
    opposite = (corners @ corners.T).argmin(axis=1)
    found: list[tuple[int, int, int]] = []
    for a in range(12):
        for b in range(12):
            for c in range(12):
                is_face = near[a, b] and near[b, c] and near[c, a] and a < b and a < c and b != c
                if is_face and np.linalg.det(corners[[a, b, c]]) > 0:
                    found.append((a, b, c))
    first: list[tuple[int, int, int]] = []
    for face in found:
        if {int(opposite[corner]) for corner in face} not in [set(other) for other in first]:
            first.append(face)
    last = [(int(opposite[a]), int(opposite[c]), int(opposite[b])) for a, b, c in first]
    if len(first) != FACES // 2:
        raise RuntimeError(f"the middles of H3's pentagons are no icosahedron: found {len(found)} faces")
    return first + last


def _axes(centre: NDArray[np.float64], corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Vectors whose dot products with a point, over that with the centre, are its coordinates at resolution 0."""
    arms = (corners / (corners @ centre)[:, None] - centre) / REACH
    along, across = arms[0], arms[0] + arms[1]
    scale = 4 / 3 / (along @ along)
    axes: NDArray[np.float64] = np.array([along - across / 2, across - along / 2]) * scale
    return axes


def _bases(centres: NDArray[np.float64], axes: NDArray[np.float64]) -> NDArray[np.int64]:
    """Base cells and turns, from what the library says of points spread over each face."""
    bases = np.full(FACES * SPAN * SPAN, -1, dtype=np.int64)
    pentagons = {h3.get_base_cell_number(cell) for cell in h3.get_pentagons(0)}
    for face in range(FACES):
        points = _spread(centres[face], axes[face])
        for point, (u, v) in zip(points, points @ axes[face].T / (points @ centres[face])[:, None], strict=True):
            (base_u, base_v), step = parent_cell(*nearest_cell(*times_3_minus_w(u, v)), 1)
            cell = h3.latlng_to_cell(*_degrees(point), 1)
            base, digit = h3.get_base_cell_number(cell), cell >> 42 & 7
            if base in pentagons or step is None:
                continue
            slot = (face * SPAN + base_u + REACH) * SPAN + base_v + REACH
            known = base | (RING.index(digit) - step) % 6 << 7 if digit else -1
            if known < 0 or bases[slot] not in (-1, known):
                raise RuntimeError(f"H3's cells do not lie as the geometry says: face {face}, base cell {base}")
            bases[slot] = known
    return bases


def _digits() -> NDArray[np.int64]:
    """How each step is written, by parity, turn and rest."""
    digits = np.zeros((2, 7), dtype=np.int64)
    for is_odd, up in enumerate((times_3_minus_w, times_2_plus_w)):
        for turn in range(6):
            for direction, step in enumerate(STEPS):
                a, _ = up(*step)
                digits[is_odd, turn] |= RING[(direction + turn) % 6] << 3 * (a - 7 * round(a / 7) + 3)
    return digits


def _spread(centre: NDArray[np.float64], axes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points spread over a face, none of them on an edge of a cell, as vectors of any length."""
    arm = np.linalg.pinv(axes)
    count = _SAMPLES_A_SIDE
    shares = np.array([(a + 0.31, b + 0.37) for a in range(count) for b in range(count - a - 1)]) / count
    rest = 1 - shares.sum(axis=1)
    # Corners at 2, 2 w^2 and 2 w^4 from the middle: (2, 0), (-2, 2) and (0, -2) on the lattice.
    u = 2 * (shares[:, 0] - shares[:, 1])
    v = 2 * (shares[:, 1] - rest)
    points: NDArray[np.float64] = centre + np.column_stack([u, v]) @ arm.T
    return points


def _degrees(point: NDArray[np.float64]) -> tuple[float, float]:
    """Latitude and longitude of a vector."""
    x, y, z = point
    return float(np.degrees(np.arctan2(z, np.hypot(x, y)))), float(np.degrees(np.arctan2(y, x)))


def nearest_cell(u: float, v: float) -> tuple[int, int]:
    """
    The lattice point whose hexagon holds a place.

    Of the three coordinates u, v and -u - v, the one that rounding moved most is made to fit the others.

    Examples
    --------
    >>> nearest_cell(0.6, 0.3)
    (1, 0)
    """
    a, b, c = round(u), round(v), round(-u - v)
    off_a, off_b, off_c = abs(u - a), abs(v - b), abs(-u - v - c)
    if off_a > off_b and off_a > off_c:
        return -b - c, b
    return (a, -a - c) if off_b > off_c else (a, b)


def parent_cell(u: int, v: int, resolution: int) -> tuple[tuple[int, int], int | None]:
    """
    A lattice point's parent, and the step of `STEPS` that leads from the parent's middle to it; None for none.

    Notes
    -----
    Division by 3 - w (or 2 + w) is multiplication by 2 + w (or 3 - w) over 7; the nearest whole numbers are the
    parent, because the six steps leave rests of at most 3/7.

    Examples
    --------
    >>> parent_cell(3, -1, 1), parent_cell(3, 0, 1)
    (((1, 0), None), ((1, 0), 1))
    """
    up, down = (times_2_plus_w, times_3_minus_w) if resolution % 2 else (times_3_minus_w, times_2_plus_w)
    a, b = up(u, v)
    parent = round(a / 7), round(b / 7)
    middle = down(*parent)
    step = (u - middle[0], v - middle[1])
    return parent, None if step == (0, 0) else STEPS.index(step)


def times_3_minus_w(u: Number, v: Number) -> tuple[Number, Number]:
    """
    Turn a lattice point clockwise and away from the middle.

    Examples
    --------
    >>> times_3_minus_w(*times_2_plus_w(1, 0))
    (7, 0)
    """
    return 3 * u + v, 2 * v - u


def times_2_plus_w(u: Number, v: Number) -> tuple[Number, Number]:
    """
    Turn a lattice point counter-clockwise and away from the middle.

    Examples
    --------
    >>> times_2_plus_w(1, 0)
    (2, 1)
    """
    return 2 * u - v, u + 3 * v
