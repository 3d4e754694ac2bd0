"""
The builds: each load makes a new DuckDB file, and one small pointer file says which is current.

A reader opens the file that `CURRENT` names and is never blocked; a writer works on a file of its own and replaces the
pointer last, in one step, so a load that is killed leaves the last good build as it was.
"""

import contextlib
import json
import logging
import os
import secrets
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from etl.contract.ddl import contract_hash
from etl.retention import BRIEFINGS, drop_expired

PROJECT = Path(__file__).parents[1]
BUILDS_KEPT = 3
WRITER_MEMORY = "2GB"
"""What a load may hold in memory of a build in the making; the rest goes to the disk for as long as the load takes."""
_PARTIAL = ".partial"
_logger = logging.getLogger(__name__)
_KEPT_FILES = """
SELECT sha256, arg_max(file_name, source_file_id), list(DISTINCT source_name ORDER BY source_name)
FROM source_file
WHERE sha256 <> '' AND source_name <> ''
GROUP BY sha256
ORDER BY max(source_file_id)
"""


class NoBuildError(LookupError):
    """There is no build to read; the message says what to do."""


class HomeLockedError(TimeoutError):
    """Another load is at work; the message says who holds the lock, `since` from when (UTC), if the holder said so."""

    def __init__(self, message: str, *, since: datetime | None = None) -> None:
        super().__init__(message)
        self.since = since


@dataclass(frozen=True)
class Build:
    """
    One build, checked and published.

    Attributes
    ----------
    build_id, path
        Its id and its file.
    built_at
        When it was built, UTC.
    as_of_date
        Newest event date that isn't in the future; None if no record has a date.
    is_synthetic
        Whether it holds any record made up for a load test.
    """

    build_id: str
    path: Path
    built_at: datetime
    as_of_date: date | None
    is_synthetic: bool


def home() -> Path:
    """Folder of everything that people make or load: `MOEI_HOME`, or data/home in the project."""
    # Not resolved: that asks the disk of every folder above, and a screen asks for the home ten times a view.
    return Path(os.environ.get("MOEI_HOME") or PROJECT / "data" / "home").expanduser().absolute()


def builds_folder(moei_home: Path) -> Path:
    """Folder of the builds and of the pointer to the current one."""
    return moei_home / "builds"


def current_build_id(moei_home: Path) -> str | None:
    """
    Id of the current build, cheap enough to ask every few seconds.

    Returns
    -------
    str or None
        None if nothing was ever published.
    """
    try:
        return (builds_folder(moei_home) / "CURRENT").read_text(encoding="utf-8", errors="replace").strip() or None
    except (FileNotFoundError, NotADirectoryError):
        return None


def current_build(moei_home: Path) -> Build:
    """
    The current build.

    Raises
    ------
    NoBuildError
        If there is none, its file is gone, or another version of Moei made it.
    """
    build_id = current_build_id(moei_home)
    if build_id is None:
        raise NoBuildError("There is no build yet. Run: moei load")
    path = builds_folder(moei_home) / f"{build_id}.duckdb"
    if not path.is_file():
        raise NoBuildError(f"The current build {build_id} has lost its file. Run: moei load")
    return read_build(path)


def read_build(path: Path) -> Build:
    """
    What a build's file says of itself.

    Raises
    ------
    NoBuildError
        If it can't be read, or another version of Moei made it.
    """
    try:
        with open_read_only(path) as connection:
            row = connection.execute(
                "SELECT build_id, built_at, as_of_date, is_synthetic, contract_hash FROM build"
            ).fetchone()
    except duckdb.Error as error:
        raise NoBuildError(f"The build {path.name} can't be read. Run: moei load") from error
    if row is None or row[4] != contract_hash():
        raise NoBuildError(f"The build {path.name} was made by another version of Moei. Run: moei load")
    return Build(
        build_id=row[0], path=path, built_at=row[1].replace(tzinfo=UTC), as_of_date=row[2], is_synthetic=row[3]
    )


def open_read_only(path: Path) -> duckdb.DuckDBPyConnection:
    """
    Connection to a build for readers.

    Notes
    -----
    Extensions are neither installed nor loaded from outside: no step of Moei may need the network. A statement reads
    this file and no other, writes none, and can't change that: were one ever made of what a viewer typed, it would
    still see nothing but what is released to them. A connection that threads share gives wrong rows: take a
    `.cursor()` for each query.
    """
    connection = duckdb.connect(
        str(path),
        read_only=True,
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "enable_external_access": "false",
        },
    )
    [[is_locked]] = connection.execute("SELECT current_setting('lock_configuration')::BOOLEAN").fetchall()
    # Connections of one process to one file share its configuration.
    if not is_locked:
        # DuckDB's own bar would stand among what a command prints.
        connection.execute("SET enable_progress_bar = false")
        connection.execute("SET lock_configuration = true")
    return connection


def open_for_writing(path: Path, scratch: Path) -> duckdb.DuckDBPyConnection:
    """
    Connection to a build in the making.

    Parameters
    ----------
    path
        Its file.
    scratch
        Folder for what doesn't fit into memory.
    """
    connection = duckdb.connect(
        str(path), config={"temp_directory": str(scratch / "spill"), "memory_limit": WRITER_MEMORY}
    )
    # DuckDB's own bar would be drawn over the load's, and into log files.
    connection.execute("SET enable_progress_bar = false")
    return connection


