"""How long a home keeps what was exported from it: the file, its manifest and, by that, the build it was made from."""

import json
import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

SETTING = "MOEI_RETENTION_DAYS"
DAYS_KEPT = 3650
"""Ten years, where the setting says nothing."""
LONGEST_DAYS = 36_500
LOG = Path("audit") / "exports.jsonl"
BRIEFINGS = Path("briefings")
"""Folder of a manifest for each file that was exported."""
FILES = BRIEFINGS / "files"
"""Folder of the files themselves."""
_DIGEST_LETTERS = 16
_logger = logging.getLogger(__name__)


def retention_days() -> int:
    """
    Days that an export is kept after it last left: `MOEI_RETENTION_DAYS`, ten years where it isn't set.

    Raises
    ------
    ValueError
        If it is no number of days.
    """
    said = os.environ.get(SETTING, "").strip()
    if not said:
        return DAYS_KEPT
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= LONGEST_DAYS):
        raise ValueError(f"{SETTING} must be a whole number of days of 1 to {LONGEST_DAYS}: found {said!r}")
    return int(said)


def kept_name(code: str, sha256: str) -> str:
    """What the manifest and the kept file of an export are called, without their endings."""
    return f"{code}-{sha256[:_DIGEST_LETTERS]}"


def export_lines(moei_home: Path) -> list[dict[str, Any]]:
    """Lines of the log of exports, oldest first; one that can't be read is passed over, and the log says so."""
    try:
        # Not by splitlines: a file's name may hold what it takes for the end of a line.
        lines = (moei_home / LOG).read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return []
    found = []
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            row = json.loads(line)
            found.append(row | {"at": datetime.fromisoformat(row["at"])})
        except (ValueError, TypeError, KeyError):
            _logger.warning("%s, line %d can't be read.", moei_home / LOG, number)
    return found


def drop_expired(moei_home: Path, *, now: datetime | None = None) -> list[str]:
    """
    Delete the manifests and files of exports that last left longer ago than they are kept; the log keeps its lines.

    Parameters
    ----------
    moei_home
        The home.
    now
        The moment, UTC; by default this one.

    Returns
    -------
    list of str
        Names of what went, without endings. The next load drops their builds, if nothing else keeps those.

    Raises
    ------
    ValueError
        As `retention_days`; nothing is deleted then.
    """
    earliest = (now or datetime.now(UTC)) - timedelta(days=retention_days())
    left_at = {
        kept_name(line["code"], line["sha256"]): line["at"]
        for line in export_lines(moei_home)
        if line.get("what") == "export" and {"code", "sha256"} <= line.keys()
    }
    kept = [*(moei_home / BRIEFINGS).glob("*.json"), *(moei_home / FILES).glob("[!.]*")]
    expired = [path for path in kept if left_at.get(path.stem, _changed_at(path)) < earliest]
    for path in expired:
        path.unlink(missing_ok=True)
    return sorted({path.stem for path in expired})


def _changed_at(path: Path) -> datetime:
    """When a file that no line of the log tells of was written."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
