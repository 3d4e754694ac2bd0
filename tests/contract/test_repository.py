"""What the contract says is what the store and the documents say, and imports run one way."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

from etl.contract import dictionary
from etl.contract.fields import SQL_TYPES
from etl.contract.tables import LOADED_TABLES, SYSTEM_TABLES
from etl.warehouse import PROJECT

TABLES_OF_THE_DESIGN = {
    "place",
    "compound",
    "incident",
    "rescue",
    "infrastructure",
    "movement",
    "displacement_report",
    "sector",
    "province",
    "source_file",
    "rejected_record",
}


def test_each_table_of_a_build_has_the_columns_of_the_contract(bundled):
    expected = {table.name: [(c.name, SQL_TYPES[c.type]) for c in table.columns()] for table in LOADED_TABLES}
    expected |= {table.name: [(name, kind) for name, kind, _ in table.columns] for table in SYSTEM_TABLES}
    rows = bundled.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
        " AND table_name IN (SELECT table_name FROM duckdb_tables()) AND table_name NOT IN ('record', 'people')"
        " ORDER BY table_name, column_index"
    ).fetchall()
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in rows:
        found.setdefault(table, []).append((column, kind))
    assert found == expected
    assert set(found) >= TABLES_OF_THE_DESIGN


def test_every_column_is_described_in_a_sentence():
    for table in LOADED_TABLES:
        assert all(column.description.endswith(".") for column in table.columns())
    for table in SYSTEM_TABLES:
        assert all(description.endswith(".") for _, _, description in table.columns)


def test_the_data_dictionary_is_current():
    assert dictionary.main(["--check"]) == 0


def test_a_data_dictionary_that_is_not_current_is_told(monkeypatch, tmp_path, capsys):
    page = tmp_path / "docs" / "data-dictionary.md"
    monkeypatch.setattr(dictionary, "PAGE", page)
    assert dictionary.main(["--check"]) == 1
    assert "docs/data-dictionary.md is not current. Run: make docs" in capsys.readouterr().err
    assert dictionary.main([]) == 0
    assert dictionary.main(["--check"]) == 0


def test_imports_run_one_way():
    lint_imports = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint_imports], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_vendored_file_has_the_hash_that_its_page_gives():
    static = PROJECT / "dashboard" / "static"
    listed = dict(
        re.findall(
            r"^\| `((?:basemap|fonts|vendor)/[^`]+)` \|.*`([0-9a-f]{64})` \|$",
            (static / "VENDORED.md").read_text(encoding="utf-8"),
            re.M,
        )
    )
    files = {
        path.relative_to(static).as_posix()
        for folder in ("basemap", "fonts", "vendor")
        for path in (static / folder).iterdir()
    }
    assert listed.keys() == files
    for name, sha256 in listed.items():
        assert hashlib.sha256((static / name).read_bytes()).hexdigest() == sha256, name
