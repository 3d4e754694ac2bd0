"""From a sheet that nobody has described to records on the map: the commands of docs/loading.md, as they stand."""

import re
import shlex
import shutil
from pathlib import Path

import duckdb
import pytest

from dashboard.cli import main
from dashboard.queries import records
from dashboard.state import ViewState
from etl import warehouse
from etl.contract.vocab import RELEASE_LEVELS
from etl.warehouse import PROJECT


def walk():
    """The commands of the walk, each as its words."""
    page = (PROJECT / "docs" / "loading.md").read_text(encoding="utf-8")
    [block] = re.findall(r"^The walk .*\n\n((?:    .*\n)+)", page, re.MULTILINE)
    return [shlex.split(line, comments=True) for line in block.splitlines()]


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """The folder in which the commands but the last were typed, and what each said."""
    from click.testing import CliRunner

    folder = tmp_path_factory.mktemp("newcomer")
    shutil.copy(PROJECT / "tests" / "files" / "station.xlsx", folder)
    said = []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for program, *arguments in walk()[:-1]:
            assert program == "moei"
            environment = {"MOEI_HOME": str(folder / "data" / "home"), "COLUMNS": "300"}
            said.append(CliRunner(env=environment).invoke(main, arguments))
    return folder, said


def test_the_walk_takes_five_commands_or_fewer():
    assert 1 <= len(walk()) <= 5


def test_an_unknown_sheet_is_refused_then_described_then_loaded(walked):
    _, (first, refused, described, loaded) = walked
    assert [result.exit_code for result in (first, refused, described, loaded)] == [0, 0, 0, 0]
    assert "moei describe FILE" in refused.output
    assert "answer its" in described.output
    assert "read as station" in loaded.output
    assert re.search(r"station\.xlsx, มกราคม +incident +4 +3 +1 +0", loaded.output)
    assert "found ราว 30 คน" in loaded.output


def test_its_records_are_on_the_map_that_the_last_command_shows(walked):
    folder, _ = walked
    *settings, program, command = walk()[-1]
    assert (program, command) == ("moei", "serve")
    assert command in main.commands
    level = dict(setting.split("=") for setting in settings)["MOEI_LEVEL"]
    build = warehouse.current_build(Path(folder / "data" / "home"))

    def on_the_map(*levels):
        with warehouse.open_read_only(build.path) as connection:
            return int(records.count_cells(connection, state=ViewState(), levels=levels)["events"].sum())

    seen = RELEASE_LEVELS[: RELEASE_LEVELS.index(level) + 1]
    assert on_the_map(*seen) == on_the_map("CLEAR") + 2
    with duckdb.connect(str(build.path), read_only=True) as connection:
        rows = connection.execute(
            "SELECT location_precision FROM record WHERE source_file_id ="
            " (SELECT max(source_file_id) FROM source_file) ORDER BY event_date"
        ).fetchall()
    assert rows == [("site",), ("site",), ("province",)]
