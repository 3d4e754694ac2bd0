"""Shift watch: each sector's share of activity now and before, with what can be said of its change."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.findings.finding import Finding
from dashboard.findings.sector_months import SectorMonths, records_behind
from geo.dispersion import Dispersion, month_dispersion
from geo.shares import sector_shares, share_changes

MONTHS = 3
"""Months that are "now", and as many before them."""


def shift_findings(table: SectorMonths, events: pd.DataFrame, *, months: int = MONTHS) -> tuple[Finding, ...]:
    """
    Every sector with activity in the last months or in as many before them.

    Parameters
    ----------
    table
        Activity by sector and month.
    events
        The records behind it.
    months
        Length of each period.

    Returns
    -------
    tuple of Finding
        Verdict `rise`, `fall`, `no_change` or `cannot_tell`; values `before`, `after` (records), `share_before` with
        its interval `low_before`, `high_before`, and `share` with its interval `low`, `high`. Largest change of share
        first; empty where the data are too short.

    Notes
    -----
    Sectors are compared with all others, so that months in which everybody looked harder change nothing; the variance
    of counts is that of the twelve months before.
    """
    width = table.months.size
    if width < 2 * months:
        return ()
    before, after = range(width - 2 * months, width - months), range(width - months, width)
    earlier, later = table.counts[:, before].sum(axis=1), table.counts[:, after].sum(axis=1)
    known = month_dispersion(table.counts[:, max(0, before.start - 12) : before.stop])
    spread = known or Dispersion(1.0, 1)
    shown = (earlier + later) > 0
    if not shown.any() or min(_others(earlier), _others(later)) == 0:
        return ()
    shares = [sector_shares(counts, dispersion=spread.factor) for counts in (earlier, later)]
    changes = share_changes(earlier[shown], later[shown], dispersion=spread)
    findings = [
        Finding(
            subject=table.sector_ids[row],
            verdict=trend.value,
            reason=f"shift-{trend.value.replace('_', '-')}",
            values={
                "before": int(earlier[row]),
                "after": int(later[row]),
                "months": months,
                "share_before": float(shares[0].best[row]),
                "low_before": float(shares[0].low[row]),
                "high_before": float(shares[0].high[row]),
                "share": float(shares[1].best[row]),
                "low": float(shares[1].low[row]),
                "high": float(shares[1].high[row]),
            },
            record_ids=records_behind(events, table, [table.sector_ids[row]], (before, after)),
        )
        for row, trend in zip(shown.nonzero()[0].tolist(), changes.trend, strict=True)
    ]
    return tuple(sorted(findings, key=lambda found: (-abs(_change(found)), found.subject)))


def _others(counts: NDArray[np.int64]) -> int:
    """Records of all sectors but the largest: with none of these, nothing can be compared."""
    return int(counts.sum() - counts.max())


def _change(finding: Finding) -> float:
    return float(finding.values["share"]) - float(finding.values["share_before"])
