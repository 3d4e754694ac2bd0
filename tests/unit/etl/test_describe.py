import contextlib
import csv
import tomllib
from datetime import date

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl import pipeline
from etl.describe import draft
from etl.source import list_descriptions, read_description

TODAY = date(2026, 11, 24)
SHEET = """ลำดับ,วันที่เกิดเหตุการณ์,เหตุ,ประเทศ,ที่เกิดเหตุ,พิกัดที่ตั้ง,ผู้ต้องหา
1,15 ก.พ. 2568,จับกุม,ไทย,แม่สอด,16.713 98.575,12
2,16/02/2568,ระเบิด,พม่า,เมียวดี,16.688 98.508,3
"""


@pytest.fixture
def drafted(tmp_path):
    """The draft for a file with this content, as a text."""

    def text(content, name="unknown.csv"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8", newline="")
        return draft(path, list_descriptions(), tmp_path, today=TODAY).text

    return text


def test_a_draft_tells_fields_by_headers_and_by_values(drafted):
    found = tomllib.loads(drafted(SHEET))
    assert found["table"] == "incident"
    assert found["columns"] == {
        "วันที่เกิดเหตุการณ์": "event_date",
        "เหตุ": "kind",
        "ประเทศ": "country",
        "ที่เกิดเหตุ": "place_name",
        "พิกัดที่ตั้ง": "coordinates",
        "ผู้ต้องหา": "persons_arrested",
    }
    assert found["values"]["kind"] == {"จับกุม": "arrest", "ระเบิด": ""}
    assert (found["release_level"], found["is_public"]) == ("AMBER", False)
    assert found["key"] == ["event_date", "kind", "place_name", "coordinates"]


def test_a_draft_asks_what_it_cannot_know_and_names_the_columns_that_it_leaves_out(drafted):
    text = drafted(SHEET)
    for entry in ("licence", "release_level", "is_public", "day_first", "publisher"):
        assert any(line.startswith(f"{entry} = ") and "# ?" in line for line in text.splitlines())
    assert '# "ลำดับ" = "?"' in text


def test_values_alone_tell_what_headers_do_not(drafted):
    found = tomllib.loads(drafted("a,b,c,d,e\n15/02/2565,16.6886,98.5081,https://example.org/x,Myanmar\n"))
    assert found["columns"] == {
        "a": "event_date",
        "b": "latitude",
        "c": "longitude",
        "d": "source_url",
        "e": "country",
    }


def test_dates_that_can_only_be_read_month_first_are_seen(drafted):
    assert tomllib.loads(drafted("Date,Type\n07/15/2022,raid\n07/16/2022,raid\n"))["day_first"] is False
    assert tomllib.loads(drafted("Date,Type\n15/07/2022,raid\n16/07/2022,raid\n"))["day_first"] is True


@pytest.mark.parametrize("description", [d for d in list_descriptions() if d.file], ids=lambda d: d.table)
def test_the_bundled_files_would_be_described_as_they_are(description, tmp_path):
    text = draft(pipeline.BUNDLED / description.file, list_descriptions(), tmp_path, today=TODAY).text
    found = tomllib.loads(text)
    assert found["table"] == description.table
    assert found["columns"] == description.columns


@given(
    header=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5),
    values=st.lists(st.text(max_size=12), min_size=5, max_size=5),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_draft_is_toml_whatever_the_columns_are_called(tmp_path, header, values):
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows([["Date", *header], ["2025-02-03", *values[: len(header)]]])
    text = None
    with contextlib.suppress(ValueError):
        text = draft(path, list_descriptions(), tmp_path, today=TODAY).text
    assert text is None or tomllib.loads(text)["table"]


def test_an_unknown_sheet_is_on_the_map_in_three_commands(moei, loaded_home, tmp_path):
    sheet = tmp_path / "station.csv"
    sheet.write_text(SHEET.replace("ที่เกิดเหตุ", "ที่ไหนสักแห่ง").replace("ผู้ต้องหา", "คน"), encoding="utf-8")
    refused = moei("load", sheet, home=loaded_home)
    assert "moei describe" in refused.output
    described = moei("describe", sheet, "-o", loaded_home / "sources" / "station.toml", home=loaded_home)
    assert described.exit_code == 0, described.output
    loaded = moei("load", sheet, home=loaded_home)
    assert loaded.exit_code == 0, loaded.output
    assert "read as station" in loaded.output
    assert "1 row set aside by column เหตุ: ระเบิด 1" in loaded.output
    assert read_description(loaded_home / "sources" / "station.toml").name == "station"


@pytest.fixture
def workbook(tmp_path):
    """A workbook of a known sheet, two unknown ones with the same columns, another one, and a broken one."""
    rows = list(csv.reader(SHEET.splitlines()))
    sheets = {
        "cuts": [["วันที่", "การดำเนินการ", "ประเทศ", "จุดจ่ายไฟ", "MW"], ["5 ก.พ. 2568", "ตัดไฟ", "พม่า", "เมียวดี", "1"]],
        "มกราคม": rows,
        "กุมภาพันธ์": rows,
        "phones": [["seen", "how many phones"], ["2025-02-03", "12"]],
        "twice": [["a", "a"], ["1", "2"]],
    }
    path = tmp_path / "office.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, texts in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(texts):
                sheet.write_row(number, 0, row)
    return path


def test_of_several_sheets_the_first_unknown_one_is_drafted_and_the_others_are_told_of(moei, workbook, tmp_path):
    to = tmp_path / "office.toml"
    result = moei("describe", workbook, "-o", to)
    assert result.exit_code == 0, result.output
    assert "วันที่เกิดเหตุการณ์" in tomllib.loads(to.read_text(encoding="utf-8"))["columns"]
    for words in (
        "of มกราคม: answer its",
        "note: cuts needs no draft: power_cuts describes it",
        "note: กุมภาพันธ์ has the same columns: this draft describes it too",
        'note: phones is not described: moei describe office.xlsx --part "phones" drafts it',
        "note: twice can't be read: found columns named twice: 'a'",
    ):
        assert words in result.output


def test_a_part_can_be_named_and_one_that_is_not_there_is_refused_with_those_that_are(moei, workbook):
    named = moei("describe", workbook, "--part", "PHONES")
    assert tomllib.loads(named.stdout)["columns"]["seen"] == "event_date"
    wrong = moei("describe", workbook, "--part", "2568")
    assert wrong.exit_code == 1
    assert "no part called '2568'; accepted: cuts, มกราคม, กุมภาพันธ์, phones, twice" in wrong.output
    broken = moei("describe", workbook, "--part", "twice")
    assert broken.exit_code == 1
    assert "columns named twice" in broken.output


def test_a_draft_never_writes_over_a_file(moei, home, tmp_path):
    sheet, there = tmp_path / "a.csv", tmp_path / "a.toml"
    sheet.write_text(SHEET, encoding="utf-8")
    there.write_text("mine", encoding="utf-8")
    result = moei("describe", sheet, "-o", there)
    assert result.exit_code == 1
    assert "is there already" in result.output
    assert there.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\0\1\2"])
def test_a_file_that_is_no_table_cannot_be_described_and_that_is_said(moei, tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    result = moei("describe", path)
    assert result.exit_code == 1
    assert result.output.startswith("Error: a.csv: found ")
    assert "Traceback" not in result.output
