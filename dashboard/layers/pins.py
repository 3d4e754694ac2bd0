"""Pins as images: a ring of one arc a status, with the number of compounds in it, on a stem whose foot is the point."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from dashboard.layers.palette import STATUS_COLOURS, Palette

BOX = 64
HEIGHT = 90
"""Width and height of a pin in its picture, before it is drawn at twice that for sharpness."""

_SHARPNESS = 2
_COLUMNS = 8


@dataclass(frozen=True)
class PinAtlas:
    """
    All pins of a map in one picture: each picture of its own would make the browser draw the map once more.

    Attributes
    ----------
    address
        The picture, as a `data:` address.
    mapping
        Name of a pin -> where it stands in the picture, as deck.gl's `iconMapping` wants it.
    """

    address: str
    mapping: dict[str, dict[str, int | bool]]


def pin_name(statuses: Sequence[str]) -> str:
    """
    Name of the pin of a point, equal for points whose compounds have the same statuses.

    Examples
    --------
    >>> pin_name(["raided", "active", "raided"])
    'active-1-raided-2'
    """
    return "-".join(f"{status}-{count}" for status, count in sorted(Counter(statuses).items()))


def pin_statuses(name: str) -> dict[str, int]:
    """
    Compounds of each status on the point of a pin, from its name.

    Examples
    --------
    >>> pin_statuses("active-1-raided-2")
    {'active': 1, 'raided': 2}
    """
    parts = name.split("-")
    return {status: int(count) for status, count in zip(parts[::2], parts[1::2], strict=True)}


def pin_atlas(points: Iterable[Sequence[str]], palette: Palette, *, has_counts: bool = True) -> PinAtlas:
    """
    Draw each pin that is needed, once.

    Parameters
    ----------
    points
        The statuses of the compounds on each point.
    palette
        Colours of the theme.
    has_counts
        Whether the number of compounds is part of the picture; a screen may write it over the pin instead.

    Returns
    -------
    PinAtlas
    """
    needed = {pin_name(statuses): list(statuses) for statuses in points}
    pins, mapping = [], {}
    for place, name in enumerate(sorted(needed)):
        x, y = place % _COLUMNS * BOX, place // _COLUMNS * HEIGHT
        pins.append(f'<g transform="translate({x} {y})">{_pin(needed[name], palette, has_counts=has_counts)}</g>')
        mapping[name] = _mapped(x, y)
    width, height = _COLUMNS * BOX, max(-(-len(pins) // _COLUMNS), 1) * HEIGHT
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * _SHARPNESS}" height="{height * _SHARPNESS}"'
        f' viewBox="0 0 {width} {height}">{"".join(pins)}</svg>'
    )
    return PinAtlas(f"data:image/svg+xml;charset=utf-8,{quote(svg)}", mapping)


def _mapped(x: int, y: int) -> dict[str, int | bool]:
    """Where a pin stands in the picture; its anchor is the foot of its stem."""
    box = {"x": x, "y": y, "width": BOX, "height": HEIGHT, "anchorX": BOX // 2, "anchorY": HEIGHT}
    return {**{name: value * _SHARPNESS for name, value in box.items()}, "mask": False}


def _pin(statuses: list[str], palette: Palette, *, has_counts: bool) -> str:
    """One pin as SVG."""
    counts = Counter(statuses)
    centre = BOX / 2
    arcs, start = [], 0.0
    for status, colour in STATUS_COLOURS.items():
        if counts[status]:
            share = counts[status] / len(statuses)
            arcs.append(_arc(centre, 24, start, share, colour))
            start += share
    number = (
        f'<text x="{centre}" y="{centre + 8}" text-anchor="middle" font-family="sans-serif" font-weight="700"'
        f' font-size="22" fill="{palette.ink}">{len(statuses)}</text>'
    )
    return (
        f'<path d="M{centre} {HEIGHT} L{centre - 5} {BOX - 8} L{centre + 5} {BOX - 8} Z" fill="{palette.ink}"/>'
        f'<circle cx="{centre}" cy="{centre}" r="30" fill="{palette.ink}"/>'
        f'<circle cx="{centre}" cy="{centre}" r="18" fill="{palette.paper}"/>'
        f"{''.join(arcs)}{number if has_counts else ''}"
    )


def _arc(centre: float, radius: float, start: float, share: float, colour: str) -> str:
    """Part of a ring, as SVG; start and share are fractions of a turn, clockwise from the top."""
    stroke = f'fill="none" stroke="{colour}" stroke-width="10"'
    if share > 0.999:
        return f'<circle cx="{centre}" cy="{centre}" r="{radius}" {stroke}/>'
    points = []
    for turn in (start, start + share):
        angle = 2 * math.pi * turn
        points.append(f"{centre + radius * math.sin(angle):.2f} {centre - radius * math.cos(angle):.2f}")
    large = int(share > 0.5)
    return f'<path d="M{points[0]} A{radius} {radius} 0 {large} 1 {points[1]}" {stroke}/>'
