"""A replay: how many frames, which days each holds, and what it is called."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from dashboard.findings.choices import period_words
from dashboard.language import date_words
from dashboard.state import Language, ViewState

MOST_FRAMES = 400
STEPS = ("month", "week", "day")
WINDOWS = (1, 3, 6, 12)


@dataclass(frozen=True, eq=False)
class Frames:
    """
    A view step by step.

    Attributes
    ----------
    step
        `day`, `week` or `month`.
    window
        Steps that a frame's window holds.
    first
        First day of the first step; None where nothing can be shown.
    needed
        Number of steps from the first record to the last; with more than `MOST_FRAMES` there are no frames.
    left_out
        Records whose date is known only to a longer time than a step.
    counts
        frame, cell, events.
    """

    step: str
    window: int
    first: date | None
    needed: int
    left_out: int
    counts: pd.DataFrame

    @property
    def can_play(self) -> bool:
        """Whether there is anything to play."""
        return 0 < self.needed <= MOST_FRAMES


def step_count(first: date, last: date, step: str) -> int:
    """
    Steps from one to another, both included.

    Parameters
    ----------
    first, last
        First days of steps.
    step
        `day`, `week` or `month`.

    Examples
    --------
    >>> step_count(date(2025, 1, 1), date(2025, 3, 1), "month"), step_count(date(2025, 1, 6), date(2025, 1, 20), "week")
    (3, 3)
    """
    if step == "month":
        return (last.year - first.year) * 12 + last.month - first.month + 1
    return (last - first).days // (7 if step == "week" else 1) + 1


def frame_days(frames: Frames, frame: int) -> tuple[date, date]:
    """
    First and last day of a frame's window.

    Examples
    --------
    >>> found = Frames("month", 2, date(2025, 1, 1), 3, 0, pd.DataFrame())
    >>> frame_days(found, 1)
    (datetime.date(2025, 1, 1), datetime.date(2025, 2, 28))
    """
    if frames.first is None:
        raise ValueError("no step: nothing can be shown")
    ends = _step_days(frames.first, frame, frames.step)[1]
    starts = _step_days(frames.first, frame - frames.window + 1, frames.step)[0]
    return starts, ends


def step_first_days(frames: Frames) -> list[date]:
    """
    First day of each frame's own step, whatever its window holds.

    Examples
    --------
    >>> step_first_days(Frames("month", 3, date(2025, 12, 1), 2, 0, pd.DataFrame()))
    [datetime.date(2025, 12, 1), datetime.date(2026, 1, 1)]
    """
    if frames.first is None:
        return []
    return [_step_days(frames.first, number, frames.step)[0] for number in range(frames.needed)]


def _step_days(first: date, ahead: int, step: str) -> tuple[date, date]:
    if step == "month":
        year, month = divmod(first.year * 12 + first.month - 1 + ahead, 12)
        return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    days = 7 if step == "week" else 1
    start = first + timedelta(days=days * ahead)
    return start, start + timedelta(days=days - 1)


def frame_words(frames: Frames, language: Language) -> list[str]:
    """What each frame is called: the days of its window."""
    return [_frame_words(frames, number, language) for number in range(frames.needed)]


def _frame_words(frames: Frames, frame: int, language: Language) -> str:
    first, last = frame_days(frames, frame)
    if frames.step == "month" and frames.window == 1:
        return date_words(first, language, precision="month")
    if first == last:
        return date_words(first, language)
    return period_words(ViewState(date_from=first, date_to=last, language=language))
