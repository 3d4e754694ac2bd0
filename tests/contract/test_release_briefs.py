"""`moei brief` at a level for an audience: what it tells before, in the file, in the log, and to `moei verify`."""

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

from dashboard.briefing.made import _told
from dashboard.briefing.removals import removal_lines
from dashboard.briefing.seal import read_manifest
from dashboard.cli import main
from dashboard.state import LANGUAGES
from etl import pipeline, warehouse
from etl.derived import make_derived, make_marts
from etl.interventions import Intervention, read_interventions
from etl.release_rules import Release
from etl.released import released_build


def run(home: Path, *arguments: str | Path) -> Result:
    return CliRunner(env={"MOEI_HOME": str(home)}).invoke(main, [*map(str, arguments)])


@pytest.fixture(scope="module")
def guarded(bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home where ten rescues of Kenyans are GREEN, five of others AMBER, and what an intervention cites RED."""
    unused = shutil.ignore_patterns("alerts", "audit", "briefings")
    home = Path(shutil.copytree(bundled_home, tmp_path_factory.mktemp("guarded") / "home", ignore=unused))
    cited = read_interventions()[0].record_ids
    with duckdb.connect(str(warehouse.current_build(home).path)) as connection:
        for level, which, most in (("GREEN", "= 'KE'", 10), ("AMBER", "<> 'KE'", 5)):
            connection.execute(
                "UPDATE rescue SET release_level = $level, is_public = false WHERE rescue_id IN"
                f" (SELECT rescue_id FROM rescue WHERE nationality {which} ORDER BY rescue_id LIMIT {most})",
                {"level": level},
            )
        for table, key in (("incident", "incident_id"), ("infrastructure", "infrastructure_id")):
            connection.execute(
                f"UPDATE {table} SET release_level = 'RED', is_public = false WHERE list_contains(?, {key})",
                [list(cited)],
            )
        make_derived(connection)
        make_marts(connection)
    return home


def test_what_a_level_holds_back_is_told_before_and_the_export_logged_with_it(guarded: Path, tmp_path: Path) -> None:
    told = ["--country=KE", "--level=AMBER", "--audience=ug", "--format=csv"]
    done = run(guarded, "brief", *told, "-o", tmp_path / "x.zip")
    assert done.exit_code == 0, done.output
    assert "TLP:AMBER for UG holds these back" in done.stderr
    assert "made coarse, as they are not public" in done.stderr
    assert "left out: above the level" in done.stderr
    assert "held back" not in done.stdout
    manifest = read_manifest((tmp_path / "x.zip").read_bytes())
    assert (manifest["level"], manifest["audience"]) == ("AMBER", "UG")
    line = json.loads((guarded / "audit" / "exports.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (line["level"], line["audience"], line["asked"]["nationality"]) == ("AMBER", "UG", "KE")
    verified = run(guarded, "verify", tmp_path / "x.zip")
    assert verified.exit_code == 0, verified.output
    assert "the same byte for byte" in verified.output
    assert "TLP:AMBER for UG" in verified.output


def test_a_country_is_the_audience_of_its_own_brief(guarded: Path, tmp_path: Path) -> None:
    done = run(guarded, "brief", "--country=KE", "--level=CLEAR", "-o", tmp_path / "x.pdf")
    assert done.exit_code == 0, done.output
    assert read_manifest((tmp_path / "x.pdf").read_bytes())["audience"] == "KE"


def test_an_unmarked_record_stops_the_export_with_the_reason(guarded: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(guarded, tmp_path / "home"))
    with duckdb.connect(str(warehouse.current_build(home).path)) as connection:
        connection.execute("UPDATE incident SET release_level = NULL WHERE incident_id = 'inc-0007'")
    done = run(home, "brief", "--scene=border", "--level=RED", "-o", tmp_path / "x.pdf")
    assert done.exit_code == 1
    assert "1 of incident have no release level (inc-0007)" in done.output
    assert not (tmp_path / "x.pdf").exists()


def test_an_audience_that_is_no_country_is_refused(guarded: Path, tmp_path: Path) -> None:
    done = run(guarded, "brief", "--standard", "--level=GREEN", "--audience=Kenya", "-o", tmp_path / "x.pdf")
    assert done.exit_code == 1
    assert "'KENYA' is no audience: accepted are anyone and two letters" in done.output


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_panel_has_words_for_everything_that_a_level_removes(guarded: Path, language: str) -> None:
    build = warehouse.current_build(guarded)
    assert len(removal_lines(build, Release(level="GREEN", audience="KE"), language)) > 3  # type: ignore[arg-type]
    assert len(removal_lines(build, Release(level="RED"), language)) == 1  # type: ignore[arg-type]


def test_an_intervention_that_rests_on_hidden_records_is_not_marked(guarded: Path) -> None:
    build = warehouse.current_build(guarded)
    released = released_build(guarded, build, Release(level="GREEN"))
    listed = read_interventions()
    hidden: Intervention = listed[0]
    kept = _told(listed, build, released)
    assert hidden not in kept
    assert kept
    assert _told(listed, build, build) == list(listed)


def test_a_batch_is_for_each_country_its_own(home: Path, write_rows: Any, tmp_path: Path) -> None:
    told = [{"rescue_id": f"r{code}", "nationality": code, "date": "2026-01-05"} for code in ("KE", "UG")]
    pipeline.load(home, [write_rows("rescue", *({**one, "persons": "13"} for one in told))])
    with duckdb.connect(str(warehouse.current_build(home).path)) as connection:
        connection.execute("UPDATE rescue SET release_level = 'AMBER', is_public = false")
        make_derived(connection)
    done = run(home, "brief", "--all-countries", "--level=AMBER", "--format=csv", "-o", tmp_path / "all")
    assert done.exit_code == 0, done.output
    assert "TLP:AMBER for KE holds these back" in done.stderr
    manifests = {path.stem: read_manifest(path.read_bytes()) for path in (tmp_path / "all").iterdir()}
    assert {code: (one["audience"], list(one["records"])) for code, one in manifests.items()} == {
        code: (code, [f"rescue:r{code}"]) for code in ("KE", "UG")
    }


def test_a_batch_leaves_out_who_may_not_be_told_of_and_says_so(home: Path, write_rows: Any, tmp_path: Path) -> None:
    told = [{"rescue_id": f"r{code}", "nationality": code, "date": "2026-01-05"} for code in ("KE", "UG")]
    pipeline.load(home, [write_rows("rescue", *({**one, "persons": "13"} for one in told))])
    with duckdb.connect(str(warehouse.current_build(home).path)) as connection:
        connection.execute("UPDATE rescue SET release_level = 'AMBER', is_public = false")
        make_derived(connection)
    batch = ["brief", "--all-countries", "--format=csv", "--jobs=1"]
    done = run(home, *batch, "--level=AMBER", "--audience=UG", "-o", tmp_path / "ug")
    assert done.exit_code == 0, done.output
    assert done.stderr.endswith("Left out, as nothing of them may be told: KE.\n")
    assert done.stdout.startswith("Wrote 1 of 1 briefs")
    assert [path.name for path in (tmp_path / "ug").iterdir()] == ["UG.zip"]
    done = run(home, *batch, "--level=CLEAR", "-o", tmp_path / "clear")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        0,
        "Left out, as nothing of them may be told: KE, UG.",
    )
