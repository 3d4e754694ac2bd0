from dataclasses import dataclass, replace
from datetime import date

import duckdb
import pyarrow as pa
import pytest

from etl.contract.ddl import create_statements
from etl.reference import read_provinces
from etl.reject import create_fault_table, find_faults, limit_faults
from etl.source import list_descriptions
from etl.transform import text_columns
from etl.values.convert import read_values, value_notes

TODAY = date(2026, 11, 24)
PROVINCES = read_provinces()
PLACES = """
INSERT INTO place (place_id, kind, name, name_th, alt_names, country) VALUES
    ('mae-sot', 'town', 'Mae Sot', 'แม่สอด', ['Maesot'], 'TH'), ('myawaddy', 'town', 'Myawaddy', 'เมียวดี', [], 'MM'),
    ('wale', 'town', 'Wale', NULL, ['Wa Le'], 'TH'), ('waw-lay', 'town', 'Waw Lay', NULL, ['Wa Le'], 'MM')
"""


@dataclass(frozen=True)
class Converted:
    """Rows of `staged` without a fault, the faults as (line, column, rule), what each accepts, and the notes."""

    rows: list[dict[str, str | None]]
    faults: list[tuple[int, str, str]]
    accepted: list[str]
    notes: list[str]
    over_limit: int


@pytest.fixture(scope="module")
def build():
    with duckdb.connect() as connection:
        for statement in create_statements():
            connection.execute(statement)
        connection.execute(PLACES)
        connection.execute("INSERT INTO compound (compound_id, name, country) VALUES ('kk-park', 'KK Park', 'MM')")
        yield connection


@pytest.fixture
def convert(build):
    """The rows of a file, read and checked with a shipped description; `changes` alter the description."""
    shipped = {description.name: description for description in list_descriptions()}

    def converted(source, *rows, **changes):
        header = list(dict.fromkeys(name for row in rows for name in row))
        description = replace(shipped[source], **changes).bound(header)
        columns = {name: pa.array([row.get(name, "") for row in rows], pa.string()) for name in header}
        columns["moei:line"] = pa.array(range(2, len(rows) + 2), pa.int64())
        build.register("given", pa.table(columns))
        build.execute("CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM given")
        build.execute(
            f'CREATE OR REPLACE TEMP TABLE staged AS SELECT {text_columns(description)}, "moei:line" AS source_line'
            " FROM raw"
        )
        create_fault_table(build)
        read_values(build, description, provinces=PROVINCES, today=TODAY)
        find_faults(build, description)
        faults = build.execute("SELECT source_line, source_column, rule, accepted FROM fault ORDER BY ALL").fetchall()
        cursor = build.execute(
            "SELECT * FROM staged WHERE source_line NOT IN (SELECT source_line FROM fault) ORDER BY source_line"
        )
        names = [column[0] for column in cursor.description]
        right = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        over = len(limit_faults(build, description, len(rows)))
        return Converted(
            right, [fault[:3] for fault in faults], [fault[3] for fault in faults], value_notes(build), over
        )

    return converted


POLICE = {
    "เลขคดี": "๑/๒๕๖๘",
    "วันที่เกิดเหตุ": "๑๕ ก.พ. ๒๕๖๘",
    "ประเภทเหตุ": "จับกุม",
    "สถานที่เกิดเหตุ": "แม่สอด",
    "พิกัด MGRS": "MU 534382",
    "จำนวนผู้ต้องหา": "๑๒",
    "มูลค่าของกลาง (บาท)": "๑,๒๐๐,๐๐๐",
}


def test_a_thai_police_sheet_is_read(convert):
    found = convert("thai_police_incidents", POLICE)
    assert found.faults == []
    [row] = found.rows
    assert (row["incident_id"], row["event_date"], row["kind"]) == ("rtp-๑/๒๕๖๘", "2025-02-15", "arrest")
    assert (row["place_id"], row["country"], row["publisher"]) == ("mae-sot", "TH", "Royal Thai Police")
    assert (row["persons_arrested"], row["seized_thb"], row["location_precision"]) == ("12", "1200000", "site")
    assert float(row["longitude"]) == pytest.approx(98.564, abs=0.001)
    assert float(row["latitude"]) == pytest.approx(16.626, abs=0.001)
    assert any(note.startswith("grid zones found") and "line 2" in note for note in found.notes)


