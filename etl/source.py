"""Source descriptions: one small TOML file a source says which table it feeds and how its columns map."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from etl.contract import vocab
from etl.contract.tables import TABLES, Table

SOURCES = Path(__file__).parent / "sources"
_LEAST_OVERLAP = 0.5
"""Below this share of common columns a file is nobody's; above it, its description says what is missing."""
_ENTRY_TYPES = {"columns": dict, "is_public": bool, "is_synthetic": bool}
"""Entries of a description that are no text."""


@dataclass(frozen=True, kw_only=True)
class SourceDescription:
    """
    How the files of one source are read.

    Attributes
    ----------
    name, title
        Name in commands and in the store; what a person calls it.
    table
        Core table that it feeds.
    file
        Name of the bundled file, empty where the source brings none.
    cadence
        How often it is expected; `none` for a closed archive, which is never called silent.
    licence, release_level, is_public, is_synthetic
        What may be done with its records.
    columns
        Column in the file -> field of the table.
    running_total_prefix
        Beginning of a `group_id` that marks a cumulative figure; empty for none.
    """

    name: str
    title: str
    table: str
    columns: dict[str, str]
    licence: str
    release_level: str
    is_public: bool
    is_synthetic: bool
    cadence: str
    file: str = ""
    running_total_prefix: str = ""

    @property
    def core_table(self) -> Table:
        """The contract of the table that the source feeds."""
        return TABLES[self.table]

    def column_of(self, field: str) -> str | None:
        """Column of the file that gives a field, if any."""
        return next((column for column, mapped in self.columns.items() if mapped == field), None)


def read_description(path: Path) -> SourceDescription:
    """
    Read one description.

    Parameters
    ----------
    path
        A TOML file.

    Returns
    -------
    SourceDescription

    Raises
    ------
    ValueError
        If the file is not TOML, lacks an entry or has one too many, or maps to a table, field or release level
        that the contract doesn't have.
    """
    try:
        description = SourceDescription(**tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise ValueError(f"source description {path.name}: {error}") from error
    faults = _type_faults(description) or _contract_faults(description)
    if faults:
        raise ValueError(f"source description {path.name}: {'; '.join(faults)}")
    return description


def _type_faults(description: SourceDescription) -> list[str]:
    """Entries that are of another type than they should be: "no" is a text, and would be taken for true."""
    faults = []
    for entry in fields(description):
        value = getattr(description, entry.name)
        if not isinstance(value, _ENTRY_TYPES.get(entry.name, str)):
            faults.append(f"{entry.name} can't be {value!r}")
    if not faults and not all(isinstance(name, str) for name in description.columns.values()):
        faults.append("each entry of columns must be the name of a field, in quotation marks")
    return faults


def _contract_faults(description: SourceDescription) -> list[str]:
    """What in a description the contract doesn't know."""
    if description.table not in TABLES:
        return [f"no table {description.table!r}; accepted: {', '.join(TABLES)}"]
    known = {given.name for given in description.core_table.given}
    mapped = list(description.columns.values())
    faults = [f"table {description.table} has no field {name!r}" for name in mapped if name not in known]
    faults += [f"several columns give the field {name!r}" for name in sorted(set(mapped)) if mapped.count(name) > 1]
    missing = description.core_table.required - set(mapped)
    faults += [f"no column gives the required field {name!r}" for name in sorted(missing)]
    if description.release_level not in vocab.RELEASE_LEVELS:
        faults.append(f"no release level {description.release_level!r}; accepted: {', '.join(vocab.RELEASE_LEVELS)}")
    return faults


def list_descriptions(folder: Path = SOURCES) -> list[SourceDescription]:
    """
    Every description of a folder, ordered so that a table comes after those that it refers to.

    Raises
    ------
    ValueError
        If one of them can't be read.
    """
    order = list(TABLES)
    found = [read_description(path) for path in sorted(folder.glob("*.toml"))]
    return sorted(found, key=lambda description: (order.index(description.table), description.name))


def recognised(header: Iterable[str], descriptions: Iterable[SourceDescription]) -> SourceDescription | None:
    """
    Description whose columns fit a file's header best.

    Parameters
    ----------
    header
        Column names of the file.
    descriptions
        The descriptions to choose from.

    Returns
    -------
    SourceDescription or None
        The one that shares the largest part of its columns with the header; None if that part is under a half.
    """
    names = set(header)

    def overlap(description: SourceDescription) -> float:
        return len(names & description.columns.keys()) / len(names | description.columns.keys())

    best = max(descriptions, key=overlap, default=None)
    return best if best is not None and overlap(best) >= _LEAST_OVERLAP else None
