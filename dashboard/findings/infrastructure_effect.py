"""What activity did at a cut: the series, its trend, and how large the same jump is where nothing was cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.findings.displacement import told_months, weigh_effect
from dashboard.findings.finding import Finding
from dashboard.findings.sector_months import SectorMonths, periods_round
from etl.interventions import Sides
from geo.effects import interrupted_time_series
from geo.placebos import placebo_dates, placebo_sectors

DATED = ("day", "month")
"""Precisions of a date on which an effect can be told."""


_UNLISTED = pd.DataFrame({"event_id": [], "sector_id": [], "month": np.array([], dtype="datetime64[s]")})
"""No record: a page asks for those behind a series when it lists them, as there may be millions."""


@dataclass(frozen=True)
class CutEffect:
    """
    The effect of one cut on activity.

    Attributes
    ----------
    finding
        Verdict `rise`, `fall`, `no_change` or `cannot_tell`, with the reason and its numbers.
    series
        month (ISO 8601), observed, expected (nothing before the cut or where nothing could be estimated).
    placebos
        kind (`true`, `date`, `sector`), label (ISO 8601 month, or id of a sector), t (of the jump there). Empty where
        the true jump can't be estimated.
    left_out
        Placebo dates and sectors that nothing can be told of.
    """

    finding: Finding
    series: pd.DataFrame
    placebos: pd.DataFrame
    left_out: int


def cut_effect(table: SectorMonths, *, subject: str, treated: Sequence[str], day: date, precision: str) -> CutEffect:
    """
    The effect of a cut on activity of some sectors, by month.

    Parameters
    ----------
    table
        Activity by sector and month.
    subject
        Id of the record that tells of the cut.
    treated
        Sectors that the cut may have changed; all others tell how hard was looked.
    day, precision
        First day of what is known of its date, and how exactly.

    Returns
    -------
    CutEffect
    """
    empty = pd.DataFrame(columns=["kind", "label", "t"])
    if precision not in DATED or not treated:
        reason = "infra-effect-no-day" if treated else "infra-effect-no-sector"
        finding = Finding(subject=subject, verdict="cannot_tell", reason=reason)
        return CutEffect(finding, pd.DataFrame(columns=["month", "observed", "expected"]), empty, 0)
    periods = periods_round(table, day, precision=precision, months=table.months.size)
    finding = weigh_effect(
        table, _UNLISTED, subject, Sides(treated=tuple(treated), displacement=(), control=()), periods
    )
    rows = table.rows(treated)
    effort = np.delete(table.counts, rows, axis=0).sum(axis=0)
    at, (first, last) = periods.intervention, told_months(effort, periods)
    series = _series(table, rows)
    if not first < at < last:
        return CutEffect(finding, series, empty, 0)
    counts, known = table.counts[:, first:last], effort[first:last]
    effect = interrupted_time_series(counts[rows], at=at - first, effort=known, transition=periods.transition)
    if effect.t is None:
        return CutEffect(finding, series, empty, 0)
    series.loc[at : last - 1, "expected"] = list(effect.expected)
    dates = placebo_dates(counts[rows], at=at - first, effort=known, transition=periods.transition)
    sectors = placebo_sectors(counts, treated=rows, at=at - first, effort=known, transition=periods.transition)
    months = [_iso(table, first + label) for label in dates.others]
    ids = [table.sector_ids[label] for label in sectors.others]
    placebos = pd.DataFrame(
        [
            ("true", _iso(table, at), effect.t),
            *(("date", *pair) for pair in zip(months, dates.others.values(), strict=True)),
            *(("sector", *pair) for pair in zip(ids, sectors.others.values(), strict=True)),
        ],
        columns=["kind", "label", "t"],
    )
    return CutEffect(finding, series, placebos, dates.left_out + sectors.left_out)


def _series(table: SectorMonths, rows: list[int]) -> pd.DataFrame:
    """All months of some sectors together."""
    months = [_iso(table, column) for column in range(table.months.size)]
    return pd.DataFrame({"month": months, "observed": table.counts[rows].sum(axis=0), "expected": np.nan})


def _iso(table: SectorMonths, column: int) -> str:
    """First day of a month."""
    return str(table.months[column].astype("datetime64[D]"))