@pytest.mark.parametrize(
    ("column", "text", "rule"),
    [
        ("วันที่เกิดเหตุ", "15/02/68", "two_digit_year"),
        ("ประเภทเหตุ", "อื่น ๆ", "vocabulary"),
        ("พิกัด MGRS", "somewhere", "coordinates"),
        ("พิกัด MGRS", "0, 0", "point"),
        ("พิกัด MGRS", "48.858, 2.294", "point"),
        ("จำนวนผู้ต้องหา", "ราว 30 คน", "integer"),
        ("จำนวนผู้ต้องหา", "-3", "integer"),
    ],
)
def test_a_value_that_cannot_be_read_costs_its_row_with_one_reason(convert, column, text, rule):
    found = convert("thai_police_incidents", POLICE | {column: text})
    assert found.faults == [(2, column, rule)]
    assert found.rows == []
    assert found.accepted[0]


def test_a_row_without_an_id_gets_one_from_its_key_and_keeps_it(convert):
    row = {name: text for name, text in POLICE.items() if name != "เลขคดี"}
    first, again, other = (
        convert("thai_police_incidents", given).rows[0]["incident_id"]
        for given in (row, row | {"วันที่เกิดเหตุ": "15/02/2025"}, row | {"วันที่เกิดเหตุ": "16/02/2025"})
    )
    assert first == again != other
    assert first.startswith("rtp-")


def test_swapped_coordinates_are_mended_and_told(convert):
    found = convert("thai_police_incidents", POLICE | {"พิกัด MGRS": "98.5643, 16.6261"})
    [row] = found.rows
    assert (row["longitude"], row["latitude"]) == ("98.5643", "16.6261")
    assert any("changed places: 1 (line 2)" in note for note in found.notes)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("47QMU534382", "site"),
        ("47QMU5338", "town"),
        ("47QMU53", "district"),
        ("16.6261, 98.5643", "site"),
        ("16.63, 98.56", "town"),
        ("16.6, 98.6", "district"),
        ("16°37'34\"N 98°33'51\"E", "site"),
    ],
)
def test_a_point_is_trusted_as_far_as_it_is_written(convert, text, precision):
    [row] = convert("thai_police_incidents", POLICE | {"พิกัด MGRS": text}).rows
    assert row["location_precision"] == precision


def test_a_place_that_nobody_knows_costs_the_row_unless_it_has_coordinates(convert):
    unknown = POLICE | {"สถานที่เกิดเหตุ": "Atlantis"}
    found = convert("thai_police_incidents", unknown)
    assert found.rows[0]["place_id"] is None
    assert any(note.startswith("names of no place that is loaded") and "Atlantis" in note for note in found.notes)
    assert convert("thai_police_incidents", unknown | {"พิกัด MGRS": ""}).faults == [(2, "สถานที่เกิดเหตุ", "name")]


def test_a_name_of_two_places_is_settled_by_the_country_or_refused_with_both(convert):
    power = {"Date": "2025-02-05", "Action": "cut", "Supply point": "Wa Le", "MW": "5"}
    assert convert("power_cuts", power | {"Country": "MM"}).rows[0]["place_id"] == "waw-lay"
    assert convert("power_cuts", power | {"Country": "Thailand"}).rows[0]["place_id"] == "wale"
    found = convert("power_cuts", power | {"Country": "Laos"})
    assert found.faults == [(2, "Supply point", "name")]
    assert "wale" in found.accepted[0]
    assert "waw-lay" in found.accepted[0]


