import json
import os

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from etl.bench.duplicates import measure_speed
from etl.bench.labelled import write_labelled_files
from etl.bench.truth import judge_worlds


@pytest.mark.skipif(os.name != "posix", reason="kills processes with SIGKILL")
def test_kills_tells_programs_how_often_each_build_was_found():
    result = CliRunner().invoke(main, ["bench", "kills", "--kills", "1", "--seed", "3", "--json"])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["loads"] == found["found_before"] + found["found_after"] == 1


def test_truth_tells_programs_exactly_the_shares_that_were_promised():
    result = CliRunner().invoke(main, ["bench", "truth", "--worlds", "30", "--processes", "1", "--json"])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    by_density = {"false_displaced_share", "power", "cannot_tell_share"}
    assert set(found) == by_density | {"worlds", "interval_coverage", "attribution_share", "drawn_share"}
    assert found["worlds"] == 30
    for name in by_density:
        assert list(found[name]) == ["5", "20", "100", "500", "5000"]
        assert all(0 <= share <= 1 for share in found[name].values())
    assert found["cannot_tell_share"]["5"] >= found["cannot_tell_share"]["5000"]
    assert found["power"]["5000"] == 1


def test_truth_prints_a_table_for_people_and_quick_is_sixty_worlds():
    result = CliRunner().invoke(main, ["bench", "truth", "--quick", "--seed", "3", "--processes", "1"])
    assert result.exit_code == 0
    head, _, *rows = [line for line in result.stdout.splitlines() if line.startswith("|")]
    assert head.startswith("| records a month | months a side | worlds |")
    assert [row.split("|")[1].strip() for row in rows] == ["5", "20", "100", "100", "500", "5,000"]
    assert sum(int(row.split("|")[3]) for row in rows) == 60
    assert "95 % intervals hold the truth" in result.stdout


def test_worlds_are_the_same_however_many_processes_judge_them():
    reports = [judge_worlds(worlds=6, seed=5, processes=processes) for processes in (1, 2)]
    assert reports[0] == reports[1]


def test_fewer_worlds_than_classes_are_refused():
    with pytest.raises(ValueError, match="accepted is at least 6"):
        judge_worlds(worlds=5, seed=1)


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
