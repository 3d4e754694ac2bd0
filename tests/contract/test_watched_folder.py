"""`moei load --watch`: a folder that files arrive in, a process that is stopped and started again."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl import lineage, warehouse
from etl.decisions import Decision, append_decision

pytestmark = pytest.mark.skipif(os.name != "posix", reason="interrupts a process as Ctrl+C does")


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "arriving"
    path.mkdir()
    return path


@pytest.fixture
def start_watching(home, folder, start_moei):
    """Starter of a watch, and the line that it says first."""

    def start():
        process = start_moei("load", "--watch", folder, home=home)
        assert "Watching" in next(process.stdout)
        return process

    return start


def next_line(process):
    """What the watch says next; the test's own time limit ends an endless wait."""
    line = next(process.stdout)
    day, clock, words = line.split(" ", 2)
    assert len(day) == 10
    assert len(clock) == 8
    return words.strip()


def interrupt(process):
    process.send_signal(signal.SIGINT)
    rest = process.stdout.read()
    assert process.wait() == 0
    return rest


def test_files_are_loaded_as_they_arrive_once_and_stay_where_they_are(home, folder, write_rows, start_watching):
    process = start_watching()
    write_rows("place", {"place_id": "p"}, name="arriving/places.csv")
    assert next_line(process) == "places.csv: 1 read, 1 loaded, 0 rejected, 0 unchanged"
    (folder / "notes.csv").write_text("nobody,knows\n1,2\n", encoding="utf-8")
    assert next_line(process).startswith("refused: notes.csv: found columns that no source has")
    write_rows("place", {"place_id": "p"}, {"place_id": "q", "kind": "hut"}, name="arriving/places.csv")
    assert next_line(process) == "places.csv: 2 read, 0 loaded, 1 rejected, 1 unchanged"
    assert "Stopped watching." in interrupt(process)
    assert {path.name for path in folder.iterdir()} == {"places.csv", "notes.csv"}

    again = start_watching()
    write_rows("incident", {"incident_id": "i", "place_id": "p"}, name="arriving/incidents.csv")
    said = {next_line(again).split(": ")[0] for _ in range(1)}
    assert said == {"incidents.csv"}
    interrupt(again)
    loads = lineage.list_file_loads(warehouse.current_build(home), "places.csv")
    assert len(loads) == 2


def test_a_watch_that_finds_the_store_locked_says_so_once_and_goes_on(home, folder, write_rows):
    watching = subprocess.Popen(
        [sys.executable, "-c", WATCH, str(folder)],
        env=os.environ | {"MOEI_HOME": str(home), "COLUMNS": "300"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with watching as process:
        try:
            with warehouse.writing(home, wait_seconds=0):
                assert "Watching" in next(process.stdout)
                write_rows("place", {"place_id": "p"}, name="arriving/places.csv")
                assert "Another load is at work" in next_line(process)
            assert next_line(process) == "places.csv: 1 read, 1 loaded, 0 rejected, 0 unchanged"
            assert "Another load" not in interrupt(process)
        finally:
            # Else leaving it would wait for ever where a line didn't come.
            process.kill()


WATCH = """
import sys
from pathlib import Path
from etl import pipeline, warehouse
from etl.commands import watch_files
patient = pipeline.load
watch_files.pipeline.load = lambda home, paths, **options: patient(home, paths, wait_seconds=0.2, **options)
watch_files.watch_files(warehouse.home(), Path(sys.argv[1]), source_name=None)
"""


@pytest.mark.parametrize("option", ["--dry-run", "--if-no-build"])
def test_a_watch_takes_a_folder_alone(moei, folder, option):
    result = moei("load", "--watch", folder, option)
    assert result.exit_code == 2
    assert "--watch takes a folder alone" in result.output


def test_a_folder_that_is_not_there_is_refused(moei, tmp_path):
    result = moei("load", "--watch", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "does not exist" in result.output


def test_nothing_but_a_folder_is_watched(moei, write_rows):
    path: Path = write_rows("place", {"place_id": "p"})
    assert moei("load", "--watch", path).exit_code == 2


def test_decisions_that_can_not_be_applied_are_told_once(home, folder, write_rows, start_watching):
    said = Decision(verdict="same", layer="incident", event_ids=("a", "b"), by="A", at=datetime.now(UTC))
    append_decision(home, said)
    process = start_watching()
    for name in ("places", "towns"):
        write_rows("place", {"place_id": name}, name=f"arriving/{name}.csv")
        assert next_line(process).startswith(f"{name}.csv: 1 read, 1 loaded")
        if name == "places":
            assert next_line(process) == "note: decision on line 1: no incident with the id a, b is loaded"
    assert "note" not in interrupt(process)
