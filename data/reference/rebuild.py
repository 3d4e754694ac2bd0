"""Rebuild the offline basemap in ``dashboard/static/basemap`` from pinned packages.

The inputs are fetched by hand or by ``make reference`` and are not kept in the repository:

* ``npm pack @geo-maps/countries-land-100m@0.6.0``, unpacked: ``package/map.geo.json``
* ``apt-get install qgis-common``: ``world_map.gpkg`` among its resources (Natural Earth 1:10m)
* ``apt-get install fonts-noto-core``: a folder with ``NotoSans-*.ttf`` and ``NotoSansThai-*.ttf``

Beyond numpy, shapely and geopandas it needs Pillow and vl-convert-python. The same inputs and
the same versions of these packages give the same bytes.

How the outlines are made: every ring is cut where the set of countries along it changes, so two
neighbours hold one and the same arc. Each arc is simplified once and put back into both, which
keeps them fitting at any tolerance. The tolerance of a vertex depends on where it stands.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
import vl_convert as vlc
from PIL import Image
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
BASEMAP = HERE.parent.parent / "dashboard" / "static" / "basemap"
INPUTS = Path("build") / "reference"

Keys: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Levels: TypeAlias = npt.NDArray[np.int64]
Properties: TypeAlias = dict[str, str | bool]
Feature: TypeAlias = tuple[Properties, BaseGeometry]
LevelOf: TypeAlias = Callable[[Keys], Levels]

# --- where is detail wanted -------------------------------------------------------------------

GRID = 10_000  # the sources' coordinates, as whole numbers of 0.0001 degrees
HOME = "THA"
BORDERING = {"MMR": "MM", "LAO": "LA", "KHM": "KH", "MYS": "MY"}
FOCUS = {"TH", *BORDERING.values()}
PROVINCES_OF = ("KH", "LA", "MM", "TH")
MAINLAND = (90.0, 0.0, 112.0, 29.0)  # mainland Southeast Asia: west, south, east, north
NEAR_BORDER = 0.55  # degrees, about 60 km
LATITUDE_LIMIT = 85.0  # web mercator ends here

BORDER, NEAR, REGION, WORLD = range(4)


@dataclass(frozen=True)
class Detail:
    """How closely a level follows its source, in degrees, and how its coordinates are rounded."""

    tolerance: float
    decimals: int
    least_area: float


DETAIL = (
    Detail(tolerance=0.0005, decimals=4, least_area=0.00002),
    Detail(tolerance=0.001, decimals=4, least_area=0.00002),
    Detail(tolerance=0.008, decimals=3, least_area=0.0008),
    Detail(tolerance=0.08, decimals=2, least_area=0.05),
)
# The source has thousands of pinholes in its land, many of them square: artefacts, not lakes.
LEAST_HOLE = (0.003, 0.003, 0.003, 0.1)

# Natural Earth gives no usable two-letter code for these.
ISO_2 = {
    "ALA": "AX", "BES": "BQ", "BVT": "BV", "CCK": "CC", "CXR": "CX", "FRA": "FR", "GIB": "GI", "GLP": "GP",
    "GUF": "GF", "MTQ": "MQ", "MYT": "YT", "NOR": "NO", "PSE": "PS", "REU": "RE", "SJM": "SJ", "SSD": "SS",
    "TKL": "TK", "TUV": "TV", "TWN": "TW", "UMI": "UM", "XKX": "XK",
}  # fmt: skip


# --- a mesh of shared arcs --------------------------------------------------------------------


def packed(coordinates: Floats) -> Keys:
    """One whole number for each vertex, equal where the vertices are equal."""
    grid = np.round(coordinates * GRID).astype(np.int64)
    return (grid[:, 0] << 32) + grid[:, 1]


def unpacked(keys: Keys) -> Floats:
    """The longitude and latitude of packed vertices."""
    latitude = ((keys + (1 << 31)) & 0xFFFFFFFF) - (1 << 31)
    longitude = (keys - latitude) >> 32
    return np.column_stack([longitude, latitude]) / GRID


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
    return keys[keys != np.roll(keys, 1)]


def rings_of(owner: str, geometry: BaseGeometry) -> Iterator[Ring]:
    """All rings of a polygon or multipolygon."""
    for number, part in enumerate(polygon_parts(geometry)):
        for place, ring in enumerate((part.exterior, *part.interiors)):
            keys = closed_keys(shapely.get_coordinates(ring))
            if len(keys) >= 3:
                yield Ring(owner, number, place > 0, keys)


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
    at = np.searchsorted(nodes, keys)
    at[at == len(nodes)] = 0
    cuts = np.flatnonzero(nodes[at] == keys) if len(nodes) else np.empty(0, np.int64)
    first = int(cuts[0]) if len(cuts) else int(np.argmin(keys))
    turned = np.roll(keys, -first)
    turned = np.append(turned, turned[0])
    places = [*(cuts - first).tolist(), len(keys)] if len(cuts) else [0, len(keys)]
    return [turned[start : end + 1] for start, end in zip(places, places[1:], strict=False)]


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


@dataclass
class Mesh:
    """Rings cut into arcs which neighbours share."""

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
                if name not in self.arcs:
                    self.arcs[name] = simplified(arc, self.level_of)
                path.append((name, is_reversed))
            self._paths.append(path)

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
        return {owner: MultiPolygon(pieces) for owner, pieces in sorted(parts.items()) if pieces}

    def shared(self, wanted: Callable[[set[str]], bool]) -> BaseGeometry:
        """The arcs whose owners are wanted, joined into the longest lines they make."""
        lines = [LineString(self.rounded(arc)) for name, arc in sorted(self.arcs.items()) if wanted(self.owners[name])]
        return shapely.line_merge(shapely.union_all(lines))


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
    level = int(land_levels(ring.keys[:1])[0])
    area = Polygon(unpacked(ring.keys)).area
    return bool(area >= (LEAST_HOLE[level] if ring.is_hole else DETAIL[level].least_area))


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
        points = coordinates[rows]
        is_near = np.isin(keys[rows], home) | shapely.contains_xy(near, points[:, 0], points[:, 1])
        found[rows[is_near]] = NEAR
        found[rows[np.isin(keys[rows], border)]] = BORDER
        return found

    return levels


def country_mesh(land: dict[str, BaseGeometry]) -> Mesh:
    """The land of all countries as one mesh."""
    levels = country_levels(land)
    rings = [ring for code, geometry in land.items() for ring in rings_of(code, geometry)]
    return Mesh([ring for ring in rings if is_worth_keeping(ring, levels)], levels)


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

REACH = 0.12  # degrees: how far a province line is drawn on to meet the other source's outline


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
    outline = country.boundary
    found = []
    for end, times in sorted(ends.items()):
        point = Point(end)
        if times == 1 and country.contains(point) and point.distance(outline) <= REACH:
            target = shapely.get_coordinates(shapely.shortest_line(point, outline))[1]
            beyond = target + (target - np.asarray(end)) * 0.001 + 1e-9
            found.append(LineString([end, beyond]))
    return found


def fitted(areas: dict[str, BaseGeometry], country: MultiPolygon) -> dict[str, BaseGeometry]:
    """The provinces cut to the country's own outline, so that both sources draw one border.

    The province lines and the outline cut the country into faces; each face goes to the province
    that covers most of it, or to the nearest one.
    """
    lines = interior_lines(areas)
    noded = shapely.union_all([*lines, *extensions(lines, country), country.boundary])
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
    return {name: shapely.union_all(found) for name, found in faces.items() if found}


def province_mesh(areas: dict[tuple[str, str], BaseGeometry], level: int) -> Mesh:
    """The fitted provinces of all countries as a mesh whose owners are "ISO name"."""
    rings = [
        ring
        for (iso, name), geometry in sorted(areas.items())
        for ring in rings_of(f"{iso} {name}", geometry)
        if Polygon(unpacked(ring.keys)).area >= DETAIL[level].least_area
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


# --- labels -----------------------------------------------------------------------------------

DENSITY = 2  # image pixels for each pixel of the map
BASE_ZOOM = 5.3
TILE = 512  # deck.gl: the world is this many pixels wide at zoom 0
ZOOMS = (0.0, 5.8, 6.3, 6.8, 7.3, 7.8, 8.3, 8.8, 9.3, 10.0, 11.0)
SIDES = ("right", "left", "top", "bottom")
ATLAS_WIDTH = 1024
GAP = 3  # map pixels between a label and the next
FAMILIES = {"en": "Noto Sans", "th": "Noto Sans Thai"}


@dataclass(frozen=True)
class Style:
    """How a kind of label is set; sizes in map pixels."""

    size: float
    weight: int
    spacing: float
    has_dot: bool
    ink: dict[str, str]


QUIET = {"day": "#7a8494", "night": "#8b96a8"}
PLAIN = {"day": "#3d4756", "night": "#c3ccd9"}
STRONG = {"day": "#232b38", "night": "#e3e8ef"}
HALO = {"day": "#ffffff", "night": "#0d1420"}
STYLES = {
    "country": Style(15, 400, 4.0, False, QUIET),
    "capital": Style(12.5, 700, 0.0, True, STRONG),
    "town": Style(11.5, 400, 0.0, True, PLAIN),
    "crossing": Style(11.5, 400, 0.0, True, PLAIN),
}


@dataclass(frozen=True)
class Label:
    """A name on the map."""

    label_id: str
    kind: str
    rank: int
    min_zoom: float
    longitude: float
    latitude: float
    names: dict[str, str]


@dataclass(frozen=True)
class Placed:
    """A label's image without its colours: where the dot stands in it, and from which zoom it is drawn."""

    label: Label
    text: str
    text_x: float
    text_y: float
    width: int
    height: int
    anchor_x: float
    anchor_y: float
    min_zoom: float


