"""Text with delimiters (CSV, TSV and their like) to tables. One bad row costs that row, never the file."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from etl.read.encoding import NAMES, NOT_TEXT, is_utf8_read_as_thai, legible, told_encoding
from etl.read.frame import Fault, Layout, RawTable, refused, text_batch, whole_fault
from etl.read.header import ROWS_SEARCHED, column_names, header_fault, header_row, is_hxl_row, skipped_note
from etl.read.lines import next_lines, open_text
from etl.read.unquoted import unquoted_batch

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SAMPLE = 1 << 18
"""Characters that are looked at to tell the form of a file."""


@dataclass
class _Records:
    """
    Records of some lines: their values, the positions of their first lines and of the lines after their last.

    `broken` has the positions of lines whose quoting is wrong, with the reason; from `rest` on lines may belong to a
    record that goes on after them.
    """

    rest: int
    values: list[list[str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    broken: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Form:
    """How a file is written: encoding, delimiter, columns, and how many lines stand above the first record."""

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    lines_above: int


def read_delimited(path: Path, layout: Layout | None = None) -> RawTable:
    """
    Read a text file with delimiters.

    Parameters
    ----------
    path
        The file. Encoding and delimiter are told by its content unless the layout gives them; blank lines and what
        stands above the header are skipped.
    layout
        What is known of the file.

    Returns
    -------
    RawTable
        Refused whole if it is empty or has no usable header. A row with too many or too few fields, with
        bytes that are not of the file's encoding or with a quotation mark that is never closed is a fault of its line.
    """
    layout = layout or Layout()
    encoding = layout.encoding or told_encoding(path)
    lines, is_whole = _sample(path, encoding)
    delimiter = layout.delimiter or _told_delimiter(lines, is_whole=is_whole)
    records = _records(lines, delimiter, is_last=is_whole)
    fault = _form_fault(records, lines, layout, delimiter)
    if fault is not None:
        return refused(fault)
    notes = [] if encoding in ("utf-8", "utf-16") else [f"read as {NAMES.get(encoding, encoding)}"]
    hxl: tuple[str, ...] = ()
    header, above = layout.columns, 0
    if not header:
        top = records.values[:ROWS_SEARCHED]
        position = header_row(top, layout.is_header)
        header, above = column_names(top[position]), records.ends[position]
        notes += skipped_note(position)
        if position + 1 < len(top) and is_hxl_row(top[position + 1]):
            hxl, above = tuple(top[position + 1]), records.ends[position + 1]
    form = _Form(path, encoding, delimiter, header, above)
    return _table(form, tuple(notes), hxl)


def _table(form: _Form, notes: tuple[str, ...], hxl: tuple[str, ...]) -> RawTable:
    """The table, refused if its header can't be used; its rows are still counted then."""
    faults: list[Fault] = []
    fault = _name_fault(form)
    if fault is not None:
        faults.append(fault)
        form = _Form(form.path, form.encoding, form.delimiter, column_names([""] * len(form.header)), form.lines_above)
    return RawTable(header=form.header, batches=_batches(form, faults), faults=faults, notes=notes, hxl=hxl)


def _sample(path: Path, encoding: str) -> tuple[list[str], bool]:
    """The first lines of a file, and whether they are all of it."""
    with open_text(path, encoding) as file:
        lines = next_lines(file, _SAMPLE)
        return lines, not file.read(1)


def _told_delimiter(lines: list[str], *, is_whole: bool) -> str:
    """The delimiter by which most of the first rows have the same number of fields, and more than one."""
    lines = lines[: 4 * ROWS_SEARCHED]

    def fit(delimiter: str) -> tuple[int, int]:
        widths = [len(values) for values in _records(lines, delimiter, is_last=is_whole).values]
        return max(((widths.count(width), width) for width in set(widths) if width > 1), default=(0, 0))

    return max(DELIMITERS, key=fit)


def _form_fault(records: _Records, lines: list[str], layout: Layout, delimiter: str) -> Fault | None:
    """What makes a file unreadable, if anything."""
    if not records.values and not records.broken and records.rest == len(lines):
        return whole_fault("empty", "an empty file", "a header row and the records under it")
    first_broken = min([position for position, _ in records.broken] + [records.rest])
    if not layout.columns and (not records.starts or first_broken < records.starts[0]):
        why = next((reason for _, reason in records.broken), "no end of its first row")
        return whole_fault("quoting", f"a header that can't be read ({why})", "column names, separated by commas")
    if layout.delimiter and records.values and max(map(len, records.values[:ROWS_SEARCHED])) == 1:
        other = _told_delimiter(lines, is_whole=records.rest == len(lines))
        if other != delimiter and any(other in line for line in lines[:ROWS_SEARCHED]):
            accepted = f"fields separated by {DELIMITERS.get(delimiter, repr(delimiter))}, as its source has them"
            return whole_fault("delimiter", f"fields separated by {DELIMITERS[other]}", accepted)
    return None


