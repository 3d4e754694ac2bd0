"""The key figure of what was promised by when."""

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from dashboard.findings.finding import Finding
from dashboard.findings.sector_months import SectorMonths
from dashboard.findings.statements import OPEN
from dashboard.findings.wall_figures import Figure, Frame, joined
from dashboard.findings.wall_periods import Months
from dashboard.language import Words, both, both_messages, message
from dashboard.state import Language
from etl.claims import Commitment

Weighed = Sequence[tuple[Commitment, Finding]]


def commitment_figure(frame: Frame, weighed: Weighed, tables: Mapping[str, SectorMonths], line: Months) -> Figure:
    """
    Days left, from today, of the commitment that is due next, or past since the one that was due last.

    Parameters
    ----------
    frame
        What all figures share.
    weighed
        The commitments, each with what the records say of it.
    tables
        Measure -> its counts by sector and month.
    line
        Months of the small line: of what measures the commitment that is shown.

    Returns
    -------
    Figure
        How many of each verdict stands for a change: a countdown has none.
    """
    label = both_messages("wall-figure-commitments")
    if not weighed:
        nothing = both_messages("wall-commitments-none")
        return frame.figure("commitments", label=label, value=nothing, change=nothing, direction="none")
    today = frame.today or frame.period.date_to
    shown, found = _next(weighed, today)
    days = (_due(shown) - today).days
    tallies = Counter(finding.verdict for _, finding in weighed)
    return frame.figure(
        "commitments",
        label=label,
        value=both_messages("wall-days-left", days=days) if days > 0 else both_messages("wall-days-past", days=-days),
        change=both(lambda language: _verdict_words(tallies, language)),
        direction="none",
        spark=_months(tables[shown.measure], shown, line),
        note=joined({"en": shown.promise, "th": shown.promise_th}, _too_early(found, days)),
    )


def _next(weighed: Weighed, today: date) -> tuple[Commitment, Finding]:
    """The commitment that is due next; where none is, the one that was due last."""
    coming = [one for one in weighed if _due(one[0]) > today]
    return min(coming, key=lambda one: _due(one[0])) if coming else max(weighed, key=lambda one: _due(one[0]))


def _due(commitment: Commitment) -> date:
    """The day by which a commitment is due: the last of its month, where only that is known."""
    if commitment.due_precision != "month":
        return commitment.due
    return commitment.due.replace(day=monthrange(commitment.due.year, commitment.due.month)[1])


def _too_early(found: Finding, days: int) -> Words | None:
    """That a commitment is due, and the records end before that."""
    return both_messages("wall-commitment-unread") if found.verdict == OPEN and days <= 0 else None


def _months(table: SectorMonths, commitment: Commitment, line: Months) -> list[int]:
    """Amounts of a commitment's measure in its sectors, by month."""
    counts = table.counts[table.rows(commitment.sector_ids)].sum(axis=0)
    return line.amounts(pd.DataFrame({"month": table.months.astype("datetime64[s]"), "amount": counts}), "amount")


def _verdict_words(tallies: Mapping[str, int], language: Language) -> str:
    """How many of each verdict: those not due yet first, then the most frequent."""
    ordered = sorted(tallies.items(), key=lambda item: (item[0] != OPEN, -item[1], item[0]))
    return " · ".join(
        f"{message(language, 'verdict-' + verdict.replace('_', '-'))}: {count}" for verdict, count in ordered
    )
