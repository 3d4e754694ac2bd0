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

SUPPLY_COLOURS: dict[str, str] = {
    "in_force": "#d55e00",
    "not_restored": "#d55e00",
    "replaced": "#3a9bdc",
    "undated": "#cc79a7",
    "restored": "#009e73",
    "unknown": "#8a94a0",
}
"""State of a supply -> the colour of its mark; each has a shape of its own."""
ACTION_COLOURS: dict[str, str] = {
    "cut": "#d55e00",
    "reduced": "#e69f00",
    "closed": "#8a94a0",
    "seized": "#cc79a7",
    "restored": "#009e73",
    "reopened": "#009e73",
    "alternative_supply": "#3a9bdc",
    "expanded": "#3a9bdc",
}
"""What was reported of a supply -> the colour of its mark; each has a shape of its own."""

SHADE_OPACITY = 34
"""Of 255: of a province that is shaded, so that the ground is read through it."""

HEAT_COLOURS: dict[tuple[str, str], Colour] = {
    ("hot", "hot"): (178, 24, 43),
    ("hot", "new"): (255, 127, 0),
    ("hot", "intensifying"): (128, 0, 24),
    ("hot", "persistent"): (178, 24, 43),
    ("hot", "consecutive"): (214, 96, 77),
    ("hot", "diminishing"): (230, 150, 120),
    ("hot", "sporadic"): (240, 190, 160),
    ("hot", "oscillating"): (200, 120, 170),
    ("hot", "historical"): (170, 140, 130),
}
"""Warm for hot; a cold spot's class takes the colour of cold, lighter where it fades."""
_COLD = (33, 102, 172)
_FADED_COLD = (146, 197, 222)
FADING = ("diminishing", "sporadic", "oscillating", "historical")

CELL_BREAKS = (1, 2, 5, 10, 25)
"""Fewest events of each class of cells; the last class is open."""
PEOPLE_BREAKS = (1, 10, 50, 250, 1000)
"""Fewest people of each class."""


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
        cells=((58, 118, 160), (56, 148, 194), (84, 178, 219), (140, 212, 237), (214, 243, 253)),
        ink="#f2f6fa",
        paper="#0c1420",
    ),
}


def heat_colour(heat: str, kind: str) -> Colour:
    """
    Colour of a cell that stands out.

    Examples
    --------
    >>> heat_colour("hot", "new"), heat_colour("cold", "historical")
    ((255, 127, 0), (146, 197, 222))
    """
    if heat == "cold":
        return _FADED_COLD if kind in FADING else _COLD
    return HEAT_COLOURS[heat, kind]


def breaks_of(measure: str) -> tuple[int, ...]:
    """
    Least count of each class of cells: people come in other numbers than events.

    Examples
    --------
    >>> breaks_of("events"), breaks_of("freed")
    ((1, 2, 5, 10, 25), (1, 10, 50, 250, 1000))
    """
    return CELL_BREAKS if measure == "events" else PEOPLE_BREAKS


def cell_class(counted: int, breaks: tuple[int, ...] = CELL_BREAKS) -> int:
    """
    Class of a cell by its count, 0 for the fewest.

    Examples
    --------
    >>> [cell_class(n) for n in (1, 4, 25, 400)]
    [0, 1, 4, 4]
    """
    return max(sum(counted >= least for least in breaks) - 1, 0)


def class_words(index: int, breaks: tuple[int, ...] = CELL_BREAKS) -> str:
    """
    Counts that a class stands for.

    Examples
    --------
    >>> [class_words(i) for i in range(5)]
    ['1', '2–4', '5–9', '10–24', '25+']
    """
    least = breaks[index]
    if index == len(breaks) - 1:
        return f"{least:,}+"
    most = breaks[index + 1] - 1
    return str(least) if most == least else f"{least}–{most}"
