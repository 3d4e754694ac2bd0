"""What changed since an earlier briefing: told in words, of the build alone, and nothing that may not be told now."""

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from dashboard.briefing.seal import read_manifest
from dashboard.cli import main
from etl import pipeline, warehouse
from etl.derived import make_derived, make_marts
from etl.source import list_descriptions
from tests.conftest import LEAST_ROWS

ATTACK = "=1+1 #text[x] <b>\x1b[31m\u0e19\u0e49\u0e33"
PLACE, GONE, LEFT, RAISED = "Qx Town", "Qx Gone Paper", "Qx Left Paper", "Qx Raised Paper"
PLACED = {"from_place_id": "qx", "compound_id": "c", "group_id": "g"}
FIRST = {
    "place": [{"place_id": "qx", "name": PLACE, "lat": "16.7", "lon": "98.5"}],
    "compound": [{"compound_id": "c", "name": "Qx Walls", "status_date": "2025-12-01"}],
    "incident": [
        {"incident_id": "old", "date": "2025-01-20", "place_id": "qx"},
        {"incident_id": "keep", "date": "2025-12-20", "place_id": "qx"},
        {"incident_id": "fix", "date": "2025-12-21", "place_id": "qx", "summary": "Before"},
        {"incident_id": "gone", "date": "2025-12-23", "place_id": "qx", "publisher": GONE, "compound_id": "c"},
    ],
    "rescue": [
        {"rescue_id": "k1", "date": "2025-12-20", "nationality": "KE", "persons": "7"},
        {"rescue_id": "k2", "date": "2025-12-24", "nationality": "KE", "persons": "8", "publisher": LEFT, **PLACED},
        {"rescue_id": "k3", "date": "2025-12-22", "nationality": "KE", "persons": "9", "publisher": RAISED},
    ],
}
NEW = {"incident_id": "new", "date": "2026-02-25", "place_id": "qx", "publisher": ATTACK}

RAISE = "UPDATE {0} SET release_level = 'RED', is_public = false WHERE {0}_id = '{1}'"
WITHDRAW = "UPDATE {0} SET valid_to = 'later' WHERE {0}_id = '{1}'"


def run(home: Path, *arguments: str | Path) -> Result:
    return CliRunner(env={"MOEI_HOME": str(home)}).invoke(main, [*map(str, arguments)])


def written(home: Path, path: Path, *arguments: str | Path) -> Path:
    told = arguments if any(str(one).startswith("--level") for one in arguments) else ("--level=CLEAR", *arguments)
    done = run(home, "brief", *told, "-o", path)
    assert done.exit_code == 0, done.output
    return path


def pages(path: Path) -> list[str]:
    """The text of each page, lines joined."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def table_of(path: Path, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(path) as opened:
        entry = next(one for one in opened.namelist() if one.startswith(f"{name}-"))
        return list(csv.DictReader(io.StringIO(opened.read(entry).decode("utf-8-sig"))))


def load(home: Path, rows: dict[str, list[dict[str, str]]]) -> None:
    described = {one.table: one for one in list_descriptions() if one.file}
    files = home.parent / "files"
    files.mkdir(exist_ok=True)
    for table, of_table in rows.items():
        with (files / described[table].file).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(described[table].columns), restval="")
            writer.writeheader()
            writer.writerows(LEAST_ROWS[table] | row for row in of_table)
    result = pipeline.load(home, [files / described[table].file for table in rows])
    assert not any(file.rows_rejected for file in result.files), [file.faults for file in result.files]


def change(home: Path, *statements: str) -> None:
    """Change the current build as a source would that withdraws, or marks otherwise."""
    with duckdb.connect(str(warehouse.current_build(home).path)) as connection:
        for statement in statements:
            connection.execute(statement)
        make_derived(connection)
        make_marts(connection)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with briefings of a first build, and `home`, where a second one is current; to be read only."""
    folder = tmp_path_factory.mktemp("since")
    home = folder / "home"
    load(home, FIRST)
    written(home, folder / "scene.pdf", "--scene=border")
    written(home, folder / "ke.pdf", "--country=KE")
    written(home, folder / "ke-green.zip", "--country=KE", "--level=GREEN", "--format=csv")
    fixed = [one | {"summary": "After"} if one["incident_id"] == "fix" else one for one in FIRST["incident"]]
    load(home, {"incident": [*fixed, NEW]})
    change(home, *(WITHDRAW.format(*one) for one in (("incident", "gone"), ("rescue", "k2"))))
    written(home, folder / "next.pdf", "--scene=border", "--since", folder / "scene.pdf")
    return folder


