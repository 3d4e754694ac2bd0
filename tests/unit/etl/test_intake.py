import csv
import hashlib
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from etl import intake, pipeline, warehouse
from etl.source import list_descriptions

SMALL_FILES = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); sys.dont_write_bytecode = True;"
)
"""A limit on files; what Python compiles would be cut off by it too, and break whoever reads it later."""


@pytest.fixture
def read_file(tmp_path):
    """Reader of a file into a home's raw/ and scratch/."""

    def read(path, descriptions=None):
        (tmp_path / "scratch").mkdir(exist_ok=True)
        return intake.read_file(path, descriptions or list_descriptions(), tmp_path / "raw", tmp_path / "scratch")

    return read


@pytest.fixture
def write_workbook(tmp_path):
    """Writer of a workbook with a sheet for each of some CSV files, each under a title."""

    def write(*paths):
        path = tmp_path / "book.xlsx"
        with xlsxwriter.Workbook(path) as book:
            for source in paths:
                sheet = book.add_worksheet(source.stem)
                sheet.write(0, 0, "An example, made for a test")
                with source.open(newline="", encoding="utf-8") as file:
                    for number, row in enumerate(csv.reader(file), start=2):
                        sheet.write_row(number, 0, row)
        return path

    return write


def rows_of(home, sql):
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        return connection.execute(sql).fetchall()


def test_the_bytes_that_are_kept_are_those_that_are_read(read_file, write_rows, tmp_path):
    path = write_rows("incident", {"incident_id": "a"})
    content = path.read_bytes()
    [given] = read_file(path)
    path.write_bytes(content.replace(b"a,", b"b,"))
    assert given.table.read_all().column("incident_id").to_pylist() == ["a"]
    assert (given.sha256, given.file_bytes) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (tmp_path / "raw" / f"{given.sha256}.csv").read_bytes() == content


def test_a_file_that_changes_while_it_is_read_is_refused(read_file, tmp_path):
    path = tmp_path / "growing.csv"
    path.write_bytes(b"a,b\n" * 5_000_000)
    is_done = threading.Event()

    def grow():
        while not is_done.is_set():
            with path.open("ab") as file:
                file.write(b"c,d\n")

    thread = threading.Thread(target=grow)
    thread.start()
    try:
        [given] = read_file(path)
    finally:
        is_done.set()
        thread.join()
    [fault] = given.table.faults
    assert (fault.line, fault.rule, fault.found) == (None, "file", "the file changed while it was read")


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.symlink_to("nowhere")])
def test_what_is_no_file_is_refused_in_words(read_file, tmp_path, make):
    path = tmp_path / "thing.csv"
    make(path)
    [given] = read_file(path)
    assert given.table.faults[0].rule == "file"
    assert given.table.faults[0].found


def test_each_sheet_of_a_workbook_feeds_its_own_table(home, write_rows, write_workbook):
    book = write_workbook(
        write_rows("incident", {"incident_id": "a", "place_id": "p"}), write_rows("place", {"place_id": "p"})
    )
    result = pipeline.load(home, [book])
    assert [(file.label, file.table_name, file.rows_loaded) for file in result.files] == [
        ("book.xlsx, places", "place", 1),
        ("book.xlsx, incidents", "incident", 1),
    ]
    assert result.files[0].notes[0] == "1 row above the header is not read"
    parts = rows_of(
        home, "SELECT file_name, file_part, count(DISTINCT sha256) FROM source_file GROUP BY ALL ORDER BY 2"
    )
    assert parts == [("book.xlsx", "incidents", 1), ("book.xlsx", "places", 1)]


def test_a_workbook_of_several_sources_is_loaded_again_when_the_build_is_lost(home, write_rows, write_workbook):
    book = write_workbook(write_rows("incident", {"incident_id": "a"}), write_rows("place", {"place_id": "p"}))
    pipeline.load(home, [book])
    [build] = warehouse.builds_folder(home).glob("*.duckdb")
    with warehouse.open_for_writing(build, home) as connection:
        connection.execute("UPDATE build SET contract_hash = 'another'")
    result = pipeline.load(home, [write_rows("incident", {"incident_id": "b"})])
    assert result.lost_build_id is not None
    assert rows_of(home, "SELECT count(*) FROM incident") == [(2,)]
    assert rows_of(home, "SELECT count(*) FROM place") == [(1,)]


def test_a_file_without_a_header_is_told_by_its_name_packed_or_not(read_file, tmp_path, descriptions):
    columns = {"one": "incident_id", "two": "kind", "three": "country", "four": "publisher"}
    headless = replace(
        descriptions["incident"],
        name="headless",
        header=False,
        columns=columns,
        column_names=list(columns),
        file_names=["*.bare.csv"],
        delimiter="\t",
    )
    plain = tmp_path / "2025.bare.CSV"
    plain.write_text("a\traid\tMM\tThe Paper\n")
    packed = tmp_path / "2025.bare.CSV.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(plain, "2025.bare.CSV")
    for path in (plain, packed):
        [given] = read_file(path, [*list_descriptions(), headless])
        assert given.description is not None
        assert (given.description.name, given.table.header) == ("headless", tuple(columns))
        assert given.table.read_all().num_rows == 1
    plain.write_text("a;raid;MM;The Paper\n")
    [given] = read_file(plain, [*list_descriptions(), headless])
    assert given.table.faults[0].found == "fields separated by semicolons"


