"""Rejected rows as a workbook: mend them there, and load it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from etl import status, warehouse
from etl.contract.vocab import REASON_COLUMNS

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds."""
MOST_ROWS = 1_048_575
"""Rows under the header of a sheet."""
_UNSPLIT = "row"
"""Column for the text of a row that could not be split into columns."""
_WIDEST, _NARROWEST = 60, 8


@dataclass(frozen=True)
class Workbook:
    """What went into a workbook of rejected rows, and what could not: rows with a cell too long, rows too many."""

    rows: int
    sheets: int
    rows_left_out: int


def write_rejects(build: warehouse.Build, path: Path) -> Workbook:
    """
    Write what the last load of each source refused, one sheet a file.

    Parameters
    ----------
    build
        The build whose rejects are wanted.
    path
        An .xlsx file; replaced if it is there.

    Returns
    -------
    Workbook
        A sheet has the columns of its file, then `REASON_COLUMNS`: where the row stood and what was wrong with it,
        which a load passes over. Values are written as text: none is taken for a formula or a link. A file that was
        refused whole stands on a sheet of its own kind, without rows to mend.

    Raises
    ------
    ValueError
        If the path doesn't end in .xlsx.
    OSError
        If it can't be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise ValueError(f"rejects are written as .xlsx: found {path.name!r}")
    by_file: dict[str, list[status.Reject]] = defaultdict(list)
    for reject in status.list_rejects(build):
        by_file[reject.file_name].append(reject)
    rows = left_out = 0
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    partial = path.with_name(f".{path.name}.partial")
    try:
        with xlsxwriter.Workbook(partial, options) as book:
            titles = _titles(by_file)
            for file_name, rejects in by_file.items():
                written, too_long = _write_sheet(book, titles[file_name], _mendable(rejects))
                rows, left_out = rows + written, left_out + too_long
            if not by_file:
                book.add_worksheet("nothing was rejected")
        partial.replace(path)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(f"{path} can't be written: {error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return Workbook(rows=rows, sheets=len(by_file), rows_left_out=left_out)


def _mendable(rejects: Iterable[status.Reject]) -> list[dict[str, str]]:
    """One mapping a rejected row: its values by column, then everything that is wrong with it."""
    by_line: dict[int | None, list[status.Reject]] = defaultdict(list)
    for reject in rejects:
        by_line[reject.source_line].append(reject)
    rows = []
    for line, faults in by_line.items():
        where = "" if line is None else str(line)
        reasons = (
            where,
            *("\n".join(dict.fromkeys(getattr(fault, name) for fault in faults)) for name in _REASONS),
        )
        rows.append(row_values(faults[0].raw_row) | dict(zip(REASON_COLUMNS, reasons, strict=True)))
    return rows


_REASONS = ("source_column", "rule", "found", "accepted")


def row_values(raw_row: str) -> dict[str, str]:
    """
    Values of a rejected row by column; the whole text where the row could not be split.

    Examples
    --------
    >>> row_values('{"lat": "91", "lon": null}'), row_values('a,"b')
    ({'lat': '91', 'lon': ''}, {'row': 'a,"b'})
    """
    try:
        values = json.loads(raw_row)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        return {_UNSPLIT: raw_row} if raw_row else {}
    return {str(name): "" if value is None else str(value) for name, value in values.items()}


def _write_sheet(book: xlsxwriter.Workbook, title: str, rows: Sequence[dict[str, str]]) -> tuple[int, int]:
    """One file's rows; how many were written, and how many no sheet can hold."""
    sheet = book.add_worksheet(title)
    fitting = [row for row in rows if max(map(len, row.values())) <= LONGEST_CELL][:MOST_ROWS]
    own = dict.fromkeys(name for row in fitting for name in row if name not in REASON_COLUMNS)
    header = [*own, *REASON_COLUMNS]
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, name in enumerate(header):
        texts = [name, *(row.get(name, "") for row in fitting)]
        width = max(len(line) for text in texts for line in text.split("\n"))
        sheet.set_column(column, column, min(max(width + 1, _NARROWEST), _WIDEST), wrapped)
        for line, text in enumerate(texts):
            sheet.write_string(line, column, text, bold if line == 0 else None)
    sheet.freeze_panes(1, 0)
    return len(fitting), len(rows) - len(fitting)


def _titles(file_names: Iterable[str]) -> dict[str, str]:
    """A sheet's title for each file: at most 31 characters, none of them special, no two alike."""
    titles: dict[str, str] = {}
    for number, name in enumerate(file_names, start=1):
        plain = "".join(
            "_" if character in "[]:*?/\\'" or not character.isprintable() else character for character in name
        )
        titles[name] = f"{number} {plain}"[:31]
    return titles
