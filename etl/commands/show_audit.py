"""`moei audit`: what was done and by whom; and whether the log of it is as it was written."""

import json
import re
import sys
from datetime import UTC, datetime

import click
from rich.console import Console

from etl import audit, warehouse
from etl.audit_check import check_audit
from etl.commands.words import print_plain

_DAY = click.DateTime(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"])


@click.group("audit", invoke_without_command=True)
@click.option("--kind", type=click.Choice(audit.KINDS), help="Only lines of this kind.")
@click.option("--account", metavar="NAME", help="Only what this account did.")
@click.option("--since", type=_DAY, metavar="DATE", help="Only from this day (YYYY-MM-DD) or instant, UTC.")
@click.option("--json", "as_json", is_flag=True, help="Lines of JSON, for programs.")
@click.pass_context
def show_audit(
    context: click.Context, kind: str | None, account: str | None, since: datetime | None, as_json: bool
) -> None:
    """
    List who signed in, what was refused, exported, loaded, decided and acknowledged; oldest first.

    \b
    Examples:
      moei audit
      moei audit --kind export --since 2026-11-01
      moei audit --account somchai --json
      moei audit verify
    """
    if context.invoked_subcommand is not None:
        return
    console = Console()
    from_when = None if since is None else since.replace(tzinfo=UTC)
    try:
        for entry in audit.read_entries(warehouse.home()):
            if kind not in (None, entry.kind) or account not in (None, entry.who):
                continue
            if from_when is None or entry.at >= from_when:
                _print(console, entry, as_json=as_json)
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _print(console: Console, entry: audit.Entry, *, as_json: bool) -> None:
    at = entry.at.isoformat(timespec="seconds")
    if as_json:
        told = {"number": entry.number, "at": at, "kind": entry.kind, "who": entry.who, "told": entry.told}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    words = "  ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in sorted(entry.told.items()))
    print_plain(console, f"{at}  {entry.kind}  {entry.who}  {words}".rstrip())


@show_audit.command()
@click.option("--known", metavar="NUMBER:HASH", help="A line that was kept elsewhere, as an earlier check printed it.")
def verify(known: str | None) -> None:
    """
    Check that no line of the audit was edited, taken out, moved or cut off.

    It prints the number and hash of the last line. Keep them outside this machine: whoever may write to the whole home
    can make the log anew from its first line, which only --known shows.

    \b
    Examples:
      moei audit verify
      moei audit verify --known 118:9f2c...
    """
    try:
        found = check_audit(warehouse.home(), known=_known(known))
    except OSError as error:
        raise click.ClickException(str(error)) from error
    console = Console()
    for fault in found.faults:
        print_plain(console, fault)
    if found.faults:
        sys.exit(1)
    if not found.entries:
        print_plain(console, "Nothing was ever told in the audit.")
        return
    lines = "1 line stands" if found.entries == 1 else f"{found.entries:,} lines stand"
    print_plain(console, f"{lines} as written. The last is {found.number}:{found.hash}")


def _known(text: str | None) -> tuple[int, str] | None:
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,12}:[0-9a-f]{64}", text):
        raise click.UsageError(f"--known takes a number, a colon and 64 hexadecimal digits: found {text[:80]!r}.")
    number, _, digest = text.partition(":")
    return int(number), digest
