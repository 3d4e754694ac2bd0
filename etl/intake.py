"""Files as they come: read once, kept under their hash, and told by their header."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from etl import warehouse
from etl.contract.tables import LOADED_TABLES
from etl.read.delimited import read_csv
from etl.read.frame import Fault, RawFrame, refused
from etl.source import SourceDescription, list_descriptions, recognised


@dataclass(frozen=True, kw_only=True)
class Intake:
    """One file as it came: its content, how it is described, and the hash that raw/ keeps it under."""

    path: Path
    frame: RawFrame
    description: SourceDescription | None
    sha256: str
    file_bytes: int


def chosen_descriptions(source_name: str | None) -> list[SourceDescription]:
    """
    The descriptions to choose from: all, or the one that was named.

    Raises
    ------
    ValueError
        If none has the name.
    """
    descriptions = list_descriptions()
    chosen = [d for d in descriptions if source_name in (None, d.name)]
    if not chosen:
        known = ", ".join(d.name for d in descriptions)
        raise ValueError(f"no source description is called {source_name!r}; accepted: {known}")
    return chosen


def read_file(path: Path, descriptions: list[SourceDescription], raw: Path | None) -> Intake:
    """
    Read a file once, keep its bytes, and tell what source it is of.

    Parameters
    ----------
    path
        The file, whether it can be read or not.
    descriptions
        The source descriptions to choose from.
    raw
        Folder that keeps its bytes under their hash; None to keep nothing.

    Returns
    -------
    Intake
        Its frame is refused if it can't be read, or its header is nobody's.
    """
    sha256, file_bytes = "", 0
    try:
        content = path.read_bytes()
    except OSError as error:
        found = error.strerror or type(error).__name__
        frame = refused(Fault(line=None, column="", rule="file", found=found, accepted="a file that can be read"))
    else:
        sha256, file_bytes = hashlib.sha256(content).hexdigest(), len(content)
        frame = read_csv(content)
        if raw is not None:
            _keep(content, raw / f"{sha256}{path.suffix}")
    description = _description_of(path, frame, descriptions)
    checked = _checked(frame, description, descriptions)
    if description is not None and not checked.is_refused:
        description = description.bound(checked.header)
    return Intake(path=path, frame=checked, description=description, sha256=sha256, file_bytes=file_bytes)


def kept_files(moei_home: Path) -> list[Intake]:
    """What earlier loads kept in raw/, for a build that can't start from the last one."""
    descriptions = {description.name: description for description in list_descriptions()}
    kept = []
    for sha256, file_name, source_name in warehouse.list_kept_files(moei_home):
        path = moei_home / "raw" / f"{sha256}{Path(file_name).suffix}"
        if source_name in descriptions and path.is_file():
            given = read_file(path, [descriptions[source_name]], None)
            kept.append(replace(given, path=path.with_name(file_name)))
    return kept


def _keep(content: bytes, path: Path) -> None:
    """Write a raw file in one step, once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        partial.write_bytes(content)
        partial.replace(path)


def _description_of(path: Path, frame: RawFrame, descriptions: list[SourceDescription]) -> SourceDescription | None:
    """The only one there is; else by the file's header; for a file that can't be read, by a bundled file's name."""
    if len(descriptions) == 1:
        return descriptions[0]
    if frame.is_refused:
        return next((d for d in descriptions if d.file == path.name), None)
    return recognised(frame.header, descriptions)


def _checked(frame: RawFrame, description: SourceDescription | None, descriptions: list[SourceDescription]) -> RawFrame:
    """The frame, or its refusal where its header isn't that of its description."""
    if frame.is_refused:
        return frame
    if description is None:
        found = f"columns that no source has: {', '.join(frame.header)}"
        accepted = f"the columns of one of: {', '.join(d.name for d in descriptions)}"
        fault = Fault(line=None, column="", rule="source", found=found, accepted=accepted)
        return refused(fault, rows_read=frame.rows_read)
    missing = description.missing(frame.header)
    if missing:
        found = f"no column {', '.join(missing)}"
        accepted = f"the columns of {description.name}: {', '.join(description.columns)}"
        fault = Fault(line=None, column=missing[0], rule="header", found=found, accepted=accepted)
        return refused(fault, rows_read=frame.rows_read)
    return frame


def table_order(given: Intake) -> int:
    """Files that no description fits first, then each table after those that it refers to."""
    names = [table.name for table in LOADED_TABLES]
    return -1 if given.description is None else names.index(given.description.table)
