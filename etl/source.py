"""Source descriptions: one small TOML file a source says which table it feeds and how its columns map."""

import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from etl.contract.tables import TABLES, Table
from etl.contract.vocab import REASON_COLUMNS
from etl.source_faults import description_faults

SOURCES = Path(__file__).parent / "sources"
_LEAST_OVERLAP = 0.5
"""Below this share of common columns a file is nobody's; above it, its description says what is missing."""
_SEPARATORS = str.maketrans(dict.fromkeys("_-./:()[]#*", " ") | dict.fromkeys("\ufeff\u200b", ""))


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
        Column in the file -> field of the table, or one of `etl.contract.inputs`. A field may have several columns:
        variants of its header, of which a file's first counts.
    optional, ignored
        Fields that a file may lack; columns that are known and not read.
    defaults
        Field -> value where the file gives none.
    values
        Field -> the source's word -> ours.
    only
        Field -> the values that are wanted; rows with others are set aside.
    patterns
        Field -> regular expression that the file's text must match.
    units
        Field -> the source's unit.
    key, id_prefix
        Fields whose values make the id where the file has none; what is put before every id of the source.
    calendar, day_first, excel_serials, time_zone
        `gregorian`, `buddhist` or `auto` (years 2400 to 2600 are Buddhist); whether 3/4 is the third of April; whether
        whole numbers are Excel's dates; zone of times that name none.
    coordinate_system
        What coordinates are given in: a name of `etl.contract.inputs.COORDINATE_SYSTEMS`.
    country_codes
        `iso`, or `fips` where two-letter codes are FIPS 10-4.
    has_decimal_comma
        Whether a comma is a decimal point and a point separates thousands.
    header, column_names, file_names
        Whether the file has a header row; the columns of one that has none; names of files that are the source's.
    delimiter, encoding, has_hxl_row
        What the reader can't tell by itself; whether the row under the header holds HXL tags.
    withdraw, deletion_column, deletion_values
        `full_list` where rows that a file no longer has are withdrawn, `deletions` where a column names them.
    reject_limit
        Largest share of rows that may be refused before the file is, from 20 rows on.
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
    optional: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    defaults: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    only: dict[str, list[str]] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    key: list[str] = field(default_factory=list)
    id_prefix: str = ""
    calendar: str = "auto"
    day_first: bool = True
    excel_serials: bool = False
    time_zone: str = "Asia/Bangkok"
    coordinate_system: str = "any"
    country_codes: str = "iso"
    has_decimal_comma: bool = False
    header: bool = True
    column_names: list[str] = field(default_factory=list)
    file_names: list[str] = field(default_factory=list)
    delimiter: str = ""
    encoding: str = ""
    has_hxl_row: bool = False
    withdraw: str = ""
    deletion_column: str = ""
    deletion_values: list[str] = field(default_factory=list)
    reject_limit: float = 0.2
    running_total_prefix: str = ""

    @property
    def core_table(self) -> Table:
        """The contract of the table that the source feeds."""
        return TABLES[self.table]

    def column_of(self, field: str) -> str | None:
        """Column of the file that gives a field, if any."""
        return next((column for column, mapped in self.columns.items() if mapped == field), None)

    def bound(self, header: Iterable[str]) -> "SourceDescription":
        """
        The description with the columns of one file, named as that file names them.

        Parameters
        ----------
        header
            Column names of the file.

        Returns
        -------
        SourceDescription
            One column at most for each field: the first of its variants that the file has.
        """
        actual: dict[str, str] = {}
        for name in header:
            actual.setdefault(normal_name(name), name)
        columns: dict[str, str] = {}
        for column, mapped in self.columns.items():
            found = actual.get(normal_name(column))
            if found is not None and mapped not in columns.values():
                columns[found] = mapped
        deletion_column = actual.get(normal_name(self.deletion_column), self.deletion_column)
        return replace(self, columns=columns, deletion_column=deletion_column)

    def missing(self, header: Iterable[str]) -> list[str]:
        """
        Columns that a file can't do without and that it lacks, each by the first of its variants.

        Fields that are optional or have a default may be lacking.
        """
        given = {normal_name(name) for name in header}
        present = {mapped for column, mapped in self.columns.items() if normal_name(column) in given}
        spared = present | set(self.optional) | set(self.defaults)
        lacking = dict.fromkeys(mapped for mapped in self.columns.values() if mapped not in spared)
        columns = [column for mapped in lacking if (column := self.column_of(mapped)) is not None]
        is_unmarked = self.deletion_column and normal_name(self.deletion_column) not in given
        return [*columns, self.deletion_column] if is_unmarked else columns

    def unread(self, header: Iterable[str]) -> list[str]:
        """Columns of a file that nobody reads and nobody said to ignore."""
        names = _own_columns(header)
        read = self.bound(names).columns
        known = {normal_name(name) for name in (*self.ignored, self.deletion_column)} - {""}
        return [name for name in names if name not in read and normal_name(name) not in known]

    def overlap(self, header: Iterable[str]) -> float:
        """Share of columns, of the file's and those that it should have, that both have: from 0 to 1."""
        names = {normal_name(name) for name in _own_columns(header)}
        known = {normal_name(name) for name in (*self.columns, *self.ignored, self.deletion_column)} - {""}
        common, all_of_both = len(names & known), len(names | {normal_name(name) for name in self.missing(names)})
        return common / all_of_both if all_of_both else 0.0

    def is_named(self, file_name: str) -> bool:
        """Whether a file's name is one of those that the source gives to its files."""
        return any(PurePath(file_name.lower()).match(pattern.lower()) for pattern in self.file_names)


def _own_columns(header: Iterable[str]) -> list[str]:
    """The columns of a file but those that a workbook of rejected rows adds."""
    return [name for name in header if name not in REASON_COLUMNS]


def normal_name(name: str) -> str:
    """
    A header as it is compared: case, blanks, separators and full-width letters don't matter.

    Examples
    --------
    >>> normal_name(" Event_Date ") == normal_name("event date")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().translate(_SEPARATORS).split())


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
    faults = description_faults(description)
    if faults:
        raise ValueError(f"source description {path.name}: {'; '.join(faults)}")
    return description


def list_descriptions(*folders: Path) -> list[SourceDescription]:
    """
    Every description of the shipped folder and of others, ordered so that a table comes after those it refers to.

    Parameters
    ----------
    folders
        More folders with descriptions, such as MOEI_HOME/sources; one that doesn't exist holds none.

    Raises
    ------
    ValueError
        If one of them can't be read, or two have the same name.
    """
    order = list(TABLES)
    found = [read_description(path) for folder in (SOURCES, *folders) for path in sorted(folder.glob("*.toml"))]
    names = [description.name for description in found]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ValueError(f"two source descriptions are called {', '.join(repeated)}: give one another name")
    return sorted(found, key=lambda description: (order.index(description.table), description.name))


def recognised(header: Iterable[str], descriptions: Iterable[SourceDescription]) -> SourceDescription | None:
    """
    Description whose columns fit a file's header best.

    Parameters
    ----------
    header
        Column names of the file.
    descriptions
        The descriptions to choose from; those of files without a header are never meant.

    Returns
    -------
    SourceDescription or None
        The one that shares the largest part of its columns with the header; None if that part is under a half.
    """
    names = list(header)
    with_header = [description for description in descriptions if description.header]
    best = max(with_header, key=lambda description: description.overlap(names), default=None)
    return best if best is not None and best.overlap(names) >= _LEAST_OVERLAP else None
