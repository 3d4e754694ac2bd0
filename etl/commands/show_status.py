"""`moei status`: which build is current, what it holds, and where a file or a record of it comes from."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

import click
from rich.console import Console
from rich.table import Column

from etl import status
from etl.commands.show_lineage import show_file, show_record
from etl.commands.words import COUNTS, age_words, count_columns, current_build, day_words, plain, print_plain, table


@click.command(name="status")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--hashes", is_flag=True, help="Add a fingerprint of each table's current rows.")
@click.option(
    "--side-conflicts", is_flag=True, help="List the places and compounds whose point falls across the border."
)
@click.option("--file", "file_name", metavar="NAME", help="Say what each load of the files of this name did.")
@click.option("--record", "record_id", metavar="ID", help="Say which file and line each version of a record is from.")
def show_status(
    as_json: bool, hashes: bool, side_conflicts: bool, file_name: str | None, record_id: str | None
) -> None:
    """
    Say which build is current, how old it is, and what it holds; or where a file or a record of it comes from.

    \b
    Examples:
      moei status
      moei status --json
      moei status --side-conflicts
      moei status --file incidents.csv
      moei status --record kk-park
    """
    build = current_build()
    if file_name is not None or record_id is not None:
        if hashes or side_conflicts or (file_name is not None and record_id is not None):
            raise click.UsageError("--file and --record each stand alone; --json may go with them.")
        if record_id is not None:
            show_record(build, record_id, as_json=as_json)
        else:
            show_file(build, str(file_name), as_json=as_json)
        return
    found = status.get_status(build)
    fingerprints = status.table_hashes(build) if hashes else {}
    conflicts = status.list_side_conflicts(build) if side_conflicts else []
    if as_json:
        facts = status.as_json(found) | ({"hashes": fingerprints} if hashes else {})
        facts |= {"side_conflicts": [asdict(conflict) for conflict in conflicts]} if side_conflicts else {}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    console = Console()
    age = age_words(datetime.now(UTC) - build.built_at)
    print_plain(console, f"Build {build.build_id}, built {age} ago, records to {build.as_of_date or 'no known date'}.")
    if build.is_synthetic:
        print_plain(console, "It holds SYNTHETIC records.")
    _print_tables(console, found, fingerprints)
    if side_conflicts:
        _print_side_conflicts(console, conflicts)


def _print_tables(console: Console, found: status.Status, fingerprints: dict[str, str]) -> None:
    """Rows by table, then each source and its last load."""
    tables = table("table", Column("current rows", justify="right"), *(["fingerprint"] if fingerprints else []))
    console.print()
    for name, count in found.tables.items():
        tables.add_row(name, f"{count:,}", *([fingerprints.get(name, "")] if fingerprints else []))
    console.print(tables, "")
    sources = table(Column("source", overflow="fold"), *count_columns(), "newest")
    for source in found.sources:
        counts = [f"{getattr(source, f'rows_{name}'):,}" for name in COUNTS]
        sources.add_row(source.name, *counts, day_words(source.newest_record_date))
    console.print(sources)


def _print_side_conflicts(console: Console, conflicts: list[status.SideConflict]) -> None:
    """Each place and compound that stands across the border from its country, and how far from the line."""
    console.print()
    if not conflicts:
        print_plain(console, "Every place and compound near the border stands on its country's side.")
        return
    words = f"{len(conflicts)} places and compounds stand across the border from their country; none is moved."
    print_plain(console, words)
    console.print()
    distance = Column("km", justify="right")
    rows = table("kind", Column("id", no_wrap=True), Column("name", overflow="fold"), "country", "side", distance)
    for conflict in conflicts:
        names = (plain(conflict.id), plain(conflict.name))
        rows.add_row(conflict.thing, *names, conflict.country, conflict.side, f"{conflict.distance_km:.2f}")
    console.print(rows)
