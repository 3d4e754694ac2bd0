"""Wall screens: enrolled by a code that works once, known by a token from then on, until they are revoked."""

import contextlib
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from filelock import FileLock

from dashboard.access.names import account_name
from dashboard.access.viewer import Viewer
from etl.audit import add_entry
from etl.contract.vocab import RELEASE_LEVELS

ROLE = "device"
PAGES = ("wall",)
"""Pages that a screen can be bound to."""
COOKIE = "moei_device"
MOST_GUESSES = 10
"""Wrong codes until every open code is void: of 10,000 guesses, ten are held against anything at all."""
LONGEST_MINUTES = 60
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE_LETTERS = 10
_SEEN_EVERY_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Device:
    """
    A screen.

    Attributes
    ----------
    device_id, name
        Its id, and what its room is called, by the rules of an account's name.
    page, level
        The one page that it shows, and the release level up to which it sees.
    token_hash
        SHA-256 of its token, which nobody but the screen has.
    enrolled_at, revoked_at
        Instants, ISO; revoked_at is empty while it is let in.
    """

    device_id: str
    name: str
    page: str
    level: str
    token_hash: str
    enrolled_at: str
    revoked_at: str = ""

    @property
    def viewer(self) -> Viewer:
        """Who looks when it shows its page: it reads one page, and does nothing."""
        return Viewer(account=f"device:{self.name}", role=ROLE, level=self.level, pages=frozenset({self.page}))


@dataclass(frozen=True, kw_only=True)
class Code:
    """A code that was given out: its hash, until when it works (ISO), and the screen that it makes."""

    code_hash: str
    until: str
    name: str
    page: str
    level: str


@dataclass(frozen=True, kw_only=True)
class Devices:
    """All that is kept of screens; `wrong` counts wrong codes since the last was given out."""

    devices: tuple[Device, ...] = ()
    codes: tuple[Code, ...] = field(default=(), repr=False)
    wrong: int = 0


def new_code(moei_home: Path, name: str, *, level: str, minutes: int, now: datetime, page: str = "wall") -> str:
    """
    A code by which one screen is enrolled, once.

    Parameters
    ----------
    moei_home
        The home.
    name
        What the screen is called.
    level, page
        What it may see.
    minutes
        How long the code works.
    now
        The time, with its zone.

    Raises
    ------
    ValueError
        If the name, level, page or time is none that is accepted, the name is taken, or the file is broken.
    OSError
        If it can't be written.
    """
    name = account_name(name)
    if level not in RELEASE_LEVELS:
        raise ValueError(f"{level!r} is no release level: accepted are {', '.join(RELEASE_LEVELS)}")
    if page not in PAGES:
        raise ValueError(f"a screen can't be bound to {page!r}: accepted are {', '.join(PAGES)}")
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise ValueError(f"a code works for 1 to {LONGEST_MINUTES} minutes: found {minutes}")
    code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LETTERS))
    until = (now + timedelta(minutes=minutes)).isoformat()
    with _changing(moei_home) as kept:
        if any(one.name == name and not one.revoked_at for one in kept[0].devices):
            raise ValueError(f"a screen is called {name} already: revoke it first, or call this one otherwise")
        given = Code(code_hash=_hash(code), until=until, name=name, page=page, level=level)
        others = tuple(one for one in _open_codes(kept[0], now) if one.name != name)
        kept[0] = replace(kept[0], codes=(*others, given), wrong=0)
    add_entry(moei_home, "device", what="code", name=name, level=level, page=page)
    return code


