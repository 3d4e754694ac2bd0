import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from etl import cli, warehouse


@pytest.fixture
def good(write_rows):
    return write_rows("incident", {"incident_id": "a", "date": "2025-02-03"}, name="good.csv")


@pytest.fixture
def bad(write_rows):
    rows = [{"incident_id": f"b{i}", "kind": "?"} for i in range(12)]
    return write_rows("incident", {"incident_id": "b"}, *rows, name="bad.csv")


def assert_plain_failure(result, code=1):
    """A sentence for a person, no traceback."""
    assert result.exit_code == code
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    assert "Error: " in result.stderr


def test_a_load_prints_what_became_of_every_row(moei, good, bad):
    moei("load", good)
    result = moei("load", good, bad)
    assert result.exit_code == 0
    rows = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines() if line.strip()}
    assert rows["file"] == ["table", "read", "loaded", "rejected", "unchanged"]
    assert rows["good.csv"] == ["incident", "1", "0", "0", "1"]
    assert rows["bad.csv"] == ["incident", "13", "1", "12", "0"]
    assert rows["all"] == ["14", "1", "12", "1"]
    assert "bad.csv, line 3, column kind: found ?; accepted: one of: raid, arrest" in result.stdout
    assert "and 2 more: moei rejects" in result.stdout
    assert re.search(r"Build \S+ is current, records to 2025-02-03\.", result.stdout)


def test_the_table_fits_eighty_characters_without_cutting_a_name(moei):
    lines = moei("load", columns=80).stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert any(re.match(r"displacement\.csv +displacement_report +76 +76 +0 +0$", line.rstrip()) for line in lines)
    assert "…" not in "".join(lines)


def test_a_strict_load_fails_where_anything_was_rejected_and_loads_the_rest(moei, bad, home):
    assert moei("load", bad).exit_code == 0
    result = moei("load", bad, "--strict")
    assert result.exit_code == 1
    assert "is current" in result.stdout


def test_a_terminal_shows_how_far_a_load_of_one_file_is(start_moei, good, monkeypatch):
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    output = start_moei("load", good).stdout.read()
    assert f"Loading {good.name}: checking" in output
    assert "0:00:0" in output


def test_a_log_file_holds_no_bar(start_moei, good):
    output = start_moei("load", good).stdout.read()
    assert "Loading" not in output
    assert "\N{FULL BLOCK}" not in output


def test_a_strict_load_of_what_is_right_succeeds(moei, good):
    assert moei("load", good, "--strict").exit_code == 0


def test_a_strict_load_fails_where_a_file_is_missing(moei, good, tmp_path):
    result = moei("load", good, tmp_path / "gone.csv", "--strict")
    assert result.exit_code == 1
    assert "gone.csv (refused)" in result.stdout
    assert "gone.csv: found No such file or directory; accepted: a file that can be read" in result.stdout


def test_a_dry_run_publishes_nothing_and_says_so(moei, good, home):
    result = moei("load", good, "--dry-run")
    assert result.exit_code == 0
    assert "Dry run: nothing was published." in result.stdout
    assert warehouse.current_build_id(home) is None
    assert not (home / "raw").exists()


def test_a_load_if_there_is_no_build_loads_once(moei, good, home):
    assert moei("load", good, "--if-no-build").exit_code == 0
    first = warehouse.current_build_id(home)
    again = moei("load", good, "--if-no-build")
    assert (again.exit_code, again.output) == (0, "")
    assert warehouse.current_build_id(home) == first is not None


def test_a_day_that_ends_the_windows_can_be_given(moei, good):
    assert "records to 2024-12-31." in moei("load", good, "--as-of", "2024-12-31").stdout
    assert json.loads(moei("status", "--json").stdout)["as_of_date"] == "2024-12-31"


@pytest.mark.parametrize("day", ["2025-02-30", "2568", "tomorrow"])
def test_a_day_that_is_none_is_refused(moei, good, day):
    assert_plain_failure(moei("load", good, "--as-of", day), code=2)


def test_a_missing_file_alone_is_named_though_no_build_is_made(moei, tmp_path):
    result = moei("load", tmp_path / "gone.csv")
    assert_plain_failure(result)
    assert "gone.csv: found No such file or directory" in result.stdout
    assert "no build was made" in result.stderr


def test_an_empty_file_alone_is_named_though_no_build_is_made(moei, tmp_path):
    (tmp_path / "empty.csv").touch()
    result = moei("load", tmp_path / "empty.csv")
    assert_plain_failure(result)
    assert "empty.csv: found an empty file; accepted: a header row and the records under it" in result.stdout


def test_a_folder_stands_for_its_csv_files(moei, write_rows, tmp_path):
    for name in ("one", "two"):
        write_rows("incident", {"incident_id": name}, name=f"folder/{name}.csv")
    (tmp_path / "folder" / "notes.txt").write_text("not a record")
    result = moei("load", tmp_path / "folder")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines() if ".csv" in line] == ["one.csv", "two.csv"]


def test_a_folder_without_a_file_that_can_be_read_is_refused(moei, tmp_path):
    (tmp_path / "folder").mkdir()
    result = moei("load", tmp_path / "folder")
    assert_plain_failure(result, code=2)
    assert "holds no file that can be read" in result.stderr


def test_an_unknown_source_is_refused_with_the_known_ones(moei, good):
    result = moei("load", good, "--source", "police")
    assert_plain_failure(result)
    assert "accepted: open_source_places" in result.stderr


