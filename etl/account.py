"""The account of a file: every row of it was loaded, rejected or unchanged, and the build keeps the account."""

from datetime import UTC, datetime

import duckdb

from etl.history import Changes
from etl.intake import Intake
from etl.read.frame import Fault
from etl.results import FileResult
from etl.superseded import supersede_rejects
from etl.values.convert import value_notes
from etl.values.words import SET_ASIDE


def file_result(connection: duckdb.DuckDBPyConnection, given: Intake, changes: Changes) -> FileResult:
    """
    What became of every row of a file.

    Parameters
    ----------
    connection
        A writer's connection to the build in the making, with `fault` and `mended` of this file.
    given
        The file, read to its end.
    changes
        What it changed.

    Returns
    -------
    FileResult
    """
    rows = connection.execute(
        "SELECT DISTINCT source_line, source_column, rule, found, accepted, raw_row FROM fault"
        f" WHERE rule NOT IN {SET_ASIDE} ORDER BY source_line NULLS FIRST, source_column, rule, found"
    ).fetchall()
    [[lines]] = connection.execute("SELECT count(DISTINCT source_line) FROM fault").fetchall()
    return FileResult(
        file_name=given.path.name,
        file_part=given.table.name,
        source_name="" if given.description is None else given.description.name,
        table_name="" if given.description is None else given.description.table,
        rows_read=given.table.rows_read,
        rows_loaded=changes.rows_loaded,
        rows_rejected=given.table.rows_read if given.table.is_refused else lines,
        rows_unchanged=changes.rows_unchanged,
        rows_withdrawn=changes.rows_withdrawn,
        faults=tuple(Fault(**dict(zip(_FAULT, row, strict=True))) for row in rows),
        notes=(*given.table.notes, *_header_notes(given), *_value_notes(connection, given), *changes.notes),
    )


_FAULT = ("line", "column", "rule", "found", "accepted", "raw_row")


def _header_notes(given: Intake) -> list[str]:
    """Columns that nothing reads."""
    if given.description is None or given.table.is_refused:
        return []
    unread = given.description.unread(given.table.header)
    return [f"column {name!r} is not read: its source description doesn't name it" for name in dict.fromkeys(unread)]


def _value_notes(connection: duckdb.DuckDBPyConnection, given: Intake) -> list[str]:
    """Which description a file was read with (the bundled files are known), and what was mended."""
    if given.description is None or given.table.is_refused:
        return []
    taken = [] if given.description.file else [f"read as {given.description.name}: {given.description.title}"]
    return [*taken, *value_notes(connection)]


def log_file(
    connection: duckdb.DuckDBPyConnection, build_id: str, given: Intake, result: FileResult, source_file_id: int
) -> None:
    """
    Write the account of a file, and its rejects, into the build.

    Parameters
    ----------
    connection
        A writer's connection to the build in the making, with `fault` and `row_key` of this file.
    build_id
        Id of the build.
    given, result
        The file, and what became of it.
    source_file_id
        Number of this load of the file.
    """
    described = given.description
    row = {
        "source_file_id": source_file_id,
        "source_name": result.source_name,
        "table_name": result.table_name,
        "file_name": result.file_name,
        "file_part": result.file_part,
        "sha256": given.sha256,
        "file_bytes": given.file_bytes,
        "loaded_at": datetime.now(UTC).replace(tzinfo=None),
        "build_id": build_id,
        "cadence": None if described is None else described.cadence,
        "licence": None if described is None else described.licence,
    }
    row |= {name: getattr(result, name) for name in _COUNTS}
    values = ", ".join(f"${name} AS {name}" for name in row)
    connection.execute(f"INSERT INTO source_file BY NAME SELECT {values}", row)
    connection.execute(
        "INSERT INTO rejected_record BY NAME SELECT DISTINCT ? AS source_file_id, source_line, source_column, rule,"
        " found, accepted, raw_row, key AS row_key FROM fault LEFT JOIN row_key USING (source_line) ORDER BY ALL",
        [source_file_id],
    )
    supersede_rejects(connection, source_file_id)


_COUNTS = ("rows_read", "rows_loaded", "rows_rejected", "rows_unchanged", "rows_withdrawn")
