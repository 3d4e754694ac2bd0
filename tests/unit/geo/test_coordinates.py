import numpy as np
import pyarrow as pa
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coordinates import REGION, pair_to_points, points_to_text, text_to_points
from geo.readings import FAULTS, NOTES

KK_PARK = (98.564, 16.626)


def read_one(text, system="any", **options):
    read = text_to_points([text], system=system, **options)
    return read.longitude[0], read.latitude[0], read.note[0], read.fault[0]


@pytest.mark.parametrize(
    "text",
    [
        "16.626, 98.564",
        "16.626 98.564",
        "(16.626,98.564)",
        "16.626;98.564",
        "16,626 98,564",
        "16,626, 98,564",
        "16,626; 98,564",
        "๑๖.๖๒๖, ๙๘.๕๖๔",
        "16.626N 98.564E",
        "98.564° E, 16.626° N",
        "N16.626 E98.564",
        "16.626 น. 98.564 อ.",
        "lat 16.626 lon 98.564",
        "Longitude: 98.564, Latitude: 16.626",
        "ละติจูด 16.626 ลองจิจูด 98.564",
        "16°37'33.6\"N 98°33'50.4\"E",
        "16°37′33.6″N, 98°33′50.4″E",
        "16º37’33,6”N 98º33’50,4”E",
        "16°37'33.6''N98°33'50.4''E",
        "16 37 33.6 N 98 33 50.4 E",
        "16 37 33.6 98 33 50.4",
        "16 37 33.6, 98 33 50.4",
        "16:37:33.6 98:33:50.4",
        "16-37-33.6N 98-33-50.4E",
        "16d37m33.6s 98d33m50.4s",
        "16deg 37min 33.6sec N 98deg 33min 50.4sec E",
        "16d37m33.6sN 98d33m50.4sE",
        "N16°37.56', E98°33.84'",
        "16 37.56 98 33.84",
        "16°37.56' 98°33.84'",
        "16 องศา 37 ลิปดา 33.6 ฟิลิปดา เหนือ 98 องศา 33 ลิปดา 50.4 ฟิลิปดา ตะวันออก",
        "๑๖ องศา ๓๗ ลิปดา ๓๓.๖ พิลิปดา ทิศเหนือ, ๙๘ องศา ๓๓ ลิปดา ๕๐.๔ พิลิปดา ทิศตะวันออก",
        "  16.626 98.564​ ",
    ],
)
@pytest.mark.parametrize("system", ["degrees", "any"])
def test_a_position_in_degrees_is_read_however_it_is_written(text, system):
    x, y, note, fault = read_one(text, system)
    assert (x, y) == pytest.approx(KK_PARK, abs=1e-9)
    assert (note, fault) == ("", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("33.86S 151.21E", (151.21, -33.86)),
        ("-33.86 151.21", (151.21, -33.86)),
        ("33°51'36\"S 70°12'W", (-70.2, -33.86)),
        ("−33.86, 151.21", (151.21, -33.86)),
        ("๑๖ ใต้ ๙๘ ตะวันตก", (-98, -16)),
        ("90 0", (0, 90)),
        ("0 180", (180, 0)),
        ("-90, -180", (-180, -90)),
    ],
)
def test_south_and_west_are_negative_and_the_poles_and_180_degrees_are_places(text, expected):
    assert read_one(text, "degrees") == (*expected, "", "")


@pytest.mark.parametrize(
    ("text", "radius_m"),
    [
        ("16.626, 98.564", 55.66),
        ("16.626, 98.5", 5566),
        ("16, 98", 55_660),
        ("16°37'33\" 98°33'50\"", 15.46),
        ("16°37.56' 98°33.84'", 9.277),
        ("MU 534382", 50),
        ("MU 5338", 500),
        ("MU 5 3", 5_000),
        ("47QMU5345038250", 0.5),
        ("47Q 453400 1838200", 0.5),
    ],
)
def test_the_radius_is_half_of_the_last_digit_or_of_the_square(text, radius_m):
    assert text_to_points([text], system="any").radius_m[0] == pytest.approx(radius_m, rel=1e-3)


