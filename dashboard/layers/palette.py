"""Colours of the map, by day and by night; safe for colour-blind eyes, and never the only sign."""

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]
Colour = tuple[int, int, int]

STATUS_COLOURS: dict[str, str] = {
    "active": "#d55e00",
    "raided": "#e6b800",
    "demolished": "#7d8691",
    "dispersed": "#009e73",
    "planned": "#cc79a7",
    "unknown": "#c9d1da",
}
"""After Okabe and Ito (2008), Color Universal Design."""

CELL_BREAKS = (1, 2, 5, 10, 25)
"""Fewest events of each class of cells; the last class is open."""


@dataclass(frozen=True)
class Palette:
    """The colours of one theme."""

    water: Colour
    land: Colour
    focus_land: Colour
    river: Colour
    boundary: Colour
    province: Colour
    border: Colour
    border_band: Colour
    precision: Colour
    mark: Colour
    cells: tuple[Colour, ...]
    ink: str
    paper: str


PALETTES: dict[Theme, Palette] = {
    "light": Palette(
        water=(205, 222, 235),
        land=(236, 238, 238),
        focus_land=(252, 251, 247),
        river=(150, 190, 218),
        boundary=(140, 156, 170),
        province=(205, 206, 202),
        border=(84, 70, 104),
        border_band=(164, 128, 190),
        precision=(84, 94, 106),
        mark=(196, 30, 88),
        cells=((158, 202, 225), (107, 174, 214), (49, 130, 189), (16, 90, 156), (8, 48, 107)),
        ink="#16212c",
        paper="#ffffff",
    ),
    "dark": Palette(
        water=(10, 17, 28),
        land=(24, 33, 45),
        focus_land=(33, 44, 58),
        river=(38, 72, 104),
        boundary=(70, 88, 106),
        province=(52, 66, 82),
        border=(196, 186, 214),
        border_band=(150, 120, 190),
        precision=(170, 186, 204),
        mark=(255, 120, 170),
        cells=((33, 84, 120), (30, 120, 165), (48, 160, 205), (112, 200, 232), (205, 240, 252)),
        ink="#f2f6fa",
        paper="#0c1420",
    ),
}


def cell_class(events: int) -> int:
    """
    Class of a cell by its number of events, 0 for the fewest.

    Examples
    --------
    >>> [cell_class(n) for n in (1, 4, 25, 400)]
    [0, 1, 4, 4]
    """
    return sum(events >= least for least in CELL_BREAKS) - 1


def class_words(index: int) -> str:
    """
    Numbers of events that a class stands for.

    Examples
    --------
    >>> [class_words(i) for i in range(5)]
    ['1', '2–4', '5–9', '10–24', '25+']
    """
    least = CELL_BREAKS[index]
    if index == len(CELL_BREAKS) - 1:
        return f"{least}+"
    most = CELL_BREAKS[index + 1] - 1
    return str(least) if most == least else f"{least}–{most}"