def test_a_file_that_breaks_off_loads_nothing_of_it(home, write_rows, tmp_path):
    import gzip

    pipeline.load(home, [write_rows("incident", {"incident_id": "a"})])
    rows = ({"incident_id": f"{os.urandom(9).hex()}"} for _ in range(3000))
    packed = tmp_path / "half.csv.gz"
    packed.write_bytes(gzip.compress(write_rows("incident", *rows).read_bytes())[:-3000])
    result = pipeline.load(home, [packed])
    assert [fault.rule for fault in result.files[0].faults] == ["damaged"]
    assert rows_of(home, "SELECT event_id FROM record") == [("a",)]


def test_nothing_that_was_unpacked_stays_after_a_load(home, tmp_path, write_rows):
    packed = tmp_path / "rows.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(write_rows("incident", {"incident_id": "a"}), "incidents.csv")
    for is_dry_run in (True, False):
        pipeline.load(home, [packed], is_dry_run=is_dry_run)
        assert not (home / "scratch").exists()


def test_what_a_killed_load_left_unpacked_goes_with_the_next(home, write_rows):
    (home / "scratch" / "old").mkdir(parents=True)
    pipeline.load(home, [write_rows("incident", {"incident_id": "a"})])
    assert not (home / "scratch").exists()


def test_a_home_that_can_not_be_written_stops_the_load_in_words(moei, home, write_rows):
    home.mkdir()
    (home / "raw").write_text("a file where the folder should be")
    result = moei("load", write_rows("incident", {"incident_id": "a"}))
    assert result.exit_code == 1
    assert "The load stopped:" in result.stderr
    assert "still current" not in result.stderr
    assert "Traceback" not in result.output


def test_a_good_build_stands_where_nothing_more_can_be_written(moei, home, write_rows):
    path = write_rows("incident", {"incident_id": "a"})
    pipeline.load(home, [path])
    before = warehouse.current_build(home)
    shutil.rmtree(home / "raw")
    (home / "raw").write_text("a file where the folder should be")
    result = moei("load", path)
    assert result.exit_code == 1
    assert "The last good build is still current." in result.stderr
    assert warehouse.current_build(home) == before
    assert moei("status").exit_code == 0


def test_a_home_that_nobody_can_make_is_told_in_words(moei, tmp_path, write_rows):
    (tmp_path / "file").write_text("no folder")
    for home in (tmp_path / "file" / "home", Path("/proc/nowhere")):
        result = moei("load", write_rows("incident", {"incident_id": "a"}), home=home)
        assert result.exit_code == 1
        assert str(home) in result.stderr
        assert "Traceback" not in result.output


@pytest.fixture
def load_on_small_disk(home):
    """Loader of a file by a process that may write no file of more bytes than this."""

    def load(path, most_bytes):
        code = f"{SMALL_FILES.format(most_bytes)} from dashboard.cli import main; main(prog_name='moei')"
        return subprocess.run(
            [sys.executable, "-c", code, "load", path],
            env=os.environ | {"MOEI_HOME": str(home), "COLUMNS": "1000"},
            capture_output=True,
            text=True,
            check=False,
        )

    return load


@pytest.mark.parametrize(
    ("rows", "spare_bytes"),
    [(100_000, 0), (1, -1_000_000), (15_000, 200_000)],
    ids=["while the file is copied", "while the build is copied", "while the build grows"],
)
def test_a_disk_that_fills_up_stops_the_load_and_leaves_the_last_build(
    home, write_rows, load_on_small_disk, rows, spare_bytes
):
    pipeline.load(home, [write_rows("incident", {"incident_id": "a"})])
    before = warehouse.current_build(home)
    summary = os.urandom(40).hex()
    large = write_rows("incident", *({"incident_id": f"b{i}", "summary": f"{i} {summary}"} for i in range(rows)))
    done = load_on_small_disk(large, before.path.stat().st_size + spare_bytes)
    assert done.returncode == 1
    assert "The load stopped: " in done.stderr
    assert "File too large" in done.stderr
    assert done.stderr.rstrip().endswith("The last good build is still current.")
    assert "Traceback" not in done.stderr
    assert warehouse.current_build(home) == before
    assert list(home.rglob("*.partial*")) == []
    assert not (home / "scratch").exists()


def test_a_folder_stands_for_every_file_that_a_reader_knows(moei, tmp_path):
    folder = tmp_path / "folder"
    shutil.copytree(Path(__file__).parents[2] / "files", folder)
    (folder / "~$example.xlsx").write_text("what an office program leaves")
    result = moei("load", folder)
    assert result.exit_code == 1
    shown = {line.split()[0].rstrip(",") for line in result.stdout.splitlines() if line[:1].isalpha()}
    known = {path.name for path in folder.iterdir() if path.suffix not in (".py", ".txt", ".md")} - {"~$example.xlsx"}
    assert known <= shown
    assert "make.py" not in result.stdout
    assert "~$example.xlsx" not in result.stdout
