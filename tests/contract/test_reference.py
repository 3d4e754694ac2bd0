"""What is true of the reference geography and the basemap's files as they are in the repository."""

import csv
import json
import re
import tomllib

import numpy as np
import pytest
import shapely
from PIL import Image
from shapely.geometry import shape

from etl import reference
from etl.warehouse import PROJECT

REFERENCE = PROJECT / "data" / "reference"
BASEMAP = PROJECT / "dashboard" / "static" / "basemap"
COUNTRIES = {"TH": 77, "MM": 15, "LA": 18, "KH": 25}
WITHOUT_POLYGON = {"KH-25": ["KH-3"], "LA-XS": ["LA-VI", "LA-XI"], "MM-18": ["MM-04"]}
LARGEST_FILE = 1_500_000
KM_PER_DEGREE = 111.2


def features(path):
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def table(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def provinces():
    return reference.read_provinces()


@pytest.fixture(scope="module")
def lines():
    return reference.read_border_lines()


def test_every_province_has_its_code_its_names_and_all_but_three_a_polygon(provinces):
    for country, count in COUNTRIES.items():
        assert sum(record.country == country for record in provinces.records.values()) == count
    assert all(
        re.fullmatch(r"TH-\d\d|MM-\d\d|LA-[A-Z]{2}|KH-\d{1,2}", province_id) for province_id in provinces.records
    )
    assert all(record.name and re.search("[\u0e00-\u0e7f]", record.name_th) for record in provinces.records.values())
    assert provinces.records.keys() - provinces.polygons.keys() == WITHOUT_POLYGON.keys()


def test_a_province_without_a_polygon_is_named_by_those_that_hold_it(provinces):
    holders = {
        missing: [record.province_id for record in provinces.records.values() if missing in record.contains]
        for missing in WITHOUT_POLYGON
    }
    assert holders == WITHOUT_POLYGON
    assert sum(len(record.contains) for record in provinces.records.values()) == 4


def test_every_spelling_in_the_bundled_records_stands_for_a_province(provinces):
    spellings = set()
    for path in sorted((PROJECT / "data" / "raw" / "open_source").glob("*.csv")):
        for row in table(path):
            spellings.add((row.get("admin1", ""), row.get("country_code", "")))
            spellings.add((row.get("opposite_th_province", ""), "TH"))
    wanted = sorted((name, country) for name, country in spellings if name and country in COUNTRIES)
    assert len(wanted) > 70
    found = provinces.match(*zip(*wanted, strict=True))
    assert [pair for pair, province_id in zip(wanted, found, strict=True) if not province_id] == []


@pytest.mark.parametrize(
    ("longitude", "latitude", "province_id"),
    [
        (98.575, 16.713, "TH-63"),
        (99.533, 14.023, "TH-71"),
        (102.065, 13.824, "TH-27"),
        (103.646, 18.361, "TH-38"),
        (100.502, 13.756, "TH-10"),
        (98.508, 16.688, "MM-13"),
        (99.604, 21.291, "MM-17"),
        (104.928, 11.556, "KH-12"),
        (102.613, 17.967, "LA-VT"),
        (96.079, 19.763, "MM-04"),
    ],
)
def test_well_known_places_lie_in_their_province(provinces, longitude, latitude, province_id):
    assert provinces.locate([longitude], [latitude]).tolist() == [province_id]


@pytest.mark.parametrize(
    "content",
    [
        None,
        "",
        "{}",
        '{"features": []}',
        '{"features": [{"properties": {}, "geometry": null}]}',
        '{"features": [{"properties": null, "geometry": null}]}',
        "[1]",
    ],
)
def test_a_missing_or_broken_province_file_is_named_with_how_to_rebuild_it(tmp_path, monkeypatch, content):
    path = tmp_path / "provinces.geojson"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(reference, "PROVINCES", path)
    with pytest.raises(ValueError, match=r"The reference file .*can't be used .*Rebuild it: make reference") as caught:
        reference.read_provinces()
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("geometry", [{"type": "Polygon", "coordinates": [[[0, 0]]]}, {"type": "Nothing"}])
def test_a_broken_polygon_is_a_broken_province_file(tmp_path, monkeypatch, geometry):
    data = {"features": features(reference.PROVINCES)}
    data["features"][0]["geometry"] = geometry
    path = tmp_path / "provinces.geojson"
    path.write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setattr(reference, "PROVINCES", path)
    with pytest.raises(ValueError, match="Rebuild it: make reference"):
        reference.read_provinces()


def test_the_drawn_border_is_cut_at_the_disputed_stretches_and_nothing_is_lost(lines):
    stretches = tomllib.loads((REFERENCE / "disputed_stretches.toml").read_text(encoding="utf-8"))["stretch"]
    assert len({stretch["id"] for stretch in stretches}) == len(stretches)
    assert all(stretch["source"].keys() >= {"title", "publisher", "year"} for stretch in stretches)
    drawn = features(BASEMAP / "border.geojson")
    disputed = {feature["properties"]["name"]: feature for feature in drawn if feature["properties"]["is_disputed"]}
    assert disputed.keys() == {stretch["name"] for stretch in stretches}
    for stretch in stretches:
        feature = disputed[stretch["name"]]
        assert feature["properties"] == {
            "neighbour": stretch["neighbour"],
            "is_disputed": True,
            **{word: stretch[word] for word in ("name", "name_th", "note", "note_th")},
        }
        x, y = shapely.get_coordinates(shape(feature["geometry"])).T
        places = lines.locate(x, y)
        assert set(places.neighbour) <= {stretch["neighbour"], *({"LA"} if stretch["from_km"] == 0 else ())}
        km = places.border_km[places.neighbour == stretch["neighbour"]]
        assert km.min() == pytest.approx(stretch["from_km"], abs=1.5)
        assert km.max() == pytest.approx(min(stretch["to_km"], lines.length_km[stretch["neighbour"]]), abs=1.5)
    plain = [feature["properties"] for feature in drawn if not feature["properties"]["is_disputed"]]
    assert plain == [{"neighbour": country, "is_disputed": False} for country in sorted(lines.length_km)]
    for one in drawn:
        for other in drawn:
            shared = shapely.intersection(shape(one["geometry"]), shape(other["geometry"]))
            assert one is other or shared.length < 1e-9


def test_every_mark_stands_on_the_border_at_its_kilometre(lines):
    for country, length in lines.length_km.items():
        marks = [f for f in features(BASEMAP / "border_ticks.geojson") if f["properties"]["neighbour"] == country]
        km = [mark["properties"]["km"] for mark in marks]
        assert km == list(range(0, int(np.ceil(length)), 10))
        ranks = [0 if place % 100 == 0 else 1 if place % 50 == 0 else 2 for place in km]
        assert [mark["properties"]["rank"] for mark in marks] == ranks
        assert all(0 <= mark["properties"]["bearing"] <= 360 for mark in marks)
        places = lines.locate(*np.array([mark["geometry"]["coordinates"] for mark in marks]).T)
        assert np.abs(places.offset_km).max() < 0.02
        is_own = places.neighbour == country
        assert is_own[1:].all()
        assert np.abs(places.border_km - km)[is_own].max() < 0.05


def test_a_mark_is_turned_as_the_border_runs():
    bearings = {
        (mark["properties"]["neighbour"], mark["properties"]["km"]): mark["properties"]["bearing"]
        for mark in features(BASEMAP / "border_ticks.geojson")
    }
    assert bearings["MM", 1360] == pytest.approx(180, abs=30)  # south, along the straight stretch before Three Pagodas


def test_rivers_are_named_ranked_and_not_drawn_beside_the_border(lines):
    rivers = features(BASEMAP / "rivers.geojson")
    named = {river["properties"]["name"]: river["properties"] for river in rivers}
    assert named["Mekong"] == {"name": "Mekong", "name_th": "แม่น้ำโขง", "rank": 0}
    assert {"Salween", "Irrawaddy", "Chao Phraya", "Ping", "Nan", "Mun", "Khwae Yai", "Sittaung", ""} <= named.keys()
    assert {river["properties"]["rank"] for river in rivers} == {0, 1, 2, 3}
    border = shapely.MultiLineString([*lines.coordinates.values()])
    beside = shapely.buffer(border, 1.0 / KM_PER_DEGREE)
    for river in rivers:
        line = shape(river["geometry"])
        near = shapely.intersection(line, beside)
        assert near.length < 0.03 * line.length, river["properties"]["name"]


@pytest.mark.parametrize(
    ("name", "longitude", "latitude", "is_land"),
    [
        ("Mae Sot", 98.575, 16.713, True),
        ("Tonle Sap, a lake", 104.0, 12.9, True),
        ("Ko Lipe", 99.303, 6.488, True),
        ("Ko Chang", 102.33, 12.05, True),
        ("Kawthaung", 98.55, 9.985, True),
        ("Dhaka", 90.4, 23.8, True),
        ("Gulf of Thailand", 101.0, 11.0, False),
        ("Andaman Sea", 96.5, 10.0, False),
        ("South China Sea", 111.0, 13.0, False),
        ("Strait of Malacca", 99.0, 5.0, False),
    ],
)
def test_land_is_told_from_sea(name, longitude, latitude, is_land):
    [feature] = features(REFERENCE / "region_land.geojson")
    land = shape(feature["geometry"])
    assert land.geom_type == "MultiPolygon"
    assert land.is_valid
    assert bool(shapely.contains_xy(land, longitude, latitude)) is is_land, name


@pytest.mark.parametrize("language", ["en", "th"])
def test_every_label_has_its_image_in_both_atlases(language):
    content = json.loads((BASEMAP / f"labels-{language}.json").read_text(encoding="utf-8"))
    mapping, labels = content["mapping"], content["labels"]
    assert {label["icon"] for label in labels} == mapping.keys()
    kinds = {"country", "capital", "town", "village", "crossing", "province", "tick"}
    assert {label["kind"] for label in labels} == kinds
    for time_of_day in ("day", "night"):
        path = BASEMAP / f"labels-{language}-{time_of_day}.png"
        assert path.stat().st_size < 450_000
        atlas = np.asarray(Image.open(path).convert("RGBA"))
        for icon in mapping.values():
            image = atlas[icon["y"] : icon["y"] + icon["height"], icon["x"] : icon["x"] + icon["width"]]
            assert image.shape[:2] == (icon["height"], icon["width"])
            assert image[..., 3].max() == 255


@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize("zoom", [5.3, 6.5, 8.0, 9.5, 11.0])
def test_no_two_labels_touch_at_a_zoom(language, zoom):
    content = json.loads((BASEMAP / f"labels-{language}.json").read_text(encoding="utf-8"))
    shown = [label for label in content["labels"] if label["min_zoom"] <= zoom]
    icons = [content["mapping"][label["icon"]] for label in shown]
    longitude, latitude = np.array([(label["longitude"], label["latitude"]) for label in shown]).T
    size = 512 * 2**zoom
    left = size * longitude / 360 - [icon["anchorX"] / 2 for icon in icons]
    mercator = np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2))
    top = -size * mercator / (2 * np.pi) - [icon["anchorY"] / 2 for icon in icons]
    right, bottom = left + [icon["width"] / 2 for icon in icons], top + [icon["height"] / 2 for icon in icons]
    boxes = shapely.box(left, top, right, bottom)
    one, other = shapely.STRtree(boxes).query(boxes, predicate="overlaps")
    assert [(shown[i]["icon"], shown[j]["icon"]) for i, j in zip(one, other, strict=True) if i < j] == []


