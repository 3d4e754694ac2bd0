"""Thailand's land border as it is drawn: its stretches, which of them are disputed, and the marks of its kilometres."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyproj
import shapely
from countries import BORDERING, HOME
from mesh import Floats, line_parts
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point
from writing import Feature, Properties

GEOD = pyproj.Geod(ellps="WGS84")
STEPS_KM = (100, 50, 10)
"""Distance between the marks of each rank; one that two ranks share has the first."""
ALONG = 0.002  # degrees: the outline follows the measured line within a quarter of this
LEAST_GAP_KM = 0.2
CHORD_KM = 1.0  # a mark is drawn across the line's course over this far to both sides

WATER_GAP = 0.03  # degrees: the widest stretch of river the source leaves between two countries


@dataclass(frozen=True)
class Stretch:
    """A stretch of the border that is disputed, by the kilometres of its neighbour's line."""

    neighbour: str
    from_km: float
    to_km: float
    words: Mapping[str, str]


def read_stretches(path: Path, lengths_km: Mapping[str, float]) -> list[Stretch]:
    """The table of disputed stretches, along the border; refused if one is not on the line or two overlap."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["stretch"]
    words = ("name", "name_th", "note", "note_th")
    stretches = [
        Stretch(row["neighbour"], row["from_km"], row["to_km"], {word: row[word] for word in words}) for row in rows
    ]
    stretches.sort(key=lambda stretch: (stretch.neighbour, stretch.from_km))
    for stretch in stretches:
        if not 0 <= stretch.from_km < stretch.to_km <= lengths_km[stretch.neighbour] + 1:
            raise ValueError(f"{path.name}: {stretch.words['name']} does not lie on the line")
    for one, other in itertools.pairwise(stretches):
        if one.neighbour == other.neighbour and other.from_km < one.to_km:
            raise ValueError(f"{path.name}: {one.words['name']} and {other.words['name']} overlap")
    return stretches


class Measured:
    """A line with its kilometres."""

    def __init__(self, line: LineString) -> None:
        self.line = line
        self.vertices = shapely.get_coordinates(line)
        self.km = np.concatenate([[0.0], np.cumsum(GEOD.line_lengths(*self.vertices.T)) / 1000])
        self.along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(self.vertices, axis=0).T))])

    def points(self, km: Floats) -> Floats:
        """Where kilometres stand."""
        return np.column_stack([np.interp(km, self.km, self.vertices[:, axis]) for axis in (0, 1)])

    def between(self, start: float, end: float) -> Floats:
        """The line's vertices from one kilometre to another."""
        within = self.km[(self.km > start) & (self.km < end)]
        return self.points(np.array([start, *within, end]))

    def kilometres(self, points: Floats) -> Floats:
        """The kilometres nearest to points."""
        found: Floats = np.interp(shapely.line_locate_point(self.line, shapely.points(points)), self.along, self.km)
        return found


def border_lines_drawn(polygons: dict[str, MultiPolygon]) -> dict[str, MultiLineString]:
    """Thailand's land border as it is drawn, by neighbour.

    A segment that lies near two neighbours, at a point where three countries meet, goes to the
    nearer one.
    """
    home = max(polygons[HOME].geoms, key=lambda part: part.area)
    outline = np.asarray(home.exterior.coords)
    middles = shapely.points((outline[1:] + outline[:-1]) / 2)
    codes = sorted(BORDERING, key=BORDERING.__getitem__)
    distances = np.column_stack([shapely.distance(middles, polygons[code]) for code in codes])
    nearest = np.argmin(distances, axis=1)
    is_land = distances.min(axis=1) <= WATER_GAP
    found = {}
    for place, code in enumerate(codes):
        rows = np.flatnonzero(is_land & (nearest == place)).tolist()
        lines = shapely.line_merge(shapely.MultiLineString([outline[i : i + 2] for i in rows]))
        found[BORDERING[code]] = MultiLineString(line_parts(lines))
    return found


def cut_at(line: LineString, points: Sequence[Floats]) -> LineString:
    """The line with a vertex where it comes nearest to each point, if it comes near."""
    for point in (Point(point) for point in points):
        if point.distance(line) <= WATER_GAP:
            place = line.project(point)
            before = [xy for xy in line.coords if line.project(Point(xy)) < place]
            foot = line.interpolate(place).coords[0]
            line = LineString([*before, foot, *line.coords[len(before) :]])
    return line


def whole_border(lines: Sequence[LineString], measure: Measured) -> Floats:
    """The segments of a neighbour's border from its start to its end.

    The outline's own where it runs along the measured line; what the outline lacks, at a point where three countries
    meet or in an estuary, is the measured line's. Coasts near the ends of the border and spurs are left out.
    """
    vertices = [shapely.get_coordinates(line) for line in lines]
    segments = np.concatenate([np.stack([line[:-1], line[1:]], axis=1) for line in vertices])
    is_along = shapely.distance(shapely.points(segments.mean(axis=1)), measure.line) <= ALONG
    segments = segments[is_along]
    reach = np.sort(np.column_stack([measure.kilometres(segments[:, end]) for end in (0, 1)]), axis=1)
    reach = reach[np.argsort(reach[:, 0])]
    starts = np.concatenate([[0.0], np.maximum.accumulate(reach[:, 1])])
    ends = np.concatenate([reach[:, 0], measure.km[-1:]])
    missing = [
        measure.between(start, end) for start, end in zip(starts, ends, strict=True) if end - start > LEAST_GAP_KM
    ]
    return np.concatenate([segments, *(np.stack([line[:-1], line[1:]], axis=1) for line in missing)])


def border_features(
    drawn: Mapping[str, MultiLineString], measured: Mapping[str, Measured], stretches: Sequence[Stretch]
) -> list[Feature]:
    """Thailand's land border, one feature for each neighbour and one for each disputed stretch."""
    features: list[Feature] = []
    for neighbour, lines in drawn.items():
        own = [stretch for stretch in stretches if stretch.neighbour == neighbour]
        measure = measured[neighbour]
        ends = measure.points(np.array([km for stretch in own for km in (stretch.from_km, stretch.to_km)]))
        cut = [cut_at(line, list(ends)) for line in lines.geoms]
        segments = whole_border(cut, measure)
        km = measure.kilometres(segments.mean(axis=1))
        place = np.full(len(km), -1)
        for number, stretch in enumerate(own):
            place[(km > stretch.from_km) & (km < stretch.to_km)] = number
        for number, words in enumerate([{}, *(stretch.words for stretch in own)], start=-1):
            properties: Properties = {"neighbour": neighbour, "is_disputed": bool(words), **words}
            features.append((properties, shapely.line_merge(MultiLineString([*segments[place == number]]))))
    return features


def border_ticks(measured: Mapping[str, Measured]) -> list[Feature]:
    """A mark each 10 km from the start of each line; the bearing is the line's, clockwise from north in degrees."""
    features: list[Feature] = []
    for neighbour, measure in sorted(measured.items()):
        km = np.arange(0.0, measure.km[-1], STEPS_KM[-1])
        before, after = measure.points(km - CHORD_KM), measure.points(km + CHORD_KM)
        bearings = np.asarray(GEOD.inv(*before.T, *after.T)[0]) % 360
        for place, point, bearing in zip(km.tolist(), measure.points(km), bearings.tolist(), strict=True):
            rank = next(rank for rank, step in enumerate(STEPS_KM) if place % step == 0)
            properties: Properties = {"neighbour": neighbour, "km": int(place), "rank": rank, "bearing": round(bearing)}
            features.append((properties, Point(point)))
    return features
