"""Whether a briefing is as it was made, and what the same briefing would say today: found, and not yet in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from dashboard.briefing.keys import PublicKey, public_keys
from dashboard.briefing.made import made_again
from dashboard.briefing.manifest import FORMAT, RecordChanges, record_changes
from dashboard.briefing.recall import Withdrawal, withdrawals
from dashboard.briefing.seal import read_manifest
from dashboard.briefing.signature import Verdict, verdict, without_signature
from etl import warehouse

BuildState = Literal["not at hand", "same", "other program", "differs"]
_NO_CHANGES = RecordChanges((), (), ())


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
        Records added, corrected and withdrawn since.
    """

    build_id: str
    is_its_build: bool = False
    changes: RecordChanges = _NO_CHANGES


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
    manifest
        What it was made from, of an untouched file.
    build
        What its build says: the same, something else, or nothing that can be compared.
    today
        What the same briefing would rest on now.
    problem
        Why no more could be asked, in words; empty if all was.
    """

    seal: Verdict
    keys: tuple[PublicKey, ...]
    withdrawals: tuple[Withdrawal, ...] = ()
    manifest: Mapping[str, Any] | None = None
    build: BuildState | None = None
    today: Today | None = None
    problem: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it is untouched, not known to be withdrawn and, as far as that can be asked, what its build says."""
        is_whole = self.seal.state == "untouched" and not self.withdrawals and not self.problem
        return is_whole and self.build != "differs"


def verification(home: Path, content: bytes, *, keys: Sequence[PublicKey] | None = None) -> Verification:
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

    Raises
    ------
    ValueError, OSError
        If a key of the home can't be read. What stands in the way later is told as `problem`, beside what was found.
    """
    trusted = public_keys(home) if keys is None else tuple(keys)
    found = Verification(seal=verdict(content, trusted), keys=trusted)
    if found.seal.state != "untouched":
        return found
    found = replace(found, withdrawals=tuple(withdrawals(home, content)))
    try:
        manifest = _known_manifest(content)
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
    is_other = any(again.manifest.get(name) != manifest.get(name) for name in ("program", "fonts", "made_with"))
    return "other program" if is_other else "differs"


def _today(home: Path, manifest: Mapping[str, Any]) -> Today:
    try:
        current = warehouse.current_build(home)
    except warehouse.NoBuildError:
        return Today("")
    if current.build_id == manifest["build_id"]:
        return Today(current.build_id, is_its_build=True)
    again = made_again(home, current, manifest)
    return Today(current.build_id, changes=record_changes(manifest["records"], again.manifest["records"]))
