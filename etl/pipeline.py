"""A load: read each file, keep what is right, say why the rest isn't, place it, check it, publish it."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from etl import intake, reject, transform, warehouse
from etl.contract.ddl import contract_hash, create_statements
from etl.contract.tables import LOADED_TABLES
from etl.contract.vocab import KINDS
from etl.intake import Intake
from etl.place import place_records
from etl.read.frame import LINE, Fault, RawTable
from etl.reference import read_border_lines
from etl.source import SourceDescription, list_descriptions
from etl.values.convert import read_values, value_notes
from etl.values.words import SET_ASIDE
from geo.borderline import BorderLines

BUNDLED = warehouse.PROJECT / "data" / "raw" / "open_source"
_SQL = Path(__file__).parent / "sql"
_VIEWS = ("record", "event", "people")


@dataclass(frozen=True, kw_only=True)
class FileResult:
    """
    What became of one file.

    Attributes
    ----------
    file_name, file_part, source_name, table_name
        The file, which of its tables (empty if it is one), the description that it was read with (empty if none
        fits) and the table that it feeds.
    rows_read, rows_loaded, rows_rejected, rows_unchanged
        Rows read = loaded + rejected + unchanged.
    faults
        Every fault of every rejected row, in the order of the file; rows set aside have none, and a note tells of them.
    notes
        What a person should know beyond that.
    """

    file_name: str
    source_name: str
    table_name: str
    rows_read: int
    rows_loaded: int
    rows_rejected: int
    rows_unchanged: int
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()
    file_part: str = ""

    @property
    def label(self) -> str:
        """The file and its part, as a person calls them."""
        return f"{self.file_name}, {self.file_part}" if self.file_part else self.file_name

    @property
    def is_refused(self) -> bool:
        """Whether the file as a whole was refused."""
        return any(fault.line is None for fault in self.faults)

    @property
    def is_over_limit(self) -> bool:
        """Whether the file was refused because too many of its rows were."""
        return any(fault.rule == reject.OVER_LIMIT for fault in self.faults)


class EmptyLoadError(ValueError):
    """Nothing could be loaded and there is no earlier build: there is nothing to publish. `files` say why."""

    def __init__(self, files: Iterable[FileResult]) -> None:
        super().__init__("Nothing could be loaded and there is no earlier build, so no build was made.")
        self.files = tuple(files)


class OverLimitError(EmptyLoadError):
    """So many rows of a file were refused that it was refused whole, and no build was made. `files` say why."""

    def __init__(self, files: Iterable[FileResult]) -> None:
        super().__init__(files)
        names = ", ".join(file.file_name for file in self.files if file.is_over_limit)
        self.args = (f"Too many rows of {names} were refused, so nothing was published; the last build stands.",)


@dataclass(frozen=True)
class LoadResult:
    """
    The files of one load, and the build that it made (None for a dry run).

    `lost_build_id` names the build that was current and could not be carried on; the new one was made from the files
    that raw/ keeps of the newest build that can be read.
    """

    files: tuple[FileResult, ...]
    build: warehouse.Build | None
    lost_build_id: str | None = None

    @property
    def has_rejects(self) -> bool:
        """Whether any row or file was refused."""
        return any(file.faults for file in self.files)


def bundled_files() -> list[Path]:
    """The bundled files, one for each description that names one, whether they are there or not."""
    return [BUNDLED / description.file for description in list_descriptions() if description.file]


def load(
    moei_home: Path,
    paths: Iterable[Path],
    *,
    source_name: str | None = None,
    as_of: date | None = None,
    is_dry_run: bool = False,
    wait_seconds: float = 60.0,
    on_file: Callable[[Path], None] | None = None,
) -> LoadResult:
    """
    Load files into a new build that starts from the current one.

    Parameters
    ----------
    moei_home
        Home of builds and raw files.
    paths
        Files to load; a table's file is loaded after those that it refers to.
    source_name
        Name of the source description to read them with; by default each file's header tells.
    as_of
        Date on which windows of the build end; by default its newest event date that isn't in the future.
    is_dry_run
        Whether to throw the build away instead of publishing it.
    wait_seconds
        How long to wait for another load to finish.
    on_file
        Called with each file before it is loaded.

    Returns
    -------
    LoadResult

    Raises
    ------
    etl.warehouse.HomeLockedError
        If another load is still at work.
    EmptyLoadError
        If nothing could be loaded and there is no earlier build.
    OverLimitError
        If more rows of a file were refused than its source allows.
    ValueError
        If no source description has the name given, or a reference file is missing or broken.
    """
    descriptions = intake.chosen_descriptions(source_name, moei_home)
    lines = read_border_lines()
    with warehouse.writing(moei_home, wait_seconds=wait_seconds), warehouse.scratch_folder(moei_home) as scratch:
        raw = scratch if is_dry_run else moei_home / "raw"
        inputs = [given for path in paths for given in intake.read_file(path, descriptions, raw, scratch)]
        build_id = warehouse.new_build_id()
        partial, has_history = warehouse.start_build(moei_home, build_id)
        lost_build_id = None if has_history else warehouse.current_build_id(moei_home)
        try:
            with warehouse.open_for_writing(partial, scratch) as connection:
                if not has_history:
                    _create(connection)
                    inputs = intake.kept_files(moei_home, scratch) + inputs
                files: list[FileResult] = []
                for given in sorted(inputs, key=intake.table_order):
                    if on_file is not None:
                        on_file(given.path)
                    files.append(_load_file(connection, build_id, given))
                if any(file.is_over_limit for file in files):
                    raise OverLimitError(files)
                if not has_history and not any(file.rows_loaded for file in files):
                    raise EmptyLoadError(files)
                _finish(connection, build_id, as_of, lines)
            build = None if is_dry_run else warehouse.publish(moei_home, build_id, partial)
        finally:
            partial.unlink(missing_ok=True)
    return LoadResult(files=tuple(files), build=build, lost_build_id=lost_build_id)


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    """Tables and vocabulary of an empty build."""
    for statement in create_statements():
        connection.execute(statement)
    connection.executemany("INSERT INTO record_kind VALUES (?, ?, ?, ?, ?)", [list(kind) for kind in KINDS])


def _load_file(connection: duckdb.DuckDBPyConnection, build_id: str, given: Intake) -> FileResult:
    """Bring one file's right rows into their table, and keep account of every row."""
    reject.create_fault_table(connection)
    table, description = given.table, given.description
    source_file_id = _scalar(connection, "SELECT coalesce(max(source_file_id), 0) + 1 FROM source_file")
    if description is None or table.is_refused:
        table.drain()
    else:
        _stage(connection, table, description)
    _insert_faults(connection, [f for f in table.faults if f.line is None or not table.is_refused])
    loaded = unchanged = 0
    if description is not None and not table.is_refused:
        loaded, unchanged = _take_in(connection, build_id, description, table, source_file_id)
    result = _account(connection, given, loaded=loaded, unchanged=unchanged)
    _log(connection, build_id, given, result, source_file_id)
    return result


