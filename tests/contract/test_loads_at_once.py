"""One load at a time makes a build; readers are never in its way."""

import time

import pytest

from etl import pipeline, warehouse


def ids(home):
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        return {row[0] for row in connection.execute("SELECT event_id FROM record").fetchall()}


def wait_for_lock(home, process):
    """Wait until a process has said that it is the one at work."""
    holder = warehouse.builds_folder(home) / ".lock-holder.json"
    while process.poll() is None:
        if holder.is_file() and f'"process": {process.pid},' in holder.read_text():
            return
        time.sleep(0.001)
    pytest.fail(f"the load ended too soon: {process.stdout.read()}")


def test_two_loads_at_once_both_come_whole_one_after_the_other(home, start_moei, write_rows):
    paths = [
        write_rows("incident", *({"incident_id": f"{side}-{i}"} for i in range(50)), name=f"{side}.csv")
        for side in ("north", "south")
    ]
    processes = [start_moei("load", path) for path in paths]
    assert [process.wait() for process in processes] == [0, 0]
    assert ids(home) == {f"{side}-{i}" for side in ("north", "south") for i in range(50)}
    assert len(list(warehouse.builds_folder(home).glob("*.duckdb"))) == 2


def test_a_load_that_will_not_wait_says_which_process_is_at_work(home, moei, start_moei, write_rows):
    large = write_rows("incident", *({"incident_id": f"large-{i}"} for i in range(30_000)), name="large.csv")
    small = write_rows("incident", {"incident_id": "small"}, name="small.csv")
    process = start_moei("load", large)
    wait_for_lock(home, process)
    refused = moei("load", small, "--wait", "0")
    assert refused.exit_code == 1
    assert f"Another load is at work (process {process.pid} on " in refused.stderr
    # One that waits gets its turn, and starts from what the first one made.
    assert moei("load", small).exit_code == 0
    assert process.wait() == 0
    assert len(ids(home)) == 30_001


def test_a_reader_with_the_build_open_does_not_stop_a_load_and_sees_no_half_of_it(loaded_home, start_moei, write_rows):
    build = warehouse.current_build(loaded_home)
    with warehouse.open_read_only(build.path) as connection:
        before = connection.execute("SELECT count(*) FROM record").fetchall()
        process = start_moei("load", write_rows("incident", {"incident_id": "new"}), "--wait", "0", home=loaded_home)
        while process.poll() is None:
            assert connection.cursor().execute("SELECT count(*) FROM record").fetchall() == before
            time.sleep(0.01)
        assert process.returncode == 0
        assert connection.execute("SELECT count(*) FROM record").fetchall() == before
    assert "new" in ids(loaded_home)


def test_a_load_within_this_process_does_not_disturb_its_own_reader(loaded_home, write_rows):
    with warehouse.open_read_only(warehouse.current_build(loaded_home).path) as connection:
        pipeline.load(loaded_home, [write_rows("incident", {"incident_id": "new"})])
        assert connection.execute("SELECT count(*) FROM record WHERE event_id = 'new'").fetchall() == [(0,)]
