"""`moei rejects`: what was refused and what would be accepted, as a list or as a workbook to mend."""

from pathlib import Path

import click
from rich.console import Console

from etl import mend, status
from etl.commands.words import current_build, fault_words, plain, print_plain


@click.command()
@click.option("--to", type=click.Path(path_type=Path), metavar="FILE.xlsx", help="Write the rejected rows, to mend.")
@click.option(
    "--file", "file_name", default="", metavar="NAME", help="Only those of this file, as `moei status` names it."
)
def rejects(to: Path | None, file_name: str) -> None:
    """
    List what is refused of the files that were loaded, and what would be accepted.

    A row is listed until its file comes without the fault, or the row itself comes again, mended.

    With --to the rows go into a workbook, as they stood, with what is wrong with each: mend them there and load it.

    \b
    Examples:
      moei rejects
      moei rejects --file incidents.csv
      moei rejects --to to-mend.xlsx
    """
    console, build = Console(), current_build()
    try:
        found = status.list_rejects(build, file_name=file_name)
    except LookupError as error:
        raise click.ClickException(str(error)) from error
    if to is not None:
        try:
            with Console(stderr=True).status(plain(f"Writing {to.name}")):
                written = mend.write_rejects(found, to, loads=status.last_loads(build))
        except (ValueError, OSError) as error:
            raise click.ClickException(str(error)) from error
        print_plain(console, mend.workbook_words(written, to))
        return
    for file_name, fault in found:
        print_plain(console, fault_words(file_name, fault))
    if not found:
        print_plain(console, "Nothing was rejected.")
