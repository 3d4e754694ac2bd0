import json
import re
from dataclasses import dataclass

import duckdb
import pytest

from etl.contract.ddl import create_statements
from etl.contract.fields import Field
from etl.contract.tables import LOADED_TABLES
from etl.read.delimited import read_delimited
from etl.read.frame import LINE
from etl.reject import add_raw_rows, create_fault_table, find_faults
from etl.transform import identifier, literal, text_columns


@dataclass(frozen=True)
class Broken:
    line: int
    column: str
    rule: str
    found: str
    accepted: str


@pytest.fixture(scope="module")
def build():
    """A build in the making that knows two places and one compound."""
    with duckdb.connect() as connection:
        for statement in create_statements():
            connection.execute(statement)
        connection.execute("INSERT INTO place (place_id) VALUES ('mae-sot'), ('myawaddy')")
        connection.execute("INSERT INTO compound (compound_id) VALUES ('kk-park')")
        connection.execute("INSERT INTO place (place_id, valid_to) VALUES ('gone', 'an earlier build')")
        yield connection


@pytest.fixture
def connection(build):
    """The build in the making, put back after each test."""
    build.begin()
    yield build
    build.rollback()


@pytest.fixture
def faults_of(connection, write_rows, descriptions):
    """What is wrong with the rows of a file, by line and column."""

    def faults(table, *rows):
        frame = read_delimited(write_rows(table, *rows))
        connection.register("raw", frame.read_all())
        assert not frame.faults
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE staged AS SELECT {text_columns(descriptions[table])},"
            f" {identifier(LINE)} AS source_line FROM raw"
        )
        connection.unregister("raw")
        create_fault_table(connection)
        find_faults(connection, descriptions[table])
        found = connection.execute(
            "SELECT source_line, source_column, rule, found, accepted FROM fault ORDER BY ALL"
        ).fetchall()
        return [Broken(*fault) for fault in found]

    return faults


@pytest.fixture
def fault_of(faults_of):
    """The one thing that is wrong with one incident, told by its columns."""

    def fault(**columns):
        [found] = faults_of("incident", {"incident_id": "inc-1", **columns})
        assert found.line == 2
        return found

    return fault


@pytest.mark.parametrize("table", [table.name for table in LOADED_TABLES])
def test_a_row_that_holds_the_least_is_right(faults_of, descriptions, table):
    key = descriptions[table].column_of(descriptions[table].core_table.key)
    assert faults_of(table, {key: "a"}, {key: "b"}) == []


@pytest.mark.parametrize(
    "columns",
    [
        {"date": "2024-02-29", "end_date": "2024-03"},
        {"date": "2025", "end_date": "2025-01-01"},
        {"lat": "-90", "lon": "180", "location_precision": "site"},
        {"lat": "+16.7", "lon": "98", "location_precision": "province"},
        {"persons_arrested": "0", "seized_thb": "12.50"},
        {"place_id": "mae-sot", "compound_id": "kk-park"},
        {"source_url": "https://example.org/a?b=c&d=%20#e"},
        {"country_code": " MM "},
        {"summary": "<script>alert('x')</script>"},
    ],
    ids=lambda columns: ", ".join(columns),
)
def test_what_is_right_is_not_refused(faults_of, columns):
    assert faults_of("incident", {"incident_id": "inc-1", **columns}) == []


@pytest.mark.parametrize(
    "date", ["2025-02-30", "2023-02-29", "2025-13-01", "30/02/2025", "2025-3-1", "1899-12-31", "0000", "2025-01-01T10"]
)
def test_an_impossible_date_is_refused(fault_of, date):
    fault = fault_of(date=date)
    assert (fault.column, fault.rule, fault.found) == ("date", "partial_date", date)
    assert fault.accepted == "a date from 1900 to 2100 as YYYY-MM-DD, YYYY-MM or YYYY (a week as YYYY-Www)"


@pytest.mark.parametrize(("date", "year"), [("2568-03-01", 2025), ("2568-03", 2025), ("2567", 2024)])
def test_a_buddhist_year_is_refused_and_named_as_such(fault_of, date, year):
    assert fault_of(date=date).accepted.endswith(f"; the year {date[:4]} reads as Buddhist: {year}")


