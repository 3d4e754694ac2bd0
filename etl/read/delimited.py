"""CSV files (RFC 4180, UTF-8) to a frame of text. One bad row costs that row, never the file."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from etl.read.frame import LINE, RAW_ROW, Fault, RawFrame, refused

_NOT_TEXT = re.compile("[\0\udc80-\udcff]")
"""Bytes that are not UTF-8, and the NUL bytes of UTF-16 and of damaged files."""
_UTF8 = "UTF-8 text (in Excel: save as CSV UTF-8)"


@dataclass(frozen=True)
class _Record:
    """One record: its first line (from 1), its text as it stands, its values, and what is wrong with its quoting."""

    line: int
    text: str
    values: list[str]
    quoting: str = ""


def read_csv(content: bytes) -> RawFrame:
    """
    Read a comma-separated file.

    Parameters
    ----------
    content
        The bytes of the file. A byte order mark is allowed; blank lines are skipped.

    Returns
    -------
    RawFrame
        Refused whole if it is empty or has no usable header. A row with too many or too few fields, with
        bytes that are not UTF-8 or with a quotation mark that is never closed is a fault of its line.
    """
    lines = list(io.StringIO(content.decode("utf-8-sig", errors="surrogateescape"), newline=""))
    records = list(_records(lines))
    fault = _header_fault(records)
    if fault is not None:
        return refused(fault, rows_read=max(len(records) - 1, 0))
    return _frame([name.strip() for name in records[0].values], records[1:])


def _records(lines: list[str]) -> Iterator[_Record]:
    """
    Each record of a file, blank lines skipped.

    After a broken record reading goes on at the line after its first, so that an unclosed quotation mark costs one
    row and not the rest of the file.
    """
    start = 0
    while start < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(start, len(lines))), strict=True)
        first = start
        try:
            for values in reader:
                end = start + reader.line_num
                if values:
                    yield _Record(first + 1, "".join(lines[first:end]).rstrip("\r\n"), values)
                first = end
            return
        except csv.Error as error:
            yield _Record(first + 1, lines[first].rstrip("\r\n"), [], str(error))
            start = first + 1


def _header_fault(records: list[_Record]) -> Fault | None:
    """What makes a file's header unusable, if anything."""

    def fault(rule: str, found: str, accepted: str) -> Fault:
        return Fault(line=None, column="", rule=rule, found=found, accepted=accepted)

    if not records:
        return fault("empty", "an empty file", "a header row and the records under it")
    header = records[0]
    if header.quoting:
        return fault("quoting", f"a header that can't be read ({header.quoting})", "column names, separated by commas")
    if _NOT_TEXT.search(header.text):
        return fault("encoding", "a header that is not UTF-8", _UTF8)
    # DuckDB takes Name and name for one column.
    names = [LINE, RAW_ROW, *(name.strip().casefold() for name in header.values)]
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    if repeated:
        return fault("header", f"columns named twice: {', '.join(map(repr, repeated))}", "each column once")
    return None


def _frame(header: list[str], records: list[_Record]) -> RawFrame:
    """Sort the records into rows that can be read and faults that say why the others can't."""
    faults = {record.line: fault for record in records if (fault := _record_fault(header, record)) is not None}
    good = [record for record in records if record.line not in faults]
    columns: dict[str, pa.Array[Any]] = {
        name: pa.array((record.values[i] for record in good), pa.string()) for i, name in enumerate(header)
    }
    columns[LINE] = pa.array((record.line for record in good), pa.int64())
    columns[RAW_ROW] = pa.array((record.text for record in good), pa.string())
    return RawFrame(header=tuple(header), rows=pa.table(columns), faults=tuple(faults.values()), rows_read=len(records))


def _record_fault(header: list[str], record: _Record) -> Fault | None:
    """Why a record can't be read, if it can't."""

    def fault(rule: str, found: str, accepted: str, column: str = "") -> Fault:
        text = _legible(record.text)
        return Fault(line=record.line, column=column, rule=rule, found=found, accepted=accepted, raw_row=text)

    if record.quoting:
        found = f"a quotation mark that is not closed or not doubled ({record.quoting})"
        return fault(
            "quoting", found, f"RFC 4180 quoting, and no field of more than {csv.field_size_limit():,} characters"
        )
    if len(record.values) != len(header):
        return fault("width", f"{len(record.values)} fields", f"{len(header)} fields, as in the header")
    for name, value in zip(header, record.values, strict=True):
        if _NOT_TEXT.search(value):
            return fault("encoding", _legible(value), _UTF8, name)
    return None


def _legible(text: str) -> str:
    """Text with each byte that is not text shown as a replacement character."""
    return _NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)
