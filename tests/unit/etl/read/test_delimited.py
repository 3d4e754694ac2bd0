import csv
import io
import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.read.delimited import read_delimited
from etl.read.frame import LINE, Fault, Layout, RawTable

HEADER = b"id,name,summary\n"


@dataclass(frozen=True)
class Read:
    """A file that was read to its end."""

    table: RawTable
    rows: list[dict[str, str]]
    lines: list[int]

    @property
    def ids(self) -> list[str]:
        return [row["id"] for row in self.rows]

    @property
    def names(self) -> list[str]:
        return [row["name"] for row in self.rows]

    @property
    def fault(self) -> Fault:
        [fault] = self.table.faults
        return fault


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    path = tmp_path_factory.mktemp("delimited") / "file.csv"

    def read(content, **layout):
        path.write_bytes(content)
        table = read_delimited(path, Layout(**layout))
        rows = table.read_all()
        lines = rows.column(LINE).to_pylist()
        return Read(table, rows.drop_columns([LINE]).to_pylist(), lines)

    return read


def test_rows_are_read_as_text_with_their_line(read):
    found = read(HEADER + b"007,Mae Sot,\n008,KK Park,walled\n")
    assert found.table.header == ("id", "name", "summary")
    assert found.rows == [
        {"id": "007", "name": "Mae Sot", "summary": ""},
        {"id": "008", "name": "KK Park", "summary": "walled"},
    ]
    assert found.lines == [2, 3]
    assert found.table.faults == []
    assert found.table.rows_read == 2


@pytest.mark.parametrize("row", [b"b,too few", b"b,too,many,fields"], ids=["too few", "too many"])
def test_a_row_with_another_number_of_fields_is_refused_alone(read, row):
    found = read(HEADER + b"a,,\n" + row + b"\nc,,\n")
    assert found.ids == ["a", "c"]
    fault = found.fault
    assert (fault.line, fault.rule, fault.accepted) == (3, "width", "3 fields, as in the header")
    assert fault.found == f"{row.count(b',') + 1} fields"
    assert fault.raw_row == row.decode()
    assert found.table.rows_read == 3


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
def test_every_line_end_is_one_line(read, end):
    content = end.join([b"id,name,summary", b"a,,", b"", b'b,"two', b'lines",', b"c,,"])
    found = read(content)
    assert found.ids == ["a", "b", "c"]
    assert found.lines == [2, 4, 6]


def test_a_byte_order_mark_is_no_part_of_the_first_column(read):
    assert read(b"\xef\xbb\xbf" + HEADER + b"a,,\n").table.header == ("id", "name", "summary")


def test_blanks_around_a_column_name_are_not_part_of_it(read):
    assert read(b" id , name,summary \na,,\n").table.header == ("id", "name", "summary")


def test_blank_lines_are_skipped_and_counted_in_line_numbers(read):
    found = read(b"\n\n" + HEADER + b"\na,,\n\n\nb,,\n\n")
    assert found.lines == [5, 8]
    assert found.table.rows_read == 2


def test_quoted_line_ends_and_commas_belong_to_the_value_and_the_next_row_keeps_its_line(read):
    found = read(HEADER + b'a,"Mae\nSot, Tak","said ""stop"""\nb,,\n')
    assert found.names == ["Mae\nSot, Tak", ""]
    assert [row["summary"] for row in found.rows] == ['said "stop"', ""]
    assert found.lines == [2, 4]


@pytest.mark.parametrize(
    "broken", [b'b,"never closed,', b'b,"closed" too early,', b'b,,"'], ids=["unclosed", "early", "last"]
)
def test_a_broken_quotation_mark_costs_its_own_row_alone(read, broken):
    found = read(HEADER + b'a,"x",\n' + broken + b'\nc,"y, z",\nd,,\n')
    assert found.ids == ["a", "c", "d"]
    assert found.lines == [2, 4, 5]
    fault = found.fault
    assert (fault.line, fault.rule, fault.raw_row) == (3, "quoting", broken.decode())
    assert found.table.rows_read == 4


def test_bytes_that_are_not_utf_8_cost_their_own_row_and_name_the_column(read):
    found = read(HEADER + "a,แม่สอด,\n".encode("tis-620") + "b,แม่สอด,\n".encode())
    assert found.names == ["แม่สอด"]
    fault = found.fault
    assert (fault.line, fault.column, fault.rule) == (2, "name", "encoding")
    assert "UTF-8" in fault.accepted
    assert "\N{REPLACEMENT CHARACTER}" in fault.found
    fault.raw_row.encode("utf-8")


def test_a_surrogate_written_as_bytes_is_not_utf_8(read):
    assert read(HEADER + b"a,\xed\xb2\x80,\n").fault.rule == "encoding"


def test_a_nul_byte_in_a_row_costs_that_row(read):
    found = read(HEADER + b"a\0b,,\nc,,\n")
    assert found.ids == ["c"]
    fault = found.fault
    assert (fault.line, fault.column, fault.rule) == (2, "id", "encoding")
    assert "\0" not in fault.found + fault.raw_row


