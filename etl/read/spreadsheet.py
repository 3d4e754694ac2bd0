"""Spreadsheets (.xlsx, .xls, .ods) to tables, one for each sheet that holds any."""

import contextlib
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from etl.read.astext import cell_text
from etl.read.frame import Fault, Layout, RawTable, refused, row_json, sound_rows, text_batch, whole_fault
from etl.read.header import ROWS_SEARCHED, column_names, header_fault, header_row, is_hxl_row, skipped_note

LARGEST = 100 << 20
LARGEST_EXPANDED = 1 << 30
"""Bytes that a spreadsheet may have as a file, and unpacked: one sheet at a time is held in memory."""
_BATCH = 20_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR_CELL = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL)
_ACCEPTED = "an Excel workbook that opens without a password, or its sheet saved as CSV UTF-8"


def read_spreadsheet(path: Path, layout: Layout) -> list[RawTable]:
    """
    Read a workbook.

    Parameters
    ----------
    path
        An .xlsx, .xls or .ods file.
    layout
        What is known of it.

    Returns
    -------
    list of RawTable
        One for each sheet that isn't empty, hidden ones too; its lines are Excel's row numbers. Formulas give the
        values that Excel last worked out, merged cells their first.
    """
    try:
        fault = _size_fault(path)
        if fault is not None:
            return [refused(fault)]
        with _panics_as_errors(), CalamineWorkbook.from_path(path) as workbook:
            sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            tables = [_sheet_table(path, workbook, sheet.name, layout) for sheet in sheets]
            hidden = {sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible}
    except PasswordError:
        return [refused(whole_fault("encrypted", "a workbook with a password", _ACCEPTED))]
    except RuntimeError as error:  # zipfile's word for a member with a password
        return [refused(whole_fault("encrypted", f"a workbook with a password ({error})", _ACCEPTED))]
    except (CalamineError, zipfile.BadZipFile, zlib.error, NotImplementedError, OSError) as error:
        return [refused(whole_fault("damaged", f"a workbook that can't be read ({error})", _ACCEPTED))]
    full = [table for table in tables if table is not None]
    for table in full:
        if table.name in hidden:
            table.notes += ("the sheet is hidden",)
    return full or [refused(whole_fault("empty", "a workbook without values", "a header row and records under it"))]


def _size_fault(path: Path) -> Fault | None:
    """
    What makes a workbook too large to be held, if anything.

    Raises
    ------
    zipfile.BadZipFile
        If it doesn't hold what it says: more bytes than it names, or others.
    """
    size, unpacked = path.stat().st_size, 0
    if size <= LARGEST and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            broken = archive.testzip() if unpacked <= LARGEST_EXPANDED else None
        if broken is not None:
            raise zipfile.BadZipFile(f"its member {broken} is broken")
    if size <= LARGEST and unpacked <= LARGEST_EXPANDED:
        return None
    accepted = f"at most {LARGEST:,} bytes, {LARGEST_EXPANDED:,} unpacked, or the sheet saved as CSV UTF-8"
    return whole_fault("size", f"a workbook of {max(size, unpacked):,} bytes", accepted)


@contextlib.contextmanager
def _panics_as_errors() -> Iterator[None]:
    """
    Make an error of calamine's panics at damaged files, which are no `Exception`, and keep their traceback away.

    Rust writes it to the process's standard error itself.
    """
    kept = os.dup(2)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise CalamineError(str(error)) from error
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _sheet_table(path: Path, workbook: CalamineWorkbook, name: str, layout: Layout) -> RawTable | None:
    """The table of one sheet, None if the sheet is empty."""
    top = list(islice(_rows(workbook, name), ROWS_SEARCHED))
    if not top:
        return None
    start = 0
    hxl: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    if layout.columns:
        header = layout.columns
    else:
        position = header_row([row for _, row in top], layout.is_header)
        start, names = top[position]
        header, notes = _trimmed_names(names), skipped_note(position)
        if position + 1 < len(top) and is_hxl_row(top[position + 1][1]):
            start, hxl = top[position + 1][0], tuple(top[position + 1][1])
    faults: list[Fault] = []
    fault = header_fault(header)
    if fault is not None:
        faults.append(fault)
        header = column_names([""] * len(header))
    batches = _batches(path, name, header, start, faults)
    return RawTable(name=name, header=header, batches=batches, faults=faults, notes=notes, hxl=hxl)


