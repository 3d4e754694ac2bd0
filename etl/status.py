"""What the current build holds: read for `moei status`, `moei rejects` and programs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import duckdb

from etl import warehouse
from etl.contract.tables import LOADED_TABLES
from etl.read.frame import Fault
from etl.values.words import SET_ASIDE

_COUNTED_WHOLE = ("sector", "province", "source_file", "rejected_record")
_LAST_LOADS = """
SELECT source_name, any_value(table_name), string_agg(DISTINCT file_name, ', ' ORDER BY file_name), max(loaded_at),
    any_value(cadence), sum(rows_read)::BIGINT, sum(rows_loaded)::BIGINT, sum(rows_rejected)::BIGINT,
    sum(rows_unchanged)::BIGINT
FROM source_file
WHERE source_name <> ''
GROUP BY source_name, build_id
QUALIFY row_number() OVER (PARTITION BY source_name ORDER BY max(source_file_id) DESC) = 1
ORDER BY source_name
"""
_LABEL = "concat_ws(', ', file_name, nullif(file_part, ''))"
_LAST_OF_FILE = f"""
SELECT {_LABEL} AS label, max(source_file_id) AS source_file_id, any_value(file_name) AS file_name
FROM source_file
GROUP BY label
"""
_REJECTS = f"""
SELECT label AS file_name, source_line AS line, source_column AS "column", rule, found, accepted,
    coalesce(raw_row, '') AS raw_row
