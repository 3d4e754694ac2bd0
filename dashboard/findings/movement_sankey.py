"""The ways of one kind of movement as stages: where from, over what, where to; small ones of a stage put together."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from dashboard.findings.movement import UNTOLD, Stops, stop_words
from dashboard.language import message
from dashboard.state import Language
from geo.sankey import Node, eased, sankey

OTHERS = "others"
"""Stands for the stops of a stage that are too small to be told apart."""
MOST_STOPS = 12
"""Bars of one stage at most."""
_BAR = 0.012
"""Half the width of a bar, where stages are one apart."""


@dataclass(frozen=True, eq=False)
class Picture:
    """
    What a Sankey draws.

    Attributes
    ----------
    bars
        node, stage, left, right, top, bottom, name, amount, tip.
    edges
        band, x, top, bottom, tip: the outline of each band, many rows a band.
    ways
        A node's or a band's id -> ids of the ways that it stands for.
    stages, height
        How many stages; how high the picture is, in pixels.
    """

    bars: pd.DataFrame
    edges: pd.DataFrame
    ways: Mapping[str, tuple[str, ...]]
    stages: int
    height: float


def stage_paths(ways: pd.DataFrame, *, most: int = MOST_STOPS) -> list[tuple[str | None, ...]]:
    """
    Stops of each way by stage: the first, those between against the right, the last.

    Parameters
    ----------
    ways
        Of `findings.movement.measured`.
    most
        Stops of one stage at most; the smallest are `OTHERS`, what isn't told never.

    Returns
    -------
    list of tuple
        In the order of the ways; None where a way has fewer stops between than another.
    """
    longest = max((len(via) for via in ways["via_ids"]), default=0)
    paths = [
        (_told(origin), *[None] * (longest - len(via)), *via, _told(destination))
        for origin, via, destination in zip(ways["origin_id"], ways["via_ids"], ways["destination_id"], strict=True)
    ]
    kept = [_largest([path[stage] for path in paths], ways["amount"], most) for stage in range(longest + 2)]
    return [
        tuple(key if key is None or key in kept[stage] else OTHERS for stage, key in enumerate(path)) for path in paths
    ]


def _told(stop_id: Any) -> str:
    return UNTOLD if pd.isna(stop_id) else str(stop_id)


def _largest(keys: list[str | None], amounts: "pd.Series[int]", most: int) -> set[str]:
    """Keys that get a bar of their own."""
    sums: dict[str, int] = defaultdict(int)
    for key, amount in zip(keys, amounts, strict=True):
        if key is not None:
            sums[key] += int(amount)
    # What isn't told is no small place: it never hides among the others.
    ranked = sorted(sums, key=lambda key: (key != UNTOLD, -sums[key], key))
    return set(ranked if len(ranked) <= most else ranked[: most - 1])


def picture(ways: pd.DataFrame, stops: Stops, language: Language, *, unit: str, most: int = MOST_STOPS) -> Picture:
    """
    The Sankey of some ways.

    Parameters
    ----------
    ways
        Of `findings.movement.measured`: the same that the map's arcs are made of; those of nobody have no width.
    stops
        Of `findings.movement.stops_by_id`.
    language
        Thai or English.
    unit
        `events` or `people`: what the amounts are.
    most
        As in `stage_paths`.
    """
    ways = ways[ways["amount"] > 0]
    paths = stage_paths(ways, most=most)
    found = sankey(paths, ways["amount"].tolist(), last=(OTHERS, UNTOLD))
    ids = dict(zip(range(len(paths)), ways["way_id"], strict=True))
    behind: dict[str, dict[str, None]] = defaultdict(dict)
    for place, path in enumerate(paths):
        nodes = [(stage, key) for stage, key in enumerate(path) if key is not None]
        for node in nodes:
            behind[node_id(node)][ids[place]] = None
        for one, other in pairwise(nodes):
            behind[band_id(one, other)][ids[place]] = None
    folded = _folded(ways, paths)
    names = {(bar.stage, bar.key): _name((bar.stage, bar.key), folded, stops, language) for bar in found.bars}
    bars = [
        (
            node_id((bar.stage, bar.key)),
            bar.stage,
            bar.stage - _BAR,
            bar.stage + _BAR,
            bar.top,
            bar.bottom,
            names[bar.stage, bar.key],
            bar.amount,
            f"{names[bar.stage, bar.key]}: {message(language, f'move-{unit}', count=int(bar.amount))}",
        )
        for bar in found.bars
    ]
    edges = []
    for band in found.bands:
        words = message(language, f"move-{unit}", count=int(band.amount))
        tip = f"{names[band.origin]} → {names[band.destination]}: {words}"
        edges += _outline(band_id(band.origin, band.destination), band.origin[0], band.tops, band.thickness, tip)
    return Picture(
        bars=pd.DataFrame(bars, columns=["node", "stage", "left", "right", "top", "bottom", "name", "amount", "tip"]),
        edges=pd.DataFrame(edges, columns=["band", "x", "top", "bottom", "tip"]),
        ways={name: tuple(ways_behind) for name, ways_behind in behind.items()},
        stages=len(paths[0]) if paths else 0,
        height=found.height,
    )


def node_id(node: Node) -> str:
    """
    A node as a chart and an address know it.

    Examples
    --------
    >>> node_id((0, "place:mae-sot"))
    '0 place:mae-sot'
    """
    return f"{node[0]} {node[1]}"


def band_id(origin: Node, destination: Node) -> str:
    """A band as a chart knows it."""
    return f"{node_id(origin)} > {node_id(destination)}"


def _folded(ways: pd.DataFrame, paths: list[tuple[str | None, ...]]) -> dict[int, int]:
    """Stage -> how many stops its others are."""
    whole = stage_paths(ways, most=len(ways) + 1)
    folded: dict[int, set[str | None]] = defaultdict(set)
    for path, own in zip(paths, whole, strict=True):
        for stage, key in enumerate(path):
            if key == OTHERS:
                folded[stage].add(own[stage])
    return {stage: len(keys) for stage, keys in folded.items()}


def _name(node: Node, folded: Mapping[int, int], stops: Stops, language: Language) -> str:
    if node[1] == OTHERS:
        return message(language, "move-others", count=folded[node[0]])
    return stop_words(node[1], stops, language)


def _outline(
    band: str, stage: int, tops: tuple[float, ...], thickness: float, tip: str
) -> list[tuple[str, float, float, float, str]]:
    """Points along a band, from the bar that it leaves to the one that it comes to."""
    rows = []
    for step in range(len(tops) // 2):
        heights = eased(tops[2 * step], tops[2 * step + 1])
        for place, top in enumerate(heights):
            along = place / (len(heights) - 1)
            x = stage + step + _BAR + along * (1 - 2 * _BAR)
            rows.append((band, round(x, 4), round(float(top), 2), round(float(top) + thickness, 2), tip))
    return rows