@pytest.fixture
def altered(changed: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Maker of a copy of the home whose current build some statements change."""

    def of(*statements: str) -> Path:
        unused = shutil.ignore_patterns("released", "audit")
        home = Path(shutil.copytree(changed / "home", tmp_path / "home", ignore=unused))
        change(home, *statements)
        return home

    return of


def test_each_change_is_named_and_what_left_the_period_is_not_withdrawn(changed: Path) -> None:
    first = pages(changed / "next.pdf")[0]
    code = read_manifest((changed / "scene.pdf").read_bytes())["code"]
    assert f"What changed since the briefing {code}" in first
    assert "added 1, corrected 1, withdrawn 2." in first
    assert "1 record of the earlier briefing is as it was and is no longer of this one" in first
    added, corrected, withdrawn = (first.index(f"{one}:") for one in ("Added", "now", "were"))
    assert added < first.index("#text[x] <b>") < corrected
    assert withdrawn < first.index("23 December 2025 Raid Qx Walls, Qx Town")
    assert GONE in first[withdrawn:]


def test_it_is_made_again_byte_for_byte_without_the_earlier_file(changed: Path, tmp_path: Path) -> None:
    earlier = Path(shutil.copy(changed / "scene.pdf", tmp_path / "scene.pdf"))
    again = written(changed / "home", tmp_path / "x.pdf", "--scene=border", "--since", earlier)
    earlier.unlink()
    assert again.read_bytes() == (changed / "next.pdf").read_bytes()
    done = run(changed / "home", "verify", again)
    assert (done.exit_code, "the same byte for byte" in done.output) == (0, True), done.output


def test_verify_names_what_changed_and_counts_no_moved_window_as_withdrawn(changed: Path) -> None:
    told = run(changed / "home", "verify", changed / "scene.pdf").output
    assert "1 added: incident:new (25 February 2026, Raid)" in told
    assert "1 corrected: incident:fix (21 December 2025, Raid)" in told
    assert "2 withdrawn: incident:gone (23 December 2025, Raid), rescue:k2 (24 December 2025, Rescue · 8 freed)" in told
    assert "1 as they were, and no longer of its period or scenes" in told


def test_nothing_changed_is_said_plainly(changed: Path, tmp_path: Path) -> None:
    same = written(changed / "home", tmp_path / "x.pdf", "--scene=border", "--since", changed / "next.pdf")
    assert "Nothing changed since the briefing" in pages(same)[0]
    # Of a briefing that tells what changed, the next one keeps its records alone.
    assert read_manifest(same.read_bytes())["earlier"]["withdrawn"] == []


@pytest.mark.parametrize("language", ["en", "th"])
def test_slides_say_the_same_as_pages(changed: Path, tmp_path: Path, language: str) -> None:
    told = ["--scene=border", "--since", changed / "scene.pdf", "--lang", language]
    wide = written(changed / "home", tmp_path / "x.pdf", *told, "--paper=16:9")
    deck = written(changed / "home", tmp_path / "x.pptx", *told, "--format=pptx")
    manifests = [read_manifest(path.read_bytes()) for path in (wide, deck)]
    assert manifests[0]["code"] == manifests[1]["code"]
    with zipfile.ZipFile(deck) as opened:
        slide = opened.read("ppt/slides/slide1.xml").decode()
    assert GONE in slide
    assert "20 ม.ค. 2568" not in slide


def test_data_holds_a_table_of_what_changed(changed: Path, tmp_path: Path) -> None:
    made = written(changed / "home", tmp_path / "x.zip", "--country=KE", "--since", changed / "ke.pdf", "--format=csv")
    (row,) = table_of(made, "changes")
    assert (row["change"], row["record_id"], row["event_date"]) == ("withdrawn", "rescue:k2", "2025-12-24")
    about = " ".join(row["told"] for row in table_of(made, "about"))
    assert read_manifest((changed / "ke.pdf").read_bytes())["code"] in about
    assert "withdrawn 1." in about
    assert run(changed / "home", "verify", made).exit_code == 0


def test_what_was_withdrawn_is_named_by_its_id_where_its_build_is_gone(changed: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(changed / "home", tmp_path / "home"))
    earlier = read_manifest((changed / "scene.pdf").read_bytes())["build_id"]
    (home / "builds" / f"{earlier}.duckdb").unlink()
    made = written(home, tmp_path / "x.pdf", "--scene=border", "--since", changed / "scene.pdf")
    assert "incident:gone (its earlier build is no longer at hand)" in pages(made)[0]
    assert GONE not in pages(made)[0]


def test_only_an_untouched_export_of_the_same_kind_and_scope_is_taken(changed: Path, tmp_path: Path) -> None:
    home = changed / "home"
    spoilt, foreign = tmp_path / "spoilt.pdf", tmp_path / "foreign.pdf"
    spoilt.write_bytes((changed / "scene.pdf").read_bytes() + b"\n")
    foreign.write_bytes(b"%PDF-1.7\n%%EOF\n")
    for told, code, words in [
        (["--scene=border", "--since", spoilt], 1, "it was altered since it was made. Ask: moei verify"),
        (["--scene=border", "--since", foreign], 1, "it is no briefing that Moei signed"),
        (["--scene=mae-sot", "--since", changed / "scene.pdf"], 1, "is scenes border, and this is scenes mae-sot"),
        (["--country=UG", "--since", changed / "ke.pdf"], 1, "is the brief of KE, and this is the brief of UG"),
        (["--standard", "--since", changed / "ke.pdf"], 1, "is the brief of KE, and this is the standard brief"),
        (["--scene=border", "--format=png", "--since", changed / "scene.pdf"], 2, "accepted: pdf, pptx, html, gpkg"),
        (["--scene=border", "--since=2026-01-01"], 2, "--since with a day goes with --country"),
        (["--scene=border", "--since=2026-01-32"], 2, "is no day, such as 2026-01-31, and no file"),
        (["--all-countries", "--since", changed / "ke.pdf"], 2, "goes with one briefing"),
    ]:
        done = run(home, "brief", *told, "--level=CLEAR", "-o", tmp_path / "x.pdf")
        assert (done.exit_code, words in done.output, "Traceback" in done.output) == (code, True, False), done.output
    shutil.copytree(home, tmp_path / "other", ignore=shutil.ignore_patterns("keys"))
    done = run(tmp_path / "other", "brief", "--scene=border", "--level=CLEAR", "-o", tmp_path / "y.pdf", "--since",
               changed / "scene.pdf")  # fmt: skip
    assert "this home has no key" in done.output


def test_a_briefing_that_told_more_is_refused_and_one_that_told_less_is_taken(changed: Path, tmp_path: Path) -> None:
    home = changed / "home"
    told = ["--country=KE", "--format=csv", "--since", changed / "ke-green.zip"]
    done = run(home, "brief", *told, "--level=CLEAR", "-o", tmp_path / "x.zip")
    assert "of TLP:GREEN for KE, and told more than TLP:CLEAR for KE may" in done.output
    more = written(home, tmp_path / "y.zip", *told, "--level=AMBER")
    assert [row["record_id"] for row in table_of(more, "changes")] == ["rescue:k2"]
    other = ["--country=KE", "--level=AMBER", "--audience=UG", "--since", more]
    done = run(home, "brief", *other, "-o", tmp_path / "z.pdf")
    assert "is of TLP:AMBER for KE, and told more than TLP:AMBER for UG may" in done.output


def all_text(path: Path) -> str:
    """All that a reader can find in a file: its words and its manifest."""
    return " ".join(pages(path)) + json.dumps(read_manifest(path.read_bytes()))


def test_what_was_raised_above_the_level_is_neither_named_nor_counted(
    changed: Path, altered: Callable[..., Path], tmp_path: Path
) -> None:
    home = altered(RAISE.format("rescue", "k3"))
    made = written(home, tmp_path / "x.pdf", "--country=KE", "--since", changed / "ke.pdf")
    assert "withdrawn 1." in pages(made)[0]
    for word in (RAISED, "rescue:k3", "22 December"):
        assert word not in all_text(made), word
    # Who keeps the home is told by its id, which stands in the file that is verified.
    assert "1 no longer told at this level: rescue:k3\n" in run(home, "verify", changed / "ke.pdf").output


@pytest.mark.parametrize(
    ("statement", "hidden", "told"),
    [
        (RAISE.format("place", "qx"), PLACE, LEFT),
        (RAISE.format("compound", "c"), "Qx Walls", LEFT),
        # Another report of the group that was withdrawn came in its place, above the level.
        (RAISE.format("rescue", "k3").replace("SET", "SET group_id = 'g',"), LEFT, "Nothing changed"),
    ],
)
def test_a_withdrawn_record_tells_nothing_of_what_is_above_the_level_now(
    changed: Path, altered: Callable[..., Path], tmp_path: Path, statement: str, hidden: str, told: str
) -> None:
    made = written(altered(statement), tmp_path / "x.pdf", "--country=KE", "--since", changed / "ke.pdf")
    text = all_text(made)
    assert told in text
    assert hidden not in text
