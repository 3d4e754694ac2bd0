"""What the tests share: homes with real builds, real files, and the commands that people type."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import duckdb
import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from etl import cli, pipeline, warehouse
from etl.source import SourceDescription, list_descriptions

# How long an example takes says more of the machine than of the code.
settings.register_profile("moei", deadline=None)
settings.load_profile("moei")

LEAST_ROWS = {
    "place": {
        "kind": "town",
        "name": "Anywhere",
        "country_code": "MM",
        "lat": "16.7",
        "lon": "98.5",
        "location_precision": "town",
    },
    "compound": {"name": "Walls", "country_code": "MM", "status": "active", "publisher": "The Paper"},
    "incident": {"kind": "raid", "country_code": "MM", "publisher": "The Paper"},
    "rescue": {"kind": "rescue", "publisher": "The Paper"},
    "infrastructure": {"kind": "power", "action": "cut", "country_code": "TH", "publisher": "The Paper"},
    "movement": {"kind": "advisory", "publisher": "The Paper"},
    "displacement_report": {"driver": "unknown", "publisher": "The Paper"},
}
"""Table -> columns of its bundled file that a row can't do without, but for its key."""

RowWriter = Callable[..., Path]
Moei = Callable[..., Result]


@pytest.fixture(scope="session")
def descriptions() -> dict[str, SourceDescription]:
    """The descriptions of the bundled files by the table that they feed."""
    return {description.table: description for description in list_descriptions() if description.file}


@pytest.fixture(scope="session")
def bundled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the bundled records, loaded once; to be read only."""
    home = tmp_path_factory.mktemp("bundled")
    pipeline.load(home, pipeline.bundled_files())
    return home


@pytest.fixture(scope="session")
def bundled(bundled_home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The build of the bundled records, open for reading."""
    with warehouse.open_read_only(warehouse.current_build(bundled_home).path) as connection:
        yield connection


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home where nothing was ever loaded."""
    return tmp_path / "home"


@pytest.fixture
def loaded_home(bundled_home: Path, tmp_path: Path) -> Path:
    """A copy of the home with the bundled records, to be loaded into; nobody has looked for alerts or exported yet."""
    unused = shutil.ignore_patterns("alerts", "audit", "briefings", "keys")
    return Path(shutil.copytree(bundled_home, tmp_path / "home", ignore=unused))


@pytest.fixture
def write_rows(tmp_path: Path, descriptions: dict[str, SourceDescription]) -> RowWriter:
    """
    Writer of a bundled file's like: `write_rows("incident", {"incident_id": "a"}, ...)`.

    Columns that a row doesn't name hold the least that is accepted.
    """

    def write(table: str, *rows: dict[str, str], name: str = "") -> Path:
        description = descriptions[table]
        path = tmp_path / (name or description.file)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(description.columns), restval="")
            writer.writeheader()
            writer.writerows(LEAST_ROWS[table] | row for row in rows)
        return path

    return write


@pytest.fixture
def moei(home: Path) -> Moei:
    """Runner of `moei` in this process: `moei("load", path, home=...)`, by default with the test's own home."""

    def run(*arguments: str | Path, home: Path = home, columns: int = 300) -> Result:
        group = click.Group(commands=list(cli.COMMANDS))
        environment = {"MOEI_HOME": str(home), "COLUMNS": str(columns)}
        return CliRunner(env=environment).invoke(group, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def start_moei(home: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starter of `moei` as a process of its own; whatever still runs at the end of the test is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str | Path, home: Path = home) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", "from dashboard.cli import main; main(prog_name='moei')", *map(str, arguments)],
            env=os.environ | {"MOEI_HOME": str(home), "COLUMNS": "300"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
