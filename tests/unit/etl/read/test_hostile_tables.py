"""Whatever a table holds, the readers give what Python's own libraries read, or a fault in words."""

import csv
import io
import json

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.read import lines
from etl.read.delimited import read_delimited
from etl.read.formats import read_tables
from etl.read.frame import LINE, Layout

ENCODINGS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "utf-16": "utf-16"}
UNHURRIED = settings(deadline=None, max_examples=50)
"""Opening a library for the first time takes longer than an example may."""
CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=15),
    st.sampled_from(
        ["=1+1", "@cmd", "<b>", "a,b;c\td|e", '"', '""', "'", "\n", "\r", "\r\n", " x ", "#adm1+name", "แม่สอด"]
    ),
)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=30)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hostile")


def written(rows, delimiter, line_end, encoding):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerows([["key", "two", "three"], *rows])
    return text.getvalue().encode(encoding)


@UNHURRIED
@given(
    TABLES,
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(list(ENCODINGS)),
    st.integers(400, 900),
)
def test_text_with_delimiters_is_read_as_python_reads_it(folder, rows, delimiter, line_end, encoding, block):
    rows = [(f"row {i}", *row[1:]) for i, row in enumerate(rows)]
    path = folder / "table.csv"
    path.write_bytes(written(rows, delimiter, line_end, encoding))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lines.next_lines, "__defaults__", (block,))
        table = read_delimited(path)
        found = table.read_all().drop_columns([LINE]).to_pylist()
    with path.open(newline="", encoding=encoding) as file:
        header, *expected = csv.reader(file, delimiter=delimiter)
    assert list(table.header) == header
    assert [list(row.values()) for row in found] == expected
    assert table.faults == []


@UNHURRIED
@given(
    st.lists(
        st.sampled_from(["a", '"', ",", "\n", "\r\n", '""', "\r", "\n\n", "ก", "x,y,z\n", '"p\nq",1,2\n']), max_size=80
    )
)
def test_blocks_of_any_size_give_the_same_rows_and_faults(folder, pieces):
    path = folder / "pieces.csv"
    path.write_bytes(("id,name,more\n" + "".join(pieces)).encode())

    def outcome(block):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(lines.next_lines, "__defaults__", (block,))
            table = read_delimited(path)
            rows = table.read_all().to_pylist()
        return rows, sorted((fault.line, fault.rule, fault.raw_row) for fault in table.faults), table.rows_read

    assert outcome(300) == outcome(1 << 20)


@UNHURRIED
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["a", "b c", "d/e", "ก", "f~g"]),
            st.one_of(st.none(), CELLS, st.booleans(), st.integers(-(10**12), 10**12)),
        ),
        min_size=1,
        max_size=20,
    ).filter(any),
    st.booleans(),
)
def test_json_is_read_as_python_reads_it(folder, records, is_lines):
    path = folder / "records.json"
    text = "\n".join(map(json.dumps, [*records, {"a": "last"}])) if is_lines else json.dumps([*records, {"a": "last"}])
    path.write_text(text)
    [table] = read_tables(path, Layout(), folder)
    found = table.read_all().drop_columns([LINE]).to_pylist()
    assert set(table.header) == {key for record in [*records, {"a": ""}] for key in record}

    def text_of(value):
        return value if value is None or isinstance(value, str) else json.dumps(value)

    assert found == [{key: text_of(record.get(key)) for key in table.header} for record in [*records, {"a": "last"}]]
    assert table.faults == []


# Excel holds no control characters but through escapes, and an empty text is no cell.
EXCEL_CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=15)


@UNHURRIED
@given(st.lists(st.tuples(EXCEL_CELLS, st.integers(-(10**14), 10**14), st.floats(-1e6, 1e6, width=32)), max_size=10))
def test_a_workbook_is_read_as_it_was_written(folder, rows):
    path = folder / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["text", "whole", "decimal"])
        for number, (text, whole, decimal) in enumerate(rows, start=1):
            sheet.write_string(number, 0, text)
            sheet.write_number(number, 1, whole)
            sheet.write_number(number, 2, decimal)
    [table] = read_tables(path, Layout(), folder)
    found = table.read_all().drop_columns([LINE]).to_pylist()
    assert [(row["text"], int(row["whole"])) for row in found] == [(text, whole) for text, whole, _ in rows]
    for row, (_, _, decimal) in zip(found, rows, strict=True):
        assert float(row["decimal"]) == pytest.approx(decimal, rel=1e-14, abs=1e-14)
        assert "e" not in row["decimal"]


@UNHURRIED
@given(
    st.sampled_from([b"PK\x03\x04", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0", b"PAR1", b"<kml", b"{", b"[", b'{"a":', b""]),
    st.binary(max_size=200),
)
def test_no_bytes_at_all_stop_the_readers(folder, start, rest):
    path = folder / "bytes"
    path.write_bytes(start + rest)
    for table in read_tables(path, Layout(), folder):
        table.drain()
        for fault in table.faults:
            assert fault.found
            assert fault.accepted
            (fault.found + fault.accepted + fault.raw_row).encode()
