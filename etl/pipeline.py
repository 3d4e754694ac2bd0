"""A load: read each file, keep what is right, say why the rest isn't, place it, check it, publish it."""

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from etl import audit, intake, reject, transform, warehouse
from etl.account import file_result, log_file
from etl.contract.ddl import contract_hash, create_statements
from etl.contract.tables import LOADED_TABLES
from etl.contract.vocab import KINDS, REASON_COLUMNS
from etl.decided import fill_decided_groups
from etl.decisions import Decision, read_decisions
from etl.derived import make_derived, make_marts, make_record
from etl.history import Changes, keep_changes, take_deletions
from etl.intake import Intake
from etl.place import place_records
from etl.read.frame import LINE, Fault, RawTable
from etl.reference import Reference, read_reference
from etl.repeat import Known, fingerprint
from etl.results import EmptyLoadError, FileResult, LoadResult, OverLimitError
from etl.source import SourceDescription, list_descriptions
from etl.superseded import forget_rows, note_rows
from etl.values.convert import create_mended_table, read_values

BUNDLED = warehouse.PROJECT / "data" / "raw" / "open_source"
_SQL = Path(__file__).parent / "sql"
_NEWEST = "SELECT max(event_date) FROM record WHERE event_date <= $today"
"""SQL for the newest event date that isn't in the future."""


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
    on_file: Callable[[Path], None] = lambda _: None,
    on_step: Callable[[str], None] = lambda _: None,
) -> LoadResult:
    """
    Load files into a new build that starts from the current one, and apply what people decided.

    Parameters
    ----------
    moei_home
        Home of builds and raw files.
    paths
        Files to load; a table's file is loaded after those that it refers to. Of none the new build differs by the
        decisions alone.
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
    on_step
        Called with what is being done, in words, each time that it changes; from another thread too.

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
        If no source description has the name given, or a reference file is missing or broken, or the file of
        decisions is broken.
    """
    descriptions = intake.chosen_descriptions(source_name, moei_home)
    reference = functools.cache(read_reference)
    with warehouse.writing(moei_home, wait_seconds=wait_seconds), warehouse.scratch_folder(moei_home) as scratch:
        decisions = read_decisions(moei_home)
        raw = scratch if is_dry_run else moei_home / "raw"
        on_step("copying the files")
        inputs = [given for path in paths for given in intake.read_file(path, descriptions, raw, scratch)]
        build_id = warehouse.new_build_id()
        partial, has_history = warehouse.start_build(moei_home, build_id)
        lost_build_id = None if has_history else warehouse.current_build_id(moei_home)
        try:
            with warehouse.open_for_writing(partial, scratch) as connection:
                if not has_history:
                    _create(connection)
                    inputs = intake.kept_files(moei_home, scratch) + inputs
                known = Known(connection, fingerprint(moei_home, _thai_today()))
                files: list[FileResult] = []
                for given in sorted(inputs, key=intake.table_order):
                    on_file(given.path)
                    files.append(_load_file(connection, build_id, given, reference, known, on_step))
                if any(file.is_over_limit for file in files):
                    raise OverLimitError(files)
                if not has_history and not any(file.rows_loaded for file in files):
                    raise EmptyLoadError(files)
                on_step("placing the records")
                if not inputs:
                    as_of = as_of or _as_of(connection)
                is_same = inputs and known.is_current and not decisions and not any(map(_has_changed, files))
                notes = (
                    ()
                    if is_same and _renew(connection, build_id, as_of)
                    else _finish(connection, build_id, as_of, reference(), decisions)
                )
                known.write()
            if not is_dry_run:
                notes += _tell(moei_home, build_id, files)
            build = None if is_dry_run else warehouse.publish(moei_home, build_id, partial)
        finally:
            warehouse.drop_partial(partial)
    return LoadResult(files=tuple(files), build=build, lost_build_id=lost_build_id, notes=notes)


def _tell(moei_home: Path, build_id: str, files: Sequence[FileResult]) -> tuple[str, ...]:
    """Tell a load in the audit, before anybody can see it; a note where that can't be done, for it stops no load."""
    try:
        audit.add_entry(moei_home, "load", None, {"build_id": build_id, "files": len(files), **_row_counts(files)})
    except (OSError, ValueError) as error:
        return (f"the audit could not be told of this load: {error}",)
    return ()


def _row_counts(files: Sequence[FileResult]) -> dict[str, int]:
    """What became of the rows of all files."""
    return {
        name: sum(getattr(file, f"rows_{name}") for file in files)
        for name in ("read", "loaded", "rejected", "unchanged", "withdrawn")
    }


def apply_decisions(moei_home: Path, *, wait_seconds: float = 60.0) -> LoadResult:
    """
    Make a new build of the current one's records, with the decisions as they are now; its windows end as they did.

    Raises
    ------
    etl.warehouse.HomeLockedError
        If a load is still at work.
    etl.results.EmptyLoadError
        If there is no build.
    ValueError
        If the file of decisions is broken.
    """
    return load(moei_home, (), wait_seconds=wait_seconds)


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    """Tables and vocabulary of an empty build."""
    for statement in create_statements():
        connection.execute(statement)
    connection.executemany("INSERT INTO record_kind VALUES (?, ?, ?, ?, ?)", [list(kind) for kind in KINDS])


