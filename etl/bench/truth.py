"""How often the judge of displacement is right: planted worlds, judged without sight of what was planted."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from geo.inferred_flows import InferredFlows, infer_flows
from geo.judge import judge_displacement
from geo.transport import great_circle_costs
from geo.verdicts import Judgement, Verdict
from geo.worlds import Kind, Truth, World, plant_world

CLASSES = ((5, 12), (20, 12), (100, 6), (100, 12), (500, 6), (5_000, 6))
"""Records a month of all sectors, and months a side, of the worlds; they take turns."""
_KINDS: tuple[Kind, ...] = ("displaced", "removed", "displaced", "untouched", "elsewhere")
"""What happens in them, in turn: two of five with displacement."""
_FLOWS = (100, 6)
"""The class whose shares of drawn flows are told to programs."""
_LEAST_MEAN = 10.0
"""Expected records from which on intervals are held to 95 %."""
_RESAMPLES = 100
_CHUNK = 10


@dataclass(frozen=True)
class Outcome:
    """
    How one world was judged.

    Attributes
    ----------
    records_a_month, months_a_side
        Its class.
    kind
        What was planted.
    named, searched
        Verdicts with the destination named beforehand and with it searched.
    covers
        Whether each interval of the first holds the truth; none where it was refused.
    is_dense
        Whether every count that was compared has a mean of 10 or more.
    drawn, right, found, displaced
        Records in drawn flows; those of them from the treated sector to the true one; of these no more than went there;
        and those that were displaced.
    """

    records_a_month: int
    months_a_side: int
    kind: Kind
    named: Verdict
    searched: Verdict
    covers: tuple[bool, ...]
    is_dense: bool
    drawn: float
    right: float
    found: float
    displaced: float


@dataclass(frozen=True)
class ClassRow:
    """
    Shares of the worlds of one class, 0 to 1; 0 where it has none of the kind.

    Attributes
    ----------
    records_a_month, months_a_side, worlds
        The class, and how many worlds of it there were.
    false_named, false_searched
        Worlds without displacement that were called displaced.
    false_removed
        The same, named, of those in which the drop is gone: the hardest kind.
    power_named, power_searched
        Worlds with displacement that were called displaced.
    cannot_tell
        Worlds that can't be told with the destination named.
    attribution, drawn
        Share of drawn records that go to the right sector, and of displaced records that are drawn.
    """

    records_a_month: int
    months_a_side: int
    worlds: int
    false_named: float
    false_searched: float
    false_removed: float
    power_named: float
    power_searched: float
    cannot_tell: float
    attribution: float
    drawn: float


@dataclass(frozen=True)
class Report:
    """
    How often the judge was right.

    Attributes
    ----------
    worlds
        How many were planted.
    rows
        One a class, fewest records first.
    coverage, coverage_sparse
        Share of 95 % intervals that hold the truth, where every compared count has a mean of 10 or more, and below.
    """

    worlds: int
    rows: tuple[ClassRow, ...]
    coverage: float
    coverage_sparse: float

    def for_programs(self) -> dict[str, object]:
        """
        The figures as JSON has them; of two classes of one density the shorter.

        Of the destination named and searched, the worse share of false "displaced" counts.
        """
        rows = {str(row.records_a_month): row for row in reversed(self.rows)}
        rows = dict(reversed(rows.items()))
        flows = next(row for row in self.rows if (row.records_a_month, row.months_a_side) == _FLOWS)
        return {
            "worlds": self.worlds,
            "false_displaced_share": {key: max(row.false_named, row.false_searched) for key, row in rows.items()},
            "power": {key: row.power_named for key, row in rows.items()},
            "interval_coverage": self.coverage,
            "attribution_share": flows.attribution,
            "drawn_share": flows.drawn,
            "cannot_tell_share": {key: row.cannot_tell for key, row in rows.items()},
        }

    def table(self) -> Iterator[str]:
        """Lines of a table for people, in Markdown."""
        yield (
            "| records a month | months a side | worlds | false, named | false, searched | false, drop gone"
            " | power, named | power, searched | cannot tell | right sector | drawn |"
        )
        yield "|" + "---|" * 11
        for row in self.rows:
            shares = (
                row.false_named,
                row.false_searched,
                row.false_removed,
                row.power_named,
                row.power_searched,
                row.cannot_tell,
                row.attribution,
                row.drawn,
            )
            cells = [f"{row.records_a_month:,}", str(row.months_a_side), f"{row.worlds:,}"]
            yield "| " + " | ".join(cells + [f"{100 * share:.1f} %" for share in shares]) + " |"
        yield ""
        yield (
            f"95 % intervals hold the truth in {100 * self.coverage:.1f} % where every compared count has a mean of"
            f" {_LEAST_MEAN:g} or more, in {100 * self.coverage_sparse:.1f} % below."
        )


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
    dense = [held for outcome in outcomes if outcome.is_dense for held in outcome.covers]
    sparse = [held for outcome in outcomes if not outcome.is_dense for held in outcome.covers]
    return Report(len(outcomes), tuple(_row(outcomes, *key) for key in CLASSES), _share(dense), _share(sparse))


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
        is_dense=_least_mean(world, truth) >= _LEAST_MEAN,
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


def _row(outcomes: Iterable[Outcome], records: int, months: int) -> ClassRow:
    """Shares of one class."""
    mine = [outcome for outcome in outcomes if (outcome.records_a_month, outcome.months_a_side) == (records, months)]
    moved = [outcome for outcome in mine if outcome.kind == "displaced"]
    others = [outcome for outcome in mine if outcome.kind != "displaced"]
    drawn = sum(outcome.drawn for outcome in moved)
    displaced = sum(outcome.displaced for outcome in moved)
    return ClassRow(
        records_a_month=records,
        months_a_side=months,
        worlds=len(mine),
        false_named=_share(outcome.named == Verdict.DISPLACED for outcome in others),
        false_searched=_share(outcome.searched == Verdict.DISPLACED for outcome in others),
        false_removed=_share(outcome.named == Verdict.DISPLACED for outcome in others if outcome.kind == "removed"),
        power_named=_share(outcome.named == Verdict.DISPLACED for outcome in moved),
        power_searched=_share(outcome.searched == Verdict.DISPLACED for outcome in moved),
        cannot_tell=_share(outcome.named == Verdict.CANNOT_TELL for outcome in mine),
        attribution=sum(outcome.right for outcome in moved) / drawn if drawn else 0.0,
        drawn=sum(outcome.found for outcome in moved) / displaced if displaced else 0.0,
    )


def _share(values: Iterable[bool]) -> float:
    """Share that is true; 0 of none."""
    flags = list(values)
    return sum(flags) / len(flags) if flags else 0.0
