"""What the tests of the readers share."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from etl.read.formats import read_tables
from etl.read.frame import LINE, Fault, Layout, RawTable

FILES = Path(__file__).parents[3] / "files"


@dataclass(frozen=True)
class Read:
    """A table that was read to its end."""

    table: RawTable
    rows: list[dict[str, str]]
    lines: list[int]

    @property
    def fault(self) -> Fault:
        [fault] = self.table.faults
        return fault


def read_out(table: RawTable) -> Read:
    rows = table.read_all()
    lines = rows.column(LINE).to_pylist()
    return Read(table, rows.drop_columns([LINE]).to_pylist(), lines)


@pytest.fixture
def read_path(tmp_path):
    """Reader of a file that is there: every table, read to its end."""

    def read(path, **layout):
        scratch = tmp_path / "scratch"
        scratch.mkdir(exist_ok=True)
        return [read_out(table) for table in read_tables(path, Layout(**layout), scratch)]

    return read


@pytest.fixture
def read_file(read_path):
    """Reader of one of the example files."""
    return lambda name, **layout: read_path(FILES / name, **layout)


@pytest.fixture
def read_bytes(read_path, tmp_path):
    """Reader of a file with some content; the one table that it gives."""

    def read(content, name="file", **layout):
        path = tmp_path / name
        path.write_bytes(content)
        [table] = read_path(path, **layout)
        return table

    return read
