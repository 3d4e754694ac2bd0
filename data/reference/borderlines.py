"""Thailand's land border as lines to measure along, and which side of it a point lies on.

The lines walk Thailand's mainland ring at the source's own detail, with the pieces that the source
cuts out of wide rivers closed along their middle, as on the basemap. The side is an area: Thailand
with its islands and, near the ends of the border, the sea that is nearer to it than to a neighbour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from mesh import MIDDLE_TOLERANCE, SOURCE, Floats, Keys, Mesh, packed, polygon_parts, rings_of, unpacked
from shapely.geometry import LineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

Labels: TypeAlias = npt.NDArray[np.int64]

DIRECTIONS = {"MM": -1, "LA": 1, "KH": 1, "MY": -1}
"""Each neighbour's kilometres run with Thailand's ring, which turns clockwise, or against it."""

TOUCHING = 1e-6  # degrees
LONGEST_BREAK = 1.0  # degrees: a longer stretch of the ring that touches no neighbour is a coast
ESTUARY_WIDTH = 0.25  # degrees: more than the widest part of the Kra Buri
ESTUARY_STEP = 0.005  # degrees
SHORE = 1.2  # degrees around an end of the border: more than the 100 km within which a side is told
SHORE_STEP = 0.01  # degrees
SHORE_TOLERANCE = 0.002  # degrees


def border_lines(
    land: Mapping[str, BaseGeometry], home: str, bordering: Mapping[str, str]
) -> tuple[dict[str, LineString], MultiPolygon]:
    """The line with each neighbour, in the direction of its kilometres, and Thailand's side of them."""
    rings = [ring for code in sorted([home, *bordering]) for ring in rings_of(code, land[code])]
    polygons = Mesh(rings, lambda keys: np.full(len(keys), SOURCE, dtype=np.int64)).polygons()
    filled = {code: [Polygon(part.exterior) for part in polygons[code].geoms] for code in [home, *bordering]}
    mainland, *islands = sorted(filled[home], key=lambda part: part.area, reverse=True)
    abroad = shapely.union_all([part for code in bordering for part in filled[code]])
    outline = outline_from_a_coast(mainland, abroad)
    by_iso = {iso: code for code, iso in bordering.items()}
    codes = [by_iso[iso] for iso in DIRECTIONS]
    labels = neighbours_along(outline, [polygons[code] for code in codes], [land[code] for code in codes])
    lines = {
        iso: stretch(outline, labels == place)[::direction] for place, (iso, direction) in enumerate(DIRECTIONS.items())
    }
    opposite = max(filled[by_iso["MM"]], key=lambda part: part.area)
    estuary = middle_of_estuary(lines["MM"][-1], mainland, opposite)
    lines["MM"] = np.concatenate([lines["MM"], estuary[1:]])
    ends = [lines["MM"][-1], lines["KH"][-1], lines["MY"][0], lines["MY"][-1]]
    thailand = shapely.union_all([mainland, *islands, *shores([mainland, *islands], abroad, ends)])
    thailand = shapely.difference(shapely.union(thailand, bank(estuary, 1)), bank(estuary, -1))
    # no island of a neighbour lies within Thailand's waters: what holes there are are slivers of the sea
    side = MultiPolygon([Polygon(part.exterior) for part in polygon_parts(thailand)])
    return {iso: LineString(line) for iso, line in lines.items()}, side


def outline_from_a_coast(mainland: Polygon, abroad: BaseGeometry) -> Floats:
    """The mainland's ring, clockwise, closed, from the vertex that is farthest from any neighbour."""
    ring = shapely.get_coordinates(shapely.orient_polygons(mainland, exterior_cw=True))[:-1]
    turned = np.roll(ring, -int(np.argmax(shapely.distance(shapely.points(ring), abroad))), axis=0)
    return np.concatenate([turned, turned[:1]])


