"""What changed, in one sentence a scene, by rules: counts of a period and of the one before, and their chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.findings.wall_cuts import Cuts
from dashboard.findings.wall_periods import Period
from dashboard.language import Words, both_dates, both_messages
from geo.shares import SectorChanges, Trend, rate_changes

FEWEST = 6
"""Reports of both periods together that can tell anything: five, all on one side, are chance once in sixteen."""
STEPS = ("moves", "travel", "handovers", "sent_home")
NOTHING = "none"
"""Verdict where neither period has a record."""


@dataclass(frozen=True)
class Sentence:
    """
    What changed.

    Attributes
    ----------
    words
        In each language.
    verdict
        `rise`, `fall`, `no_change`, `cannot_tell`, or `none` where there is no record in either period.
    """

    words: Words
    verdict: str


def count_sentence(place: Words, counts: Mapping[str, int], period: Period) -> Sentence:
    """
    Events of a place, in a period and in the one before it.

    Parameters
    ----------
    place
        Name of the place in each language.
    counts
        before, after: distinct events.
    period
        The period.

    Returns
    -------
    Sentence

    Notes
    -----
    Exact test of two Poisson rates (`geo.shares.rate_changes`).

    Examples
    --------
    >>> from datetime import date
    >>> from dashboard.findings.wall_periods import period_to
    >>> period = period_to(date(2026, 3, 13), days=90)
    >>> count_sentence({"en": "Payathonzu", "th": "พญาตองซู"}, {"before": 1, "after": 9}, period).words["en"]
    'Payathonzu: 9 reported events in 90 days to 13 March 2026, 1 in the 90 before; more than chance (p 0.02).'
    """
    before, after = counts["before"], counts["after"]
    shared = {"place": place, "days": period.days, "date": both_dates(period.date_to)}
    if not before + after:
        return Sentence(both_messages("wall-sentence-empty", **shared), NOTHING)
    verdict, words = _verdict(before, after)
    return Sentence(both_messages("wall-sentence", before=before, after=after, verdict=words, **shared), verdict)


def movement_sentence(steps: pd.DataFrame, period: Period) -> Sentence:
    """
    What was reported on the way: each step by itself, as one person may take them all.

    Parameters
    ----------
    steps
        step, before, after; see `queries.wall_counts.count_steps`.
    period
        The period.

    Returns
    -------
    Sentence
        Its verdict is that of the step that changed most surely, by the exact test with the false discovery rate over
        all steps.
    """
    counted = steps.set_index("step").reindex(list(STEPS), fill_value=0)
    before, after = (counted[name].to_numpy(dtype=np.int64) for name in ("before", "after"))
    shared = {"days": period.days, "date": both_dates(period.date_to)}
    if not (before + after).any():
        return Sentence(both_messages("wall-sentence-movement-empty", **shared), NOTHING)
    verdict, words = _step_verdict(before, after)
    said = {
        step: both_messages(f"wall-step-{step}", count=int(count)) for step, count in zip(STEPS, after, strict=True)
    }
    earlier = {f"{step}_before": int(count) for step, count in zip(STEPS, before, strict=True)}
    return Sentence(both_messages("wall-sentence-movement", verdict=words, **shared, **said, **earlier), verdict)


def _step_verdict(before: NDArray[np.int64], after: NDArray[np.int64]) -> tuple[str, Words]:
    if int((before + after).max()) < FEWEST:
        return "cannot_tell", both_messages("wall-movement-few")
    changes = rate_changes(before, after)
    moved = [place for place, trend in enumerate(changes.trend) if trend in (Trend.RISE, Trend.FALL)]
    if not moved:
        return "cannot_tell", both_messages("wall-movement-chance")
    surest = min(moved, key=lambda place: float(changes.p_value[place]))
    verdict = changes.trend[surest].value
    step = both_messages(f"wall-stepped-{STEPS[surest]}")
    return verdict, both_messages(f"wall-movement-{verdict}", step=step, p=p_words(float(changes.p_value[surest])))


def cut_sentence(cuts: Cuts, period: Period) -> Sentence:
    """
    Cuts that are not reported restored, the age of the last report, and how many came in the period.

    Parameters
    ----------
    cuts
        What was cut.
    period
        The period.

    Returns
    -------
    Sentence
    """
    date_to, count = both_dates(period.date_to), len(cuts.open)
    if not count:
        key = "wall-sentence-cuts-empty" if cuts.supplies.empty else "wall-sentence-cuts-none"
        return Sentence(both_messages(key, date=date_to), NOTHING)
    if cuts.last_date is None:
        return Sentence(both_messages("wall-sentence-cuts-undated", open=count, date=date_to), "cannot_tell")
    age = (period.date_to - cuts.last_date).days
    verdict, lately = _lately(cuts, period)
    return Sentence(both_messages("wall-sentence-cuts", open=count, date=date_to, age=age, lately=lately), verdict)


def _lately(cuts: Cuts, period: Period) -> tuple[str, Words]:
    """What was cut in the period and in the one before it."""
    if not cuts.before + cuts.after:
        return NOTHING, both_messages("wall-cuts-none-lately", days=period.days)
    verdict, words = _verdict(cuts.before, cuts.after)
    said = both_messages("wall-cuts-lately", days=period.days, after=cuts.after, before=cuts.before, verdict=words)
    return verdict, said


@dataclass(frozen=True)
class Slide:
    """
    Events along a border, and how many of them stand where activity is said to go.

    Attributes
    ----------
    before, after
        Events there, in the months before and in the last ones.
    all_before, all_after
        Events along the whole border.
    rough_percent
        Part of all of them that stands on representative points, in percent.
    months
        Length of each period.
    last_month
        First day of the last month.
    """

    before: int
    after: int
    all_before: int
    all_after: int
    rough_percent: int
    months: int
    last_month: date


def slide_sentence(slide: Slide) -> Sentence:
    """
    Whether the records show activity sliding along the border toward Kanchanaburi.

    Parameters
    ----------
    slide
        Events there and along the border.

    Returns
    -------
    Sentence
        A slide is a share that rose beyond chance: events there per event of the whole border, by the exact test.
    """
    shared = {"months": slide.months, "date": both_dates(slide.last_month, precision="month")}
    if not slide.all_before + slide.all_after:
        return Sentence(both_messages("wall-sentence-slide-empty", **shared), NOTHING)
    verdict, key, p_value = _slide_verdict(slide)
    said = both_messages(
        "wall-sentence-slide",
        verdict=both_messages(f"wall-slide-{key}", **({"p": p_words(p_value)} if key in _WITH_P else {})),
        after=slide.after,
        before=slide.before,
        all=slide.all_after,
        all_before=slide.all_before,
        rough=slide.rough_percent,
        **shared,
    )
    return Sentence(said, verdict)


def _slide_verdict(slide: Slide) -> tuple[str, str, float]:
    if slide.before + slide.after < FEWEST or not (slide.all_before and slide.all_after):
        return "cannot_tell", "few", 1.0
    changes = rate_changes(
        [slide.before], [slide.after], exposure_before=slide.all_before, exposure_after=slide.all_after
    )
    return _told(changes)


_WITH_P = ("rise", "fall", "chance")


def _told(changes: SectorChanges) -> tuple[str, str, float]:
    """Verdict, the end of its message's key, and the probability by chance."""
    trend = changes.trend[0]
    key = "chance" if trend is Trend.CANNOT_TELL else trend.value.replace("_", "-")
    return trend.value, key, float(changes.p_value[0])


def _verdict(before: int, after: int) -> tuple[str, Words]:
    """What can be said of two counts over equally long periods."""
    if before + after < FEWEST:
        return "cannot_tell", both_messages("wall-verdict-few", total=before + after)
    verdict, key, p_value = _told(rate_changes([before], [after]))
    values: dict[str, object] = {"p": p_words(p_value)} if key in _WITH_P else {}
    if key == "chance":
        values["way"] = "same" if before == after else "more" if after > before else "fewer"
    return verdict, both_messages(f"wall-verdict-{key}", **values)


def p_words(p_value: float) -> Words:
    """
    A probability as a sentence writes it.

    Examples
    --------
    >>> [p_words(p_value)["en"] for p_value in (0.0312, 0.0492, 0.0042, 0.00001)]
    ['p 0.03', 'p 0.049', 'p 0.004', 'p below 0.001']
    """
    if p_value < 0.001:
        return both_messages("wall-p-below", p="0.001")
    # 0.048 written as 0.05 would stand for "within chance".
    is_rough = p_value >= 0.055 or 0.01 <= p_value < 0.045
    return both_messages("wall-p", p=f"{p_value:.2f}" if is_rough else f"{p_value:.3f}")
