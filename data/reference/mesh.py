"""Rings cut into arcs that neighbours share, so that they fit each other however much they are simplified."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

Keys: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Levels: TypeAlias = npt.NDArray[np.int64]
LevelOf: TypeAlias = Callable[[Keys], Levels]

GRID = 10_000  # the sources' coordinates, as whole numbers of 0.0001 degrees

BORDER, NEAR, REGION, WORLD, SOURCE = range(5)


@dataclass(frozen=True)
class Detail:
    """How closely a level follows its source, in degrees, and how its coordinates are rounded."""

    tolerance: float
    decimals: int
    least_area: float


DETAIL = (
    Detail(tolerance=0.0005, decimals=4, least_area=0.00002),
    Detail(tolerance=0.001, decimals=4, least_area=0.00002),
    Detail(tolerance=0.01, decimals=3, least_area=0.001),
    Detail(tolerance=0.3, decimals=2, least_area=0.5),
    Detail(tolerance=0.0, decimals=4, least_area=0.00002),
)


def packed(coordinates: Floats) -> Keys:
    """One whole number for each vertex, equal where the vertices are equal."""
    grid = np.round(coordinates * GRID).astype(np.int64)
    keys: Keys = (grid[:, 0] << 32) + grid[:, 1]
    return keys


def unpacked(keys: Keys) -> Floats:
    """The longitude and latitude of packed vertices."""
    latitude = ((keys + (1 << 31)) & 0xFFFFFFFF) - (1 << 31)
    longitude = (keys - latitude) >> 32
    coordinates: Floats = np.column_stack([longitude, latitude]) / GRID
    return coordinates


def ring_area(keys: Keys) -> float:
    """What an open ring of vertices encloses, in square degrees."""
    x, y = (unpacked(keys) - unpacked(keys[:1])).T
    return float(abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2)


def among(keys: Keys, known: Keys) -> npt.NDArray[np.bool_]:
    """Which of the vertices are in a sorted array of vertices: quicker than sorting it each time."""
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    found: npt.NDArray[np.bool_] = known[at] == keys
    return found


@dataclass(frozen=True)
class Ring:
    """A polygon's closed outline, without the repeated last vertex."""

    owner: str
    polygon: int
    is_hole: bool
    keys: Keys


def closed_keys(coordinates: Floats) -> Keys:
    """A ring's vertices without repeats and without the closing one."""
    keys = packed(coordinates)
    once: Keys = keys[keys != np.roll(keys, 1)]
    return once


def rings_of(owner: str, geometry: BaseGeometry) -> Iterator[Ring]:
    """All rings of a polygon or multipolygon that enclose enough for any level of detail."""
    for number, part in enumerate(polygon_parts(geometry)):
        rings = shapely.get_rings(part)
        areas = shapely.area(shapely.polygons(rings))
        for place in np.flatnonzero(areas >= DETAIL[BORDER].least_area).tolist():
            yield Ring(owner, number, place > 0, closed_keys(shapely.get_coordinates(rings[place])))


def junctions(rings: Sequence[Ring]) -> Keys:
    """The vertices where the rings that meet there part, sorted."""
    here = np.concatenate([ring.keys for ring in rings])
    before = np.concatenate([np.roll(ring.keys, 1) for ring in rings])
    after = np.concatenate([np.roll(ring.keys, -1) for ring in rings])
    low, high = np.minimum(before, after), np.maximum(before, after)
    order = np.lexsort((high, low, here))
    here, low, high = here[order], low[order], high[order]
    parts = (here[1:] == here[:-1]) & ((low[1:] != low[:-1]) | (high[1:] != high[:-1]))
    return np.unique(here[1:][parts])


def arcs_of(ring: Ring, nodes: Keys) -> list[Keys]:
    """A ring cut at its junctions; one closed arc that starts at its least vertex if it has none."""
    keys = ring.keys
    cuts = np.flatnonzero(among(keys, nodes)) if len(nodes) else np.empty(0, np.int64)
    first = int(cuts[0]) if len(cuts) else int(np.argmin(keys))
    turned = np.roll(keys, -first)
    turned = np.append(turned, turned[0])
    places = [*(cuts - first).tolist(), len(keys)] if len(cuts) else [0, len(keys)]
    return [turned[start : end + 1] for start, end in pairwise(places)]


def canonical(arc: Keys) -> tuple[Keys, bool]:
    """The arc in the direction both its sides agree on, and whether that reverses it."""
    backward = arc[::-1]
    for one, other in zip(arc.tolist(), backward.tolist(), strict=True):
        if one != other:
            return (arc, False) if one < other else (backward, True)
    # a closed arc reads alike at its ends: compared from its second vertex above
    return arc, False


def simplified(arc: Keys, level_of: LevelOf) -> Keys:
    """The arc with each stretch of one level simplified by that level's tolerance."""
    levels = level_of(arc)
    changes = np.flatnonzero(np.diff(levels)) + 1
    kept: list[Keys] = [arc[:1]]
    for start, end in zip([0, *changes.tolist()], [*changes.tolist(), len(arc) - 1], strict=True):
        stretch = arc[start : end + 1]
        if len(stretch) > 2:
            tolerance = DETAIL[int(levels[start])].tolerance
            line = LineString(unpacked(stretch)).simplify(tolerance, preserve_topology=False)
            stretch = packed(shapely.get_coordinates(line))
        kept.append(stretch[1:])
    return np.concatenate(kept)


LARGEST_GAP = 0.003  # square degrees
MIDDLE_TOLERANCE = 0.003  # degrees: it takes out the zigzag the gaps' square corners leave