@contextlib.contextmanager
def scratch_folder(moei_home: Path) -> Iterator[Path]:
    """
    Empty folder for what a load unpacks or can't hold in memory; it goes when the load ends.

    What a killed load left there goes too: the home is locked for writing, so nobody else is using it.
    """
    folder = moei_home / "scratch"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def writing(moei_home: Path, *, wait_seconds: float) -> Iterator[None]:
    """
    Hold the home's lock, so that one load at a time makes builds.

    Parameters
    ----------
    moei_home
        The home.
    wait_seconds
        How long to wait for another load to finish.

    Raises
    ------
    HomeLockedError
        If another load still holds the lock; the message names it.
    """
    folder = builds_folder(moei_home)
    folder.mkdir(parents=True, exist_ok=True)
    holder = folder / ".lock-holder.json"
    try:
        with FileLock(folder / ".lock", timeout=wait_seconds):
            me = {
                "process": os.getpid(),
                "host": socket.gethostname(),
                "since": _utc_now().isoformat(timespec="seconds"),
            }
            holder.write_text(json.dumps(me), encoding="utf-8")
            yield
    except Timeout as error:
        raise HomeLockedError(
            f"Another load is at work ({_holder_words(holder)}). Try again when it is done.",
            since=_held_since(holder),
        ) from error


def _holder_words(holder: Path) -> str:
    """Who holds the lock, as far as it is known."""
    try:
        facts = json.loads(holder.read_text(encoding="utf-8"))
        return f"process {facts['process']} on {facts['host']}, since {facts['since']}"
    except (OSError, ValueError, KeyError):
        return "it has not said who it is"


def _held_since(holder: Path) -> datetime | None:
    """Since when the lock is held, UTC, as far as it is known."""
    try:
        return datetime.fromisoformat(json.loads(holder.read_text(encoding="utf-8"))["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def new_build_id() -> str:
    """
    An id for a new build: its moment in UTC to the microsecond, so that ids sort by age, and six random digits.

    Returns
    -------
    str
        Like 20261121T231500123456Z-3fa9c1.
    """
    return f"{_utc_now():%Y%m%dT%H%M%S%fZ}-{secrets.token_hex(3)}"


def start_build(moei_home: Path, build_id: str) -> tuple[Path, bool]:
    """
    File for a new build: a copy of the current one, or none yet.

    Parameters
    ----------
    moei_home
        The home, locked for writing.
    build_id
        Id of the new build.

    Returns
    -------
    tuple of Path and bool
        The file, not yet a build, and whether it starts from an earlier one.
    """
    folder = builds_folder(moei_home)
    for leftover in (*folder.glob(f"*{_PARTIAL}*"), *(moei_home / "raw").glob(f"*{_PARTIAL}")):
        leftover.unlink(missing_ok=True)
    partial = folder / f"{build_id}.duckdb{_PARTIAL}"
    try:
        shutil.copyfile(current_build(moei_home).path, partial)
    except NoBuildError:
        return partial, False
    except OSError:
        drop_partial(partial)
        raise
    return partial, True


def drop_partial(partial: Path) -> None:
    """Delete the file of a build that came to nothing, and DuckDB's log beside it: the disk may be full of them."""
    for leftover in partial.parent.glob(f"{partial.name}*"):
        leftover.unlink(missing_ok=True)


def list_kept_files(moei_home: Path) -> list[tuple[str, str, list[str]]]:
    """
    Files that the newest build was made from, for a load that can't start from that build.

    Returns
    -------
    list of (str, str, list of str)
        SHA-256, name of the file and names of its tables' source descriptions, in the order of their last loads;
        empty if there is no build, or none that tells.
    """
    for path in sorted(builds_folder(moei_home).glob("*.duckdb"), reverse=True):
        with contextlib.suppress(duckdb.Error), open_read_only(path) as connection:
            return connection.execute(_KEPT_FILES).fetchall()
    return []


def publish(moei_home: Path, build_id: str, partial: Path) -> Build:
    """
    Make a finished file the current build, in one step, and drop the builds that nobody needs.

    Parameters
    ----------
    moei_home
        The home, locked for writing.
    build_id
        Id of the new build.
    partial
        Its file, closed.

    Returns
    -------
    Build
    """
    folder = builds_folder(moei_home)
    path = folder / f"{build_id}.duckdb"
    _sync(partial)
    partial.replace(path)
    pointer = folder / f"CURRENT{_PARTIAL}"
    pointer.write_text(f"{build_id}\n", encoding="utf-8")
    _sync(pointer)
    pointer.replace(folder / "CURRENT")
    if os.name == "posix":
        _sync(folder)
    _drop_old_builds(moei_home)
    return read_build(path)


def _sync(path: Path) -> None:
    """Wait until a file, or a folder's entries, are on the disk."""
    # Windows syncs only what is open for writing, POSIX opens folders only for reading.
    descriptor = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _drop_old_builds(moei_home: Path) -> None:
    """Delete all builds but the last three and those that a briefing was made from which is still to be kept."""
    try:
        drop_expired(moei_home)
    except (ValueError, OSError) as error:
        # What was loaded is current by now: neither a mistake in a setting nor a log that can't be read may undo it.
        _logger.warning("No briefing was dropped: %s", error)
    newest_first = sorted(builds_folder(moei_home).glob("*.duckdb"), reverse=True)
    kept = _briefed_builds(moei_home) | {current_build_id(moei_home)}
    for path in newest_first[BUILDS_KEPT:]:
        if path.stem not in kept:
            # On Windows a file that a dashboard has open can't go; the next load tries again.
            with contextlib.suppress(PermissionError):
                path.unlink()


def _briefed_builds(moei_home: Path) -> set[str]:
    """Builds that the manifest of any briefing names."""
    briefed = set()
    for manifest in (moei_home / BRIEFINGS).glob("**/*.json"):
        with contextlib.suppress(ValueError, TypeError, KeyError):
            briefed.add(str(json.loads(manifest.read_text(encoding="utf-8"))["build_id"]))
    return briefed


def _utc_now() -> datetime:
    return datetime.now(UTC)
