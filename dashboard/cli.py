"""The `moei` program: commands that load data, weigh it, write briefings, and serve the dashboard."""

import os
import subprocess
import sys

import click

from dashboard.bench.cli import bench
from dashboard.briefing.command import brief
from dashboard.briefing.keys_command import keys
from dashboard.briefing.verify_command import verify
from dashboard.weigh import weigh
from etl import cli as etl_cli
from etl.warehouse import PROJECT


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="moei")
def main() -> None:
    """Moei: where the scam compounds on Thailand's borders are, what was done, and where the activity goes next."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
def serve(host: str, port: int) -> None:
    """
    Serve the dashboard until stopped with Ctrl+C.

    \b
    Examples:
      moei serve
      moei serve --port 9000
    """
    settings = {
        "server.address": host,
        "server.port": str(port),
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT / "dashboard" / "app.py"), *options]
    # Streamlit reads .streamlit/config.toml from the folder that it runs in.
    os.chdir(PROJECT)
    if os.name == "posix":
        os.execv(command[0], command)
    sys.exit(subprocess.call(command))


for command in (*etl_cli.COMMANDS, weigh, brief, verify, keys, bench):
    main.add_command(command)