def read_labels(path: Path) -> list[Label]:
    """The table of labels, most important first."""
    with path.open(encoding="utf-8", newline="") as file:
        labels = [
            Label(
                label_id=row["label_id"],
                kind=row["kind"],
                rank=int(row["rank"]),
                min_zoom=float(row["min_zoom"]),
                longitude=float(row["longitude"]),
                latitude=float(row["latitude"]),
                names={"en": row["name_en"], "th": row["name_th"]},
            )
            for row in csv.DictReader(file)
        ]
    return sorted(labels, key=lambda label: (label.min_zoom, label.rank))


def svg_text(text: str, style: Style, language: str, *, x: float, y: float, ink: str, halo: str) -> str:
    """SVG of a text with its halo; combining signs stay on their letters because no letter is set alone."""
    spacing = style.spacing if language == "en" else style.spacing / 4
    scale = 1.0 if language == "en" else 1.1  # Thai letters are small for their size
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="{FAMILIES[language]}" font-size="{style.size * scale:.2f}" '
        f'font-weight="{style.weight}" letter-spacing="{spacing}" fill="{ink}" stroke="{halo}" stroke-width="3" '
        f'stroke-linejoin="round" paint-order="stroke">{escape(text)}</text>'
    )


def rendered(body: str, width: int, height: int) -> Image.Image:
    """The SVG as an image at the atlas's density."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{body}</svg>'
    png = vlc.svg_to_png(svg, scale=DENSITY)
    return Image.open(io.BytesIO(png)).convert("RGBA")


def text_box(text: str, style: Style, language: str) -> tuple[float, float, float, float]:
    """What a text with its halo covers around its starting point: left, top, right, bottom in map pixels."""
    body = svg_text(text, style, language, x=20, y=40, ink="#000", halo="#000")
    box = rendered(body, 400, 80).getbbox()
    if box is None:
        raise ValueError(f"{text} leaves no mark: is {FAMILIES[language]} in the font folder?")
    left, top, right, bottom = (edge / DENSITY for edge in box)
    return left - 20, top - 40, right - 20, bottom - 40


DOT = 2.3  # radius
DOT_ROOM = DOT + 1.5  # with its halo


def laid_out(label: Label, language: str, side: str, box: tuple[float, float, float, float]) -> Placed:
    """A label with its text on one side of its dot, or around its point if it has none."""
    left, top, right, bottom = box
    across, down = -(left + right) / 2, -(top + bottom) / 2  # the text's origin if it is centred on the point
    half_width, half_height = (right - left) / 2, (bottom - top) / 2
    offset = {
        "right": (half_width + DOT_ROOM, 0.0),
        "left": (-half_width - DOT_ROOM, 0.0),
        "top": (0.0, -half_height - DOT_ROOM + 1),
        "bottom": (0.0, half_height + DOT_ROOM - 1),
    }
    has_dot = STYLES[label.kind].has_dot
    shift_x, shift_y = offset[side] if has_dot else (0.0, 0.0)
    room = DOT_ROOM if has_dot else 0.0
    anchor_x = math.ceil(max(room, half_width - shift_x))
    anchor_y = math.ceil(max(room, half_height - shift_y))
    return Placed(
        label=label,
        text=shown(label, language),
        text_x=anchor_x + across + shift_x,
        text_y=anchor_y + down + shift_y,
        width=anchor_x + math.ceil(max(room, half_width + shift_x)),
        height=anchor_y + math.ceil(max(room, half_height + shift_y)),
        anchor_x=anchor_x,
        anchor_y=anchor_y,
        min_zoom=label.min_zoom,
    )


def shown(label: Label, language: str) -> str:
    """The text as it is set: countries in Latin letters are in capitals."""
    name = label.names[language]
    return name.upper() if label.kind == "country" and language == "en" else name


def map_pixel(longitude: float, latitude: float, zoom: float) -> tuple[float, float]:
    """Where a point stands on the whole world's map."""
    size = TILE * 2.0**zoom
    mercator = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    return size * (longitude / 360 + 0.5), size * (0.5 - mercator / (2 * math.pi))


