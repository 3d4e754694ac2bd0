"""
A file that the build holds already, as it is: what came of it is known without reading it.

The build notes which loads of files would change nothing if they came again, and under which code, reference geography
and source descriptions that is so. Whatever could change what a file gives drops it from the note.
"""

import functools
import hashlib
import json
from datetime import date
from importlib.metadata import version
from pathlib import Path

import duckdb

from etl import sector_table
from etl.contract.tables import LOADED_TABLES
from etl.contract.vocab import REASON_COLUMNS
from etl.intake import Intake
from etl.reference_files import FOLDER
from etl.results import FileResult
from etl.transform import literal
from etl.values.convert import mend_notes

_PROJECT = Path(__file__).parents[1]
_CODE = ("*.py", "*.sql", "*.toml")
_LIBRARIES = ("duckdb", "h3", "numpy", "pyarrow", "pyproj", "shapely")
_TABLES = [table.name for table in LOADED_TABLES]


def fingerprint(moei_home: Path, today: date) -> str:
    """
    What decides, besides a file and the records before it, what a load makes of the file.

    Parameters
    ----------
    moei_home
        Home, with source descriptions of its own.
    today
        Today in Thailand: a date in the future is refused.

    Returns
    -------
    str
        64 hexadecimal digits, of the code, the reference geography, the descriptions, the libraries and the day.
    """
    geography = {path for path in FOLDER.iterdir() if path.is_file()} | {sector_table.SECTORS}
    return _hash_of(f"{_code_hash()} {today}", [*(moei_home / "sources").glob("*.toml"), *geography])


@functools.cache
def _code_hash() -> str:
    """Fingerprint of the code and its libraries."""
    folders = [_PROJECT / "etl", _PROJECT / "geo"]
    paths = [path for folder in folders for form in _CODE for path in folder.rglob(form)]
    return _hash_of(" ".join(f"{name} {version(name)}" for name in _LIBRARIES), paths)


def _hash_of(start: str, paths: list[Path]) -> str:
    """Fingerprint of a text and some files."""
    digest = hashlib.sha256(start.encode())
    for path in sorted(paths):
        content = path.read_bytes()
        digest.update(f"\0{path.name} {len(content)} ".encode() + content)
    return digest.hexdigest()


class Known:
    """
    The loads of files in a build that would change nothing if they came again.

    Attributes
    ----------
    is_current
        Whether the build was finished under this fingerprint, so that what is derived in it would be derived again.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, mark: str) -> None:
        self._connection, self._mark = connection, mark
        note = json.loads(self._read() or "{}")
        self.is_current = note.get("mark") == mark
        self._loads: dict[int, str] = (
            {int(load): table for load, table in note["loads"].items()} if self.is_current else {}
        )

    def recall(self, given: Intake) -> int | None:
        """How many rows of a file would be unchanged, its faults put into `fault`; None if it has to be read."""
        if given.description is None or given.table.is_refused or not self._loads:
            return None
        found = self._connection.execute(
            "SELECT source_file_id, rows_read, rows_rejected FROM source_file"
            " WHERE sha256 = $sha256 AND file_part = $part AND source_name = $source"
            f" AND source_file_id IN ({', '.join(map(str, self._loads))}) ORDER BY source_file_id DESC LIMIT 1",
            {"sha256": given.sha256, "part": given.table.name, "source": given.description.name},
        ).fetchall()
        if not found:
            return None
        [(load, rows_read, rows_rejected)] = found
        self._connection.execute(
            "INSERT INTO fault SELECT source_line, source_column, rule, found, accepted, raw_row"
            " FROM rejected_record WHERE source_file_id = ?",
            [load],
        )
        self._connection.execute(
            "INSERT INTO row_key SELECT DISTINCT source_line, row_key, false FROM rejected_record"
            " WHERE source_file_id = ? AND row_key IS NOT NULL",
            [load],
        )
        given.table.rows_given = rows_read
        return int(rows_read - rows_rejected)

    def add(self, source_file_id: int, given: Intake, result: FileResult) -> None:
        """
        Note a load, and forget those that it may have changed the outcome of.

        Notes
        -----
        A row is judged by the rows of its own table and of those before it, which it may refer to. What is refused may
        come again, right, in another file of its table.
        """
        if given.description is None:
            return
        at = _TABLES.index(result.table_name)
        if result.rows_loaded or result.rows_withdrawn:
            self._loads = {load: table for load, table in self._loads.items() if _TABLES.index(table) < at}
        elif result.rows_rejected:
            self._forget_others(given, result.table_name)
        is_mended = bool(set(REASON_COLUMNS) & set(given.table.header)) or bool(mend_notes(self._connection))
        is_list = given.description.withdraw == "full_list" and result.rows_rejected > 0
        if not (result.is_refused or is_mended or is_list or given.description.deletion_column):
            self._loads[source_file_id] = result.table_name

    def _forget_others(self, given: Intake, table: str) -> None:
        """Forget the loads of other files of a table."""
        own = self._connection.execute(
            "SELECT source_file_id FROM source_file WHERE sha256 = ? AND file_part = ?",
            [given.sha256, given.table.name],
        ).fetchall()
        kept = {load for (load,) in own}
        self._loads = {load: other for load, other in self._loads.items() if other != table or load in kept}

    def write(self) -> None:
        """Keep the note in the build."""
        note = json.dumps({"mark": self._mark, "loads": self._loads})
        self._connection.execute(f"COMMENT ON TABLE source_file IS {literal(note)}")

    def _read(self) -> str | None:
        found = self._connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'source_file'")
        rows = found.fetchall()
        return rows[0][0] if rows else None
