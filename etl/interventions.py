"""Interventions: the list in data/reference that a person edits, and a planner's own, each entry citing its records."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from etl.reference_files import FOLDER, read_reference_file
from etl.toml_entries import (
    PARTIAL_DATE,
    TEXT,
    TEXTS,
    Check,
    entry_faults,
    list_entries,
    one_of,
    partial_date,
    raise_faults,
    read_sector_ids,
    repeated,
    repeated_ids,
)

INTERVENTIONS = FOLDER / "interventions.toml"
OWN_INTERVENTIONS = "interventions.toml"
"""A planner's own list, in MOEI_HOME."""

KINDS = ("cut", "operation", "border", "other")

ADVICE = "Mend it there; its head says what it holds"
ROLES = ("treated", "displacement", "control")
_INTERVENTION: dict[str, tuple[Check, str]] = {
    "id": TEXT,
    "name": TEXT,
    "name_th": TEXT,
    "kind": one_of(KINDS),
    "date": PARTIAL_DATE,
    "records": TEXTS,
    **dict.fromkeys(ROLES, TEXTS),
    "note": TEXT,
}


@dataclass(frozen=True, kw_only=True)
class Sides:
    """Sectors that something was done to, that activity may have gone to, and that nothing was done to."""

    treated: tuple[str, ...]
    displacement: tuple[str, ...]
    control: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Intervention:
    """
    What was done on a known date.

    Attributes
    ----------
    intervention_id, name, name_th, kind, note
        As listed; the note may be empty.
    day, date_precision
        First day of what is known of the date, and whether that is a `day` or a `month`.
    record_ids
        Records that tell of it.
    sides
        Its sectors.
    is_own
        Whether it is from the planner's own list.
    """

    intervention_id: str
    name: str
    name_th: str
    kind: str
    day: date
    date_precision: str
    record_ids: tuple[str, ...]
    sides: Sides
    note: str
    is_own: bool


def read_interventions(moei_home: Path | None = None) -> tuple[Intervention, ...]:
    """
    The listed interventions, and the planner's own.

    Parameters
    ----------
    moei_home
        Home that may hold a list of its own, `interventions.toml`; by default no such list is looked for.

    Returns
    -------
    tuple of Intervention
        By date.

    Raises
    ------
    ValueError
        If a file is broken or an entry wrong; the message names the file and tells everything that is wrong with it.
    """
    listed = read_reference_file(INTERVENTIONS, lambda text: _interventions(text, is_own=False), advice=ADVICE)
    own_path = None if moei_home is None else moei_home / OWN_INTERVENTIONS
    if own_path is not None and own_path.is_file():
        taken = {one.intervention_id for one in listed}
        listed += read_reference_file(
            own_path, lambda text: _interventions(text, is_own=True, taken=taken), advice="Mend it there"
        )
    return tuple(sorted(listed, key=lambda one: (one.day, one.intervention_id)))


def _interventions(text: str, *, is_own: bool, taken: Collection[str] = ()) -> tuple[Intervention, ...]:
    entries, known = list_entries(text, "intervention"), read_sector_ids()
    faults = []
    for where, entry in entries:
        found = entry_faults(where, entry, _INTERVENTION, optional=("note", *(("records",) if is_own else ())))
        faults += found or side_faults(where, entry, known, needed=("treated",))
        if not found and not is_own and not entry["records"]:
            faults.append(f"{where} must cite one record or more")
        if not found and entry["id"] in taken:
            faults.append(f"{where}: the id is that of a listed intervention; take another")
    raise_faults(faults + repeated_ids(entries))
    return tuple(
        Intervention(
            intervention_id=entry["id"],
            name=entry["name"],
            name_th=entry["name_th"],
            kind=entry["kind"],
            day=known_date(entry["date"])[0],
            date_precision=known_date(entry["date"])[1],
            record_ids=tuple(entry.get("records", ())),
            sides=sides_of(entry),
            note=entry.get("note", ""),
            is_own=is_own,
        )
        for _, entry in entries
    )


def known_date(value: str) -> tuple[date, str]:
    """A partial date that was checked before."""
    found = partial_date(value)
    if found is None:
        raise ValueError(f"not a date: {value!r}")
    return found


def sides_of(entry: Mapping[str, Any]) -> Sides:
    """The sectors of an entry that was checked before."""
    return Sides(**{role: tuple(entry[role]) for role in ROLES})


def side_faults(where: str, entry: Mapping[str, Any], known: Collection[str], *, needed: Collection[str]) -> list[str]:
    """Sectors that don't exist, stand twice, or are missing."""
    given = [sector for role in ROLES for sector in entry[role]]
    return [
        *sector_faults(where, given, known),
        *(f"{where} must name one {role} sector or more" for role in needed if not entry[role]),
    ]


def sector_faults(where: str, given: list[str], known: Collection[str]) -> list[str]:
    """Sectors that don't exist or stand twice."""
    unknown = [f"{where}: no sector is called {sector!r}; see sectors.toml" for sector in given if sector not in known]
    return unknown + repeated(where, given, "the sector")
