import gzip
import io
import json
import random
import subprocess
import zipfile
from datetime import time

import pyarrow as pa
import pytest
import xlsxwriter
from pyarrow import parquet

from etl.read import archive, json_text, kml, spreadsheet
from etl.read.astext import cell_text, column_text


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def workbook(*rows, name="book.xlsx", tmp_path):
    path = tmp_path / name
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


# Archives


@pytest.mark.parametrize("kind", ["zip", "gzip"])
def test_a_bomb_is_refused_before_it_fills_the_disk(read_bytes, tmp_path, monkeypatch, kind):
    monkeypatch.setattr(archive, "RATIO_FREE", 1 << 20)
    bomb = b"\0" * (8 << 20)
    read = read_bytes(zipped({"bomb.csv": bomb}) if kind == "zip" else gzip.compress(bomb))
    assert read.fault.rule == "size"
    assert "200 times" in read.fault.accepted
    left = sum(path.stat().st_size for path in (tmp_path / "scratch").rglob("*") if path.is_file())
    assert left < 2 << 20


def test_what_a_zip_file_holds_is_limited_in_all(read_path, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST", 1500)
    noise = random.Random(1).randbytes(1000).hex()[:1000]
    path = tmp_path / "many.zip"
    path.write_bytes(zipped({f"{i}.csv": f"a,b\n{noise},\n" for i in range(3)}))
    first, second, third = read_path(path)
    assert len(first.rows) == 1
    assert [second.fault.rule, third.fault.rule] == ["size", "size"]


def test_a_zip_file_that_lies_about_its_size_is_counted_as_it_comes(read_bytes, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST", 1 << 20)
    content = zipped({"x.csv": b"\0" * (4 << 20)})
    size = (4 << 20).to_bytes(4, "little")
    assert content.count(size) == 2
    read = read_bytes(content.replace(size, (9).to_bytes(4, "little")))
    assert read.table.is_refused
    assert read.fault.rule in ("size", "damaged")


def test_a_member_with_a_password_is_refused_in_words(read_bytes):
    content = bytearray(zipped({"x.csv": b"a,b\n1,2\n"}))
    content[content.index(b"PK\x03\x04") + 6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert read_bytes(bytes(content)).fault.rule == "encrypted"


@pytest.mark.parametrize("name", ["inner.gz", "inner.zip", "inner.tar", "data.csv"])
def test_an_archive_within_an_archive_is_refused_whatever_its_name(read_bytes, name):
    inner = gzip.compress(b"a,b\n1,2\n")
    assert read_bytes(zipped({name: inner})).fault.rule == "nested"


def test_an_archive_in_a_gzip_file_is_refused(read_bytes):
    assert read_bytes(gzip.compress(gzip.compress(b"a,b\n"))).fault.rule == "nested"


def test_a_kmz_file_in_a_kmz_file_is_refused_and_the_rest_is_read(read_path, tmp_path):
    placemark = b"<kml><Placemark><name>x</name></Placemark></kml>"
    path = tmp_path / "outer.kmz"
    path.write_bytes(zipped({"doc.kml": placemark, "more.kmz": zipped({"doc.kml": placemark})}))
    good, nested = read_path(path)
    assert good.rows[0]["name"] == "x"
    assert nested.fault.rule == "nested"


def test_a_zip_file_of_what_nobody_reads_says_what_it_holds(read_bytes):
    fault = read_bytes(zipped({"a.shp": b"", "b.dbf": b""})).fault
    assert (fault.rule, fault.found) == ("empty", "a zip file with a.shp, b.dbf")


def test_a_damaged_member_costs_that_member(read_path, tmp_path):
    content = bytearray(zipped({"bad.csv": b"a,b\n1,2\n", "good.csv": b"a,b\n3,4\n"}, zipfile.ZIP_STORED))
    content[content.index(b"1,2")] ^= 0xFF
    path = tmp_path / "half.zip"
    path.write_bytes(content)
    bad, good = read_path(path)
    assert bad.fault.rule == "damaged"
    assert good.rows == [{"a": "3", "b": "4"}]


# Spreadsheets


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (16.626, "16.626"), (0.1 + 0.2, "0.3"), (1e20, "1" + "0" * 20), (1e-7, "0.0000001"), (-0.5, "-0.5")],
)
def test_numbers_of_a_spreadsheet_are_plain_decimals(value, text):
    assert cell_text(value) == text


def test_times_of_a_spreadsheet_are_iso():
    assert cell_text(time(10, 30)) == "10:30:00"


def test_text_that_looks_like_a_formula_or_an_error_stays_text(read_path, tmp_path):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_string(1, 0, "=cmd|' /C calc'!A0")
        sheet.write_string(1, 1, "#REF!")
    [read] = read_path(path)
    assert read.rows == [{"a": "=cmd|' /C calc'!A0", "b": "#REF!"}]
    assert read.table.faults == []


def test_a_cell_beyond_the_header_costs_its_row_and_is_kept(read_path, tmp_path):
    [read] = read_path(workbook(["a", "b"], [1, 2, "stray"], [3, 4], tmp_path=tmp_path))
    assert read.rows == [{"a": "3", "b": "4"}]
    assert (read.fault.line, read.fault.column, read.fault.found) == (2, "column 3", "stray")
    assert json.loads(read.fault.raw_row) == {"a": "1", "b": "2", "column 3": "stray"}


def test_blank_rows_of_a_sheet_are_skipped_and_counted_in_row_numbers(read_path, tmp_path):
    [read] = read_path(workbook([], ["a", "b"], [], [1, 2], ["", " "], [3, 4], tmp_path=tmp_path))
    assert read.lines == [4, 6]


def test_a_merged_header_names_its_first_column_and_the_others_by_position(read_path, tmp_path):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "name")
        sheet.merge_range("B1:C1", "point")
        sheet.write(0, 3, "date")
        sheet.write_row(1, 0, ["x", 98.5, 16.7, "2025"])
    [read] = read_path(path)
    assert read.table.header == ("name", "point", "column 3", "date")
    assert read.rows == [{"name": "x", "point": "98.5", "column 3": "16.7", "date": "2025"}]


