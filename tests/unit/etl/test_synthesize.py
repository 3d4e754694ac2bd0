"""Made-up records for load tests: the same from the same seed, clustered, marked, and read by the real loader."""

import csv
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from etl import pipeline, warehouse
from etl.synthesize import FILES, LAST_DAY, bundled_sites, write_synthetic

ROWS = 3_000


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("synthetic")
    assert list(write_synthetic(made, ROWS))[-1] == ROWS
    return made


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(folder: Path, tmp_path: Path) -> None:
    list(write_synthetic(tmp_path / "again", ROWS))
    list(write_synthetic(tmp_path / "other", ROWS, seed=2))
    for name in FILES:
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()
        assert (tmp_path / "other" / name).read_bytes() != (folder / name).read_bytes()


def test_incidents_lie_round_bundled_places_over_six_years(folder: Path) -> None:
    sites = bundled_sites()
    rows = rows_of(folder / FILES[0])
    for row in rows[:500]:
        nearest = min(
            max(abs(float(row["lat"]) - latitude), abs(float(row["lon"]) - longitude))
            for latitude, longitude in zip(sites.latitude, sites.longitude, strict=True)
        )
        assert nearest < 0.2
    days = [date.fromisoformat(row["date"]) for row in rows]
    assert max(days) <= LAST_DAY
    assert 5.8 < (max(days) - min(days)).days / 365.25 <= 6


def test_rows_of_one_group_are_one_event_told_by_nationality(folder: Path) -> None:
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows_of(folder / FILES[1]):
        groups.setdefault(row["group_id"], []).append(row)
    assert max(map(len, groups.values())) > 1
    for rows in groups.values():
        assert len({(row["date"], row["kind"], row["from_place_id"]) for row in rows}) == 1


def test_the_loader_takes_all_but_what_lies_in_the_sea_and_marks_the_build(folder: Path, tmp_path: Path) -> None:
    files = [*pipeline.bundled_files(), *(folder / name for name in FILES)]
    result = pipeline.load(tmp_path / "home", files)
    synthetic = {file.file_name: file for file in result.files if file.file_name in FILES}
    assert synthetic[FILES[1]].rows_rejected == 0
    assert synthetic[FILES[0]].rows_rejected < ROWS / 200
    assert sum(file.rows_loaded + file.rows_rejected for file in synthetic.values()) == ROWS
    build = warehouse.current_build(tmp_path / "home")
    assert build.is_synthetic
    with warehouse.open_read_only(build.path) as connection:
        marked = connection.execute(
            "SELECT count(*) FILTER (is_synthetic), count(*) FILTER (event_id LIKE 'synthetic-%') FROM record"
        ).fetchone()
    assert marked is not None
    assert marked[0] == marked[1] > 0.99 * ROWS


def test_the_command_says_where_its_files_are_and_refuses_a_file_for_a_folder(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["synthesize", "--rows", "10", "-o", str(tmp_path / "made")])
    assert told.exit_code == 0
    assert all((tmp_path / "made" / name).exists() and name in told.output for name in FILES)
    (tmp_path / "file").write_text("")
    refused = CliRunner().invoke(main, ["synthesize", "--rows", "10", "-o", str(tmp_path / "file")])
    assert refused.exit_code == 2
    assert "is a file" in refused.output
