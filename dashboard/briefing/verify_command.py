"""`moei verify`: whether a briefing is as it was made, and what it would say today."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from etl import warehouse

if TYPE_CHECKING:
    from dashboard.briefing.manifest import RecordChanges

_MOST_LISTED = 10
_ASK = "Ask who made it for their key (moei keys -o FILE), and give it with --key FILE."
_TOLD = {
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
    try:
        content, home = file.read_bytes(), warehouse.home()
        # What was taken back is told first: the rest may end in an error.
        is_right = _is_sealed(home, content, key_file)
        if is_right:
            is_withdrawn = _is_withdrawn(home, content)
            is_right = _compared(home, content) and not is_withdrawn
    except OSError as error:
        raise click.ClickException(f"{error.filename or file}: {error.strerror or error}") from error
    except (warehouse.NoBuildError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    raise SystemExit(0 if is_right else 1)


def _is_sealed(home: Path, content: bytes, key_file: Path | None) -> bool:
    """Say whether the bytes are those that were signed."""
    from dashboard.briefing.keys import named, public_keys, read_public_key
    from dashboard.briefing.signature import verdict

    keys = (read_public_key(key_file),) if key_file else public_keys(home)
    found = verdict(content, keys)
    click.echo(_TOLD[found.state].format(fingerprint=found.fingerprint, keys=named(keys)))
    return found.state == "untouched"


def _compared(home: Path, content: bytes) -> bool:
    """Tell what the file was made from, and compare it with its build and with the current one."""
    from dashboard.briefing.manifest import FORMAT
    from dashboard.briefing.seal import read_manifest

    manifest = read_manifest(content)
    if manifest.get("format") != FORMAT:
        raise ValueError(
            f"The manifest is of format {manifest.get('format')}; this program knows {FORMAT}. Use a newer Moei."
        )
    _tell(manifest)
    is_right = _of_its_build(home, content, manifest)
    _tell_today(home, manifest)
    return is_right


def _is_withdrawn(home: Path, content: bytes) -> bool:
    """Say whether it was taken back, when, why, and what takes its place."""
    from dashboard.briefing.recall import withdrawals

    found = withdrawals(home, content)
    for one in found:
        by = one.replaced_by
        told = f" Superseded by {by['file']}, code {by['code']}, SHA-256 {by['sha256']}." if by else ""
        click.echo(f"Recall: WITHDRAWN at {one.at}: {one.reason}{'' if one.reason.endswith('.') else '.'}{told}")
    if not found:
        click.echo("Recall: no withdrawal is known here; only the home that made a briefing knows of it.")
    return bool(found)


def _tell_today(home: Path, manifest: dict[str, Any]) -> None:
    """Say what the same briefing would rest on now."""
    from dashboard.briefing.made import made_again
    from dashboard.briefing.manifest import record_changes

    try:
        current = warehouse.current_build(home)
    except warehouse.NoBuildError:
        click.echo("Today: nothing is loaded here, so nobody can tell what it would say.")
        return
    if current.build_id == manifest["build_id"]:
        click.echo("Today: its build is the current one; the same briefing would rest on the same records.")
        return
    today = made_again(home, current, manifest)
    _tell_changes(record_changes(manifest["records"], today.manifest["records"]), current.build_id)


def _tell(manifest: dict[str, Any]) -> None:
    asked = manifest["asked"]
    what = {"standard": "standard brief", "country": f"brief of {asked['nationality']}"}
    told = what.get(asked["kind"], f"scenes {', '.join(asked['scenes'])}")
    audience = f" for {manifest['audience']}" if manifest.get("audience", "anyone") != "anyone" else ""
    records = f"{len(manifest['records']):,} records to {manifest['as_of']}"
    click.echo(f"Made: {told}, {_form(asked)}, TLP:{manifest['level']}{audience}, code {manifest['code']}, {records}.")
    click.echo(f"From: build {manifest['build_id']}, moei {manifest['program']}.")


def _form(asked: dict[str, Any]) -> str:
    """The language, and the format of data."""
    is_paged = asked["format"] in ("pdf", "png", "svg")
    return str(asked["language"]) if is_paged else f"{asked['format']}, {asked['language']}"


def _of_its_build(home: Path, content: bytes, manifest: dict[str, Any]) -> bool:
    """Whether its build, where it is at hand, says the same; True where nobody can tell."""
    from dashboard.briefing.made import made_again
    from dashboard.briefing.signature import without_signature

    path = warehouse.builds_folder(home) / f"{Path(str(manifest['build_id'])).name}.duckdb"
    if not path.is_file():
        click.echo("Build: not at hand, so nobody can tell whether it says this.")
        return True
    again = made_again(home, warehouse.read_build(path), manifest)
    # Who verifies may not have the key that signs: all but the signature is compared.
    if again.content == without_signature(content):
        click.echo("Build: at hand; made again from it, the briefing is the same byte for byte.")
        return True
    if any(again.manifest.get(name) != manifest.get(name) for name in ("program", "fonts", "made_with")):
        other = "another program, other libraries or other fonts"
        click.echo(f"Build: at hand, but {other} made the file, so its bytes can't be compared.")
        return True
    click.echo("Build: at hand, and it DOES NOT SAY THIS: made again from it, the briefing differs.")
    return False


def _tell_changes(changes: "RecordChanges", build_id: str) -> None:
    if changes.are_none:
        click.echo(f"Today: the same records, of build {build_id}.")
        return
    click.echo(f"Today: other records, of build {build_id}.")
    for name in ("added", "corrected", "withdrawn"):
        ids = getattr(changes, name)
        more = f" and {len(ids) - _MOST_LISTED:,} more" if len(ids) > _MOST_LISTED else ""
        if ids:
            click.echo(f"  {len(ids):,} {name}: {', '.join(ids[:_MOST_LISTED])}{more}")