@pytest.mark.parametrize(
    ("columns", "column", "rule", "found"),
    [
        ({"lat": "91", "lon": "98.5"}, "lat", "range", "91"),
        ({"lat": "98.5", "lon": "16.7"}, "lat", "range", "98.5"),
        ({"lat": "16.7", "lon": "-180.1"}, "lon", "range", "-180.1"),
        ({"lat": "NaN", "lon": "98.5"}, "lat", "decimal", "NaN"),
        ({"lat": "inf", "lon": "98.5"}, "lat", "decimal", "inf"),
        ({"lat": "16,7", "lon": "98.5"}, "lat", "decimal", "16,7"),
        ({"lat": "16°42'", "lon": "98.5"}, "lat", "decimal", "16°42'"),
        ({"lat": "1e1", "lon": "98.5"}, "lat", "decimal", "1e1"),
    ],
    ids=["latitude 91", "swapped", "too far west", "NaN", "inf", "comma", "DMS", "exponent"],
)
def test_a_coordinate_that_is_none_is_refused(faults_of, columns, column, rule, found):
    faults = faults_of("incident", {"incident_id": "a", **columns, "location_precision": "site"})
    assert rule in {fault.rule for fault in faults}
    assert {(fault.column, fault.found) for fault in faults} == {(column, found)}
    assert all(fault.accepted.startswith("a number from -") for fault in faults)


def test_a_number_too_large_to_be_one_is_refused(faults_of):
    found = faults_of("incident", {"incident_id": "a", "seized_thb": "9" * 400, "persons_found": "9" * 30})
    assert {fault.column for fault in found} == {"seized_thb", "persons_found"}


@pytest.mark.parametrize("count", ["-1", "1.5", "1,440", "many", "1e3", "๗", "+3"])
def test_a_count_that_is_no_whole_number_is_refused(fault_of, count):
    fault = fault_of(persons_arrested=count)
    assert (fault.column, fault.rule, fault.found) == ("persons_arrested", "integer", count)
    assert fault.accepted == "a whole number of 0 or more in digits alone, like 1440"


def test_an_unknown_kind_is_refused_with_the_known_ones(fault_of):
    fault = fault_of(kind="Raid")
    assert (fault.column, fault.rule, fault.found) == ("kind", "vocabulary", "Raid")
    assert "one of: raid, arrest, seizure" in fault.accepted


@pytest.mark.parametrize("country", ["XX", "mm", "MMR", "Myanmar", "EU"])
def test_a_country_that_is_no_code_is_refused(fault_of, country):
    fault = fault_of(country_code=country)
    assert (fault.column, fault.found) == ("country_code", country)
    assert fault.accepted == "a two-letter country code of ISO 3166-1, like MM"


@pytest.mark.parametrize("column", ["incident_id", "kind", "country_code", "publisher"])
@pytest.mark.parametrize("nothing", ["", "   ", "\N{NO-BREAK SPACE}"], ids=["empty", "spaces", "no-break space"])
def test_a_row_without_what_is_required_is_refused(fault_of, column, nothing):
    fault = fault_of(**{column: nothing})
    assert (fault.column, fault.rule, fault.found) == (column, "required", "nothing")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "www.example.org",
        "ftp://example.org",
        'https://a.org/"onclick=',
        "https://a b",
        "https://",
    ],
)
def test_an_address_that_is_not_http_is_refused(fault_of, url):
    fault = fault_of(source_url=url)
    assert (fault.column, fault.rule, fault.found) == ("source_url", "url", url)


@pytest.mark.parametrize(
    ("columns", "column", "found"),
    [
        ({"lat": "16.7", "location_precision": "site"}, "lon", "latitude 16.7 alone"),
        ({"lon": "98.5", "location_precision": "site"}, "lon", "longitude 98.5 alone"),
        ({"lat": "16.7", "lon": "98.5"}, "location_precision", "coordinates without a precision"),
        ({"location_precision": "site"}, "location_precision", "site without coordinates"),
    ],
    ids=["latitude alone", "longitude alone", "no precision", "precision alone"],
)
def test_half_a_point_is_refused(fault_of, columns, column, found):
    fault = fault_of(**columns)
    assert (fault.column, fault.rule, fault.found) == (column, "point", found)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2025-06-10", "2025-06-09", "2025-06-09 after a start of 2025-06-10"),
        ("2025-06", "2025-05", "2025-05 after a start of 2025-06"),
        ("2025", "2024", "2024 after a start of 2025"),
        ("", "2025-06-09", "2025-06-09 after a start of nothing"),
    ],
)
def test_an_end_before_the_start_is_refused(fault_of, start, end, found):
    fault = fault_of(date=start, end_date=end)
    assert (fault.column, fault.rule, fault.found) == ("end_date", "period", found)
    assert fault.accepted == "an end on or after the start"


