"""What stands on a slide: boxes in millimetres and what is in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "center", "right"]
SignName = Literal["square", "disc", "dot", "ring", "hatched", "line", "dashed", "bar"]

INK, QUIET, FAINT = "16212c", "56616e", "c3cad2"
LINK, ORANGE, RED, PALE = "0b4f9e", "d55e00", "b3261e", "fff3d6"
WIDTH_MM, HEIGHT_MM = 338.667, 190.5
"""A slide of 16:9."""


@dataclass(frozen=True)
class Box:
    """A place on a slide, in millimetres from its left and upper edge."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Line:
    """A paragraph: a bold beginning, what follows, and where that leads."""

    words: str
    size: float
    lead: str = ""
    is_bold: bool = False
    colour: str = INK
    url: str = ""
    count: str = ""
    """What stands at the right edge of the same line."""
    after_mm: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Words:
    """A box of text."""

    box: Box
    lines: Sequence[Line]
    name: str
    align: Align = "left"
    fill: str = ""
    frame: str = ""
    inset_mm: float = 0.0
    is_middle: bool = False
    is_title: bool = False


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell of a table."""

    words: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table; its first row is its headings where it has any."""

    box: Box
    widths: Sequence[float]
    aligns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    heights: Sequence[float]
    size: float
    name: str
    has_headings: bool = True


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing."""

    box: Box
    svg: str
    alt: str
    is_framed: bool = False


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A sign of a legend, or the bar beside a finding."""

    box: Box
    sign: str
    colour: str


Element = Words | Grid | Picture | Sign


@dataclass
class Slide:
    """A slide: which page of the document it is of, and what stands on it."""

    page: int
    elements: list[Element] = field(default_factory=list)
