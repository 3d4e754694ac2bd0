"""`moei bench`: how fast Moei is, beside others' programs in the same run, and long trials."""

import json
import signal
import sys
from pathlib import Path
from types import FrameType

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dashboard.bench.desk import desk
from dashboard.bench.guard import guard
from dashboard.bench.viewers import viewers
from dashboard.bench.wall import wall
from etl.bench.cli import duplicates, kills, truth


@click.group(invoke_without_command=True)
@click.option("--quick", is_flag=True, help="A million records, each thing once, and nothing that needs a browser.")
@click.option("--rows", type=click.IntRange(1_000, 10**9), help="Records to make up; by default ten million.")
@click.option("--alone", is_flag=True, help="Moei alone, without its peers.")
@click.option("--runs", type=click.IntRange(1, 100), help="Runs of each way; by default 3, of a quick run 1.")
@click.option(
    "--sets", type=click.IntRange(1, 10_000), help="Sets of filters a query; by default 200, of a quick run 5."
)
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where to make the data meanwhile; by default where the system keeps temporary files.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="For programs: every figure, and every goal with what was reached."
)
@click.pass_context
def bench(
    context: click.Context,
    quick: bool,
    rows: int | None,
    alone: bool,
    runs: int | None,
    sets: int | None,
    folder: Path | None,
    as_json: bool,
) -> None:
    """
    Measure how fast Moei is beside its peers, or run one of the trials below.

    Records are made up, indexed, loaded and asked for, by Moei and by whichever of h3ronpy, polars, ClickHouse (chdb),
    pandas and PostGIS are installed, alternately; what they answer must be the same. All of it is gone afterwards.
    They are installed by
    .venv/bin/pip install -e '.[bench]', PostGIS by the system's packages.

    \b
    Examples:
      moei bench --quick
      moei bench --json > bench.json
      moei bench --rows 100000000 --alone --folder /large/disk
    """
    if context.invoked_subcommand is not None:
        return
    # Statistics and Streamlit take seconds to be imported, which no other command should wait for.
    from dashboard.bench.alone import MeasurementError
    from dashboard.bench.printed import print_report
    from dashboard.bench.suite import FULL_ROWS, QUICK_ROWS, TooSmallError, check_room, run_records, scratch

    rows = rows or (QUICK_ROWS if quick else FULL_ROWS)
    signal.signal(signal.SIGTERM, _stop)
    try:
        with scratch(folder) as made, _progress() as progress:
            check_room(made, rows, has_peers=not alone)
            task = progress.add_task("starting")
            report = run_records(
                made,
                rows,
                runs=runs or (1 if quick else 3),
                sets=sets or (5 if quick else 200),
                has_peers=not alone,
                tell=lambda words: progress.update(task, description=words),
            )
            if not quick:
                from dashboard.bench.screens import add_screens

                add_screens(report, made, tell=lambda words: progress.update(task, description=words))
    except (TooSmallError, MeasurementError, RuntimeError, OSError) as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(report.for_programs()))
    else:
        print_report(report)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signals call it
    """An ended run takes what it made with it, as an interrupted one does."""
    sys.exit(128 + number)


def _progress() -> Progress:
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    return Progress(*columns, console=Console(stderr=True), transient=True)


for command in (guard, desk, wall, viewers, kills, truth, duplicates):
    bench.add_command(command)