FROM rejected_record
INNER JOIN ({_LAST_OF_FILE}) USING (source_file_id)
WHERE rule NOT IN {SET_ASIDE} AND superseded_by IS NULL AND $file_name IN ('', file_name, label)
ORDER BY label, source_line NULLS FIRST, source_column, rule
"""
_SIDE_CONFLICTS = """
SELECT 'place' AS thing, place_id AS id, name, country, side, abs(border_offset_km) AS distance_km
FROM place
WHERE valid_to IS NULL AND side_conflict
UNION ALL
SELECT 'compound', compound_id, name, country, side, abs(border_offset_km)
FROM compound
WHERE valid_to IS NULL AND side_conflict
ORDER BY thing DESC, id
"""


@dataclass(frozen=True, kw_only=True)
class SourceStatus:
    """
    One source and its last load: all files that the same build took from it.

    `newest_record_date` is the newest date of its current records that isn't in the future, None if none is dated.
    """

    name: str
    table_name: str
    file_name: str
    loaded_at: datetime
    cadence: str
    rows_read: int
    rows_loaded: int
    rows_rejected: int
    rows_unchanged: int
    newest_record_date: date | None


@dataclass(frozen=True, kw_only=True)
class Status:
    """A build, the current rows of its tables, and its sources."""

    build: warehouse.Build
    tables: dict[str, int]
    sources: tuple[SourceStatus, ...]


@dataclass(frozen=True, kw_only=True)
class SideConflict:
    """A place or a compound whose point falls across the border from its country, `distance_km` from the line."""

    thing: str
    id: str
    name: str
    country: str
    side: str
    distance_km: float


def get_status(build: warehouse.Build) -> Status:
    """
    State of a build.

    Returns
    -------
    Status
        Rows are current rows: those replaced by a corrected file don't count.
    """
    with warehouse.open_read_only(build.path) as connection:
        tables = {table.name: _count(connection, f"{table.name} WHERE valid_to IS NULL") for table in LOADED_TABLES}
        tables |= {name: _count(connection, name) for name in _COUNTED_WHOLE}
        rows = connection.execute(_LAST_LOADS).fetchall()
        newest = _newest_dates(connection)
    sources = tuple(
        SourceStatus(
            name=name,
            table_name=table_name,
            file_name=file_name,
            loaded_at=loaded_at.replace(tzinfo=UTC),
            cadence=cadence,
            rows_read=read,
            rows_loaded=loaded,
            rows_rejected=rejected,
            rows_unchanged=unchanged,
            newest_record_date=newest.get(name),
        )
        for name, table_name, file_name, loaded_at, cadence, read, loaded, rejected, unchanged in rows
    )
    return Status(build=build, tables=tables, sources=sources)


def list_rejects(build: warehouse.Build, *, file_name: str = "") -> list[tuple[str, Fault]]:
    """
    Everything that is refused of the files as they last came, but for rows that came again and were right.

    Parameters
    ----------
    build
        The build to ask.
    file_name
        Name of a file, with its sheet or without; empty for all.

    Returns
    -------
    list of (str, Fault)
        Each fault with the name of its file, by file and line.

    Raises
    ------
    LookupError
        If no file of that name was ever loaded; the message names those that were.
    """
    loads = last_loads(build)
    if file_name and file_name not in {name for label in loads for name in (label, label.split(", ")[0])}:
        raise LookupError(f"no file called {file_name!r} was loaded; accepted: {', '.join(loads) or 'none yet'}")
    return [(str(row.pop("file_name")), Fault(**row)) for row in _rows(build, _REJECTS, file_name=file_name)]


def last_loads(build: warehouse.Build) -> dict[str, int]:
    """Each file, with its sheet or member -> number of its last load, by name."""
    return {row["label"]: row["source_file_id"] for row in _rows(build, f"{_LAST_OF_FILE} ORDER BY label")}


def list_side_conflicts(build: warehouse.Build) -> list[SideConflict]:
    """Places, then compounds, whose point falls across the border from their country, by id."""
    return [SideConflict(**row) for row in _rows(build, _SIDE_CONFLICTS)]


def table_hashes(build: warehouse.Build) -> dict[str, str]:
    """
    Fingerprint of what each table's current rows say, whatever build or load brought them.

    Two builds with equal hashes show the same facts.
    """
    with warehouse.open_read_only(build.path) as connection:
        return {table.name: _hash(connection, table.name, table.key) for table in LOADED_TABLES}


def as_json(status: Status) -> dict[str, Any]:
    """The status as `moei status --json` prints it: dates as ISO 8601 text, numbers as numbers."""
    build = status.build
    return {
        "build_id": build.build_id,
        "built_at": build.built_at.isoformat(timespec="seconds"),
        "as_of_date": _iso(build.as_of_date),
        "path": str(build.path),
        "is_synthetic": build.is_synthetic,
        "tables": status.tables,
        "sources": [
            {
                "name": source.name,
                "rows_read": source.rows_read,
                "rows_loaded": source.rows_loaded,
                "rows_rejected": source.rows_rejected,
                "rows_unchanged": source.rows_unchanged,
                "newest_record_date": _iso(source.newest_record_date),
            }
            for source in status.sources
        ],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _rows(build: warehouse.Build, sql: str, **parameters: object) -> list[dict[str, Any]]:
    """What a query finds, each row by column name."""
    with warehouse.open_read_only(build.path) as connection:
        cursor = connection.execute(sql, parameters)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _count(connection: duckdb.DuckDBPyConnection, rows: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {rows}").fetchall()[0][0])


def _newest_dates(connection: duckdb.DuckDBPyConnection) -> dict[str, date]:
    """Source -> newest event date of its current records, up to the build's own date."""
    return dict(
        connection.execute(
            "SELECT source_name, max(event_date) FROM record INNER JOIN source_file USING (source_file_id)"
            " WHERE event_date <= (SELECT as_of_date FROM build) GROUP BY source_name ORDER BY source_name"
        ).fetchall()
    )


def _hash(connection: duckdb.DuckDBPyConnection, table: str, key: str) -> str:
    sql = f"SELECT md5(string_agg(content_hash, '' ORDER BY {key})) FROM {table} WHERE valid_to IS NULL"
    return str(connection.execute(sql).fetchall()[0][0] or "")
