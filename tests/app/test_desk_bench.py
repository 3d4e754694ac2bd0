"""`moei bench desk`: each page timed beside an empty one, and what it says where it can't."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dashboard.bench.desk import GOAL_MS, desk


def bench(*arguments: str) -> Result:
    return CliRunner().invoke(desk, arguments)


def test_pages_are_timed_beside_an_empty_one(bundled_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOEI_HOME", str(bundled_home))
    found = bench("--views", "5", "--page", "data", "--page", "pillars", "--json")
    assert found.exit_code == 0, found.output
    told = json.loads(found.stdout)
    empty, *pages = told["pages"]
    assert told["goal_ms"] == GOAL_MS
    assert [one["page"] for one in (empty, *pages)] == ["empty", "data", "pillars"]
    for one in pages:
        assert one["p95_ms"] >= one["p50_ms"] > empty["p50_ms"]
        assert one["beyond_ms"] == pytest.approx(one["p95_ms"] - empty["p95_ms"], abs=0.2)


def test_without_a_build_it_says_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOEI_HOME", str(home))
    found = bench("--views", "5")
    assert found.exit_code == 1
    assert "moei load" in found.output
