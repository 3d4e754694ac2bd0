"""Points and names to provinces: by H3 cell where a whole cell lies within one, by its polygon elsewhere."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import h3.api.basic_int as h3
import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from geo.cells import points_to_cells
from geo.coordinates import coordinate_faults

RESOLUTION = 6
"""H3 resolution of the index: cells of about 36 km2 keep building it under a second."""

_MARGIN = 1e-4
"""Degrees that a whole cell must keep from an edge: the sides of H3's cells bend, by less than a metre at this size."""

_KINDS = re.compile(
    r"^(?:จังหวัด|จ\.|รัฐ|แขวง|ภาค|เขต|changwat\b|khett?\b|khoueng\b|khwaeng\b)|"
    r"\b(?:province|state|region|division)$"
)
_PART = re.compile(r"\s*\((?:north|south|east|west|central)(?:ern)?\)\s*$", re.IGNORECASE)
"""Which part of a province, as the United Nations write for Myanmar: Shan (South)."""
_MARKS = re.compile("[\u0300-\u036f]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


@dataclass(frozen=True)
class Province:
    """
    A province, state or region.

    Attributes
    ----------
    province_id
        ISO 3166-2 code; it begins with its country's two letters.
    name, name_th
        Usual name in English and in Thai; the Thai one is empty where none is in use.
    alt_names
        Other spellings, in any script.
    contains
        Ids of provinces that have no polygon of their own and lie, as a whole or in part, within this one's: a point
        in it may be in one of these.
    """

    province_id: str
    name: str
    name_th: str = ""
    alt_names: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2 code of the country."""
        return self.province_id[:2]

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling that stands for the province."""
        return tuple(name for name in (self.name, self.name_th, *self.alt_names) if name)


@dataclass(frozen=True, eq=False)
class Provinces:
    """
    Provinces with their polygons, indexed; made by `provinces`.

    Attributes
    ----------
    records
        Id -> province, in the order of the ids.
    polygons
        Id -> polygon in WGS 84 degrees, in the order of the ids; not every province has one.
    cells
        H3 cells of resolution `RESOLUTION` that lie wholly within one polygon, sorted, shape (n,).
    cell_provinces
        For each of the cells the place of its province among the polygons, shape (n,).
    """

    records: Mapping[str, Province]
    polygons: Mapping[str, BaseGeometry]
    cells: NDArray[np.uint64]
    cell_provinces: NDArray[np.intp]
    _ids: NDArray[np.str_]
    _by_spelling: Mapping[tuple[str, str], str]

    def locate(self, longitude: ArrayLike, latitude: ArrayLike) -> NDArray[np.str_]:
        """
        Province of each point.

        A point in a cell that lies wholly within one polygon is answered by the cell, any other by the polygons
        themselves. The two agree everywhere. A point on the edge that two provinces share, or where their polygons
        overlap, belongs to the one whose id comes first in the order of text.

        Parameters
        ----------
        longitude, latitude
            WGS 84 decimal degrees, shape (n,); NaN where a point is not known.

        Returns
        -------
        numpy.ndarray
            Province ids, shape (n,); empty text where a point is not known or lies in no province.

        Raises
        ------
        ValueError
            If the shapes differ or a coordinate is out of range.

        Examples
        --------
        >>> found = provinces([(Province("TH-63", "Tak"), shapely.box(98, 16, 99, 17))])
        >>> found.locate([98.57, 97.0, float("nan")], [16.71, 16.0, 16.0]).tolist()
        ['TH-63', '', '']
        """
        x = np.asarray(longitude, dtype=np.float64)
        y = np.asarray(latitude, dtype=np.float64)
        faults = coordinate_faults(x, y)
        if faults:
            raise ValueError("; ".join(faults))
        places = np.full(x.shape, len(self.polygons), dtype=np.intp)  # one past the last: in no province
        if len(self.polygons):
            rows = np.flatnonzero(self._is_around(x, y))
            places[rows] = self._by_cell(x[rows], y[rows])
            rows = rows[places[rows] == len(self.polygons)]
            places[rows] = self._by_polygon(x[rows], y[rows])
        return self._ids[places]

    def match(self, names: Iterable[str], countries: Iterable[str]) -> list[str]:
        """
        Province that each name stands for within its country.

        Upper and lower case, spaces, punctuation, Latin diacritics and the words for a province (Province, State,
        Region, Division, จังหวัด, จ., รัฐ, แขวง and so on) make no difference.

        Parameters
        ----------
        names
            Names in any of the spellings known, Latin or Thai.
        countries
            For each name the ISO 3166-1 alpha-2 code of its country.

        Returns
        -------
        list of str
            Province ids; empty text where no province of the country has the name.

        Raises
        ------
        ValueError
            If there are not as many countries as names.

        Examples
        --------
        >>> tak = Province("TH-63", "Tak", "ตาก")
        >>> found = provinces([(tak, None)])
        >>> found.match(["TAK Province", "จ.ตาก", "Tak"], ["TH", "TH", "MM"])
        ['TH-63', 'TH-63', '']
        """
        pairs = zip(countries, names, strict=True)
        return [self._by_spelling.get((country, plain_spelling(name)), "") for country, name in pairs]

    def identify(self, texts: Iterable[str], countries: Iterable[str]) -> list[str]:
        """
        Province that each text means, by its ISO 3166-2 code or by its name.

        Parameters
        ----------
        texts
            Codes in any case, or names in any of the spellings known; a part in brackets, as in Shan (South), is in it.
        countries
            For each text the ISO 3166-1 alpha-2 code of the country that the province must be in; empty for any.

        Returns
        -------
        list of str
            Province ids; empty text where none is meant, or provinces of several countries may be.

        Raises
        ------
        ValueError
            If there are not as many countries as texts.

        Examples
        --------
        >>> found = provinces([(Province("TH-63", "Tak", "ตาก"), None), (Province("MM-13", "Kayin"), None)])
        >>> found.identify(["th-63", "Kayin State", "ตาก", "MM-13"], ["", "", "MM", "TH"])
        ['TH-63', 'MM-13', '', '']
        """
        known = {record.country for record in self.records.values()}
        found = []
        for text, country in zip(texts, countries, strict=True):
            code = text.strip().upper()
            spelling = plain_spelling(_PART.sub("", text))
            named = {self._by_spelling.get((other, spelling), "") for other in ({country} - {""} or known)}
            meant = {code} if code in self.records else named - {""}
            meant = {name for name in meant if country in ("", self.records[name].country)}
            found.append(meant.pop() if len(meant) == 1 else "")
        return found

    def _is_around(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which points are known and lie within the bounds of all polygons."""
        west, south, east, north = shapely.total_bounds(np.array([*self.polygons.values()]))
        is_around: NDArray[np.bool_] = (x >= west) & (x <= east) & (y >= south) & (y <= north)
        return is_around

    def _by_cell(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.intp]:
        """Place of each point's province where a whole cell tells it, one past the last elsewhere."""
        found = np.full(x.shape, len(self.polygons), dtype=np.intp)
        if len(self.cells):
            cells = points_to_cells(x, y, resolution=RESOLUTION)
            at = np.minimum(np.searchsorted(self.cells, cells), len(self.cells) - 1)
            is_whole = self.cells[at] == cells
            found[is_whole] = self.cell_provinces[at[is_whole]]
        return found

    def _by_polygon(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.intp]:
        """Place of the first province whose polygon holds a point, its edge included; one past the last if none."""
        found = np.full(x.shape, len(self.polygons), dtype=np.intp)
        rows = np.arange(x.size)
        for place, polygon in enumerate(self.polygons.values()):
            west, south, east, north = polygon.bounds
            around = rows[(x[rows] >= west) & (x[rows] <= east) & (y[rows] >= south) & (y[rows] <= north)]
            inside = around[shapely.intersects_xy(polygon, x[around], y[around])]
            found[inside] = place
            # The first that holds a point is its answer: nothing is asked of it again.
            rows = rows[found[rows] == len(self.polygons)] if inside.size else rows
        return found


def provinces(given: Iterable[tuple[Province, BaseGeometry | None]]) -> Provinces:
    """
    Provinces from their records and polygons.

    Parameters
    ----------
    given
        Each province with its polygon or multipolygon in WGS 84 degrees, or None where its polygon is not known.

    Returns
    -------
    Provinces

    Raises
    ------
    ValueError
        If an id comes twice, a polygon is invalid or empty or reaches out of range, or one spelling stands for two
        provinces of a country.

    Examples
    --------
    >>> found = provinces([(Province("TH-63", "Tak"), shapely.box(98, 16, 99, 17)), (Province("MM-18", "X"), None)])
    >>> [*found.records], [*found.polygons], len(found.cells) > 0
    (['MM-18', 'TH-63'], ['TH-63'], True)
    """
    pairs = sorted(given, key=lambda pair: pair[0].province_id)
    records = {record.province_id: record for record, _ in pairs}
    polygons = {record.province_id: polygon for record, polygon in pairs if polygon is not None}
    by_spelling, faults = _spellings([record for record, _ in pairs])
    faults += [] if len(records) == len(pairs) else ["a province id comes twice"]
    faults += _polygon_faults(polygons)
    if faults:
        raise ValueError("; ".join(faults))
    cells, cell_provinces = _whole_cells([*polygons.values()])
    for polygon in polygons.values():
        shapely.prepare(polygon)
    return Provinces(
        records=MappingProxyType(records),
        polygons=MappingProxyType(polygons),
        cells=cells,
        cell_provinces=cell_provinces,
        _ids=np.array([*polygons, ""]),
        _by_spelling=by_spelling,
    )


def plain_spelling(name: str) -> str:
    """
    Form of a province's name that its spellings have in common.

    Examples
    --------
    >>> plain_spelling("Chon Buri"), plain_spelling("Kâmpóng Spœ Province"), plain_spelling("จังหวัดสระแก้ว")
    ('chonburi', 'kampongspoe', 'สระแก้ว')
    """
    text = _MARKS.sub("", unicodedata.normalize("NFKD", name)).casefold().translate(_LIGATURES).strip()
    shortened = _KINDS.sub("", text)
    return "".join(sign for sign in shortened or text if sign.isalnum() or unicodedata.category(sign) == "Mn")


def _spellings(records: Sequence[Province]) -> tuple[dict[tuple[str, str], str], list[str]]:
    """Country and plain spelling -> province id, and what two provinces share."""
    found: dict[tuple[str, str], str] = {}
    faults = []
    for record in records:
        for spelling in record.spellings:
            other = found.setdefault((record.country, plain_spelling(spelling)), record.province_id)
            if other != record.province_id:
                faults.append(f"{spelling!r} stands for both {other} and {record.province_id}")
    return found, faults


def _polygon_faults(polygons: Mapping[str, BaseGeometry]) -> list[str]:
    """What keeps the polygons from giving one answer for each point."""
    faults = [
        f"the polygon of {name} is not valid"
        for name, polygon in polygons.items()
        if polygon.is_empty or not polygon.is_valid or polygon.geom_type not in ("Polygon", "MultiPolygon")
    ]
    faults += [
        f"the polygon of {name} must lie within -180 to 180 and -90 to 90 degrees"
        for name, polygon in polygons.items()
        if not np.all(np.abs(polygon.bounds) <= (180.0, 90.0, 180.0, 90.0))
    ]
    return faults


def _whole_cells(polygons: Sequence[BaseGeometry]) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """The cells wholly within a polygon, sorted, and the place of the polygon of each."""
    found = [_cells_within(own) for own in _without_earlier(polygons)]
    cells = np.concatenate([np.empty(0, dtype=np.uint64), *found])
    owners = np.repeat(np.arange(len(found)), [len(part) for part in found])
    order = np.argsort(cells)
    return cells[order], owners[order].astype(np.intp)


def _without_earlier(polygons: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Each polygon without what an earlier one covers as well: there the earlier one answers."""
    shapes = np.array([*polygons], dtype=object)
    earlier, later = shapely.STRtree(shapes).query(shapes)
    earlier, later = earlier[earlier < later], later[earlier < later]
    overlap = np.asarray(shapely.relate_pattern(shapes[earlier], shapes[later], "T********"), dtype=bool)
    for one, other in zip(earlier[overlap], later[overlap], strict=True):
        shapes[other] = shapely.difference(shapes[other], polygons[one])
    return [*shapes]


def _cells_within(polygon: BaseGeometry) -> NDArray[np.uint64]:
    """The cells that lie within a polygon and keep the margin from its edge."""
    inner = shapely.buffer(polygon, -_MARGIN, join_style="mitre")
    if inner.is_empty:
        return np.empty(0, dtype=np.uint64)
    cells = h3.h3shape_to_cells_experimental(h3.geo_to_h3shape(inner), RESOLUTION, contain="full")
    return np.array(cells, dtype=np.uint64)
