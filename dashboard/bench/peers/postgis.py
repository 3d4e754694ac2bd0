"""A PostgreSQL server with PostGIS of the bench's own, that is gone when it ends."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.bench.peers.available import postgres_programs

_SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "2GB",
    "work_mem": "256MB",
    "max_wal_size": "4GB",
    "jit": "off",
}
"""No network, and all the speed that a server may have which keeps nothing."""

Ask = Callable[..., str]


@contextmanager
def running() -> Iterator[Ask]:
    """
    A server whose data lie where the system keeps temporary files: its own account must reach them.

    Yields
    ------
    callable
        Runs statements or psql's own commands one after another; returns what they print, columns parted by bars.

    Raises
    ------
    RuntimeError
        If the server doesn't start, or a statement fails; the message is its own.
    """
    programs = postgres_programs()
    if programs is None:
        raise RuntimeError("PostgreSQL with PostGIS isn't installed")
    # Short, as the path of a socket may have a hundred characters at most.
    folder = Path(tempfile.mkdtemp(prefix="moei-pg-"))
    _give_away(folder)
    options = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
    try:
        _run(programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "bench", "--no-sync", "-E", "UTF8")
        start = ("-D", folder / "data", "-w", "-l", folder / "log", "-o", f"-k {folder} {options}")
        _run(programs / "pg_ctl", "start", *start)

        def ask(*statements: str) -> str:
            parts = [word for statement in statements for word in ("-c", statement)]
            words = ("-h", folder, "-U", "bench", "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-qtA", *parts)
            return _run(programs / "psql", *words, as_owner=False)

        try:
            ask("CREATE EXTENSION postgis")
            yield ask
        finally:
            _run(programs / "pg_ctl", "stop", "-D", folder / "data", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _give_away(folder: Path) -> None:
    """PostgreSQL doesn't run for root: its own account owns what it writes."""
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)


def _run(program: Path, *words: object, as_owner: bool = True) -> str:
    user = "postgres" if as_owner and os.geteuid() == 0 else None
    command = [str(program), *map(str, words)]
    # A server that goes on holds what it was given: its output would never end.
    with tempfile.TemporaryFile() as told:
        done = subprocess.run(command, user=user, cwd="/", stdout=told, stderr=subprocess.STDOUT, check=False)
        told.seek(0)
        text = told.read().decode(errors="replace")
    if done.returncode:
        raise RuntimeError(f"{program.name}: {text.strip().splitlines()[-1] if text.strip() else 'it said nothing'}")
    return text