def overlap(one: Placed, other: Placed, zoom: float) -> bool:
    """Whether two labels touch at a zoom."""
    x_1, y_1 = map_pixel(one.label.longitude, one.label.latitude, zoom)
    x_2, y_2 = map_pixel(other.label.longitude, other.label.latitude, zoom)
    left_1, top_1 = x_1 - one.anchor_x, y_1 - one.anchor_y
    left_2, top_2 = x_2 - other.anchor_x, y_2 - other.anchor_y
    apart_x = left_1 > left_2 + other.width + GAP or left_2 > left_1 + one.width + GAP
    apart_y = top_1 > top_2 + other.height + GAP or top_2 > top_1 + one.height + GAP
    return not (apart_x or apart_y)


def from_zoom(candidate: Placed, zoom: float) -> Placed:
    """The label drawn from a zoom on."""
    return Placed(**{**candidate.__dict__, "min_zoom": zoom})


def fits(candidate: Placed, placed: Sequence[Placed], zoom: float) -> bool:
    """Whether a label touches no other at any zoom from this one on."""
    later = [step for step in (max(zoom, BASE_ZOOM), *ZOOMS) if step >= max(zoom, BASE_ZOOM)]
    return not any(overlap(candidate, other, step) for step in later for other in placed if other.min_zoom <= step)


