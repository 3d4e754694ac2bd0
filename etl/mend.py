"""Rejected rows as a workbook: mend them there, and load it."""

import contextlib
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import xlsxwriter

from etl.contract.vocab import REASON_COLUMNS
from etl.read.frame import Fault

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
    rows_left_out: int


def write_rejects(
    faults: Iterable[tuple[str, Fault]], path: Path, *, loads: Mapping[str, int] = MappingProxyType({})
) -> Workbook:
    """
    Write refused rows, one sheet a file.

    Parameters
    ----------
    faults
        Each fault with the name of its file, in the order of the file.
    path
        An .xlsx file; replaced if it is there.
    loads
        Name of a file -> number of the load that refused its rows, where that load was published.

    Returns
    -------
    Workbook
        A sheet has the columns of its file, then `REASON_COLUMNS`: where the row stood and what was wrong with it,
        which a load passes over. Values are written as text: none is taken for a formula or a link. Files that were
        refused whole have no rows to mend and no sheet.

    Raises
    ------
    ValueError
        If the path doesn't end in .xlsx.
    OSError
        If it can't be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise ValueError(f"rejected rows are written to a file that ends in .xlsx: found {path.name!r}")
    by_file: dict[str, list[Fault]] = defaultdict(list)
    for file_name, fault in faults:
        if fault.line is not None:
            by_file[file_name].append(fault)
    partial = path.with_name(f".{path.name}.partial")
    try:
        # Built in memory: a workbook that is half on a full disk would leave nothing to close.
        content = io.BytesIO()
        counts = _write_sheets(content, by_file, loads)
        partial.write_bytes(content.getvalue())
        partial.replace(path)
    except OSError as error:
        raise OSError(f"{path} can't be written: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
    return Workbook(rows=sum(written for written, _ in counts), rows_left_out=sum(left_out for _, left_out in counts))


def workbook_words(workbook: Workbook, path: Path) -> str:
    """What a person should know of a workbook that was written."""
    if not workbook.rows and not workbook.rows_left_out:
        return "No row was rejected, so no row is to be mended."
    words = f"{workbook.rows:,} rejected rows are in {path}: mend them there, then: moei load {path}"
    if workbook.rows_left_out:
        words += f". {workbook.rows_left_out:,} more don't fit into a workbook; mend them in their own file."
    return words


def _write_sheets(
    content: io.BytesIO, by_file: dict[str, list[Fault]], loads: Mapping[str, int]
) -> list[tuple[int, int]]:
    """A sheet for each file; how many rows of each were written and left out."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(content, options) as book:
        titles = _titles(by_file)
        counts = [
            _write_sheet(book, titles[name], _mendable(faults, str(loads.get(name, ""))))
            for name, faults in by_file.items()
        ]
        if not by_file:
            book.add_worksheet("nothing to mend")
    return counts


def _mendable(faults: Iterable[Fault], load: str) -> list[dict[str, str]]:
    """One mapping a rejected row: its values by column, then everything that is wrong with it."""
    by_line: dict[int | None, list[Fault]] = defaultdict(list)
    for fault in faults:
        by_line[fault.line].append(fault)
    rows = []
    for line, together in by_line.items():
        reasons = ("\n".join(dict.fromkeys(getattr(fault, name) for fault in together)) for name in _REASONS)
        values = (str(line), *reasons, load)
        rows.append(row_values(together[0].raw_row) | dict(zip(REASON_COLUMNS, values, strict=True)))
    return rows


_REASONS = ("column", "rule", "found", "accepted")


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
