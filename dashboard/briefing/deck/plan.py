"""Which slides a document makes, and what stands where on each."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.briefing.blocks import told_with
from dashboard.briefing.deck.blocks import block_pieces
from dashboard.briefing.deck.elements import (
    HEIGHT_MM,
    INK,
    ORANGE,
    QUIET,
    RED,
    WIDTH_MM,
    Align,
    Box,
    Element,
    Line,
    Picture,
    Sign,
    Slide,
    Words,
)
from dashboard.briefing.deck.measure import line_height, lines_of
from dashboard.briefing.deck.pieces import Piece, columns, paragraph, placed
from dashboard.briefing.deck.side import SIZES, side_pieces
from dashboard.state import Language

_LEFT, _TOP, _FOOT = 15.0, 16.0, HEIGHT_MM - 14.0
_WIDE = WIDTH_MM - 2 * _LEFT
_GUTTER = 6.0
_SECTION_MM = 202.0
"""Width of a section's own column; the small print stands beside it."""
_TITLES, _FINDINGS = (20.0, 18.0, 16.0, 14.0, 12.0), (14.0, 13.0, 12.0, 11.0, 10.0)
"""Letters of a title and of a finding in points, largest first: the last is the floor."""
_NOTE_GAP_MM, _LEAST_PICTURE = 1.5, 0.8
_SIZES_TRIED = 2
_TITLE_LINES, _FINDING_LINES, _PERIOD_LINES = 2, 3, 2
"""Of a head at most; what is longer goes on below."""


def slides_of(document: dict[str, Any]) -> list[Slide]:
    """
    The slides of a document.

    Parameters
    ----------
    document
        Plain data; see `document.briefing_document`.

    Returns
    -------
    list of Slide
        At least one a page; each has the head, the marking, the sources and the small print of its page. Nothing of
        the document is left out: what doesn't fit goes on on the next slide.
    """
    nothing_known = [0] * len(document["pages"])
    slides = _all_pages(document, nothing_known)
    # Where pages begin is known only once they are laid out; the room for their numbers doesn't depend on it.
    first = {slide.page: place for place, slide in reversed(list(enumerate(slides, start=1)))}
    slides = _all_pages(document, [first[page] for page in range(len(nothing_known))])
    for place, slide in enumerate(slides, start=1):
        told = told_with(document, document["pages"][slide.page])
        slide.elements += _edges(told, document["marking"], place, len(slides))
    return slides


def _all_pages(document: dict[str, Any], numbers: Sequence[int]) -> list[Slide]:
    return [slide for place in range(len(document["pages"])) for slide in _page(document, place, numbers)]


def _page(document: dict[str, Any], place: int, numbers: Sequence[int]) -> list[Slide]:
    page = document["pages"][place]
    told = told_with(document, page)
    words, language = told["words"], told["language"]
    head, top, rest = _head(page, language)
    room = _FOOT - top
    main = document["size_mm"][0] if page["kind"] == "scene" else _SECTION_MM
    side_x, side_width = _LEFT + main + _GUTTER, _WIDE - main - _GUTTER
    side, *spilled = columns(side_pieces(page, words, language, width=side_width, room=room), room)
    over = [piece for column in spilled for piece in column]
    if page["kind"] == "scene":
        drawn = _drawn(page, words, language, document["size_mm"], room=room)
        over = [*rest(main), *drawn[1:], *over]
        filled = [[drawn[0]], *(columns(over, room) if over else [])]
    else:
        listed = [
            (one["title"], number)
            for one, number in zip(document["pages"], numbers, strict=True)
            if told_with(document, one)["language"] == language
        ]
        titles, starts = [title for title, _ in listed], [number for _, number in listed]
        pieces = block_pieces(page["blocks"], language, width=main, titles=titles, numbers=starts)
        filled = columns([*rest(main), *pieces, *over], room)
    beside = placed(side, side_x, top)
    return [Slide(place, [*head, *placed(column, _LEFT, top), *beside]) for column in filled]


def _drawn(
    page: dict[str, Any], words: dict[str, str], language: Language, size_mm: Sequence[float], *, room: float
) -> list[Piece]:
    """A picture with the notes that fit below it as one piece, and the notes that don't."""
    width, full = size_mm
    told = [(note, INK) for note in page["notes"]]
    if page["is_map"]:
        told.append((f"{words['boundaries']} {words['attribution']}", QUIET))
    # A picture gives up some of its height, at its own shape, before a note goes to another slide.
    height = min(full, room - _NOTE_GAP_MM)
    below: list[Piece] = []
    for part, size in ((1.0, SIZES[0]), (1.0, SIZES[2]), (_LEAST_PICTURE, SIZES[2]), (_LEAST_PICTURE, SIZES[-1])):
        notes = [Line(words=note, size=size, colour=colour, after_mm=0.8) for note, colour in told]
        below = [piece for note in notes for piece in paragraph(note, width, language, name="Note")]
        needed = sum(piece.height for piece in below) + _NOTE_GAP_MM
        height = max(min(full, room - needed), full * part)
        if height + needed <= room:
            break
    wide = width * min(height / full, 1.0)
    box = Box((width - wide) / 2, 0.0, wide, height)
    picture = Picture(box=box, svg=page["picture"], alt=page["alt"], is_framed=bool(page["is_map"]))
    left = room - height - _NOTE_GAP_MM
    fitting, *others = columns(below, left) if below and below[0].height <= left else ([], below)
    whole = Piece(height=room, elements=[picture, *placed(fitting, 0.0, height + _NOTE_GAP_MM)])
    return [whole, *(piece for column in others for piece in column)]


