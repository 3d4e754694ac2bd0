"""Rebuild the offline basemap and the border lines from pinned packages.

The basemap goes to ``dashboard/static/basemap``, the lines to ``border_lines.geojson`` beside this script.

The inputs are fetched by hand or by ``make reference`` and are not kept in the repository:

* ``npm pack @geo-maps/countries-land-100m@0.6.0``, unpacked: ``package/map.geo.json``
* ``apt-get install qgis-common``: ``world_map.gpkg`` among its resources (Natural Earth 1:10m)
* ``apt-get install fonts-noto-core``: a folder with ``NotoSans-*.ttf`` and ``NotoSansThai-*.ttf``

Beyond numpy, shapely and geopandas it needs Pillow and vl-convert-python. The same inputs and
the same versions of these packages give the same bytes. It takes about three minutes and 2 GB.

How the outlines are made: every ring is cut where the set of countries along it changes, so two
neighbours hold one and the same arc. Each arc is simplified once and put back into both, which
keeps them fitting at any tolerance. The tolerance of a vertex depends on where it stands.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import geopandas as gpd
import numpy as np
import shapely
import vl_convert as vlc
from borderlines import border_lines
from labels import FAMILIES, read_labels, write_labels
from mesh import (
    BORDER,
    DETAIL,
    LARGEST_GAP,
    NEAR,
    REGION,
    WORLD,
    Floats,
    Keys,
    LevelOf,
    Levels,
    Mesh,
    Ring,
    among,
    joined,
    line_parts,
    packed,
    polygon_parts,
    ring_area,
    rings_of,
    unpacked,
)
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
BASEMAP = HERE.parent.parent / "dashboard" / "static" / "basemap"
INPUTS = Path("build") / "reference"

Properties: TypeAlias = dict[str, str | bool]
Feature: TypeAlias = tuple[Properties, BaseGeometry]

HOME = "THA"
BORDERING = {"MMR": "MM", "LAO": "LA", "KHM": "KH", "MYS": "MY"}
FOCUS = {"TH", *BORDERING.values()}
PROVINCES_OF = ("KH", "LA", "MM", "TH")
MAINLAND = (90.0, 0.0, 112.0, 29.0)  # mainland Southeast Asia: west, south, east, north
NEAR_BORDER = 0.55  # degrees, about 60 km
LATITUDE_LIMIT = 85.0  # web mercator ends here

# The source has thousands of pinholes in its land, many of them square: artefacts, not lakes.
LEAST_HOLE = (0.003, 0.003, 0.003, 1.0)

# Natural Earth gives no usable two-letter code for these.
ISO_2 = {
    "ALA": "AX", "BES": "BQ", "BVT": "BV", "CCK": "CC", "CXR": "CX", "FRA": "FR", "GIB": "GI", "GLP": "GP",
    "GUF": "GF", "MTQ": "MQ", "MYT": "YT", "NOR": "NO", "PSE": "PS", "REU": "RE", "SJM": "SJ", "SSD": "SS",
    "TKL": "TK", "TUV": "TV", "TWN": "TW", "UMI": "UM", "XKX": "XK",
}  # fmt: skip


# --- countries --------------------------------------------------------------------------------


def read_land(path: Path) -> dict[str, BaseGeometry]:
    """Each country's land by its three-letter code; those around Thailand are repaired.

    Only there does it matter that no ring touches itself: repairing the whole world at this
    detail takes an hour, and the simplified outlines are repaired in any case.
    """
    with path.open(encoding="utf-8") as file:
        features = json.load(file)["features"]
    land = {feature["properties"]["A3"]: shape(feature["geometry"]) for feature in features}
    return {
        code: shapely.make_valid(land[code]) if code == HOME or code in BORDERING else land[code]
        for code in sorted(land)
        if code != "ATA"
    }


def level_by_place(coordinates: Floats) -> Levels:
    """The level a vertex has by its place alone."""
    west, south, east, north = MAINLAND
    x, y = coordinates.T
    inside = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    return np.where(inside, REGION, WORLD).astype(np.int64)


def is_worth_keeping(ring: Ring, land_levels: LevelOf) -> bool:
    """Whether a ring is large enough for the detail of the place where it stands."""
    area = ring_area(ring.keys)
    level = int(land_levels(ring.keys[:1])[0])
    return area >= (LEAST_HOLE[level] if ring.is_hole else DETAIL[level].least_area)


def country_levels(land: dict[str, BaseGeometry]) -> LevelOf:
    """The level of any vertex: finest on Thailand's land border, then in Thailand and near it."""
    home = np.unique(packed(shapely.get_coordinates(land[HOME])))
    around = np.unique(np.concatenate([packed(shapely.get_coordinates(land[code])) for code in BORDERING]))
    border = np.intersect1d(home, around)
    near = shapely.union_all(shapely.points(unpacked(border)[::10])).buffer(NEAR_BORDER)
    shapely.prepare(near)

    def levels(keys: Keys) -> Levels:
        coordinates = unpacked(keys)
        found = level_by_place(coordinates)
        rows = np.flatnonzero(found == REGION)
        if not len(rows):
            return found
        points = coordinates[rows]
        is_near = among(keys[rows], home) | shapely.contains_xy(near, points[:, 0], points[:, 1])
        found[rows[is_near]] = NEAR
        found[rows[among(keys[rows], border)]] = BORDER
        return found

    return levels


