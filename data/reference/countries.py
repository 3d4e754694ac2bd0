"""The land of all countries with outlines that fit each other, and what is derived from it."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
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
    packed,
    polygon_parts,
    ring_area,
    rings_of,
    unpacked,
)
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry
from writing import Feature

HOME = "THA"
BORDERING = {"MMR": "MM", "LAO": "LA", "KHM": "KH", "MYS": "MY"}
FOCUS = {"TH", *BORDERING.values()}
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


# --- land and sea ------------------------------------------------------------------------------

SEAS = (85.0, -5.0, 115.0, 32.0)  # west, south, east, north
SHORE_TOLERANCE = 0.01  # degrees
LEAST_ISLAND = 0.0001  # square degrees, about 1.2 km2
CLOSED = 0.01  # degrees: creeks and pieces of river narrower than twice this are land


def region_land(land: dict[str, BaseGeometry]) -> MultiPolygon:
    """The land of the region as one, lakes and rivers included, for telling land from sea."""
    window = shapely.box(*SEAS)
    rings = [part.exterior for geometry in land.values() for part in polygon_parts(geometry) if part.intersects(window)]
    shells = [
        Polygon(shapely.simplify(ring, SHORE_TOLERANCE / 4)) for ring in rings if Polygon(ring).area >= LEAST_ISLAND
    ]
    clipped_shells = [shapely.intersection(shapely.make_valid(shell), window.buffer(1)) for shell in shells]
    together = shapely.buffer(shapely.union_all(clipped_shells), CLOSED, join_style="mitre")
    whole = [Polygon(part.exterior) for part in polygon_parts(shapely.buffer(together, -CLOSED, join_style="mitre"))]
    simple = shapely.simplify(shapely.intersection(shapely.union_all(whole), window), SHORE_TOLERANCE)
    rounded = shapely.set_precision(simple, 0.001)  # as it is written: rounding later could make it invalid again
    return MultiPolygon([part for part in polygon_parts(rounded) if part.area >= LEAST_ISLAND / 4])
