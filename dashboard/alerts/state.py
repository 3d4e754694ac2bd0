"""What was known at the last look at a build: `MOEI_HOME/alerts/state.json`, one account a release level."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.alerts.evaluation import Alert, Known
from dashboard.alerts.words import alert_words

_VERSION = 1


@dataclass(frozen=True, kw_only=True)
class State:
    """
    The account of one release level.

    Attributes
    ----------
    build_id, day, rules
        The build that was looked at, on which day (ISO, Thai time), and the fingerprint of the rules that held.
    known
        Fact id -> what is known.
    """

    build_id: str
    day: str
    rules: str
    known: Mapping[str, Known] = field(default_factory=dict)


def state_file(moei_home: Path) -> Path:
    """The file, whether it is there or not."""
    return moei_home / "alerts" / "state.json"


def read_states(moei_home: Path) -> dict[str, State]:
    """
    The accounts of all release levels.

    Parameters
    ----------
    moei_home
        The home.

    Returns
    -------
    dict
        Release level -> account; empty where nothing was ever looked at.

    Raises
    ------
    ValueError
        If the file is broken; the message names it and says what to do. It is left as it is.
    OSError
        If it can't be read.
    """
    path = state_file(moei_home)
    try:
        now = path.stat()
        return dict(_read(path, (now.st_ino, now.st_mtime_ns, now.st_size)))
    except FileNotFoundError:
        return {}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(
            f"The state of alerts {path} can't be read ({type(error).__name__}: {error}). It was left as it is; put a"
            " backup in its place, or move it away: what the build then holds is taken as known."
        ) from error


@lru_cache(maxsize=4)
def _read(path: Path, _version: tuple[int, int, int]) -> dict[str, State]:
    """The accounts of a file, which is always replaced and never changed: read once until it is."""
    told = json.loads(path.read_bytes().decode("utf-8"))
    if told["version"] != _VERSION:
        raise ValueError(f"version {told['version']!r}; accepted: {_VERSION}")
    return {level: _state(account) for level, account in told["levels"].items()}


def write_states(moei_home: Path, states: Mapping[str, State]) -> None:
    """
    Replace the file in one step; hold the lock of the folder.

    Raises
    ------
    OSError
        If it can't be written; it is then as it was.
    """
    told = {"version": _VERSION, "levels": {level: _as_json(state) for level, state in sorted(states.items())}}
    replace_file(state_file(moei_home), json.dumps(told, ensure_ascii=False, indent=1).encode())


def replace_file(path: Path, content: bytes) -> None:
    """
    Put content in a file's place, so that a write that is cut short leaves the file as it was.

    Raises
    ------
    OSError
        If it can't be written.
    """
    partial = path.with_name(f"{path.name}.partial")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def instant(text: str) -> datetime:
    """
    An instant with its offset.

    Raises
    ------
    ValueError
        If the text is none, or has no offset.

    Examples
    --------
    >>> instant("2026-11-26T08:30:00+00:00").hour
    8
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text!r} has no offset; accepted: an instant like 2026-11-26T08:30:00+00:00")
    return at


def _state(account: Mapping[str, Any]) -> State:
    known = {
        fact_id: Known(
            marks=frozenset(one["marks"]), alert=None if one["alert"] is None else _alert(fact_id, one["alert"])
        )
        for fact_id, one in account["known"].items()
    }
    return State(build_id=account["build_id"], day=account["day"], rules=account["rules"], known=known)


def _alert(fact_id: str, told: Mapping[str, Any]) -> Alert:
    alert = Alert(
        alert_id=fact_id,
        kind=told["kind"],
        since=instant(told["since"]),
        key=told["key"],
        values=dict(told["values"]),
        record_ids=tuple(told["record_ids"]),
        holds=told["holds"],
    )
    # One that no message fits would stop every screen that tells it.
    alert_words(alert)
    return alert


def _as_json(state: State) -> dict[str, object]:
    known = {
        fact_id: {"marks": sorted(one.marks), "alert": None if one.alert is None else _alert_as_json(one.alert)}
        for fact_id, one in sorted(state.known.items())
    }
    return {"build_id": state.build_id, "day": state.day, "rules": state.rules, "known": known}


def _alert_as_json(alert: Alert) -> dict[str, object]:
    return {
        "kind": alert.kind,
        "since": alert.since.isoformat(),
        "key": alert.key,
        "values": dict(alert.values),
        "record_ids": list(alert.record_ids),
        "holds": alert.holds,
    }
