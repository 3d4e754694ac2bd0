"""Briefings that were taken back: a list that lines are only ever added to."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from dashboard.briefing.export_log import add_line, who
from dashboard.briefing.keys import public_keys
from dashboard.briefing.seal import read_manifest
from dashboard.briefing.signature import verdict
from etl.audit import add_entry

LIST = Path("briefings") / "withdrawn.jsonl"
_LONGEST_REASON = 500
_NAMES = {"file", "sha256", "code"}


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


@dataclass(frozen=True)
class Withdrawn:
    """
    What a home knows of briefings that were taken back.

    Attributes
    ----------
    by_file
        SHA-256 of a file -> each time that it was taken back, in order.
    unread
        Numbers of lines that can't be read: each may have told of any file.
    """

    by_file: Mapping[str, tuple[Withdrawal, ...]] = field(default_factory=dict)
    unread: tuple[int, ...] = ()


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
    if other.get("sha256") in read_withdrawn(home).by_file:
        raise ValueError(f"{replacement} is withdrawn itself.")
    add_line(home / LIST, {"who": who(), **one, "reason": told, "replaced_by": other})
    add_entry(home, "export", what="withdrawn", sha256=one["sha256"], code=one["code"])


def read_withdrawn(home: Path) -> Withdrawn:
    """
    Read the list of briefings that were taken back; empty where there is none.

    Raises
    ------
    OSError
        If it can't be read at all.
    """
    try:
        lines = (home / LIST).read_bytes().split(b"\n")
    except FileNotFoundError:
        return Withdrawn()
    found: dict[str, tuple[Withdrawal, ...]] = {}
    unread = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            sha256, one = _of_line(line)
            found[sha256] = (*found.get(sha256, ()), one)
        except (ValueError, KeyError, TypeError, AttributeError):
            unread.append(number)
    return Withdrawn(found, tuple(unread))


def _of_line(line: bytes) -> tuple[str, Withdrawal]:
    """A file's SHA-256, and that it was taken back; ValueError and its like where the line says something else."""
    row = json.loads(line.decode("utf-8"))
    digests = [row["sha256"], *([row["replaced_by"]["sha256"]] if row["replaced_by"] else [])]
    if any(len(bytes.fromhex(digest)) != hashlib.sha256().digest_size for digest in digests):
        raise ValueError("no SHA-256")
    datetime.fromisoformat(row["at"])
    named = {name: str(row["replaced_by"][name]) for name in _NAMES} if row["replaced_by"] else {}
    return row["sha256"].lower(), Withdrawal(row["at"], str(row["reason"]), named)


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
