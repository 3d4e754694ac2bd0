"""What stands beside a picture or a text: legend, sources, licences, method."""

from collections.abc import Callable, Sequence
from typing import Any

from dashboard.briefing.deck.elements import INK, QUIET, Box, Cell, Element, Line, Sign, Words
from dashboard.briefing.deck.measure import line_height, lines_of
from dashboard.briefing.deck.pieces import Piece, Table, chunks, fits, paragraph
from dashboard.state import Language

SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)
"""Letters of small print in points, largest first: the last is the floor."""
_SIGN_MM, _COUNT_MM, _GUTTER_MM = 6.0, 10.0, 5.0
_MOST_ENTRIES, _TALLEST_ENTRY_MM = 10, 12.0
_NUMBERS_MM = (17.0, 24.0, 22.0)
"""Width of the columns of records, unmapped ones and publishers."""


def side_pieces(
    page: dict[str, Any], words: dict[str, str], language: Language, *, width: float, room: float
) -> list[Piece]:
    """
    Legend, sources and small print of a page, as large as they fit one column, never below the floor.

    Parameters
    ----------
    page
        A page of the document.
    words
        Words that every page has.
    language
        Thai or English.
    width, room
        Of the column, in millimetres.
    """
    made: list[Piece] = []
    for size in SIZES:
        made = [
            *legend_pieces(page.get("legend", []), size, language, width=width),
            *source_pieces(page["sources"], words, size, language, width=width),
            *_fine_pieces(page, words, size, language, width=width),
        ]
        if fits(made, room):
            break
    return made


def legend_pieces(groups: Sequence[dict[str, Any]], size: float, language: Language, *, width: float) -> list[Piece]:
    """Groups of signs, two beside each other; a group of many goes on below."""
    wide = (width - _GUTTER_MM) / 2
    drawn = [
        _group(part, size, language, width=wide)
        for group in groups
        for part in _parts(group, size, language, width=wide)
    ]
    pieces = []
    for start in range(0, len(drawn), 2):
        pair = drawn[start : start + 2]
        elements = [element for place, (_, make) in enumerate(pair) for element in make(place * (wide + _GUTTER_MM))]
        pieces.append(Piece(height=max(height for height, _ in pair) + 2.0, elements=elements))
    return pieces


def _parts(group: dict[str, Any], size: float, language: Language, *, width: float) -> list[dict[str, Any]]:
    """A group in parts of few entries, each of which fits a column."""
    room = width - _SIGN_MM - _COUNT_MM
    entries = []
    for entry in group["entries"]:
        first, *others = chunks(entry["words"], room, size, language, tallest=_TALLEST_ENTRY_MM)
        entries += [{**entry, "words": first}, *({"sign": "", "count": None, "words": words} for words in others)]
    starts = range(0, max(len(entries), 1), _MOST_ENTRIES)
    return [{**group, "entries": entries[start : start + _MOST_ENTRIES]} for start in starts]


def _group(
    group: dict[str, Any], size: float, language: Language, *, width: float
) -> tuple[float, Callable[[float], list[Element]]]:
    """How high a group is, and what makes it from its left edge."""
    line = line_height(size, language)
    title = lines_of(group["title"], width, size, is_bold=True)
    y = len(title) * line + 0.6
    rows = []
    for entry in group["entries"]:
        indent = _SIGN_MM if entry["sign"] else 0.0
        count = "" if entry["count"] is None else f"{entry['count']:,}"
        room = width - indent - (_COUNT_MM if count else 0.0)
        height = len(lines_of(entry["words"], room, size)) * line
        rows.append((entry, y, indent, count, room, height))
        y += height

    def make(x: float) -> list[Element]:
        heading = Line(words=group["title"], size=size, is_bold=True)
        made: list[Element] = [Words(box=Box(x, 0.0, width, len(title) * line), lines=[heading], name="Legend")]
        for entry, top, indent, count, room, height in rows:
            if entry["sign"]:
                box = Box(x, top + line / 2 - 1.6, 4.2, 3.2)
                made.append(Sign(box=box, sign=entry["sign"], colour=entry["colour"].lstrip("#") or "000000"))
            told = Line(words=entry["words"], size=size, colour=INK if entry["sign"] else QUIET)
            made.append(Words(box=Box(x + indent, top, room, height), lines=[told], name="Legend"))
            if count:
                number = Line(words=count, size=size, is_bold=True)
                box = Box(x + width - _COUNT_MM, top, _COUNT_MM, line)
                made.append(Words(box=box, lines=[number], name="Legend", align="right"))
        return made

    return y, make


def source_pieces(
    sources: Sequence[dict[str, Any]], words: dict[str, str], size: float, language: Language, *, width: float
) -> list[Piece]:
    """The table of sources, or that there are none."""
    if not sources:
        return paragraph(Line(words=words["no-sources"], size=size, after_mm=1.5), width, language, name="Sources")
    headings = [Cell(words=words[name]) for name in ("sources", "records", "unmapped", "publishers")]
    table = Table(
        name=words["sources"],
        widths=(width - sum(_NUMBERS_MM), *_NUMBERS_MM),
        aligns=("left", "right", "right", "right"),
        headings=headings,
        size=size,
        language=language,
    )
    rows = [
        [
            Cell(words=f"{row['name']} ({row['file']})"),
            *(Cell(words=f"{row[name]:,}") for name in ("records", "unmapped", "publishers")),
        ]
        for row in sources
    ]
    return [*table.pieces(rows), Piece(height=2.0)]


def _fine_pieces(
    page: dict[str, Any], words: dict[str, str], size: float, language: Language, *, width: float
) -> list[Piece]:
    """Licences, method, how to read it, and when the build was made."""
    told = [Line(lead=f"{words['method']}: ", words=page["method"], size=size, after_mm=1.2)]
    if page["licences"]:
        licences = " · ".join(page["licences"])
        told.insert(0, Line(lead=f"{words['licence']}: ", words=licences, size=size, after_mm=1.2))
    told.append(Line(words=words["caveat"], size=size, after_mm=1.2))
    told.append(Line(words=words["made"], size=size, colour=QUIET))
    return [piece for line in told for piece in paragraph(line, width, language, name="Method")]
