"""Where the header of a table is: under title rows, over an HXL row; and whether it can be used."""

import re
from collections.abc import Callable, Sequence

from etl.read.frame import LINE, Fault, whole_fault

ROWS_SEARCHED = 50
"""Rows from the top among which a header is looked for."""
_HXL_TAG = re.compile(r"#[a-z][a-z0-9_]*(\s*\+[a-z][a-z0-9_]*)*", re.IGNORECASE)


def header_row(rows: Sequence[Sequence[str]], is_header: Callable[[Sequence[str]], bool]) -> int:
    """
    Position of the header among a table's first rows.

    Parameters
    ----------
    rows
        First rows, without blank ones; at least one.
    is_header
        Whether a row is the header of a known source.

    Returns
    -------
    int
        The first row that a known source has as its header; else the first that fills at least half of the columns
        that the fullest row fills, and more than one of several, so that a title or a sentence isn't taken for it.

    Examples
    --------
    >>> header_row([["List of places", ""], ["name", "lat"], ["Mae Sot", "16.7"]], lambda row: False)
    1
    """
    for position, row in enumerate(rows):
        if is_header(row):
            return position
    filled = [sum(1 for value in row if value.strip()) for row in rows]
    least = max(min(2, max(filled)), max(filled) / 2)
    return next(position for position, count in enumerate(filled) if count >= least)


def is_hxl_row(row: Sequence[str]) -> bool:
    """
    Whether a row holds HXL tags: each value is one, or empty.

    Examples
    --------
    >>> is_hxl_row(["#adm1+name", "", "#affected +ind"])
    True
    """
    given = [value.strip() for value in row if value.strip()]
    return bool(given) and all(_HXL_TAG.fullmatch(value) for value in given)


def column_names(row: Sequence[str]) -> tuple[str, ...]:
    """Names of the columns, without blanks around them; a column without a name is called by its position."""
    return tuple(name.strip() or f"column {position}" for position, name in enumerate(row, start=1))


def header_fault(names: Sequence[str]) -> Fault | None:
    """What makes a header unusable, if anything."""
    # DuckDB takes Name and name for one column.
    folded = [LINE, *(name.casefold() for name in names)]
    repeated = sorted({name for name in folded if folded.count(name) > 1})
    if repeated:
        return whole_fault("header", f"columns named twice: {', '.join(map(repr, repeated))}", "each column once")
    return None


def skipped_note(count: int) -> tuple[str, ...]:
    """What a person is told of rows above the header."""
    if not count:
        return ()
    return ("1 row above the header is not read" if count == 1 else f"{count} rows above the header are not read",)
