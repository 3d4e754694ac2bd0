"""`moei load`: files into a new build."""

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click
import duckdb
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Column

from etl import mend, pipeline, warehouse
from etl.commands.watch_files import watch_files
from etl.commands.words import COUNTS, count_columns, fault_words, plain, print_plain, table
from etl.read.formats import SUFFIXES
from etl.results import EmptyLoadError, FileResult, LoadResult

_REJECTS_SHOWN = 10
_ISO_DATE = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--source", metavar="NAME", help="Read the files as this source, instead of telling by their headers.")
@click.option("--as-of", type=_ISO_DATE, metavar="DATE", help="End every window on this day (YYYY-MM-DD).")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and publish nothing.")
@click.option(
    "--strict", is_flag=True, help="Exit with 1 if anything was rejected. What is right is loaded all the same."
)
@click.option("--if-no-build", is_flag=True, help="Do nothing if there is a build already.")
@click.option(
    "--rejects", type=click.Path(path_type=Path), metavar="FILE.xlsx", help="Write the rows that are refused, to mend."
)
@click.option(
    "--watch",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Load files as they arrive in a folder, until stopped with Ctrl+C.",
)
@click.option(
    "--wait",
    default=60.0,
    show_default=True,
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="How long to wait for another load.",
)
def load(
    paths: tuple[Path, ...],
    source: str | None,
    as_of: datetime | None,
    dry_run: bool,
    strict: bool,
    if_no_build: bool,
    rejects: Path | None,
    watch: Path | None,
    wait: float,
) -> None:
    """
    Load files, or folders of files, into a new build; without PATHS, the bundled records.

    A new build starts from the current one: rows that are the same change nothing, corrected rows replace the old.
    Every row is loaded, rejected with a reason, or unchanged.

    \b
    Examples:
      moei load
      moei load incidents.csv rescues.xlsx
      moei load folder/ --dry-run
      moei load incidents.csv --rejects to-mend.xlsx
      moei load --watch arriving/
    """
    home = warehouse.home()
    if watch is not None:
        if paths or dry_run or if_no_build or rejects:
            raise click.UsageError("--watch takes a folder alone: no PATHS, --dry-run, --if-no-build or --rejects.")
        watch_files(home, watch, source_name=source)
        return
    if if_no_build and _has_build(home):
        return
    if rejects is not None and rejects.suffix.lower() != ".xlsx":
        raise click.UsageError(f"--rejects takes a file that ends in .xlsx: found {rejects.name!r}.")
    console = Console()
    try:
        result = _load(home, _files(paths), console, source, as_of, is_dry_run=dry_run, wait_seconds=wait)
    except EmptyLoadError as error:
        _print_files(console, error.files, are_kept=False)
        _write_rejects(console, error.files, rejects)
        raise click.ClickException(str(error)) from error
    except (warehouse.HomeLockedError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    except (OSError, duckdb.Error) as error:
        if not _is_of_the_machine(error):
            raise
        stands = " The last good build is still current." if warehouse.current_build_id(home) else ""
        raise click.ClickException(f"The load stopped: {error}.{stands}") from error
    _print_load(console, result)
    _write_rejects(console, result.files, rejects)
    if strict and result.has_rejects:
        sys.exit(1)


def _load(
    home: Path,
    files: list[Path],
    console: Console,
    source: str | None,
    as_of: datetime | None,
    *,
    is_dry_run: bool,
    wait_seconds: float,
) -> LoadResult:
    """Load with a bar that shows how far it is: how many files are done, and what is done with the one at hand."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    with bar as progress:
        # One file has no share that is done: its bar runs to and fro, and the words and the clock tell.
        task = progress.add_task("Loading", total=len(files) if len(files) > 1 else None, completed=-1)
        names = {"file": "Loading", "step": ""}

        def show(**changed: str) -> None:
            names.update(changed)
            progress.update(task, description=": ".join(filter(None, names.values())))

        def next_file(path: Path) -> None:
            progress.advance(task)
            show(file=f"Loading {_shown(path.name)}", step="")

        return pipeline.load(
            home,
            files,
            source_name=source,
            as_of=None if as_of is None else as_of.date(),
            is_dry_run=is_dry_run,
            wait_seconds=wait_seconds,
            on_file=next_file,
            on_step=lambda words: show(step=words),
        )


def _shown(name: str) -> str:
    """A file's name for the bar: never read as markup, and no control character reaches the terminal."""
    return escape(plain(name).plain)


def _is_of_the_machine(error: OSError | duckdb.Error) -> bool:
    """Whether an error is the disk's or the memory's; DuckDB has another name for a disk that is full at a commit."""
    if isinstance(error, OSError | duckdb.IOException | duckdb.OutOfMemoryException):
        return True
    return any(words in str(error) for words in ("Could not write file", "Could not sync file", "Could not truncate"))


def _has_build(home: Path) -> bool:
    try:
        warehouse.current_build(home)
    except warehouse.NoBuildError:
        return False
    return True


def _files(paths: Iterable[Path]) -> list[Path]:
    """The files meant: a folder stands for its files of a kind that can be read, nothing for the bundled ones."""
    files: list[Path] = []
    for path in paths:
        found = _folder_files(path) if path.is_dir() else [path]
        if not found:
            raise click.UsageError(f"The folder {path} holds no file that can be read: {', '.join(SUFFIXES)}.")
        files += found
    return files or pipeline.bundled_files()


def _folder_files(folder: Path) -> list[Path]:
    """Files of a folder that can be read, by their endings; not those that an open office program puts beside them."""
    files = (path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    return sorted(path for path in files if path.suffix.lower() in SUFFIXES)


def _print_load(console: Console, result: LoadResult) -> None:
    """What became of every file, then the build."""
    _print_files(console, result.files, are_kept=result.build is not None)
    if result.lost_build_id is not None:
        lost = f"note: the build {result.lost_build_id} can't be carried on"
        print_plain(console, f"{lost}. The files above are all that the new one holds; load again what is missing.")
    for note in result.notes:
        print_plain(console, f"note: {note}")
    if result.build is None:
        print_plain(console, "Dry run: nothing was published.")
    else:
        as_of = result.build.as_of_date
        print_plain(console, f"Build {result.build.build_id} is current, records to {as_of or 'no known date'}.")


def _print_files(console: Console, files: tuple[FileResult, ...], *, are_kept: bool) -> None:
    """What became of every row, then the first rejects in words, then what a person should know."""
    rows = table(*(Column(name, overflow="fold") for name in ("file", "table")), *count_columns())
    for file in files:
        counts = (file.rows_read, file.rows_loaded, file.rows_rejected, file.rows_unchanged)
        name = f"{file.label} (refused)" if file.is_refused else file.label
        rows.add_row(plain(name), file.table_name or "-", *(f"{count:,}" for count in counts))
    totals = [sum(getattr(file, f"rows_{name}") for file in files) for name in COUNTS]
    rows.add_section()
    rows.add_row("all", "", *(f"{total:,}" for total in totals))
    console.print(rows)
    faults = [(file.label, fault) for file in files for fault in file.faults]
    for name, fault in faults[:_REJECTS_SHOWN]:
        print_plain(console, f"rejected: {fault_words(name, fault)}")
    if len(faults) > _REJECTS_SHOWN:
        more = f"and {len(faults) - _REJECTS_SHOWN:,} more"
        print_plain(console, f"{more}: moei rejects" if are_kept else more)
    for file in files:
        for note in file.notes:
            print_plain(console, f"note: {file.label}: {note}")


def _write_rejects(console: Console, files: tuple[FileResult, ...], path: Path | None) -> None:
    """The refused rows of this load as a workbook, if one was asked for."""
    if path is not None:
        try:
            written = mend.write_rejects([(file.label, fault) for file in files for fault in file.faults], path)
        except OSError as error:
            raise click.ClickException(str(error)) from error
        print_plain(console, mend.workbook_words(written, path))
