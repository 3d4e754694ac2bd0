"""The `moei` program: commands that load data, weigh it, write briefings, and serve the dashboard."""

import click

from dashboard.access.devices_command import devices
from dashboard.bench.cli import bench
from dashboard.briefing.command import brief
from dashboard.briefing.keys_command import keys
from dashboard.briefing.verify_command import verify
from dashboard.weigh import weigh
from etl import cli as etl_cli
from etl.warehouse import home


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="moei")
def main() -> None:
    """Moei: where the scam compounds on Thailand's borders are, what was done, and where the activity goes next."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option(
    "--open-to-anyone-without-sign-in",
    "is_open",
    is_flag=True,
    help="Let everybody who reaches the address see everything up to MOEI_LEVEL.",
)
def serve(host: str, port: int, *, is_open: bool) -> None:
    """
    Serve the dashboard until stopped with Ctrl+C.

    On this machine's own address nobody signs in, unless MOEI_HOME holds access.toml; any other address needs it.

    \b
    Examples:
      moei serve
      moei serve --port 9000
      moei serve --host 0.0.0.0
    """
    # Streamlit takes a second to import, which no other command needs.
    from dashboard.serving import serve_app

    try:
        serve_app(home(), host, port, is_open=is_open)
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error


for command in (*etl_cli.COMMANDS, weigh, brief, verify, keys, devices, bench):
    main.add_command(command)
