"""Whether a briefing is as it was made, and what the same briefing would say today: found, and not yet in words."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from dashboard.briefing.changes import RecordChanges, record_changes
from dashboard.briefing.keys import PublicKey, public_keys
from dashboard.briefing.made import made_again
from dashboard.briefing.manifest import FORMAT, release_of
from dashboard.briefing.recall import Withdrawal, read_withdrawn
from dashboard.briefing.request import UnknownNameError
from dashboard.briefing.seal import read_manifest
from dashboard.briefing.signature import Verdict, verdict, without_signature
from dashboard.queries.changed import list_held, list_named, list_there
from etl import warehouse
from etl.contract.vocab import RELEASE_LEVELS
from etl.release_rules import Release
from etl.released import released_build

_MAKERS = ("program", "program_files", "fonts", "basemap", "made_with")
"""Of a manifest: what made the file."""
BuildState = Literal["not at hand", "same", "other program", "differs"]


@dataclass(frozen=True)
class Today:
    """
    What the same briefing would rest on now.

    Attributes
    ----------
    build_id
        The current build; empty where nothing is loaded.
    is_its_build
        Whether that is the one that the briefing was made from.
    changes
        What became of its records since.
    named
        Id of a changed record -> row of `queries.changed.list_named`, where it may be told whom the file is for: as it
        is now or, of one that was withdrawn, as it was.
    """

    build_id: str
    is_its_build: bool = False
    changes: RecordChanges = field(default_factory=RecordChanges)
    named: Mapping[str, Mapping[Any, Any]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Verification:
    """
    What was found of a file, as far as it could be asked; the rest is None.

    Attributes
    ----------
    seal, keys
        What its seal says, and the keys that were asked.
    withdrawals
        Each time that it was taken back, as far as this home knows.
    unread
        Numbers of lines of the list of withdrawals that can't be read: each may have told of this file.
    manifest
        What it was made from, of an untouched file.
    build
        What its build says: the same, something else, or nothing that can be compared.
    today
        What the same briefing would rest on now.
    is_above
        Whether it is marked with a level that may not be told; nothing of what it says is, then.
    problem
        Why no more could be asked, in words; empty if all was.
    """

    seal: Verdict
    keys: tuple[PublicKey, ...]
    withdrawals: tuple[Withdrawal, ...] = ()
    unread: tuple[int, ...] = ()
    manifest: Mapping[str, Any] | None = None
    build: BuildState | None = None
    today: Today | None = None
    is_above: bool = False
    problem: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it is untouched, not withdrawn here and, as far as that can be asked, what its build says."""
        is_taken_back = bool(self.withdrawals or self.unread)
        is_whole = self.seal.state == "untouched" and not (is_taken_back or self.problem or self.is_above)
        return is_whole and self.build != "differs"


def verification(
    home: Path,
    content: bytes,
    *,
    keys: Sequence[PublicKey] | None = None,
    levels: Collection[str] = RELEASE_LEVELS,
    may_have: Callable[[Release], bool] = lambda _: True,
) -> Verification:
    """
    Verify a file.

    Parameters
    ----------
    home
        Home whose builds, keys and withdrawals are asked.
    content
        The file, whatever it is called.
    keys
        Those that are trusted; by default those of the home. The file itself is never asked for one.
    levels
        Release levels of files whose content may be told to who asks.
    may_have
        Whether what is released at a level to an audience may be told to who asks.

    Raises
    ------
    ValueError, OSError
        If a key of the home, or its list of withdrawals, can't be read. What stands in the way later is told as
        `problem`, beside what was found.
    """
    trusted = public_keys(home) if keys is None else tuple(keys)
    found = Verification(seal=verdict(content, trusted), keys=trusted)
    if found.seal.state != "untouched":
        return found
    listed = read_withdrawn(home)
    times = listed.by_file.get(hashlib.sha256(content).hexdigest(), ())
    found = replace(found, withdrawals=times, unread=listed.unread)
    try:
        manifest = _known_manifest(content)
        if manifest["level"] not in levels or not may_have(release_of(manifest)):
            return replace(found, is_above=True)
        found = replace(found, manifest=manifest)
        found = replace(found, build=_of_its_build(home, content, manifest))
        return replace(found, today=_today(home, manifest))
    except (warehouse.NoBuildError, ValueError) as error:
        return replace(found, problem=str(error))
    except OSError as error:
        return replace(found, problem=f"{error.filename or 'file'}: {error.strerror or error}")


def build_at_hand(home: Path, manifest: Mapping[str, Any]) -> warehouse.Build | None:
    """
    The build that a briefing was made from; None if its file is gone.

    Raises
    ------
    NoBuildError
        If it can't be read, or another version of Moei made it.
    """
    path = warehouse.builds_folder(home) / f"{Path(str(manifest['build_id'])).name}.duckdb"
    return warehouse.read_build(path) if path.is_file() else None


def _known_manifest(content: bytes) -> dict[str, Any]:
    manifest = read_manifest(content)
    if manifest.get("format") != FORMAT:
        raise ValueError(
            f"The manifest is of format {manifest.get('format')}; this program knows {FORMAT}. Use a newer Moei."
        )
    return manifest


def _of_its_build(home: Path, content: bytes, manifest: Mapping[str, Any]) -> BuildState:
    """Whether its build says the same."""
    build = build_at_hand(home, manifest)
    if build is None:
        return "not at hand"
    again = made_again(home, build, manifest)
    # Who verifies may not have the key that signs: all but the signature is compared.
    if again.content == without_signature(content):
        return "same"
    is_other = any(again.manifest.get(name) != manifest.get(name) for name in _MAKERS)
    return "other program" if is_other else "differs"


def _today(home: Path, manifest: Mapping[str, Any]) -> Today:
    try:
        current = warehouse.current_build(home)
    except warehouse.NoBuildError:
        return Today("")
    if current.build_id == manifest["build_id"]:
        return Today(current.build_id, is_its_build=True)
    try:
        records = made_again(home, current, manifest).manifest["records"]
    except UnknownNameError:
        # Of a view whose publisher, place or country no record tells any more: now it shows none.
        records = {}
    return _compared(home, current, manifest, records)


def _compared(home: Path, current: warehouse.Build, manifest: Mapping[str, Any], records: Mapping[str, str]) -> Today:
    """A manifest's records beside those of the same briefing of the current build, at the level of the file."""
    before, release = manifest["records"], release_of(manifest)
    with warehouse.open_read_only(released_build(home, current, release).path) as opened:
        held = list_held(opened, levels=release.levels, ids=list(before))
        with warehouse.open_read_only(current.path) as whole:
            changes = record_changes(before, records, held=held, there=list_there(whole, ids=list(before)))
        rows = list_named(opened, levels=release.levels, ids=[*changes.added, *changes.corrected])
    named = {row["record_id"]: row for row in rows.to_dict("records")}
    earlier = build_at_hand(home, manifest)
    if earlier and changes.withdrawn:
        with warehouse.open_read_only(released_build(home, earlier, release).path) as opened:
            rows = list_named(opened, levels=release.levels, ids=changes.withdrawn)
        named |= {row["record_id"]: row for row in rows.to_dict("records")}
    return Today(current.build_id, changes=changes, named=named)
