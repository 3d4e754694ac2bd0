import json
import os

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from etl.bench.duplicates import measure_speed
from etl.bench.labelled import write_labelled_files


@pytest.mark.skipif(os.name != "posix", reason="kills processes with SIGKILL")
def test_kills_tells_programs_how_often_each_build_was_found():
    result = CliRunner().invoke(main, ["bench", "kills", "--kills", "1", "--seed", "3", "--json"])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["loads"] == found["found_before"] + found["found_after"] == 1


def test_duplicates_tells_programs_precision_and_recall_by_score():
    result = CliRunner().invoke(main, ["bench", "duplicates", "--quick", "--json"])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["speed"] is None
    halves = {half: [q for q in found["quality"] if q["half"] == half] for half in ("tuning", "held-out")}
    for quality in halves.values():
        recalls = [q["recall"] for q in quality]
        assert recalls == sorted(recalls, reverse=True)
        assert all(q["right"] <= q["proposed"] and q["right"] <= q["twins"] for q in quality)


def test_the_labelled_set_is_the_same_each_time_and_its_halves_share_no_event(tmp_path):
    written = {}
    for name, half in (("a", "tuning"), ("b", "tuning"), ("c", "held-out")):
        (tmp_path / name).mkdir()
        labelled = write_labelled_files(tmp_path / name, half)
        written[name] = labelled.twins, [path.read_bytes() for path in labelled.paths]
    assert written["a"] == written["b"]
    assert not {twin[1] for twin in written["a"][0]} & {twin[1] for twin in written["c"][0]}


def test_a_crowd_is_measured_in_time_and_memory():
    speed = measure_speed(400)
    assert speed.records == 400
    assert speed.peak_mb > 50
