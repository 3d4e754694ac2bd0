"""What a briefing was made from, as plain data that travels inside it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dashboard.briefing.document import Options
from dashboard.briefing.typesetting import FONT_FILES, FONTS
from etl.warehouse import PROJECT, Build

FORMAT = 1
_BASEMAP = PROJECT / "dashboard" / "static" / "basemap"
_LETTERS = 16


def briefing_manifest(
    build: Build, options: Options, *, code: str, records: Mapping[str, str], file_format: str
) -> dict[str, Any]:
    """
    What a briefing was made from.

    Parameters
    ----------
    build, options
        The build, and what was asked.
    code
        The code on its pages.
    records
        Id of each record that it rests on -> hash of what the record says.
    file_format
        Of the file.

    Returns
    -------
    dict
        Plain data, the same for the same build, options and program.
    """
    return {
        "format": FORMAT,
        "program": version("moei"),
        "build_id": build.build_id,
        "built_at": build.built_at.isoformat(timespec="seconds"),
        "as_of": build.as_of_date.isoformat() if build.as_of_date else None,
        "is_synthetic": build.is_synthetic,
        "level": options.level,
        "audience": options.audience,
        "asked": {
            "kind": options.kind,
            "scenes": [scene.scene_id for scene in options.scenes],
            "nationality": options.nationality,
            "since": options.since.isoformat() if options.since else None,
            "paper": options.paper.name,
            "language": options.language,
            "format": file_format,
        },
        "code": code,
        "fonts": files_hash(tuple(str(FONTS / name) for name in FONT_FILES)),
        "basemap": files_hash(tuple(str(path) for path in sorted(_BASEMAP.glob("*")) if path.is_file())),
        "records": {event_id: told[:_LETTERS] for event_id, told in sorted(records.items())},
    }


@cache
def files_hash(paths: tuple[str, ...]) -> str:
    """One hash of some files, in their order."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(hashlib.sha256(Path(path).read_bytes()).digest())
    return whole.hexdigest()[:_LETTERS]


@dataclass(frozen=True)
class RecordChanges:
    """Records of a briefing beside those that the same briefing would rest on now: ids, each in order."""

    added: tuple[str, ...]
    corrected: tuple[str, ...]
    withdrawn: tuple[str, ...]

    @property
    def are_none(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.corrected or self.withdrawn)


def record_changes(before: Mapping[str, str], after: Mapping[str, str]) -> RecordChanges:
    """
    What became of a briefing's records.

    Parameters
    ----------
    before, after
        Id -> hash of what the record says; those before may be cut to fewer letters.

    Examples
    --------
    >>> record_changes({"a": "1", "b": "2", "c": "3"}, {"b": "2", "c": "4", "d": "5"})
    RecordChanges(added=('d',), corrected=('c',), withdrawn=('a',))
    """
    both = before.keys() & after.keys()
    return RecordChanges(
        added=tuple(sorted(after.keys() - before.keys())),
        corrected=tuple(sorted(one for one in both if not after[one].startswith(before[one]))),
        withdrawn=tuple(sorted(before.keys() - after.keys())),
    )


def day_of(text: str | None) -> date | None:
    """A day out of a manifest; None for none."""
    return date.fromisoformat(text) if text else None
