"""What a view shows: frozen, hashable, and worth a link."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["en", "th"]
Evidence = Literal["all", "activity", "response"]

LANGUAGES: tuple[Language, ...] = ("en", "th")
EVIDENCE: tuple[Evidence, ...] = ("all", "activity", "response")
CELL_RESOLUTIONS = (4, 5, 6, 7, 9)
"""H3 resolutions that a map can show; no finer than a record's place is known."""


@dataclass(frozen=True, kw_only=True)
class ViewState:
    """
    The choices that make a view.

    Attributes
    ----------
    date_from, date_to
        Period, both days included; None for no limit.
    layers, kinds
        Layers and kinds of record; empty for all.
    evidence
        Activity (evidence that operations are present), response, or both.
    resolution
        H3 resolution of the cells.
    language
        Language of the page.
    """

    date_from: date | None = None
    date_to: date | None = None
    layers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    evidence: Evidence = "all"
    resolution: int = 5
    language: Language = "en"

    @property
    def is_reversed(self) -> bool:
        """Whether the period ends before it starts, so that nothing can match."""
        return self.date_from is not None and self.date_to is not None and self.date_from > self.date_to

    @property
    def has_period(self) -> bool:
        """Whether the period has any limit."""
        return self.date_from is not None or self.date_to is not None
