"""
Cells of very many points, by the kernel and by another binding of H3 (h3ronpy), and by h3 itself where the two differ.

Run by hand, with h3ronpy installed: `python -m tests.bench.cells [MILLIONS]`. Points are spread over the sphere, dense
at Thailand's borders, about pentagons, along faces' edges, at the poles and the antimeridian, and built to lie on edges
and corners of cells; each kind at every resolution. It ends with 1 if any cell isn't h3's.
"""

import os
import sys
import time
from collections.abc import Callable

import h3.api.basic_int as h3
import numpy as np
import shapely
from numpy.typing import NDArray

from etl.warehouse import PROJECT
from geo.cell_index import SWITCH
from geo.cell_tables import cell_tables
from geo.cells import points_to_cells

Floats = NDArray[np.float64]
Points = tuple[Floats, Floats]
TABLES = cell_tables()
BORDER_LINES = PROJECT / "data" / "reference" / "border_lines.geojson"


def _degrees(vectors: Floats) -> Points:
    """Longitude and latitude of vectors of any length."""
    x, y, z = vectors[..., 0], vectors[..., 1], vectors[..., 2]
    return np.degrees(np.arctan2(y, x)), np.degrees(np.arctan2(z, np.hypot(x, y)))


def _vectors(longitude: Floats, latitude: Floats) -> Floats:
    """Unit vectors."""
    a, b = np.radians(longitude), np.radians(latitude)
    return np.stack([np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b)], axis=-1)


def _tiny(rng: np.random.Generator, shape: int | tuple[int, ...], least: float, most: float) -> Floats:
    """Numbers of either sign whose sizes are spread evenly over the powers of ten."""
    size = 10 ** rng.uniform(np.log10(least), np.log10(most), shape)
    return size * rng.choice([-1.0, 1.0], shape)


def uniform(rng: np.random.Generator, count: int, resolution: int) -> Points:
    return rng.uniform(-180, 180, count), np.degrees(np.arcsin(rng.uniform(-1, 1, count)))


def borders(rng: np.random.Generator, count: int, resolution: int) -> Points:
    points = shapely.get_coordinates(shapely.from_geojson(BORDER_LINES.read_text(encoding="utf-8")))
    chosen = points[rng.integers(0, len(points), count)] + rng.normal(0, 0.02, (count, 2))
    return chosen[:, 0], chosen[:, 1]


def pentagons(rng: np.random.Generator, count: int, resolution: int) -> Points:
    centres = np.array([h3.cell_to_latlng(cell) for cell in h3.get_pentagons(0)])
    vectors = _vectors(centres[:, 1], centres[:, 0])[rng.integers(0, 12, count)]
    return _degrees(vectors + _tiny(rng, (count, 3), 1e-9, 0.5))


def faces(rng: np.random.Generator, count: int, resolution: int) -> Points:
    """Points whose two nearest faces are all but equally near, and points at faces' middles."""
    near = np.argsort(-(TABLES.centres @ TABLES.centres.T), axis=1)[:, 1:4]
    face = rng.integers(0, 20, count)
    one, other = TABLES.centres[face], TABLES.centres[near[face, rng.integers(0, 3, count)]]
    along = np.cross(one, other)
    on_edge = (one + other) / 2 + along * rng.uniform(-1, 1, (count, 1))
    on_edge += (one - other) * _tiny(rng, (count, 1), 1e-18, 1e-2)
    at_middle = one + _tiny(rng, (count, 3), 1e-12, 1e-3)
    return _degrees(np.where(rng.random((count, 1)) < 0.8, on_edge, at_middle))


def poles(rng: np.random.Generator, count: int, resolution: int) -> Points:
    latitude = (90 - np.abs(_tiny(rng, count, 1e-14, 10))) * rng.choice([-1, 1], count)
    return rng.uniform(-180, 180, count), latitude


