"""Rejected rows that came again: under the same key, mended in a workbook, or with the same file."""

import duckdb

from etl.contract.vocab import REASON_COLUMNS
from etl.read.frame import LINE, RawTable
from etl.source import SourceDescription
from etl.transform import identifier

_LINE_COLUMN, _LOAD_COLUMN = REASON_COLUMNS[0], REASON_COLUMNS[-1]
_CREATE = """
CREATE OR REPLACE TEMP TABLE row_key (source_line BIGINT, key VARCHAR, is_right BOOLEAN);
CREATE OR REPLACE TEMP TABLE came_again (source_file_id BIGINT, source_line BIGINT);
"""


def forget_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """Begin with a file of which nothing is known."""
    connection.execute(_CREATE)


def note_rows(connection: duckdb.DuckDBPyConnection, description: SourceDescription, table: RawTable) -> None:
    """
    Note the keys of a file's rows, and which rejected rows of earlier loads a workbook of mended rows holds.

    Parameters
    ----------
    connection
        Where the load is at work, with `raw`, `staged` and `fault` filled.
    description
        The source description.
    table
        The table of the file.
    """
    connection.execute(
        f"INSERT INTO row_key SELECT source_line, {description.core_table.key}, source_line NOT IN"
        " (SELECT source_line FROM fault WHERE source_line IS NOT NULL) FROM staged"
    )
    if {_LINE_COLUMN, _LOAD_COLUMN} <= set(table.header):
        load, line = (f"TRY_CAST({identifier(name)} AS BIGINT)" for name in (_LOAD_COLUMN, _LINE_COLUMN))
        connection.execute(
            f"INSERT INTO came_again SELECT {load}, {line} FROM raw WHERE {identifier(LINE)} IS NOT NULL"
        )


def supersede_rejects(connection: duckdb.DuckDBPyConnection, source_file_id: int) -> None:
    """
    Say of rejected rows that came again which load brought them.

    Parameters
    ----------
    connection
        Where the load is at work, with this load in `source_file` and `rejected_record`.
    source_file_id
        Number of this load of the file.

    Notes
    -----
    A row is there again if its key is that of a right row for the same table (and of no row that is refused), or if a
    workbook of mended rows holds it, where it may be refused anew. Where the same file comes once more, what was
    superseded stays so.
    """
    connection.execute(
        "UPDATE rejected_record SET superseded_by = $load FROM source_file AS old, source_file AS new"
        " WHERE superseded_by IS NULL AND old.source_file_id = rejected_record.source_file_id"
        " AND new.source_file_id = $load AND old.source_file_id < $load AND ("
        " (rejected_record.source_file_id, source_line) IN (FROM came_again)"
        " OR old.table_name = new.table_name"
        " AND row_key IN (SELECT key FROM row_key GROUP BY key HAVING bool_and(is_right)))",
        {"load": source_file_id},
    )
    connection.execute(
        "UPDATE rejected_record SET superseded_by = earlier.superseded_by FROM ("
        " SELECT source_line, max(superseded_by) AS superseded_by FROM rejected_record"
        " JOIN source_file AS old USING (source_file_id)"
        " JOIN source_file AS new ON new.sha256 = old.sha256 AND new.file_part = old.file_part"
        " AND new.source_name = old.source_name"
        " WHERE new.source_file_id = $load AND superseded_by < $load AND source_line IS NOT NULL GROUP BY ALL"
        ") AS earlier WHERE rejected_record.source_file_id = $load"
        " AND rejected_record.source_line = earlier.source_line",
        {"load": source_file_id},
    )
