"""Where did it go, as far as it can be inferred: losses and gains beyond chance, and the matches that hold."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from geo.corrections import discoveries, holm_findings
from geo.counts import Floats, checked_counts
from geo.dispersion import Dispersion, month_dispersion
from geo.moves import Moves, find_moves
from geo.transport import transport_plan

_NO_MASS = 1e-9


@dataclass(frozen=True)
class InferredFlow:
    """
    Records that one area lost and another gained, as inferred; nobody reported them.

    Attributes
    ----------
    origin, destination
        Rows of the areas.
    records
        Expected records over the months after.
    resample_share
        Share of resamples in which the flow is there, 0 to 1.
    is_drawn
        Whether it may be drawn: it holds, and its origin can be told.
    """

    origin: int
    destination: int
    records: float
    resample_share: float
    is_drawn: bool


@dataclass(frozen=True, eq=False)
class InferredFlows:
    """
    What can be inferred of where activity went.

    Attributes
    ----------
    flows
        The flows, largest first.
    lost, gained
        Records fewer and more than expected, beyond chance, shape (areas,).
    unexplained_lost, unexplained_gained
        Records of these that no flow explains: they ended, or came from elsewhere.
    can_tell_origins
        False where several areas lost: any of them may have fed any that gained, so that only `gained` can be read.
    """

    flows: tuple[InferredFlow, ...]
    lost: Floats
    gained: Floats
    unexplained_lost: float
    unexplained_gained: float
    can_tell_origins: bool


def infer_flows(
    counts: ArrayLike,
    cost: ArrayLike,
    *,
    before: range,
    after: range,
    false_discovery_rate: float = 0.05,
    stable_share: float = 0.8,
    resamples: int = 200,
    seed: int = 1,
) -> InferredFlows | None:
    """
    Infer where activity went: losses and gains beyond chance, matched at least cost, kept where they hold.

    Parameters
    ----------
    counts
        Records, shape (areas, months).
    cost
        Cost of moving between areas, finite and at least 0, shape (areas, areas).
    before, after
        Columns of the months to compare, within the data and without overlap.
    false_discovery_rate
        Share of the gains that may be chance, above 0 and below 1. Losses pass Holm's stricter correction at the same
        share: a second origin, if false, would make the true one's flows untellable.
    stable_share
        Share of resamples in which a flow must be there to be drawn, 0 to 1.
    resamples
        How often to draw the records again, at least 1.
    seed
        Seed of the draws.

    Returns
    -------
    InferredFlows or None
        None where it can't be told how much months vary: fewer than two areas or months before with a record; or where
        the areas that didn't move have no record in one of the periods.

    Raises
    ------
    ValueError
        If counts are negative or not whole, the costs don't fit, a period is empty or outside the data or both overlap,
        or an option is out of its range.

    Notes
    -----
    What all areas share (reporting, length of the periods) is taken from those that stood still (`geo.moves`). False
    discoveries: Benjamini and Hochberg (1995), J. Royal Statistical Society B 57:289. Records are drawn again as
    negative binomial counts with the dispersion of the months before.

    Examples
    --------
    >>> quiet = [[20, 22, 19, 21, 20, 22, 19, 21], [30, 31, 29, 30, 31, 29, 30, 30]]
    >>> fell, rose = [40, 42, 39, 41, 11, 9, 10, 12], [4, 5, 4, 6, 21, 19, 22, 20]
    >>> found = infer_flows([fell, rose, *quiet], 100 * (1 - np.eye(4)), before=range(4), after=range(4, 8))
    >>> [(flow.origin, flow.destination, round(flow.records), flow.is_drawn) for flow in found.flows]
    [(0, 1, 63, True)]
    >>> round(found.unexplained_lost)
    57
    """
    table = checked_counts(counts, name="records by area and month", dimensions=2)
    costs = np.asarray(cost, dtype=np.float64)
    _check_inference(table, costs, before, after, false_discovery_rate, stable_share, resamples)
    dispersion = month_dispersion(table[:, before])
    totals = table[:, before].sum(axis=1), table[:, after].sum(axis=1)
    moves = None if dispersion is None else _moves(*totals, dispersion, false_discovery_rate)
    if moves is None or dispersion is None:
        return None
    lost, gained = _masses(moves, *totals)
    plan = transport_plan(lost, gained, costs)
    rng, factor = np.random.default_rng(seed), dispersion.factor
    found = np.zeros_like(plan)
    for _ in range(resamples if plan.any() else 0):
        drawn = [_drawn_again(rng, total, factor) for total in totals]
        found += transport_plan(*_masses(moves, *drawn), costs) > _NO_MASS
    return _inferred(plan, found / resamples, lost, gained, stable_share)


def _moves(before: Floats, after: Floats, dispersion: Dispersion, rate: float) -> Moves | None:
    """Areas that lost or gained beyond chance."""
    return find_moves(
        before,
        after,
        dispersion=dispersion,
        fall_findings=lambda p_values: holm_findings(p_values, error_share=rate),
        rise_findings=lambda p_values: discoveries(p_values, false_discovery_rate=rate),
    )


def _masses(moves: Moves, before: Floats, after: Floats) -> tuple[Floats, Floats]:
    """Records lost and gained against the areas that stood still; none where these have no record."""
    still_before, still_after = before[moves.is_still].sum(), after[moves.is_still].sum()
    difference = after - before * still_after / max(still_before, 1.0)
    lost = np.where(moves.has_fallen, np.maximum(-difference, 0), 0)
    return lost, np.where(moves.has_risen, np.maximum(difference, 0), 0)


def _check_inference(
    table: Floats, cost: Floats, before: range, after: range, rate: float, stable_share: float, resamples: int
) -> None:
    """Refuse what can't be inferred from."""
    faults = []
    if cost.shape != (len(table),) * 2 or not np.all(np.isfinite(cost) & (cost >= 0)):
        faults.append(f"costs: found {cost.shape}, accepted is a finite number of at least 0 from each area to each")
    months = [*before, *after]
    if not (before and after) or min(months) < 0 or max(months) >= table.shape[1] or set(before) & set(after):
        faults.append(f"periods: accepted are months 0 to {table.shape[1] - 1} before and after, none in both")
    if not 0 < rate < 1 or not 0 <= stable_share <= 1 or resamples < 1:
        faults.append(
            "accepted are a rate above 0 and below 1, a share of 0 to 1 and at least 1 resample:"
            f" found {rate:g}, {stable_share:g} and {resamples}"
        )
    if faults:
        raise ValueError("; ".join(faults))


def _drawn_again(rng: np.random.Generator, counts: Floats, dispersion: float) -> Floats:
    """Counts around those found, negative binomial where they are dispersed."""
    if dispersion > 1:
        counts = rng.gamma(counts / (dispersion - 1), dispersion - 1)
    return rng.poisson(counts).astype(np.float64)


def _inferred(plan: Floats, resample_share: Floats, lost: Floats, gained: Floats, stable_share: float) -> InferredFlows:
    """Flows of a plan, and what it leaves unexplained."""
    can_tell_origins = bool(np.count_nonzero(lost) <= 1)
    rows = sorted(zip(*np.nonzero(plan > _NO_MASS), strict=True), key=lambda row: (-plan[row], row))
    return InferredFlows(
        flows=tuple(
            InferredFlow(
                origin=int(row[0]),
                destination=int(row[1]),
                records=float(plan[row]),
                resample_share=float(resample_share[row]),
                is_drawn=bool(can_tell_origins and resample_share[row] >= stable_share),
            )
            for row in rows
        ),
        lost=lost,
        gained=gained,
        unexplained_lost=float(lost.sum() - plan.sum()),
        unexplained_gained=float(gained.sum() - plan.sum()),
        can_tell_origins=can_tell_origins,
    )