def test_a_misspelt_place_is_matched_and_told(convert):
    power = {"Date": "2025-02-05", "Action": "cut", "Supply point": "Myawady", "MW": "5", "Country": "MM"}
    found = convert("power_cuts", power)
    assert found.rows[0]["place_id"] == "myawaddy"
    assert any("Myawady -> myawaddy" in note for note in found.notes)


def test_a_power_log_in_thai_is_read_in_its_unit(convert):
    row = {
        "วันที่": "5 ก.พ. 2568",
        "การดำเนินการ": "งดจ่ายไฟ",
        "จุดจ่ายไฟ": "เมียวดี",
        "ประเทศ": "เมียนมา",
        "กำลังไฟฟ้า (MW)": "8,500",
        "แหล่งที่ใช้ไฟ": "KK Park",
    }
    [found] = convert("power_cuts", row, units={"capacity_mw": "kW"}).rows
    assert (found["kind"], found["action"], found["country"]) == ("power", "cut", "MM")
    assert (float(found["capacity_mw"]), found["place_id"], found["compound_id"]) == (8.5, "myawaddy", "kk-park")


def test_an_internet_log_tells_fibre_from_masts_and_dishes(convert):
    row = {"Date": "2025-02-05", "Action": "disconnected", "Country": "Thailand", "Provider": "AIS", "Area": "Mae Sot"}
    found = convert("internet_access", *(row | {"Service": service} for service in ("fibre", "mast", "Starlink")))
    assert [row["kind"] for row in found.rows] == ["internet", "telecom", "satellite"]
    assert len({row["infrastructure_id"] for row in found.rows}) == 3


ACLED = {
    "event_id_cnty": "MMR1",
    "event_date": "03 February 2025",
    "time_precision": "1",
    "event_type": "Battles",
    "country": "Myanmar",
    "admin1": "Kayin",
    "latitude": "16.6886",
    "longitude": "98.5081",
    "geo_precision": "1",
    "notes": "A fight",
}


def test_acled_gives_clashes_and_sets_the_rest_aside(convert):
    found = convert(
        "acled",
        ACLED,
        ACLED | {"event_id_cnty": "MMR2", "event_type": "Protests"},
        ACLED | {"event_id_cnty": "IND1", "country": "India"},
        ACLED | {"event_id_cnty": "MMR3", "time_precision": "3", "geo_precision": "3"},
    )
    assert [(r["incident_id"], r["kind"], r["event_date"], r["location_precision"]) for r in found.rows] == [
        ("acled-MMR1", "clash", "2025-02-03", "town"),
        ("acled-MMR3", "clash", "2025-02", "province"),
    ]
    assert found.faults == [(3, "event_type", "not_mapped"), (4, "country", "not_wanted")]
    assert found.notes == [
        "1 row set aside by column country: IN 1",
        "1 row set aside by column event_type: Protests 1",
    ]


def gdelt(event_id, code, country, **columns):
    names = next(d for d in list_descriptions() if d.name == "gdelt_events").column_names
    row = dict.fromkeys(names, "") | {"GLOBALEVENTID": event_id, "SQLDATE": "20250203", "EventCode": code}
    row |= {"ActionGeo_CountryCode": country, "ActionGeo_Type": "4", "ActionGeo_Lat": "16.6886"}
    return row | {"ActionGeo_Long": "98.5081", "SOURCEURL": "https://example.org/a"} | columns


def test_gdelt_is_read_with_countries_of_fips_and_without_what_moei_does_not_keep(convert):
    found = convert(
        "gdelt_events",
        gdelt("1", "193", "BM"),
        gdelt("2", "012", "BM"),
        gdelt("3", "193", "CH"),
        gdelt("4", "190", "", ActionGeo_Type="0", ActionGeo_Lat="", ActionGeo_Long=""),
        gdelt("5", "1951", "CB", ActionGeo_Type="1"),
    )
    assert [(r["incident_id"], r["kind"], r["country"], r["location_precision"]) for r in found.rows] == [
        ("gdelt-1", "clash", "MM", "town"),
        ("gdelt-5", "clash", "KH", "country"),
    ]
    assert [rule for _, _, rule in found.faults] == ["not_mapped", "not_wanted", "not_mapped"]
    assert found.over_limit == 0


