"""The wall's scenes, read from a file that a person edits; a mistake is told with its line."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from dashboard.edited_files import keep_last_good, last_good_file, numbered_entries, read_text
from dashboard.findings.wall_figures import FIGURES
from dashboard.language import Words
from dashboard.map.protocol import Bounds
from etl.toml_entries import (
    TEXT,
    TEXTS,
    Check,
    entry_faults,
    one_of,
    raise_faults,
    read_sector_ids,
    repeated,
)

OWN_SCENES = "scenes.toml"
"""The file in MOEI_HOME that stands for the bundled one."""
BUNDLED = Path(__file__).with_name("scenes.toml")

KINDS = ("map", "chronogram")
RULES = ("counts", "movement", "infrastructure", "slide")
LAYERS = ("cells", "compounds", "arcs", "cuts")
RESOLUTIONS = (4, 5, 6)
ALL = "all"
"""What stands for every sector."""
LONGEST_DAYS = 3650

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_box(value: Any) -> bool:
    """Whether a value is west, south, east, north in degrees."""
    if not (isinstance(value, list) and len(value) == 4 and all(_is_number(edge) for edge in value)):
        return False
    west, south, east, north = value
    return bool(-180 <= west < east <= 180 and -85 <= south < north <= 85)


_SECONDS: tuple[Check, str] = (lambda value: _is_number(value) and 1 <= value <= 3600, "a number of 1 to 3600")
_DAYS: tuple[Check, str] = (
    lambda value: type(value) is int and 1 <= value <= LONGEST_DAYS,
    f"a whole number of days of 1 to {LONGEST_DAYS}",
)
_SCENE: dict[str, tuple[Check, str]] = {
    "id": (
        lambda value: isinstance(value, str) and _ID.fullmatch(value) is not None,
        "small letters, digits and hyphens in quotation marks",
    ),
    "title": TEXT,
    "title_th": TEXT,
    "seconds": _SECONDS,
    "kind": one_of(KINDS),
    "rule": one_of(RULES),
    "sectors": TEXTS,
    "days": _DAYS,
    "figures": TEXTS,
}
_MAP: dict[str, tuple[Check, str]] = {
    "bounds": (_is_box, "[west, south, east, north] in degrees, west below east and south below north"),
    "map_days": _DAYS,
    "layers": TEXTS,
    "resolution": (
        lambda value: type(value) is int and value in RESOLUTIONS,
        f"one of {', '.join(map(str, RESOLUTIONS))}",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Scene:
    """
    One picture of the wall.

    Attributes
    ----------
    scene_id, title
        Its word in an address, and its name in each language.
    seconds
        How long it stays.
    kind, rule
        `map` or `chronogram`; what its sentence says: `counts`, `movement`, `infrastructure` or `slide`.
    sector_ids
        Sectors that its sentence counts; empty for all.
    days
        Length of the period that its sentence compares with the one before.
    figures
        Ids of its key figures.
    bounds, layers, map_days, resolution
        Of a map: where it stands, what it shows, of how many days, and the H3 resolution of its cells.
    """

    scene_id: str
    title: Words
    seconds: float
    kind: Literal["map", "chronogram"]
    rule: str
    sector_ids: tuple[str, ...]
    days: int
    figures: tuple[str, ...]
    bounds: Bounds | None = None
    layers: tuple[str, ...] = ()
    map_days: int = 0
    resolution: int = 5


@dataclass(frozen=True)
class Scenes:
    """Scenes in the order in which they are shown, and the file that they are from, with its text."""

    scenes: tuple[Scene, ...]
    path: Path
    text: str

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids in order."""
        return tuple(scene.scene_id for scene in self.scenes)


@dataclass(frozen=True)
class KeptScenes:
    """The scenes to show, and what is wrong with the file, if anything is: then they are the last good ones."""

    scenes: Scenes
    error: str | None = None


def read_scenes(moei_home: Path) -> Scenes:
    """
    The scenes of the home's own file, or else the bundled ones.

    Parameters
    ----------
    moei_home
        Home that may hold `scenes.toml`.

    Returns
    -------
    Scenes

    Raises
    ------
    ValueError
        If the file can't be read or an entry is wrong; the message names the file, and each fault its line.
    """
    own = moei_home / OWN_SCENES
    path = own if own.exists() else BUNDLED
    try:
        return _read(path)
    except OSError as error:
        raise ValueError(f"{path.name} can't be read: {error.strerror}") from error
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error