def country_mesh(land: dict[str, BaseGeometry]) -> Mesh:
    """The land of all countries as one mesh."""
    levels = country_levels(land)
    rings = [ring for code, geometry in land.items() for ring in rings_of(code, geometry)]
    return Mesh([ring for ring in rings if is_worth_keeping(ring, levels)], levels)


def filled(polygons: dict[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """The polygons with what gaps are left around Thailand given to the neighbour along most of them.

    These are gaps at a point where three countries meet, and those which touch themselves.
    """
    codes = [HOME, *BORDERING]
    together = polygon_parts(shapely.union_all([polygons[code] for code in codes]))
    gaps = [gap for gap in (Polygon(ring) for part in together for ring in part.interiors) if gap.area <= LARGEST_GAP]
    outlines = [polygons[code].boundary for code in codes]
    received: dict[str, list[BaseGeometry]] = {code: [polygons[code]] for code in codes}
    for gap in gaps:
        along = shapely.length(shapely.intersection(outlines, gap.boundary))
        received[codes[int(np.argmax(along))]].append(gap)
    return polygons | {code: joined(polygon_parts(shapely.union_all(parts))) for code, parts in received.items()}


def two_letter_codes(gpkg: Path) -> dict[str, str]:
    """ISO 3166-1 alpha-2 by alpha-3."""
    table = gpd.read_file(gpkg, layer="countries", ignore_geometry=True)
    pairs = zip(table["ISO_A3"].astype(str), table["iso_a2"].astype(str), strict=True)
    return {three: two for three, two in pairs if len(two) == 2 and two.isalpha()} | ISO_2


def country_features(polygons: dict[str, MultiPolygon], iso: dict[str, str]) -> list[Feature]:
    """The countries with their code and whether the map is about them."""
    features: list[Feature] = [
        ({"iso": iso[code], "is_focus": iso[code] in FOCUS}, clipped(geometry)) for code, geometry in polygons.items()
    ]
    return sorted(features, key=lambda feature: str(feature[0]["iso"]))


def boundaries(mesh: Mesh) -> BaseGeometry:
    """The boundaries between other countries of the region; coasts are where the land's colour ends."""
    lines = mesh.shared(lambda owners: len(owners) > 1 and HOME not in owners)
    return shapely.line_merge(shapely.clip_by_rect(lines, *MAINLAND))


def clipped(geometry: MultiPolygon) -> MultiPolygon:
    """The geometry within web mercator's latitudes."""
    _, south, _, north = geometry.bounds
    if south >= -LATITUDE_LIMIT and north <= LATITUDE_LIMIT:
        return geometry
    return MultiPolygon(polygon_parts(shapely.clip_by_rect(geometry, -180, -LATITUDE_LIMIT, 180, LATITUDE_LIMIT)))


# --- Thailand's land border -------------------------------------------------------------------

WATER_GAP = 0.03  # degrees: the widest stretch of river the source leaves between two countries


def border_features(polygons: dict[str, MultiPolygon]) -> list[Feature]:
    """Thailand's land border, one feature for each neighbour.

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
    features: list[Feature] = []
    for place, code in enumerate(codes):
        rows = np.flatnonzero(is_land & (nearest == place)).tolist()
        lines = shapely.line_merge(shapely.MultiLineString([outline[i : i + 2] for i in rows]))
        features.append(({"neighbour": BORDERING[code]}, lines))
    return features


# --- provinces --------------------------------------------------------------------------------

LEAST_SHARE = 0.75  # of a province's area that must be left after it is fitted, or a line has a gap
REACH = 0.3  # degrees: how far a province line is drawn on to meet the other source's outline


def read_provinces(gpkg: Path) -> dict[tuple[str, str], BaseGeometry]:
    """Natural Earth's first-level divisions by country and source name."""
    table = gpd.read_file(gpkg, layer="states_provinces")
    table = table[table["iso_a2"].isin(PROVINCES_OF)]
    rows = zip(table["iso_a2"], table["name"], table.geometry, strict=True)
    return {(str(iso), str(name)): shapely.make_valid(geometry) for iso, name, geometry in rows}


def read_province_names(path: Path) -> dict[tuple[str, str], str]:
    """The English names in use, where Natural Earth spells them otherwise."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["iso"], row["source_name"]): row["name"] for row in csv.DictReader(file)}


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


def province_features(
    areas: dict[tuple[str, str], BaseGeometry], names: dict[tuple[str, str], str]
) -> tuple[list[Feature], list[Feature]]:
    """The lines between provinces, and the provinces themselves."""
    fine = province_mesh(areas, NEAR)
    lines: list[Feature] = [
        ({"iso": iso}, fine.shared(lambda owners, iso=iso: is_interior(owners) and min(owners)[:2] == iso))  # type: ignore[misc]
        for iso in PROVINCES_OF
    ]
    polygons: list[Feature] = []
    for owner, geometry in province_mesh(areas, REGION).polygons().items():
        iso, name = owner[:2], owner[3:]
        polygons.append(({"iso": iso, "name": names.get((iso, name), name)}, geometry))
    return lines, sorted(polygons, key=lambda feature: (str(feature[0]["iso"]), str(feature[0]["name"])))


# --- writing ----------------------------------------------------------------------------------


def plain(value: object, decimals: int) -> object:
    """A geometry's coordinates as lists, with numbers rounded so that they print short."""
    if isinstance(value, float):
        return round(value, decimals)
    if isinstance(value, list | tuple):
        return [plain(item, decimals) for item in value]
    return value


def geometry_json(geometry: BaseGeometry, decimals: int) -> dict[str, object]:
    """The geometry as GeoJSON, its rings turned as RFC 7946 asks."""
    if polygon_parts(geometry):
        geometry = shapely.orient_polygons(geometry)
    data = mapping(geometry)
    return {"type": data["type"], "coordinates": plain(data["coordinates"], decimals)}


def write_geojson(path: Path, features: Sequence[Feature], decimals: int = 4) -> None:
    """A feature collection with one feature a line."""
    lines = [
        json.dumps(
            {"type": "Feature", "properties": properties, "geometry": geometry_json(geometry, decimals)},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for properties, geometry in features
    ]
    body = ",\n".join(lines)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', encoding="utf-8")
    print(f"{path.name}: {len(features)} features, {path.stat().st_size:,} bytes")


def write_geography(folder: Path, land_path: Path, gpkg: Path) -> None:
    """Countries, Thailand's border and provinces."""
    iso = two_letter_codes(gpkg)
    mesh = country_mesh(read_land(land_path))
    polygons = filled(mesh.polygons())
    write_geojson(folder / "countries.geojson", country_features(polygons, iso))
    write_geojson(folder / "border.geojson", border_features(polygons))
    write_geojson(folder / "boundaries.geojson", [({}, boundaries(mesh))])
    by_iso = {iso[code]: geometry for code, geometry in polygons.items()}
    provinces = read_provinces(gpkg)
    areas: dict[tuple[str, str], BaseGeometry] = {}
    for country in PROVINCES_OF:
        own = {name: geometry for (code, name), geometry in provinces.items() if code == country}
        areas |= {(country, name): geometry for name, geometry in fitted(own, by_iso[country]).items()}
    lines, areas_out = province_features(areas, read_province_names(HERE / "province_names.csv"))
    write_geojson(folder / "provinces.geojson", lines)
    write_geojson(folder / "province_areas.geojson", areas_out)


def write_border(path: Path, land_path: Path) -> None:
    """The lines that border kilometres are measured along, and Thailand's side of them."""
    lines, side = border_lines(read_land(land_path), HOME, BORDERING)
    features: list[Feature] = [({"neighbour": neighbour}, line) for neighbour, line in lines.items()]
    write_geojson(path, [*features, ({"side": "TH"}, side)], decimals=5)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Rebuild the offline basemap and the border lines.")
    parser.add_argument("--land", type=Path, default=INPUTS / "package" / "map.geo.json", help="map.geo.json")
    parser.add_argument("--gpkg", type=Path, default=INPUTS / "world_map.gpkg", help="world_map.gpkg of qgis-common")
    parser.add_argument("--fonts", type=Path, default=INPUTS / "fonts", help="folder of the Noto Sans TTF files")
    parser.add_argument("--out", type=Path, default=BASEMAP, help="folder of the basemap")
    parser.add_argument("--border", type=Path, default=HERE / "border_lines.geojson", help="file of the border lines")
    parser.add_argument("--only", choices=("geography", "labels", "border"), help="write only these files")
    return parser.parse_args()


def main() -> None:
    """Write the files that were asked for."""
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.only in (None, "border"):
        write_border(options.border, options.land)
    if options.only in (None, "geography"):
        write_geography(options.out, options.land, options.gpkg)
    if options.only in (None, "labels"):
        vlc.register_font_directory(str(options.fonts))
        labels = read_labels(HERE / "labels.csv")
        for language in FAMILIES:
            write_labels(options.out, labels, language)


if __name__ == "__main__":
    main()