def test_labels_name_every_mark_every_province_with_a_polygon_and_the_towns_of_the_border(provinces):
    for language, mark in (("en", "1,100 km"), ("th", "กม. 1,100")):
        labels = json.loads((BASEMAP / f"labels-{language}.json").read_text(encoding="utf-8"))["labels"]
        ids = {label["icon"] for label in labels}
        assert {province_id.lower() for province_id in provinces.polygons} <= ids
        assert {"mae-sot", "three-pagodas", "sangkhla-buri", "khok-sung", "chong-sa-ngam", "ban-phu-nam-ron"} <= ids
        marks = [label for label in labels if label["kind"] == "tick"]
        assert mark in {label["name"] for label in marks}
        assert all(re.search("[\u0e00-\u0e7f]", label["name"]) for label in labels) or language == "en"


def test_no_file_of_the_reference_geography_is_large():
    sizes = [path.stat().st_size for folder in (REFERENCE, BASEMAP) for path in folder.iterdir() if path.is_file()]
    assert max(sizes) < LARGEST_FILE
    assert sum(sizes) < 6_000_000


def test_the_seat_of_every_thai_province_is_named_within_it(provinces):
    labels = json.loads((BASEMAP / "labels-th.json").read_text(encoding="utf-8"))["labels"]
    towns = [label for label in labels if label["kind"] in ("town", "capital")]
    longitude, latitude = ([town[axis] for town in towns] for axis in ("longitude", "latitude"))
    found = provinces.locate(longitude, latitude)
    named = provinces.match([town["name"] for town in towns], ["TH"] * len(towns))
    seats = {one for one, other in zip(found.tolist(), named, strict=True) if one == other}
    assert {record.province_id for record in provinces.records.values() if record.country == "TH"} - seats == set()
