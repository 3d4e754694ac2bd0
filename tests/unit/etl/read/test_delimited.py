import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.read.delimited import read_csv
from etl.read.frame import LINE, RAW_ROW, Fault, RawFrame

HEADER = b"id,name,summary\n"


def ids(frame: RawFrame) -> list[str]:
    return frame.rows.column("id").to_pylist()


def lines(frame: RawFrame) -> list[int]:
    return frame.rows.column(LINE).to_pylist()


def only_fault(frame: RawFrame) -> Fault:
    [fault] = frame.faults
    return fault


def test_rows_are_read_as_text_with_their_line_and_their_words():
    frame = read_csv(HEADER + b"007,Mae Sot,\n008,KK Park,walled\n")
    assert frame.header == ("id", "name", "summary")
    assert frame.rows.to_pylist() == [
        {"id": "007", "name": "Mae Sot", "summary": "", LINE: 2, RAW_ROW: "007,Mae Sot,"},
        {"id": "008", "name": "KK Park", "summary": "walled", LINE: 3, RAW_ROW: "008,KK Park,walled"},
    ]
    assert frame.faults == ()
    assert frame.rows_read == 2


@pytest.mark.parametrize("row", [b"b,too few", b"b,too,many,fields"], ids=["too few", "too many"])
def test_a_row_with_another_number_of_fields_is_refused_alone(row):
    frame = read_csv(HEADER + b"a,,\n" + row + b"\nc,,\n")
    assert ids(frame) == ["a", "c"]
    fault = only_fault(frame)
    assert (fault.line, fault.rule, fault.accepted) == (3, "width", "3 fields, as in the header")
    assert fault.found == f"{row.count(b',') + 1} fields"
    assert fault.raw_row == row.decode()
    assert frame.rows_read == 3


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
def test_every_line_end_is_one_line(end):
    content = end.join([b"id,name,summary", b"a,,", b"", b'b,"two', b'lines",', b"c,,"])
    frame = read_csv(content)
    assert ids(frame) == ["a", "b", "c"]
    assert lines(frame) == [2, 4, 6]


def test_a_byte_order_mark_is_no_part_of_the_first_column():
    assert read_csv(b"\xef\xbb\xbf" + HEADER + b"a,,\n").header == ("id", "name", "summary")


def test_blanks_around_a_column_name_are_not_part_of_it():
    assert read_csv(b" id , name,summary \na,,\n").header == ("id", "name", "summary")


def test_blank_lines_are_skipped_and_counted_in_line_numbers():
    frame = read_csv(b"\n\n" + HEADER + b"\na,,\n\n\nb,,\n\n")
    assert lines(frame) == [5, 8]
    assert frame.rows_read == 2


def test_quoted_line_ends_and_commas_belong_to_the_value_and_the_next_row_keeps_its_line():
    frame = read_csv(HEADER + b'a,"Mae\nSot, Tak","said ""stop"""\nb,,\n')
    assert frame.rows.column("name").to_pylist() == ["Mae\nSot, Tak", ""]
    assert frame.rows.column("summary").to_pylist() == ['said "stop"', ""]
    assert lines(frame) == [2, 4]
    assert frame.rows.column(RAW_ROW).to_pylist()[0] == 'a,"Mae\nSot, Tak","said ""stop"""'


@pytest.mark.parametrize(
    "broken", [b'b,"never closed,', b'b,"closed" too early,', b'b,,"'], ids=["unclosed", "early", "last"]
)
def test_a_broken_quotation_mark_costs_its_own_row_alone(broken):
    frame = read_csv(HEADER + b'a,"x",\n' + broken + b'\nc,"y, z",\nd,,\n')
    assert ids(frame) == ["a", "c", "d"]
    assert lines(frame) == [2, 4, 5]
    fault = only_fault(frame)
    assert (fault.line, fault.rule, fault.raw_row) == (3, "quoting", broken.decode())
    assert frame.rows_read == 4


def test_bytes_that_are_not_utf_8_cost_their_own_row_and_name_the_column():
    frame = read_csv(HEADER + "a,แม่สอด,\n".encode("tis-620") + "b,แม่สอด,\n".encode())
    assert frame.rows.column("name").to_pylist() == ["แม่สอด"]
    fault = only_fault(frame)
    assert (fault.line, fault.column, fault.rule) == (2, "name", "encoding")
    assert "UTF-8" in fault.accepted
    assert "\N{REPLACEMENT CHARACTER}" in fault.found
    fault.raw_row.encode("utf-8")


def test_a_surrogate_written_as_bytes_is_not_utf_8():
    assert only_fault(read_csv(HEADER + b"a,\xed\xb2\x80,\n")).rule == "encoding"


