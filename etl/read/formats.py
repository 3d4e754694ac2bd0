"""Which reader a file needs, told by its first bytes."""

import zipfile
from pathlib import Path

from etl.read.archive import MEMBER_SUFFIXES, read_gzip, read_zip
from etl.read.columnar import read_geopackage, read_parquet
from etl.read.delimited import read_delimited
from etl.read.frame import Layout, RawTable, refused, whole_fault
from etl.read.json_text import read_json
from etl.read.kml import read_kml
from etl.read.spreadsheet import read_spreadsheet

SUFFIXES = (*(suffix for suffix in MEMBER_SUFFIXES if suffix != ".txt"), ".gz", ".zip")
"""Endings of the files that a folder is searched for: .txt is as often a note as a table."""
_START = 4096
_REFUSED = {
    b"%PDF": "a PDF file",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
}
_ACCEPTED = "CSV, Excel, JSON, GeoJSON, GeoPackage, KML, KMZ, Parquet, or one of these packed as gzip or zip"


def read_tables(path: Path, layout: Layout, scratch: Path, *, is_packed: bool = False) -> list[RawTable]:
    """
    Every table of a file.

    Parameters
    ----------
    path
        The file. Its content tells the format; its name tells a KMZ file alone.
    layout
        What is known of it.
    scratch
        Folder for what has to be unpacked; it must stay until the tables are read.
    is_packed
        Whether the file comes out of an archive, and may not be another.

    Returns
    -------
    list of RawTable
        At least one; a file that can't be read is one that is refused.
    """
    with path.open("rb") as file:
        start = file.read(_START)
    for magic, what in _REFUSED.items():
        if start.startswith(magic):
            return [refused(whole_fault("format", what, _ACCEPTED))]
    if start.startswith((b"\x1f\x8b", b"PK")):
        return _packed_tables(path, start, layout, scratch, is_packed=is_packed)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return read_spreadsheet(path, layout)
    if start.startswith(b"PAR1"):
        return read_parquet(path)
    if start.startswith(b"SQLite format 3"):
        return read_geopackage(path)
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] == b"<":
        return [_marked_up(path, text)]
    return [read_json(path) if _is_json(text) else read_delimited(path, layout)]


def _packed_tables(path: Path, start: bytes, layout: Layout, scratch: Path, *, is_packed: bool) -> list[RawTable]:
    """The tables of a file that is packed: a spreadsheet, a KMZ file or an archive."""

    def read(unpacked: Path) -> list[RawTable]:
        return read_tables(unpacked, layout, scratch, is_packed=True)

    names = _member_names(path)
    if "[Content_Types].xml" in names or "content.xml" in names:
        return read_spreadsheet(path, layout)
    is_kmz = start.startswith(b"PK") and (path.suffix.lower() == ".kmz" or "doc.kml" in names)
    if is_packed and not is_kmz:
        return [refused(whole_fault("nested", "an archive within an archive", "files that are packed once"))]
    if start.startswith(b"PK"):
        return read_zip(path, scratch, read, is_kmz=is_kmz)
    return read_gzip(path, scratch, read)


def _member_names(path: Path) -> set[str]:
    """Names of what a zip file holds; none if it isn't one, or is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return set()


def _marked_up(path: Path, start: bytes) -> RawTable:
    """KML, or what is often given another name: a web page, an old XML spreadsheet."""
    if b"<kml" in start.lower():
        return read_kml(path)
    what = "a web page" if b"<html" in start.lower() or b"<table" in start.lower() else "XML that is not KML"
    return refused(whole_fault("format", what, f"{_ACCEPTED} (in Excel: open it and save it as .xlsx)"))


def _is_json(text: bytes) -> bool:
    """Whether a text begins as JSON does, and not as a column's name."""
    rest = text[1:].lstrip()
    return (text[:1] == b"{" and rest[:1] in (b'"', b"}", b"")) or (text[:1] == b"[" and rest[:1] in (b"{", b"]", b""))
