"""
The audit: who signed in, what was refused, exported, loaded, decided and acknowledged, in lines that hold each other.

Lines of JSON in `MOEI_HOME/audit/log-YYYY-MM.jsonl`, only ever added to. Each carries the hash of the one before, over
the ends of files too, and `head.json` the last one's: a line that is edited, taken out, put elsewhere or cut off shows.
"""

import getpass
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock

SETTING = "MOEI_AUDIT_RETENTION_DAYS"
LONGEST_DAYS = 36_500
KINDS = (
    "sign-in",
    "sign-out",
    "refusal",
    "export",
    "load",
    "decision",
    "acknowledgement",
    "device",
    "access",
    "log",
)
"""What is told: `access`, a change of who may see what; `log`, of the audit itself: what was dropped or found cut."""
FIRST = "0" * 64
"""What the first line carries, having none before it."""
_HEAD = "head.json"
_KEYS = ("number", "at", "kind", "who", "told", "before", "hash")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """
    One line.

    Attributes
    ----------
    number
        Its place in the chain, from 1.
    at
        When, UTC.
    kind, who, told
        One of `KINDS`, the account's name, and what there is to say.
    before, hash
        SHA-256 of the line before, and of this one.
    """

    number: int
    at: datetime
    kind: str
    who: str
    told: dict[str, Any]
    before: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """
    Where the chain ends, and where what is kept of it begins.

    Attributes
    ----------
    number, hash
        The last line's.
    file, file_bytes
        Name of the file that holds it, and how far that file is filled.
    kept_from, kept_before
        Number of the first line that is kept, and the hash of the one before it.
    """

    number: int = 0
    hash: str = FIRST
    file: str = ""
    file_bytes: int = 0
    kept_from: int = 1
    kept_before: str = FIRST


def system_account() -> str:
    """The name of the account that runs this process; a container may have none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


_accounts: list[Callable[[], str]] = [system_account]


def ask_for_account(ask: Callable[[], str]) -> None:
    """Have the account of what is done from now on told by a function: a server acts for many."""
    _accounts[0] = ask


def account() -> str:
    """Name of the account that acts now."""
    return _accounts[0]()


def audit_folder(moei_home: Path) -> Path:
    """Folder of the audit."""
    return moei_home / "audit"


def list_files(moei_home: Path) -> list[Path]:
    """Files of the chain, oldest first."""
    return sorted(audit_folder(moei_home).glob("log-????-??.jsonl"))


def add_entry(
    moei_home: Path, kind: str, who: str | None = None, told: Mapping[str, object] | None = None, /, **more: object
) -> Entry:
    """
    Tell something in the audit; when this returns it is on the disk.

    Parameters
    ----------
    moei_home
        The home.
    kind
        One of `KINDS`.
    who
        The account; by default the one that acts now.
    told, more
        What there is to say, in what JSON has: never a record, nor anything of a person but the account's name.

    Raises
    ------
    ValueError
        If there is no such kind, or the setting of how long lines are kept is wrong.
    OSError
        If it can't be written.
    """
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of entry; accepted: {', '.join(KINDS)}")
    folder = audit_folder(moei_home)
    folder.mkdir(parents=True, exist_ok=True)
    now, days = datetime.now(UTC), retention_days()
    with FileLock(folder / ".lock"):
        head = _mended(moei_home, now)
        head, entry = _write(moei_home, head, now, kind, account() if who is None else who, {**(told or {}), **more})
        if days is not None:
            _drop_old(moei_home, head, now - timedelta(days=days), now)
    return entry


def retention_days() -> int | None:
    """
    Days that a line is kept at least: `MOEI_AUDIT_RETENTION_DAYS`; None, for ever, where it isn't set.

    Raises
    ------
    ValueError
        If it is no number of days.
    """
    said = os.environ.get(SETTING, "").strip()
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= LONGEST_DAYS):
        raise ValueError(f"{SETTING} must be a whole number of days of 1 to {LONGEST_DAYS}: found {said!r}")
    return int(said)


def entry_hash(entry: Entry) -> str:
    """SHA-256 of a line without its own hash, in a form that doesn't depend on how it was written."""
    told = _as_json(entry)
    del told["hash"]
    return hashlib.sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def read_line(line: bytes) -> Entry:
    """
    The entry that a line holds; its hash is not looked at.

    Raises
    ------
    ValueError
        If it holds none.
    """
    told = json.loads(line)
    if not isinstance(told, dict) or tuple(sorted(told)) != tuple(sorted(_KEYS)):
        raise ValueError(f"accepted: one object of {', '.join(_KEYS)}")
    texts = all(isinstance(told[name], str) for name in ("at", "kind", "who", "before", "hash"))
    if not texts or type(told["number"]) is not int or not isinstance(told["told"], dict):
        raise ValueError("number must be a whole number, told an object, all else texts")
    at = datetime.fromisoformat(told["at"])
    if at.tzinfo is None:
        raise ValueError("at has no offset")
    return Entry(**told | {"at": at})


def read_entries(moei_home: Path) -> Iterator[Entry]:
    """
    What was told, oldest first.

    Raises
    ------
    ValueError
        If a line holds no entry; the message names the file and the line.
    OSError
        If a file can't be read.
    """
    for path in list_files(moei_home):
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            if line.strip():
                try:
                    yield read_line(line)
                except (ValueError, TypeError, RecursionError) as error:
                    raise ValueError(f"{path.name}, line {number}: {error}. Run: moei audit verify") from error