@pytest.mark.parametrize(
    ("content", "rule", "words"),
    [
        (b"", "empty", "an empty file"),
        (b"\xef\xbb\xbf", "empty", "an empty file"),
        (b"\n\r\n\n", "empty", "an empty file"),
        ("id,né\n".encode("latin-1"), "encoding", "a header that is not UTF-8"),
        ("id,name\na,b\n".encode("utf-16-le"), "encoding", "a header that is not UTF-8"),
        (b"PK\x03\x04\x14\0\x06\0\x08\0", "encoding", "a header that is not UTF-8"),
        (b"id,name,id\na,b,c\n", "header", "columns named twice: 'id'"),
        (b"id,name,Name\na,b,c\n", "header", "columns named twice: 'name'"),
        (b"id,Moei:Line\na,b\n", "header", "columns named twice: 'moei:line'"),
        (b'id,"name\na,b\n', "quoting", "a header that can't be read (unexpected end of data)"),
    ],
    ids=[
        "empty",
        "mark alone",
        "blank",
        "Western",
        "UTF-16 without mark",
        "zip",
        "twice",
        "twice but for case",
        "our own",
        "unclosed",
    ],
)
def test_a_file_without_a_usable_header_is_refused_whole(read, content, rule, words):
    found = read(content)
    assert found.table.is_refused
    fault = next(fault for fault in found.table.faults if fault.line is None)
    assert (fault.line, fault.rule, fault.found) == (None, rule, words)
    assert fault.accepted


def test_a_refused_file_still_says_how_many_rows_it_held(read):
    assert read(b"id,id\na,b\nc,d\n").table.rows_read == 2


def test_columns_without_a_name_as_a_spreadsheet_leaves_them_do_no_harm(read):
    found = read(b"id,name,,\na,x,,\nb,y,,\n")
    assert not found.table.faults
    assert found.ids == ["a", "b"]


def test_a_header_alone_is_a_file_of_no_rows(read):
    found = read(HEADER)
    assert (found.table.rows_read, len(found.rows), found.table.faults) == (0, 0, [])


def test_a_field_that_is_longer_than_csv_allows_costs_its_row_and_names_the_limit(read):
    found = read(HEADER + b"a," + b"x" * 200_000 + b",\nb,,\n")
    assert found.ids == ["b"]
    assert (found.fault.rule, found.fault.accepted) == ("length", "no value of more than 131,072 characters")


def test_a_large_field_within_the_limit_comes_whole(read):
    assert read(HEADER + b"a," + b"x" * 131_000 + b",\n").names == ["x" * 131_000]


def test_reading_on_after_each_of_many_broken_rows_takes_time_in_proportion(read):
    def seconds(rows: int) -> float:
        content = HEADER + b'a,"x"y,\n' * rows
        start = time.process_time()
        assert len(read(content).table.faults) == rows
        return time.process_time() - start

    seconds(100)
    # The least of three, as a busy machine slows some; reading all anew after each row would take 16 times as long.
    least, most = (min(seconds(rows) for _ in range(3)) for rows in (10_000, 40_000))
    assert most < 8 * max(least, 0.02)


# Neither a NUL byte nor half a surrogate pair is text.
TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=12)


@given(
    st.lists(st.tuples(st.text("ab0", min_size=1), TEXT, TEXT), max_size=12),
    # Python's writer leaves a lone carriage return unquoted where lines end in LF alone.
    st.sampled_from([("\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_MINIMAL)]),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_what_a_csv_writer_wrote_is_read_back(read, rows, style, encoding):
    line_end, quoting = style
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=line_end, quoting=quoting)
    writer.writerow(["id", "name", "summary"])
    writer.writerows(rows)
    content = text.getvalue().encode(encoding)
    found = read(content)
    assert found.table.faults == []
    assert [tuple(row[name] for name in found.table.header) for row in found.rows] == rows
    # Each row starts on the line that it says.
    whole = list(io.StringIO(text.getvalue(), newline=""))
    for line, row in zip(found.lines, rows, strict=True):
        assert next(csv.reader(whole[line - 1 :])) == list(row)


@given(st.lists(st.sampled_from([b"a", b",", b'"', b"\n", b"\r\n", b"\xff", b"\0", b"\xe0\xb9\x81"]), max_size=60))
def test_whatever_the_bytes_every_row_is_read_or_faulty(read, pieces):
    found = read(HEADER + b"".join(pieces))
    assert found.table.rows_read == len(found.rows) + len({fault.line for fault in found.table.faults})
    assert len(set(found.lines)) == len(found.rows)


@given(st.binary(max_size=80))
def test_no_file_at_all_stops_the_reader(read, content):
    found = read(content)
    assert found.table.is_refused or found.table.rows_read >= 0
    for fault in found.table.faults:
        (fault.found + fault.raw_row + fault.accepted).encode("utf-8")
