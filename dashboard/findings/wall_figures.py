"""A key figure of the wall: with its change against the period before, a year of months, and what it doesn't say."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from dashboard.findings.wall_periods import Period
from dashboard.findings.wall_sources import SourceAge, silence
from dashboard.language import Words, both_dates, both_messages

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
    """
    What all figures share.

    Attributes
    ----------
    period
        The period, and the one before it.
    ages
        Ages of the sources.
    today
        The date in Thailand, for what is counted in days from now; the period's last day where it isn't given.
    """

    period: Period
    ages: tuple[SourceAge, ...] = ()
    today: date | None = None

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


def joined(*parts: Words | None) -> Words | None:
    """Notes one after the other; nothing where there is none."""
    said = [part for part in parts if part is not None]
    return {language: " ".join(part[language] for part in said) for language in said[0]} if said else None
