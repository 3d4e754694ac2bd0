"""Did it move, and did it work: interventions weighed, and where activity went."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.findings.finding import Finding, readable
from dashboard.findings.sector_months import Periods, SectorMonths, periods_round, records_behind
from etl.interventions import Intervention, Sides
from geo.effects import Effect, interrupted_time_series
from geo.inferred_flows import InferredFlow, infer_flows
from geo.judge import judge_displacement
from geo.placebos import judge_effect, placebo_dates, placebo_sectors
from geo.transport import great_circle_costs

MONTHS = 6
"""Months compared on each side, as far as the data hold them."""
_CROSSING_KM = 100.0
"""What crossing a border costs, as far as inferring where activity went is concerned: a day's way by road."""


def displacement_finding(
    table: SectorMonths, events: pd.DataFrame, intervention: Intervention, *, months: int = MONTHS
) -> Finding:
    """
    Whether activity fell where something was done, and came up, or fell too, beside it.

    Parameters
    ----------
    table
        Activity by sector and month.
    events
        The records behind it; see `queries.months.list_sector_events`.
    intervention
        What was done, and to which sectors.
    months
        Months compared on each side at most.

    Returns
    -------
    Finding
        Verdict `displaced`, `diffused`, `neither` or `cannot_tell`.
    """
    periods = periods_round(table, intervention.day, precision=intervention.date_precision, months=months)
    return weigh_displacement(table, events, intervention.intervention_id, intervention.sides, periods)


def weigh_displacement(
    table: SectorMonths, events: pd.DataFrame, subject: str, sides: Sides, periods: Periods
) -> Finding:
    """
    The judge's verdict on these sectors and periods.

    Parameters
    ----------
    table, events
        As in `displacement_finding`.
    subject
        Id of what is weighed.
    sides
        Its sectors; with none to go to, all others are searched.
    periods
        Months to compare.

    Returns
    -------
    Finding
    """
    judgement = judge_displacement(
        table.counts,
        before=periods.before,
        after=periods.after,
        intervention=periods.intervention,
        treated=table.rows(sides.treated),
        displacement=table.rows(sides.displacement) or None,
        control=table.rows(sides.control) or None,
    )
    sectors = [*sides.treated, *(table.sector_ids[row] for row in judgement.destinations or ())]
    if not judgement.destinations:
        sectors += sides.displacement
    return Finding(
        subject=subject,
        verdict=judgement.verdict.value,
        reason=judgement.reason.value,
        values=readable(judgement.values),
        record_ids=records_behind(events, table, sectors, (periods.before, periods.after)),
    )


def effect_finding(table: SectorMonths, events: pd.DataFrame, intervention: Intervention) -> Finding:
    """
    Whether activity of the treated sectors jumped at an intervention, more than at dates and sectors without one.

    Parameters
    ----------
    table, events, intervention
        As in `displacement_finding`; all months of the table are used.

    Returns
    -------
    Finding
        Verdict `rise`, `fall`, `no_change` or `cannot_tell`.
    """
    periods = periods_round(table, intervention.day, precision=intervention.date_precision, months=table.months.size)
    return weigh_effect(table, events, intervention.intervention_id, intervention.sides, periods)


def weigh_effect(table: SectorMonths, events: pd.DataFrame, subject: str, sides: Sides, periods: Periods) -> Finding:
    """
    The effect on the treated sectors with its placebos; reporting effort is what all other sectors recorded.

    The series ends where a month has no record elsewhere: what nobody looked at can't be compared.

    Parameters
    ----------
    table, events, subject, sides
        As in `weigh_displacement`.
    periods
        The months of the series, before and after.

    Returns
    -------
    Finding
    """
    treated = table.rows(sides.treated)
    effort = np.delete(table.counts, treated, axis=0).sum(axis=0)
    at, first, last = periods.intervention, *told_months(effort, periods)
    if not periods.before.start < at < periods.after.stop:
        return Finding(subject=subject, verdict="cannot_tell", reason="effect-outside-data")
    if not first < at < last:
        silent = int((effort[periods.before.start : periods.after.stop] == 0).sum())
        return Finding(subject=subject, verdict="cannot_tell", reason="effect-no-effort", values={"periods": silent})
    effect = _judged_effect(table.counts[:, first:last], treated, at - first, periods.transition, effort[first:last])
    return Finding(
        subject=subject,
        verdict=effect.verdict,
        reason=effect.message,
        values=readable(effect.values),
        record_ids=records_behind(events, table, sides.treated, (range(first, last),)),
    )


