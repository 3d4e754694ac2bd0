"""Briefings that left before: what the log tells of each, and the file where the home still keeps it."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from dashboard.briefing.export_log import log_download
from dashboard.briefing.made import Made, made_again
from dashboard.briefing.recall import Withdrawal, Withdrawn, read_withdrawn
from dashboard.briefing.request import ending_of
from dashboard.briefing.typesetting import page_pictures, typeset
from dashboard.briefing.verification import build_at_hand
from etl.retention import FILES, export_lines, kept_name
from etl.warehouse import NoBuildError

_TOLD = ("file", "sha256", "level", "audience", "code")


@dataclass(frozen=True, kw_only=True)
class Past:
    """
    A briefing that was exported.

    Attributes
    ----------
    at, who
        When it left last, UTC, and by whose account.
    file, sha256, level, audience, code, build_id, asked
        As the log has them.
    withdrawals
        Each time that it was taken back.
    unread
        Numbers of lines of the list of withdrawals that can't be read: each may have told of it.
    kept
        The home's copy; None once it was kept long enough, or where an earlier Moei kept none.
    """

    at: datetime
    who: str
    file: str
    sha256: str
    level: str
    audience: str
    code: str
    build_id: str
    asked: Mapping[str, Any]
    withdrawals: tuple[Withdrawal, ...] = ()
    unread: tuple[int, ...] = ()
    kept: Path | None = None

    @property
    def name(self) -> str:
        """Its word in an address."""
        return kept_name(self.code, self.sha256)

    @property
    def state(self) -> Literal["stands", "unknown", "withdrawn", "superseded"]:
        """Whether it was taken back, as far as that can be told, and whether another takes its place."""
        if not self.withdrawals:
            return "unknown" if self.unread else "stands"
        return "superseded" if any(one.replaced_by for one in self.withdrawals) else "withdrawn"


def list_past(home: Path, levels: Collection[str]) -> list[Past]:
    """
    Briefings that left, newest first, each file once.

    Parameters
    ----------
    home
        The home.
    levels
        Release levels that the viewer may see: of a briefing above them nothing is told, not even that it is.
    """
    lines: dict[str, dict[str, Any]] = {}
    for line in export_lines(home):
        if line.get("what") == "failed":
            lines.pop(str(line.get("sha256")), None)
        elif line.get("what") == "export" and {*_TOLD, "who", "build_id", "asked"} <= line.keys():
            # Taken out first, so that what left again stands where it left last.
            lines.pop(line["sha256"], None)
            lines[line["sha256"]] = line
    taken_back = read_withdrawn(home)
    found = [_past(home, line, taken_back) for line in lines.values()]
    return [one for one in reversed(found) if one.level in levels]


def _past(home: Path, line: Mapping[str, Any], taken_back: Withdrawn) -> Past:
    kept = home / FILES / f"{kept_name(line['code'], line['sha256'])}{ending_of(line['asked']['format'])}"
    told = {name: line[name] for name in (*_TOLD, "at", "who", "build_id", "asked")}
    return Past(
        **told,
        withdrawals=taken_back.by_file.get(line["sha256"], ()),
        unread=taken_back.unread,
        kept=kept if kept.is_file() else None,
    )


def kept_content(past: Past) -> bytes:
    """
    The home's copy of a briefing.

    Raises
    ------
    FileNotFoundError
        If it isn't kept.
    ValueError
        If it isn't what left.
    """
    if past.kept is None:
        raise FileNotFoundError(past.file)
    content = past.kept.read_bytes()
    if hashlib.sha256(content).hexdigest() != past.sha256:
        raise ValueError(f"{past.kept} isn't what left: its SHA-256 is another.")
    return content


def handed_over(home: Path, past: Past, account: str | None = None) -> bytes:
    """
    The home's copy of a briefing, to leave once more; logged before, by default as what the account that acts does.

    Raises
    ------
    OSError, ValueError
        As `kept_content`, or if it can't be logged.
    """
    content = kept_content(past)
    log_download(home, {name: getattr(past, name) for name in _TOLD}, account)
    return content


def seen(made: Made) -> tuple[bytes, ...]:
    """
    Pictures of the pages of a file, as PNG; none of one that has no pages.

    Slides are shown by the pages of 16:9 that say the same and carry the same code.
    """
    match made.manifest["asked"]["format"]:
        case "png":
            return (made.content,)
        case "pdf" | "svg" as file_format:
            return tuple(page_pictures(made.content, file_format))
    return tuple(page_pictures(typeset(dict(made.document), "pdf"), "pdf")) if made.document else ()


def seen_again(home: Path, past: Past) -> Made:
    """
    A past briefing to be looked at: the home's copy, or made again of its build.

    Raises
    ------
    etl.warehouse.NoBuildError
        If neither is at hand.
    ValueError, OSError
        If the copy isn't what left, or it can't be made again.
    """
    if past.kept is not None and past.asked["format"] in ("pdf", "png", "svg"):
        return Made(kept_content(past), {"asked": dict(past.asked)})
    manifest = _told_of(past)
    build = build_at_hand(home, manifest)
    if build is None:
        raise NoBuildError(f"The build {past.build_id} is gone.")
    return made_again(home, build, manifest)


def _told_of(past: Past) -> dict[str, Any]:
    """As much of its manifest as making it again needs, which the log keeps for ever."""
    return {name: getattr(past, name) for name in ("level", "audience", "build_id", "asked")}
