"""What every reader gives: tables of text in batches, and the rows and files that could not be read."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

LINE = "moei:line"
"""Column that every reader adds: where the row starts. No file's own column is called so."""
LONGITUDE, LATITUDE, GEOMETRY = "moei:longitude", "moei:latitude", "moei:geometry"
"""Columns that formats with geometries add: a point that stands for it (WGS 84), and what kind of geometry it is."""
LONGEST_TEXT = 131_072
"""Characters that one value may have."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """
    One reason why a row, or a whole file, is refused.

    Attributes
    ----------
    line
        Where the row starts, as its table counts; None if the whole table is refused.
    column
        Column of the fault as the file names it; empty if it is the row's.
    rule, found, accepted
        Rule that was broken, what was found, what would be accepted.
    raw_row
        The row as it stands in the file, if it can't be split; else its columns as JSON.
    """

    line: int | None
    column: str
    rule: str
    found: str
    accepted: str
    raw_row: str = ""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """
    What is known of a file before it is read.

    Attributes
    ----------
    delimiter, encoding
        Of a text file; empty to tell them by its content.
    columns
        Names of the columns of a file without a header row; empty if it has one.
    is_header
        Whether a row of text is the header of a known source; others are told by their shape.
    """

    delimiter: str = ""
    encoding: str = ""
    columns: tuple[str, ...] = ()
    is_header: Callable[[Sequence[str]], bool] = lambda _: False


@dataclass(kw_only=True)
class RawTable:
    """
    One table of a file: all of a CSV file, a sheet, a layer, a member of an archive.

    Attributes
    ----------
    name
        Sheet, layer or member; empty where a file is one table.
    header
        Column names in the order of the file; a column without a name is called by its position.
    batches
        The rows, once: a text column for each of the header, then `LINE` (integers). Nothing is read before the first
        is asked for, and no more than a batch is held.
    faults
        Rows that could not be read, and what is wrong with the table as a whole. Filled while batches are read.
    notes
        What a person should know of how it was read.
    hxl
        HXL tags of the columns, where a row under the header gave them.
    rows_given
        Rows that the batches have given so far.
    on_rows
        Called with the number of rows given so far after each batch, to show how far a long file is.
    """

    name: str = ""
    header: tuple[str, ...]
    batches: Iterator[pa.RecordBatch]
    faults: list[Fault] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    hxl: tuple[str, ...] = ()
    rows_given: int = 0
    on_rows: Callable[[int], None] = lambda _: None

    @property
    def is_refused(self) -> bool:
        """Whether the table as a whole can't be read, as far as is known."""
        return any(fault.line is None for fault in self.faults)

    @property
    def rows_read(self) -> int:
        """Rows read so far, faulty ones included."""
        return self.rows_given + len({fault.line for fault in self.faults} - {None})

    def reader(self) -> pa.RecordBatchReader:
        """The batches as a stream that DuckDB reads, once."""
        return pa.RecordBatchReader.from_batches(text_schema(self.header), self._counted())

    def read_all(self) -> pa.Table:
        """All rows at once: for small tables and tests."""
        return self.reader().read_all()

    def drain(self) -> None:
        """Read the rows that nobody wants, to count them."""
        for _ in self._counted():
            pass

    def _counted(self) -> Iterator[pa.RecordBatch]:
        for batch in self.batches:
            self.rows_given += batch.num_rows
            self.on_rows(self.rows_given)
            yield batch


def refused(fault: Fault, *, name: str = "") -> RawTable:
    """A table without rows, that is refused whole."""
    return RawTable(name=name, header=(), batches=iter(()), faults=[fault])


def whole_fault(rule: str, found: str, accepted: str) -> Fault:
    """What is wrong with a file or a table as a whole."""
    return Fault(line=None, column="", rule=rule, found=found, accepted=accepted)


def text_schema(header: Sequence[str]) -> pa.Schema:
    """Types of a batch's columns."""
    fields: list[pa.Field[Any]] = [pa.field(name, pa.string()) for name in header]
    return pa.schema([*fields, pa.field(LINE, pa.int64())])


def text_batch(header: Sequence[str], columns: Sequence[Any], lines: Any) -> pa.RecordBatch:
    """A batch of text columns and the lines of its rows, each a sequence of Python or an Arrow array."""
    arrays = [column if isinstance(column, pa.Array) else pa.array(column, pa.string()) for column in columns]
    return pa.RecordBatch.from_arrays([*arrays, pa.array(lines, pa.int64())], schema=text_schema(header))


def sound_rows(batch: pa.RecordBatch, faults: list[Fault]) -> pa.RecordBatch:
    """
    The rows of a batch that are text of a bearable length; the others become faults.

    Notes
    -----
    NUL is no text. Other control characters are kept as they are: screens and terminals show them as replaced.
    """
    broken: set[int] = set()
    column: Any
    for name, column in zip(batch.schema.names[:-1], batch.columns[:-1], strict=True):
        is_long = pc.utf8_length(column).fill_null(0).to_numpy(zero_copy_only=False) > LONGEST_TEXT
        has_nul = pc.match_substring(column, "\0").fill_null(False).to_numpy(zero_copy_only=False)
        for row in np.flatnonzero(is_long | has_nul).tolist():
            broken.add(row)
            faults.append(_value_fault(batch, row, name, is_long=bool(is_long[row])))
    if not broken:
        return batch
    return batch.take(pa.array([row for row in range(batch.num_rows) if row not in broken], pa.int64()))


def _value_fault(batch: pa.RecordBatch, row: int, column: str, *, is_long: bool) -> Fault:
    """What is wrong with one value."""
    values = {name: values[0] for name, values in batch.slice(row, 1).to_pydict().items()}
    line, text = values.pop(LINE), values[column]
    if is_long:
        rule, found, accepted = "length", f"a text of {len(text):,} characters", f"at most {LONGEST_TEXT:,} characters"
    else:
        rule, found, accepted = (
            "encoding",
            text.replace("\0", "\N{REPLACEMENT CHARACTER}"),
            "text without NUL characters",
        )
    return Fault(line=line, column=column, rule=rule, found=found, accepted=accepted, raw_row=row_json(values))


def row_json(values: Mapping[str, str | None]) -> str:
    """A row as it is kept for a person to mend: column -> text."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
