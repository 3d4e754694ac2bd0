import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl import warehouse
from etl.derived import make_derived


@pytest.fixture
def changed_build(bundled_home: Path, tmp_path: Path) -> Callable[[str], duckdb.DuckDBPyConnection]:
    """Opener of the bundled build after some statements."""

    def change(sql: str) -> duckdb.DuckDBPyConnection:
        home = Path(shutil.copytree(bundled_home, tmp_path / "changed"))
        path = warehouse.current_build(home).path
        with duckdb.connect(str(path)) as connection:
            connection.execute(sql)
            make_derived(connection)
        return warehouse.open_read_only(path)

    return change
