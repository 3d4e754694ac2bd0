import json
import os
import subprocess
import sys
from datetime import date

import duckdb
import pytest

from etl import pipeline, status, warehouse

HOLD = """
import sys
from pathlib import Path
from etl import warehouse

with warehouse.writing(Path(sys.argv[1]), wait_seconds=0):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def small_home(home, write_rows):
    """A home with a build of one place."""
    pipeline.load(home, [write_rows("place", {"place_id": "a"})])
    return home


@pytest.fixture
def holder(home):
    """Another process that holds the home's lock until it is told to let go."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def builds(home):
    return sorted(path.stem for path in warehouse.builds_folder(home).glob("*.duckdb"))


def test_a_home_where_nothing_was_loaded_has_no_build(home):
    assert warehouse.current_build_id(home) is None
    with pytest.raises(warehouse.NoBuildError, match=r"There is no build yet\. Run: moei load"):
        warehouse.current_build(home)


def test_the_pointer_names_the_build_that_was_made_last(small_home, write_rows):
    first = warehouse.current_build(small_home)
    second = pipeline.load(small_home, [write_rows("place", {"place_id": "b"})]).build
    assert warehouse.current_build(small_home) == second
    assert (warehouse.builds_folder(small_home) / "CURRENT").read_text() == f"{second.build_id}\n"
    assert second.build_id > first.build_id
    assert second.path.name == f"{second.build_id}.duckdb"
    assert second.built_at > first.built_at


def test_ids_of_builds_sort_by_age_however_fast_they_follow():
    made = [warehouse.new_build_id() for _ in range(200)]
    moments = [build_id.split("-")[0] for build_id in made]
    assert moments == sorted(moments)
    assert len(set(moments)) > 100
    assert len(set(made)) == 200


def test_an_empty_pointer_is_no_build(small_home):
    (warehouse.builds_folder(small_home) / "CURRENT").write_text("\n")
    with pytest.raises(warehouse.NoBuildError, match="no build yet"):
        warehouse.current_build(small_home)


@pytest.mark.parametrize("content", [b"20200101T000000Z-abcdef\n", b"\xff\xfe\0", b"../../etc/passwd\n"])
def test_a_pointer_to_a_lost_file_says_what_to_do(small_home, content):
    (warehouse.builds_folder(small_home) / "CURRENT").write_bytes(content)
    with pytest.raises(warehouse.NoBuildError, match=r"has lost its file\. Run: moei load"):
        warehouse.current_build(small_home)


def test_a_home_that_is_a_file_holds_no_build(tmp_path):
    (tmp_path / "file").touch()
    assert warehouse.current_build_id(tmp_path / "file") is None


@pytest.mark.parametrize("content", [b"", b"garbage", b"\0" * 20_000])
def test_a_damaged_build_says_what_to_do(small_home, content):
    build = warehouse.current_build(small_home)
    build.path.write_bytes(content)
    with pytest.raises(warehouse.NoBuildError, match=r"Run: moei load"):
        warehouse.current_build(small_home)


def test_a_build_of_another_contract_is_refused(small_home):
    path = warehouse.current_build(small_home).path
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE build SET contract_hash = 'another'")
    with pytest.raises(warehouse.NoBuildError, match="another version of Moei"):
        warehouse.read_build(path)


@pytest.mark.parametrize("statement", ["DELETE FROM build", "ALTER TABLE build DROP as_of_date"])
def test_a_database_that_is_no_build_is_refused(small_home, statement):
    path = warehouse.current_build(small_home).path
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)
    with pytest.raises(warehouse.NoBuildError):
        warehouse.read_build(path)


def test_a_load_after_the_current_build_was_lost_starts_anew_and_says_which(small_home, write_rows):
    lost = warehouse.current_build(small_home)
    lost.path.unlink()
    result = pipeline.load(small_home, [write_rows("place", {"place_id": "b"})])
    assert result.lost_build_id == lost.build_id
    with warehouse.open_read_only(result.build.path) as connection:
        assert connection.execute("SELECT place_id FROM place").fetchall() == [("b",)]


def test_a_load_after_a_change_of_contract_loads_again_what_raw_keeps(small_home, write_rows):
    pipeline.load(small_home, [write_rows("place", {"place_id": "b"}, name="b.csv")])
    pipeline.load(small_home, [write_rows("place", {"place_id": "b", "name": "Mended"}, name="mended.csv")])
    old = warehouse.current_build(small_home)
    before = status.table_hashes(old)
    with duckdb.connect(str(old.path)) as connection:
        connection.execute("UPDATE build SET contract_hash = 'another'")
    result = pipeline.load(small_home, [write_rows("place", {"place_id": "b", "name": "Mended"}, name="again.csv")])
    assert status.table_hashes(result.build) == before
    assert result.lost_build_id == old.build_id


def test_a_first_load_has_lost_nothing(home, write_rows):
    assert pipeline.load(home, [write_rows("place", {"place_id": "b"})]).lost_build_id is None


