"""How words fill a width, by the widths of our fonts' letters: an estimate on the safe side."""

import re
from collections.abc import Iterator
from functools import cache

from PIL import ImageFont

from dashboard.briefing.typesetting import FONTS
from dashboard.state import Language

POINT_MM = 25.4 / 72
LEADING: dict[Language, float] = {"en": 1.25, "th": 1.4}
"""Height of a line in parts of the letters' size; Thai stands on four levels. Lines are set exactly as high."""
_SAFE = 0.96
"""Part of a width that is counted on: programs break lines each in their own way."""
_UNITS = 1000
_THAI = ("\u0e00", "\u0e7f")
_CLUSTER = r"[เแโใไ]?[ก-ฮ][ะ-ฺ็-๎]*"
_PIECE = re.compile(rf"(?:{_CLUSTER}){{1,6}}\s*|[^\s\u0e00-\u0e7f]+\s*|\S\s*|\s+")
"""What a line ends after: a word, or six letters of Thai with their signs, which is longer than most of its words."""


def line_height(size: float, language: Language) -> float:
    """Height of a line in millimetres."""
    return size * LEADING[language] * POINT_MM


def words_width(words: str, size: float, *, is_bold: bool = False) -> float:
    """Width of words on one line, in millimetres."""
    return sum(_advance(letter, is_bold) for letter in words) * size * POINT_MM / _UNITS


def lines_of(words: str, width: float, size: float, *, is_bold: bool = False) -> list[str]:
    """
    The lines that words take.

    Parameters
    ----------
    words
        On one paragraph.
    width
        In millimetres.
    size
        Of the letters, in points.
    is_bold
        Bold letters are wider.

    Returns
    -------
    list of str
        At least one; joined they are the words.

    Examples
    --------
    >>> lines_of("reported events", 20, 10)
    ['reported ', 'events']
    >>> "".join(lines_of("ที่นี่" * 40, 20, 10)) == "ที่นี่" * 40
    True
    """
    room = width * _SAFE
    lines, used = [""], 0.0
    for piece in _pieces(words, room, size, is_bold):
        # A space at the end of a line takes no room.
        needed = words_width(piece.rstrip(), size, is_bold=is_bold)
        if lines[-1] and used + needed > room:
            lines.append("")
            used = 0.0
        lines[-1] += piece
        used += words_width(piece, size, is_bold=is_bold)
    return lines


def widest_piece(words: str, size: float, *, is_bold: bool = False) -> float:
    """Width that a column needs so that no word of it is cut, in millimetres."""
    pieces = (found.group().rstrip() for found in _PIECE.finditer(words))
    return max((words_width(piece, size, is_bold=is_bold) for piece in pieces), default=0.0) / _SAFE


def _pieces(words: str, room: float, size: float, is_bold: bool) -> Iterator[str]:
    """What a line ends after; what is wider than a line is cut by letters."""
    for found in _PIECE.finditer(words):
        piece = found.group()
        if words_width(piece.rstrip(), size, is_bold=is_bold) <= room:
            yield piece
        else:
            yield from piece


@cache
def _advance(letter: str, is_bold: bool) -> float:
    """Width of a letter in thousandths of its size; of one that our fonts lack, that of the widest."""
    if letter > "\u2fff" or "\u0f00" <= letter <= "\u1fff":
        return float(_UNITS)
    family = "NotoSansThai" if _THAI[0] <= letter <= _THAI[1] else "NotoSans"
    return float(_font(family, is_bold).getlength(letter))


@cache
def _font(family: str, is_bold: bool) -> ImageFont.FreeTypeFont:
    path = FONTS / f"{family}-{'Bold' if is_bold else 'Regular'}.ttf"
    return ImageFont.truetype(str(path), _UNITS, layout_engine=ImageFont.Layout.BASIC)
