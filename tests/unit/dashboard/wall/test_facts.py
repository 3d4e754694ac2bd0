"""What makes the wall draw a new picture."""

from pathlib import Path

import pytest

from dashboard.cache.wall import wall_facts

FILES = ("scenes.toml", "interventions.toml", "alerts/rules.toml", "alerts/state.json", "alerts/acknowledged.jsonl")


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_a_picture_tells_of_makes_a_new_one_when_it_comes_or_goes(home: Path, name: str) -> None:
    path = home / name
    path.parent.mkdir(parents=True)
    before = wall_facts(home)
    path.write_text("", encoding="utf-8")
    there = wall_facts(home)
    path.unlink()
    assert there != before
    assert wall_facts(home) == before


def test_a_file_of_no_picture_makes_none(home: Path) -> None:
    home.mkdir()
    before = wall_facts(home)
    (home / "scenes.last-good.toml").write_text("", encoding="utf-8")
    assert wall_facts(home) == before
