"""docs/data-dictionary.md, made from the contract. `--check` says whether the page is current."""

import sys
from collections.abc import Iterable
from pathlib import Path

from etl.contract.fields import Field
from etl.contract.tables import LOADED_TABLES, SYSTEM_TABLES, SystemTable, Table, column_type
from etl.contract.vocab import COUNTRIES, KINDS

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
_INTRODUCTION = """\
# Data dictionary

Made from `etl/contract/` by `make docs`; edit it there.

A build is one DuckDB file. Rows of the core tables are kept when a corrected file replaces them: the current ones have
no `valid_to`. What screens read is made of the current rows at each load: the table `record` has every record of every
layer in one shape, in order of time; the view `event` those of them that have a place and a date; the table `people`
one row for each count of people that may be summed within its kind, with what a view may ask of its record.

Of reports that people decided are one event, one speaks for its people, for each `persons_kind` on its own: of the most
open release level, those that count at least nine tenths of the most; of these the one that tells most nationalities,
then the one that counts most, then the first by id. `people` has that report's rows alone, so nobody is added up twice.

Counts are of distinct groups (`layer`, `group_id`), numbered `group_key`; a record with `is_alone` has a group of its
own. Records are numbered `event_key`; numbers mean nothing in another build. Rows with `is_running_total` enter no
count and no sum. A cell is an index of the point, not an extent; it is given only at resolutions that the point's
precision bears out.
"""
_KINDS_INTRODUCTION = """\
What each kind of record means. Activity is evidence that operations are present; the rest is shown beside it, never
added to it."""


def data_dictionary() -> str:
    """
    The page as it should be.

    Returns
    -------
    str
        Markdown: a table for each core table, each table that the load keeps, and the kinds of record.
    """
    parts = [_INTRODUCTION]
    parts += [_core_table(table) for table in LOADED_TABLES]
    parts += [_system_table(table) for table in SYSTEM_TABLES]
    parts.append(_kinds())
    return "\n".join(parts)


def _core_table(table: Table) -> str:
    given = {column.name for column in table.content()}
    rows = []
    for column in table.columns():
        origin = "derived" if column.name not in given else "required" if column.name in table.required else "optional"
        name = f"**{column.name}**" if column.name == table.key else column.name
        rows.append((name, column_type(column), origin, _description(column)))
    return f"## {table.name}\n\n{table.description}\n\n{_markdown(('column', 'type', 'given', 'meaning'), rows)}"


def _system_table(table: SystemTable) -> str:
    return f"## {table.name}\n\n{table.description}\n\n{_markdown(('column', 'type', 'meaning'), table.columns)}"


def _kinds() -> str:
    rows = [
        (kind.layer, kind.name, "activity" if kind.is_activity else "", kind.pillar or "", kind.persons_kind or "")
        for kind in KINDS
    ]
    return f"## Kinds\n\n{_KINDS_INTRODUCTION}\n\n{_markdown(('layer', 'kind', 'activity', 'pillar', 'people'), rows)}"


def _description(column: Field) -> str:
    words = column.description
    if column.unit:
        words += f" Unit: {column.unit}."
    if column.vocabulary and column.vocabulary != COUNTRIES:
        words += f" One of: {', '.join(column.vocabulary)}."
    if column.minimum is not None:
        words += f" At least {column.minimum:g}" + (
            f", at most {column.maximum:g}." if column.maximum is not None else "."
        )
    if column.references:
        words += f" Key of `{column.references}`."
    return words


def _markdown(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def main(arguments: list[str]) -> int:
    """
    Write the page, or with `--check` compare it.

    Returns
    -------
    int
        Exit code: 1 if the page is not current.
    """
    page = data_dictionary()
    if "--check" not in arguments:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page:
        return 0
    sys.stderr.write(f"{PAGE.relative_to(PAGE.parents[1])} is not current. Run: make docs\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
