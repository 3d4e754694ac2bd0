"""A load that is killed at any moment leaves the last good build current, and the next load free to run."""

import csv
import os
import random
import signal
import time
from pathlib import Path

import pytest

from etl import pipeline, status, warehouse

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills processes with SIGKILL")

SEED = 20260313


@pytest.fixture
def changed_incidents(tmp_path):
    """Writer of the bundled incidents with every row changed, each time otherwise."""
    with (pipeline.BUNDLED / "incidents.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    def write(change: int) -> Path:
        path = tmp_path / f"incidents-{change}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(row | {"summary": f"{row['summary']} ({change})"} for row in rows)
        return path

    return write


def holds_lock(home, process):
    """Whether a process has said that it is the one at work."""
    try:
        return f'"process": {process.pid},' in (warehouse.builds_folder(home) / ".lock-holder.json").read_text()
    except OSError:
        return False


def is_publishing(home, builds_before):
    """Whether a new build has its name, or the new pointer is written."""
    names = names_of_builds(home)
    return "CURRENT.partial" in names or any(name.endswith(".duckdb") for name in names - builds_before)


def names_of_builds(home):
    """Names of the builds, of the pointer and of what a load left half done."""
    return {path.name for path in warehouse.builds_folder(home).iterdir() if not path.name.startswith(".")}


def wait_until(process, condition):
    """Wait for a condition, or for the end of the process."""
    while process.poll() is None and not condition():
        time.sleep(0.0005)


def open_state(home):
    """Fingerprints of the current build, which must open and be whole."""
    build = warehouse.current_build(home)
    with warehouse.open_read_only(build.path) as connection:
        [[records, incidents, files]] = connection.execute(
            "SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM incident WHERE valid_to IS NULL),"
            " (SELECT count(*) FROM source_file WHERE rows_read <> rows_loaded + rows_rejected + rows_unchanged)"
        ).fetchall()
    assert (records, incidents, files) == (806, 246, 0)
    return status.table_hashes(build)


@pytest.mark.timeout(240)
def test_a_load_killed_at_any_moment_leaves_the_state_before_or_after_it(loaded_home, start_moei, changed_incidents):
    rng = random.Random(SEED)
    # One load undisturbed, to know how long a process takes to begin, and how long it is then at work.
    start = time.monotonic()
    process = start_moei("load", changed_incidents(0), home=loaded_home)
    wait_until(process, lambda: holds_lock(loaded_home, process))
    begin = time.monotonic() - start
    assert process.wait() == 0
    work = time.monotonic() - start - begin
    moments = ["whole"] * 6 + ["work"] * 10 + ["publish"] * 4
    rng.shuffle(moments)
    before = open_state(loaded_home)
    seen = {"killed": 0, "before": 0, "after": 0}
    for change, moment in enumerate(moments, start=1):
        path = changed_incidents(change)
        builds = names_of_builds(loaded_home)
        process = start_moei("load", path, home=loaded_home)
        if moment == "whole":
            delay = rng.uniform(0, begin + work)
        else:
            wait_until(process, lambda process=process: holds_lock(loaded_home, process))
            delay = rng.uniform(0, work) if moment == "work" else 0
        if moment == "publish":
            wait_until(process, lambda builds=builds: is_publishing(loaded_home, builds))
        deadline = time.monotonic() + delay
        wait_until(process, lambda deadline=deadline: time.monotonic() >= deadline)
        process.send_signal(signal.SIGKILL)
        seen["killed"] += process.wait() == -signal.SIGKILL
        killed = open_state(loaded_home)
        # The next load needs not wait: the lock of a killed process is free.
        start = time.monotonic()
        build = pipeline.load(loaded_home, [path], wait_seconds=0).build
        work = time.monotonic() - start
        after = open_state(loaded_home)
        assert after != before
        assert killed in (before, after), f"a state of its own after a kill at {moment} + {delay:.3f} s"
        seen["before" if killed == before else "after"] += 1
        names = names_of_builds(loaded_home)
        assert not [name for name in names if "partial" in name]
        assert not list((loaded_home / "raw").glob("*.partial"))
        assert len(names) <= 1 + warehouse.BUILDS_KEPT
        assert {"CURRENT", build.path.name} <= names
        before = after
    # On a busy machine some loads end before their moment comes.
    assert seen["killed"] >= 10
    assert seen["before"] >= 5
