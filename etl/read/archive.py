"""What is packed (gzip, zip, KMZ): unpacked into a folder of the load's, under names of our own, within limits."""

import errno
import gzip
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import IO, cast

from etl.read.frame import Fault, RawTable, refused, whole_fault

LARGEST = 8 << 30
"""Bytes that a packed file may have when it is unpacked."""
LARGEST_RATIO = 200
"""How many times its packed size a file may have when it is unpacked, beyond the first `RATIO_FREE` bytes."""
RATIO_FREE = 64 << 20
_BLOCK = 1 << 20
_OUR_OWN = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EROFS)
"""Errors of the disk that is written to, not of what is read."""
MEMBER_SUFFIXES = (
    *(".csv", ".tsv", ".txt", ".xlsx", ".xls", ".json", ".jsonl", ".ndjson", ".geojson", ".geojsonl"),
    *(".gpkg", ".kml", ".kmz", ".parquet", ".geoparquet"),
)
_NESTED = (".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz")

Reader = Callable[[Path], list[RawTable]]
"""Reads one unpacked file."""


class UnpackError(ValueError):
    """What is packed can't be unpacked; `fault` says why."""

    def __init__(self, rule: str, found: str, accepted: str) -> None:
        super().__init__(found)
        self.fault: Fault = whole_fault(rule, found, accepted)


def read_gzip(path: Path, scratch: Path, read: Reader) -> list[RawTable]:
    """
    Read the tables of the file that a gzip file holds.

    Parameters
    ----------
    path
        The gzip file.
    scratch
        Folder for what is unpacked.
    read
        Reads the unpacked file.

    Returns
    -------
    list of RawTable
    """
    target = Path(mkdtemp(dir=scratch)) / "unpacked"
    try:
        with gzip.open(path) as packed:
            _unpack(cast("IO[bytes]", packed), target, path.stat().st_size)
    except UnpackError as error:
        return [refused(error.fault)]
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        return [refused(whole_fault("damaged", f"a gzip file that can't be unpacked ({error})", "a whole gzip file"))]
    return read(target)


def read_zip(path: Path, scratch: Path, read: Reader, *, is_kmz: bool) -> list[RawTable]:
    """
    Read the tables of every file in a zip file that Moei knows.

    Parameters
    ----------
    path
        The zip file.
    scratch
        Folder for what is unpacked.
    read
        Reads one unpacked file.
    is_kmz
        Whether it is a KMZ file: then its KML files are read, and its pictures aren't told of.

    Returns
    -------
    list of RawTable
        Named after their members. A member that can't be unpacked is a table that is refused.
    """
    nested = (*_NESTED, ".kmz") if is_kmz else _NESTED
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not _is_clutter(member)]
            chosen = [member for member in members if _is_known(member, is_kmz=is_kmz)]
            tables = _member_tables(archive, chosen, Path(mkdtemp(dir=scratch)), read, nested)
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno in _OUR_OWN:
            raise
        kind = "KMZ" if is_kmz else "zip"
        return [
            refused(whole_fault("damaged", f"a {kind} file that can't be unpacked ({error})", f"a whole {kind} file"))
        ]
    if not tables:
        names = ", ".join(member.filename for member in members[:5]) or "nothing"
        return [refused(whole_fault("empty", f"a zip file with {names}", f"files of: {', '.join(MEMBER_SUFFIXES)}"))]
    if len(members) > len(chosen) and not is_kmz:
        left = ", ".join(member.filename for member in members if member not in chosen)
        tables[0].notes += (f"not read, for no reader knows them: {left}",)
    return tables


def _is_clutter(member: zipfile.ZipInfo) -> bool:
    """Folders, and what a Mac or an office program leaves behind."""
    path = PurePosixPath(member.filename)
    return member.is_dir() or path.parts[:1] == ("__MACOSX",) or path.name.startswith((".", "~$"))


def _is_known(member: zipfile.ZipInfo, *, is_kmz: bool) -> bool:
    """Whether a member is to be read, or refused in words."""
    suffix = PurePosixPath(member.filename.lower()).suffix
    if is_kmz:
        return suffix in (".kml", ".kmz", ".zip")
    return suffix in MEMBER_SUFFIXES or suffix in _NESTED


def _member_tables(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], folder: Path, read: Reader, nested: tuple[str, ...]
) -> list[RawTable]:
    """The tables of each member, unpacked one by one."""
    tables: list[RawTable] = []
    budget = LARGEST
    for number, member in enumerate(members):
        target = folder / f"{number}{PurePosixPath(member.filename).suffix}"
        try:
            found = _unpacked(archive, member, target, budget, read, nested)
        except UnpackError as error:
            found = [refused(error.fault)]
        budget -= target.stat().st_size if target.exists() else 0
        for table in found:
            table.name = ", ".join(filter(None, (member.filename, table.name)))
        tables += found
    return tables


def _unpacked(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    target: Path,
    budget: int,
    read: Reader,
    nested: tuple[str, ...],
) -> list[RawTable]:
    """The tables of one member."""
    suffix = PurePosixPath(member.filename.lower()).suffix
    if suffix in nested:
        raise UnpackError("nested", f"an archive within an archive ({member.filename})", "files that are packed once")
    if member.flag_bits & 1:
        raise UnpackError("encrypted", f"a member with a password ({member.filename})", "a zip file without a password")
    try:
        with archive.open(member) as packed:
            _unpack(packed, target, member.compress_size, budget)
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError) as error:
        raise UnpackError("damaged", f"a member that can't be unpacked ({error})", "a whole zip file") from error
    return read(target)


def _unpack(packed: IO[bytes], target: Path, packed_size: int, budget: int = LARGEST) -> None:
    """
    Write what is packed, counting as it comes: what an archive says of its own size isn't trusted.

    Raises
    ------
    UnpackError
        If it grows beyond the limits.
    """
    size = 0
    with target.open("wb") as file:
        while block := packed.read(_BLOCK):
            size += len(block)
            if size > budget or (size > RATIO_FREE and size > LARGEST_RATIO * packed_size):
                target.unlink()
                found = f"{packed_size:,} bytes that unpack to more than {size:,}"
                accepted = f"at most {LARGEST:,} bytes unpacked, and at most {LARGEST_RATIO} times the packed size"
                raise UnpackError("size", found, accepted)
            file.write(block)
