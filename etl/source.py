"""Source descriptions: one small TOML file a source says which table it feeds and how its columns map."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from etl.contract import vocab
from etl.contract.tables import TABLES, Table

SOURCES = Path(__file__).parent / "sources"
_LEAST_OVERLAP = 0.5
"""Below this share of common columns a file is nobody's; above it, its description says what is missing."""


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
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise ValueError(f"source description {path.name}: {error}") from error
    faults = _contract_faults(description)
    if faults:
        raise ValueError(f"source description {path.name}: {'; '.join(faults)}")
    return description


def _contract_faults(description: SourceDescription) -> list[str]:
    """What in a description the contract doesn't know."""
    if description.table not in TABLES:
        return [f"no table {description.table!r}; accepted: {', '.join(TABLES)}"]
    fields = {given.name for given in description.core_table.given}
    faults = [
        f"table {description.table} has no field {name!r}"
        for name in description.columns.values()
        if name not in fields
    ]
    missing = description.core_table.required - set(description.columns.values())
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
