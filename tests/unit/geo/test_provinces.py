"""Provinces: the index gives what the polygons give, at edges and overlaps too; names in any of their spellings."""

import h3.api.basic_int as h3
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.reference import read_provinces
from geo.cells import points_to_cells
from geo.provinces import RESOLUTION, Province, plain_spelling, provinces

PROVINCES = read_provinces()
IDS = np.array([*PROVINCES.polygons, ""])
POLYGONS = [*PROVINCES.polygons.values()]
for polygon in POLYGONS:
    shapely.prepare(polygon)


def by_polygon(x, y):
    """What the polygons say, one after the other: the first that holds a point."""
    found = np.full(len(x), "", dtype=IDS.dtype)
    for province_id, polygon in reversed(PROVINCES.polygons.items()):
        found[shapely.intersects_xy(polygon, x, y)] = province_id
    return found


def square(west, south, size=1.0):
    return shapely.box(west, south, west + size, south + size)


def test_a_hundred_thousand_points_lie_where_the_polygons_say():
    rng = np.random.default_rng(20261124)
    x, y = rng.uniform(91.0, 110.0, 100_000), rng.uniform(5.0, 29.0, 100_000)
    found = PROVINCES.locate(x, y)
    assert np.array_equal(found, by_polygon(x, y))
    assert set(IDS) == set(found)


def test_points_by_the_edges_lie_where_the_polygons_say():
    rng = np.random.default_rng(7)
    edges = shapely.get_coordinates(POLYGONS)
    for reach in (0.0, 1e-9, 1e-6, 1e-4, 0.01):
        x, y = (edges[::5] + rng.uniform(-reach, reach, edges[::5].shape)).T
        assert np.array_equal(PROVINCES.locate(x, y), by_polygon(x, y))


@given(st.lists(st.tuples(st.floats(92.0, 109.0), st.floats(5.5, 28.6)), max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_points_lie_where_the_polygons_say(points):
    x, y = np.array(points, dtype=np.float64).reshape(-1, 2).T
    assert np.array_equal(PROVINCES.locate(x, y), by_polygon(x, y))


def test_every_corner_and_centre_of_every_whole_cell_is_in_its_province():
    assert len(PROVINCES.cells) > 30_000
    assert np.all(PROVINCES.cells[1:] > PROVINCES.cells[:-1])
    corners = [(*h3.cell_to_boundary(cell), h3.cell_to_latlng(cell)) for cell in PROVINCES.cells.tolist()]
    owners = np.repeat(PROVINCES.cell_provinces, [len(points) for points in corners])
    latitude, longitude = np.array([point for points in corners for point in points]).T
    assert np.array_equal(by_polygon(longitude, latitude), IDS[owners])


def test_most_points_are_answered_by_their_cell():
    rng = np.random.default_rng(1)
    x, y = rng.uniform(97.0, 106.0, 10_000), rng.uniform(12.0, 20.0, 10_000)
    is_within = PROVINCES.locate(x, y) != ""
    cells = points_to_cells(x[is_within], y[is_within], resolution=RESOLUTION)
    assert np.isin(cells, PROVINCES.cells).mean() > 0.7


def test_nothing_is_found_for_nan_for_no_points_and_outside():
    assert PROVINCES.locate([np.nan, 100.5, np.nan, 0.0, 101.0], [13.7, np.nan, np.nan, 0.0, 11.0]).tolist() == [""] * 5
    assert PROVINCES.locate([], []).shape == (0,)


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        ([181.0], [13.0], "longitude must be -180 to 180 degrees: found 181.0 at row 0"),
        ([13.7], [100.5], "latitude must be -90 to 90 degrees: found 100.5 at row 0"),
        ([100.5, 100.6], [13.7], "must be of one shape"),
    ],
)
def test_points_out_of_range_or_of_two_shapes_are_refused(x, y, message):
    with pytest.raises(ValueError, match=message):
        PROVINCES.locate(x, y)


def test_a_shared_edge_and_an_overlap_belong_to_the_first_id_whatever_the_order_given():
    west, east = (Province("TH-10", "West"), square(100, 13)), (Province("TH-11", "East"), square(101, 13))
    overlapping = (Province("TH-12", "Over"), square(100.5, 13))
    for order in ([west, east, overlapping], [overlapping, east, west]):
        found = provinces(order)
        assert found.locate([101.0, 100.75, 101.25, 100.2], [13.5] * 4).tolist() == ["TH-10", "TH-10", "TH-11", "TH-10"]
    alone = provinces([overlapping, (Province("TH-13", "Later"), square(100, 13, 2.0))])
    rng = np.random.default_rng(3)
    x, y = rng.uniform(100, 102, 5_000), rng.uniform(13, 15, 5_000)
    within = shapely.intersects_xy(overlapping[1], x, y)
    assert np.array_equal(alone.locate(x, y), np.where(within, "TH-12", "TH-13"))


