from pathlib import Path

import pytest

FILES = Path(__file__).parents[3] / "files"

ROWS = [
    ("007", "ตัวอย่าง ก", "2025-01-02", "1", "98.564", "16.626"),
    ("008", 'said "x", then\nstopped', "2025-01-03", "20", "98.5", "16.7"),
    ("009", "<b>=1+1</b>", "2025-02-28", "3", "100.25", "13.75"),
]
HEADER = ("example_id", "ชื่อ", "seen_at", "count", "longitude", "latitude")
TABLES = {
    "comma.csv": [2, 3, 5],
    "semicolon.csv": [2, 3, 5],
    "tab.tsv": [2, 3, 5],
    "bar.txt": [2, 3, 5],
    "utf16.csv": [2, 3, 5],
    "tis620.csv": [2, 3, 5],
    "titled.csv": [5, 6, 8],
    "hxl.csv": [3, 4, 6],
    "comma.csv.gz": [2, 3, 5],
    "example.xls": [3, 4, 5],
    "array.json": [1, 2, 3],
    "object.json": [1, 2, 3],
    "lines.jsonl": [1, 2, 3],
    "table.parquet": [1, 2, 3],
}
"""File -> lines of its rows."""


@pytest.mark.parametrize("name", TABLES)
def test_every_format_gives_the_same_rows_as_text_with_their_lines(read_file, name):
    [read] = read_file(name)
    assert read.table.header == HEADER
    assert [tuple(row.values()) for row in read.rows] == ROWS
    assert read.lines == TABLES[name]
    assert read.table.faults == []
    assert read.table.rows_read == 3


@pytest.mark.parametrize("name", ["points.parquet", "utm47.parquet", "layers.gpkg"])
def test_geometries_become_points_of_wgs_84_whatever_they_are_given_in(read_file, name):
    for read in read_file(name):
        assert read.table.header == (*HEADER[:4], "moei:longitude", "moei:latitude", "moei:geometry")
        assert [tuple(row.values())[:4] for row in read.rows] == [row[:4] for row in ROWS]
        for row, given in zip(read.rows, ROWS, strict=True):
            # 1e-7 degrees are a centimetre: what there and back through Indian 1975 costs.
            assert float(row["moei:longitude"]) == pytest.approx(float(given[4]), abs=1e-7)
            assert float(row["moei:latitude"]) == pytest.approx(float(given[5]), abs=1e-7)
            assert row["moei:geometry"] == "Point"


def test_every_layer_of_a_geopackage_is_a_table(read_file):
    assert [read.table.name for read in read_file("layers.gpkg")] == ["points", "indian1975"]


def test_geojson_gives_points_as_they_are_and_a_point_on_what_is_none(read_file):
    [read] = read_file("places.geojson")
    points = [(row["example_id"], *list(row.values())[4:]) for row in read.rows]
    assert points == [
        ("007", "98.564", "16.626", "Point"),
        ("008", "98.5", "16.7", "Point"),
        ("009", "100.25", "13.75", "Point"),
        ("010", "98.5", "16.5", "Polygon"),
        ("011", None, None, ""),
    ]
    fault = read.fault
    assert (fault.line, fault.column, fault.rule) == (6, "moei:latitude", "geometry")
    assert fault.found == "longitude 98, latitude 166"
    assert '"example_id":"012"' in fault.raw_row


@pytest.mark.parametrize("name", ["places.kml", "places.kmz"])
def test_kml_gives_every_placemark_with_its_folders_and_follows_no_link(read_file, name):
    [read] = read_file(name)
    assert [tuple(row.values()) for row in read.rows] == [
        ("outer / inner", "007", "<b>bold</b>", "ตัวอย่าง ก", "2025-01-02", "98.564", "16.626", "Point"),
        ("", "009", "", "", "", "98", "17", "LineString"),
        ("", "011", "", "", "", None, None, ""),
    ]
    assert read.table.header[:5] == ("folder", "name", "description", "ชื่อ", "when")
    assert read.lines == [1, 3, 5]
    assert [(fault.line, fault.found) for fault in read.table.faults] == [
        (2, "longitude 98.5, latitude 167"),
        (4, "north of here"),
    ]
    assert read.table.notes == ("1 network link is not followed",)


def test_a_workbook_gives_a_table_for_each_sheet_that_holds_any(read_file):
    data, hidden = read_file("example.xlsx")
    assert (data.table.name, hidden.table.name) == ("ข้อมูล", "hidden")
    assert data.table.header == HEADER
    assert [tuple(row.values()) for row in data.rows[:3]] == ROWS
    assert data.lines == [4, 5, 6, 8]
    assert data.table.notes == ("1 row above the header is not read",)
    assert hidden.table.notes == ("the sheet is hidden",)
    assert [row["example_id"] for row in hidden.rows] == ["012"]


def test_a_formula_gives_the_value_that_excel_kept_and_an_error_costs_its_row(read_file):
    data, _ = read_file("example.xlsx")
    assert data.rows[-1]["count"] == "21"
    fault = data.fault
    assert (fault.line, fault.column, fault.rule, fault.found) == (7, "count", "error", "#DIV/0!")
    assert '"example_id":"010"' in fault.raw_row
    assert data.table.rows_read == 5


