"""`moei devices`: enrol wall screens, list them, and let one in no more."""

from datetime import UTC, datetime

import click
from rich.console import Console

from dashboard.access.devices import LONGEST_MINUTES, last_seen, new_code, read_devices, revoke
from etl.commands.words import age_words, print_plain, table
from etl.contract.vocab import RELEASE_LEVELS
from etl.warehouse import home


@click.group(invoke_without_command=True)
@click.pass_context
def devices(context: click.Context) -> None:
    """
    List the wall screens that are let in without a person signing in, and when each was last seen.

    \b
    Examples:
      moei devices
      moei devices enrol war-room-1 --level AMBER
      moei devices revoke war-room-1
    """
    if context.invoked_subcommand is not None:
        return
    console, now = Console(), datetime.now(UTC)
    try:
        found = read_devices(home()).devices
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if not found:
        print_plain(console, "No screen is enrolled. Enrol one: moei devices enrol NAME")
        return
    rows = table("id", "name", "page", "level", "enrolled", "last seen", "state")
    for one in found:
        at = last_seen(home(), one)
        seen = "never" if at is None else f"{age_words(now - datetime.fromtimestamp(at, UTC))} ago"
        state = f"revoked {one.revoked_at[:10]}" if one.revoked_at else "let in"
        rows.add_row(one.device_id, one.name, one.page, one.level, one.enrolled_at[:10], seen, state)
    console.print(rows)


@devices.command("enrol")
@click.argument("name")
@click.option("--level", default="CLEAR", show_default=True, type=click.Choice(RELEASE_LEVELS), help="What it may see.")
@click.option(
    "--minutes", default=10, show_default=True, type=click.IntRange(1, LONGEST_MINUTES), help="How long the code works."
)
def enrol_screen(name: str, level: str, minutes: int) -> None:
    """
    Give out a code that makes one screen a wall, once.

    Open /enrol on the screen and type it there. Ten wrong codes make every open code void.

    \b
    Examples:
      moei devices enrol war-room-1
      moei devices enrol war-room-2 --level AMBER --minutes 5
    """
    try:
        code = new_code(home(), name, level=level, minutes=minutes, now=datetime.now(UTC))
    except (ValueError, OSError) as error:
        raise click.ClickException(f"{error}.") from error
    click.echo(f"Open /enrol on the screen within {minutes} minutes and type: {code[:5]}-{code[5:]}")


@devices.command("revoke")
@click.argument("device", metavar="ID_OR_NAME")
def revoke_screen(device: str) -> None:
    """
    Let a screen in no more: what it shows goes within a minute.

    \b
    Examples:
      moei devices revoke war-room-1
      moei devices revoke 3fa9c1d2
    """
    try:
        gone = revoke(home(), device, datetime.now(UTC))
    except (LookupError, ValueError, OSError) as error:
        raise click.ClickException(str(error.args[0]) if isinstance(error, LookupError) else str(error)) from error
    click.echo(f"{gone.name} ({gone.device_id}) is let in no more.")
