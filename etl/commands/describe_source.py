"""`moei describe`: a draft of a source description, made from an unknown file."""

from pathlib import Path

import click
from rich.console import Console

from etl import warehouse
from etl.commands.words import print_plain
from etl.describe import describe_file


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
    print_plain(Console(), f"Drafted {to}: answer its {questions} questions (the lines with # ?), then load the file.")
