"""Briefings that were taken back: a list that lines are only ever added to."""

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.briefing.export_log import add_line, who
from dashboard.briefing.keys import public_keys
from dashboard.briefing.seal import read_manifest
from dashboard.briefing.signature import verdict

LIST = Path("briefings") / "withdrawn.jsonl"
_LONGEST_REASON = 500
_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Withdrawal:
    """
    That a briefing was taken back.

    Attributes
    ----------
    at, reason
        When (ISO 8601, UTC), and why.
    replaced_by
        Name, code and hash of the file that takes its place; empty where none does.
    """

    at: str
    reason: str
    replaced_by: Mapping[str, str]


def withdraw(home: Path, file: Path, reason: str, replacement: Path | None) -> None:
    """
    Take a briefing back, whatever the file is called and wherever its copies are.

    Parameters
    ----------
    home
        The home that exported it.
    file, replacement
        The briefing, and the one that takes its place, if any; both as they were exported.
    reason
        Why, in a line.

    Raises
    ------
    ValueError
        If a file isn't an untouched export of this home, there is no reason, or the replacement is itself withdrawn.
    OSError
        If a file can't be read, or the list not be written.
    """
    told = "".join(letter for letter in " ".join(reason.split()) if letter.isprintable())
    if not told or len(told) > _LONGEST_REASON:
        raise ValueError(f"--reason needs words, at most {_LONGEST_REASON} letters.")
    one, other = _named(home, file), _named(home, replacement) if replacement else {}
    if one["sha256"] == other.get("sha256"):
        raise ValueError(f"{file} and {replacement} are the same briefing.")
    if replacement and withdrawals(home, replacement.read_bytes()):
        raise ValueError(f"{replacement} is withdrawn itself.")
    add_line(home / LIST, {"who": who(), **one, "reason": told, "replaced_by": other})


def withdrawals(home: Path, content: bytes) -> list[Withdrawal]:
    """Each time that a file was taken back, in order; none where it never was, as far as this home knows."""
    return list_withdrawals(home).get(hashlib.sha256(content).hexdigest(), [])


def list_withdrawals(home: Path) -> dict[str, list[Withdrawal]]:
    """
    SHA-256 of a file -> each time that it was taken back, in order.

    A line that can't be read is passed over, and the log says so.
    """
    try:
        lines = (home / LIST).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    found: dict[str, list[Withdrawal]] = {}
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            one = Withdrawal(str(row["at"]), str(row["reason"]), dict(row["replaced_by"]))
            found.setdefault(str(row["sha256"]), []).append(one)
        except (ValueError, KeyError, TypeError):
            _logger.warning("%s, line %d can't be read; a withdrawal may be missing.", home / LIST, number)
    return found


def _named(home: Path, file: Path) -> dict[str, Any]:
    """What tells a briefing apart from every other."""
    content = file.read_bytes()
    if verdict(content, public_keys(home)).state != "untouched":
        raise ValueError(f"{file} is no untouched briefing of this home. Ask: moei verify {file}")
    return {
        "file": file.name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "code": str(read_manifest(content).get("code", "")),
    }
