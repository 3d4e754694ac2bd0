"""Whether the audit is as it was written: what is wrong with it, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.audit import Entry, Head, audit_folder, entry_hash, list_files, read_head, read_line


@dataclass(frozen=True, kw_only=True)
class Checked:
    """
    What a check of the audit found.

    Attributes
    ----------
    faults
        Sentences, each with its file and line; empty where all is as it was written.
    entries
        Lines that were read.
    number, hash
        Of the last line: who keeps them elsewhere can hold a later log against them.
    """

    faults: tuple[str, ...]
    entries: int
    number: int
    hash: str


def check_audit(moei_home: Path, *, known: tuple[int, str] | None = None) -> Checked:
    """
    Hold every line against the one before it, and the last against the head.

    Parameters
    ----------
    moei_home
        The home.
    known
        Number and hash of a line that somebody kept elsewhere: by it, a log that was made anew shows.

    Returns
    -------
    Checked

    Raises
    ------
    OSError
        If a file can't be read.
    """
    faults: list[str] = []
    try:
        head = read_head(moei_home)
    except ValueError as error:
        head, faults = None, [f"{error}."]
    else:
        if head is None and list_files(moei_home):
            faults = [f"head.json is missing from {audit_folder(moei_home)}: what was cut off the end doesn't show."]
    chain = _Chain(head)
    for path in list_files(moei_home):
        for number, line in _numbered(path):
            faults += chain.faults_of(f"{path.name}, line {number}", line)
    faults += chain.end_faults(head)
    if known is not None and chain.hashes.get(known[0]) != known[1]:
        faults.append(f"Line {known[0]} of the log isn't the one that was kept: the log was made anew, or cut.")
    return Checked(faults=tuple(faults), entries=chain.entries, number=chain.number, hash=chain.hash)


def _numbered(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers; a last one without its end too."""
    lines = path.read_bytes().split(b"\n")
    yield from enumerate(lines[:-1] if lines[-1] == b"" else lines, start=1)


class _Chain:
    """The lines so far, each of which must follow."""

    def __init__(self, head: Head | None) -> None:
        self.number = 0 if head is None else head.kept_from - 1
        self.hash = "" if head is None else head.kept_before
        self.kept_from, self.kept_before = self.number + 1, self.hash
        self.is_known = head is not None
        self.entries = 0
        self.hashes: dict[int, str] = {}
        self.drops: set[tuple[object, object]] = set()

    def faults_of(self, where: str, line: bytes) -> list[str]:
        """What is wrong with the next line."""
        self.entries += 1
        try:
            entry = read_line(line)
        except (ValueError, TypeError, RecursionError) as error:
            self.is_known = False
            return [f"{where} can't be read: {error}."]
        faults = []
        if entry.hash != entry_hash(entry):
            faults.append(f"{where} was edited: it doesn't have its own hash.")
        if self.is_known and entry.number != self.number + 1:
            faults.append(
                f"{where} is number {entry.number} where {self.number + 1} was to follow: {_moved(entry, self)}."
            )
        elif self.is_known and entry.before != self.hash:
            faults.append(f"{where} doesn't follow the line before it: one of them was put there later.")
        self._take(entry)
        return faults

    def _take(self, entry: Entry) -> None:
        if entry.kind == "log" and entry.told.get("what") == "kept long enough":
            self.drops.add((entry.told.get("up_to"), entry.told.get("hash")))
        self.is_known, self.number, self.hash = True, entry.number, entry.hash
        self.hashes[entry.number] = entry.hash

    def end_faults(self, head: Head | None) -> list[str]:
        """What is wrong with where the chain ends, and with where it begins."""
        if head is None:
            return []
        faults = []
        last = self.hashes.get(head.number)
        if last is None and self.number < head.number:
            place = head.file or "the log"
            faults.append(f"{place} ends with number {self.number}; {head.number} was written: its end was cut off.")
        elif last is not None and last != head.hash:
            faults.append(f"{head.file}: number {head.number} isn't the line that head.json tells of.")
        if head.kept_from > 1 and (head.kept_from - 1, head.kept_before) not in self.drops:
            faults.append(
                f"The log begins with number {head.kept_from}, and no line says that earlier ones were dropped."
            )
        return faults


def _moved(entry: Entry, chain: _Chain) -> str:
    return (
        "a line was taken out before it" if entry.number > chain.number + 1 else "the lines were put in another order"
    )
