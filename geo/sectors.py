"""Sectors: named stretches of the border with the land beside them, and named clusters of what lies farther inland."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.borderline import REACH_KM, BorderPlaces
from geo.coordinates import coordinate_faults

Texts = NDArray[np.str_]
Floats = NDArray[np.float64]

_SAME_KM = 0.05
"""Two kilometre marks nearer than this are one: marks are written with one decimal."""
_END_KM = 1.0
"""How far the last mark may be from the end of its line, whose length changes a little when it is rebuilt."""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """
    A stretch of the border with one neighbour.

    Attributes
    ----------
    sector_id
        Its id.
    neighbour
        Name of the border line that it lies on.
    from_km, to_km
        Chainage in km at which it starts and ends.
    """

    sector_id: str
    neighbour: str
    from_km: float
    to_km: float


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """
    What lies inland around a place.

    Attributes
    ----------
    sector_id
        Its id.
    country
        Country that it belongs to.
    longitude, latitude
        The place that anchors it, WGS 84 degrees.
    """

    sector_id: str
    country: str
    longitude: float
    latitude: float


@dataclass(frozen=True, eq=False)
class Sectors:
    """Stretches without gap or overlap, and clusters; made by `sectors`."""

    stretches: tuple[Stretch, ...]
    clusters: tuple[Cluster, ...]
    depth_km: float

    def locate(
        self, places: BorderPlaces, longitude: ArrayLike, latitude: ArrayLike, country: Sequence[str | None]
    ) -> Texts:
        """
        Sector of each point: the stretch that it lies beside, else the nearest cluster of its country.

        Parameters
        ----------
        places
            Where the points stand along the border, of shape (n,).
        longitude, latitude
            WGS 84 decimal degrees, shape (n,); NaN where a point is not known.
        country
            Country of each point as its source gives it, n of them.

        Returns
        -------
        numpy.ndarray
            Ids of sectors, shape (n,); empty where a point is not known, or is farther than `depth_km` from the
            border and in a country that has no cluster.

        Raises
        ------
        ValueError
            If the shapes differ or a coordinate is out of range.

        Notes
        -----
        The nearest cluster is the one whose anchor has the smallest great-circle distance from the point; of two
        equally near ones the first is taken.

        Examples
        --------
        >>> from geo.borderline import border_lines
        >>> lines = border_lines({"MM": [(99, 17), (99, 16)]}, home=[[(99, 17), (99, 16), (102, 16), (102, 17)]])
        >>> north = Stretch(sector_id="north", neighbour="MM", from_km=0, to_km=55)
        >>> south = Stretch(sector_id="south", neighbour="MM", from_km=55, to_km=110.7)
        >>> yangon = Cluster(sector_id="yangon", country="MM", longitude=96.2, latitude=16.8)
        >>> parts = sectors([north, south], [yangon], length_km=lines.length_km, depth_km=50)
        >>> x, y = [98.9, 96.0, 101.9], [16.9, 16.5, 16.5]
        >>> parts.locate(lines.locate(x, y), x, y, ["MM", "MM", "TH"]).tolist()
        ['north', 'yangon', '']
        """
        x = np.asarray(longitude, dtype=np.float64)
        y = np.asarray(latitude, dtype=np.float64)
        faults = coordinate_faults(x, y)
        if not x.shape == places.neighbour.shape == (len(country),):
            faults.append(f"one country and one place a point: found {len(country)}, {len(places.neighbour)}, {len(x)}")
        if faults:
            raise ValueError("; ".join(faults))
        found = self._beside_the_border(places)
        self._add_clusters(found, x, y, np.asarray(country, dtype=object))
        return found

    def _beside_the_border(self, places: BorderPlaces) -> Texts:
        """Id of the stretch of each point that is near enough to the border, empty for the others."""
        width = max(map(len, _ids(self.stretches, self.clusters)))
        found = np.full(places.neighbour.shape, "", dtype=f"<U{width}")
        is_near = np.abs(places.offset_km) <= self.depth_km
        for neighbour, parts in _by_neighbour(self.stretches).items():
            rows = np.flatnonzero(is_near & (places.neighbour == neighbour))
            starts = [part.from_km for part in parts[1:]]
            found[rows] = np.array([part.sector_id for part in parts])[
                np.searchsorted(starts, places.border_km[rows], side="right")
            ]
        return found

    def _add_clusters(self, found: Texts, x: Floats, y: Floats, country: NDArray[np.object_]) -> None:
        """Give each point without a stretch the nearest cluster of its country."""
        is_open = (found == "") & ~(np.isnan(x) | np.isnan(y))
        for code in dict.fromkeys(cluster.country for cluster in self.clusters):
            own = [cluster for cluster in self.clusters if cluster.country == code]
            rows = np.flatnonzero(is_open & (country == code))
            anchors = _on_the_sphere(
                np.array([cluster.longitude for cluster in own]), np.array([cluster.latitude for cluster in own])
            )
            nearest = np.argmax(_on_the_sphere(x[rows], y[rows]) @ anchors.T, axis=1)
            found[rows] = np.array([cluster.sector_id for cluster in own])[nearest]


def sectors(
    stretches: Sequence[Stretch], clusters: Sequence[Cluster], *, length_km: Mapping[str, float], depth_km: float
) -> Sectors:
    """
    Sectors from their stretches and clusters.

    Parameters
    ----------
    stretches
        Stretches of the border, in any order; those of one neighbour cover its whole line.
    clusters
        Inland clusters; may be none.
    length_km
        Name of a border line -> its length in km.
    depth_km
        How far from the border a stretch reaches, on both sides.

    Returns
    -------
    Sectors

    Raises
    ------
    ValueError
        If there is no stretch, an id stands twice, a line is unknown or has no stretch, stretches overlap, leave a
        gap, run backwards or don't reach from the line's start to its end, an anchor is out of range, or the depth is
        not above 0 and at most
        `REACH_KM`. All faults are told at once.

    Examples
    --------
    >>> north = Stretch(sector_id="north", neighbour="MM", from_km=0, to_km=50)
    >>> south = Stretch(sector_id="south", neighbour="MM", from_km=55, to_km=110.7)
    >>> sectors([north, south], [], length_km={"MM": 110.7}, depth_km=50)
    Traceback (most recent call last):
    ValueError: border with MM: a gap of 5 km between north, which ends at km 50, and south, which begins at km 55
    """
    ids = _ids(stretches, clusters)
    faults = [f"the id {sector_id!r} stands twice" for sector_id in dict.fromkeys(ids) if ids.count(sector_id) > 1]
    faults += [] if all(ids) else ["a sector has no id"]
    if not 0 < depth_km <= REACH_KM:
        faults.append(f"depth_km must be above 0 and at most {REACH_KM:g}: found {depth_km:g}")
    grouped = _by_neighbour(stretches)
    faults += [
        f"no border line is called {name!r}; accepted: {', '.join(length_km)}" for name in grouped.keys() - length_km
    ]
    for neighbour, length in length_km.items():
        faults += _line_faults(neighbour, grouped.get(neighbour, ()), length)
    anchors = np.array([(cluster.longitude, cluster.latitude) for cluster in clusters]).reshape(-1, 2)
    faults += [f"anchors of clusters: {fault}" for fault in coordinate_faults(*anchors.T)]
    if faults:
        raise ValueError("; ".join(faults))
    return Sectors(tuple(part for parts in grouped.values() for part in parts), tuple(clusters), depth_km)


def _ids(stretches: Sequence[Stretch], clusters: Sequence[Cluster]) -> list[str]:
    return [*(stretch.sector_id for stretch in stretches), *(cluster.sector_id for cluster in clusters)]


def _by_neighbour(stretches: Sequence[Stretch]) -> dict[str, tuple[Stretch, ...]]:
    """Each line's stretches in the order of its kilometres."""
    ordered = sorted(stretches, key=lambda part: part.from_km)
    names = dict.fromkeys(part.neighbour for part in stretches)
    return {name: tuple(part for part in ordered if part.neighbour == name) for name in names}


