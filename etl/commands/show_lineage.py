"""`moei status --file` and `--record`: what the loads of a file did, and where each version of a record comes from."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import click
from rich.console import Console
from rich.table import Column

from etl import lineage, warehouse
from etl.commands.words import COUNTS, count_columns, plain, table

_HASH_SHOWN = 12


def show_file(build: warehouse.Build, file_name: str, *, as_json: bool) -> None:
    """
    Print what each load of the files of a name did.

    Raises
    ------
    click.ClickException
        If no file of the name was ever loaded.
    """
    loads = lineage.list_file_loads(build, file_name)
    if not loads:
        raise click.ClickException(f"No file called {file_name!r} was ever loaded. moei status lists those that were.")
    if as_json:
        _print_json(loads)
        return
    names = (*COUNTS, "withdrew", "current")
    rows = table("loaded at (UTC)", "source", "sha-256", *count_columns(*names), Column("build", overflow="fold"))
    for load in loads:
        counts = (
            *(getattr(load, f"rows_{name}") for name in COUNTS),
            load.rows_withdrawn,
            load.rows_current,
        )
        rows.add_row(
            f"{load.loaded_at:%Y-%m-%d %H:%M:%S}",
            f"{load.source_name or '-'}{f' ({load.file_part})' if load.file_part else ''}",
            load.sha256[:_HASH_SHOWN],
            *(f"{count:,}" for count in counts),
            load.build_id,
        )
    Console().print(rows)


def show_record(build: warehouse.Build, record_id: str, *, as_json: bool) -> None:
    """
    Print file, line and builds of each version of the records with an id.

    Raises
    ------
    click.ClickException
        If there never was one.
    """
    versions = lineage.list_versions(build, record_id)
    if not versions:
        raise click.ClickException(f"No record has, or ever had, the id {record_id!r}.")
    if as_json:
        _print_json(versions)
        return
    rows = table("table", Column("file", overflow="fold"), Column("line", justify="right"), "loaded at (UTC)", "until")
    for version in versions:
        rows.add_row(
            version.table_name,
            plain(f"{version.file_name}, {version.file_part}" if version.file_part else version.file_name),
            f"{version.source_line:,}",
            f"{version.loaded_at:%Y-%m-%d %H:%M:%S}",
            "now" if version.valid_to is None else version.valid_to,
        )
    Console().print(rows)


def _print_json(rows: Sequence[lineage.FileLoad] | Sequence[lineage.Version]) -> None:
    facts = [asdict(row) | {"loaded_at": row.loaded_at.isoformat(timespec="seconds")} for row in rows]
    click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
