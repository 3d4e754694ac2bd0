"""What left the house: each export and its manifest, and a line of who made it, when, and its hash."""

import contextlib
import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dashboard.briefing.request import ending_of
from etl.audit import account, add_entry
from etl.retention import BRIEFINGS, FILES, LOG, drop_expired, kept_name, retention_days

_TOLD = ("sha256", "level", "audience", "code")
_logger = logging.getLogger(__name__)


def export(home: Path, output: Path, content: bytes, manifest: Mapping[str, Any]) -> None:
    """
    Write an export that is in the log before it is in its place: whole, or not at all.

    Its manifest is kept, and by that its build. An earlier file stays where the new one can't be logged or put in its
    place.

    Parameters
    ----------
    home
        Home of the build.
    output
        Where the file goes; only its name is logged.
    content, manifest
        The file, and the manifest inside it.

    Raises
    ------
    OSError
        If it can't be written, logged or put in place; what was logged before is told as failed in a second line.
    """
    waiting = _waiting(output, content)
    try:
        line = log_export(home, output.name, content, manifest)
        try:
            waiting.replace(output)
        except OSError as error:
            failed = {name: line[name] for name in ("file", "sha256", "who")}
            add_line(home / LOG, {"what": "failed", **failed, "why": error.strerror or str(error)})
            add_entry(home, "export", what="failed", sha256=failed["sha256"])
            raise
    finally:
        with contextlib.suppress(OSError):
            waiting.unlink()


def log_export(home: Path, name: str, content: bytes, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """
    Keep an export with its manifest, log it, and drop what was kept long enough; only then may it be handed over.

    Parameters
    ----------
    home
        Home of the build.
    name
        What the file is called.
    content, manifest
        The file, and the manifest inside it.

    Returns
    -------
    dict
        The line of the log.

    Raises
    ------
    OSError
        If it can't be kept or logged.
    ValueError
        If the setting of how long exports are kept is wrong; nothing is logged then.
    """
    retention_days()
    digest = hashlib.sha256(content).hexdigest()
    line = {
        "what": "export",
        "who": who(),
        "file": name,
        "sha256": digest,
        **{told: manifest[told] for told in ("level", "audience", "build_id", "code", "asked")},
    }
    kept = kept_name(manifest["code"], digest)
    told = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    _keep(home / BRIEFINGS / f"{kept}.json", told.encode())
    _keep(home / FILES / f"{kept}{ending_of(manifest['asked']['format'])}", content)
    add_line(home / LOG, line)
    add_entry(home, "export", what="briefing", **{told: line[told] for told in _TOLD})
    try:
        drop_expired(home)
    except OSError:
        # It may leave: what others left behind can go another time.
        _logger.warning("Some briefings that were kept long enough are still there.", exc_info=True)
    return line


def log_download(home: Path, export: Mapping[str, str], by: str | None = None) -> None:
    """
    Log that a kept export leaves once more; only then may it be handed over.

    Parameters
    ----------
    home
        Home that keeps it.
    export
        Its file, sha256, level, audience and code.
    by
        The account; by default the one that acts now.

    Raises
    ------
    OSError
        If it can't be logged.
    """
    add_line(home / LOG, {"what": "download", "who": by or who(), **export})
    add_entry(home, "export", by, what="again", **{told: export[told] for told in _TOLD})


def _waiting(output: Path, content: bytes) -> Path:
    """The file under a name that nobody looks for, in the folder where it will stand."""
    handle, name = tempfile.mkstemp(prefix=f".{output.name[:40]}-", dir=output.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        _tell_where(error, output)
        raise
    return Path(name)


def _keep(path: Path, content: bytes) -> None:
    """A file of the home, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _waiting(path, content).replace(path)


def add_line(log: Path, line: Mapping[str, Any]) -> None:
    """A line with its time at the end of a log, on the disk; one that was cut off before it stays a line of its own."""
    log.parent.mkdir(parents=True, exist_ok=True)
    told = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **line}
    try:
        with log.open("ab+") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(end - 1, 0))
            is_cut = file.read(1) not in (b"", b"\n")
            file.write(b"\n" * is_cut + json.dumps(told, ensure_ascii=False, sort_keys=True).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        _tell_where(error, log)
        raise


def _tell_where(error: BaseException, path: Path) -> None:
    """Give an error of a full disk the file: it may be one of the home, and not the one that was asked for."""
    if isinstance(error, OSError) and error.filename is None:
        error.filename = str(path)


def who() -> str:
    """The name of the account that acts."""
    return account()
