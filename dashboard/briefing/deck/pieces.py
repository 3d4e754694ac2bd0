"""What flows down a slide: pieces that stay whole, each as high as its words, and the columns that they fill."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from dashboard.briefing.deck.elements import Box, Cell, Element, Grid, Line, Picture, Sign, Words
from dashboard.briefing.deck.measure import line_height, lines_of
from dashboard.state import Language

CELL_X, CELL_Y = 1.0, 0.9
"""Room within a cell, in millimetres."""
_TALLEST_MM = 55.0
"""A paragraph or a row higher than this goes on in another."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What stands together; its elements stand where they would if it were the first in a column."""

    height: float
    elements: Sequence[Element] = ()
    is_sticky: bool = False
    """Whether it must not be the last in a column."""
    table: "Table | None" = None
    cells: Sequence[Cell] = ()
    """A row of a table: rows that follow each other become one."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """What the rows of a table have in common."""

    name: str
    widths: Sequence[float]
    aligns: Sequence[str]
    headings: Sequence[Cell]
    size: float
    language: Language

    @property
    def headings_height(self) -> float:
        """Height of the row of headings; 0 where there is none."""
        return self.row_height(self.headings, is_bold=True) if self.headings else 0.0

    def row_height(self, cells: Sequence[Cell], *, is_bold: bool = False) -> float:
        """As high as its highest cell, in millimetres."""
        pairs = zip(cells, self.widths, strict=True)
        most = max(len(lines_of(cell.words, self.room(width), self.size, is_bold=is_bold)) for cell, width in pairs)
        return most * line_height(self.size, self.language) + 2 * CELL_Y

    @staticmethod
    def room(width: float) -> float:
        """Of a column's width, what words may take."""
        return width - 2 * CELL_X

    def pieces(self, rows: Iterable[Sequence[Cell]]) -> list[Piece]:
        """Its rows; one that is too high goes on in the next."""
        return [
            Piece(height=self.row_height(cells), table=self, cells=cells) for row in rows for cells in self._parts(row)
        ]

    def _parts(self, row: Sequence[Cell]) -> list[list[Cell]]:
        pairs = zip(row, self.widths, strict=True)
        parts = [
            [replace(cell, words=words) for words in chunks(cell.words, self.room(width), self.size, self.language)]
            for cell, width in pairs
        ]
        filled = zip_longest(*parts, fillvalue=Cell(words=""))
        return [list(cells) for cells in filled]


def chunks(
    words: str, width: float, size: float, language: Language, *, is_bold: bool = False, tallest: float = _TALLEST_MM
) -> list[str]:
    """
    Words in parts, none of which is higher than it may be.

    Examples
    --------
    >>> [len(part) for part in chunks("word " * 100, 20.0, 10.0, "en", tallest=10.0)][:2]
    [20, 20]
    """
    lines = lines_of(words, width, size, is_bold=is_bold)
    most = max(int(tallest / line_height(size, language)), 1)
    return ["".join(lines[start : start + most]) for start in range(0, len(lines), most)]


def paragraph(
    line: Line, width: float, language: Language, *, name: str = "Text", fill: str = "", is_sticky: bool = False
) -> list[Piece]:
    """A paragraph in a box of its own; a long one in several."""
    inset = 1.8 if fill else 0.0
    room = width - 2 * inset
    is_bold = line.is_bold
    pieces = []
    for place, part in enumerate(chunks(line.lead + line.words, room, line.size, language, is_bold=is_bold)):
        told = replace(line, words=part.removeprefix(line.lead) if place == 0 else part, lead=line.lead * (place == 0))
        height = len(lines_of(part, room, line.size, is_bold=is_bold)) * line_height(line.size, language) + 2 * inset
        box = Box(0.0, 0.0, width, height)
        words = Words(box=box, lines=[told], name=name, fill=fill, inset_mm=inset)
        pieces.append(Piece(height=height + line.after_mm, elements=[words], is_sticky=is_sticky))
    return pieces


def columns(pieces: Sequence[Piece], room: float) -> list[list[Piece]]:
    """
    Pieces in columns that each are as high as the room; at least one.

    Parameters
    ----------
    pieces
        In order; none is higher than the room.
    room
        In millimetres.
    """
    filled: list[list[Piece]] = [[]]
    for place, piece in enumerate(pieces):
        needed = _height([*filled[-1], piece])
        follower = place + 1
        if piece.is_sticky and follower < len(pieces):
            needed = _height([*filled[-1], piece, pieces[follower]])
        if filled[-1] and needed > room:
            filled.append([])
        filled[-1].append(piece)
    return filled


def fits(pieces: Sequence[Piece], room: float) -> bool:
    """Whether pieces fit in one column."""
    return _height(pieces) <= room


def _height(pieces: Sequence[Piece]) -> float:
    height, before = 0.0, None
    for piece in pieces:
        height += piece.height
        if piece.table is not None and piece.table is not before:
            height += piece.table.headings_height
        before = piece.table
    return height


def placed(pieces: Sequence[Piece], x: float, y: float) -> list[Element]:
    """The elements of a column whose upper left corner stands at a point."""
    elements: list[Element] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        if piece.table is None:
            elements += [moved(element, x, y) for element in piece.elements]
            y += piece.height
            place += 1
            continue
        rows = [one for one in pieces[place:] if one.table is piece.table]
        rows = rows[: next((n for n, one in enumerate(pieces[place:]) if one.table is not piece.table), len(rows))]
        grid = _grid(piece.table, rows, x, y)
        elements.append(grid)
        y += grid.box.height
        place += len(rows)
    return elements


def _grid(table: Table, rows: Sequence[Piece], x: float, y: float) -> Grid:
    headings = [table.headings] if table.headings else []
    heights = [*([table.headings_height] if headings else []), *(row.height for row in rows)]
    return Grid(
        box=Box(x, y, sum(table.widths), sum(heights)),
        widths=table.widths,
        aligns=table.aligns,
        rows=[*headings, *(row.cells for row in rows)],
        heights=heights,
        size=table.size,
        name=table.name,
        has_headings=bool(headings),
    )


def moved(element: Element, x: float, y: float) -> Element:
    """An element as far from a point as it was from the corner."""
    box = replace(element.box, x=element.box.x + x, y=element.box.y + y)
    match element:
        case Words():
            return replace(element, box=box)
        case Grid():
            return replace(element, box=box)
        case Picture():
            return replace(element, box=box)
        case Sign():
            return replace(element, box=box)