def antimeridian(rng: np.random.Generator, count: int, resolution: int) -> Points:
    longitude = (180 - np.abs(_tiny(rng, count, 1e-14, 1))) * rng.choice([-1, 1], count)
    return longitude, np.degrees(np.arcsin(rng.uniform(-1, 1, count)))


def on_cells(rng: np.random.Generator, count: int, resolution: int) -> Points:
    """Points on or beside edges and corners of cells."""
    face = rng.integers(0, 20, count)
    scale = 7 ** (resolution // 2)
    reach = 2 * scale * (np.sqrt(7) if resolution % 2 else 1)
    u, v = np.rint(rng.uniform(-reach, reach, (2, count)))
    # A hexagon's corners lie a third of the way to two neighbours each; between two of them is an edge.
    corner = rng.integers(0, 6, count)
    corners = np.array([(1, 1), (-1, 2), (-2, 1), (-1, -1), (1, -2), (2, -1)]) / 3
    share = np.where(rng.random(count) < 0.3, 0.0, rng.random(count))[:, None]
    place = corners[corner] * (1 - share) + corners[(corner + 1) % 6] * share
    place += _tiny(rng, (count, 2), 1e-17, 1e-3)
    u, v = u + place[:, 0], v + place[:, 1]
    if resolution % 2:
        u, v = (2 * u - v) / 7, (u + 3 * v) / 7
    arms = np.array([np.linalg.pinv(axes) for axes in TABLES.axes])[face]
    vectors = TABLES.centres[face] + (arms[:, :, 0] * u[:, None] + arms[:, :, 1] * v[:, None]) / scale
    return _degrees(vectors)


KINDS: dict[str, Callable[[np.random.Generator, int, int], Points]] = {
    "uniform on the sphere": uniform,
    "Thailand's borders": borders,
    "pentagons and neighbours": pentagons,
    "faces' edges and middles": faces,
    "poles": poles,
    "antimeridian": antimeridian,
    "cells' edges and corners": on_cells,
}


def library_cells(longitude: Floats, latitude: Floats, resolution: int) -> NDArray[np.uint64]:
    """What h3 says of each point."""
    points = zip(latitude.tolist(), longitude.tolist(), strict=True)
    return np.fromiter((h3.latlng_to_cell(y, x, resolution) for y, x in points), np.uint64, count=longitude.size)


def main(millions: float) -> int:
    """Compare, and print a line a kind; 1 if a cell is wrong."""
    from h3ronpy.vector import coordinates_to_cells

    os.environ[SWITCH] = "kernel"
    points_to_cells([98.5], [16.6], resolution=9)
    rng = np.random.default_rng(20261127)
    count = int(millions * 1_000_000 / len(KINDS) / 16)
    wrong = total = 0
    sys.stdout.write(
        f"{'kind':28} {'points':>12} {'wrong':>6} {'other binding differs':>22} {'kernel ns':>10} {'h3ronpy ns':>11}\n"
    )
    for name, kind in KINDS.items():
        bad = differ = 0
        seconds = [0.0, 0.0]
        for resolution in range(16):
            x, y = kind(rng, count, resolution)
            start = time.process_time()
            cells = points_to_cells(x, y, resolution=resolution)
            middle = time.process_time()
            other = np.asarray(coordinates_to_cells(y, x, resolution))
            seconds = [seconds[0] + middle - start, seconds[1] + time.process_time() - middle]
            sample = rng.integers(0, count, max(count // 1000, 1))
            rows = np.concatenate([np.flatnonzero(cells != other), sample])
            bad += int((cells[rows] != library_cells(x[rows], y[rows], resolution)).sum())
            differ += int((cells != other).sum())
        ours, theirs = (s / (16 * count) * 1e9 for s in seconds)
        sys.stdout.write(f"{name:28} {16 * count:12,} {bad:6} {differ:22} {ours:10.1f} {theirs:11.1f}\n")
        sys.stdout.flush()
        wrong, total = wrong + bad, total + 16 * count
    sys.stdout.write(f"{total:,} points, {wrong} cells that aren't h3's\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 100))
