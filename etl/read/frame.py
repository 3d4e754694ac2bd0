"""What every reader gives: the rows as text, and the rows and files that could not be read."""

from dataclasses import dataclass

import pyarrow as pa

LINE = "moei:line"
RAW_ROW = "moei:row"
"""Names of the two columns that every reader adds; no file's own column is called so."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """
    One reason why a row, or a whole file, is refused.

    Attributes
    ----------
    line
        Line on which the row starts; None if the whole file is refused.
    column
        Column of the fault as the file names it; empty if it is the row's.
    rule, found, accepted
        Rule that was broken, what was found, what would be accepted.
    raw_row
        The row as it stands in the file.
    """

    line: int | None
    column: str
    rule: str
    found: str
    accepted: str
    raw_row: str = ""


@dataclass(frozen=True, kw_only=True)
class RawFrame:
    """
    The content of one file.

    Attributes
    ----------
    header
        Column names in the order of the file.
    rows
        One text column for each of the header, then `LINE` and `RAW_ROW`; only rows of the right width.
    faults
        Rows that could not be read, and what is wrong with the file as a whole.
    rows_read
        Rows of the file, faulty ones included.
    """

    header: tuple[str, ...]
    rows: pa.Table
    faults: tuple[Fault, ...]
    rows_read: int

    @property
    def is_refused(self) -> bool:
        """Whether the file as a whole can't be read."""
        return any(fault.line is None for fault in self.faults)


def refused(fault: Fault, *, rows_read: int = 0) -> RawFrame:
    """A frame without rows, of a file that is refused whole."""
    return RawFrame(header=(), rows=pa.table({}), faults=(fault,), rows_read=rows_read)