def _take_in(
    connection: duckdb.DuckDBPyConnection,
    build_id: str,
    description: SourceDescription,
    table: RawTable,
    source_file_id: int,
) -> tuple[int, int]:
    """Read and check the staged rows, and keep those that are right; how many were loaded and unchanged."""
    read_values(connection, description, today=_thai_today())
    reject.find_faults(connection, description)
    table.faults += reject.limit_faults(connection, description, table.rows_read)
    counts = (0, 0) if table.is_refused else _upsert(connection, build_id, description, source_file_id)
    reject.add_raw_rows(connection)
    return counts


def _insert_faults(connection: duckdb.DuckDBPyConnection, faults: list[Fault]) -> None:
    """The reader's faults, before the rules add theirs."""
    if faults:
        connection.register("read_fault", pa.Table.from_pylist([asdict(fault) for fault in faults]))
        connection.execute('INSERT INTO fault SELECT line, "column", rule, found, accepted, raw_row FROM read_fault')
        connection.unregister("read_fault")


def _stage(connection: duckdb.DuckDBPyConnection, table: RawTable, description: SourceDescription) -> None:
    """The table's rows as they are (`raw`), and as trimmed text, fields for columns (`staged`)."""
    connection.register("arriving", table.reader())
    connection.execute("CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM arriving")
    connection.unregister("arriving")
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE staged AS SELECT {transform.text_columns(description)},"
        f" {transform.identifier(LINE)} AS source_line FROM raw"
    )


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
    unchanged = _execute(connection, f"DELETE FROM changed WHERE ({table.key}, content_hash) IN ({current})")
    connection.execute(
        f"UPDATE {table.name} SET valid_to = ? WHERE valid_to IS NULL"
        f" AND {table.key} IN (SELECT {table.key} FROM changed)",
        [build_id],
    )
    loaded = _execute(
        connection,
        f"INSERT INTO {table.name} BY NAME"
        " SELECT *, ? AS source_file_id, ? AS valid_from FROM changed ORDER BY source_line",
        [source_file_id, build_id],
    )
    return loaded, unchanged


