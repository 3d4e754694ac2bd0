"""The provinces of Thailand, Myanmar, Laos and Cambodia, cut to their countries' outlines."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from mesh import BORDER, DETAIL, NEAR, REGION, SOURCE, LevelOf, Mesh, line_parts, polygon_parts, ring_area, rings_of
from shapely.geometry import LineString, MultiPolygon, Point
from shapely.geometry.base import BaseGeometry
from writing import Feature, Properties

PROVINCES_OF = ("KH", "LA", "MM", "TH")
LEAST_SHARE = 0.75  # of a province's area that must be left after it is fitted, or a line has a gap
REACH = 0.3  # degrees: how far a province line is drawn on to meet the other source's outline


def read_provinces(gpkg: Path) -> dict[tuple[str, str], BaseGeometry]:
    """Natural Earth's first-level divisions by country and source name."""
    table = gpd.read_file(gpkg, layer="states_provinces")
    table = table[table["iso_a2"].isin(PROVINCES_OF)]
    rows = zip(table["iso_a2"], table["name"], table.geometry, strict=True)
    return {(str(iso), str(name)): shapely.make_valid(geometry) for iso, name, geometry in rows}


@dataclass(frozen=True)
class Name:
    """A province's code, its names, and where Natural Earth has it."""

    province_id: str
    name: str
    name_th: str
    source_name: str
    part_of: tuple[str, ...]
    alt_names: tuple[str, ...]


def listed(text: str) -> tuple[str, ...]:
    """The items of a cell."""
    return tuple(item.strip() for item in text.split(";") if item.strip())