@pytest.mark.parametrize(("eaten", "code"), [("12", "012"), ("211", "0211"), ("1", "01")])
def test_a_code_that_excel_ate_is_refused_with_the_reason(convert, eaten, code):
    found = convert("gdelt_events", gdelt("1", eaten, "BM"))
    assert found.faults == [(2, "EventCode", "code")]
    if len(code) > 2:
        assert f"it reads as {code} without its leading zero, which Excel drops" in found.accepted[0]


def test_rows_set_aside_do_not_count_towards_the_limit_and_refused_ones_do(convert):
    aside = [gdelt(str(i), "012", "BM") for i in range(100)]
    right = [gdelt(str(i), "193", "BM") for i in range(100, 120)]
    eaten = [gdelt(str(i), "12", "BM") for i in range(120, 140)]
    assert convert("gdelt_events", *aside, *right).over_limit == 0
    assert convert("gdelt_events", *aside, *right, *eaten).over_limit == 1
    assert convert("gdelt_events", *aside, *right, *eaten, reject_limit=0.5).over_limit == 0
    assert convert("gdelt_events", *aside, *eaten[:19]).over_limit == 0


DTM = {"admin1Name": "Kayin State", "idpOriginAdmin1Name": "MM-15", "reportingDate": "2024-02-05T00:00:00"}


def test_iom_dtm_tells_in_which_province_displaced_people_are_and_from_which(convert):
    found = convert(
        "iom_dtm", DTM | {"displacementReason": "Conflict"}, DTM | {"displacementReason": "Natural disaster"}
    )
    [right] = found.rows
    assert (right["to_province_id"], right["from_province_id"], right["driver"]) == ("MM-13", "MM-15", "conflict")
    assert (right["event_date"], right["persons"]) == ("2024-02-05", None)
    assert [rule for _, _, rule in found.faults] == ["not_mapped"]


def test_a_province_that_nobody_knows_costs_its_row_and_says_what_is_accepted(convert):
    found = convert("iom_dtm", DTM | {"admin1Name": "Kassala"})
    assert found.faults == [(2, "admin1Name", "province")]
    assert "Tak or TH-63" in found.accepted[0]


def test_the_country_of_a_row_settles_its_province(convert):
    mapped = {"columns": {"d": "event_date", "k": "kind", "c": "country", "p": "named_province_id"}}
    row = {"d": "2025-01-02", "k": "จับกุม"}
    changes = {**mapped, "optional": [], "defaults": {"publisher": "x"}, "key": ["event_date", "kind", "country"]}
    rows = [row | {"c": "TH", "p": "จ.ตาก"}, row | {"c": "พม่า", "p": "th-63"}]
    found = convert("thai_police_incidents", *rows, **changes)
    assert [row["named_province_id"] for row in found.rows] == ["TH-63"]
    assert found.faults == [(3, "p", "province")]


@pytest.mark.parametrize(("name", "province"), [("จังหวัดตาก", "TH-63"), ("Tak Province", "TH-63")])
def test_a_province_where_a_place_is_asked_for_is_kept_as_a_province_and_told(convert, name, province):
    row = {key: value for key, value in POLICE.items() if key != "พิกัด MGRS"}
    found = convert("thai_police_incidents", row | {"สถานที่เกิดเหตุ": name})
    assert found.faults == []
    assert (found.rows[0]["place_id"], found.rows[0]["named_province_id"]) == (None, province)
    assert any(note.startswith("names of provinces") and province in note for note in found.notes)