def placed_label(label: Label, language: str, placed: Sequence[Placed]) -> Placed | None:
    """The label at the lowest zoom and on the first side where it touches no other."""
    box = text_box(shown(label, language), STYLES[label.kind], language)
    for zoom in (step for step in ZOOMS if step >= label.min_zoom):
        for side in SIDES if STYLES[label.kind].has_dot else SIDES[:1]:
            candidate = laid_out(label, language, side, box)
            if fits(candidate, placed, zoom):
                return from_zoom(candidate, zoom)
    return None


def placed_labels(labels: Iterable[Label], language: str) -> list[Placed]:
    """All labels that find a place, the most important first."""
    placed: list[Placed] = []
    for label in labels:
        found = placed_label(label, language, placed)
        if found is None:
            print(f"no room for {label.label_id} in {language}")
        else:
            placed.append(found)
    return placed


def label_image(item: Placed, language: str, theme: str) -> Image.Image:
    """One label in a theme's colours."""
    style = STYLES[item.label.kind]
    ink, halo = style.ink[theme], HALO[theme]
    body = svg_text(item.text, style, language, x=item.text_x, y=item.text_y, ink=ink, halo=halo)
    if style.has_dot:
        circle = f'<circle cx="{item.anchor_x}" cy="{item.anchor_y}" r="{DOT}" fill="{ink}" stroke="{halo}"/>'
        body = circle + body
    return rendered(body, item.width, item.height)


def atlas_places(placed: Sequence[Placed]) -> tuple[dict[str, tuple[int, int]], int]:
    """Each label's corner in the atlas, in rows of falling height, and the atlas's height."""
    places: dict[str, tuple[int, int]] = {}
    x = y = row_height = 0
    for item in sorted(placed, key=lambda item: (-item.height, item.label.label_id)):
        width, height = item.width * DENSITY + 2, item.height * DENSITY + 2
        if x + width > ATLAS_WIDTH:
            x, y, row_height = 0, y + row_height, 0
        places[item.label.label_id] = (x + 1, y + 1)
        x, row_height = x + width, max(row_height, height)
    return places, y + row_height