def enrol(moei_home: Path, code: str, now: datetime) -> str | None:
    """
    The token of a new screen, for a code; None for a wrong one, or one that is over.

    Parameters
    ----------
    moei_home
        The home.
    code
        What was typed; small letters and hyphens do.
    now
        The time, with its zone.

    Raises
    ------
    ValueError
        If the file is broken.
    OSError
        If it can't be written.
    """
    typed = _hash("".join(letter for letter in code.upper() if letter in _LETTERS))
    if not _open_codes(read_devices(moei_home), now):
        return None
    token = secrets.token_urlsafe(32)
    with _changing(moei_home) as kept:
        codes = _open_codes(kept[0], now)
        fits = next((one for one in codes if hmac.compare_digest(one.code_hash, typed)), None)
        if fits is None:
            wrong = kept[0].wrong + 1
            is_over = wrong >= MOST_GUESSES
            kept[0] = replace(kept[0], codes=() if is_over else codes, wrong=wrong)
        else:
            device = Device(
                device_id=secrets.token_hex(4),
                name=fits.name,
                page=fits.page,
                level=fits.level,
                token_hash=_hash(token),
                enrolled_at=now.isoformat(timespec="seconds"),
            )
            kept[0] = Devices(devices=(*kept[0].devices, device), codes=tuple(one for one in codes if one != fits))
    if fits is None:
        told = "wrong code; all codes are void" if is_over else "wrong code"
        add_entry(moei_home, "refusal", "unknown", what="device", reason=told)
        return None
    add_entry(moei_home, "device", f"device:{fits.name}", what="enrolled", device_id=device.device_id)
    return token


def revoke(moei_home: Path, device_id: str, now: datetime) -> Device:
    """
    Let a screen in no more: what it shows goes within seconds.

    Raises
    ------
    LookupError
        If no screen that is let in has this id or name.
    ValueError
        If the file is broken.
    OSError
        If it can't be written.
    """
    with _changing(moei_home) as kept:
        found = [one for one in kept[0].devices if device_id in (one.device_id, one.name) and not one.revoked_at]
        if not found:
            raise LookupError(f"No screen that is let in is called {device_id}. Ask: moei devices")
        gone = replace(found[0], revoked_at=now.isoformat(timespec="seconds"))
        kept[0] = replace(kept[0], devices=tuple(gone if one == found[0] else one for one in kept[0].devices))
    add_entry(moei_home, "device", what="revoked", name=gone.name, device_id=gone.device_id)
    return gone


def device_of(moei_home: Path, token: str) -> Device | None:
    """
    The screen that has a token and is let in.

    Raises
    ------
    ValueError
        If the file is broken.
    """
    typed = _hash(token)
    return next(
        (
            one
            for one in read_devices(moei_home).devices
            if not one.revoked_at and hmac.compare_digest(one.token_hash, typed)
        ),
        None,
    )


def read_devices(moei_home: Path) -> Devices:
    """
    What is kept of screens, read anew only when it has changed.

    Raises
    ------
    ValueError
        If the file is broken; then no screen is let in.
    """
    path = _file(moei_home)
    try:
        held = path.stat()
    except FileNotFoundError:
        return Devices()
    return _read(path, (held.st_ino, held.st_mtime_ns, held.st_size))


def note_seen(moei_home: Path, device: Device, now: datetime) -> None:
    """Keep that a screen was just seen, at most once a minute; where that can't be written, it isn't known."""
    path = _seen_file(moei_home, device)
    with contextlib.suppress(OSError):
        if not path.exists() or now.timestamp() - path.stat().st_mtime >= _SEEN_EVERY_SECONDS:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()


def last_seen(moei_home: Path, device: Device) -> float | None:
    """When a screen was last seen, in seconds since 1970; None for never."""
    try:
        return _seen_file(moei_home, device).stat().st_mtime
    except OSError:
        return None


def _seen_file(moei_home: Path, device: Device) -> Path:
    return moei_home / "access" / "seen" / device.device_id


def _open_codes(kept: Devices, now: datetime) -> tuple[Code, ...]:
    return tuple(one for one in kept.codes if datetime.fromisoformat(one.until) > now)


@contextlib.contextmanager
def _changing(moei_home: Path) -> Iterator[list[Devices]]:
    """What is kept, in a list of one that is written back at the end; one process at a time."""
    path = _file(moei_home)
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.parent / ".lock"):
        kept = [read_devices(moei_home)]
        yield kept
        partial = path.with_name(f"{path.name}.partial")
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(kept[0]), file)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)


@lru_cache(maxsize=4)
def _read(path: Path, _version: tuple[int, int, int]) -> Devices:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Devices(
            devices=tuple(Device(**one) for one in told["devices"]),
            codes=tuple(Code(**one) for one in told["codes"]),
            wrong=int(told["wrong"]),
        )
    except (ValueError, TypeError, LookupError) as error:
        raise ValueError(
            f"{path} can't be read ({error}); put a backup in its place, or enrol the screens anew"
        ) from error


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _file(moei_home: Path) -> Path:
    return moei_home / "access" / "devices.json"
