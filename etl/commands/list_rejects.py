"""`moei rejects`: what was refused and what would be accepted, as a list or as a workbook to mend."""

from pathlib import Path

import click
from rich.console import Console

from etl import mend, status
from etl.commands.words import current_build, fault_words, print_plain


@click.command()
@click.option("--to", type=click.Path(path_type=Path), metavar="FILE.xlsx", help="Write the rejected rows, to mend.")
def rejects(to: Path | None) -> None:
    """
    List what the last load of each source refused, and what would be accepted.

    With --to the rows go into a workbook, as they stood, with what is wrong with each: mend them there and load it.

    \b
    Examples:
      moei rejects
      moei rejects --to to-mend.xlsx
    """
    console = Console()
    found = status.list_rejects(current_build())
    if to is not None:
        try:
            written = mend.write_rejects(found, to)
        except (ValueError, OSError) as error:
            raise click.ClickException(str(error)) from error
        print_plain(console, mend.workbook_words(written, to))
        return
    for file_name, fault in found:
        print_plain(console, fault_words(file_name, fault))
    if not found:
        print_plain(console, "Nothing was rejected.")