def test_a_nul_byte_in_a_row_costs_that_row():
    frame = read_csv(HEADER + b"a\0b,,\nc,,\n")
    assert ids(frame) == ["c"]
    fault = only_fault(frame)
    assert (fault.line, fault.column, fault.rule) == (2, "id", "encoding")
    assert "\0" not in fault.found + fault.raw_row


@pytest.mark.parametrize(
    ("content", "rule", "found"),
    [
        (b"", "empty", "an empty file"),
        (b"\xef\xbb\xbf", "empty", "an empty file"),
        (b"\n\r\n\n", "empty", "an empty file"),
        ("id,ชื่อ\n".encode("tis-620"), "encoding", "a header that is not UTF-8"),
        ("id,name\na,b\n".encode("utf-16"), "encoding", "a header that is not UTF-8"),
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
        "TIS-620",
        "UTF-16",
        "UTF-16 without mark",
        "zip",
        "twice",
        "twice but for case",
        "our own",
        "unclosed",
    ],
)
def test_a_file_without_a_usable_header_is_refused_whole(content, rule, found):
    frame = read_csv(content)
    assert frame.is_refused
    assert frame.rows.num_rows == 0
    fault = only_fault(frame)
    assert (fault.line, fault.rule, fault.found) == (None, rule, found)
    assert fault.accepted


def test_a_refused_file_still_says_how_many_rows_it_held():
    assert read_csv(b"id,id\na,b\nc,d\n").rows_read == 2


def test_columns_without_a_name_as_a_spreadsheet_leaves_them_do_no_harm():
    frame = read_csv(b"id,name,,\na,x,,\nb,y,,\n")
    assert not frame.faults
    assert ids(frame) == ["a", "b"]


def test_a_header_alone_is_a_file_of_no_rows():
    frame = read_csv(HEADER)
    assert (frame.rows_read, frame.rows.num_rows, frame.faults) == (0, 0, ())


def test_a_field_that_is_longer_than_csv_allows_costs_its_row_and_names_the_limit():
    frame = read_csv(HEADER + b"a," + b"x" * 200_000 + b",\nb,,\n")
    assert ids(frame) == ["b"]
    assert "no field of more than 131,072 characters" in only_fault(frame).accepted


def test_a_large_field_within_the_limit_comes_whole():
    assert read_csv(HEADER + b"a," + b"x" * 131_000 + b",\n").rows.column("name").to_pylist() == ["x" * 131_000]


def test_reading_on_after_each_of_many_broken_rows_takes_time_in_proportion():
    def seconds(rows: int) -> float:
        content = HEADER + b'a,"x"y,\n' * rows
        start = time.process_time()
        assert len(read_csv(content).faults) == rows
        return time.process_time() - start

    seconds(100)
    assert seconds(40_000) < 8 * max(seconds(10_000), 0.02)


# Neither a NUL byte nor half a surrogate pair is text.
TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=12)


@given(
    st.lists(st.tuples(st.text("ab0", min_size=1), TEXT, TEXT), max_size=12),
    # Python's writer leaves a lone carriage return unquoted where lines end in LF alone.
    st.sampled_from([("\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_MINIMAL)]),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_what_a_csv_writer_wrote_is_read_back(rows, style, encoding):
    line_end, quoting = style
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=line_end, quoting=quoting)
    writer.writerow(["id", "name", "summary"])
    writer.writerows(rows)
    content = text.getvalue().encode(encoding)
    frame = read_csv(content)
    assert frame.faults == ()
    assert [tuple(row[name] for name in frame.header) for row in frame.rows.to_pylist()] == rows
    # Each row starts on the line that it says, and its words are the file's.
    whole = list(io.StringIO(text.getvalue(), newline=""))
    for line, words in zip(lines(frame), frame.rows.column(RAW_ROW).to_pylist(), strict=True):
        assert "".join(whole[line - 1 :]).startswith(words)


@given(st.lists(st.sampled_from([b"a", b",", b'"', b"\n", b"\r\n", b"\xff", b"\0", b"\xe0\xb9\x81"]), max_size=60))
def test_whatever_the_bytes_every_row_is_read_or_faulty(pieces):
    frame = read_csv(HEADER + b"".join(pieces))
    assert frame.rows_read == frame.rows.num_rows + len({fault.line for fault in frame.faults})
    assert len(set(lines(frame))) == frame.rows.num_rows
    assert frame.rows.column(RAW_ROW).null_count == 0


@given(st.binary(max_size=80))
def test_no_file_at_all_stops_the_reader(content):
    frame = read_csv(content)
    assert frame.is_refused or frame.rows_read >= 0
    for fault in frame.faults:
        (fault.found + fault.raw_row + fault.accepted).encode("utf-8")
