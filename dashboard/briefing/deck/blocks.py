"""Parts of a page that is words and tables, as pieces that flow down slides."""

from collections.abc import Sequence

from dashboard.briefing.blocks import Block
from dashboard.briefing.deck.elements import FAINT, PALE, QUIET, Box, Cell, Line, Words
from dashboard.briefing.deck.measure import line_height, lines_of, widest_piece
from dashboard.briefing.deck.pieces import CELL_X, Piece, Table, paragraph
from dashboard.state import Language

_TABLE, _TEXT, _HEADING = 10.0, 11.0, 13.0
"""Sizes of letters, in points."""
_MOST_FOR_A_WORD = 0.2
"""Part of a table's width that a column may take for its longest word."""
_CARDS, _CARD_GAP_MM, _CARD_INSET_MM = 4, 3.0, 1.8


def block_pieces(
    blocks: Sequence[Block], language: Language, *, width: float, titles: Sequence[str], numbers: Sequence[int]
) -> list[Piece]:
    """
    The parts of a page.

    Parameters
    ----------
    blocks
        Of `briefing.blocks`.
    language
        Thai or English.
    width
        In millimetres.
    titles, numbers
        Of the pages of the whole document, and the slide that each begins on, for its contents.

    Raises
    ------
    ValueError
        If a block is of a kind that no slide can show: better than one that is silently left out.
    """
    pieces: list[Piece] = []
    for block in blocks:
        match block["kind"]:
            case "heading":
                line = Line(words=block["words"], size=_HEADING, is_bold=True, after_mm=1.0)
                pieces += paragraph(line, width, language, name="Heading", is_sticky=True)
            case "text":
                pieces += paragraph(Line(words=block["words"], size=_TEXT, after_mm=2.0), width, language)
            case "warning":
                line = Line(words=block["words"], size=_TEXT, is_bold=True, after_mm=2.5)
                pieces += paragraph(line, width, language, name="Warning", fill=PALE)
            case "table":
                pieces += _table(block, language, width)
            case "figures":
                pieces += _figures(block["items"], language, width)
            case "contents":
                pieces += _contents(titles, numbers, language, width)
            case kind:
                raise ValueError(f"no slide can show a block of kind {kind}")
    return pieces


def _table(block: Block, language: Language, width: float) -> list[Piece]:
    table = Table(
        name="Table",
        widths=_widths(block, width),
        aligns=[column["align"] for column in block["columns"]],
        headings=[Cell(words=column["title"]) for column in block["columns"]],
        size=_TABLE,
        language=language,
    )
    rows = ([Cell(words=cell["text"], url=cell["url"]) for cell in row] for row in block["rows"])
    return [*table.pieces(rows), Piece(height=3.0)]


def _widths(block: Block, width: float) -> list[float]:
    """Widths by the columns' parts, but none narrower than its longest word, as far as there is room for all."""
    parts = [column["width"] or 1.0 for column in block["columns"]]
    wanted = [width * part / sum(parts) for part in parts]
    longest = [
        max(_longest(column["title"], is_bold=True), *(_longest(row[place]["text"]) for row in block["rows"]))
        for place, column in enumerate(block["columns"])
    ]
    least = [min(words + 2 * CELL_X + 0.5, _MOST_FOR_A_WORD * width) for words in longest]
    spare = [max(one - need, 0.0) for one, need in zip(wanted, least, strict=True)]
    lacking = sum(max(need - one, 0.0) for one, need in zip(wanted, least, strict=True))
    if lacking > sum(spare):
        return wanted
    share = lacking / sum(spare) if lacking else 0.0
    return [max(one, need) - room * share for one, need, room in zip(wanted, least, spare, strict=True)]


def _longest(words: str, *, is_bold: bool = False) -> float:
    return widest_piece(words, _TABLE, is_bold=is_bold)


def _contents(titles: Sequence[str], numbers: Sequence[int], language: Language, width: float) -> list[Piece]:
    """The pages by their titles, two beside each other with room between."""
    nothing = [Cell(words="")] * 2
    pairs = [[Cell(words=title), Cell(words=str(number))] for title, number in zip(titles, numbers, strict=True)]
    pairs += [nothing] * (len(pairs) % 2)
    rows = [[*pairs[start], Cell(words=""), *pairs[start + 1]] for start in range(0, len(pairs), 2)]
    half = width / 2
    table = Table(
        name="Contents",
        widths=(half - 15.0, 12.0, 6.0, half - 15.0, 12.0),
        aligns=("left", "right", "left", "left", "right"),
        headings=(),
        size=_TABLE,
        language=language,
    )
    return [*table.pieces(rows), Piece(height=3.0)]


def _figures(items: Sequence[dict[str, str]], language: Language, width: float) -> list[Piece]:
    """Cards of key figures, at most four beside each other, those of a row as high as its highest."""
    pieces = []
    wide = (width - (_CARDS - 1) * _CARD_GAP_MM) / _CARDS
    for start in range(0, len(items), _CARDS):
        cards = [_card(item) for item in items[start : start + _CARDS]]
        height = max(_card_height(card, wide, language) for card in cards)
        elements = [
            Words(
                box=Box(place * (wide + _CARD_GAP_MM), 0.0, wide, height),
                lines=card,
                name="Figure",
                frame=FAINT,
                inset_mm=_CARD_INSET_MM,
            )
            for place, card in enumerate(cards)
        ]
        pieces.append(Piece(height=height + _CARD_GAP_MM, elements=elements))
    return pieces


def _card(item: dict[str, str]) -> list[Line]:
    lines = [
        Line(words=item["label"], size=9.0, colour=QUIET),
        Line(words=item["value"], size=16.0, is_bold=True),
        Line(words=item["change"], size=8.5),
        Line(words=item["note"], size=8.0, colour=QUIET),
    ]
    return [line for line in lines if line.words]


def _card_height(card: Sequence[Line], width: float, language: Language) -> float:
    room = width - 2 * _CARD_INSET_MM
    heights = (
        len(lines_of(line.words, room, line.size, is_bold=line.is_bold)) * line_height(line.size, language)
        for line in card
    )
    return sum(heights) + 2 * _CARD_INSET_MM
