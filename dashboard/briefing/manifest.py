"""What a briefing was made from, as plain data that travels inside it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dashboard.briefing.document import Options
from dashboard.briefing.request import BOTH
from dashboard.briefing.typesetting import FONT_FILES, FONTS
from etl.release_rules import ANYONE, Release
from etl.warehouse import PROJECT, Build

FORMAT = 1
_BASEMAP = PROJECT / "dashboard" / "static" / "basemap"
_PACKAGES = ("dashboard", "etl", "geo")
_CODE = {".py", ".typ", ".ftl", ".sql", ".toml", ".js", ".mjs", ".css"}
_SETTERS = ("typst", "vl-convert-python")
HASH_LETTERS = 16
"""Of each hash, as many as a manifest keeps."""


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
    view = {"view": options.view.address} if options.view else {}
    earlier = {"earlier": options.earlier.as_json()} if options.earlier else {}
    return {
        "format": FORMAT,
        "program": version("moei"),
        "program_files": program_hash(),
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
            "language": BOTH if options.second_language else options.language,
            "format": file_format,
            **view,
        },
        "code": code,
        "fonts": files_hash(tuple(str(FONTS / name) for name in FONT_FILES)),
        "basemap": files_hash(tuple(str(path) for path in sorted(_BASEMAP.glob("*")) if path.is_file())),
        "records": {event_id: told[:HASH_LETTERS] for event_id, told in sorted(records.items())},
        **earlier,
    }


@cache
def files_hash(paths: tuple[str, ...]) -> str:
    """One hash of some files, in their order."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(hashlib.sha256(Path(path).read_bytes()).digest())
    return whole.hexdigest()[:HASH_LETTERS]


@cache
def program_hash() -> str:
    """One hash of the program's own files and of what draws and sets: a version's number alone may stay as it was."""
    told = {
        path.relative_to(PROJECT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for package in _PACKAGES
        for path in (PROJECT / package).rglob("*")
        if path.suffix in _CODE
    }
    whole = json.dumps({**told, **{name: version(name) for name in _SETTERS}}, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:HASH_LETTERS]


def day_of(text: str | None) -> date | None:
    """A day out of a manifest; None for none."""
    return date.fromisoformat(text) if text else None


def release_of(manifest: Mapping[str, Any]) -> Release:
    """
    To whom a briefing was told.

    Raises
    ------
    ValueError
        If the level or the audience is none.
    """
    return Release(level=str(manifest["level"]), audience=str(manifest.get("audience", ANYONE)))