def test_an_unknown_place_is_refused_and_the_nearest_id_offered(fault_of):
    fault = fault_of(place_id="mae-sod")
    assert (fault.column, fault.rule, fault.found) == ("place_id", "reference", "mae-sod")
    assert fault.accepted == "the id of a place that is loaded; the nearest is mae-sot"


def test_a_place_that_was_replaced_or_withdrawn_is_unknown(fault_of):
    assert fault_of(place_id="gone").found == "gone"


def test_an_unknown_place_is_refused_in_plain_words_where_no_place_is_loaded(connection, fault_of):
    connection.execute("DELETE FROM place")
    assert fault_of(place_id="mae-sot").accepted == "the id of a place that is loaded"


def test_each_unknown_place_of_a_list_is_named(faults_of):
    found = faults_of("movement", {"risk_id": "a", "via_place_ids": "mae-sot; nowhere ;myawady"})
    assert [(fault.column, fault.found) for fault in found] == [
        ("via_place_ids", "myawady"),
        ("via_place_ids", "nowhere"),
    ]


def test_the_second_row_with_an_id_is_refused_and_told_where_the_first_is(faults_of):
    [fault] = faults_of("incident", {"incident_id": "a"}, {"incident_id": "b"}, {"incident_id": "a"})
    assert (fault.line, fault.column, fault.rule) == (4, "incident_id", "duplicate")
    assert fault.found == "a, which line 2 has"


def test_a_row_that_is_wrong_takes_no_id_from_a_right_one(faults_of):
    [fault] = faults_of("incident", {"incident_id": "a", "kind": "?"}, {"incident_id": "a"})
    assert (fault.line, fault.rule) == (2, "vocabulary")


def test_a_row_is_told_all_its_faults_at_once(faults_of):
    found = faults_of("incident", {"incident_id": "a", "date": "2025-02-30", "kind": "?", "persons_found": "-1"})
    assert {fault.rule for fault in found} == {"partial_date", "vocabulary", "integer"}


def test_places_of_one_file_may_name_each_other_in_any_order(faults_of):
    assert faults_of("place", {"place_id": "a", "opposite": "b"}, {"place_id": "b", "opposite": "a"}) == []


def test_a_place_that_names_a_refused_place_of_its_file_is_refused_and_so_on_down_the_chain(faults_of):
    found = faults_of(
        "place",
        {"place_id": "a", "opposite": "b"},
        {"place_id": "b", "opposite": "c"},
        {"place_id": "c", "lat": "91"},
        {"place_id": "d", "opposite": "mae-sot"},
    )
    assert [(fault.line, fault.rule) for fault in found] == [(2, "reference"), (3, "reference"), (4, "range")]


def test_every_fault_says_what_was_found_and_what_is_accepted(faults_of):
    broken = dict.fromkeys(("date", "kind", "country_code", "place_id", "lat", "lon", "seized_thb", "source_url"), "?")
    found = faults_of("incident", {"incident_id": "a", **broken})
    assert len(found) >= len(broken)
    assert all(
        fault.found == "?" and re.match("an? |the |one |both |how ", fault.accepted)
        for fault in found
        if fault.rule != "point"
    )


@pytest.mark.parametrize("word", ["it's", "'); DROP TABLE incident; --", "{found}", "$1"])
def test_words_of_a_file_are_data_and_never_sql(fault_of, word):
    assert fault_of(kind=word).found == word


def test_fields_that_are_read_as_numbers_have_bounds():
    unbounded = [
        given.name
        for table in LOADED_TABLES
        for given in table.given
        if isinstance(given, Field) and given.type == "decimal" and None in (given.minimum, given.maximum)
    ]
    assert unbounded == []


def test_a_rejected_row_is_kept_column_by_column_whatever_its_columns_are_called(connection):
    columns = {"raw": "1", "to_json": "2", "fault": "", "ชื่อ": None, 'a "b"': "=1+1", "source_line": "4"}
    values = ", ".join(
        f"{'NULL' if text is None else literal(text)}::VARCHAR AS {identifier(name)}" for name, text in columns.items()
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT {values}, 7::BIGINT AS {identifier(LINE)}")
    create_fault_table(connection)
    connection.execute(
        "INSERT INTO fault VALUES (7, 'raw', 'range', '1', 'less', NULL), (7, '', 'not_mapped', '', '', NULL)"
    )
    add_raw_rows(connection)
    kept, aside = connection.execute("SELECT raw_row FROM fault ORDER BY rule DESC").fetchall()
    assert list(json.loads(kept[0]).items()) == list(columns.items())
    assert aside == (None,)
    connection.execute("DROP TABLE raw")
