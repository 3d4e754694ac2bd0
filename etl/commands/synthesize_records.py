"""`moei synthesize`: made-up records for load tests."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from etl.synthesize import FILES, write_synthetic


@click.command()
@click.option("--rows", required=True, type=click.IntRange(1, 10**9), help="Records to make up.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0), help="Seed of every choice.")
@click.option(
    "-o",
    "--output",
    default="synthetic",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where to write the files.",
)
def synthesize(rows: int, seed: int, output: Path) -> None:
    """
    Make up incidents and rescues along the border, over six years, to see how Moei carries many records.

    They are marked synthetic: every screen of a build that holds any says so across the top. Load them into a home of
    their own, together with the bundled records, whose places they name.

    \b
    Examples:
      moei synthesize --rows 1000000 -o many/
      MOEI_HOME=many/home moei load data/raw/open_source many/synthetic_incidents.csv many/synthetic_rescues.csv
    """
    try:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("Making up records", total=rows)
            for written in write_synthetic(output, rows, seed=seed):
                progress.update(task, completed=written)
    except OSError as error:
        raise click.ClickException(f"{output}: {error.strerror or error}") from error
    click.echo(f"{rows:,} records in {', '.join(str(output / name) for name in FILES)}.")
