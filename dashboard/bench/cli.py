"""`moei bench`: how fast Moei is, beside others' programs in the same run, and long trials."""

import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from types import FrameType

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dashboard.bench.desk import desk
from dashboard.bench.viewers import viewers
from dashboard.bench.wall import wall
from etl.bench.cli import duplicates, kills, truth
from etl.commands.words import count_columns, table


@click.group(invoke_without_command=True)
@click.option("--quick", is_flag=True, help="A million records, each thing once, and nothing that needs a browser.")
@click.option("--rows", type=click.IntRange(1_000, 10**9), help="Records to make up; by default ten million.")
@click.option("--alone", is_flag=True, help="Moei alone, without its peers.")
@click.option("--runs", type=click.IntRange(1, 100), help="Runs of each way; by default 3, of a quick run 1.")
@click.option("--sets", type=click.IntRange(1, 10_000), help="Sets of filters a query; by default 200, of a quick run 5.")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where to make the data meanwhile; by default where the system keeps temporary files.",
)
@click.option("--json", "as_json", is_flag=True, help="For programs: every figure, and every goal with what was reached.")
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
    How to install them: pip install 'moei[bench]'.

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
    from dashboard.bench.suite import FULL_ROWS, QUICK_ROWS, Report, TooSmallError, check_room, run_records, scratch

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
        _print(report)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signals call it
    """An ended run takes what it made with it, as an interrupted one does."""
    sys.exit(128 + number)


def _progress() -> Progress:
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _print(report: "Report") -> None:
    console = Console(width=110)
    if report.indexed:
        rows = table("points to cells", *count_columns("CPU ns a point", "MB at most"))
        for name, taken in report.indexed.taken.items():
            rows.add_row(name, f"{report.indexed.cpu_ns(name):,.0f}", f"{max(run.peak_mb for run in taken):,.0f}")
        console.print(rows)
    if report.bare:
        rows = table("a bare load", *count_columns("thousand rows a second", "CPU us a row", "MB at most"))
        for name, taken in report.bare.taken.items():
            cpu = min(run.cpu_seconds for run in taken) / report.bare.rows[name] * 1e6
            rate, peak = report.bare.rate(name) / 1000, max(run.peak_mb for run in taken)
            rows.add_row(name, f"{rate:,.0f}", f"{cpu:.2f}", f"{peak:,.0f}")
        console.print(rows)
    if report.whole:
        rows = table("a whole load", *count_columns("seconds", "thousand rows a second", "MB at most"))
        for name, one in (("first", report.whole.first), ("the same file again", report.whole.again)):
            rate = report.whole.rows / one.seconds / 1000
            rows.add_row(name, f"{one.seconds:,.1f}", f"{rate:,.0f}", f"{one.peak_mb:,.0f}")
        console.print(rows)
    if report.compared:
        from dashboard.bench.compared import QUESTIONS

        rows = table("p50 / p95 ms", *count_columns(*QUESTIONS))
        for name in report.compared.taken:
            each = (tuple(report.compared.ms(name, question, at) for at in (50, 95)) for question in QUESTIONS)
            rows.add_row(name, *(f"{middle:,.1f} / {high:,.1f}" for middle, high in each))
        console.print(rows)
    if report.asked:
        rows = table("slowest queries", *count_columns("p50 ms", "p95 ms", "p99 ms"))
        for one in report.asked.queries[:12]:
            rows.add_row(one.name, f"{one.p50_ms:,.1f}", f"{one.p95_ms:,.1f}", f"{one.p99_ms:,.1f}")
        console.print(rows)
    rows = table("goal", *count_columns("asked", "reached"), "")
    for goal in report.goals():
        most = "at most " if goal.goal.is_most else ""
        asked, unit = f"{most}{goal.goal.figure:g} {goal.goal.unit}", goal.goal.unit
        rows.add_row(goal.goal.name, asked, f"{goal.measured:,.2f} {unit}", "met" if goal.is_met else "NOT MET")
    console.print(rows)
    for words in report.left_out:
        click.echo(words)


for command in (desk, wall, viewers, kills, truth, duplicates):
    bench.add_command(command)
