"""`moei keys`: the public key by which others verify what this home exported."""

from pathlib import Path

import click

from etl import warehouse


@click.command("keys")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write the public key to."
)
@click.option("--renew", is_flag=True, help="Make a new signing key for the exports to come; earlier ones stay valid.")
def keys(output: Path | None, *, renew: bool) -> None:
    """
    Show the public key that exports are verified by, or write it to a file for others.

    The first export makes the signing key; it stays in keys/ of the home, where only its owner may read it. Give the
    file of -o to whoever gets briefings, by another way than the briefings, and read the fingerprint to each other.

    \b
    Examples:
      moei keys
      moei keys -o office.pem
      moei verify brief.pdf --key office.pem
    """
    from dashboard.briefing.keys import named, present_key, public_keys, renew_signing_key

    try:
        home = warehouse.home()
        present = renew_signing_key(home).public if renew else present_key(home)
        if present is None:
            raise click.ClickException("There is no key yet: the first export makes it. Run: moei brief --help")
        earlier = [key for key in public_keys(home) if key.fingerprint != present.fingerprint]
        if output:
            output.write_bytes(present.pem)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or output}: {error.strerror or error}") from error
    click.echo(f"Fingerprint: {present.fingerprint}")
    if earlier:
        click.echo(f"Earlier keys, by which this home verifies too: {named(earlier)}")
    click.echo(f"Wrote {output}." if output else present.pem.decode().strip())