def test_a_workbook_with_a_password_is_refused_in_words(read_bytes):
    fault = read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600).fault
    assert fault.rule == "damaged"


def test_a_workbook_without_values_is_refused(read_path, tmp_path):
    [read] = read_path(workbook(tmp_path=tmp_path))
    assert read.fault.rule == "empty"


def test_a_workbook_may_only_grow_so_much_when_it_is_unpacked(read_path, tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheet, "LARGEST_EXPANDED", 1000)
    [read] = read_path(workbook(["a", "b"], [1, 2], tmp_path=tmp_path))
    assert read.fault.rule == "size"
    assert "1,000 unpacked" in read.fault.accepted


def test_a_workbook_with_a_broken_member_is_refused_in_words(read_path, tmp_path):
    path = workbook(["a", "b"], [1, 2], tmp_path=tmp_path)
    content = bytearray(path.read_bytes())
    content[content.index(b"xl/worksheets/sheet1.xml") + 40] ^= 0xFF
    path.write_bytes(content)
    [read] = read_path(path)
    assert read.fault.rule == "damaged"


@pytest.mark.parametrize(
    ("module", "name", "content"),
    [
        (spreadsheet, "LARGEST", zipped({"[Content_Types].xml": b"x" * 50})),
        (json_text, "LARGEST_OBJECT", b'{"type": "FeatureCollection", "features": []}'),
        (kml, "LARGEST", b"<kml xmlns='x'></kml>"),
    ],
)
def test_what_has_to_be_held_in_memory_may_only_be_so_large(read_bytes, monkeypatch, module, name, content):
    monkeypatch.setattr(module, name, 10)
    fault = read_bytes(content).fault
    assert fault.rule == "size"
    assert "at most 10 bytes" in fault.accepted


# JSON


def test_a_line_that_is_no_object_costs_that_line(read_bytes):
    read = read_bytes(b'{"a":"1"}\nnot json\n\n{"a":"2","b":{"c":[1]}}\n[1]\n{"a":"\xff"}\n{"b":null}\n')
    assert read.table.header == ("a", "b")
    assert read.rows == [{"a": "1", "b": None}, {"a": "2", "b": '{"c":[1]}'}, {"a": None, "b": None}]
    assert read.lines == [1, 4, 7]
    assert sorted(fault.line for fault in read.table.faults) == [2, 5, 6]
    assert {fault.rule for fault in read.table.faults} == {"json"}
    assert read.table.rows_read == 6