def test_a_hole_belongs_to_what_fills_it():
    ring = shapely.difference(square(100, 13, 2.0), square(100.5, 13.5))
    found = provinces([(Province("TH-10", "Ring"), ring), (Province("TH-11", "Core"), square(100.5, 13.5))])
    assert found.locate([101.0, 100.2, 100.5], [14.0, 14.0, 14.0]).tolist() == ["TH-11", "TH-10", "TH-10"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([(Province("TH-10", "A"), square(100, 13)), (Province("TH-10", "B"), None)], "comes twice"),
        (
            [(Province("TH-10", "Sa Kaeo"), None), (Province("TH-11", "Sakaeo"), None)],
            "stands for both TH-10 and TH-11",
        ),
        ([(Province("TH-10", "A"), shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]))], "TH-10 is not valid"),
        ([(Province("TH-10", "A"), shapely.Polygon())], "TH-10 is not valid"),
        ([(Province("TH-10", "A"), shapely.Point(100, 13))], "TH-10 is not valid"),
        ([(Province("TH-10", "A"), square(13, 100))], "TH-10 must lie within"),
    ],
)
def test_provinces_that_would_give_no_one_answer_are_refused(given, message):
    with pytest.raises(ValueError, match=message):
        provinces(given)


def test_without_polygons_nothing_lies_anywhere():
    assert provinces([(Province("MM-18", "Naypyidaw"), None)]).locate([96.1], [19.7]).tolist() == [""]
    assert provinces([]).locate([96.1], [19.7]).tolist() == [""]


@pytest.mark.parametrize(
    ("name", "country", "province_id"),
    [
        ("กาญจนบุรี", "TH", "TH-71"),
        ("จังหวัดกาญจนบุรี", "TH", "TH-71"),
        ("จ.สระแก้ว", "TH", "TH-27"),
        ("จ. สระแก้ว", "TH", "TH-27"),
        ("Sa Kaeo", "TH", "TH-27"),
        ("SAKAEO", "TH", "TH-27"),
        ("Chon Buri", "TH", "TH-20"),
        ("chonburi province", "TH", "TH-20"),
        ("Chon-Buri", "TH", "TH-20"),
        ("Changwat Tak", "TH", "TH-63"),
        ("กทม.", "TH", "TH-10"),
        ("Krung Thep Maha Nakhon", "TH", "TH-10"),
        ("Buri Ram", "TH", "TH-31"),
        ("อำนาจเจริญ", "TH", "TH-37"),
        ("Kayin State", "MM", "MM-13"),
        ("Karen", "MM", "MM-13"),
        ("รัฐกะเหรี่ยง", "MM", "MM-13"),
        ("Tenasserim Division", "MM", "MM-05"),
        ("Rangoon", "MM", "MM-06"),
        ("Nay Pyi Taw", "MM", "MM-18"),
        ("Vientiane", "LA", "LA-VI"),
        ("Vientiane Prefecture", "LA", "LA-VT"),
        ("Sayaboury", "LA", "LA-XA"),
        ("แขวงจำปาสัก", "LA", "LA-CH"),
        ("Kâmpóng Spœ", "KH", "KH-5"),
        ("Tboung Khmum", "KH", "KH-25"),
        ("Tak", "MM", ""),
        ("Atlantis", "TH", ""),
        ("Province", "TH", ""),
        ("", "TH", ""),
    ],
)
def test_a_province_is_known_by_any_of_its_spellings(name, country, province_id):
    assert PROVINCES.match([name], [country]) == [province_id]


def test_every_spelling_stands_for_its_province():
    for record in PROVINCES.records.values():
        names = [*record.spellings, *(name.upper() for name in record.spellings)]
        assert set(PROVINCES.match(names, [record.country] * len(names))) == {record.province_id}


def test_as_many_countries_as_names_are_needed():
    with pytest.raises(ValueError, match="longer"):
        PROVINCES.match(["Tak", "Trat"], ["TH"])


def test_a_plain_spelling_keeps_thai_vowels_and_tone_marks():
    assert plain_spelling("น่าน") != plain_spelling("นาน")
    assert plain_spelling("  Kraté  State ") == "krate"


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("MM-13", "", "MM-13"),
        (" th-63 ", "TH", "TH-63"),
        ("th-63", "MM", ""),
        ("Kayin State", "", "MM-13"),
        ("จังหวัดตาก", "", "TH-63"),
        ("Tak", "MM", ""),
        ("Kayin (South)", "", "MM-13"),
        ("Kayin (whole)", "", ""),
        ("Both", "", ""),
        ("Both", "MM", "MM-13"),
        ("", "", ""),
    ],
)
def test_a_province_is_identified_by_code_or_by_a_name_that_only_one_has(text, country, found):
    records = [Province("TH-63", "Tak", "ตาก", ("Both",)), Province("MM-13", "Kayin", "", ("Both",))]
    assert provinces((record, None) for record in records).identify([text], [country]) == [found]
