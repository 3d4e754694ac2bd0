"""What left the house: each export's manifest, and a line of who made it, when, and its hash."""

import getpass
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

LOG = Path("audit") / "exports.jsonl"
BRIEFINGS = "briefings"


def log_export(home: Path, output: Path, content: bytes, manifest: Mapping[str, Any]) -> None:
    """
    Keep an export's manifest, by which its build is kept too, and add a line to the log.

    Parameters
    ----------
    home
        Home of the build.
    output
        Where the file was written; only its name is logged.
    content, manifest
        The file, and the manifest inside it.

    Raises
    ------
    OSError
        If it can't be logged.
    """
    digest = hashlib.sha256(content).hexdigest()
    kept = home / BRIEFINGS / f"{manifest['code']}-{digest[:16]}.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "who": _who(),
        "file": output.name,
        "sha256": digest,
        "level": manifest["level"],
        "audience": manifest["asked"]["nationality"] or "anyone",
        "build_id": manifest["build_id"],
        "code": manifest["code"],
        "asked": manifest["asked"],
    }
    log = home / LOG
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")


def _who() -> str:
    """The name of the account; a container may have none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
