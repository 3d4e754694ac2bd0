"""`moei bench`: long trials and measurements."""

import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from etl import pipeline
from etl.bench.kills import BrokenBuildError, kill_loads
from etl.bench.truth import judge_worlds


@click.group()
def bench() -> None:
    """Run a long trial, or measure how fast Moei is."""


@bench.command()
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


@bench.command()
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
