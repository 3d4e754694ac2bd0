"""Files that come by the browser: what isn't right is told in words, and nothing is half loaded."""

import errno
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from dashboard.components.uploads import problem_words
from dashboard.state import LANGUAGES
from dashboard.telephone import FIELDS, SOURCE, new_report_id, report_file
from dashboard.uploads import Outcome, Upload, load_uploads, mend_bytes, safe_name
from etl import pipeline, warehouse

PLACE = "place_id,kind,name,name_th,alt_names,country_code,admin1,opposite,lat,lon,location_precision,source_url\n"
GOOD = Upload("places.csv", f"{PLACE}a,town,Anywhere,,,MM,,,16.7,98.5,town,\n".encode())
BAD = Upload("bad.csv", f"{PLACE}b,town,Nowhere,,,MM,,,916.7,98.5,town,\n".encode())
REPORT = {"report_kind": "raid", "report_country": "MM", "report_publisher": "The Station"}


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * (70 << 20))
    return content.getvalue()


def load(home: Path, *uploads: Upload, source_name: str | None = None) -> Outcome:
    return load_uploads(home, uploads, is_dry_run=False, source_name=source_name)


def test_a_check_says_what_would_be_loaded_and_publishes_nothing(loaded_home: Path) -> None:
    before = warehouse.current_build_id(loaded_home)
    kept = sorted((loaded_home / "raw").iterdir())
    steps: list[str] = []
    outcome = load_uploads(loaded_home, [GOOD, BAD], is_dry_run=True, on_step=steps.append)
    assert outcome.can_load
    assert [(file.file_name, file.rows_loaded, file.rows_rejected) for file in outcome.files] == [
        ("places.csv", 1, 0),
        ("bad.csv", 0, 1),
    ]
    assert outcome.build_id is None
    assert warehouse.current_build_id(loaded_home) == before
    assert sorted((loaded_home / "raw").iterdir()) == kept
    assert "copying the files" in steps


def test_a_load_publishes_and_the_same_file_again_has_nothing_to_load(loaded_home: Path) -> None:
    assert load(loaded_home, GOOD).build_id == warehouse.current_build_id(loaded_home)
    again = load_uploads(loaded_home, [GOOD], is_dry_run=True)
    assert (again.files[0].rows_unchanged, again.can_load) == (1, False)


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.csv", b"", "empty"),
        ("a.pdf", b"%PDF-1.7", "format"),
        ("a.zip", bomb(), "size"),
        ("a.xlsx", b"PK\x03\x04broken", "damaged"),
        ("a.csv", b"colour,shape\nred,round\n", "source"),
    ],
)
def test_what_is_no_table_of_ours_is_refused_and_the_last_build_stands(
    loaded_home: Path, name: str, content: bytes, rule: str
) -> None:
    before = warehouse.current_build_id(loaded_home)
    outcome = load_uploads(loaded_home, [Upload(name, content)], is_dry_run=True)
    assert [fault.rule for file in outcome.files for fault in file.faults] == [rule]
    assert not outcome.can_load
    assert warehouse.current_build_id(loaded_home) == before


def test_an_empty_home_and_a_file_that_is_nobodys_make_no_build(home: Path) -> None:
    assert load(home, Upload("a.csv", b"colour\nred\n")).problem == "empty"
    assert warehouse.current_build_id(home) is None


def test_another_load_is_named_by_since_when_it_runs(loaded_home: Path) -> None:
    since = datetime(2026, 3, 13, 17, 5, tzinfo=UTC)
    with warehouse.writing(loaded_home, wait_seconds=0):
        holder = warehouse.builds_folder(loaded_home) / ".lock-holder.json"
        facts = json.loads(holder.read_text(encoding="utf-8"))
        holder.write_text(json.dumps(facts | {"since": since.isoformat()}), encoding="utf-8")
        outcome = load(loaded_home, GOOD)
    assert (outcome.problem, outcome.since, outcome.files) == ("locked", since, ())
    assert "since 14 March 2026, 00:05" in problem_words("locked", since, "en")


@pytest.mark.parametrize("name", ["../../outside.csv", "/etc/passwd.csv", "a\\..\\b.csv", "\0.csv", "n" * 400 + ".csv"])
def test_a_name_is_a_label_and_never_a_path(loaded_home: Path, name: str) -> None:
    outcome = load_uploads(loaded_home, [Upload(name, GOOD.content), GOOD], is_dry_run=True)
    assert outcome.files[0].rows_read == 1
    assert not {"/", "\\", "\0"} & set(safe_name(name))
    assert not list(loaded_home.parent.rglob("outside.csv"))


def test_rejected_rows_come_as_a_workbook_to_mend(loaded_home: Path) -> None:
    outcome = load_uploads(loaded_home, [BAD], is_dry_run=True)
    with zipfile.ZipFile(io.BytesIO(mend_bytes(outcome.files))) as book:
        assert "Nowhere" in book.read("xl/worksheets/sheet1.xml").decode() + book.read("xl/sharedStrings.xml").decode()


def test_a_telephone_report_is_held_closed_and_with_its_source(loaded_home: Path) -> None:
    report_id = new_report_id()
    values = REPORT | {"report_date": "13/3/2569", "report_coordinates": "16.7, 98.5", "report_precision": "site"}
    outcome = load(loaded_home, report_file(report_id, values), source_name=SOURCE)
    assert outcome.build_id is not None
    with duckdb.connect(str(warehouse.current_build(loaded_home).path), read_only=True) as connection:
        (row,) = connection.execute(
            "SELECT event_date::VARCHAR, longitude, release_level, is_public FROM record WHERE event_id = $id",
            {"id": report_id},
        ).fetchall()
    assert row == ("2026-03-13", 98.5, "AMBER", False)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"report_kind": ""}, "required"),
        ({"report_publisher": " "}, "required"),
        ({"report_found": "many"}, "integer"),
        ({"report_coordinates": "16.7, 98.5"}, "point"),
    ],
)
def test_a_report_that_breaks_the_contract_is_refused_with_its_reason(
    loaded_home: Path, changed: dict[str, str], rule: str
) -> None:
    upload = report_file("tel-1", REPORT | changed)
    outcome = load_uploads(loaded_home, [upload], is_dry_run=True, source_name=SOURCE)
    assert [fault.rule for fault in outcome.files[0].faults] == [rule]


def test_no_field_asks_for_a_name_of_a_person() -> None:
    assert not [field for field in FIELDS if "name" in field or "victim" in field or "person" in field]


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "machine"),
        (duckdb.IOException("Could not write all bytes"), "machine"),
        (MemoryError(), "machine"),
        (RuntimeError("check failed: 2 keys of incident are not unique"), "failed_check"),
        (duckdb.BinderException("no such column"), "failed_check"),
        (ValueError("the file of decisions is broken"), "settings"),
    ],
)
def test_what_breaks_a_load_is_told_in_a_sentence_and_the_last_build_stands(
    loaded_home: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, problem: str
) -> None:
    def break_off(*_: object, **__: object) -> None:
        raise error

    before = warehouse.current_build_id(loaded_home)
    monkeypatch.setattr(pipeline, "_check", break_off)
    outcome = load(loaded_home, GOOD)
    assert (outcome.problem, outcome.build_id, outcome.can_load) == (problem, None, False)
    assert warehouse.current_build_id(loaded_home) == before
    for language in LANGUAGES:
        assert not problem_words(problem, None, language).startswith("upload-")


def test_a_disk_that_is_full_before_the_files_are_written_is_told_too(
    loaded_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert load(loaded_home, GOOD).problem == "machine"
