"""The legend of a picture: its signs with the colours of the screen, and how many of each it shows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dashboard.briefing.drawn_signs import supply_sign
from dashboard.briefing.map_picture import THEME
from dashboard.charts.chronogram import MOVE_COLOUR
from dashboard.findings.infrastructure import MARKS, mark_words
from dashboard.language import message
from dashboard.layers.arcs import FLOW_COLOURS
from dashboard.layers.cuts import OPEN_COLOUR, RESTORED_COLOUR
from dashboard.layers.palette import (
    CELL_BREAKS,
    PALETTES,
    SHADE_OPACITY,
    STATUS_COLOURS,
    Colour,
    breaks_of,
    class_words,
)
from dashboard.state import Language

_SHAPES = {"site": "dot", "town": "ring", "district": "hatched"}


@dataclass(frozen=True)
class Entry:
    """A sign, its colour, what it means, and how many the picture shows; None where they aren't counted."""

    sign: str
    colour: str
    words: str
    count: int | None = None


@dataclass(frozen=True)
class Group:
    """Signs of one kind under a title."""

    title: str
    entries: tuple[Entry, ...]

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def map_legend(
    layers: tuple[str, ...], counts: Mapping[tuple[str, str], int], *, map_days: int, language: Language
) -> list[Group]:
    """
    The legend of a scene's map.

    Parameters
    ----------
    layers
        Layers of the scene.
    counts
        What the picture shows; see `map_picture.MapPicture`.
    map_days
        Length of the map's period.
    language
        Thai or English.

    Returns
    -------
    list of Group
        Every class and status has its entry, shown or not: a missing one would read as one that can't be.
    """
    count = Counter(counts)
    groups = [_LAYERS[layer](count, map_days, language) for layer in layers]
    if {"compounds", "cuts"} & set(layers):
        groups.append(_precision(count, language, has_sites="compounds" in layers))
    return [*groups, _border(count, language)]


def view_legend(
    counts: Mapping[tuple[str, str], int], *, measure: str, has_compounds: bool, has_shades: bool, language: Language
) -> list[Group]:
    """
    The legend of Explore's map.

    Parameters
    ----------
    counts
        What the picture shows; see `map_picture.MapPicture`.
    measure
        What its cells count: `events`, or people of one kind.
    has_compounds, has_shades
        Whether it shows compounds, and whether any province is shaded.
    language
        Thai or English.
    """
    count = Counter(counts)
    title = message(language, "legend-cells" if measure == "events" else f"measure-{measure}")
    classes = _classes(count, breaks_of(measure))
    if has_shades:
        classes = (*classes, Entry("square", _css(_shade()), message(language, "view-shaded")))
    groups = [Group(title, classes)]
    if has_compounds:
        groups += [_compounds(count, 0, language), _precision(count, language, has_sites=True)]
    return [*groups, _border(count, language)]


def way_legend(counts: Mapping[tuple[str, str], int], *, family: str, language: Language) -> list[Group]:
    """
    The legend of Movement's map.

    Parameters
    ----------
    counts
        What the picture shows.
    family
        What moves: `people` or `moves`.
    language
        Thai or English.
    """
    count = Counter(counts)
    words = message(language, f"wall-arcs-{family}")
    arcs = Entry("line", _css(FLOW_COLOURS[family]), words, count["arcs", family])
    bent = Entry("", "", message(language, "wall-arcs-ways"))
    return [Group(message(language, "brief-arcs"), (arcs, bent)), _border(count, language)]


def supply_legend(counts: Mapping[tuple[str, str], int], *, language: Language) -> list[Group]:
    """
    The legend of Infrastructure's map.

    Parameters
    ----------
    counts
        What the picture shows.
    language
        Thai or English.
    """
    count = Counter(counts)
    marks = tuple(Entry(supply_sign(mark), "", mark_words(mark, language), count["supplies", mark]) for mark in MARKS)
    supplies = Group(message(language, "infra-column-supply"), marks)
    ring = _css(PALETTES[THEME].precision)
    rings = tuple(
        Entry("ring", ring, message(language, f"infra-ring-{precision}"), count["precision", precision])
        for precision in ("town", "district")
    )
    return [supplies, Group(message(language, "brief-precision"), rings), _border(count, language)]