def test_the_last_three_builds_are_kept_and_those_that_a_briefing_was_made_from(small_home, write_rows):
    briefed = warehouse.current_build_id(small_home)
    manifest = small_home / "briefings" / "2026" / "march" / "manifest.json"
    manifest.parent.mkdir(parents=True)
    manifest.write_text(json.dumps({"build_id": briefed}))
    (manifest.parent / "other.json").write_text("[1, 2]")
    (manifest.parent / "broken.json").write_bytes(b"\xff{")
    (manifest.parent / "figures.json").write_text('{"title": "no build"}')
    made = [pipeline.load(small_home, [write_rows("place", {"place_id": f"p{i}"})]).build.build_id for i in range(4)]
    assert builds(small_home) == sorted([briefed, *made[-3:]])


def test_a_reader_who_has_a_build_open_keeps_it_though_it_is_dropped(small_home, write_rows):
    build = warehouse.current_build(small_home)
    with warehouse.open_read_only(build.path) as connection:
        for i in range(3):
            pipeline.load(small_home, [write_rows("place", {"place_id": f"p{i}"})])
        assert build.build_id not in builds(small_home)
        assert connection.execute("SELECT place_id FROM place").fetchall() == [("a",)]


def test_a_build_open_for_reading_can_not_be_written(small_home):
    with (
        warehouse.open_read_only(warehouse.current_build(small_home).path) as connection,
        pytest.raises(duckdb.Error, match="read-only"),
    ):
        connection.execute("DELETE FROM place")


def test_no_reader_fetches_an_extension(small_home):
    with warehouse.open_read_only(warehouse.current_build(small_home).path) as connection:
        settings = connection.execute(
            "SELECT value FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions' ORDER BY name"
        ).fetchall()
    assert settings == [("false",), ("false",)]


def test_leftovers_of_killed_loads_are_cleared_by_the_next(small_home, write_rows):
    folder = warehouse.builds_folder(small_home)
    leftovers = [
        folder / "20260101T000000Z-abcdef.duckdb.partial",
        folder / "20260101T000000Z-abcdef.duckdb.partial.wal",
        folder / "CURRENT.partial",
        small_home / "raw" / "abc.partial",
    ]
    for leftover in leftovers:
        leftover.write_bytes(b"half")
    pipeline.load(small_home, [write_rows("place", {"place_id": "b"})])
    assert not any(leftover.exists() for leftover in leftovers)
    assert warehouse.current_build(small_home)


def test_a_second_writer_is_told_which_process_holds_the_lock(home, holder, write_rows):
    with pytest.raises(
        warehouse.HomeLockedError, match=rf"Another load is at work \(process {holder.pid} on .*, since"
    ):
        pipeline.load(home, [write_rows("place", {"place_id": "a"})], wait_seconds=0)
    assert builds(home) == []


def test_a_lock_whose_holder_has_not_said_who_it_is_is_named_as_such(home, holder):
    (warehouse.builds_folder(home) / ".lock-holder.json").write_text("{")
    with (
        pytest.raises(warehouse.HomeLockedError, match="it has not said who it is"),
        warehouse.writing(home, wait_seconds=0),
    ):
        pass


def test_the_lock_of_a_killed_process_is_free(home, holder):
    holder.kill()
    holder.wait()
    with warehouse.writing(home, wait_seconds=0):
        facts = json.loads((warehouse.builds_folder(home) / ".lock-holder.json").read_text())
    assert facts["process"] == os.getpid()


def test_the_home_is_the_one_that_the_environment_names(monkeypatch, tmp_path):
    monkeypatch.setenv("MOEI_HOME", str(tmp_path / "elsewhere"))
    assert warehouse.home() == (tmp_path / "elsewhere").resolve()
    monkeypatch.setenv("MOEI_HOME", "")
    assert warehouse.home() == warehouse.PROJECT / "data" / "home"


def test_a_build_says_when_it_was_made_and_to_which_day(small_home, write_rows):
    rows = [{"incident_id": "a", "date": "2025-02"}, {"incident_id": "b", "date": "2099-01-01"}]
    build = pipeline.load(small_home, [write_rows("incident", *rows)]).build
    assert build.as_of_date == date(2025, 2, 1)
    assert build.built_at.tzinfo is not None
    assert not build.is_synthetic


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('{other}')",
        "SELECT * FROM '{other}'",
        "ATTACH '{other}' AS other",
        "COPY place TO '{other}'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "DELETE FROM place",
    ],
)
def test_a_reader_reaches_no_other_file_and_can_not_change_that(small_home, tmp_path, statement):
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n", encoding="utf-8")
    with (
        warehouse.open_read_only(warehouse.current_build(small_home).path) as connection,
        pytest.raises(duckdb.Error),
    ):
        connection.execute(statement.format(other=other))
    assert other.read_text(encoding="utf-8") == "a\n1\n"