@pytest.mark.parametrize("seconds", ["-1", "nan", "soon"])
def test_a_wait_that_is_no_time_is_refused(moei, good, seconds):
    result = moei("load", good, "--wait", seconds)
    assert result.exit_code in {1, 2}
    assert isinstance(result.exception, SystemExit)


def test_a_load_while_another_is_at_work_says_who(moei, good, home):
    with warehouse.writing(home, wait_seconds=0):
        result = moei("load", good, "--wait", "0")
    assert_plain_failure(result)
    assert "Another load is at work (process " in result.stderr


@pytest.mark.parametrize("command", ["status", "rejects", "load"])
def test_a_home_that_is_a_file_is_a_sentence(moei, good, tmp_path, command):
    (tmp_path / "file").write_text("not a folder")
    assert_plain_failure(moei(command, *([good] if command == "load" else []), home=tmp_path / "file"))


@pytest.mark.parametrize("command", ["status", "rejects"])
def test_without_a_build_the_command_to_run_is_named(moei, command):
    result = moei(command)
    assert_plain_failure(result)
    assert "There is no build yet. Run: moei load" in result.stderr


@pytest.mark.parametrize("command", ["status", "rejects"])
def test_a_pointer_that_can_not_be_read_is_a_sentence(moei, home, command):
    (home / "builds" / "CURRENT").mkdir(parents=True)
    assert_plain_failure(moei(command))


def test_a_load_that_could_not_carry_on_the_last_build_says_so(moei, good, write_rows, home):
    moei("load", good)
    lost = warehouse.current_build(home)
    lost.path.write_bytes(b"damaged")
    result = moei("load", write_rows("place", {"place_id": "p"}))
    assert f"note: the build {lost.build_id} can't be carried on" in result.stdout
    assert "load again what is missing" in result.stdout


def test_status_for_programs_has_every_entry(moei, bundled_home):
    facts = json.loads(moei("status", "--json", home=bundled_home).stdout)
    assert list(facts) == ["build_id", "built_at", "as_of_date", "path", "is_synthetic", "tables", "sources"]
    assert facts["as_of_date"] == "2026-03-13"
    assert facts["is_synthetic"] is False
    assert Path(facts["path"]).is_file()
    assert facts["built_at"].endswith("+00:00")
    assert facts["tables"] == {
        "place": 324,
        "compound": 91,
        "incident": 246,
        "rescue": 321,
        "infrastructure": 100,
        "movement": 63,
        "displacement_report": 76,
        "sector": 63,
        "province": 135,
        "source_file": 7,
        "rejected_record": 0,
    }
    assert len(facts["sources"]) == 7
    assert facts["sources"][2] == {
        "name": "open_source_incidents",
        "rows_read": 246,
        "rows_loaded": 246,
        "rows_rejected": 0,
        "rows_unchanged": 0,
        "newest_record_date": "2026-03-13",
    }


def test_status_for_people_fits_eighty_characters(moei, bundled_home):
    result = moei("status", home=bundled_home, columns=80)
    assert result.exit_code == 0
    assert "built less than a minute ago" in result.stdout or re.search(r"built \d+ minutes? ago", result.stdout)
    assert re.search(r"^open_source_infrastructure +100 +100 +0 +0 +2025-12-16", result.stdout, re.M)


def test_status_adds_a_fingerprint_of_each_table(moei, bundled_home):
    facts = json.loads(moei("status", "--json", "--hashes", home=bundled_home).stdout)
    assert len(facts["hashes"]) == 7
    assert all(re.fullmatch("[0-9a-f]{32}", fingerprint) for fingerprint in facts["hashes"].values())
    assert facts["hashes"]["incident"] in moei("status", "--hashes", home=bundled_home).stdout


def test_rejects_lists_every_fault_until_its_file_comes_without_it_or_says_there_is_none(moei, good, bad):
    moei("load", bad)
    assert moei("rejects").stdout.count("bad.csv, line ") == 12
    moei("load", good)
    assert moei("rejects").stdout.count("bad.csv, line ") == 12
    bad.write_bytes(good.read_bytes())
    moei("load", bad)
    assert moei("rejects").stdout == "Nothing was rejected.\n"


def test_no_word_of_a_file_reaches_the_terminal_as_a_command_or_as_markup(moei, write_rows):
    escape = "\x1b[31m"
    places = write_rows("place", {"place_id": f"p{escape}"}, name=f"places{escape}.csv")
    incidents = write_rows("incident", {"incident_id": "a", "kind": f"[bold]{escape}", "place_id": f"q{escape}"})
    content = incidents.read_text()
    incidents.write_text(content.replace("summary", f"summary,re{escape}mark", 1).replace(",The Paper", ",,The Paper"))
    for result in (moei("load", places, incidents), moei("rejects")):
        assert result.exit_code == 0
        assert "\x1b" not in result.output
        assert "[bold]" in result.output


@pytest.mark.parametrize("command", cli.COMMANDS, ids=lambda command: command.name)
def test_help_of_every_command_shows_an_example(moei, command):
    result = moei(command.name, "--help")
    assert result.exit_code == 0
    assert f"moei {command.name}" in result.stdout
    assert "Example" in result.stdout


def test_no_command_waits_for_the_statistics_to_be_imported():
    code = "import sys, dashboard.cli; print({'statsmodels', 'scipy', 'ot', 'esda', 'streamlit'} & sys.modules.keys())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