@pytest.mark.parametrize(
    "text", ["MU 534382", "MU534382", "mu 534 382", "พิกัด MU ๕๓๔๓๘๒", "MU-534-382", "47QMU534382", "47Q MU 534 382"]
)
def test_a_thai_reports_grid_reference_of_kk_park_is_where_the_report_says_with_or_without_its_zone(text):
    x, y, note, fault = read_one(text, "mgrs")
    assert (round(x, 3), round(y, 3)) == KK_PARK
    assert (note, fault) == ("" if text.startswith("47") else "zone_resolved", "")


def test_a_square_that_fits_twice_in_a_larger_region_is_refused_with_the_zones_that_fit():
    read = text_to_points(["MU 534382"], system="mgrs", region=(96, 4, 106, 40))
    assert read.fault.tolist() == ["ambiguous"]
    assert read.accepted.tolist() == ["one grid zone of those that fit: 47Q or 47S"]
    assert np.isnan(read.longitude[0])
    assert np.isnan(read.radius_m[0])


def test_a_square_that_fits_nowhere_in_the_region_is_refused():
    assert read_one("AA 534382", "mgrs")[3] == "outside_region"
    assert read_one("47QAA534382", "mgrs")[3] == "out_of_range"


@pytest.mark.parametrize("text", ["MU 534 3820", "MU 53438", "MU", "IO 1234", "MU 53438200000000", "MW 12 1234"])
def test_a_grid_reference_of_unequal_digits_or_letters_that_it_lacks_is_not_read(text):
    assert read_one(text, "mgrs")[3] == "unreadable"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("47Q 453400 1838200", ""),
        ("47 453400E 1838200N", ""),
        ("47N 453400 1838200", ""),
        ("UTM zone 47Q 453,400 1,838,200", ""),
        ("โซน ๔๗ ๔๕๓๔๐๐ ๑๘๓๘๒๐๐", ""),
        ("47P 453400 1838200", "band_ignored"),
    ],
)
def test_a_position_in_utm_is_read_however_it_is_written(text, note):
    expected = pyproj.Transformer.from_crs(32647, 4326, always_xy=True).transform(453400, 1838200)
    for system in ("utm", "any", "utm-48n"):
        x, y, *rest = read_one(text, system)
        assert (x, y) == pytest.approx(expected, abs=1e-8)
        assert rest == [note, ""]


def test_metres_without_a_zone_that_two_zones_fit_are_refused_and_read_where_the_column_has_a_zone():
    read = text_to_points(["453400 1838200"], system="utm")
    assert read.fault.tolist() == ["ambiguous"]
    assert read.accepted.tolist() == ["one grid zone of those that fit: 47Q or 48Q"]
    assert read_one("453400 1838200", "utm-48n")[0] == pytest.approx(104.56307, abs=1e-5)
    assert read_one("453400 1838200", "utm", region=(96, 5, 102, 21))[2:] == ("zone_resolved", "")


@pytest.mark.parametrize(("zone", "epsg"), [(47, 24047), (48, 24048)])
def test_indian_1975_takes_the_published_seven_parameters_and_not_none(zone, epsg):
    # EPSG's Indian 1975 to WGS 84 (4), accuracy 3 m, written out for PROJ by hand.
    published = pyproj.Transformer.from_pipeline(
        f"+proj=pipeline +step +inv +proj=utm +zone={zone} +a=6377276.345 +rf=300.8017 +step +proj=push +v_3"
        " +step +proj=cart +a=6377276.345 +rf=300.8017 +step +proj=helmert +x=293 +y=836 +z=318 +rx=0.5 +ry=1.6"
        " +rz=-2.8 +s=2.1 +convention=position_vector +step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3"
        " +step +proj=unitconvert +xy_in=rad +xy_out=deg"
    )
    x, y = published.transform(453400, 1838200)
    read = pair_to_points(["453400"], ["1838200"], system=f"indian-1975-{zone}n")
    assert (read.longitude[0], read.latitude[0]) == pytest.approx((x, y), abs=1e-8)
    assert read.radius_m[0] == 3.5
    as_wgs84 = pair_to_points(["453400"], ["1838200"], system=f"utm-{zone}n")
    apart = pyproj.Geod(ellps="WGS84").inv(x, y, as_wgs84.longitude[0], as_wgs84.latitude[0])[2]
    assert 400 < apart < 800
    assert pyproj.CRS.from_epsg(epsg).utm_zone == f"{zone}N"


