"""Trials of the load and of the methods, for `moei bench`."""

import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress

from etl import pipeline
from etl.bench.kills import BrokenBuildError, kill_loads
from etl.commands.words import count_columns, table

if TYPE_CHECKING:
    from etl.bench.duplicates import Quality, Speed


@click.command()
@click.option("--kills", default=200, show_default=True, type=click.IntRange(1, 100_000), help="Loads to kill.")
@click.option("--seed", default=1, show_default=True, help="Seed of the moments.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def kills(kills: int, seed: int, as_json: bool) -> None:
    """
    Kill loads at random moments, in a home of their own, and find a good build each time.

    \b
    Example:
      moei bench kills --kills 20 --seed 7
    """
    if os.name != "posix":
        raise click.ClickException("moei bench kills ends processes by SIGKILL, which this system doesn't have.")
    with tempfile.TemporaryDirectory() as folder, Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Killing loads", total=kills)
        home, files = Path(folder) / "home", Path(folder) / "files"
        files.mkdir()
        pipeline.load(home, pipeline.bundled_files())
        try:
            found = kill_loads(
                home, files, kills=kills, seed=seed, on_kill=lambda number: progress.update(task, completed=number)
            )
        except BrokenBuildError as error:
            raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(asdict(found)))
        return
    click.echo(
        f"{found.loads} loads, {found.killed} killed at work: a good build was current each time,"
        f" the one from before {found.found_before} times, the new one {found.found_after} times."
    )


@click.command()
@click.option("--worlds", default=1_000, show_default=True, type=click.IntRange(6, 1_000_000), help="Worlds to plant.")
@click.option("--quick", is_flag=True, help="Plant 60 worlds, for a first look.")
@click.option("--seed", default=1, show_default=True, help="Seed of the worlds.")
@click.option("--processes", type=click.IntRange(1, 1_000), help="Processes to share the work; by default one a core.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def truth(worlds: int, quick: bool, seed: int, processes: int | None, as_json: bool) -> None:
    """
    Judge planted worlds, in which it is known what moved, and say how often the verdict was right.

    \b
    Example:
      moei bench truth --worlds 1000
    """
    # Statistics take seconds to import, which no other command should wait for.
    from etl.bench.truth import judge_worlds

    total = min(worlds, 60) if quick else worlds
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Judging worlds", total=total)
        report = judge_worlds(
            worlds=total,
            seed=seed,
            processes=processes,
            on_world=lambda number: progress.update(task, completed=number),
        )
    if as_json:
        click.echo(json.dumps(report.for_programs()))
        return
    click.echo("\n".join(report.table()))


@click.command()
@click.option("--seed", default=1, show_default=True, help="Seed of the labelled set.")
@click.option(
    "--rows", default=100_000, show_default=True, type=click.IntRange(0, 10**7), help="Made-up records to time."
)
@click.option("--quick", is_flag=True, help="Time nothing: precision and recall alone.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def duplicates(seed: int, rows: int, quick: bool, as_json: bool) -> None:
    """
    Measure how well reports of one event are proposed, on twins made of the bundled records, and how fast.

    The rules were tuned on one half of the twins; the other half is what to judge them by.

    \b
    Examples:
      moei bench duplicates
      moei bench duplicates --quick --json
    """
    from etl.bench.duplicates import measure_quality, measure_speed
    from etl.bench.labelled import HALVES

    rows = 0 if quick else rows
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Measuring", total=len(HALVES) + bool(rows))
        quality = []
        for half in HALVES:
            quality += measure_quality(half, seed=seed)
            progress.advance(task)
        try:
            speed = measure_speed(rows) if rows else None
        except ValueError as error:
            raise click.ClickException(str(error)) from error
    if as_json:
        facts = [asdict(found) | {"precision": found.precision, "recall": found.recall} for found in quality]
        click.echo(json.dumps({"quality": facts, "speed": None if speed is None else asdict(speed)}))
        return
    _print_duplicates(quality, speed)


def _print_duplicates(quality: "list[Quality]", speed: "Speed | None") -> None:
    """A table of precision and recall, and a sentence on time and memory."""
    rows = table("half", *count_columns("score", "proposed", "right", "twins", "precision", "recall"))
    for found in quality:
        counts = (f"{found.score:g}", f"{found.proposed}", f"{found.right}", f"{found.twins}")
        rows.add_row(found.half, *counts, f"{found.precision:.3f}", f"{found.recall:.3f}")
    Console().print(rows)
    if speed is not None:
        click.echo(
            f"{speed.records:,} records: {speed.proposed:,} pairs proposed in {speed.seconds:g} s,"
            f" {speed.peak_mb:,.0f} MB of memory at most."
        )
