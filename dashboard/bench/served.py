"""The app served for a measurement, and what the system tells of the server."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from etl.warehouse import PROJECT


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served_app() -> Iterator[tuple[str, int]]:
    """A server of the home, on a free port of this machine: its address, and the id of its process."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("moei")), "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield _healthy(f"http://127.0.0.1:{port}"), process.pid
        finally:
            process.terminate()


def _healthy(url: str, *, patience: float = 60.0) -> str:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):
                return url
        except OSError:
            time.sleep(0.2)
    raise click.ClickException("the dashboard didn't come up; moei serve says why.")


def open_websockets(port: int) -> int:
    """Connections to a port of this machine that stand (state 01), where the system tells them (Linux); else 0."""
    path = Path("/proc/net/tcp")
    if not path.exists():
        return 0
    rows = [line.split() for line in path.read_text().splitlines()[1:]]
    return sum(row[1].endswith(f":{port:04X}") and row[3] == "01" for row in rows)


def resident_mb(process_id: int) -> float:
    """Memory of a process, where the system tells it (Linux); else 0."""
    path = Path(f"/proc/{process_id}/statm")
    return int(path.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20 if path.exists() else 0.0
