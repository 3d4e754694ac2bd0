"""`moei describe`: a draft of a source description, made from an unknown file."""

from pathlib import Path

import click
from rich.console import Console

from etl import warehouse
from etl.commands.words import plain, print_plain
from etl.describe import Draft, describe_file


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "-o", "to", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write the draft there, not here."
)
@click.option("--part", default="", metavar="NAME", help="Describe this sheet, layer or member of the file.")
def describe(path: Path, to: Path | None, part: str) -> None:
    """
    Draft a source description of a file that no description fits.

    Of a file with several tables the first that no description fits is drafted; --part names another. A draft in the
    folder sources of MOEI_HOME is used by the next load, once its questions are answered.

    \b
    Examples:
      moei describe raids.xlsx
      moei describe raids.xlsx -o data/home/sources/raids.toml
      moei describe raids.xlsx --part 2568 -o data/home/sources/raids_2568.toml
    """
    console = Console(stderr=to is None)
    try:
        with Console(stderr=True).status(plain(f"Reading {path.name}")):
            draft = describe_file(path, warehouse.home(), name="" if to is None else to.name, part=part)
        if to is None:
            click.echo(draft.text, nl=False)
            _say_others(console, draft)
            return
        to.parent.mkdir(parents=True, exist_ok=True)
        with to.open("x", encoding="utf-8", newline="\n") as file:
            file.write(draft.text)
    except FileExistsError as error:
        raise click.ClickException(f"{to} is there already and is left as it is.") from error
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    questions = draft.text.count("# ?")
    of = f" of {draft.part}" if draft.part else ""
    print_plain(
        console, f"Drafted {to}{of}: answer its {questions} questions (the lines with # ?), then load the file."
    )
    _say_others(console, draft)


def _say_others(console: Console, draft: Draft) -> None:
    """What becomes of the file's other tables."""
    for note in draft.notes:
        print_plain(console, f"note: {note}")
