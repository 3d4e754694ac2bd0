"""What left the house: each export's manifest, and a line of who made it, when, and its hash."""

import contextlib
import getpass
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

LOG = Path("audit") / "exports.jsonl"
BRIEFINGS = "briefings"


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
    digest = hashlib.sha256(content).hexdigest()
    line = {
        "what": "export",
        "who": who(),
        "file": output.name,
        "sha256": digest,
        "level": manifest["level"],
        "audience": manifest["audience"],
        "build_id": manifest["build_id"],
        "code": manifest["code"],
        "asked": manifest["asked"],
    }
    waiting = _waiting(output, content)
    try:
        _keep(home / BRIEFINGS / f"{manifest['code']}-{digest[:16]}.json", manifest)
        add_line(home / LOG, line)
        try:
            waiting.replace(output)
        except OSError as error:
            why = error.strerror or str(error)
            add_line(
                home / LOG, {"what": "failed", "file": output.name, "sha256": digest, "who": line["who"], "why": why}
            )
            raise
    finally:
        with contextlib.suppress(OSError):
            waiting.unlink()


def _waiting(output: Path, content: bytes) -> Path:
    """The file under a name that nobody looks for, in the folder where it will stand."""
    handle, name = tempfile.mkstemp(prefix=f".{output.name[:40]}-", dir=output.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _keep(path: Path, manifest: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")


def add_line(log: Path, line: Mapping[str, Any]) -> None:
    """A line with its time at the end of a log, on the disk; one that was cut off before it stays a line of its own."""
    log.parent.mkdir(parents=True, exist_ok=True)
    told = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **line}
    with log.open("ab+") as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(end - 1, 0))
        is_cut = file.read(1) not in (b"", b"\n")
        file.write(b"\n" * is_cut + json.dumps(told, ensure_ascii=False, sort_keys=True).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def who() -> str:
    """The name of the account; a container may have none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
