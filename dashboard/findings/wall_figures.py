"""The wall's key figures: each with its change against the period before, a year of months, and what it doesn't say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import pandas as pd

from dashboard.findings.finding import Finding
from dashboard.findings.statements import OPEN
from dashboard.findings.wall_cuts import Cuts
from dashboard.findings.wall_periods import Period
from dashboard.findings.wall_sources import SourceAge, silence
from dashboard.language import Words, both, both_dates, both_messages, message
from dashboard.state import Language
from etl.claims import Commitment

Direction = Literal["up", "down", "same", "none"]

FIGURES: dict[str, tuple[str, ...]] = {
    "compounds": ("compound",),
    "events": ("incident", "rescue"),
    "freed": ("rescue",),
    "sent-home": ("rescue",),
    "cuts": ("infrastructure",),
    "newest": ("incident", "rescue", "infrastructure", "movement", "displacement_report"),
    "commitments": ("incident", "rescue"),
}
"""Key figures, and the tables that each rests on."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """
    One key figure.

    Attributes
    ----------
    id
        One of `FIGURES`.
    label, value, change, as_of
        What it is, how much, against the period before, and to when; in each language.
    direction
        Of the change; `none` where nothing is compared.
    spark
        Amounts of the last whole months, oldest first.
    silent
        What to say where its sources are silent.
    note
        What it does not say: overlaps, and what is left out.
    """

    id: str
    label: Words
    value: Words
    change: Words
    direction: Direction
    spark: list[int] = field(default_factory=list)
    as_of: Words
    silent: Words | None = None
    note: Words | None = None

    def as_json(self) -> dict[str, Any]:
        """All of it as plain data."""
        return asdict(self)


@dataclass(frozen=True)
class Frame:
    """What all figures share: the period, the ages of the sources."""

    period: Period
    ages: tuple[SourceAge, ...] = ()

    def figure(self, figure_id: str, **parts: Any) -> Figure:
        """A figure with what all share."""
        return Figure(
            id=figure_id,
            as_of=both_messages("as-of", date=both_dates(self.period.date_to)),
            silent=silence(self.ages, FIGURES[figure_id]),
            **parts,
        )


def direction(before: float, after: float) -> Direction:
    """
    Which way a figure went.

    Examples
    --------
    >>> direction(3, 1), direction(0, 0)
    ('down', 'same')
    """
    return "same" if before == after else "up" if after > before else "down"


def count_figure(frame: Frame, figure_id: str, counts: Mapping[str, int], spark: Sequence[int]) -> Figure:
    """
    Events, or people of one kind, of the period and of the one before it.

    Parameters
    ----------
    frame
        What all figures share.
    figure_id
        `events`, `freed` or `sent-home`.
    counts
        before, after, straddling.
    spark
        Amounts by month.

    Returns
    -------
    Figure
    """
    days = frame.period.days
    left_out = both_messages("wall-straddling", count=counts["straddling"]) if counts["straddling"] else None
    overlap = None if figure_id == "events" else both_messages("wall-overlap")
    return frame.figure(
        figure_id,
        label=both_messages(f"wall-figure-{figure_id}", days=days),
        value=both_messages("wall-number", count=counts["after"]),
        change=both_messages("wall-change", before=counts["before"], days=days),
        direction=direction(counts["before"], counts["after"]),
        spark=list(spark),
        note=_joined(left_out, overlap),
    )


def people_counts(frame: pd.DataFrame, persons_kind: str) -> dict[str, int]:
    """Counts of one kind of people out of `queries.wall.count_people`; 0 where there is none."""
    rows = frame[frame["persons_kind"] == persons_kind]
    return {name: int(rows[name].sum()) for name in ("before", "after", "straddling")}


def compound_figure(frame: Frame, statuses: pd.DataFrame, spark: Sequence[int]) -> Figure:
    """
    Compounds last reported active, with all statuses in its note.

    Parameters
    ----------
    frame
        What all figures share.
    statuses
        status, compounds, before, after.
    spark
        Compounds whose last status was reported in each month.

    Returns
    -------
    Figure
    """
    active = statuses[statuses["status"] == "active"]
    before, after = (int(active[name].sum()) for name in ("before", "after"))
    return frame.figure(
        "compounds",
        label=both_messages("wall-figure-compounds", total=int(statuses["compounds"].sum())),
        value=both_messages("wall-number", count=int(active["compounds"].sum())),
        change=both_messages("wall-compounds-change", after=after, before=before, days=frame.period.days),
        direction=direction(before, after),
        spark=list(spark),
        note=both(lambda language: _status_words(statuses, language)),
    )


def _status_words(statuses: pd.DataFrame, language: Language) -> str:
    return " · ".join(
        message(
            language,
            "wall-status-count",
            status=message(language, f"status-{row['status']}"),
            count=int(row["compounds"]),
        )
        for row in statuses.to_dict("records")
    )


def cut_figure(frame: Frame, cuts: Cuts) -> Figure:
    """
    Supplies reported cut and not reported restored, with the age of the last report.

    Parameters
    ----------
    frame
        What all figures share.
    cuts
        What was cut.

    Returns
    -------
    Figure
    """
    last = cuts.last_date
    age = None
    if last is not None:
        age = both_messages("wall-cut-age", date=both_dates(last), days=(frame.period.date_to - last).days)
    return frame.figure(
        "cuts",
        label=both_messages("wall-figure-cuts"),
        value=both_messages("wall-number", count=len(cuts.open)),
        change=both_messages("wall-cuts-change", after=cuts.after, before=cuts.before, days=frame.period.days),
        direction=direction(cuts.before, cuts.after),
        spark=cuts.months,
        note=_joined(age, both_messages("wall-cut-replaced", count=cuts.replaced) if cuts.replaced else None),
    )


def newest_figure(frame: Frame, counts: Mapping[str, int], spark: Sequence[int]) -> Figure:
    """
    Age of the newest record; of closed archives, its date.

    Parameters
    ----------
    frame
        What all figures share.
    counts
        Events of all layers: before, after.
    spark
        Events of all layers by month.

    Returns
    -------
    Figure
    """
    living = [age for age in frame.ages if not age.is_closed]
    dates = [age.newest for age in frame.ages if age.newest is not None]
    if living:
        value = both_messages("wall-age", days=min(age.days for age in living))
    else:
        value = both_dates(max(dates)) if dates else both_messages("as-of-none")
    return frame.figure(
        "newest",
        label=both_messages("wall-figure-newest"),
        value=value,
        change=both_messages(
            "wall-newest-change", after=counts["after"], before=counts["before"], days=frame.period.days
        ),
        direction=direction(counts["before"], counts["after"]),
        spark=list(spark),
        note=None if living else both_messages("cadence-none"),
    )


def commitment_figure(frame: Frame, weighed: Sequence[tuple[Commitment, Finding]]) -> Figure:
    """
    Days left of the commitment that is due next, or past since the one that was due last.

    Parameters
    ----------
    frame
        What all figures share.
    weighed
        The commitments, each with what the records say of it.

    Returns
    -------
    Figure
    """
    as_of = frame.period.date_to
    if not weighed:
        nothing = both_messages("wall-commitments-none")
        return frame.figure(
            "commitments",
            label=both_messages("wall-figure-commitments"),
            value=nothing,
            change=nothing,
            direction="none",
        )
    coming = [one for one, _ in weighed if one.due > as_of]
    shown = (
        min(coming, key=lambda one: one.due) if coming else max((one for one, _ in weighed), key=lambda one: one.due)
    )
    days = (shown.due - as_of).days
    tallies = Counter(finding.verdict for _, finding in weighed)
    return frame.figure(
        "commitments",
        label=both_messages("wall-figure-commitments"),
        value=both_messages("wall-days-left", days=days) if coming else both_messages("wall-days-past", days=-days),
        change=both(lambda language: _verdict_words(tallies, language)),
        direction="none",
        note={"en": shown.promise, "th": shown.promise_th},
    )


def _verdict_words(tallies: Mapping[str, int], language: Language) -> str:
    """How many of each verdict: those not due yet first, then the most frequent."""
    ordered = sorted(tallies.items(), key=lambda item: (item[0] != OPEN, -item[1], item[0]))
    return " · ".join(
        f"{message(language, 'verdict-' + verdict.replace('_', '-'))}: {count}" for verdict, count in ordered
    )


def _joined(*parts: Words | None) -> Words | None:
    """Notes one after the other."""
    said = [part for part in parts if part is not None]
    return {language: " ".join(part[language] for part in said) for language in said[0]} if said else None