def _trimmed_names(row: list[str]) -> tuple[str, ...]:
    """Names of the columns, without the nameless ones at the end."""
    width = max((position for position, name in enumerate(row, start=1) if name.strip()), default=0)
    return column_names(row[:width])


def _rows(workbook: CalamineWorkbook, name: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of a sheet as text with their numbers, blank ones left out."""
    rows = workbook.get_sheet_by_name(name).iter_rows()
    for number, row in enumerate(rows, start=1):
        texts = [cell_text(value) for value in row]
        if any(text.strip() for text in texts):
            yield number, texts


def _batches(
    path: Path, name: str, header: tuple[str, ...], start: int, faults: list[Fault]
) -> Iterator[pa.RecordBatch]:
    """The rows under the header; the workbook is opened anew, so that no more than one is held."""
    errors = _error_cells(path, name)
    with CalamineWorkbook.from_path(path) as workbook:
        rows = (row for row in _rows(workbook, name) if row[0] > start)
        while chunk := list(islice(rows, _BATCH)):
            good = [row for row in chunk if not _has_fault(header, row, errors, faults)]
            columns = zip(*(_fitted(row, len(header)) for _, row in good), strict=True)
            yield sound_rows(
                text_batch(header, list(columns) or [[]] * len(header), [number for number, _ in good]), faults
            )


def _fitted(row: list[str], width: int) -> list[str]:
    """A row as wide as the header."""
    return [*row[:width], *[""] * (width - len(row))]


def _has_fault(
    header: tuple[str, ...],
    numbered: tuple[int, list[str]],
    errors: dict[int, list[tuple[int, str]]],
    faults: list[Fault],
) -> bool:
    """Whether a row has an error for a value, or a value under no name; what is found becomes faults."""
    number, row = numbered
    wrong = [(position, text, "error", "a value, not an error of Excel") for position, text in errors.get(number, [])]
    beyond = [
        (position, text, "width", f"{len(header)} columns, as in the header")
        for position, text in enumerate(row)
        if position >= len(header) and text.strip()
    ]
    if not wrong and not beyond:
        return False
    names = [*header, *(f"column {i + 1}" for i in range(len(header), len(row)))]
    values = dict(zip(names, [*row, *[""] * (len(names) - len(row))], strict=True))
    values |= {names[position]: text for position, text, _, _ in wrong if position < len(names)}
    for position, text, rule, accepted in wrong + beyond:
        column = names[position] if position < len(names) else f"column {position + 1}"
        fault = Fault(line=number, column=column, rule=rule, found=text, accepted=accepted, raw_row=row_json(values))
        faults.append(fault)
    return True


def _error_cells(path: Path, name: str) -> dict[int, list[tuple[int, str]]]:
    """
    Row -> position and text of cells that hold an error (#REF!), which calamine gives as empty.

    Only .xlsx tells them; in an .xls file they stay empty.
    """
    if not zipfile.is_zipfile(path):
        return {}
    found: dict[int, list[tuple[int, str]]] = {}
    with zipfile.ZipFile(path) as archive:
        member = _sheet_member(archive, name)
        content = b"" if member is None else archive.read(member)
    for letters, number, text in _ERROR_CELL.findall(content):
        position = 0
        for letter in letters:
            position = position * 26 + letter - ord("A") + 1
        found.setdefault(int(number), []).append((position - 1, text.decode("utf-8", "replace")))
    return found


def _sheet_member(archive: zipfile.ZipFile, name: str) -> str | None:
    """Member of an .xlsx file that holds a sheet, None for other formats."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(archive.namelist()):
        return None
    sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")  # noqa: S314 - expat bounds entities, and fetches none
    relation = next((sheet.get(_REL) for sheet in sheets if sheet.get("name") == name), None)
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - expat bounds entities, and fetches none
    target = next((each.get("Target", "") for each in relations if each.get("Id") == relation), "")
    member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return member if member in archive.namelist() else None
