"""Files as they come: copied and hashed in one go, read from the copy, and told by their headers."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from etl import warehouse
from etl.contract.tables import LOADED_TABLES
from etl.read.formats import read_tables
from etl.read.frame import Layout, RawTable, refused, whole_fault
from etl.source import SourceDescription, list_descriptions, recognised

_BLOCK = 1 << 20
_DESCRIBE = "a description of its own (moei describe FILE -o FILE.toml drafts one), or"


@dataclass(frozen=True, kw_only=True)
class Intake:
    """One table of a file as it came: its content, how it is described, and the hash that raw/ keeps the file under."""

    path: Path
    table: RawTable
    description: SourceDescription | None
    sha256: str
    file_bytes: int


def chosen_descriptions(source_name: str | None, moei_home: Path) -> list[SourceDescription]:
    """
    The descriptions to choose from: all, shipped or in MOEI_HOME/sources, or the one that was named.

    Raises
    ------
    ValueError
        If none has the name.
    """
    descriptions = list_descriptions(moei_home / "sources")
    chosen = [d for d in descriptions if source_name in (None, d.name)]
    if not chosen:
        known = ", ".join(d.name for d in descriptions)
        raise ValueError(f"no source description is called {source_name!r}; accepted: {known}")
    return chosen


def read_file(path: Path, descriptions: list[SourceDescription], raw: Path, scratch: Path) -> list[Intake]:
    """
    Copy a file into raw/, open the copy, and tell what source each of its tables is of.

    Parameters
    ----------
    path
        The file, whether it can be read or not.
    descriptions
        The source descriptions to choose from.
    raw
        Folder that keeps the copy under its hash.
    scratch
        Folder for what has to be unpacked, until the tables are read.

    Returns
    -------
    list of Intake
        One for each table, at least one. It is refused if it can't be read, or its header is nobody's.

    Raises
    ------
    OSError
        If the copy can't be written.
    """
    try:
        source = path.open("rb")
    except OSError as error:
        return [_unread(path, descriptions, error)]
    with source:
        before = path.stat()
        try:
            kept, sha256, file_bytes = _kept_copy(path, source, raw)
        except _ReadError as error:
            return [_unread(path, descriptions, error.error)]
        after = path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return [_unread(path, descriptions, OSError(0, "the file changed while it was read"))]
    return _intakes(path, kept, descriptions, scratch, sha256=sha256, file_bytes=file_bytes)


def kept_files(moei_home: Path, scratch: Path) -> list[Intake]:
    """What earlier loads kept in raw/, for a build that can't start from the last one."""
    descriptions = {description.name: description for description in list_descriptions(moei_home / "sources")}
    kept = []
    for sha256, file_name, source_names in warehouse.list_kept_files(moei_home):
        path = moei_home / "raw" / f"{sha256}{Path(file_name).suffix}"
        chosen = [descriptions[name] for name in source_names if name in descriptions]
        if chosen and path.is_file():
            size = path.stat().st_size
            kept += _intakes(path.with_name(file_name), path, chosen, scratch, sha256=sha256, file_bytes=size)
    return kept


class _ReadError(Exception):
    """A file can't be read to its end; `error` says why."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


def _kept_copy(path: Path, source: BinaryIO, raw: Path) -> tuple[Path, str, int]:
    """Copy a file into raw/ in one step, under the hash of what was read: the copy, the hash and the size."""
    raw.mkdir(parents=True, exist_ok=True)
    partial = raw / f"{secrets.token_hex(8)}.partial"
    digest, size = hashlib.sha256(), 0
    try:
        with partial.open("wb") as copy:
            while block := _read_block(source):
                digest.update(block)
                copy.write(block)
                size += len(block)
        return partial.replace(raw / f"{digest.hexdigest()}{path.suffix}"), digest.hexdigest(), size
    finally:
        partial.unlink(missing_ok=True)


def _read_block(source: BinaryIO) -> bytes:
    """The next bytes of a file."""
    try:
        return source.read(_BLOCK)
    except OSError as error:
        raise _ReadError(error) from error


def _unread(path: Path, descriptions: list[SourceDescription], error: OSError) -> Intake:
    """A file that can't be read."""
    found = error.strerror or type(error).__name__
    table = refused(whole_fault("file", found, "a file that can be read"))
    description = _description_of(path, table, descriptions)
    return Intake(path=path, table=table, description=description, sha256="", file_bytes=0)


def _intakes(
    path: Path, kept: Path, descriptions: list[SourceDescription], scratch: Path, *, sha256: str, file_bytes: int
) -> list[Intake]:
    """Each table of a file with its description."""
    headless = _headless_description(path, descriptions)
    choices = descriptions if headless is None else [headless]
    found = []
    for table in read_tables(kept, _layout(choices), scratch):
        description = _description_of(path, table, choices)
        _check(table, description, choices)
        if description is not None and not table.is_refused:
            description = description.bound(table.header)
        found.append(Intake(path=path, table=table, description=description, sha256=sha256, file_bytes=file_bytes))
    return found


def _headless_description(path: Path, descriptions: list[SourceDescription]) -> SourceDescription | None:
    """The source whose files have no header, if the file's name, packed or not, says that it is of one."""
    names = (path.name, path.stem)
    headless = (d for d in descriptions if not d.header)
    return next((d for d in headless if len(descriptions) == 1 or any(map(d.is_named, names))), None)


def _layout(descriptions: list[SourceDescription]) -> Layout:
    """What the descriptions say of a file before it is read."""

    def is_header(row: Sequence[str]) -> bool:
        return recognised(row, descriptions) is not None

    if len(descriptions) > 1:
        return Layout(is_header=is_header)
    [only] = descriptions
    columns = () if only.header else tuple(only.column_names)
    return Layout(delimiter=only.delimiter, encoding=only.encoding, columns=columns, is_header=is_header)


def _description_of(path: Path, table: RawTable, descriptions: list[SourceDescription]) -> SourceDescription | None:
    """The only one there is; else by the table's header; for one that can't be read, by a bundled file's name."""
    if len(descriptions) == 1:
        return descriptions[0]
    if table.is_refused:
        return next((d for d in descriptions if d.file == path.name), None)
    return recognised(table.header, descriptions)


def _check(table: RawTable, description: SourceDescription | None, descriptions: list[SourceDescription]) -> None:
    """Refuse the table where its header isn't that of its description."""
    if table.is_refused:
        return
    if description is None:
        found = f"columns that no source has: {', '.join(table.header)}"
        accepted = f"{_DESCRIBE} the columns of one of: {', '.join(d.name for d in descriptions)}"
        table.faults.append(whole_fault("source", found, accepted))
        return
    missing = description.missing(table.header)
    if missing:
        found = f"no column {', '.join(missing)}"
        accepted = f"the columns of {description.name}: {', '.join(description.columns)}"
        table.faults.append(replace(whole_fault("header", found, accepted), column=missing[0]))


def table_order(given: Intake) -> int:
    """Files that no description fits first, then each table after those that it refers to."""
    names = [table.name for table in LOADED_TABLES]
    return -1 if given.description is None else names.index(given.description.table)
