"""`moei verify`: whether a briefing is as it was made, and what it would say today."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from etl import warehouse

if TYPE_CHECKING:
    from dashboard.briefing.manifest import RecordChanges

_MOST_LISTED = 10


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def verify(file: Path) -> None:
    """
    Say whether a briefing is as it was made, and what the same briefing would say today.

    The seal shows whether any byte changed since; it isn't signed, so it can't show who made the file. Where the build
    is at hand the briefing is made again and compared byte for byte, which nobody can forge. Exits with 0 only if the
    file is untouched and, as far as that can be asked, what its build says.

    \b
    Examples:
      moei verify brief.pdf
      moei verify situation.gpkg
      moei verify /media/stick/renamed.pdf
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    is_right = _sealed(content)
    if not is_right:
        raise SystemExit(1)
    try:
        raise SystemExit(0 if _compared(warehouse.home(), content) else 1)
    except (warehouse.NoBuildError, ValueError) as error:
        raise click.ClickException(str(error)) from error


def _sealed(content: bytes) -> bool:
    """Say whether the bytes are those that were sealed."""
    from dashboard.briefing.seal import seal_state

    state = seal_state(content)
    told = {
        "untouched": "Seal: untouched, no byte changed since the file was made (not signed).",
        "altered": "Seal: ALTERED. Bytes were changed, added or cut off since the file was made; don't rely on it.",
        "unsealed": "Seal: none. Moei didn't make this file, or the seal was cut off; don't rely on it.",
    }
    click.echo(told[state])
    return state == "untouched"


def _compared(home: Path, content: bytes) -> bool:
    """Tell what the file was made from, and compare it with its build and with the current one."""
    from dashboard.briefing.made import made_again
    from dashboard.briefing.manifest import FORMAT, record_changes
    from dashboard.briefing.seal import read_manifest

    manifest = read_manifest(content)
    if manifest.get("format") != FORMAT:
        raise ValueError(
            f"The manifest is of format {manifest.get('format')}; this program knows {FORMAT}. Use a newer Moei."
        )
    _tell(manifest)
    is_right = _of_its_build(home, content, manifest)
    current = warehouse.current_build(home)
    if current.build_id == manifest["build_id"]:
        click.echo("Today: its build is the current one; the same briefing would rest on the same records.")
        return is_right
    today = made_again(home, current, manifest)
    _tell_changes(record_changes(manifest["records"], today.manifest["records"]), current.build_id)
    return is_right


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

    path = warehouse.builds_folder(home) / f"{Path(str(manifest['build_id'])).name}.duckdb"
    if not path.is_file():
        click.echo("Build: not at hand, so nobody can tell whether it says this.")
        return True
    again = made_again(home, warehouse.read_build(path), manifest)
    if hashlib.sha256(again.content).digest() == hashlib.sha256(content).digest():
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
