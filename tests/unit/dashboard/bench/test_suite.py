"""`moei bench`: the whole run in small, and what it does where something is wanting."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from dashboard.bench import bare_load, compared, every_query, indexing, suite
from dashboard.bench.alone import Clock, MeasurementError, Taken, count_to, measure_alone
from dashboard.bench.goals import GOALS
from dashboard.bench.peers.available import PEERS, missing, version_of
from dashboard.bench.views import random_view, read_world
from dashboard.cli import main

MOEI = str(Path(sys.executable).with_name("moei"))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """What a small run with every peer that is installed tells programs."""
    folder = tmp_path_factory.mktemp("bench")
    command = [
        MOEI,
        "bench",
        "--rows",
        "2000",
        "--runs",
        "1",
        "--sets",
        "1",
        "--quick",
        "--json",
        "--folder",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list(folder.iterdir()) == []
    return json.loads(done.stdout)


def test_a_run_measures_each_part_and_says_what_each_goal_came_to(report: dict) -> None:
    assert {"index", "bare load", "whole load", "queries"} <= report["parts"].keys()
    assert report["parts"]["index"]["moei"]["cpu_ns"] > 0
    assert report["parts"]["bare load"]["moei"]["peak_mb"] > 10
    told = {goal["name"]: goal for goal in report["goals"]}
    assert "the same file again: faster" in told
    for name, goal in told.items():
        assert goal["goal"] == GOALS[name].figure
        assert goal["met"] is GOALS[name].is_met(goal["measured"]) or abs(goal["measured"] - goal["goal"]) < 0.001


def test_a_run_tells_versions_and_passes_over_peers_that_are_missing_by_name(report: dict) -> None:
    assert {"python", "duckdb", "h3"} <= report["versions"].keys()
    for peer in PEERS:
        is_here = version_of(peer) is not None
        assert is_here == (peer in report["versions"])
        assert is_here != any(words.startswith(f"{peer} left out: not installed") for words in report["left_out"])


def test_a_peer_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.bench.peers.available._PACKAGES", {"h3ronpy": ("no-such-package-at-all",)})
    version_of.cache_clear()
    assert missing(("h3ronpy",)) == ["h3ronpy left out: not installed (no-such-package-at-all)."]
    version_of.cache_clear()


def test_a_machine_that_is_too_small_is_told_how_much_is_needed_before_anything_is_made(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["bench", "--rows", "1000000000", "--folder", str(tmp_path)])
    assert result.exit_code == 1
    assert "1,000,000,000 rows need 1501.5 GB of disk" in result.output
    assert "Ask for fewer: --rows" in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    command = [MOEI, "bench", "--rows", "3000000", "--alone", "--folder", str(tmp_path)]
    # A shell may let its children ignore an interrupt; a terminal doesn't.
    handled = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)  # noqa: E731
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=handled) as process:
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob("*/points.npy")) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert list(tmp_path.glob("*/points.npy"))
        process.send_signal(number)
        assert process.wait(60) != 0
    assert list(tmp_path.iterdir()) == []


def test_a_measurement_that_fails_says_which_and_why() -> None:
    with pytest.raises(MeasurementError, match=r"count_to: TypeError: 'str' object"):
        measure_alone(count_to, number="three")


def test_a_clock_counts_what_runs_inside_alone() -> None:
    clock = Clock()
    with clock.running():
        time.sleep(0.02)
    time.sleep(0.05)
    assert 0.02 <= clock.seconds < 0.05
    assert clock.laps == [clock.seconds]


def test_every_query_of_the_dashboard_can_be_asked_at_random(bundled: duckdb.DuckDBPyConnection) -> None:
    world, choices = read_world(bundled), random.Random(7)
    for name, query in every_query.list_queries().items():
        every_query.ask(name, query, bundled, choices, world)()


def test_random_views_ask_for_what_there_is(bundled: duckdb.DuckDBPyConnection) -> None:
    world = read_world(bundled)
    views = [random_view(random.Random(seed), world) for seed in range(200)]
    assert 0.6 < sum(view.has_period for view in views) / len(views) < 0.95
    assert not any(view.is_reversed for view in views)
    assert all(set(view.countries) <= set(world.countries) for view in views)
    assert len(set(views)) > 150


def test_ways_that_differ_are_not_compared() -> None:
    taken = {"moei": [_taken({"all": 1, "sum": 1, "first": 1, "count": 1})], "h3": [_taken({"first": 2})]}
    with pytest.raises(indexing.DifferentAnswersError, match="h3 gives other cells than moei"):
        indexing._compare(taken)
    with pytest.raises(indexing.DifferentAnswersError, match="pandas gives another table"):
        bare_load._compare({"pandas": [_taken([3, 5])]}, _taken([3, 4]))


def _taken(answer: object) -> Taken:
    return Taken(1.0, 1.0, [1.0], 1.0, answer)


def test_the_four_questions_are_the_dashboards_own(report: dict) -> None:
    asked = report["parts"].get("four questions", {})
    if version_of("pandas"):
        assert set(asked) >= {"moei", "pandas"}
        assert list(asked["moei"]) == list(compared.QUESTIONS)
    assert suite.QUICK_ROWS == 1_000_000