def _account(connection: duckdb.DuckDBPyConnection, given: Intake, *, loaded: int, unchanged: int) -> FileResult:
    """What became of every row of a file."""
    rows = connection.execute(
        "SELECT DISTINCT source_line, source_column, rule, found, accepted, raw_row FROM fault"
        f" WHERE rule NOT IN {SET_ASIDE} ORDER BY source_line NULLS FIRST, source_column, rule, found"
    ).fetchall()
    lines = _scalar(connection, "SELECT count(DISTINCT source_line) FROM fault")
    faults = tuple(
        Fault(line=line, column=column, rule=rule, found=found, accepted=accepted, raw_row=raw_row)
        for line, column, rule, found, accepted, raw_row in rows
    )
    is_refused = given.table.is_refused
    described = given.description
    unread = [] if described is None or is_refused else described.unread(given.table.header)
    return FileResult(
        file_name=given.path.name,
        file_part=given.table.name,
        source_name="" if described is None else described.name,
        table_name="" if described is None else described.table,
        rows_read=given.table.rows_read,
        rows_loaded=loaded,
        rows_rejected=given.table.rows_read if is_refused else lines,
        rows_unchanged=unchanged,
        faults=faults,
        notes=(
            *given.table.notes,
            *(f"column {name!r} is not read: its source description doesn't name it" for name in dict.fromkeys(unread)),
            *([] if described is None or is_refused else [*_source_notes(described), *value_notes(connection)]),
        ),
    )


def _source_notes(description: SourceDescription) -> list[str]:
    """Which description a file was read with; the bundled files are known."""
    return [] if description.file else [f"read as {description.name}: {description.title}"]


def _log(
    connection: duckdb.DuckDBPyConnection, build_id: str, given: Intake, result: FileResult, source_file_id: int
) -> None:
    """Write the account of a file, and its rejects, into the build."""
    described = given.description
    connection.execute(
        "INSERT INTO source_file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            source_file_id,
            result.source_name,
            result.table_name,
            result.file_name,
            result.file_part,
            given.sha256,
            given.file_bytes,
            _utc_now(),
            build_id,
            None if described is None else described.cadence,
            None if described is None else described.licence,
            result.rows_read,
            result.rows_loaded,
            result.rows_rejected,
            result.rows_unchanged,
        ],
    )
    connection.execute(
        "INSERT INTO rejected_record SELECT DISTINCT ?, source_line, source_column, rule, found, accepted, raw_row"
        " FROM fault ORDER BY ALL",
        [source_file_id],
    )


def _finish(connection: duckdb.DuckDBPyConnection, build_id: str, as_of: date | None, lines: BorderLines) -> None:
    """Place the records, make the views, describe the build, and check it."""
    place_records(connection, lines)
    for view in _VIEWS:
        connection.execute((_SQL / "core" / f"{view}.sql").read_text(encoding="utf-8"))
    newest = "(SELECT max(event_date) FROM record WHERE event_date <= $today)"
    connection.execute("DELETE FROM build")
    connection.execute(
        f"INSERT INTO build SELECT $build_id, $built_at, coalesce($as_of, {newest}), $contract_hash,"
        " (SELECT coalesce(bool_or(is_synthetic), false) FROM record)",
        {
            "build_id": build_id,
            "built_at": _utc_now(),
            "as_of": as_of,
            "today": _utc_now().date(),
            "contract_hash": contract_hash(),
        },
    )
    _check(connection)


def _check(connection: duckdb.DuckDBPyConnection) -> None:
    """Run every check; each selects what must not be."""
    for table in LOADED_TABLES:
        repeated = _scalar(
            connection,
            f"SELECT count(*) - count(DISTINCT {table.key}) FROM {table.name} WHERE valid_to IS NULL",
        )
        if repeated:
            raise RuntimeError(f"check failed: {repeated} keys of {table.name} are not unique")
    for path in sorted((_SQL / "check").glob("*.sql")):
        found = connection.execute(path.read_text(encoding="utf-8")).fetchall()
        if found:
            raise RuntimeError(f"check {path.stem} failed: {found[:5]}")


def _execute(connection: duckdb.DuckDBPyConnection, sql: str, parameters: list[object] | None = None) -> int:
    """Run a statement that changes rows; how many it changed."""
    return int(connection.execute(sql, parameters or []).fetchall()[0][0])


def _scalar(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    """The one number that a query gives."""
    return int(connection.execute(sql).fetchall()[0][0])


def _thai_today() -> date:
    """Today in Thailand."""
    return datetime.now(ZoneInfo("Asia/Bangkok")).date()


def _utc_now() -> datetime:
    """Now in UTC, as the store keeps instants: without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)