def _line_faults(neighbour: str, parts: Sequence[Stretch], length: float) -> Iterator[str]:
    """What is wrong with the stretches of one line."""
    where = f"border with {neighbour}:"
    if not parts:
        yield f"{where} no sector"
        return
    first, last = parts[0], parts[-1]
    for part in parts:
        if not part.from_km < part.to_km:
            yield f"{where} {part.sector_id} must end after km {part.from_km:g}: found {part.to_km:g}"
    if abs(first.from_km) > _SAME_KM:
        yield f"{where} the first sector must begin at km 0: {first.sector_id} begins at km {first.from_km:g}"
    if abs(last.to_km - length) > _END_KM:
        end = f"the last sector must end with the line at km {length:.1f}"
        yield f"{where} {end}: {last.sector_id} ends at km {last.to_km:g}"
    for one, other in pairwise(parts):
        gap = other.from_km - one.to_km
        if abs(gap) > _SAME_KM:
            what = "a gap" if gap > 0 else "an overlap"
            ends = f"{one.sector_id}, which ends at km {one.to_km:g}"
            yield (
                f"{where} {what} of {abs(gap):g} km between {ends}, and {other.sector_id}, which begins at km"
                f" {other.from_km:g}"
            )


def _on_the_sphere(longitude: Floats, latitude: Floats) -> Floats:
    """Unit vectors of points: the larger the product of two, the nearer they are."""
    x, y = np.radians(longitude), np.radians(latitude)
    return np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])