@pytest.mark.parametrize("key", ["a/b", "a~b", 'a"b', "$.a", "", "ชื่อ", "a.b[0]", "#"])
def test_a_key_may_be_any_text(read_bytes, key):
    read = read_bytes(json.dumps([{key: "x", "other": 1}]).encode())
    assert [list(row.values()) for row in read.rows] == [["x", "1"]]


def test_a_nul_character_in_json_costs_its_record(read_bytes):
    read = read_bytes(b'[{"a":"x\\u0000y"},{"a":"z"}]')
    assert read.rows == [{"a": "z"}]
    assert (read.fault.line, read.fault.column, read.fault.rule) == (1, "a", "encoding")
    assert json.loads(read.fault.raw_row) == {"a": "x\0y"}


def test_a_text_of_ten_megabytes_costs_its_record_and_the_limit_is_named(read_bytes):
    read = read_bytes(json.dumps([{"a": "x" * (10 << 20)}, {"a": "z"}]).encode())
    assert read.rows == [{"a": "z"}]
    assert (read.fault.rule, read.fault.found) == ("length", "a text of 10,485,760 characters")
    assert read.fault.accepted == "at most 131,072 characters"


def test_other_control_characters_and_markup_are_kept_as_they_are(read_bytes):
    words = "<script>\x07\x1b[31m\t\n</script>\x7f"
    assert read_bytes(json.dumps([{"a": words}]).encode()).rows == [{"a": words}]
    assert read_bytes(f'a,b\n"{words}",x\n'.encode()).rows == [{"a": words, "b": "x"}]


def test_an_object_with_several_arrays_of_objects_is_refused_with_their_names(read_bytes):
    fault = read_bytes(b'{"a": [{}], "b": [{}]}').fault
    assert fault.found == "an object with several arrays: a, b"


def test_one_object_is_one_record(read_bytes):
    assert read_bytes(b'{\n"a": 1, "tags": ["x"]}').rows == [{"a": "1", "tags": '["x"]'}]


def test_a_byte_order_mark_before_json_does_no_harm(read_bytes):
    for content in (b'[{"a":1}]', b'{"a":1}', b'{"a":1}\n{"a":2}\n'):
        assert read_bytes(b"\xef\xbb\xbf" + content).rows[0] == {"a": "1"}


def test_geojson_in_another_coordinate_system_is_placed_by_it(read_bytes):
    feature = {
        "type": "Feature",
        "properties": {"a": 1},
        "geometry": {"type": "Point", "coordinates": [453_000, 1_838_000]},
    }
    content = {"type": "FeatureCollection", "features": [feature], "crs": {"properties": {"name": "EPSG:32647"}}}
    [row] = read_bytes(json.dumps(content).encode()).rows
    assert float(row["moei:longitude"]) == pytest.approx(98.56, abs=0.01)
    assert float(row["moei:latitude"]) == pytest.approx(16.62, abs=0.01)
    content["crs"] = {"properties": {"name": "nowhere:1"}}
    assert read_bytes(json.dumps(content).encode()).fault.rule == "crs"


def test_features_on_lines_are_placed_too(read_bytes):
    feature = {"type": "Feature", "properties": {"a": "x"}, "geometry": {"type": "Point", "coordinates": [98.5, 16.7]}}
    read = read_bytes("\n".join([json.dumps(feature)] * 2).encode())
    assert [row["moei:latitude"] for row in read.rows] == ["16.7", "16.7"]


# KML


def test_xml_that_declares_entities_is_refused(read_bytes):
    bomb = b'<!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><kml><Placemark><name>&b;</name></Placemark></kml>'
    assert read_bytes(bomb).fault.rule in ("damaged", "format")


# Parquet