def told_months(effort: NDArray[np.int64], periods: Periods) -> tuple[int, int]:
    """First column and end of the months round an intervention in all of which something was recorded elsewhere."""
    first, last, at = periods.before.start, periods.after.stop, periods.intervention
    silent = np.flatnonzero(effort[first:last] == 0) + first
    earlier, later = silent[silent < at], silent[silent >= at]
    return (int(earlier.max()) + 1 if earlier.size else first), (int(later.min()) if later.size else last)


def _judged_effect(
    counts: NDArray[np.int64], treated: list[int], at: int, transition: int, effort: NDArray[np.int64]
) -> Effect:
    """The effect, its verdict withdrawn where placebos show as much."""
    effect = interrupted_time_series(counts[treated], at=at, effort=effort, transition=transition)
    if effect.verdict not in ("rise", "fall"):
        return effect
    dates = placebo_dates(counts[treated], at=at, effort=effort, transition=transition)
    sectors = placebo_sectors(counts, treated=treated, at=at, effort=effort, transition=transition)
    return judge_effect(effect, dates=dates, sectors=sectors)


@dataclass(frozen=True)
class Destinations:
    """
    Where activity may have gone, as inferred; nobody reported it.

    Attributes
    ----------
    finding
        `drawn` where a flow may be drawn, else `cannot_tell`.
    flows
        The flows that may be drawn, with the ids of their sectors.
    """

    finding: Finding
    flows: tuple[tuple[str, str, InferredFlow], ...]


def destinations(
    table: SectorMonths, anchors: pd.DataFrame, intervention: Intervention, *, months: int = MONTHS
) -> Destinations:
    """
    Which sectors gained what others lost round an intervention, as far as it holds when the records are drawn again.

    Parameters
    ----------
    table
        Activity by sector and month.
    anchors
        sector_id, longitude, latitude, country of every sector; see `queries.months.list_sector_anchors`.
    intervention
        What was done, and when.
    months
        Months compared on each side at most.

    Returns
    -------
    Destinations
    """
    subject = intervention.intervention_id
    periods = periods_round(table, intervention.day, precision=intervention.date_precision, months=months)
    if not periods.before or not periods.after:
        return _untold(subject, "flows-outside-data", {})
    places = anchors.set_index("sector_id").loc[list(table.sector_ids)]
    cost = great_circle_costs(
        places["longitude"], places["latitude"], places["country"].tolist(), crossing_km=_CROSSING_KM
    )
    found = infer_flows(table.counts, cost, before=periods.before, after=periods.after)
    if found is None:
        return _untold(subject, "flows-no-spread", {})
    drawn = tuple(flow for flow in found.flows if flow.is_drawn)
    values = {
        "lost": float(found.lost.sum()),
        "gained": float(found.gained.sum()),
        "drawn": float(sum(flow.records for flow in drawn)),
        "flows": len(drawn),
    }
    if not drawn:
        told = not found.lost.any() or not found.gained.any()
        reason = "flows-nothing-moved" if told else "flows-origins" if not found.can_tell_origins else "flows-unstable"
        return _untold(subject, reason, values)
    named = tuple((table.sector_ids[flow.origin], table.sector_ids[flow.destination], flow) for flow in drawn)
    return Destinations(Finding(subject=subject, verdict="drawn", reason="flows-drawn", values=values), named)


def _untold(subject: str, reason: str, values: Mapping[str, float]) -> Destinations:
    return Destinations(Finding(subject=subject, verdict="cannot_tell", reason=reason, values=values), ())
