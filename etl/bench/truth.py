"""How often the judge of displacement is right: planted worlds, judged without sight of what was planted."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from etl.bench.truth_report import CLASSES, LEAST_MEAN, Outcome, Report, report_of
from geo.inferred_flows import InferredFlows, infer_flows
from geo.judge import judge_displacement
from geo.transport import great_circle_costs
from geo.verdicts import Judgement
from geo.worlds import Kind, Truth, World, plant_world

_KINDS: tuple[Kind, ...] = ("displaced", "removed", "displaced", "untouched", "elsewhere")
"""What happens in them, in turn: two of five with displacement."""
_RESAMPLES = 100
_CHUNK = 10


def judge_worlds(
    *, worlds: int, seed: int, processes: int | None = None, on_world: Callable[[int], None] | None = None
) -> Report:
    """
    Plant worlds, judge each, and compare with what was planted.

    Parameters
    ----------
    worlds
        How many, at least one of each class.
    seed
        Seed of the worlds; each is its own whatever the number of processes.
    processes
        How many processes share the work; None for one a core.
    on_world
        Called with the number of worlds judged so far.

    Returns
    -------
    Report

    Raises
    ------
    ValueError
        If there are fewer worlds than classes.
    """
    if worlds < len(CLASSES):
        raise ValueError(f"worlds: found {worlds}, accepted is at least {len(CLASSES)}, one of each class")
    outcomes: list[Outcome] = []
    for outcome in _judged(range(worlds), seed, processes or os.cpu_count() or 1):
        outcomes.append(outcome)
        if on_world is not None:
            on_world(len(outcomes))
    return report_of(outcomes)


def judge_world(number: int, seed: int) -> Outcome:
    """
    Plant and judge one world.

    Parameters
    ----------
    number
        Its number, which decides its class and kind.
    seed
        Seed of all worlds.

    Returns
    -------
    Outcome

    Examples
    --------
    >>> judge_world(5, 1).records_a_month, judge_world(5, 1) == judge_world(5, 1)
    (5000, True)
    """
    records, months = CLASSES[number % len(CLASSES)]
    kind = _KINDS[number // len(CLASSES) % len(_KINDS)]
    rng = np.random.default_rng([seed, number])
    world, truth = plant_world(rng, records_a_month=records, months_a_side=months, kind=kind)
    named, searched = (_judgement(world, destinations) for destinations in (truth.destinations, None))
    flows = infer_flows(
        world.counts,
        great_circle_costs(world.longitude, world.latitude, ["MM"] * len(world.counts)),
        before=world.before,
        after=world.after,
        resamples=_RESAMPLES,
        seed=number,
    )
    drawn, right, found = _drawn(flows, world, truth)
    return Outcome(
        records_a_month=records,
        months_a_side=months,
        kind=kind,
        named=named.verdict,
        searched=searched.verdict,
        covers=tuple(_covers(named, world, truth)),
        is_dense=_least_mean(world, truth) >= LEAST_MEAN,
        drawn=drawn,
        right=right,
        found=found,
        displaced=float(truth.displaced.sum()),
    )


def _judged(numbers: Sequence[int], seed: int, processes: int) -> Iterator[Outcome]:
    """Outcomes of worlds in their order."""
    seeds = [seed] * len(numbers)
    if processes == 1:
        yield from map(judge_world, numbers, seeds)
        return
    # Not forked: the progress bar has a thread.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        yield from pool.map(judge_world, numbers, seeds, chunksize=_CHUNK)


def _judgement(world: World, destinations: Sequence[int] | None) -> Judgement:
    """What the judge says, who knows what an analyst would: the months, the treated sector, perhaps where to look."""
    return judge_displacement(
        world.counts,
        before=world.before,
        after=world.after,
        intervention=world.after[0],
        treated=[world.treated],
        displacement=destinations,
    )


def _drawn(flows: InferredFlows | None, world: World, truth: Truth) -> tuple[float, float, float]:
    """Records in drawn flows, those of them that go to the right sector, and no more of these than went there."""
    drawn = [flow for flow in flows.flows if flow.is_drawn] if flows else []
    right = [flow for flow in drawn if flow.origin == world.treated and truth.displaced[flow.destination] > 0]
    found = sum(min(flow.records, float(truth.displaced[flow.destination])) for flow in right)
    return sum(flow.records for flow in drawn), sum(flow.records for flow in right), found


def _covers(judgement: Judgement, world: World, truth: Truth) -> Iterator[bool]:
    """Whether each interval holds what was planted."""
    ratio = truth.reporting[world.after].sum() / truth.reporting[world.before].sum()
    change = truth.means[:, world.after].sum(axis=1) - ratio * truth.means[:, world.before].sum(axis=1)
    treated, displaced = float(change[world.treated]), float(change[list(truth.destinations)].sum())
    for estimate, planted in (
        (judgement.treated, treated),
        (judgement.displacement, displaced),
        (judgement.net, treated + displaced),
    ):
        if estimate is not None:
            yield estimate.low <= planted <= estimate.high


def _least_mean(world: World, truth: Truth) -> float:
    """The smallest expected count of those that are compared: treated and destination, before and after."""
    rows = [[world.treated], list(truth.destinations)]
    return min(float(truth.means[row][:, period].sum()) for row in rows for period in (world.before, world.after))