def read_province_names(path: Path) -> list[Name]:
    """The table of provinces, in the order of their codes."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [
        Name(
            province_id=row["province_id"],
            name=row["name"],
            name_th=row["name_th"],
            source_name=row["source_name"],
            part_of=listed(row["part_of"]),
            alt_names=listed(row["alt_names"]),
        )
        for row in rows
    ]
    return sorted(names, key=lambda name: name.province_id)


def constant_level(level: int) -> LevelOf:
    """The same level for every vertex."""
    return lambda keys: np.full(len(keys), level, dtype=np.int64)


def interior_lines(areas: dict[str, BaseGeometry]) -> list[LineString]:
    """The lines two provinces share."""
    rings = [ring for name, geometry in sorted(areas.items()) for ring in rings_of(name, geometry)]
    return line_parts(Mesh(rings, constant_level(BORDER)).shared(lambda owners: len(owners) > 1))


def extensions(lines: Sequence[LineString], country: MultiPolygon) -> list[LineString]:
    """Short lines from loose ends within the country on to the nearest point of its outline."""
    ends = Counter(point for line in lines for point in (line.coords[0], line.coords[-1]))
    # the outer rings only: an end must not stop at the shore of a lake
    outline = shapely.MultiLineString([part.exterior.coords for part in country.geoms])
    found = []
    for end, times in sorted(ends.items()):
        point = Point(end)
        if times == 1 and country.contains(point) and point.distance(outline) <= REACH:
            target = shapely.get_coordinates(shapely.shortest_line(point, outline))[1]
            found.append(LineString([end, target]))
    return found


def fitted(areas: dict[str, BaseGeometry], country: MultiPolygon) -> dict[str, BaseGeometry]:
    """The provinces cut to the country's own outline, so that both sources draw one border.

    The province lines and the outline cut the country into faces; each face goes to the province
    that covers most of it, or to the nearest one.
    """
    lines = interior_lines(areas)
    added = extensions(lines, country)
    # the outline gets a vertex exactly where an added line ends: rounding must not part them
    ends = shapely.MultiPoint([line.coords[-1] for line in added])
    noded = shapely.union_all([*lines, *added, shapely.snap(country.boundary, ends, 1e-7)])
    names = sorted(areas)
    geometries = [areas[name] for name in names]
    shapely.prepare(country)
    faces: dict[str, list[BaseGeometry]] = {name: [] for name in names}
    for face in polygon_parts(shapely.polygonize(line_parts(noded))):
        if not country.contains(face.representative_point()):
            continue
        covered = shapely.area(shapely.intersection(geometries, face))
        best = np.argmax(covered) if covered.max() > 0 else np.argmin(shapely.distance(geometries, face))
        faces[names[int(best)]].append(face)
    result = {name: shapely.union_all(found) for name, found in faces.items()}
    for name, geometry in result.items():
        if geometry.area < LEAST_SHARE * areas[name].area:
            raise ValueError(f"{name} lost its area to a neighbour: its lines do not close")
    return result


def province_mesh(areas: dict[tuple[str, str], BaseGeometry], level: int) -> Mesh:
    """The fitted provinces of all countries as a mesh whose owners are "ISO name"."""
    rings = [
        ring
        for (iso, name), geometry in sorted(areas.items())
        for ring in rings_of(f"{iso} {name}", geometry)
        if ring_area(ring.keys) >= DETAIL[level].least_area
    ]
    return Mesh(rings, constant_level(level))


def is_interior(owners: set[str]) -> bool:
    """Whether an arc parts two provinces of one country."""
    return len(owners) > 1 and len({owner[:2] for owner in owners}) == 1


def province_lines(areas: dict[tuple[str, str], BaseGeometry]) -> list[Feature]:
    """The lines between provinces, one feature a country."""
    fine = province_mesh(areas, NEAR)
    return [
        ({"iso": iso}, fine.shared(lambda owners, iso=iso: is_interior(owners) and min(owners)[:2] == iso))  # type: ignore[misc]
        for iso in PROVINCES_OF
    ]


def province_areas(areas: dict[tuple[str, str], BaseGeometry], names: Sequence[Name]) -> list[Feature]:
    """The provinces to draw, by their usual English names."""
    usual = {(name.province_id[:2], name.source_name): name for name in names}
    features: list[Feature] = []
    for owner, geometry in province_mesh(areas, REGION).polygons().items():
        name = usual[owner[:2], owner[3:]]
        features.append(({"iso": owner[:2], "province_id": name.province_id, "name": name.name}, geometry))
    return sorted(features, key=lambda feature: (str(feature[0]["iso"]), str(feature[0]["name"])))


def province_features(areas: dict[tuple[str, str], BaseGeometry], names: Sequence[Name]) -> list[Feature]:
    """Every province with its names, and its polygon at the outline's own detail where Natural Earth has one."""
    polygons = province_mesh(areas, SOURCE).polygons()
    unknown = {f"{name.province_id[:2]} {name.source_name}" for name in names if name.source_name} ^ polygons.keys()
    if unknown:
        raise ValueError(f"the table of names and Natural Earth differ in {sorted(unknown)}")
    features: list[Feature] = []
    for name in names:
        properties: Properties = {
            "province_id": name.province_id,
            "country": name.province_id[:2],
            "name": name.name,
            "name_th": name.name_th,
            "alt_names": spellings(name),
            "contains": [other.province_id for other in names if name.province_id in other.part_of],
        }
        features.append((properties, polygons.get(f"{name.province_id[:2]} {name.source_name}")))
    return features


def spellings(name: Name) -> list[str]:
    """The other spellings of a name, Natural Earth's among them."""
    found = dict.fromkeys((*name.alt_names, name.source_name))
    return [spelling for spelling in found if spelling and spelling not in (name.name, name.name_th)]


def all_fitted(gpkg: Path, outlines: dict[str, MultiPolygon]) -> dict[tuple[str, str], BaseGeometry]:
    """Every country's provinces, fitted to its outline; by country and source name."""
    provinces = read_provinces(gpkg)
    areas: dict[tuple[str, str], BaseGeometry] = {}
    for country in PROVINCES_OF:
        own = {name: geometry for (code, name), geometry in provinces.items() if code == country}
        areas |= {(country, name): geometry for name, geometry in fitted(own, outlines[country]).items()}
    return areas
