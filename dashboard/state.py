"""What a view shows and can choose from: frozen, hashable, and worth a link."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from etl.contract.vocab import PERSONS_KINDS

Language = Literal["en", "th"]
Evidence = Literal["all", "activity", "response"]
Judged = Literal["hot", "emerging"]
Marks = Literal["compounds", "supplies", "both", "none"]

LANGUAGES: tuple[Language, ...] = ("en", "th")
EVIDENCE: tuple[Evidence, ...] = ("all", "activity", "response")
CELL_RESOLUTIONS = (4, 5, 6, 7, 9)
"""H3 resolutions that a map can show; no finer than a record's place is known."""
MEASURES = ("events", *PERSONS_KINDS)
"""What is counted: distinct events, or people of one kind; kinds of people overlap and are never added."""
NONE = "none"
"""Chosen where a record has no value: no pillar, no place, a nationality not told."""


@dataclass(frozen=True, kw_only=True)
class ViewState:
    """
    The choices that make a view.

    Attributes
    ----------
    date_from, date_to
        Period, both days included; None for no limit.
    layers, kinds, pillars, countries, provinces, sectors, nationalities, precisions, publishers
        What a record may be of, by words and ids of the contract; empty for all, `none` for records without a value.
    evidence
        Activity (evidence that operations are present), response, or both.
    measure
        Distinct events, or people of one kind.
    resolution
        H3 resolution of the cells.
    language
        Language of the page.
    """

    date_from: date | None = None
    date_to: date | None = None
    layers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    evidence: Evidence = "all"
    measure: str = "events"
    resolution: int = 5
    language: Language = "en"

    @property
    def is_reversed(self) -> bool:
        """Whether the period ends before it starts, so that nothing can match."""
        return self.date_from is not None and self.date_to is not None and self.date_from > self.date_to

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day of a period with both ends; None where an end is open or they are reversed."""
        if self.date_from is None or self.date_to is None or self.is_reversed:
            return None
        return self.date_from, self.date_to

    @property
    def has_period(self) -> bool:
        """Whether the period has any limit."""
        return self.date_from is not None or self.date_to is not None


@dataclass(frozen=True)
class MapTools:
    """
    What Explore's map does beside counting.

    Attributes
    ----------
    judged
        `hot` or `emerging` where the cells show what stands out from chance; None where they show counts.
    step
        `month`, `week` or `day` of a replay; None for none.
    window
        Steps that a replay's window holds.
    second
        First and last day of a period to show beside the view's own; None for none.
    marks
        `compounds`, `supplies` (power, internet and fuel that were cut), `both` or `none`: what stands over the cells.
    """

    judged: Judged | None = None
    step: str | None = None
    window: int = 1
    second: tuple[date, date] | None = None
    marks: Marks = "compounds"


@dataclass(frozen=True)
class Choice:
    """A word that a filter accepts, the same in every language, and its names; a country's come from elsewhere."""

    word: str
    name: str | None
    name_th: str | None


@dataclass(frozen=True)
class Offered:
    """
    Filter -> what occurs in the records, most frequent first: country, nationality, province, publisher, sector.

    Under `every_sector` stand all sectors, whether they occur or not.
    """

    choices: Mapping[str, tuple[Choice, ...]]

    def words(self, name: str) -> tuple[str, ...]:
        """The words that a filter accepts."""
        return tuple(choice.word for choice in self.choices.get(name, ()))

    def named(self, name: str, word: str, language: Language) -> str | None:
        """What a word of a filter is called, in Latin letters where it has no Thai name; none for a country."""
        for choice in self.choices.get(name, ()):
            if choice.word == word:
                return choice.name_th or choice.name if language == "th" else choice.name
        return None
