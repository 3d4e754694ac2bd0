"""How many months Displacement compares: the usual number of each question, or one that a planner chose for all."""

from dataclasses import dataclass

from dashboard.findings.displacement import MONTHS as USUAL_MOVED
from dashboard.findings.shifts import MONTHS as USUAL_SHARES
from dashboard.findings.wall_chronogram import SLIDE_MONTHS as USUAL_SLIDE

USUAL = "usual"
"""Word of the usual numbers."""
WINDOWS = (USUAL, "3", "6", "12")
"""Words that can be chosen: the usual numbers, or one of months for every comparison."""


@dataclass(frozen=True)
class Windows:
    """
    Months on each side of every comparison of the page.

    Attributes
    ----------
    moved
        Round an intervention, for its verdict and for where activity went: as many as the data hold up to this.
    shares
        In which shares of sectors are compared.
    slide
        In which the border is compared for a slide.
    """

    moved: int = USUAL_MOVED
    shares: int = USUAL_SHARES
    slide: int = USUAL_SLIDE


def windows_of(word: str) -> Windows:
    """
    The months that a word stands for.

    Raises
    ------
    ValueError
        If the word is none of `WINDOWS`.

    Examples
    --------
    >>> windows_of("12"), windows_of("usual")
    (Windows(moved=12, shares=12, slide=12), Windows(moved=6, shares=3, slide=12))
    """
    if word not in WINDOWS:
        raise ValueError(f"months must be one of {', '.join(WINDOWS)}: found {word!r}")
    return Windows() if word == USUAL else Windows(int(word), int(word), int(word))