def read_head(moei_home: Path) -> Head | None:
    """
    Where the chain ends, as it was kept; None if nothing is.

    Raises
    ------
    ValueError
        If it can't be read.
    """
    try:
        return Head(**json.loads((audit_folder(moei_home) / _HEAD).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"{_HEAD} can't be read: {error}") from error


def _as_json(entry: Entry) -> dict[str, Any]:
    return asdict(entry) | {"at": entry.at.isoformat(timespec="milliseconds")}


def _write(moei_home: Path, head: Head, now: datetime, kind: str, who: str, told: dict[str, Any]) -> tuple[Head, Entry]:
    """Add a line, then move the head to it; both are on the disk."""
    at = now.replace(microsecond=now.microsecond // 1000 * 1000)
    entry = Entry(number=head.number + 1, at=at, kind=kind, who=who, told=told, before=head.hash, hash="")
    # Read back, so that the hash is of what a reader will find: a tuple is a list by then.
    entry = replace(entry, told=json.loads(json.dumps(told)))
    entry = replace(entry, hash=entry_hash(entry))
    # A clock that was set back must not send a line to an earlier file.
    path = audit_folder(moei_home) / max(head.file, f"log-{now:%Y-%m}.jsonl")
    with path.open("ab") as file:
        file.write(json.dumps(_as_json(entry), ensure_ascii=False, sort_keys=True).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
        size = file.tell()
    head = replace(head, number=entry.number, hash=entry.hash, file=path.name, file_bytes=size)
    _keep_head(moei_home, head)
    return head, entry


def _keep_head(moei_home: Path, head: Head) -> None:
    path = audit_folder(moei_home) / _HEAD
    partial = path.with_name(f"{_HEAD}.partial")
    with partial.open("w", encoding="utf-8") as file:
        json.dump(asdict(head), file)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _mended(moei_home: Path, now: datetime) -> Head:
    """
    Where the chain ends, once what a killed writer left is in order; hold the lock.

    A line that was written whole counts, though the head wasn't moved to it; one that was cut off was never told to
    anybody as written, and goes. Where the head is gone, the chain goes on from its last line, and the log says so.
    """
    try:
        head = read_head(moei_home)
    except ValueError:
        head = None
    if head is None and not list_files(moei_home):
        return Head()
    if head is None:
        last = _last_entries(moei_home)
        found = (
            Head(number=last[-1].number, hash=last[-1].hash, file=list_files(moei_home)[-1].name) if last else Head()
        )
        first = last[0] if last else None
        found = found if first is None else replace(found, kept_from=first.number, kept_before=first.before)
        return _write(moei_home, found, now, "log", system_account(), {"what": "head was missing"})[0]
    head, cut = _caught_up(moei_home, head)
    if cut:
        head = _write(moei_home, head, now, "log", system_account(), {"what": "cut line dropped", "bytes": cut})[0]
    return head


def _last_entries(moei_home: Path) -> list[Entry]:
    """First and last entry of what can be read, for a chain that has lost its head."""
    found: list[Entry] = []
    for path in list_files(moei_home):
        for line in path.read_bytes().split(b"\n"):
            try:
                entry = read_line(line)
            except (ValueError, TypeError, RecursionError):
                continue
            found = [*found[:1], entry]
    return found


def _caught_up(moei_home: Path, head: Head) -> tuple[Head, int]:
    """The head after whole lines that follow it, and how many bytes of a cut one were dropped."""
    for path in list_files(moei_home):
        if path.name < head.file:
            continue
        done = head.file_bytes if path.name == head.file else 0
        if path.stat().st_size <= done:
            continue
        with path.open("rb+") as file:
            file.seek(done)
            rest = file.read()
            for line in rest.split(b"\n")[:-1]:
                entry = _follower(line, head)
                if entry is None:
                    # Not ours to mend: `verify` tells of it.
                    return replace(head, file=path.name), 0
                done += len(line) + 1
                head = replace(head, number=entry.number, hash=entry.hash, file=path.name, file_bytes=done)
            cut = rest.rpartition(b"\n")[2]
            if cut:
                file.truncate(done)
                return head, len(cut)
    return head, 0


def _follower(line: bytes, head: Head) -> Entry | None:
    """The entry of a line, if it follows the head."""
    try:
        entry = read_line(line)
    except (ValueError, TypeError, RecursionError):
        return None
    follows = entry.number == head.number + 1 and entry.before == head.hash and entry.hash == entry_hash(entry)
    return entry if follows else None


def _drop_old(moei_home: Path, head: Head, until: datetime, now: datetime) -> None:
    """Drop whole files of which every line is older than an instant, once the chain tells where it then begins."""
    for path in list_files(moei_home):
        if path.name == head.file:
            return
        entries = [read_line(line) for line in path.read_bytes().split(b"\n") if line.strip()]
        if entries and entries[-1].at >= until:
            return
        if entries:
            told = {"what": "kept long enough", "up_to": entries[-1].number, "hash": entries[-1].hash}
            head, _ = _write(moei_home, head, now, "log", system_account(), told)
            head = replace(head, kept_from=entries[-1].number + 1, kept_before=entries[-1].hash)
            _keep_head(moei_home, head)
        path.unlink()
