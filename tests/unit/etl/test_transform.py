from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contract.fields import FIELDS
from etl.transform import (
    date_precision,
    first_day,
    identifier,
    last_day,
    literal,
    text_columns,
    trimmed,
    typed,
    typed_columns,
)


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as connection:
        yield connection


def value_of(connection, sql, *, field="value", text):
    """What an SQL expression over one text field gives."""
    column = pa.array([text], pa.string())
    connection.register("one", pa.table({field: column}))
    [[value]] = connection.execute(f"SELECT {sql} FROM one").fetchall()
    connection.unregister("one")
    return value


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2025-03-15", date(2025, 3, 15), date(2025, 3, 15), "day"),
        ("2025-03", date(2025, 3, 1), date(2025, 3, 31), "month"),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31), "month"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), "month"),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28), "month"),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), "day"),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("2025-W10", date(2025, 3, 3), date(2025, 3, 9), "week"),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3), "week"),
        (None, None, None, "none"),
    ],
)
def test_a_partial_date_has_a_first_day_a_last_day_and_a_precision(connection, text, first, last, precision):
    found = [value_of(connection, sql("value"), text=text) for sql in (first_day, last_day, date_precision)]
    assert found == [first, last, precision]


@pytest.mark.parametrize(
    "text", ["2025-02-30", "2023-02-29", "2025-13", "2025-00", "2025-04-31", "abcd", "20-25-1", "2025-W53", "2025-W60"]
)
def test_there_is_no_first_day_of_a_date_that_does_not_exist(connection, text):
    assert value_of(connection, first_day("value"), text=text) is None


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_months_last_day_is_the_day_before_the_next_month(connection, day):
    last = value_of(connection, last_day("value"), text=f"{day:%Y-%m}")
    assert (last.year, last.month) == (day.year, day.month)
    assert (last + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a", ["a"]),
        ("a; b ;c", ["a", "b", "c"]),
        (" a;;\t; b; ", ["a", "b"]),
        ("แม่สอด; Mae Sot", ["แม่สอด", "Mae Sot"]),
        (";", []),
        (None, None),
    ],
)
def test_a_list_is_split_at_semicolons_without_its_blanks(connection, text, items):
    assert value_of(connection, typed(FIELDS["alt_names"]), field="alt_names", text=text) == items


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("persons", "007", 7), ("longitude", "-98.5", -98.5), ("summary", "007", "007"), ("persons", "many", None)],
)
def test_a_text_is_read_as_its_fields_type(connection, name, text, value):
    assert value_of(connection, typed(FIELDS[name]), field=name, text=text) == value


@pytest.mark.parametrize("blanks", ["", " ", "\t", "\r\n", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH NO-BREAK SPACE} "])
def test_blanks_of_every_kind_around_a_text_are_dropped(connection, blanks):
    assert value_of(connection, trimmed("value"), text=f"{blanks}Mae Sot{blanks}") == "Mae Sot"
    assert value_of(connection, trimmed("value"), text=blanks) == ""


@pytest.mark.parametrize("name", ["plain", "two words", 'a "quoted" name', "ชื่อ", "select", "x'; DROP TABLE t; --"])
def test_any_name_and_any_text_can_be_quoted_for_sql(connection, name):
    assert value_of(connection, identifier(name), field=name, text="here") == "here"
    assert connection.execute(f"SELECT {literal(name)}").fetchall() == [(name,)]


def typed_rows(connection, description, *rows):
    """Rows of a file (columns as the file names them) as the core table would hold them."""
    columns = {name: pa.array([row.get(name, "") for row in rows], pa.string()) for name in description.columns}
    connection.register("raw", pa.table(columns))
    cursor = connection.execute(
        f"SELECT {typed_columns(description)} FROM (SELECT {text_columns(description)} FROM raw)"
    )
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    connection.unregister("raw")
    return found


def test_columns_become_fields_and_nothing_becomes_null(connection, descriptions):
    [row] = typed_rows(
        connection,
        descriptions["infrastructure"],
        {"infra_id": " inf-1 ", "date": "2025-02", "units": "3", "lat": "16.5", "lon": "98.5", "summary": "  "},
    )
    assert (row["infrastructure_id"], row["units_count"], row["latitude"], row["longitude"]) == ("inf-1", 3, 16.5, 98.5)
    assert row["summary"] is None
    assert (row["event_date"], row["event_date_last"], row["date_precision"]) == (
        date(2025, 2, 1),
        date(2025, 2, 28),
        "month",
    )


@pytest.mark.parametrize(
    ("start", "end", "last"),
    [
        ("2025-06-10", "", date(2025, 6, 10)),
        ("2025-06", "", date(2025, 6, 30)),
        ("2025-06-10", "2025-06-12", date(2025, 6, 12)),
        ("2025-06-10", "2025-07", date(2025, 7, 31)),
        ("2025-06", "2025-06-12", date(2025, 6, 12)),
        ("", "", None),
    ],
    ids=["a day", "a month", "two days", "to a month", "a month to a day of it", "nothing"],
)
def test_a_period_ends_on_the_last_day_of_its_end_else_of_its_start(connection, descriptions, start, end, last):
    [row] = typed_rows(connection, descriptions["incident"], {"date": start, "end_date": end})
    assert row["event_date_last"] == last


@pytest.mark.parametrize(
    ("group_id", "is_running_total"), [("cum-2025", True), ("g-2025", False), ("", False), ("not-cum-2025", False)]
)
def test_a_group_that_begins_with_the_sources_prefix_is_a_running_total(
    connection, descriptions, group_id, is_running_total
):
    [row] = typed_rows(connection, descriptions["rescue"], {"group_id": group_id})
    assert row["is_running_total"] is is_running_total


def test_a_source_without_a_prefix_has_no_running_totals(connection, descriptions):
    description = replace(descriptions["rescue"], running_total_prefix="")
    [row] = typed_rows(connection, description, {"group_id": "cum-2025"})
    assert row["is_running_total"] is False
