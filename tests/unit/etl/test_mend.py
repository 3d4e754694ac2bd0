"""Rejected rows go into a workbook, are mended there, and come back."""

import zipfile

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from etl import mend, pipeline, status, warehouse
from etl.contract.vocab import REASON_COLUMNS
from etl.read.frame import Fault


def sheets_of(path):
    book = CalamineWorkbook.from_path(str(path))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def save(path, rows):
    """A person's save of a workbook: the same cells as text."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write_string(line, column, str(value))


@pytest.fixture
def rejected_home(home, write_rows):
    """A home whose last load refused two of three incidents, one for two reasons."""
    rows = (
        {"incident_id": "right", "date": "2025-01-02"},
        {"incident_id": "one", "date": "2025-01-03", "persons_found": "-3", "kind": "riot"},
        {"incident_id": "two", "date": "2025-01-04", "summary": '=HYPERLINK("http://evil","x")', "lat": "16.7"},
    )
    pipeline.load(home, [write_rows("incident", *rows)])
    return home


def test_a_workbook_holds_the_rows_as_they_stood_with_all_that_is_wrong(rejected_home, moei, tmp_path):
    path = tmp_path / "to-mend.xlsx"
    result = moei("rejects", "--to", path, home=rejected_home)
    assert result.exit_code == 0
    assert f"2 rejected rows are in {path}" in result.output
    [[header, one, two]] = sheets_of(path)
    assert tuple(header[-len(REASON_COLUMNS) :]) == REASON_COLUMNS
    row = dict(zip(header, one, strict=True))
    assert (row["incident_id"], row["persons_found"], row["kind"]) == ("one", "-3", "riot")
    assert row["rejected: line"] == "3"
    assert set(row["rejected: column"].split("\n")) == {"persons_found", "kind"}
    assert "raid" in row["rejected: accepted"]
    assert dict(zip(header, two, strict=True))["summary"] == '=HYPERLINK("http://evil","x")'


def test_no_cell_is_a_formula_or_a_link(rejected_home, moei, tmp_path):
    path = tmp_path / "to-mend.xlsx"
    moei("rejects", "--to", path, home=rejected_home)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        names = archive.namelist()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()
    assert not [name for name in names if "rels" in name and "sheet" in name]


def test_mended_rows_are_loaded_and_the_rejects_are_gone(rejected_home, moei, tmp_path):
    path = tmp_path / "to-mend.xlsx"
    moei("rejects", "--to", path, home=rejected_home)
    [[header, one, two]] = sheets_of(path)
    one[header.index("persons_found")], one[header.index("kind")] = "3", "raid"
    two[header.index("lat")] = ""
    save(path, [header, one, two])
    result = moei("load", path, home=rejected_home)
    assert result.exit_code == 0
    assert "is not read" not in result.output
    build = warehouse.current_build(rejected_home)
    assert status.list_rejects(build) == []
    with warehouse.open_read_only(build.path) as connection:
        rows = connection.execute("SELECT incident_id, persons_found FROM incident ORDER BY event_date").fetchall()
    assert rows == [("right", None), ("one", 3), ("two", None)]


def test_a_mended_row_whose_id_changes_with_it_is_no_longer_listed(home, moei, tmp_path):
    sheet = tmp_path / "station.csv"
    sheet.write_text("วันที่,ประเภทเหตุ,พิกัด\n15/02/68,จับกุม,16.7 98.6\n16/02/68,จับกุม,16.7 98.6\n", encoding="utf-8")
    other = tmp_path / "other.csv"
    other.write_text("วันที่,ประเภทเหตุ,พิกัด\n15/02/2568,จับกุม,16.7 98.6\n", encoding="utf-8")
    moei("load", other, sheet)
    path, again = tmp_path / "to-mend.xlsx", tmp_path / "again.xlsx"
    moei("rejects", "--to", path, "--file", "station.csv")
    [[header, one, two]] = sheets_of(path)
    one[0] = "15/03/2568"
    save(path, [header, one, two])
    moei("load", path)
    listed = moei("rejects").output
    assert "station.csv" not in listed
    assert "to-mend.xlsx, Sheet1, line 3, column วันที่: found 16/02/68" in listed
    moei("rejects", "--to", again)
    [[header, two]] = sheets_of(again)
    two[0] = "16/03/2568"
    save(again, [header, two])
    moei("load", again)
    assert "Nothing was rejected." in moei("rejects").output


def test_a_file_over_its_limit_is_not_published_but_its_rows_can_be_mended(home, moei, write_rows, tmp_path):
    rows = [{"incident_id": str(number), "kind": "riot" if number % 2 else "raid"} for number in range(30)]
    path = tmp_path / "to-mend.xlsx"
    result = moei("load", write_rows("incident", *rows), "--rejects", path)
    assert result.exit_code == 1
    assert "Too many rows of incidents.csv were refused" in result.output
    assert warehouse.current_build_id(home) is None
    [[_, *mendable]] = sheets_of(path)
    assert len(mendable) == 15


def test_a_row_that_could_not_be_split_stands_as_text(home, write_rows, moei, tmp_path):
    file = write_rows("place", {"place_id": "a"})
    with file.open("a", encoding="utf-8") as out:
        out.write('b,"unclosed\n')
    pipeline.load(home, [file])
    path = tmp_path / "to-mend.xlsx"
    moei("rejects", "--to", path)
    [[header, row]] = sheets_of(path)
    assert row[header.index("row")] == 'b,"unclosed'


def test_each_file_has_its_sheet_whatever_it_is_called(tmp_path):
    names = ["a/b*[c]?.csv", "a/b*[c]?.csv" + "x" * 40, "ตำรวจ.xlsx"]
    faults = [
        (name, Fault(line=2, column="", rule="r", found="f", accepted="a", raw_row='{"c": "v"}')) for name in names
    ]
    written = mend.write_rejects(faults, tmp_path / "out.xlsx")
    assert (written.rows, written.rows_left_out) == (3, 0)
    assert len(sheets_of(tmp_path / "out.xlsx")) == 3


def test_a_row_that_no_cell_can_hold_is_left_out_and_counted(tmp_path):
    long = Fault(line=2, column="c", rule="r", found="f", accepted="a", raw_row='{"c": "' + "x" * 40_000 + '"}')
    written = mend.write_rejects([("big.csv", long)], tmp_path / "out.xlsx")
    assert (written.rows, written.rows_left_out) == (0, 1)
    assert "1 more don't fit" in mend.workbook_words(written, tmp_path / "out.xlsx")


def test_files_that_were_refused_whole_have_no_rows_to_mend(tmp_path):
    whole = Fault(line=None, column="", rule="empty", found="an empty file", accepted="a header row")
    written = mend.write_rejects([("empty.csv", whole)], tmp_path / "out.xlsx")
    assert mend.workbook_words(written, tmp_path / "out.xlsx") == "No row was rejected, so no row is to be mended."


@pytest.mark.parametrize("command", ["rejects", "load"])
def test_another_ending_is_refused_with_words(rejected_home, moei, write_rows, tmp_path, command):
    arguments = ["--to"] if command == "rejects" else [write_rows("place", {"place_id": "p"}), "--rejects"]
    result = moei(command, *arguments, tmp_path / "out.csv", home=rejected_home)
    assert result.exit_code != 0
    assert "ends in .xlsx" in " ".join(result.output.split())
    assert not (tmp_path / "out.csv").exists()


def test_a_folder_that_is_not_there_is_told_in_words(rejected_home, moei, tmp_path):
    result = moei("rejects", "--to", tmp_path / "nowhere" / "out.xlsx", home=rejected_home)
    assert result.exit_code == 1
    assert "can't be written" in result.output
    assert "Traceback" not in result.output