def test_the_members_of_a_zip_file_are_tables_and_the_rest_is_told(read_file, tmp_path):
    tables = read_file("several.zip")
    assert [read.table.name for read in tables] == [
        "a/comma.csv",
        "places.kmz, doc.kml",
        "b/example.xlsx, ข้อมูล",
        "b/example.xlsx, hidden",
        "../escape.csv",
    ]
    assert tables[0].table.notes == ("not read, for no reader knows them: read.me",)
    assert [tuple(row.values()) for row in tables[-1].rows] == ROWS


def test_no_member_of_an_archive_is_written_outside_the_load_s_own_folder(read_file, tmp_path):
    read_file("several.zip")
    written = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert written
    assert all(path.is_relative_to(tmp_path / "scratch") and "escape" not in path.name for path in written)


def test_an_archive_within_an_archive_is_refused_and_its_neighbours_are_read(read_file):
    nested, good = read_file("nested.zip")
    assert (nested.fault.rule, nested.fault.found) == ("nested", "an archive within an archive (inner.zip)")
    assert [tuple(row.values()) for row in good.rows] == ROWS


def test_a_header_alone_is_a_table_without_rows(read_file):
    [read] = read_file("header_only.csv")
    assert (read.table.header, read.rows, read.table.is_refused) == (HEADER, [], False)


def test_a_file_without_a_header_has_the_columns_that_its_source_names(read_file):
    [read] = read_file("headless.csv", columns=HEADER)
    assert read.table.header == HEADER
    assert [tuple(row.values()) for row in read.rows] == ROWS
    assert read.lines == [1, 2, 4]


def test_an_hxl_row_is_no_record_but_names_the_columns(read_file):
    [read] = read_file("hxl.csv")
    assert read.table.hxl == ("#meta+id", "#adm1+name", "#date", "#affected", "#geo+lon", "#geo+lat")


def test_thai_of_the_old_code_page_is_told(read_file):
    [read] = read_file("tis620.csv")
    assert read.table.notes == ("read as TIS-620 (Windows-874)",)


def test_a_row_in_another_encoding_costs_that_row_and_names_the_column(read_file):
    [read] = read_file("mixed.csv")
    assert len(read.rows) == 3
    assert (read.fault.line, read.fault.column, read.fault.rule) == (6, "ชื่อ", "encoding")


def test_a_western_letter_is_never_read_as_thai(read_file):
    [read] = read_file("western.csv")
    assert (read.fault.line, read.fault.column, read.fault.rule) == (2, "name", "encoding")
    assert len(read.rows) == 2


def test_a_column_named_twice_refuses_the_file_and_its_rows_are_counted(read_file):
    [read] = read_file("twice.csv")
    assert read.table.is_refused
    assert (read.fault.line, read.fault.found) == (None, "columns named twice: 'seen_at'")
    assert read.table.rows_read == 3


@pytest.mark.parametrize(
    ("content", "rule", "found"),
    [
        (b"%PDF-1.7", "format", "a PDF file"),
        (b"Rar!\x1a\x07", "format", "a RAR archive"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "format", "a web page"),
        (b"<?xml version='1.0'?><Workbook/>", "format", "XML that is not KML"),
        (b"PK\x03\x04 and no more", "damaged", "a zip file that can't be unpacked"),
        (b"\x1f\x8b and no more", "damaged", "a gzip file that can't be unpacked"),
        (b"\xd0\xcf\x11\xe0 and no more", "damaged", "a workbook that can't be read"),
        (b"SQLite format 3\0 and no more", "damaged", "a GeoPackage that can't be read"),
        (b"PAR1 and no more", "damaged", "a Parquet file that can't be read"),
        (b"<kml><Document><Placemark>", "damaged", "KML that breaks off"),
        (b"<kml><Document/></kml>", "empty", "a KML file without placemarks"),
        (b'{"a": 1, ', "damaged", "JSON that breaks off"),
        (b'[{"a": 1}, ', "damaged", "JSON that breaks off"),
        (b'[{"a": 1}, {"a": ]', "damaged", "JSON that can't be read"),
        (b"[]", "empty", "no objects with keys"),
        (b"{}", "empty", "no objects with keys"),
        (b"", "empty", "an empty file"),
    ],
)
def test_what_can_not_be_read_is_refused_in_words(read_bytes, content, rule, found):
    read = read_bytes(content)
    assert read.table.is_refused
    assert (read.fault.line, read.fault.rule) == (None, rule)
    assert read.fault.found.startswith(found)
    assert read.fault.accepted


@pytest.mark.parametrize(
    "name", ["example.xlsx", "example.xls", "layers.gpkg", "points.parquet", "comma.csv.gz", "places.kmz"]
)
@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_file_that_breaks_off_is_refused_in_words_or_read_to_its_break(read_path, read_file, tmp_path, name, share):

    content = (FILES / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(content[: int(len(content) * share)])
    for read in read_path(path):
        for fault in read.table.faults:
            assert fault.found
            assert fault.accepted
            assert "Traceback" not in fault.found
        assert read.table.faults or read.rows