def test_swapped_numbers_are_mended_and_flagged_where_the_other_order_alone_is_in_the_region():
    texts = ["98.564, 16.626", "98.564N 16.626E", "39.9 116.4", "16.626 98.564"]
    read = text_to_points(texts, system="degrees")
    assert read.longitude.tolist() == [98.564, 98.564, 116.4, 98.564]
    assert read.note.tolist() == ["swapped", "swapped", "", ""]
    read = pair_to_points([98.564, 16.626, 116.4], [16.626, 98.564, 39.9], system="degrees")
    assert read.note.tolist() == ["swapped", "", ""]
    assert read.fault.tolist() == ["", "", "out_of_range"]
    read = pair_to_points(["1838200"], ["453400"], system="utm-47n")
    assert read.note.tolist() == ["swapped"]
    assert read.latitude[0] == pytest.approx(16.6257, abs=1e-4)


def test_a_pair_that_fits_both_ways_is_refused_unless_letters_or_columns_say_which_is_which():
    region = (0, 0, 60, 60)
    assert read_one("30.5 40.5", "degrees", region=region)[3] == "ambiguous"
    assert read_one("30.5N 40.5E", "degrees", region=region) == (40.5, 30.5, "", "")
    assert pair_to_points([30.5], [40.5], system="degrees", region=region).fault.tolist() == [""]


@pytest.mark.parametrize(
    "text",
    [
        "16.626",
        "16 60 98 10",
        "16.5 37 98.5 10",
        "16.6 N 98.5 N",
        "-16.6 S 98.5 E",
        "N16.6N E98.5E",
        "16 37 98 33 50",
        "1,2,3",
        "16,626,98,564",
        "ราว 30 กม. จากแม่สอด",
        "16.626 98.564 extra",
        "16.626 ต. 98.564 อ.",
        "nan nan",
        "=1+1",
        "\x00",
        "9" * 5000,
    ],
)
def test_a_text_that_is_no_position_is_refused_with_what_was_found_and_what_would_be_accepted(text):
    read = text_to_points([text], system="degrees")
    assert read.fault.tolist() == ["unreadable"]
    assert read.found[0] == text[:120].replace("\0", "\N{SYMBOL FOR NULL}")
    assert read.accepted[0].startswith("latitude and longitude, like 16.626, 98.564")
    assert np.isnan(read.longitude[0])


def test_degrees_that_do_not_exist_are_refused():
    assert read_one("91 200", "degrees")[3] == "out_of_range"
    assert read_one("16 180.001", "degrees")[3] == "out_of_range"


def test_nothing_is_no_fault_and_half_a_pair_is():
    read = text_to_points([None, "", " ​"], system="any")
    assert read.fault.tolist() == read.note.tolist() == read.found.tolist() == ["", "", ""]
    assert np.isnan(read.longitude).all()
    read = pair_to_points([None, "16.6", " ", float("nan")], [None, None, "98.5", None], system="degrees")
    assert read.fault.tolist() == ["", "incomplete", "incomplete", ""]
    read = pair_to_points(np.array([np.nan, 16.6]), np.array([np.nan, np.nan]), system="degrees")
    assert read.fault.tolist() == ["", "incomplete"]
    assert read.accepted.tolist() == ["", "both numbers, or neither"]


@pytest.mark.parametrize("system", ["any", "degrees", "utm", "utm-47n", "indian-1975-48n", "mgrs"])
def test_no_texts_give_no_points(system):
    read = text_to_points([], system=system)
    assert read.longitude.shape == read.fault.shape == (0,)
    assert text_to_points(pa.array([None], pa.string()), system=system).fault.tolist() == [""]


