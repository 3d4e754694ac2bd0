"""The commands that load data and say what is loaded."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click
import duckdb
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress
from rich.table import Column, Table
from rich.text import Text

from etl import pipeline, status, warehouse
from etl.describe import describe_file
from etl.read.formats import SUFFIXES
from etl.read.frame import Fault

_REJECTS_SHOWN = 10
_COUNTS = ("read", "loaded", "rejected", "unchanged")
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
    wait: float,
) -> None:
    """
    Load files, or folders of files, into a new build; without PATHS, the bundled records.

    A new build starts from the current one: rows that are the same change nothing, corrected rows replace the old.
    Every row is loaded, rejected with a reason, or unchanged.

    \b
    Examples:
      moei load
      moei load incidents.csv rescues.csv
      moei load folder/ --dry-run
      moei load incidents.csv --strict
    """
    home = warehouse.home()
    if if_no_build and _has_build(home):
        return
    files = _files(paths)
    console = Console()
    try:
        with Progress(console=console, transient=True) as progress:
            task = progress.add_task("Loading", total=len(files))
            result = pipeline.load(
                home,
                files,
                source_name=source,
                as_of=None if as_of is None else as_of.date(),
                is_dry_run=dry_run,
                wait_seconds=wait,
                on_file=lambda path: progress.update(task, advance=1, description=f"Loading {path.name}"),
            )
    except pipeline.EmptyLoadError as error:
        _print_files(console, error.files, are_kept=False)
        raise click.ClickException(str(error)) from error
    except (warehouse.HomeLockedError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise click.ClickException(f"The load stopped: {error}. The last good build is still current.") from error
    _print_load(console, result)
    if strict and result.has_rejects:
        sys.exit(1)


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
    """Files of a folder that a reader knows by their endings; not those that an office program puts beside them."""
    files = (path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    return sorted(path for path in files if path.suffix.lower() in SUFFIXES)


def _print_load(console: Console, result: pipeline.LoadResult) -> None:
    """What became of every file, then the build."""
    _print_files(console, result.files, are_kept=result.build is not None)
    if result.lost_build_id is not None:
        lost = f"note: the build {result.lost_build_id} can't be carried on"
        _print_plain(console, f"{lost}. The files above are all that the new one holds; load again what is missing.")
    if result.build is None:
        _print_plain(console, "Dry run: nothing was published.")
    else:
        as_of = result.build.as_of_date
        _print_plain(console, f"Build {result.build.build_id} is current, records to {as_of or 'no known date'}.")


def _print_files(console: Console, files: tuple[pipeline.FileResult, ...], *, are_kept: bool) -> None:
    """What became of every row, then the first rejects in words, then what a person should know."""
    table = _table(*(Column(name, overflow="fold") for name in ("file", "table")), *_count_columns())
    for file in files:
        counts = (file.rows_read, file.rows_loaded, file.rows_rejected, file.rows_unchanged)
        name = f"{file.label} (refused)" if file.is_refused else file.label
        table.add_row(_plain(name), file.table_name or "-", *(f"{count:,}" for count in counts))
    totals = [sum(getattr(file, f"rows_{name}") for file in files) for name in _COUNTS]
    table.add_section()
    table.add_row("all", "", *(f"{total:,}" for total in totals))
    console.print(table)
    faults = [(file.label, fault) for file in files for fault in file.faults]
    for name, fault in faults[:_REJECTS_SHOWN]:
        _print_plain(console, f"rejected: {fault_words(name, fault)}")
    if len(faults) > _REJECTS_SHOWN:
        more = f"and {len(faults) - _REJECTS_SHOWN:,} more"
        _print_plain(console, f"{more}: moei rejects" if are_kept else more)
    for file in files:
        for note in file.notes:
            _print_plain(console, f"note: {file.label}: {note}")


def _table(*columns: Column | str) -> Table:
    """A table that fits a terminal of 80 characters without cutting a name."""
    return Table(*columns, box=SIMPLE_HEAD, pad_edge=False, show_edge=False)


def _count_columns() -> list[Column]:
    return [Column(name, justify="right") for name in _COUNTS]


def fault_words(file_name: str, fault: Fault | status.Reject) -> str:
    """
    One sentence that tells a data officer where a fault is and what would be accepted.

    Examples
    --------
    >>> fault_words("incidents.csv", Fault(line=12, column="lat", rule="range", found="91", accepted="-90 to 90"))
    'incidents.csv, line 12, column lat: found 91; accepted: -90 to 90'
    """
    line, column = (fault.line, fault.column) if isinstance(fault, Fault) else (fault.source_line, fault.source_column)
    where = [file_name]
    where += [] if line is None else [f"line {line}"]
    where += [f"column {column}"] if column else []
    return f"{', '.join(where)}: found {_shortened(fault.found)}; accepted: {fault.accepted}"


def _shortened(text: str, length: int = 200) -> str:
    """A text that is not longer than a few lines."""
    return text if len(text) <= length else f"{text[:length]}…"


def _print_plain(console: Console, text: str) -> None:
    """Print a text that is wrapped by the terminal alone."""
    console.print(_plain(text), soft_wrap=True)


def _plain(text: str) -> Text:
    """Text of a file or of its name: never read as markup, and no control character reaches the terminal."""
    return Text("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text))


@click.command(name="status")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--hashes", is_flag=True, help="Add a fingerprint of each table's current rows.")
@click.option(
    "--side-conflicts", is_flag=True, help="List the places and compounds whose point falls across the border."
)
def show_status(as_json: bool, hashes: bool, side_conflicts: bool) -> None:
    """
    Say which build is current, how old it is, and what it holds.

    \b
    Examples:
      moei status
      moei status --json
      moei status --side-conflicts
    """
    build = _current_build()
    found = status.get_status(build)
    fingerprints = status.table_hashes(build) if hashes else {}
    conflicts = status.list_side_conflicts(build) if side_conflicts else []
    if as_json:
        facts = status.as_json(found) | ({"hashes": fingerprints} if hashes else {})
        facts |= {"side_conflicts": [asdict(conflict) for conflict in conflicts]} if side_conflicts else {}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    console = Console()
    age = _age_words(datetime.now(UTC) - build.built_at)
    _print_plain(console, f"Build {build.build_id}, built {age} ago, records to {build.as_of_date or 'no known date'}.")
    if build.is_synthetic:
        _print_plain(console, "It holds SYNTHETIC records.")
    _print_tables(console, found, fingerprints)
    if side_conflicts:
        _print_side_conflicts(console, conflicts)


def _print_tables(console: Console, found: status.Status, fingerprints: dict[str, str]) -> None:
    """Rows by table, then each source and its last load."""
    tables = _table("table", Column("current rows", justify="right"), *(["fingerprint"] if fingerprints else []))
    console.print()
    for name, count in found.tables.items():
        tables.add_row(name, f"{count:,}", *([fingerprints.get(name, "")] if fingerprints else []))
    console.print(tables, "")
    sources = _table(Column("source", overflow="fold"), *_count_columns(), "newest")
    for source in found.sources:
        counts = [f"{getattr(source, f'rows_{name}'):,}" for name in _COUNTS]
        sources.add_row(source.name, *counts, _day_words(source.newest_record_date))
    console.print(sources)


def _print_side_conflicts(console: Console, conflicts: list[status.SideConflict]) -> None:
    """Each place and compound that stands across the border from its country, and how far from the line."""
    console.print()
    if not conflicts:
        _print_plain(console, "Every place and compound near the border stands on its country's side.")
        return
    words = f"{len(conflicts)} places and compounds stand across the border from their country; none is moved."
    _print_plain(console, words)
    console.print()
    distance = Column("km", justify="right")
    table = _table("kind", Column("id", no_wrap=True), Column("name", overflow="fold"), "country", "side", distance)
    for conflict in conflicts:
        names = (_plain(conflict.id), _plain(conflict.name))
        table.add_row(conflict.thing, *names, conflict.country, conflict.side, f"{conflict.distance_km:.2f}")
    console.print(table)


def _day_words(day: date | None) -> str:
    return "-" if day is None else day.isoformat()


def _age_words(age: timedelta) -> str:
    """An age in its largest whole unit."""
    seconds = int(age.total_seconds())
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            count = seconds // length
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return "less than a minute"


@click.command()
def rejects() -> None:
    """
    List what the last load of each source refused, and what would be accepted.

    \b
    Example:
      moei rejects
    """
    console = Console()
    found = status.list_rejects(_current_build())
    for reject in found:
        _print_plain(console, fault_words(reject.file_name, reject))
    if not found:
        _print_plain(console, "Nothing was rejected.")


def _current_build() -> warehouse.Build:
    try:
        return warehouse.current_build(warehouse.home())
    except (warehouse.NoBuildError, OSError) as error:
        raise click.ClickException(str(error)) from error


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "-o", "to", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write the draft there, not here."
)
def describe(path: Path, to: Path | None) -> None:
    """
    Draft a source description of a file that no description fits.

    A draft in the folder sources of MOEI_HOME is used by the next load, once its questions are answered.

    \b
    Examples:
      moei describe raids.xlsx
      moei describe raids.xlsx -o data/home/sources/raids.toml
    """
    try:
        text = describe_file(path, warehouse.home(), name="" if to is None else to.name)
        if to is None:
            click.echo(text, nl=False)
            return
        to.parent.mkdir(parents=True, exist_ok=True)
        with to.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise click.ClickException(f"{to} is there already and is left as it is.") from error
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    questions = text.count("# ?")
    _print_plain(Console(), f"Drafted {to}: answer its {questions} questions (the lines with # ?), then load the file.")


COMMANDS = (load, show_status, rejects, describe)
"""The commands of this module, for the program to mount."""
