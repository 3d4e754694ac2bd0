"""`moei verify`: whether a briefing is as it was made, and what it would say today."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from etl import warehouse

if TYPE_CHECKING:
    from dashboard.briefing.verification import Today, Verification

_MOST_LISTED = 10
_ASK = "Ask who made it for their key (moei keys -o FILE), and give it with --key FILE."
_SEAL = {
    "untouched": "Seal: untouched, no byte changed since it was signed with the key {fingerprint}.",
    "altered": "Seal: ALTERED. Bytes were changed, added or cut off since the file was made; don't rely on it.",
    "other key": "Seal: BY ANOTHER KEY, {fingerprint}; at hand: {keys}. Whether it was altered can't be told. " + _ASK,
    "no key": "Seal: no key at hand, so nobody can tell whether it was altered. It names the key {fingerprint}. "
    + _ASK,
    "unsigned": "Seal: NOT SIGNED. Anybody can make such a file; don't rely on it.",
    "earlier form": "Seal: of an earlier form, a hash without a signature, which anybody can make. "
    "Nobody can tell who made the file; export it again.",
    "unsealed": "Seal: none. Moei didn't make this file, or the seal was cut off; don't rely on it.",
}
_BUILD = {
    "not at hand": "Build: not at hand, so nobody can tell whether it says this.",
    "same": "Build: at hand; made again from it, the briefing is the same byte for byte.",
    "other program": "Build: at hand, but another program, other libraries or other fonts made the file, so its bytes "
    "can't be compared.",
    "differs": "Build: at hand, and it DOES NOT SAY THIS: made again from it, the briefing differs.",
}


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--key",
    "key_file",
    metavar="PUB",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Public key of who made the file, as moei keys -o wrote it.  [default: those of this home]",
)
def verify(file: Path, key_file: Path | None) -> None:
    """
    Say whether a briefing is as it was made, and what the same briefing would say today.

    Its signature shows who made it, and whether any byte changed since. The key comes from this home or from --key,
    never from the file. Where the build is at hand the briefing is made again and compared byte for byte. Exits with 0
    only if the file is untouched, not known to be withdrawn and, as far as that can be asked, what its build says.

    \b
    Examples:
      moei verify brief.pdf
      moei verify situation.gpkg
      moei verify /media/stick/renamed.pdf --key office.pem
    """
    from dashboard.briefing.keys import read_public_key
    from dashboard.briefing.verification import verification

    try:
        keys = (read_public_key(key_file),) if key_file else None
        found = verification(warehouse.home(), file.read_bytes(), keys=keys)
    except OSError as error:
        raise click.ClickException(f"{error.filename or file}: {error.strerror or error}") from error
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    _tell(found)
    if found.problem:
        raise click.ClickException(found.problem)
    raise SystemExit(0 if found.is_right else 1)


def _tell(found: "Verification") -> None:
    """Say all that was found, as far as it could be asked."""
    from dashboard.briefing.keys import named

    click.echo(_SEAL[found.seal.state].format(fingerprint=found.seal.fingerprint, keys=named(found.keys)))
    if found.seal.state != "untouched":
        return
    _tell_withdrawals(found)
    if found.manifest is not None:
        _tell_made(found.manifest)
    if found.build is not None:
        click.echo(_BUILD[found.build])
    if found.today is not None:
        _tell_today(found.today)


def _tell_withdrawals(found: "Verification") -> None:
    """Say when it was taken back, why, and what takes its place; or why nobody can tell whether it was."""
    from dashboard.briefing.recall import LIST

    for one in found.withdrawals:
        by = one.replaced_by
        told = f" Superseded by {by['file']}, code {by['code']}, SHA-256 {by['sha256']}." if by else ""
        click.echo(f"Recall: WITHDRAWN at {one.at}: {one.reason}{'' if one.reason.endswith('.') else '.'}{told}")
    if found.unread:
        lines = ", ".join(f"line {number}" for number in found.unread)
        again = " once more" if found.withdrawals else ""
        click.echo(
            f"Recall: NOBODY CAN TELL whether it was withdrawn{again}: of the list {warehouse.home() / LIST} this can't"
            f" be read: {lines}. Mend it from a copy; other lines stay as they are."
        )
    elif not found.withdrawals:
        click.echo("Recall: no withdrawal is known here; only the home that made a briefing knows of it.")


def _tell_made(manifest: Mapping[str, Any]) -> None:
    asked = manifest["asked"]
    what = {"standard": "standard brief", "country": f"brief of {asked['nationality']}"}
    if asked["kind"] == "view":
        what["view"] = f"the view {asked['view']}"
    told = what.get(asked["kind"], f"scenes {', '.join(asked['scenes'])}")
    audience = f" for {manifest['audience']}" if manifest.get("audience", "anyone") != "anyone" else ""
    records = f"{len(manifest['records']):,} records to {manifest['as_of']}"
    click.echo(f"Made: {told}, {_form(asked)}, TLP:{manifest['level']}{audience}, code {manifest['code']}, {records}.")
    click.echo(f"From: build {manifest['build_id']}, moei {manifest['program']}.")


def _form(asked: Mapping[str, Any]) -> str:
    """The language, and the format of data."""
    is_paged = asked["format"] in ("pdf", "png", "svg")
    return str(asked["language"]) if is_paged else f"{asked['format']}, {asked['language']}"


def _tell_today(today: "Today") -> None:
    """Say what the same briefing would rest on now."""
    if not today.build_id:
        click.echo("Today: nothing is loaded here, so nobody can tell what it would say.")
    elif today.is_its_build:
        click.echo("Today: its build is the current one; the same briefing would rest on the same records.")
    else:
        same = "the same" if today.changes.are_none else "other"
        click.echo(f"Today: {same} records, of build {today.build_id}.")
        _tell_changes(today)


def _tell_changes(today: "Today") -> None:
    from dashboard.briefing.since_section import named_words

    changes = today.changes
    listed = {"added": changes.added, "corrected": changes.corrected, "withdrawn": changes.withdrawn}
    for name, ids in {**listed, "no longer told at this level": changes.hidden}.items():
        more = f" and {len(ids) - _MOST_LISTED:,} more" if len(ids) > _MOST_LISTED else ""
        if ids:
            told = ", ".join(named_words(one, today.named.get(one), "en") for one in ids[:_MOST_LISTED])
            click.echo(f"  {len(ids):,} {name}: {told}{more}")
    if changes.left:
        click.echo(f"  {len(changes.left):,} as they were, and no longer of its period or scenes.")