def kept_scenes(moei_home: Path, last_good: Scenes | None = None) -> KeptScenes:
    """
    The scenes to show now: a file with a mistake changes nothing but what is said of it, over a restart too.

    Parameters
    ----------
    moei_home
        Home that may hold `scenes.toml`; beside it the last good one is kept.
    last_good
        What was shown before, where the home could not keep it; by default the bundled scenes stand in.

    Returns
    -------
    KeptScenes
    """
    own = moei_home / OWN_SCENES
    try:
        found = read_scenes(moei_home)
    except ValueError as error:
        return KeptScenes(_last_good(own) or last_good or _read(BUNDLED), str(error))
    if found.path == own:
        keep_last_good(own, found.text)
    return KeptScenes(found)


def _last_good(own: Path) -> Scenes | None:
    """The scenes of a file's last good text, if one is kept and still is right."""
    try:
        return _read(last_good_file(own))
    except (OSError, ValueError):
        return None


def _read(path: Path) -> Scenes:
    text = read_text(path)
    return Scenes(_scenes(text), path, text)


def _scenes(text: str) -> tuple[Scene, ...]:
    entries, known = numbered_entries(text, "scene"), read_sector_ids()
    faults = [] if entries else ["it must hold one [[scene]] or more"]
    faults += [fault for where, entry in entries for fault in _scene_faults(where, entry, known)]
    raise_faults(faults + _repeated_ids(entries))
    return tuple(_scene(entry) for _, entry in entries)


def _repeated_ids(entries: list[tuple[str, dict[str, Any]]]) -> list[str]:
    """Ids that more than one scene has, each with the line of the scene that has it again."""
    ids = [str(entry.get("id")) for _, entry in entries]
    return [
        f"{where}: the id {ids[place]!r} stands twice"
        for place, (where, entry) in enumerate(entries)
        if "id" in entry and ids[place] in ids[:place]
    ]


def _scene_faults(where: str, entry: Mapping[str, Any], known: Collection[str]) -> list[str]:
    """All that is wrong with an entry."""
    accepted = _SCENE if entry.get("kind") == "chronogram" else _SCENE | _MAP
    faults = entry_faults(where, entry, accepted)
    if faults:
        return faults
    faults += _word_faults(where, "figures", entry["figures"], FIGURES)
    faults += _word_faults(where, "layers", entry.get("layers", []), LAYERS)
    return faults + _sector_faults(where, entry["sectors"], known)


def _word_faults(where: str, name: str, words: list[str], accepted: Collection[str]) -> list[str]:
    unknown = [
        f"{where}: {name} {word!r} is not known; accepted: {', '.join(accepted)}"
        for word in words
        if word not in accepted
    ]
    return unknown + repeated(where, words, name)


def _sector_faults(where: str, sector_ids: list[str], known: Collection[str]) -> list[str]:
    if sector_ids == [ALL]:
        return []
    faults = [f"{where} must name one sector or more"] if not sector_ids else []
    faults += [
        f"{where}: no sector is called {sector_id!r}; accepted: ids of sectors.toml, or {ALL!r} alone"
        for sector_id in sector_ids
        if sector_id not in known
    ]
    return faults + repeated(where, sector_ids, "the sector")


def _scene(entry: Mapping[str, Any]) -> Scene:
    """The scene of an entry that was checked before."""
    of_map = {} if entry["kind"] == "chronogram" else _map_parts(entry)
    return Scene(
        scene_id=entry["id"],
        title={"en": entry["title"], "th": entry["title_th"]},
        sector_ids=() if entry["sectors"] == [ALL] else tuple(entry["sectors"]),
        figures=tuple(entry["figures"]),
        **{name: entry[name] for name in ("seconds", "kind", "rule", "days")},
        **of_map,
    )


def _map_parts(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "bounds": Bounds(*(float(edge) for edge in entry["bounds"])),
        "layers": tuple(entry["layers"]),
        "map_days": entry["map_days"],
        "resolution": entry["resolution"],
    }