def test_every_type_of_a_parquet_column_becomes_text(read_path, tmp_path):
    from datetime import UTC, datetime
    from decimal import Decimal

    columns = {
        "number": pa.array([1.0, 0.1, float("nan")]),
        "flag": pa.array([True, False, None]),
        "instant": pa.array([datetime(2025, 1, 2, 3, tzinfo=UTC)] * 3, pa.timestamp("us", "Asia/Bangkok")),
        "local": pa.array([datetime(2025, 1, 2, 3, 4, 5, 600_000)] * 3),
        "price": pa.array([Decimal("1.50")] * 3),
        "word": pa.array(["ก", "ข", "ก"]).dictionary_encode(),
        "bytes": pa.array([b"\x01\xff", b"", None]),
        "list": pa.array([["ก"], [], None]),
    }
    path = tmp_path / "types.parquet"
    parquet.write_table(pa.table(columns), path)
    [read] = read_path(path)
    assert [list(row.values()) for row in read.rows] == [
        ["1", "true", "2025-01-02T03:00:00Z", "2025-01-02T03:04:05.600000", "1.50", "ก", "01ff", '["ก"]'],
        ["0.1", "false", "2025-01-02T03:00:00Z", "2025-01-02T03:04:05.600000", "1.50", "ข", "", "[]"],
        [None, None, "2025-01-02T03:00:00Z", "2025-01-02T03:04:05.600000", "1.50", "ก", None, None],
    ]


def test_whole_numbers_of_any_size_keep_their_digits():
    assert column_text(pa.array([9_007_199_254_740_993])).to_pylist() == ["9007199254740993"]


# Text with delimiters


def test_semicolons_where_a_source_has_tabs_are_named(read_bytes):
    fault = read_bytes(b"a;b;c\n1;2;3\n", delimiter="\t").fault
    assert (fault.rule, fault.found) == ("delimiter", "fields separated by semicolons")
    assert fault.accepted == "fields separated by tabs, as its source has them"


def test_a_sentence_above_the_header_is_not_the_header(read_bytes):
    content = b'"An example, made for a test, tells nothing.",,\nid,name,kind\n1,x,y\n'
    read = read_bytes(content)
    assert (read.table.header, read.lines) == (("id", "name", "kind"), [3])


def test_the_header_of_a_known_source_is_found_wherever_it_stands(read_bytes):
    content = b"one,two,three\nfour,five,six\nid,name,kind\n1,x,y\n"
    assert read_bytes(content, is_header=lambda row: "kind" in row).table.header == ("id", "name", "kind")
    assert read_bytes(content).table.header == ("one", "two", "three")


def test_utf_8_in_a_file_of_the_thai_code_page_is_a_fault_and_never_mojibake(read_bytes):
    thai = "".join(f"{i},แม่สอด\n" for i in range(9)).encode("cp874")
    read = read_bytes(b"id,name\n" + thai + "x,แม่สอด\n".encode())
    assert {row["name"] for row in read.rows} == {"แม่สอด"}
    assert (read.fault.column, read.fault.rule) == ("name", "encoding")


def test_a_word_of_the_thai_code_page_that_looks_like_utf_8_in_part_is_kept(read_bytes):
    read = read_bytes("id,name\n1,อเนกประสงค์\n2,เธอ เนินเขา\n".encode("cp874"))
    assert [row["name"] for row in read.rows] == ["อเนกประสงค์", "เธอ เนินเขา"]


def test_utf_16_that_breaks_off_within_a_character_costs_its_row(read_bytes):
    read = read_bytes("id,name\n1,x\n2,yz".encode("utf-16")[:-1])
    assert [row["id"] for row in read.rows] == ["1"]
    assert read.fault.rule == "encoding"


def test_a_file_larger_than_a_block_is_read_across_its_edges(read_path, tmp_path, monkeypatch):
    from etl.read import lines

    monkeypatch.setattr(lines.next_lines, "__defaults__", (200,))
    path = tmp_path / "edges.csv"
    rows = [[str(i), "two\nlines, quoted" * (i % 7)] for i in range(200)]
    path.write_text("id,name\n" + "".join(f'{i},"{name}"\n' for i, name in rows), newline="")
    [read] = read_path(path)
    assert [list(row.values()) for row in read.rows] == rows
    assert read.table.faults == []


def test_memory_stays_flat_as_a_file_grows(tmp_path):
    code = (
        "import resource, sys; from pathlib import Path; from etl.read.delimited import read_delimited;"
        "read_delimited(Path(sys.argv[1])).drain(); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )

    def peak(rows):
        path = tmp_path / f"{rows}.csv"
        path.write_text("id,name,summary\n" + f"1,an example,{'x' * 80}\n" * rows)
        import sys

        return int(subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=True).stdout)

    assert peak(800_000) < 1.3 * peak(200_000)
