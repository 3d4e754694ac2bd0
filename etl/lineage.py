"""Where facts come from: what a file did at each of its loads, and each version of a record with its file and line."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from etl import warehouse
from etl.contract.tables import LOADED_TABLES

_LOADS = """
SELECT source_file_id, file_name, file_part, source_name, table_name, sha256, file_bytes, loaded_at, build_id,
    rows_read, rows_loaded, rows_rejected, rows_unchanged, rows_withdrawn
FROM source_file
WHERE file_name = $file_name
ORDER BY source_file_id
"""
_CURRENT_ROWS = " UNION ALL ".join(
    f"SELECT source_file_id FROM {table.name} WHERE valid_to IS NULL" for table in LOADED_TABLES
)
_CURRENT_BY_LOAD = f"SELECT source_file_id, count(*) FROM ({_CURRENT_ROWS}) GROUP BY source_file_id"
_VERSIONS = " UNION ALL ".join(
    f"SELECT '{table.name}' AS table_name, {table.key} AS id, source_file_id, source_line, valid_from, valid_to"
    f" FROM {table.name} WHERE {table.key} = $id"
    for table in LOADED_TABLES
)
_LINEAGE = f"""
SELECT version.table_name, id, file_name, file_part, source_name, sha256, source_line, loaded_at, valid_from, valid_to
FROM ({_VERSIONS}) AS version
INNER JOIN source_file USING (source_file_id)
ORDER BY version.table_name, valid_from, source_line
"""


@dataclass(frozen=True, kw_only=True)
class FileLoad:
    """One load of a file: what it held, what became of its rows, and how many of them are current today."""

    source_file_id: int
    file_name: str
    file_part: str
    source_name: str
    table_name: str
    sha256: str
    file_bytes: int
    loaded_at: datetime
    build_id: str
    rows_read: int
    rows_loaded: int
    rows_rejected: int
    rows_unchanged: int
    rows_withdrawn: int
    rows_current: int


@dataclass(frozen=True, kw_only=True)
class Version:
    """
    One version of a record: the file and line that it came from, and the builds in which it stood.

    `valid_to` is the build that replaced or withdrew it; None for the current one.
    """

    table_name: str
    id: str
    file_name: str
    file_part: str
    source_name: str
    sha256: str
    source_line: int
    loaded_at: datetime
    valid_from: str
    valid_to: str | None


def list_file_loads(build: warehouse.Build, file_name: str) -> list[FileLoad]:
    """
    Every load of the files of a name, oldest first.

    Parameters
    ----------
    build
        The build to ask; it knows all loads that led to it.
    file_name
        Name of the file, without its folder.

    Returns
    -------
    list of FileLoad
        Empty if no file of the name was ever loaded.
    """
    with warehouse.open_read_only(build.path) as connection:
        current = dict(connection.execute(_CURRENT_BY_LOAD).fetchall())
        cursor = connection.execute(_LOADS, {"file_name": file_name})
        rows = _by_name(cursor.description, cursor.fetchall())
    return [FileLoad(**row, rows_current=current.get(row["source_file_id"], 0)) for row in rows]


def list_versions(build: warehouse.Build, record_id: str) -> list[Version]:
    """
    Every version of the records with an id, by table, oldest first.

    Parameters
    ----------
    build
        The build to ask.
    record_id
        Id of a place, a compound or a record of any layer.

    Returns
    -------
    list of Version
        Empty if there never was one.
    """
    with warehouse.open_read_only(build.path) as connection:
        cursor = connection.execute(_LINEAGE, {"id": record_id})
        return [Version(**row) for row in _by_name(cursor.description, cursor.fetchall())]


def _by_name(description: Any, rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Rows by column name, with instants in UTC."""
    names = [column[0] for column in description]
    found = [dict(zip(names, row, strict=True)) for row in rows]
    return [row | {"loaded_at": row["loaded_at"].replace(tzinfo=UTC)} for row in found]