def _shade() -> Colour:
    """The colour of a shaded province over white paper."""
    part = SHADE_OPACITY / 255
    red, green, blue = (round(255 - part * (255 - one)) for one in PALETTES[THEME].mark)
    return red, green, blue


def _classes(count: Counter[tuple[str, str]], breaks: tuple[int, ...]) -> tuple[Entry, ...]:
    return tuple(
        Entry("square", _css(colour), class_words(place, breaks), count["cells", str(place)])
        for place, colour in enumerate(PALETTES[THEME].cells)
    )


def _cells(count: Counter[tuple[str, str]], map_days: int, language: Language) -> Group:
    return Group(message(language, "wall-cells", days=map_days), _classes(count, CELL_BREAKS))


def _compounds(count: Counter[tuple[str, str]], _: int, language: Language) -> Group:
    entries = [
        Entry("disc", colour, message(language, f"status-{status}"), count["status", status])
        for status, colour in STATUS_COLOURS.items()
    ]
    return Group(message(language, "wall-compounds"), tuple(entries))


def _cuts(count: Counter[tuple[str, str]], _: int, language: Language) -> Group:
    colours = {"open": OPEN_COLOUR, "restored": RESTORED_COLOUR}
    signs = {"open": "ring", "restored": "disc"}
    entries = [
        Entry(signs[which], _css(colour), message(language, f"wall-cuts-{which}"), count["cuts", which])
        for which, colour in colours.items()
    ]
    return Group(message(language, "brief-cuts"), tuple(entries))


def _arcs(count: Counter[tuple[str, str]], _: int, language: Language) -> Group:
    entries = [
        Entry("line", _css(colour), message(language, f"wall-arcs-{family}"), count["arcs", family])
        for family, colour in FLOW_COLOURS.items()
    ]
    return Group(message(language, "brief-arcs"), (*entries, Entry("", "", message(language, "wall-arcs-ways"))))


_LAYERS = {"cells": _cells, "compounds": _compounds, "cuts": _cuts, "arcs": _arcs}


def _precision(count: Counter[tuple[str, str]], language: Language, *, has_sites: bool) -> Group:
    """How exactly places are known; a cut that is known to the site has its mark alone."""
    colour = _css(PALETTES[THEME].precision)
    entries = [
        Entry(sign, colour, message(language, f"precision-{precision}"), count["precision", precision])
        for precision, sign in _SHAPES.items()
        if has_sites or precision != "site"
    ]
    return Group(message(language, "brief-precision"), tuple(entries))


def _border(count: Counter[tuple[str, str]], language: Language) -> Group:
    colour = _css(PALETTES[THEME].border)
    return Group(
        message(language, "legend-border"),
        (
            Entry("line", colour, message(language, "border-line")),
            Entry("dashed", colour, message(language, "brief-disputed"), count["border", "disputed"]),
        ),
    )


def chronogram_legend(acts: Sequence[str], moves: int, language: Language) -> list[Group]:
    """
    The legend of the chronogram: its classes stand in the chart itself.

    Parameters
    ----------
    acts
        What was done, each with its number.
    moves
        Number of reported moves that it shows.
    language
        Thai or English.
    """
    arrows = Entry("line", MOVE_COLOUR, message(language, "wall-moves"), moves)
    groups = [Group(message(language, "brief-arcs"), (arrows,))]
    if acts:
        entries = tuple(Entry("", "", words) for words in acts)
        groups.append(Group(message(language, "brief-acts"), entries))
    return groups


def _css(colour: Colour) -> str:
    """As Typst and browsers read it."""
    return "#{:02x}{:02x}{:02x}".format(*colour)