def _head(page: dict[str, Any], language: Language) -> tuple[list[Element], float, Any]:
    """Title, periods and finding; where what is below them begins; what makes pieces of what didn't fit."""
    title = _fitted(page["title"], _WIDE, _TITLES, _TITLE_LINES)
    periods = _fitted(" · ".join(page["periods"]), _WIDE, (11.0, 10.0, 9.0), _PERIOD_LINES, is_bold=False)
    finding = _fitted(page["sentence"], _WIDE - 4.0, _FINDINGS, _FINDING_LINES)
    elements: list[Element] = []
    y = _TOP
    for name, (words, size, lines, _), is_bold, gap in (
        ("Title", title, True, 1.0),
        ("Periods", periods, False, 1.6),
        ("Finding", finding, True, 3.4),
    ):
        height = lines * line_height(size, language)
        indent = 4.0 if name == "Finding" else 0.0
        line = Line(words=words, size=size, is_bold=is_bold, colour=INK if is_bold else QUIET)
        box = Box(_LEFT + indent, y, _WIDE - indent, height)
        elements.append(Words(box=box, lines=[line], name=name, is_title=name == "Title"))
        if indent:
            elements.append(Sign(box=Box(_LEFT, y, 1.0, height), sign="bar", colour=ORANGE))
        y += height + gap

    def rest(width: float) -> list[Piece]:
        over = [Line(words=one[3], size=11.0, after_mm=2.0) for one in (title, periods, finding) if one[3]]
        return [piece for line in over for piece in paragraph(line, width, language)]

    return elements, y, rest


def _fitted(
    words: str, width: float, sizes: Sequence[float], most: int, *, is_bold: bool = True
) -> tuple[str, float, int, str]:
    """Words as large as they fit some lines, their size, the lines that they take, and the whole where it was cut."""
    taken = [(size, lines_of(words, width, size, is_bold=is_bold)) for size in sizes]
    fitting = [(size, len(lines)) for size, lines in taken if len(lines) <= most]
    if fitting:
        # A word alone on a second line is worse than letters a little smaller.
        size, lines = min(fitting[:_SIZES_TRIED], key=lambda one: (one[1], -one[0]))
        return words, size, lines, ""
    cut = "".join(taken[-1][1][:most])
    return f"{cut[:-3].rstrip()}…", sizes[-1], most, words


def _edges(told: Mapping[str, Any], marking: str, number: int, count: int) -> list[Element]:
    """What stands above and below: warning, marking, date, build, code, number."""
    words = told["words"]
    top, bottom, middle = 8.5, HEIGHT_MM - 10.5, WIDTH_MM / 2
    page = words["page"].replace("{page}", str(number)).replace("{pages}", str(count))
    third = _WIDE / 3
    elements: list[Element] = [
        _edge("Moei", Box(_LEFT, top, third, 5.0), "left", is_bold=True),
        _edge(words["as_of"], Box(_LEFT + 2 * third, top, third, 5.0), "right"),
        _edge(f"{words['build']} · {told['code']}", Box(_LEFT, bottom, middle - _LEFT - 16.0, 5.0), "left"),
        _edge(page, Box(_LEFT + 2 * third, bottom, third, 5.0), "right"),
        *(_marking(marking, y) for y in (top, bottom)),
    ]
    if told["synthetic"]:
        line = Line(words=told["synthetic"], size=11.0, is_bold=True, colour="ffffff")
        box = Box(0.0, 0.0, WIDTH_MM, 7.0)
        elements.append(Words(box=box, lines=[line], name="Warning", align="center", fill=RED, is_middle=True))
    return elements


def _edge(words: str, box: Box, align: Align, *, is_bold: bool = False) -> Words:
    line = Line(words=words, size=9.0, is_bold=is_bold, colour=QUIET)
    return Words(box=box, lines=[line], name="Edge", align=align, is_middle=True)


def _marking(marking: str, y: float) -> Words:
    line = Line(words=marking, size=11.0, is_bold=True, colour="ffffff")
    box = Box(WIDTH_MM / 2 - 15.0, y - 0.5, 30.0, 6.0)
    return Words(box=box, lines=[line], name="Marking", align="center", fill="000000", is_middle=True)
