"""What people decided about reports of one event: kept in `MOEI_HOME/decisions/duplicates.jsonl`, a line a decision."""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from filelock import FileLock

from etl.audit import add_entry
from etl.contract.vocab import LAYERS

Verdict = Literal["same", "different", "undo"]
_VERDICTS = get_args(Verdict)
_KEYS = ("at", "by", "verdict", "layer", "event_ids", "note")
_LONGEST_LINE = 100_000
_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Decision:
    """
    What a person said of some records of one layer.

    Attributes
    ----------
    verdict
        `same`: all of them report one event; `different`: each reports another; `undo`: what was said before of
        exactly these is void.
    layer, event_ids
        The records, two or more, by id.
    by, at, note
        Who said so, when (UTC), and why.
    line
        Line of the file, from 1; 0 for one that isn't written yet.
    """

    verdict: Verdict
    layer: str
    event_ids: tuple[str, ...]
    by: str
    at: datetime
    note: str = ""
    line: int = 0

    @property
    def about(self) -> tuple[str, frozenset[str]]:
        """The records that it is about: a later decision about the same takes its place."""
        return self.layer, frozenset(self.event_ids)


def decisions_file(moei_home: Path) -> Path:
    """The file of decisions, whether it is there or not."""
    return moei_home / "decisions" / "duplicates.jsonl"


def read_decisions(moei_home: Path) -> list[Decision]:
    """
    Every decision that was ever written, oldest first.

    Raises
    ------
    ValueError
        If a line is no decision: file, line, what was found and what is accepted.
    OSError
        If the file can't be read.
    """
    path = decisions_file(moei_home)
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    return [_decision(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def decisions_in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """
    The decisions that hold: the last about the same records, unless that undoes; oldest first.

    Examples
    --------
    >>> def said(verdict, *ids):
    ...     return Decision(verdict=verdict, layer="incident", event_ids=ids, by="A", at=datetime(2026, 1, 2))
    >>> said_all = [said("same", "a", "b"), said("same", "c", "d"), said("undo", "b", "a")]
    >>> [decision.event_ids for decision in decisions_in_force(said_all)]
    [('c', 'd')]
    """
    last: dict[tuple[str, frozenset[str]], Decision] = {}
    for decision in decisions:
        last.pop(decision.about, None)
        last[decision.about] = decision
    return [decision for decision in last.values() if decision.verdict != "undo"]


def append_decision(moei_home: Path, decision: Decision) -> Path:
    """
    Write a decision at the end of the file, in one step: a write that is cut short leaves the file as it was.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ValueError
        If the file, or the decision, is not as it should be.
    OSError
        If the file can't be written.
    """
    path = decisions_file(moei_home)
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps(_as_json(decision), ensure_ascii=False).encode()
    _decision(path, 0, line)
    with FileLock(path.parent / ".lock"):
        read_decisions(moei_home)
        before = path.read_bytes() if path.exists() else b""
        if before and not before.endswith(b"\n"):
            before += b"\n"
        partial = path.with_name(f"{path.name}.partial")
        with partial.open("wb") as file:
            file.write(before + line + b"\n")
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    about = {"verdict": decision.verdict, "layer": decision.layer, "records": len(decision.event_ids)}
    add_entry(moei_home, "decision", None, about, sha256=hashlib.sha256(line).hexdigest())
    return path


def _as_json(decision: Decision) -> dict[str, object]:
    """A decision as its line holds it."""
    return {
        "at": decision.at.astimezone(UTC).isoformat(timespec="seconds"),
        "by": decision.by,
        "verdict": decision.verdict,
        "layer": decision.layer,
        "event_ids": list(decision.event_ids),
        "note": decision.note,
    }


def _decision(path: Path, number: int, line: bytes) -> Decision:
    """The decision that a line holds."""
    try:
        return _read_line(number, line)
    except (ValueError, RecursionError) as error:
        where = f"{path}, line {number}" if number else "this decision"
        raise ValueError(f"{where}: {error}.") from error


def _read_line(number: int, line: bytes) -> Decision:
    if len(line) > _LONGEST_LINE:
        raise ValueError(f"found {len(line):,} bytes; accepted: up to {_LONGEST_LINE:,}")
    try:
        facts = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"found {_shown(line)}; accepted: one JSON object in UTF-8") from error
    if not isinstance(facts, dict) or set(facts) != set(_KEYS):
        raise ValueError(f"found {_shown(line)}; accepted: an object of {', '.join(_KEYS)}")
    event_ids = facts["event_ids"]
    faults = [
        _unless(isinstance(facts["by"], str), "by", facts["by"], "a name"),
        _unless(isinstance(facts["note"], str), "note", facts["note"], "a text"),
        _unless(facts["verdict"] in _VERDICTS, "verdict", facts["verdict"], f"one of: {', '.join(_VERDICTS)}"),
        _unless(facts["layer"] in LAYERS, "layer", facts["layer"], f"one of: {', '.join(LAYERS)}"),
        _unless(_are_ids(event_ids), "event_ids", event_ids, "two ids or more, each once"),
        _unless(_instant(facts["at"]) is not None, "at", facts["at"], "an instant like 2026-11-26T08:30:00+00:00"),
    ]
    if any(faults):
        raise ValueError("; ".join(filter(None, faults)))
    facts |= {"at": _instant(facts["at"]), "event_ids": tuple(event_ids)}
    return Decision(**facts, line=number)


def _unless(is_right: bool, key: str, found: object, accepted: str) -> str:
    """What is wrong with a value, or nothing."""
    return "" if is_right else f"{key}: found {_shown(repr(found).encode())}; accepted: {accepted}"


def _are_ids(given: object) -> bool:
    if not isinstance(given, list) or not all(isinstance(item, str) and item.strip() for item in given):
        return False
    return len(given) > 1 and len(set(given)) == len(given)


def _instant(text: object) -> datetime | None:
    """An instant with its offset; None if it is none."""
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


def _shown(line: bytes) -> str:
    text = line.decode("utf-8", errors="replace")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