def middle_line(one: Keys, other: Keys) -> Keys:
    """The line halfway between two arcs that run from one point to another."""
    if one[0] != other[0]:
        other = other[::-1]
    lines = [LineString(unpacked(arc)) for arc in (one, other)]
    steps = np.linspace(0, 1, max(len(one), len(other)) + 2)
    points = [shapely.get_coordinates(shapely.line_interpolate_point(line, steps, normalized=True)) for line in lines]
    middle = LineString((points[0] + points[1]) / 2).simplify(MIDDLE_TOLERANCE, preserve_topology=False)
    return packed(shapely.get_coordinates(middle))


def closed_gaps(arcs: dict[bytes, Keys], owners: dict[bytes, set[str]]) -> dict[bytes, Keys]:
    """What takes the place of the two banks of each gap between two neighbours: its middle line.

    The source cuts pieces of wide rivers out of the land, in the shape of its tiles rather than of
    the river. Such a piece is two arcs, one of each country, with both ends in common.
    """
    banks: dict[tuple[int, int], list[bytes]] = {}
    for name, arc in arcs.items():
        first, last = int(arc[0]), int(arc[-1])
        if first != last and len(owners[name]) == 1:
            banks.setdefault((min(first, last), max(first, last)), []).append(name)
    found: dict[bytes, Keys] = {}
    for names in banks.values():
        if len(names) != 2 or owners[names[0]] == owners[names[1]]:
            continue
        one, other = arcs[names[0]], arcs[names[1]]
        around = np.concatenate([one, other[::-1] if one[0] == other[0] else other])
        if ring_area(around) <= LARGEST_GAP:
            middle = middle_line(one, other)
            for name in names:
                found[name] = middle if arcs[name][0] == middle[0] else middle[::-1]
    return found


@dataclass
class Mesh:
    """Rings cut into arcs which neighbours share, with the gaps between neighbours closed."""

    rings: list[Ring]
    level_of: LevelOf
    owners: dict[bytes, set[str]] = field(default_factory=dict)
    arcs: dict[bytes, Keys] = field(default_factory=dict)
    _paths: list[list[tuple[bytes, bool]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        nodes = junctions(self.rings)
        for ring in self.rings:
            path = []
            for piece in arcs_of(ring, nodes):
                arc, is_reversed = canonical(piece)
                name = arc.tobytes()
                self.owners.setdefault(name, set()).add(ring.owner)
                self.arcs[name] = arc
                path.append((name, is_reversed))
            self._paths.append(path)
        middles = closed_gaps(self.arcs, self.owners)
        for name, arc in self.arcs.items():
            # simplified in one direction, for both banks alike
            chosen, is_reversed = canonical(middles.get(name, arc))
            short = simplified(chosen, self.level_of)
            self.arcs[name] = short[::-1] if is_reversed else short

    def rounded(self, keys: Keys) -> Floats:
        """The vertices' coordinates, each rounded as its level asks."""
        coordinates = unpacked(keys)
        levels = self.level_of(keys)
        for level in np.unique(levels).tolist():
            chosen = levels == level
            coordinates[chosen] = np.round(coordinates[chosen], DETAIL[level].decimals)
        return coordinates

    def polygons(self) -> dict[str, MultiPolygon]:
        """The owners' polygons, put together again from the simplified arcs."""
        shells: dict[tuple[str, int], Floats] = {}
        holes: dict[tuple[str, int], list[Floats]] = {}
        for ring, path in zip(self.rings, self._paths, strict=True):
            pieces = [self.arcs[name][::-1] if is_reversed else self.arcs[name] for name, is_reversed in path]
            outline = self.rounded(np.concatenate([pieces[0][:1], *(piece[1:] for piece in pieces)]))
            if len(np.unique(outline, axis=0)) < 3:
                continue
            if ring.is_hole:
                holes.setdefault((ring.owner, ring.polygon), []).append(outline)
            else:
                shells[ring.owner, ring.polygon] = outline
        parts: dict[str, list[Polygon]] = {}
        for place, shell in shells.items():
            repaired = shapely.make_valid(Polygon(shell, holes.get(place, [])))
            parts.setdefault(place[0], []).extend(polygon_parts(repaired))
        return {owner: joined(pieces) for owner, pieces in sorted(parts.items()) if pieces}

    def shared(self, wanted: Callable[[set[str]], bool]) -> BaseGeometry:
        """The arcs whose owners are wanted, joined into the longest lines they make."""
        lines = [LineString(self.rounded(arc)) for name, arc in sorted(self.arcs.items()) if wanted(self.owners[name])]
        return shapely.line_merge(shapely.union_all(lines))


def joined(parts: Sequence[Polygon]) -> MultiPolygon:
    """The polygons as one multipolygon, united where simplifying made them overlap."""
    together: BaseGeometry = MultiPolygon(list(parts))
    if not together.is_valid:
        together = shapely.union_all(list(parts))
    # on the grid the files are written on, so that rounding there cannot make it invalid again
    return MultiPolygon(polygon_parts(shapely.set_precision(together, 1 / GRID)))


def polygon_parts(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons in any geometry, at whatever depth; lines and points are left out."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    return [part for child in getattr(geometry, "geoms", ()) for part in polygon_parts(child)]


def line_parts(geometry: BaseGeometry) -> list[LineString]:
    """The lines in any geometry, at whatever depth."""
    if isinstance(geometry, LineString):
        return [] if geometry.is_empty else [geometry]
    return [part for child in getattr(geometry, "geoms", ()) for part in line_parts(child)]
