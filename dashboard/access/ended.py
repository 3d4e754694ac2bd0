"""Sign-ins that were ended: a copy of their cookie opens nothing any more, in any window, nor after a restart."""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from filelock import FileLock

_DAYS = 8
"""How long one is kept: longer than a sign-in can last."""


def end_token(moei_home: Path, token: str, now: datetime) -> None:
    """
    Keep that a sign-in was ended.

    Raises
    ------
    OSError
        If it can't be written.
    """
    path = _file(moei_home)
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.parent / ".lock"):
        at = now.timestamp()
        kept = {one: when for one, when in _read(path).items() if when > at - _DAYS * 86_400}
        partial = path.with_name(f"{path.name}.partial")
        partial.write_text(json.dumps(kept | {token: at}), encoding="utf-8")
        partial.replace(path)


def ended_tokens(moei_home: Path) -> frozenset[str]:
    """
    Sign-ins that were ended, read anew only when there are more.

    Raises
    ------
    ValueError
        If the file is broken: then nobody can tell which, and nobody is let in.
    """
    path = _file(moei_home)
    try:
        held = path.stat()
    except FileNotFoundError:
        return frozenset()
    return _ended(path, (held.st_ino, held.st_mtime_ns, held.st_size))


@lru_cache(maxsize=4)
def _ended(path: Path, _version: tuple[int, int, int]) -> frozenset[str]:
    return frozenset(_read(path))


def _read(path: Path) -> dict[str, float]:
    try:
        return {str(one): float(when) for one, when in json.loads(path.read_text(encoding="utf-8")).items()}
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError, TypeError) as error:
        raise ValueError(f"{path} can't be read: {error}. Delete it to let people sign in anew.") from error


def _file(moei_home: Path) -> Path:
    return moei_home / "access" / "ended.json"
