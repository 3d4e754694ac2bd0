"""Flows from origin to destination: summed between cells or sectors, and the arcs that draw them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.cells import cells_to_text, points_to_cells
from geo.coordinates import coordinate_faults

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class ReportedFlow:
    """
    What was reported to go from one place to another.

    Attributes
    ----------
    origin, destination
        A cell's text, a sector's id, or any other name of a place.
    events
        Distinct events.
    people
        People that the events count, of one kind; an event without a count adds none.
    events_with_people
        Events that count people: the others moved an unknown number.
    group_ids
        Ids of the events, in order.
    """

    origin: str
    destination: str
    events: int
    people: int
    events_with_people: int
    group_ids: tuple[str, ...]


@dataclass(frozen=True)
class ReportedFlows:
    """
    Reported flows between places.

    Attributes
    ----------
    flows
        Between two different places, most events first.
    within
        From a place to itself at this coarseness: no arc can draw them.
    left_out
        Distinct events of which an end is not known, or not as finely as asked.
    """

    flows: tuple[ReportedFlow, ...]
    within: tuple[ReportedFlow, ...]
    left_out: int


@dataclass(frozen=True)
class FlowTotal:
    """Distinct events and people that were reported to come to a place, and to leave it."""

    place: str
    in_events: int
    out_events: int
    in_people: int
    out_people: int


def points_to_flow_cells(
    longitude: ArrayLike, latitude: ArrayLike, *, finest: ArrayLike, resolution: int
) -> tuple[str, ...]:
    """
    Ends of flows as cells of a resolution.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,); NaN where an end is not known.
    finest
        Finest resolution that the precision of each point bears out, shape (n,); -1 where none.
    resolution
        H3 resolution, 0 to 15.

    Returns
    -------
    tuple of str
        A cell's text for each point; empty where the point is not known as finely.

    Raises
    ------
    ValueError
        As `geo.cells.points_to_cells`, and if `finest` has another shape.

    Examples
    --------
    >>> points_to_flow_cells([98.557, 96.0], [16.631, 21.0], finest=[9, -1], resolution=6)
    ('866485c27ffffff', '')
    """
    cells, known = points_to_cells(longitude, latitude, resolution=resolution), np.asarray(finest)
    if known.shape != cells.shape:
        raise ValueError(f"finest must be one number a point, {cells.size} of them: found shape {known.shape}")
    bears = (known >= resolution) & (cells != 0)
    return tuple(cells_to_text([cell])[0] if is_cell else "" for cell, is_cell in zip(cells, bears, strict=True))


def reported_flows(
    origin: Sequence[str],
    destination: Sequence[str],
    group_id: Sequence[str],
    *,
    persons: Sequence[float | None] | None = None,
) -> ReportedFlows:
    """
    Sum reports by origin and destination.

    Parameters
    ----------
    origin, destination
        Where each record says that people or operations came from and went to; empty where it doesn't say.
    group_id
        Event that each record tells of: several records of one event between the same places count once.
    persons
        People that each record counts, all of one kind: a handover and a repatriation of the same people are never
        added. None or NaN where it counts none.

    Returns
    -------
    ReportedFlows

    Raises
    ------
    ValueError
        If the lists differ in length, or people are negative or not whole.

    Examples
    --------
    >>> found = reported_flows(["a", "a", "b"], ["b", "b", "a"], ["g", "g", "h"], persons=[10, 5, None])
    >>> [(flow.origin, flow.destination, flow.events, flow.people) for flow in found.flows]
    [('a', 'b', 1, 15), ('b', 'a', 1, 0)]
    """
    given = [None] * len(group_id) if persons is None else list(persons)
    if not len(origin) == len(destination) == len(group_id) == len(given):
        raise ValueError("origin, destination, group_id and persons must be lists of one length")
    people = [None if number is None or np.isnan(number) else number for number in given]
    if any(number is not None and not (number >= 0 and float(number).is_integer()) for number in people):
        raise ValueError("people must be whole numbers of at least 0")
    pairs: dict[tuple[str, str], dict[str, int | None]] = defaultdict(dict)
    left_out = set()
    for start, end, group, number in zip(origin, destination, group_id, people, strict=True):
        if not (start and end):
            left_out.add(group)
            continue
        events = pairs[start, end]
        known = [int(part) for part in (events.get(group), number) if part is not None]
        events[group] = sum(known) if known else None
    flows = sorted((_flow(pair, events) for pair, events in pairs.items()), key=_largest_first)
    return ReportedFlows(
        flows=tuple(flow for flow in flows if flow.origin != flow.destination),
        within=tuple(flow for flow in flows if flow.origin == flow.destination),
        left_out=len(left_out - {group for events in pairs.values() for group in events}),
    )


def _flow(pair: tuple[str, str], events: dict[str, int | None]) -> ReportedFlow:
    counts = [number for number in events.values() if number is not None]
    return ReportedFlow(
        origin=pair[0],
        destination=pair[1],
        events=len(events),
        people=sum(counts),
        events_with_people=len(counts),
        group_ids=tuple(sorted(events)),
    )


def _largest_first(flow: ReportedFlow) -> tuple[int, int, str, str]:
    return -flow.events, -flow.people, flow.origin, flow.destination


def flow_totals(flows: Iterable[ReportedFlow]) -> tuple[FlowTotal, ...]:
    """
    What was reported to come to each place and to leave it.

    Parameters
    ----------
    flows
        Reported flows; one from a place to itself neither comes nor leaves.

    Returns
    -------
    tuple of FlowTotal
        By place. An event with several destinations leaves its origin once; people are summed over its flows.

    Examples
    --------
    >>> flow_totals(reported_flows(["a", "a"], ["b", "c"], ["g", "g"], persons=[3, 4]).flows)[0]
    FlowTotal(place='a', in_events=0, out_events=1, in_people=0, out_people=7)
    """
    events: dict[tuple[str, bool], set[str]] = defaultdict(set)
    people: dict[tuple[str, bool], int] = defaultdict(int)
    for flow in flows:
        if flow.origin != flow.destination:
            for end in ((flow.origin, False), (flow.destination, True)):
                events[end].update(flow.group_ids)
                people[end] += flow.people
    return tuple(
        FlowTotal(place, len(events[place, True]), len(events[place, False]), people[place, True], people[place, False])
        for place in sorted({place for place, _ in events})
    )


def flow_arcs(origin: ArrayLike, destination: ArrayLike, *, points: int = 33, bend: float = 0.15) -> Floats:
    """
    Lines that draw flows so that no two lie on each other.

    Each line leaves the great circle to the right of its way, in proportion to its length: the two directions between
    a pair of places bend apart, and flows that go the same way to nearer and farther places part.

    Parameters
    ----------
    origin, destination
        Longitude and latitude of the ends, WGS 84 decimal degrees, shape (n, 2).
    points
        Points of a line, 3 or more.
    bend
        How far the middle of a line leaves the great circle, as a part of its length, 0 to 0.5.

    Returns
    -------
    numpy.ndarray
        Shape (n, points, 2): longitude and latitude in degrees. A line that crosses 180 degrees goes on beyond it.

    Raises
    ------
    ValueError
        If shapes differ or aren't (n, 2), a coordinate is out of range or NaN, the ends of a flow are one place or
        opposite points of the globe, or points or bend are out of range.

    Notes
    -----
    Points of a great circle by spherical linear interpolation, moved along its pole, on a sphere.

    Examples
    --------
    >>> there, back = flow_arcs([[98.5, 16.7], [98.4, 15.3]], [[98.4, 15.3], [98.5, 16.7]], points=3).round(2)
    >>> there[1].tolist(), back[1].tolist()
    ([98.23, 16.01], [98.67, 15.99])
    """
    starts, ends = (np.asarray(end, dtype=np.float64) for end in (origin, destination))
    _check_arcs(starts, ends, points=points, bend=bend)
    a, b = _on_the_sphere(starts), _on_the_sphere(ends)
    pole = np.cross(a, b)
    sine = np.linalg.norm(pole, axis=1)
    angle = np.arctan2(sine, np.sum(a * b, axis=1))
    if np.any(sine < 1e-9):
        raise ValueError("a flow must end in another place than it starts, and not on the other side of the globe")
    along = np.linspace(0, 1, points)[None, :]
    ahead, behind = np.sin(angle[:, None] * along), np.sin(angle[:, None] * (1 - along))
    great = (behind[..., None] * a[:, None] + ahead[..., None] * b[:, None]) / sine[:, None, None]
    # The pole lies to the left of the way.
    aside = np.tan(bend * angle[:, None] * 4 * along * (1 - along))
    x, y, z = np.moveaxis(great - aside[..., None] * (pole / sine[:, None])[:, None], -1, 0)
    longitude = np.unwrap(np.degrees(np.arctan2(y, x)), period=360, axis=1)
    return np.stack([longitude, np.degrees(np.arctan2(z, np.hypot(x, y)))], axis=-1)


def _check_arcs(starts: Floats, ends: Floats, *, points: int, bend: float) -> None:
    if starts.shape != ends.shape or starts.ndim != 2 or starts.shape[1] != 2:
        raise ValueError(f"ends must be pairs of longitude and latitude: found shapes {starts.shape}, {ends.shape}")
    both = np.concatenate([starts, ends])
    faults = coordinate_faults(both[:, 0], both[:, 1])
    if np.any(np.isnan(both)):
        faults.append("an end without coordinates can't be drawn")
    if points < 3 or not 0 <= bend <= 0.5:
        faults.append(f"points must be 3 or more and bend 0 to 0.5: found {points} and {bend}")
    if faults:
        raise ValueError("; ".join(faults))


def _on_the_sphere(ends: Floats) -> Floats:
    """Unit vectors of points."""
    x, y = np.radians(ends).T
    return np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])
