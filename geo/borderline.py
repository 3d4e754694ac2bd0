"""Thailand's land border as lines to measure along: border kilometre, distance from the border, side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyproj
import shapely
from numpy.typing import ArrayLike, NDArray

from geo.coordinates import coordinate_faults

Floats = NDArray[np.float64]

REACH_KM = 100.0
"""Points farther from every line than this have no neighbour."""

_GEOD = pyproj.Geod(ellps="WGS84")
_PLANE = pyproj.Proj("+proj=lcc +lat_1=8 +lat_2=18 +lat_0=13 +lon_0=101 +ellps=WGS84 +units=km")
_PLANE_MARGIN = 1.02
"""How much longer the plane may draw a distance than it is, between the equator and 25 degrees north."""
_DEGREES_OF_REACH = 1.5
"""More than 100 km of longitude or of latitude, up to 50 degrees north."""


@dataclass(frozen=True, eq=False)
class BorderPlaces:
    """
    Where points stand along the border.

    Attributes
    ----------
    neighbour
        Name of the line that is nearest, shape (n,); empty where none is within 100 km or the point is not known.
    border_km
        Chainage of the nearest point of that line, shape (n,), in geodesic km from its start; NaN where none.
    offset_km
        Geodesic distance from that point, shape (n,), in km, positive outside the home side; NaN where none.
    """

    neighbour: NDArray[np.str_]
    border_km: Floats
    offset_km: Floats


@dataclass(frozen=True, eq=False)
class BorderLines:
    """
    Border lines with their chainage; made by `border_lines`.

    Attributes
    ----------
    coordinates
        Name of a line, which is its neighbour's -> its vertices, shape (n, 2), longitude and latitude in WGS 84
        degrees, in the direction of the chainage.
    chainage_km
        Name of a line -> geodesic km from its start at each vertex, shape (n,).
    home
        The home side of the lines, WGS 84 degrees.
    """

    coordinates: Mapping[str, Floats]
    chainage_km: Mapping[str, Floats]
    home: shapely.MultiPolygon
    _segments: "_Segments"

    @property
    def length_km(self) -> dict[str, float]:
        """Geodesic length of each line in km."""
        return {name: float(chainage[-1]) for name, chainage in self.chainage_km.items()}

    def locate(self, longitude: ArrayLike, latitude: ArrayLike) -> BorderPlaces:
        """
        Place points along the border: nearest line, chainage, signed distance.

        Parameters
        ----------
        longitude, latitude
            WGS 84 decimal degrees, shape (n,); NaN where a point is not known.

        Returns
        -------
        BorderPlaces
            One place a point, of shape (n,).

        Raises
        ------
        ValueError
            If the shapes differ or a coordinate is out of range.

        Notes
        -----
        The nearest segment is found on Lambert's conformal conic plane with standard parallels 8 and 18 degrees
        north, the distance from it measured on the ellipsoid (Karney 2013, Algorithms for geodesics, J. Geod. 87).
        The plane's scale is true to 0.4 % between 5 and 21 degrees north and nearly constant within 100 km, so of two
        stretches the farther one is taken only where their distances differ by less than that.

        Examples
        --------
        A straight border along the meridian of 99 degrees east, home to its east:

        >>> lines = border_lines({"MM": [(99, 17), (99, 16)]}, home=[[(99, 17), (99, 16), (102, 16), (102, 17)]])
        >>> places = lines.locate([98.9, 99.1, 96.0], [16.5, 16.5, 16.5])
        >>> places.neighbour.tolist(), places.border_km.round(1).tolist(), places.offset_km.round(1).tolist()
        (['MM', 'MM', ''], [55.3, 55.3, nan], [10.7, -10.7, nan])
        """
        x = np.asarray(longitude, dtype=np.float64)
        y = np.asarray(latitude, dtype=np.float64)
        faults = coordinate_faults(x, y)
        if faults:
            raise ValueError("; ".join(faults))
        names = [*self.coordinates]
        neighbour = np.full(x.shape, "", dtype=f"<U{max(map(len, names))}")
        border_km, offset_km = np.full(x.shape, np.nan), np.full(x.shape, np.nan)
        rows, line, chainage, distance = self._segments.nearest(x, y)
        is_home = shapely.contains_xy(self.home, x[rows], y[rows])
        neighbour[rows] = np.array(names)[line]
        border_km[rows] = chainage
        offset_km[rows] = np.where(is_home, -distance, distance)
        return BorderPlaces(neighbour=neighbour, border_km=border_km, offset_km=offset_km)


@dataclass(frozen=True, eq=False)
class _Segments:
    """Every segment of every line, on the plane and with what it takes to measure along it."""

    start: Floats
    vector: Floats
    line: NDArray[np.intp]
    start_km: Floats
    length_km: Floats
    bounds: tuple[float, float, float, float]
    lines: shapely.MultiLineString
    tree: shapely.STRtree

    def nearest(self, x: Floats, y: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats, Floats]:
        """Rows of the points within reach; the line, its km and the distance in km of each."""
        west, south, east, north = self.bounds
        rows = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
        planar = np.column_stack(_PLANE(x[rows], y[rows]))
        points = np.asarray(shapely.points(planar))
        within = shapely.dwithin(self.lines, points, REACH_KM * _PLANE_MARGIN)
        rows, planar = rows[within], planar[within]
        segment = self.tree.nearest(points[within])
        start, vector = self.start[segment], self.vector[segment]
        share = np.einsum("ij,ij->i", planar - start, vector) / np.einsum("ij,ij->i", vector, vector)
        share = np.clip(share, 0.0, 1.0)
        foot = start + share[:, None] * vector
        foot_x, foot_y = _PLANE(foot[:, 0], foot[:, 1], inverse=True)
        distance = np.asarray(_GEOD.inv(x[rows], y[rows], foot_x, foot_y)[2]) / 1000
        near = distance <= REACH_KM
        chainage = self.start_km[segment] + share * self.length_km[segment]
        return rows[near], self.line[segment][near], chainage[near], distance[near]


def border_lines(lines: Mapping[str, ArrayLike], *, home: Sequence[ArrayLike]) -> BorderLines:
    """
    Border lines from their coordinates.

    Parameters
    ----------
    lines
        Name of a neighbour -> vertices of the line with it, shape (n, 2), longitude and latitude in WGS 84 degrees,
        in the direction of the chainage; no vertex repeats the one before it.
    home
        Outer rings of the home side, each of shape (n, 2), in the same degrees; the lines run along them.

    Returns
    -------
    BorderLines

    Raises
    ------
    ValueError
        If there is no line or no home side, a line has fewer than two vertices, repeats one or has an empty name, a
        ring is not simple, or a coordinate is missing or out of range.

    Examples
    --------
    >>> lines = border_lines({"MM": [(99, 17), (99, 16)]}, home=[[(99, 17), (99, 16), (102, 16), (102, 17)]])
    >>> round(lines.length_km["MM"], 1)
    110.7
    """
    coordinates = {name: _vertices(f"the line {name!r}", vertices, least=2) for name, vertices in lines.items()}
    rings = [_vertices(f"ring {number} of the home side", ring, least=3) for number, ring in enumerate(home)]
    faults = [] if lines and all(lines) else ["at least one line is needed, and a name for each"]
    faults += [] if rings else ["at least one ring of the home side is needed"]
    faults += [
        f"the line {name!r} repeats a vertex"
        for name, vertices in coordinates.items()
        if np.any(np.all(vertices[1:] == vertices[:-1], axis=1))
    ]
    side = shapely.MultiPolygon([shapely.Polygon(ring) for ring in rings])
    if not all(part.is_valid for part in side.geoms):
        faults.append("a ring of the home side crosses itself")
    if faults:
        raise ValueError("; ".join(faults))
    chainage_km = {name: _chainage_km(vertices) for name, vertices in coordinates.items()}
    shapely.prepare(side)
    return BorderLines(coordinates, chainage_km, side, _segments(coordinates, chainage_km))


def _segments(coordinates: Mapping[str, Floats], chainage_km: Mapping[str, Floats]) -> _Segments:
    """The segments of all lines, indexed."""
    planes = [np.column_stack(_PLANE(*vertices.T)) for vertices in coordinates.values()]
    start, end = (np.concatenate([plane[part] for plane in planes]) for part in (slice(None, -1), slice(1, None)))
    around = np.concatenate([*coordinates.values()])
    west, south = (around.min(axis=0) - _DEGREES_OF_REACH).tolist()
    east, north = (around.max(axis=0) + _DEGREES_OF_REACH).tolist()
    lines = shapely.MultiLineString(planes)
    shapely.prepare(lines)
    return _Segments(
        start=start,
        vector=end - start,
        line=np.repeat(np.arange(len(planes)), [len(plane) - 1 for plane in planes]),
        start_km=np.concatenate([chainage[:-1] for chainage in chainage_km.values()]),
        length_km=np.concatenate([np.diff(chainage) for chainage in chainage_km.values()]),
        bounds=(west, south, east, north),
        lines=lines,
        tree=shapely.STRtree(np.asarray(shapely.linestrings(np.stack([start, end], axis=1))), node_capacity=4),
    )


def _chainage_km(vertices: Floats) -> Floats:
    """Geodesic km from a line's start at each of its vertices."""
    return np.concatenate([[0.0], np.cumsum(_GEOD.line_lengths(*vertices.T)) / 1000])


def _vertices(what: str, given: ArrayLike, *, least: int) -> Floats:
    """The vertices of one line or ring as an array that nobody can change."""
    vertices = np.array(given, dtype=np.float64)
    if vertices.ndim != 2 or vertices.shape[1] != 2 or len(vertices) < least:
        raise ValueError(f"{what} must have {least} vertices or more of two coordinates: found shape {vertices.shape}")
    if not np.all(np.abs(vertices) <= (180.0, 90.0)):
        raise ValueError(f"{what} must have longitudes of -180 to 180 and latitudes of -90 to 90 degrees")
    vertices.flags.writeable = False
    return vertices
