"""Reads the earlier briefing since which a later one tells what changed, and keeps back what may not be told now."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.briefing.changes import record_changes
from dashboard.briefing.document import Options
from dashboard.briefing.earlier import Earlier
from dashboard.briefing.keys import public_keys
from dashboard.briefing.made import made_again
from dashboard.briefing.manifest import FORMAT, release_of
from dashboard.briefing.seal import read_manifest
from dashboard.briefing.signature import verdict
from dashboard.briefing.verification import build_at_hand
from dashboard.queries.changed import list_held, list_named, list_there
from etl.contract.vocab import RELEASE_LEVELS
from etl.released import ANYONE, Release, released_build
from etl.warehouse import Build, open_read_only

_FAULTS = {
    "altered": "it was altered since it was made",
    "other key": "no key of this home signed it",
    "no key": "this home has no key, so nobody can tell who signed it",
}
_NAMES = {"place": "place_name", "compound": "compound_name"}


def read_earlier(home: Path, build: Build, file: Path, options: Options) -> Earlier:
    """
    What a briefing has to know of an earlier one to tell what changed since.

    Parameters
    ----------
    home, build
        The home, and the whole build that the later briefing is made of.
    file
        The earlier one, as this home exported it.
    options
        What the later one is asked to be.

    Returns
    -------
    Earlier
        Nothing of it is above the later one's level or outside its audience, even if the earlier one told it.

    Raises
    ------
    ValueError
        If the file is no untouched export of this home, or of something else, or told more than may be told now.
    OSError
        If it can't be read.
    """
    content = file.read_bytes()
    state = verdict(content, public_keys(home)).state
    if state != "untouched":
        fault = _FAULTS.get(state, "it is no briefing that Moei signed")
        raise ValueError(f"--since takes a briefing as this home exported it; {file}: {fault}. Ask: moei verify {file}")
    manifest = read_manifest(content)
    if manifest.get("format") != FORMAT:
        raise ValueError(f"{file}: its manifest is of format {manifest.get('format')}; this program knows {FORMAT}.")
    _check_scope(file, manifest, options)
    _check_release(file, manifest, options.release)
    before = build_at_hand(home, manifest)
    if before and before.built_at > build.built_at:
        raise ValueError(f"{file} is of a later build, {before.build_id}, than the current one.")
    known = Earlier(
        code=str(manifest["code"]),
        build_id=str(manifest["build_id"]),
        as_of=date.fromisoformat(manifest["as_of"]),
        records=_records(home, file, manifest, before, options.release),
        withdrawn=(),
    )
    return _tellable(home, build, before, known, options.release)


def scope_words(asked: Mapping[str, Any]) -> str:
    """What a manifest was asked for, by which two briefings can be told to be of the same."""
    match asked["kind"]:
        case "standard":
            return "the standard brief"
        case "country":
            return f"the brief of {asked['nationality']}"
        case "view":
            return f"the view {asked['view']}"
    return f"scenes {', '.join(sorted(asked['scenes']))}"


def _check_scope(file: Path, manifest: Mapping[str, Any], options: Options) -> None:
    scenes = [scene.scene_id for scene in options.scenes]
    view = options.view.address if options.view else ""
    wanted = scope_words({"kind": options.kind, "nationality": options.nationality, "scenes": scenes, "view": view})
    found = scope_words(manifest["asked"])
    if found != wanted:
        raise ValueError(f"{file} is {found}, and this is {wanted}: what changed can be told of the same only.")


def _check_release(file: Path, manifest: Mapping[str, Any], release: Release) -> None:
    """Refuse what told more than the later one may, by its level or to another audience."""
    told = release_of(manifest)
    is_lower = RELEASE_LEVELS.index(told.level) <= RELEASE_LEVELS.index(release.level)
    is_of_audience = not told.is_closed or release.audience in (ANYONE, told.audience)
    if not (is_lower and is_of_audience):
        raise ValueError(
            f"{file} is of TLP:{told.level} for {told.audience}, and told more than TLP:{release.level} for"
            f" {release.audience} may; accepted is a briefing of the same level and audience, or of a lower level."
        )


def _records(
    home: Path, file: Path, manifest: Mapping[str, Any], before: Build | None, release: Release
) -> dict[str, str]:
    """The records of the earlier briefing, called and hashed as the later one's release has them."""
    if release_of(manifest).shared == release.shared:
        return dict(manifest["records"])
    if before is None:
        raise ValueError(
            f"{file} is of another level or audience, and its build isn't at hand: give one of TLP:{release.level} for"
            f" {release.audience}."
        )
    lifted = {**manifest, "level": release.level, "audience": release.audience, "earlier": None}
    return dict(made_again(home, before, lifted).manifest["records"])


def _tellable(home: Path, build: Build, before: Build | None, known: Earlier, release: Release) -> Earlier:
    """The same without what the later build holds and doesn't release, and with the names of what it doesn't hold."""
    released, ids = released_build(home, build, release), list(known.records)
    with open_read_only(build.path) as whole, open_read_only(released.path) as open_to:
        held = list_held(open_to, levels=release.levels, ids=ids)
        changes = record_changes(known.records, {}, held=held, there=list_there(whole, ids=ids))
        rows = _named(home, before, changes.withdrawn, release) if before else []
        about = [one for row in rows for one in _about(row)]
        hidden = list_there(whole, ids=about) - list_there(open_to, ids=about)
    secret = {row["record_id"] for row in rows if f"group:{row['layer']}:{row['group_id']}" in hidden}
    gone = [one for one in changes.withdrawn if one not in secret]
    named = {row["record_id"]: _without(row, hidden) for row in rows}
    kept = known.records.keys() - secret - set(changes.hidden)
    return replace(
        known,
        records={one: told for one, told in known.records.items() if one in kept},
        withdrawn=tuple(named.get(one, {"record_id": one}) for one in _newest_first(rows, gone)),
    )


def _named(home: Path, before: Build, ids: Sequence[str], release: Release) -> list[dict[str, Any]]:
    """What the earlier build says of what was withdrawn, as far as it may be told to whom the later briefing is for."""
    with open_read_only(released_build(home, before, release).path) as connection:
        found = list_named(connection, levels=release.levels, ids=ids)
    return list(json.loads(found.to_json(orient="records")))


def _about(row: Mapping[str, Any]) -> Iterable[str]:
    """What a withdrawn record tells of beside itself: its event, its place and its compound."""
    yield f"group:{row['layer']}:{row['group_id']}"
    yield from (f"{name}:{row[f'{name}_id']}" for name in _NAMES)


def _without(row: Mapping[str, Any], hidden: set[str]) -> dict[str, Any]:
    """The words of a row, but for names that the later build holds and doesn't release."""
    untold = {words for name, words in _NAMES.items() if f"{name}:{row[f'{name}_id']}" in hidden}
    untold |= {"place_name_th"} if "place_name" in untold else set()
    ids = {"group_id", *(f"{name}_id" for name in _NAMES)}
    return {name: None if name in untold else value for name, value in row.items() if name not in ids}


def _newest_first(rows: Sequence[Mapping[str, Any]], ids: Sequence[str]) -> list[str]:
    """Ids in the order of their rows; those without one last."""
    place = {row["record_id"]: number for number, row in enumerate(rows)}
    return sorted(ids, key=lambda one: (place.get(one, len(rows)), one))
