"""What the commands share: plain text in a terminal, tables, and the words for faults, ages and days."""

from datetime import date, timedelta

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from etl import warehouse
from etl.read.frame import Fault

COUNTS = ("read", "loaded", "rejected", "unchanged")
_LONGEST_FOUND = 200


def fault_words(file_name: str, fault: Fault) -> str:
    """
    One sentence that tells a data officer where a fault is and what would be accepted.

    Examples
    --------
    >>> fault_words("incidents.csv", Fault(line=12, column="lat", rule="range", found="91", accepted="-90 to 90"))
    'incidents.csv, line 12, column lat: found 91; accepted: -90 to 90'
    """
    where = [file_name]
    where += [] if fault.line is None else [f"line {fault.line}"]
    where += [f"column {fault.column}"] if fault.column else []
    return f"{', '.join(where)}: found {_shortened(fault.found)}; accepted: {fault.accepted}"


def _shortened(text: str) -> str:
    """A text that is not longer than a few lines."""
    return text if len(text) <= _LONGEST_FOUND else f"{text[:_LONGEST_FOUND]}…"


def print_plain(console: Console, text: str) -> None:
    """Print a text that is wrapped by the terminal alone."""
    console.print(plain(text), soft_wrap=True)


def plain(text: str) -> Text:
    """Text of a file or of its name: never read as markup, and no control character reaches the terminal."""
    return Text("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text))


def table(*columns: Column | str) -> Table:
    """A table that fits a terminal of 80 characters without cutting a name."""
    return Table(*columns, box=SIMPLE_HEAD, pad_edge=False, show_edge=False)


def count_columns(*names: str) -> list[Column]:
    """Columns of numbers."""
    return [Column(name, justify="right") for name in names or COUNTS]


def day_words(day: date | None) -> str:
    """A day, or a dash where there is none."""
    return "-" if day is None else day.isoformat()


def age_words(age: timedelta) -> str:
    """
    An age in its largest whole unit.

    Examples
    --------
    >>> age_words(timedelta(hours=49)), age_words(timedelta(seconds=59))
    ('2 days', 'less than a minute')
    """
    seconds = int(age.total_seconds())
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            count = seconds // length
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return "less than a minute"


def current_build() -> warehouse.Build:
    """The current build, or one sentence and exit code 1."""
    try:
        return warehouse.current_build(warehouse.home())
    except (warehouse.NoBuildError, OSError) as error:
        raise click.ClickException(str(error)) from error
