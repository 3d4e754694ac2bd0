"""What a file changes in its table: rows that are new or corrected, and rows that are withdrawn. Nothing is erased."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from etl import transform
from etl.source import SourceDescription
from etl.transform import DELETION, literal

_CREATE_DELETED = "CREATE OR REPLACE TEMP TABLE deleted (source_line BIGINT, key VARCHAR)"


@dataclass(frozen=True)
class Changes:
    """What became of a file's right rows, how many rows of the store were withdrawn, and what a person should know."""

    rows_loaded: int = 0
    rows_unchanged: int = 0
    rows_withdrawn: int = 0
    notes: tuple[str, ...] = ()


def take_deletions(connection: duckdb.DuckDBPyConnection, description: SourceDescription) -> None:
    """
    Take the rows that only name what is withdrawn out of `staged`, into the table `deleted`.

    Parameters
    ----------
    connection
        A writer's connection to the build in the making, with the values of `staged` read.
    description
        The source description.

    Notes
    -----
    Nothing but the id of such a row counts, so faults in its other values are dropped. A row without an id, and one
    whose id no row of this source has or ever had, is a fault.
    """
    connection.execute(_CREATE_DELETED)
    if description.withdraw != "deletions":
        return
    table = description.core_table
    marks = ", ".join(literal(mark.casefold()) for mark in description.deletion_values)
    is_marked = f"lower({DELETION}) IN ({marks})"
    connection.execute(f"INSERT INTO deleted SELECT source_line, {table.key} FROM staged WHERE {is_marked}")
    connection.execute(f"DELETE FROM staged WHERE {is_marked}")
    connection.execute("DELETE FROM fault WHERE source_line IN (SELECT source_line FROM deleted)")
    column = description.column_of(table.key) or table.key
    known = f"{_brought(description, 'true')} UNION SELECT {table.key} FROM staged WHERE {table.key} IS NOT NULL"
    accepted = f"the {table.key} of a row that {description.name} has brought"
    connection.execute(
        "INSERT INTO fault SELECT source_line, $column, 'withdrawal', coalesce(key, 'nothing'), $accepted, NULL"
        f" FROM deleted WHERE key IS NULL OR key NOT IN ({known})",
        {"column": column, "accepted": accepted},
    )
    connection.execute("DELETE FROM deleted WHERE source_line IN (SELECT source_line FROM fault)")


def keep_changes(
    connection: duckdb.DuckDBPyConnection,
    build_id: str,
    description: SourceDescription,
    source_file_id: int,
    *,
    is_whole_list: bool,
) -> Changes:
    """
    Bring the right rows of `staged` into their table, and withdraw what the file withdraws.

    Parameters
    ----------
    connection
        A writer's connection to the build in the making, with `fault` and `deleted` filled.
    build_id
        Id of the build in the making.
    description
        The source description.
    source_file_id
        Number of this load of the file.
    is_whole_list
        Whether every row of the file was split into its values, so that what it lacks is known to be gone.

    Returns
    -------
    Changes
        A row that only names what is withdrawn counts as loaded, or as unchanged where that was withdrawn before.
    """
    loaded, unchanged = _upsert(connection, build_id, description, source_file_id)
    withdrawn = effective = _withdraw_deleted(connection, build_id, description)
    named = _count(connection, "SELECT count(*) FROM deleted")
    nameless = f"SELECT count(*) FROM staged WHERE {description.core_table.key} IS NULL"
    is_whole_list = is_whole_list and _count(connection, nameless) == 0
    if description.withdraw == "full_list" and is_whole_list:
        withdrawn += _withdraw_missing(connection, build_id, description)
    notes = tuple(_withdrawal_notes(description, withdrawn, is_whole_list=is_whole_list))
    return Changes(loaded + effective, unchanged + named - effective, withdrawn, notes)


def _withdrawal_notes(description: SourceDescription, withdrawn: int, *, is_whole_list: bool) -> Iterator[str]:
    if withdrawn:
        yield f"{withdrawn:,} rows of earlier files were withdrawn"
    if description.withdraw == "full_list" and not is_whole_list:
        yield "not all of its rows could be read, or it holds mended rows only: no row that it lacks was withdrawn"


def _upsert(
    connection: duckdb.DuckDBPyConnection, build_id: str, description: SourceDescription, source_file_id: int
) -> tuple[int, int]:
    """Insert rows that are new or changed, closing the ones they replace; how many were loaded and unchanged."""
    table = description.core_table
    release = {name: getattr(description, name) for name in ("release_level", "is_public", "is_synthetic")}
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE typed AS SELECT source_line, {transform.typed_columns(description)},"
        " $release_level AS release_level, $is_public AS is_public, $is_synthetic AS is_synthetic FROM staged"
        " WHERE source_line NOT IN (SELECT source_line FROM fault WHERE source_line IS NOT NULL)",
        release,
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE changed AS"
        " SELECT *, md5(to_json(row(*COLUMNS(* EXCLUDE (source_line))))::VARCHAR) AS content_hash FROM typed"
    )
    current = f"SELECT {table.key}, content_hash FROM {table.name} WHERE valid_to IS NULL"
    unchanged = _count(connection, f"DELETE FROM changed WHERE ({table.key}, content_hash) IN ({current})")
    _close(connection, build_id, description, f"{table.key} IN (SELECT {table.key} FROM changed)")
    loaded = _count(
        connection,
        f"INSERT INTO {table.name} BY NAME"
        " SELECT *, ? AS source_file_id, ? AS valid_from FROM changed ORDER BY source_line",
        [source_file_id, build_id],
    )
    return loaded, unchanged


def _withdraw_deleted(connection: duckdb.DuckDBPyConnection, build_id: str, description: SourceDescription) -> int:
    """Close the rows that the file names as withdrawn."""
    return _close(connection, build_id, description, f"{description.core_table.key} IN (SELECT key FROM deleted)")


def _withdraw_missing(connection: duckdb.DuckDBPyConnection, build_id: str, description: SourceDescription) -> int:
    """Close the rows of the source that the file lacks; a row of the file that was refused is not lacking."""
    key = description.core_table.key
    named = f"SELECT {key} FROM staged WHERE {key} IS NOT NULL"
    lacking = f"{key} IN ({_brought(description, 'valid_to IS NULL')}) AND {key} NOT IN ({named})"
    return _close(connection, build_id, description, lacking)


def _brought(description: SourceDescription, condition: str) -> str:
    """SQL for the keys of the rows that came from this source."""
    table = description.core_table
    return (
        f"SELECT {table.key} FROM {table.name} INNER JOIN source_file USING (source_file_id)"
        f" WHERE source_name = {literal(description.name)} AND {condition}"
    )


def _close(connection: duckdb.DuckDBPyConnection, build_id: str, description: SourceDescription, condition: str) -> int:
    """Say of current rows that they end with this build; how many there were."""
    return _count(
        connection,
        f"UPDATE {description.core_table.name} SET valid_to = ? WHERE valid_to IS NULL AND {condition}",
        [build_id],
    )


def _count(connection: duckdb.DuckDBPyConnection, sql: str, parameters: list[object] | None = None) -> int:
    """The one number that a statement gives: of rows that it counted or changed."""
    return int(connection.execute(sql, parameters or []).fetchall()[0][0])
