import pytest

from etl import pipeline, warehouse

MYAWADDY = {"country_code": "MM", "lat": "16.688", "lon": "98.508"}


def border_of(home, table="place"):
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        return connection.execute(
            "SELECT border_country, round(border_km), round(border_offset_km, 1), side, side_conflict"
            f" FROM {table} WHERE valid_to IS NULL"
        ).fetchall()


def test_a_place_near_the_border_has_its_kilometre_offset_and_side(home, write_rows):
    pipeline.load(home, [write_rows("place", {"place_id": "a", **MYAWADDY})])
    assert border_of(home) == [("MM", 1103, 0.7, "MM", False)]


@pytest.mark.parametrize("precision", ["province", "country"])
def test_a_point_no_finer_than_a_province_has_no_place_along_the_border(home, write_rows, precision):
    pipeline.load(home, [write_rows("place", {"place_id": "a", **MYAWADDY})])
    pipeline.load(home, [write_rows("place", {"place_id": "a", **MYAWADDY, "location_precision": precision})])
    assert border_of(home) == [(None, None, None, None, None)]


@pytest.mark.parametrize(("country", "is_conflict"), [("MM", False), ("LA", False), ("TH", True), ("CN", None)])
def test_a_side_is_in_conflict_with_thailand_or_a_neighbour_alone(home, write_rows, country, is_conflict):
    pipeline.load(home, [write_rows("place", {"place_id": "a", **MYAWADDY, "country_code": country})])
    assert border_of(home) == [("MM", 1103, 0.7, "MM", is_conflict)]


def test_a_record_takes_its_side_from_where_it_stands_and_its_country_from_its_source(home, write_rows):
    place = write_rows("place", {"place_id": "a", **MYAWADDY})
    raid = write_rows("incident", {"incident_id": "i", "place_id": "a", "country_code": "TH"})
    pipeline.load(home, [place, raid])
    assert border_of(home, "incident") == [("MM", 1103, 0.7, "MM", True)]


def test_a_place_that_moves_inland_leaves_the_border(home, write_rows):
    pipeline.load(home, [write_rows("place", {"place_id": "a", **MYAWADDY})])
    pipeline.load(home, [write_rows("place", {"place_id": "a", "lat": "16.805", "lon": "96.156"})])
    assert border_of(home) == [(None, None, None, None, None)]


def placed(home, table, columns):
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        return connection.execute(f"SELECT {columns} FROM {table} WHERE valid_to IS NULL ORDER BY ALL").fetchall()


KNOWN = "location_source, location_precision, longitude, h3_r6, country, province, sector_reason"


def test_a_record_that_names_a_province_alone_is_known_to_the_province_and_has_no_point(home, tmp_path):
    path = tmp_path / "dtm.csv"
    path.write_text(
        "admin1Name,idpOriginAdmin1Name,reportingDate,displacementReason\n"
        "Kayin,Mon,2024-02-05,Conflict\nTH-63,,2024-02-05,Conflict\n"
    )
    pipeline.load(home, [path])
    assert placed(home, "displacement_report", KNOWN) == [
        ("province", "province", None, None, "MM", "Kayin", "too_coarse"),
        ("province", "province", None, None, "TH", "Tak", "too_coarse"),
    ]


@pytest.mark.parametrize(
    ("row", "known"),
    [
        ({"admin1": "Tak"}, ("province", "province", None, None, "TH", "Tak", "too_coarse")),
        ({"admin1": "the hills"}, (None, None, None, None, "TH", "the hills", "no_place")),
    ],
)
def test_an_incident_stands_on_its_province_where_it_names_nothing_finer(home, write_rows, row, known):
    pipeline.load(home, [write_rows("incident", {"incident_id": "i", "country_code": "TH", **row})])
    assert placed(home, "incident", KNOWN) == [known]


def test_a_place_comes_before_a_province_at_every_load(home, write_rows):
    place = write_rows("place", {"place_id": "a", **MYAWADDY})
    raid = {"incident_id": "i", "place_id": "a", "admin1": "Kayin", "country_code": "MM"}
    pipeline.load(home, [place, write_rows("incident", raid)])
    assert placed(home, "incident", "location_source, location_precision") == [("place", "town")]
    pipeline.load(home, [write_rows("incident", raid | {"place_id": ""})])
    assert placed(home, "incident", "location_source, location_precision, longitude") == [
        ("province", "province", None)
    ]
    pipeline.load(home, [write_rows("incident", raid)])
    assert placed(home, "incident", "location_source, location_precision") == [("place", "town")]


@pytest.mark.parametrize(
    ("columns", "province_id"),
    [
        ({"admin1": "kayin state"}, "MM-13"),
        ({"admin1": "Mon"}, "MM-15"),
        ({}, "MM-13"),
        ({"admin1": "the hills"}, "MM-13"),
        ({"location_precision": "province"}, None),
        ({"location_precision": "province", "admin1": "รัฐกะเหรี่ยง"}, "MM-13"),
        ({"country_code": "TH"}, None),
        ({"country_code": "TH", "admin1": "Tak"}, "TH-63"),
        ({"country_code": "TH", "admin1": "Kayin"}, None),
    ],
)
def test_a_place_is_in_the_province_that_its_source_names_else_in_that_of_its_point(
    home, write_rows, columns, province_id
):
    pipeline.load(home, [write_rows("place", {"place_id": "a", **MYAWADDY, **columns})])
    assert placed(home, "place", "province_id") == [(province_id,)]


def test_a_province_follows_what_is_known_of_a_row(home, write_rows):
    place = write_rows("place", {"place_id": "a", **MYAWADDY, "admin1": "Kayin"})
    pipeline.load(home, [place, write_rows("rescue", {"rescue_id": "r", "from_place_id": "a"})])
    assert placed(home, "rescue", "province, province_id") == [("Kayin", "MM-13")]
    pipeline.load(home, [write_rows("place", {"place_id": "a", "lat": "16.805", "lon": "96.156", "admin1": "Yangon"})])
    assert placed(home, "rescue", "province, province_id") == [("Yangon", "MM-06")]
    pipeline.load(home, [write_rows("rescue", {"rescue_id": "r"})])
    assert placed(home, "rescue", "province, province_id") == [(None, None)]