def _name_fault(form: _Form) -> Fault | None:
    """What makes the header unusable, if anything."""
    if any(NOT_TEXT.search(name) for name in form.header):
        return whole_fault("encoding", f"a header that is not {NAMES.get(form.encoding, form.encoding)}", _ACCEPTED)
    return header_fault(form.header)


_ACCEPTED = "text in one encoding, best UTF-8 (in Excel: save as CSV UTF-8)"


def _records(lines: list[str], delimiter: str, *, is_last: bool) -> _Records:
    """
    Each record of some lines, blank ones left out.

    After a broken record reading goes on at the line after its first, so that an unclosed quotation mark costs one
    row and not the rest of the file.
    """
    found, start = _Records(rest=len(lines)), 0
    while start < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(start, len(lines))), delimiter=delimiter, strict=True)
        first = start
        try:
            for values in reader:
                end = start + reader.line_num
                if values:
                    found.values.append(values)
                    found.starts.append(first)
                    found.ends.append(end)
                first = end
            return found
        except csv.Error as error:
            # A record that takes up all the lines isn't waited for: it would take up the memory too.
            if not is_last and first > 0 and start + reader.line_num == len(lines):
                found.rest = first
                return found
            found.broken.append((first, str(error)))
            start = first + 1
    return found


def _batches(form: _Form, faults: list[Fault]) -> Iterator[pa.RecordBatch]:
    """The rows of a file, block by block."""
    with open_text(form.path, form.encoding) as file:
        lines, line = next_lines(file)[form.lines_above :], form.lines_above + 1
        following = next_lines(file)
        while lines or following:
            batch = _plain_batch(form, lines, line)
            if batch is not None:
                yield batch
                line += len(lines)
                lines, following = following, next_lines(file) if following else []
                continue
            records = _records(lines, form.delimiter, is_last=not following)
            yield _batch(form, records, lines, line, faults)
            line += records.rest
            lines = lines[records.rest :] + following
            following = next_lines(file) if following else []


def _plain_batch(form: _Form, lines: list[str], line: int) -> pa.RecordBatch | None:
    """The records of lines that hold nothing out of the way; None where they have to be read one by one."""
    text = "".join(lines)
    if not _is_encodable(text) or _may_be_utf8(form, text):
        return None
    return unquoted_batch(lines, form.delimiter, form.header, first_line=line)


def _batch(form: _Form, records: _Records, lines: list[str], line: int, faults: list[Fault]) -> pa.RecordBatch:
    """The records that are right; the others become faults."""

    def fault(start: int, rule: str, found: str, accepted: str, *, end: int = 0, column: str = "") -> None:
        text = legible("".join(lines[start : end or start + 1]).rstrip("\r\n"))
        faults.append(Fault(line=line + start, column=column, rule=rule, found=found, accepted=accepted, raw_row=text))

    for start, reason in records.broken:
        longest = f"no value of more than {csv.field_size_limit():,} characters"
        if "field limit" in reason:
            fault(start, "length", "a value that is longer, or a quotation mark that is never closed", longest)
        else:
            found = f"a quotation mark that is not closed or not doubled ({reason})"
            fault(start, "quoting", found, f"RFC 4180 quoting, and {longest}")
    width, bad = len(form.header), set()
    if set(map(len, records.values)) - {width}:
        bad = {position for position, values in enumerate(records.values) if len(values) != width}
    for position in sorted(bad):
        found, accepted = f"{len(records.values[position])} fields", f"{width} fields, as in the header"
        fault(records.starts[position], "width", found, accepted, end=records.ends[position])
    for position, column in _not_text(form, records, "".join(lines[: records.rest])):
        if position not in bad:
            bad.add(position)
            found = legible(records.values[position][form.header.index(column)])
            fault(records.starts[position], "encoding", found, _ACCEPTED, end=records.ends[position], column=column)
    values, starts = records.values, records.starts
    if bad:
        values = [row for position, row in enumerate(values) if position not in bad]
        starts = [start for position, start in enumerate(starts) if position not in bad]
    columns = zip(*values, strict=True) if values else ((),) * width
    return text_batch(form.header, list(columns), [line + start for start in starts])


def _not_text(form: _Form, records: _Records, text: str) -> Iterator[tuple[int, str]]:
    """Records with a value that is not of the file's encoding, and the column of the first such value of each."""
    may_be_utf8 = _may_be_utf8(form, text)
    if not may_be_utf8 and "\0" not in text and _is_encodable(text):
        return
    for position, values in enumerate(records.values):
        for name, value in zip(form.header, values, strict=False):
            if NOT_TEXT.search(value) or (may_be_utf8 and is_utf8_read_as_thai(value)):
                yield position, name
                break


def _may_be_utf8(form: _Form, text: str) -> bool:
    """Whether a text that was read as Thai holds what UTF-8 looks like then."""
    return form.encoding == "cp874" and ("เธ" in text or "เน" in text)


def _is_encodable(text: str) -> bool:
    """Whether a text has no marks of undecodable bytes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