def write_labels(folder: Path, labels: Sequence[Label], language: str) -> None:
    """A language's atlas for day and night, and the table of what stands in it."""
    placed = placed_labels(labels, language)
    places, height = atlas_places(placed)
    for theme in ("day", "night"):
        atlas = Image.new("RGBA", (ATLAS_WIDTH, height), (0, 0, 0, 0))
        for item in placed:
            atlas.paste(label_image(item, language, theme), places[item.label.label_id])
        atlas.save(folder / f"labels-{language}-{theme}.png", optimize=True)
    table: dict[str, Any] = {
        "mapping": {item.label.label_id: icon_entry(item, places[item.label.label_id]) for item in placed},
        "labels": [label_entry(item, language) for item in placed],
    }
    text = json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / f"labels-{language}.json").write_text(text + "\n", encoding="utf-8")


def icon_entry(item: Placed, place: tuple[int, int]) -> dict[str, Any]:
    """A label's place in the atlas, as deck.gl's icon mapping wants it."""
    return {
        "x": place[0],
        "y": place[1],
        "width": item.width * DENSITY,
        "height": item.height * DENSITY,
        "anchorX": item.anchor_x * DENSITY,
        "anchorY": item.anchor_y * DENSITY,
        "mask": False,
    }


def label_entry(item: Placed, language: str) -> dict[str, Any]:
    """A label's place on the map; ``size`` is its image's height in map pixels."""
    label = item.label
    return {
        "icon": label.label_id,
        "longitude": label.longitude,
        "latitude": label.latitude,
        "kind": label.kind,
        "rank": label.rank,
        "name": label.names[language],
        "min_zoom": item.min_zoom,
        "size": item.height,
    }


# --- writing ----------------------------------------------------------------------------------


def plain(value: object) -> object:
    """A geometry's coordinates as lists, with numbers rounded so that they print short."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def geometry_json(geometry: BaseGeometry) -> dict[str, object]:
    """The geometry as GeoJSON, its rings turned as RFC 7946 asks."""
    if polygon_parts(geometry):
        geometry = shapely.orient_polygons(geometry)
    data = mapping(geometry)
    return {"type": data["type"], "coordinates": plain(data["coordinates"])}


def write_geojson(path: Path, features: Sequence[Feature]) -> None:
    """A feature collection with one feature a line."""
    lines = [
        json.dumps(
            {"type": "Feature", "properties": properties, "geometry": geometry_json(geometry)},
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
    polygons = country_mesh(read_land(land_path)).polygons()
    write_geojson(folder / "countries.geojson", country_features(polygons, iso))
    write_geojson(folder / "border.geojson", border_features(polygons))
    by_iso = {iso[code]: geometry for code, geometry in polygons.items()}
    provinces = read_provinces(gpkg)
    areas: dict[tuple[str, str], BaseGeometry] = {}
    for country in PROVINCES_OF:
        own = {name: geometry for (code, name), geometry in provinces.items() if code == country}
        areas |= {(country, name): geometry for name, geometry in fitted(own, by_iso[country]).items()}
    lines, areas_out = province_features(areas, read_province_names(HERE / "province_names.csv"))
    write_geojson(folder / "provinces.geojson", lines)
    write_geojson(folder / "province_areas.geojson", areas_out)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Rebuild the offline basemap.")
    parser.add_argument("--land", type=Path, default=INPUTS / "package" / "map.geo.json", help="map.geo.json")
    parser.add_argument("--gpkg", type=Path, default=INPUTS / "world_map.gpkg", help="world_map.gpkg of qgis-common")
    parser.add_argument("--fonts", type=Path, default=INPUTS / "fonts", help="folder of the Noto Sans TTF files")
    parser.add_argument("--out", type=Path, default=BASEMAP, help="folder to write to")
    parser.add_argument("--only", choices=("geography", "labels"), help="write only these files")
    return parser.parse_args()


def main() -> None:
    """Write all files of the basemap."""
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.only != "labels":
        write_geography(options.out, options.land, options.gpkg)
    if options.only != "geography":
        vlc.register_font_directory(str(options.fonts))
        labels = read_labels(HERE / "labels.csv")
        for language in FAMILIES:
            write_labels(options.out, labels, language)


if __name__ == "__main__":
    main()