def _load_file(
    connection: duckdb.DuckDBPyConnection,
    build_id: str,
    given: Intake,
    reference: Callable[[], Reference],
    known: Known,
    on_step: Callable[[str], None],
) -> FileResult:
    """Bring one file's right rows into their table, and keep account of every row."""
    reject.create_fault_table(connection)
    create_mended_table(connection)
    forget_rows(connection)
    table, description = given.table, given.description
    table.on_rows = lambda rows: on_step(f"{rows:,} rows read")
    source_file_id = _scalar(connection, "SELECT coalesce(max(source_file_id), 0) + 1 FROM source_file")
    changes = Changes()
    unchanged = known.recall(given)
    if unchanged is not None:
        changes = Changes(rows_unchanged=unchanged)
    elif description is None or table.is_refused:
        table.drain()
    else:
        _stage(connection, table, description)
    _insert_faults(connection, [f for f in table.faults if f.line is None or not table.is_refused])
    if unchanged is None and description is not None and not table.is_refused:
        on_step(f"checking {table.rows_read:,} rows")
        changes = _take_in(connection, build_id, description, table, source_file_id, reference())
    result = file_result(connection, given, changes)
    log_file(connection, build_id, given, result, source_file_id)
    known.add(source_file_id, given, result)
    return result


def _has_changed(file: FileResult) -> bool:
    """Whether a file changed any row of a core table."""
    return bool(file.rows_loaded or file.rows_withdrawn)


def _take_in(
    connection: duckdb.DuckDBPyConnection,
    build_id: str,
    description: SourceDescription,
    table: RawTable,
    source_file_id: int,
    reference: Reference,
) -> Changes:
    """Read and check the staged rows, keep those that are right, and withdraw what the file withdraws."""
    # A row that could not be read may be any row, and a workbook of mended rows holds some rows only.
    is_whole_list = not table.faults and not set(REASON_COLUMNS) & set(table.header)
    read_values(connection, description, provinces=reference.provinces, today=_thai_today())
    take_deletions(connection, description)
    reject.find_faults(connection, description)
    table.faults += reject.limit_faults(connection, description, table.rows_read)
    changes = Changes()
    if not table.is_refused:
        changes = keep_changes(connection, build_id, description, source_file_id, is_whole_list=is_whole_list)
    reject.add_raw_rows(connection)
    note_rows(connection, description, table)
    return changes


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


def _finish(
    connection: duckdb.DuckDBPyConnection,
    build_id: str,
    as_of: date | None,
    reference: Reference,
    decisions: Sequence[Decision],
) -> tuple[str, ...]:
    """Place and group the records, make what is read from them, describe the build and check it; notes to tell."""
    _fill(connection, "sector", reference.sector_table.rows)
    _fill(connection, "province", reference.province_rows)
    place_records(connection, reference)
    connection.execute("DELETE FROM decided_group")
    if decisions:
        make_record(connection)
    notes = fill_decided_groups(connection, decisions)
    make_derived(connection)
    connection.execute("DELETE FROM build")
    connection.execute(
        f"INSERT INTO build SELECT $build_id, $built_at, coalesce($as_of, ({_NEWEST})), $contract_hash,"
        " (SELECT coalesce(bool_or(is_synthetic), false) FROM record)",
        {
            "build_id": build_id,
            "built_at": _utc_now(),
            "as_of": as_of,
            "today": _utc_now().date(),
            "contract_hash": contract_hash(),
        },
    )
    make_marts(connection)
    _check(connection)
    return notes


def _renew(connection: duckdb.DuckDBPyConnection, build_id: str, as_of: date | None) -> bool:
    """
    Make a build of which no row changed a new build; whether that could be, for all else in it is as it would be made.

    Notes
    -----
    It could not where decisions were applied, which may be gone, or where its windows end on another day.
    """
    [[is_same]] = connection.execute(
        f"SELECT bool_and(as_of_date IS NOT DISTINCT FROM coalesce($as_of, ({_NEWEST})))"
        " AND NOT EXISTS (FROM decided_group) FROM build",
        {"as_of": as_of, "today": _utc_now().date()},
    ).fetchall()
    if is_same:
        connection.execute("UPDATE build SET build_id = ?, built_at = ?", [build_id, _utc_now()])
        _run_check(connection, _SQL / "check" / "account.sql")
    return bool(is_same)


def _as_of(connection: duckdb.DuckDBPyConnection) -> date | None:
    """Date on which the windows of the build that was started from end."""
    rows = connection.execute("SELECT as_of_date FROM build").fetchall()
    return rows[0][0] if rows else None


def _fill(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[dict[str, object]]) -> None:
    """Put these rows in a table of reference geography, in place of what it holds."""
    names = dict.fromkeys(name for row in rows for name in row)
    connection.register("given", pa.table({name: [row.get(name) for row in rows] for name in names}))
    connection.execute(f"DELETE FROM {table}")
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM given")
    connection.unregister("given")


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
        _run_check(connection, path)


def _run_check(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Run one check."""
    found = connection.execute(path.read_text(encoding="utf-8")).fetchall()
    if found:
        raise RuntimeError(f"check {path.stem} failed: {found[:5]}")


def _scalar(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    """The one number that a query gives."""
    return int(connection.execute(sql).fetchall()[0][0])


def _thai_today() -> date:
    """Today in Thailand."""
    return datetime.now(ZoneInfo("Asia/Bangkok")).date()


def _utc_now() -> datetime:
    """Now in UTC, as the store keeps instants: without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)
