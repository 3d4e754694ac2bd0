"""Flows over several stages as bands between bars: where each bar and band lies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Node = tuple[int, str]
"""Stage, and what stands there."""
_Slot = tuple[int, str, int, str]
"""A node is a slot of its own; a band that passes a stage by takes a slot named after both of its ends."""
_Chain = tuple[_Slot, ...]
_SWEEPS = 6


@dataclass(frozen=True)
class Bar:
    """A node: stage and key, the amount that passes it, and its upper and lower edge, downward from 0."""

    stage: int
    key: str
    amount: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Band:
    """
    All that goes from one node to the next.

    Attributes
    ----------
    origin, destination
        The nodes that it joins; stages between them have nothing of it.
    amount
        What goes this way.
    tops
        Its upper edge at the end of each stage and the start of the next, in turn.
    thickness
        From its upper edge to its lower one.
    """

    origin: Node
    destination: Node
    amount: float
    tops: tuple[float, ...]
    thickness: float


@dataclass(frozen=True)
class Sankey:
    """Bars and bands, largest first, and how high the picture is."""

    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]
    height: float


def sankey(
    paths: Sequence[Sequence[str | None]],
    amounts: Sequence[float],
    *,
    body: float = 300.0,
    gap: float = 6.0,
    least: float = 16.0,
    last: Iterable[str] = (),
) -> Sankey:
    """
    Lay out flows over stages.

    Parameters
    ----------
    paths
        A key for each stage, as many in each path; None where a path passes a stage by. The first and the last are
        never None.
    amounts
        More than 0, one a path.
    body
        Thickness of all flows together.
    gap
        Between two bars of a stage.
    least
        Room that a bar takes at least, so that names beside bars don't touch.
    last
        Keys that stand below all others of their stage.

    Returns
    -------
    Sankey
        The amounts of a stage's bars, and of the bands that pass it by, sum to those of all paths.

    Raises
    ------
    ValueError
        If paths differ in length, lack an end, are not as many as amounts, or an amount is not more than 0.

    Examples
    --------
    >>> found = sankey([("a", "x", "b"), ("a", None, "c")], [3, 1], body=40, gap=10, least=0)
    >>> [(bar.stage, bar.key, bar.amount, bar.top, bar.bottom) for bar in found.bars if bar.stage == 0]
    [(0, 'a', 4.0, 5.0, 45.0)]
    >>> [(band.origin, band.destination, band.thickness) for band in found.bands]
    [((0, 'a'), (1, 'x'), 30.0), ((1, 'x'), (2, 'b'), 30.0), ((0, 'a'), (2, 'c'), 10.0)]
    """
    _check(paths, amounts)
    if not paths:
        return Sankey((), (), 0.0)
    chains = _chains(paths, amounts)
    sizes = _sizes(chains)
    stages = _ordered(chains, sizes, set(last))
    unit = body / sum(amounts)
    rooms = {slot: max(size * unit, least if _is_bar(slot) else 0.0) for slot, size in sizes.items()}
    heights = [sum(rooms[slot] for slot in stage) + gap * (len(stage) - 1) for stage in stages]
    tops = _tops(stages, rooms, {slot: size * unit for slot, size in sizes.items()}, max(heights), gap)
    bars = [
        Bar(slot[0], slot[1], float(sizes[slot]), tops[slot], tops[slot] + sizes[slot] * unit)
        for stage in stages
        for slot in stage
        if _is_bar(slot)
    ]
    return Sankey(tuple(bars), _bands(chains, tops, unit), max(heights))


def _check(paths: Sequence[Sequence[str | None]], amounts: Sequence[float]) -> None:
    if len(paths) != len(amounts) or len({len(path) for path in paths}) > 1:
        raise ValueError("paths must be of one length, and as many as amounts")
    if any(len(path) < 2 or path[0] is None or path[-1] is None for path in paths):
        raise ValueError("a path must have a first and a last stage")
    if any(not amount > 0 for amount in amounts):
        raise ValueError("an amount must be more than 0")


def _is_bar(slot: _Slot) -> bool:
    return slot[2] < 0


def _chains(paths: Sequence[Sequence[str | None]], amounts: Sequence[float]) -> dict[_Chain, float]:
    """Slots that each band runs through, from bar to bar -> its amount."""
    chains: dict[_Chain, float] = defaultdict(float)
    for path, amount in zip(paths, amounts, strict=True):
        stops = [(stage, key) for stage, key in enumerate(path) if key is not None]
        for (start, origin), (end, destination) in pairwise(stops):
            # A passed stage's slot is named after the whole band, which alone is in it.
            passed = [(stage, f"{start}\n{origin}", end, destination) for stage in range(start + 1, end)]
            chains[((start, origin, -1, ""), *passed, (end, destination, -1, ""))] += amount
    return dict(chains)


def _sizes(chains: Mapping[_Chain, float]) -> dict[_Slot, float]:
    """Slot -> what passes it: what comes, or, of the first stage, what goes."""
    going: dict[_Slot, float] = defaultdict(float)
    coming: dict[_Slot, float] = defaultdict(float)
    for chain, amount in chains.items():
        for slot in chain[:-1]:
            going[slot] += amount
        for slot in chain[1:]:
            coming[slot] += amount
    return {slot: max(going[slot], coming[slot]) for slot in {**going, **coming}}


def _ordered(chains: Mapping[_Chain, float], sizes: Mapping[_Slot, float], last: set[str]) -> list[list[_Slot]]:
    """Slots of each stage, such that few bands cross: each near the mean place of what it is joined to."""
    count = 1 + max(slot[0] for slot in sizes)
    stages = [
        sorted((slot for slot in sizes if slot[0] == stage), key=lambda slot: (-sizes[slot], slot))
        for stage in range(count)
    ]
    joined: dict[_Slot, list[tuple[_Slot, float]]] = defaultdict(list)
    for chain, amount in chains.items():
        for one, other in pairwise(chain):
            joined[one].append((other, amount))
            joined[other].append((one, amount))
    for sweep in range(_SWEEPS):
        places = _places(stages, sizes)
        order = range(1, count) if sweep % 2 == 0 else range(count - 2, -1, -1)
        side = -1 if sweep % 2 == 0 else 1
        for stage in order:
            means = {slot: _mean(joined[slot], stage + side, places, places[slot]) for slot in stages[stage]}
            stages[stage].sort(key=lambda slot, means=means: (slot[1] in last, means[slot], -sizes[slot], slot))  # type: ignore[misc]
            places |= _places([stages[stage]], sizes)
    for stage_slots in stages:
        stage_slots.sort(key=lambda slot: _is_bar(slot) and slot[1] in last)
    return stages


def _places(stages: Sequence[Sequence[_Slot]], sizes: Mapping[_Slot, float]) -> dict[_Slot, float]:
    """Where the middle of each slot is, as a part of its stage."""
    places = {}
    for stage in stages:
        ends = np.cumsum([sizes[slot] for slot in stage])
        for slot, end in zip(stage, ends, strict=True):
            places[slot] = float((end - sizes[slot] / 2) / ends[-1])
    return places


def _mean(joined: Sequence[tuple[_Slot, float]], stage: int, places: Mapping[_Slot, float], otherwise: float) -> float:
    near = [(places[slot], amount) for slot, amount in joined if slot[0] == stage]
    total = sum(amount for _, amount in near)
    return sum(place * amount for place, amount in near) / total if total else otherwise


def _tops(
    stages: Sequence[Sequence[_Slot]],
    rooms: Mapping[_Slot, float],
    thick: Mapping[_Slot, float],
    height: float,
    gap: float,
) -> dict[_Slot, float]:
    """Upper edge of each slot; a stage that needs less than the whole height stands in its middle."""
    tops = {}
    for stage in stages:
        at = (height - sum(rooms[slot] for slot in stage) - gap * (len(stage) - 1)) / 2
        for slot in stage:
            tops[slot] = at + (rooms[slot] - thick[slot]) / 2
            at += rooms[slot] + gap
    return tops


def _bands(chains: Mapping[_Chain, float], tops: Mapping[_Slot, float], unit: float) -> tuple[Band, ...]:
    """Bands, those of one bar beside each other in the order of what they lead to."""
    leaving: dict[_Chain, float] = {}
    coming: dict[_Chain, float] = {}
    for ends, end, beside in ((leaving, 0, 1), (coming, -1, -2)):
        used: dict[_Slot, float] = defaultdict(float)
        for chain in sorted(chains, key=lambda chain: (tops[chain[beside]], chain)):
            ends[chain] = tops[chain[end]] + used[chain[end]]
            used[chain[end]] += chains[chain] * unit
    bands = [
        Band(
            origin=chain[0][:2],
            destination=chain[-1][:2],
            amount=float(amount),
            tops=(leaving[chain], *(tops[slot] for slot in chain[1:-1] for _ in range(2)), coming[chain]),
            thickness=amount * unit,
        )
        for chain, amount in chains.items()
    ]
    return tuple(sorted(bands, key=lambda band: (-band.amount, band.origin, band.destination)))


def eased(starts: float, ends: float, *, points: int = 17) -> NDArray[np.float64]:
    """
    A smooth step from one height to another.

    Examples
    --------
    >>> eased(0.0, 10.0, points=3).tolist()
    [0.0, 5.0, 10.0]
    """
    along = np.linspace(0.0, 1.0, points)
    step: NDArray[np.float64] = starts + (ends - starts) * along * along * (3 - 2 * along)
    return step