def test_a_province_that_a_source_gives_as_it_likes_is_kept_and_its_code_told_where_it_can_be(convert):
    row = {key: value for key, value in POLICE.items() if key not in ("พิกัด MGRS", "สถานที่เกิดเหตุ")}
    found = convert("thai_police_incidents", row | {"จังหวัด": "ตาก"}, row | {"เลขคดี": "2", "จังหวัด": "ชายแดน"})
    assert found.faults == []
    assert [(row["province"], row["named_province_id"]) for row in found.rows] == [("ตาก", "TH-63"), ("ชายแดน", None)]


def test_places_of_a_geojson_file_get_an_id_and_a_precision(convert):
    row = {"name": "Ban Test", "name:th": "บ้านทดสอบ", "kind": "village", "country": "ไทย"}
    [found] = convert("places_geojson", row | {"moei:longitude": "98.6", "moei:latitude": "16.71234"}).rows
    assert (found["kind"], found["country"], found["name_th"]) == ("town", "TH", "บ้านทดสอบ")
    assert found["location_precision"] == "district"
    assert found["place_id"].startswith("pl-")


def test_a_point_far_away_is_right_for_a_country_far_away(convert):
    row = {"name": "Dubai", "kind": "city", "moei:longitude": "55.2708", "moei:latitude": "25.2048"}
    assert convert("places_geojson", row | {"country": "UAE"}).faults == []
    assert convert("places_geojson", row | {"country": "TH"}).faults == [(2, "moei:latitude", "point")]


def test_utm_of_either_datum_is_read_from_two_columns(convert):
    row = {"name": "KK Park", "kind": "town", "country": "MM", "moei:longitude": "453400", "moei:latitude": "1838200"}
    wgs84, indian = (
        convert("places_geojson", row, coordinate_system=system).rows[0] for system in ("utm-47n", "indian-1975-47n")
    )
    assert float(wgs84["longitude"]) == pytest.approx(98.5631, abs=0.001)
    assert 0.001 < abs(float(wgs84["latitude"]) - float(indian["latitude"])) < 0.01


def test_a_point_that_cannot_be_read_is_one_fault_and_not_three(convert):
    row = {"name": "X", "kind": "town", "country": "TH", "moei:longitude": "here", "moei:latitude": "there"}
    assert convert("places_geojson", row).faults == [(2, "moei:latitude", "coordinates")]


def dates_of(row):
    return row["event_date"], row["event_date_last"]


def test_a_range_fills_both_ends_of_a_record_of_any_table(convert):
    [raid] = convert("thai_police_incidents", POLICE | {"วันที่เกิดเหตุ": "3-5 มี.ค. 2568"}).rows
    assert dates_of(raid) == ("2025-03-03", "2025-03-05")
    [report] = convert("iom_dtm", DTM | {"reportingDate": "2024-02-05/2024-02-09"}).rows
    assert dates_of(report) == ("2024-02-05", "2024-02-09")


def test_a_range_that_a_column_of_its_own_contradicts_is_refused(convert):
    row = POLICE | {"วันที่เกิดเหตุ": "3-5 มี.ค. 2568"}
    same = convert("thai_police_incidents", row | {"ถึงวันที่": "5 มี.ค. 2568"})
    assert [dates_of(row) for row in same.rows] == [("2025-03-03", "2025-03-05")]
    other = convert("thai_police_incidents", row | {"ถึงวันที่": "9 มี.ค. 2568"})
    assert other.faults == [(2, "วันที่เกิดเหตุ", "period")]


def test_a_range_in_a_row_with_another_fault_is_no_second_fault(convert):
    row = POLICE | {"วันที่เกิดเหตุ": "3-5 มี.ค. 2568", "จำนวนผู้ต้องหา": "ราว 30 คน"}
    assert convert("thai_police_incidents", row).faults == [(2, "จำนวนผู้ต้องหา", "integer")]


def test_a_range_that_ends_before_it_begins_is_refused(convert):
    found = convert("thai_police_incidents", POLICE | {"วันที่เกิดเหตุ": "5-3 มี.ค. 2568"})
    assert [rule for _, _, rule in found.faults] == ["period"]