def neighbours_along(outline: Floats, fitted: Sequence[BaseGeometry], land: Sequence[BaseGeometry]) -> Labels:
    """The place of each segment's neighbour, -1 on a coast.

    A segment that touches none, along a gap that could not be closed, goes to the nearest land as
    the source has it: the gap where three countries meet belongs to none of them.
    """
    middles = shapely.points((outline[1:] + outline[:-1]) / 2)
    distances = np.column_stack([shapely.distance(middles, geometry) for geometry in fitted])
    labels = np.where(distances.min(axis=1) <= TOUCHING, np.argmin(distances, axis=1), -1)
    lengths = np.hypot(*np.diff(outline, axis=0).T)
    cuts = [0, *(np.flatnonzero(np.diff(labels)) + 1).tolist(), len(labels)]
    for start, end in pairwise(cuts):
        if labels[start] == -1 and lengths[start:end].sum() <= LONGEST_BREAK:
            gap = np.column_stack([shapely.distance(middles[start:end], geometry) for geometry in land])
            labels[start:end] = np.argmin(gap, axis=1)
    return labels.astype(np.int64)


def stretch(outline: Floats, chosen: npt.NDArray[np.bool_]) -> Floats:
    """The one run of chosen segments."""
    rows = np.flatnonzero(chosen)
    if not len(rows) or len(rows) != rows[-1] - rows[0] + 1:
        raise ValueError("the border with a neighbour is not one line")
    return outline[rows[0] : rows[-1] + 2]


def middle_of_estuary(head: Floats, east: Polygon, west: Polygon) -> Floats:
    """The line halfway between the banks of the Kra Buri, from its head to the southern tip of its western bank."""
    window = box(head[0] - ESTUARY_WIDTH, head[1] - 2 * ESTUARY_WIDTH, head[0] + ESTUARY_WIDTH, head[1])
    tip = shapely.bounds(shapely.intersection(west, window))[1]
    middle = [head]
    for latitude in np.arange(head[1] - ESTUARY_STEP, tip, -ESTUARY_STEP).tolist():
        across = LineString([(window.bounds[0], latitude), (window.bounds[2], latitude)])
        left = shapely.bounds(shapely.intersection(west, across))[2]
        right = shapely.bounds(shapely.intersection(east, across))[0]
        middle.append(np.array([(left + right) / 2, latitude]))
    line = LineString(middle).simplify(MIDDLE_TOLERANCE, preserve_topology=False)
    return np.round(shapely.get_coordinates(line), 4)


def bank(estuary: Floats, direction: int) -> Polygon:
    """What lies within the estuary's width east (1) or west (-1) of its middle."""
    reach = direction * ESTUARY_WIDTH / 2
    head, mouth = estuary[0], estuary[-1]
    return Polygon([*estuary, (mouth[0] + reach, mouth[1]), (head[0] + reach, head[1])])


def shores(home: Sequence[Polygon], abroad: BaseGeometry, ends: Sequence[Floats]) -> list[BaseGeometry]:
    """The sea around the ends of the border that is nearer to home than to a neighbour."""
    outlines = [shoreline(land) for land in (shapely.union_all(home), abroad)]
    own, other = (np.setdiff1d(*pair) for pair in (outlines, outlines[::-1]))
    found = []
    for x, y in ends:
        wide = box(x - 2 * SHORE, y - 2 * SHORE, x + 2 * SHORE, y + 2 * SHORE)
        near, far = (unpacked(keys)[shapely.contains_xy(wide, *unpacked(keys).T)] for keys in (own, other))
        cells = shapely.voronoi_polygons(shapely.MultiPoint(np.concatenate([near, far])), ordered=True)
        sea = shapely.simplify(shapely.union_all(cells.geoms[: len(near)]), SHORE_TOLERANCE)
        around = box(x - SHORE, y - SHORE, x + SHORE, y + SHORE)
        found.append(shapely.difference(shapely.intersection(sea, around), abroad))
    return found


def shoreline(land: BaseGeometry) -> Keys:
    """Points along the land's outline."""
    return packed(shapely.get_coordinates(shapely.segmentize(land.boundary, SHORE_STEP)))
