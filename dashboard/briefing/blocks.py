"""Parts of a page that is words and tables, as plain data that the template sets."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Cell = str | dict[str, str]
"""Words, or words with the address that they lead to."""
Block = dict[str, Any]

_LONG = re.compile(r"([!-~\u00a1-\u024f]{24})(?=[!-~\u00a1-\u024f])")
"""A run of letters without a space that no column may be wide enough for."""
_BREAK = "\N{ZERO WIDTH SPACE}"


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its part of the width (0 for as wide as its words), and where words stand."""

    title: str
    width: float = 0.0
    align: Literal["left", "right"] = "left"

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {"title": settable(self.title), "width": self.width, "align": self.align}


def settable(words: str) -> str:
    """
    Words that our fonts can set, of which none is too long for a column.

    Examples
    --------
    >>> settable("Tak → Mae Sot"), len(settable("a" * 60))
    ('Tak › Mae Sot', 62)
    """
    return _LONG.sub(rf"\1{_BREAK}", words.replace("→", "›"))


def heading(words: str) -> Block:
    """A title within a page."""
    return {"kind": "heading", "words": settable(words)}


def text(words: str) -> Block:
    """A paragraph."""
    return {"kind": "text", "words": settable(words)}


def warning(words: str) -> Block:
    """What must be read before the numbers below."""
    return {"kind": "warning", "words": words}


def table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, empty: str) -> Block:
    """
    Rows under their headings.

    Parameters
    ----------
    columns
        The columns.
    rows
        Cells in the order of the columns.
    empty
        What to say where there is no row.
    """
    cells = [[_cell(cell) for cell in row] for row in rows]
    if not cells:
        return text(empty)
    return {"kind": "table", "columns": [column.as_json() for column in columns], "rows": cells}


def figures(items: Iterable[dict[str, str]]) -> Block:
    """Key figures beside each other: each with value, label, change and note."""
    return {"kind": "figures", "items": list(items)}


def contents() -> Block:
    """The pages of the briefing by their titles; the template knows their numbers."""
    return {"kind": "contents"}


def told_with(document: Mapping[str, Any], page: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a page is told with: language, words, synthetic and code, its own where it is in the second language."""
    told: Mapping[str, Any] = page.get("told", document)
    return told


def _cell(cell: Cell) -> dict[str, str]:
    told = {"text": cell} if isinstance(cell, str) else cell
    address = told.get("url", "")
    # What a source gives as its address may be anything: only a page on the web is led to.
    return {
        "text": settable(told["text"]),
        "url": address if address.startswith(("https://", "http://")) else "",
    }
