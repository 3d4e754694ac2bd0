"""What was said and promised in public, each weighed against the records."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from dashboard.findings.displacement import weigh_displacement, weigh_effect
from dashboard.findings.finding import Finding
from dashboard.findings.sector_months import SectorMonths, periods_round, records_behind
from etl.claims import Claim, Commitment
from geo.shares import rate_changes

SUPPORTED, CONTRADICTED, CANNOT_TELL = "supported", "contradicted", "cannot_tell"
KEPT, NOT_KEPT, OPEN = "kept", "not_kept", "open"


def claim_finding(table: SectorMonths, events: pd.DataFrame, claim: Claim) -> Finding:
    """
    What the records say of a claim.

    Parameters
    ----------
    table
        Activity by sector and month.
    events
        The records behind it.
    claim
        The claim, and the computation that weighs it.

    Returns
    -------
    Finding
        Verdict `supported`, `contradicted` or `cannot_tell`; the reason is the computation's.
    """
    # A claim names a month; activity of that month is told from it on.
    periods = periods_round(table, claim.at, precision="day", months=claim.months)
    weigh = weigh_displacement if claim.method == "displacement" else weigh_effect
    found = weigh(table, events, claim.claim_id, claim.sides, periods)
    told = SUPPORTED if found.verdict == claim.expects else CONTRADICTED
    return Finding(
        subject=claim.claim_id,
        verdict=CANNOT_TELL if found.verdict == CANNOT_TELL else told,
        reason=found.reason,
        values=found.values,
        record_ids=found.record_ids,
    )


def commitment_finding(
    tables: Mapping[str, SectorMonths], events: pd.DataFrame, commitment: Commitment, *, as_of: date
) -> Finding:
    """
    Whether what was promised came about, by the figure that measures it.

    Months after the promise was due are compared with as many before it was made.

    Parameters
    ----------
    tables
        Measure -> its counts by sector and month.
    events
        The records behind activity.
    commitment
        The promise and its figure.
    as_of
        Date to which the records go.

    Returns
    -------
    Finding
        Verdict `kept`, `not_kept`, `open` (not due yet) or `cannot_tell`.
    """
    subject, table = commitment.commitment_id, tables[commitment.measure]
    if as_of < commitment.due:
        days = {"days": (commitment.due - as_of).days}
        return Finding(subject=subject, verdict=OPEN, reason="commitment-open", values=days)
    made, due = (
        periods_round(table, day, precision=precision, months=table.months.size)
        for day, precision in ((commitment.made, commitment.made_precision), (commitment.due, "month"))
    )
    months = min(len(made.before), len(due.after))
    if not months:
        return Finding(subject=subject, verdict=CANNOT_TELL, reason="commitment-no-months")
    before, after = made.before[-months:], due.after[:months]
    counts = table.counts[table.rows(commitment.sector_ids)]
    amounts = int(counts[:, before].sum()), int(counts[:, after].sum())
    verdict, reason = _kept(*amounts, expects=commitment.expects)
    return Finding(
        subject=subject,
        verdict=verdict,
        reason=reason,
        values={"before": amounts[0], "after": amounts[1], "months": months},
        record_ids=records_behind(events, table, commitment.sector_ids, (before, after)),
    )


def _kept(before: int, after: int, *, expects: str) -> tuple[str, str]:
    """Whether the amounts are as promised, by the exact test of two rates over equally long periods."""
    if expects == "none":
        return (NOT_KEPT, "commitment-still") if after else (CANNOT_TELL, "commitment-no-record")
    trend = rate_changes(np.array([before]), np.array([after])).trend[0].value
    if trend == CANNOT_TELL:
        return CANNOT_TELL, "commitment-uncertain"
    return (KEPT if trend == expects else NOT_KEPT), f"commitment-{trend.replace('_', '-')}"
