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