def test_what_is_not_known_is_refused():
    with pytest.raises(ValueError, match="system must be one of any, degrees"):
        text_to_points(["1 1"], system="lambert")
    with pytest.raises(ValueError, match="two columns hold degrees or UTM"):
        pair_to_points(["1"], ["1"], system="mgrs")
    with pytest.raises(ValueError, match="of one length: found 1 and 2"):
        pair_to_points(["1"], ["1", "2"], system="degrees")


@given(st.lists(st.one_of(st.none(), st.text(max_size=40), st.from_regex(r"[0-9NEWS°'\", .]{1,30}")), max_size=10))
def test_any_text_gives_one_reading_of_the_closed_lists_and_a_point_exactly_where_there_is_no_fault(texts):
    read = text_to_points(pa.array(texts, pa.string()), system="any")
    assert set(read.fault.tolist()) <= set(FAULTS)
    assert set(read.note.tolist()) <= set(NOTES)
    assert len(read.longitude) == len(texts)
    has_point = ~np.isnan(read.longitude)
    assert (np.abs(read.longitude[has_point]) <= 180).all()
    assert (np.abs(read.latitude[has_point]) <= 90).all()
    assert not (has_point & (read.fault != "")).any()
    assert ((read.found != "") <= (read.fault != "")).all()


@pytest.mark.parametrize(
    ("system", "reads", "metres"),
    [("degrees", "degrees", 1), ("dms", "degrees", 2.5), ("utm", "utm", 1), ("mgrs", "mgrs", 1)],
)
@given(points=st.lists(st.tuples(st.floats(-180, 180), st.floats(-79.9, 83.9)), min_size=1, max_size=20))
def test_what_is_written_reads_back_as_the_same_point(system, reads, metres, points):
    x, y = (np.array(column) for column in zip(*points, strict=True))
    text = points_to_text(x, y, system=system)
    read = text_to_points(text, system=reads, region=(0, 0, 0, 0))
    assert read.fault.tolist() == [""] * len(points)
    apart = pyproj.Geod(ellps="WGS84").inv(x, y, read.longitude, read.latitude)[2]
    assert apart.max() <= metres
    assert (read.radius_m > 0).all()


def test_points_are_written_with_full_seconds_and_the_ends_of_the_earth_are_defined():
    x, y = np.array([98.99999, 180.0, -180.0, 0.0, 98.5, -0.0]), np.array([16.99999, 0.0, 90.0, -90.0, np.nan, -0.0])
    assert points_to_text(x, y, system="dms").tolist() == [
        "17°00'00.0\"N 99°00'00.0\"E",
        "0°00'00.0\"N 180°00'00.0\"E",
        "90°00'00.0\"N 180°00'00.0\"W",
        "90°00'00.0\"S 0°00'00.0\"E",
        "",
        "0°00'00.0\"N 0°00'00.0\"E",
    ]
    assert points_to_text(x, y, system="degrees").tolist()[1:] == [
        "0.00000, 180.00000",
        "90.00000, -180.00000",
        "-90.00000, 0.00000",
        "",
        "0.00000, 0.00000",
    ]
    assert points_to_text(x, y, system="mgrs").tolist()[1:5] == ["01NAA6602100000", "", "", ""]
    assert points_to_text(x, y, system="utm").tolist()[1:5] == ["1N 166021 0", "", "", ""]
    assert points_to_text([], [], system="mgrs").tolist() == []
    with pytest.raises(ValueError, match=r"latitude .* found 91\.0"):
        points_to_text([0.0], [91.0], system="utm")


def test_the_region_holds_the_borders_towns():
    west, south, east, north = REGION
    for x, y in [(98.57, 16.71), (99.88, 20.45), (98.55, 10.0), (106.15, 11.07), (102.0, 6.0)]:
        assert west < x < east
        assert south < y < north
