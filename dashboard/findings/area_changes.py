"""What changed in an area, and whether that is more than chance; what is too roughly known is counted apart."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.stats import fisher_exact  # type: ignore[import-untyped]

from dashboard.findings.area_periods import Compared
from dashboard.findings.wall_sentences import FEWEST, p_words
from dashboard.language import message
from dashboard.state import Language
from geo.area_places import INSIDE, PERHAPS
from geo.shares import Trend, rate_changes


@dataclass(frozen=True)
class Count:
    """Distinct events before and after, and those whose date straddles."""

    before: int = 0
    after: int = 0
    straddling: int = 0

    @property
    def total(self) -> int:
        """Events of both periods."""
        return self.before + self.after


@dataclass(frozen=True)
class AreaVerdict:
    """
    What can be said of two counts.

    Attributes
    ----------
    trend
        `rise`, `fall`, `no_change` or `cannot_tell`.
    key
        End of the key of its message: `few`, `overlap`, `chance`, or the trend.
    p_value
        Probability of a change as large by chance; 1 where nothing was tested.
    count
        Events of both periods.
    """

    trend: str
    key: str
    p_value: float = 1.0
    count: int = 0

    def words(self, language: Language) -> str:
        """The verdict in words, for the middle of a sentence."""
        return message(language, f"area-verdict-{self.key}", p=p_words(self.p_value)[language], count=self.count)


@dataclass(frozen=True)
class Row:
    """Events of one layer and kind: inside, what can be said of them, and those perhaps inside."""

    layer: str
    kind: str
    inside: Count
    verdict: AreaVerdict
    rough: Count


@dataclass(frozen=True)
class AreaChanges:
    """
    What changed in an area.

    Attributes
    ----------
    activity, response
        Events inside.
    activity_verdict, response_verdict
        What can be said of them.
    share_verdict
        Whether the area's part of all matching activity changed.
    all_activity
        Matching activity anywhere, before and after.
    rough
        Events perhaps inside.
    rough_verdict
        What could be said of activity if they were all inside.
    rows
        By layer and kind.
    straddling
        Events inside whose date can't be told to lie in a period.
    """

    activity: Count
    response: Count
    activity_verdict: AreaVerdict
    response_verdict: AreaVerdict
    share_verdict: AreaVerdict
    all_activity: tuple[int, int]
    rough: Count
    rough_verdict: AreaVerdict
    rows: tuple[Row, ...] = field(default=())
    straddling: int = 0


def area_changes(frame: pd.DataFrame, all_activity: tuple[int, int], periods: Compared) -> AreaChanges:
    """
    What changed, by the exact test of two Poisson rates.

    Parameters
    ----------
    frame
        Rows of `queries.areas.count_area`.
    all_activity
        Matching events of activity anywhere, before and after.
    periods
        The two periods; a day counts the same in both.

    Returns
    -------
    AreaChanges
        Kinds are tested together (false discovery rate): one of many would always stand out.
    """
    sums = frame[frame["layer"].isna()]
    activity, response = (_count(sums, INSIDE, is_activity=value) for value in (True, False))
    rough_activity = _count(sums, PERHAPS, is_activity=True)
    whole = Count(activity.before + rough_activity.before, activity.after + rough_activity.after)
    return AreaChanges(
        activity=activity,
        response=response,
        activity_verdict=verdicts([activity], periods)[0],
        response_verdict=verdicts([response], periods)[0],
        share_verdict=_share_verdict(activity, all_activity, periods),
        all_activity=all_activity,
        rough=_count(sums, PERHAPS, is_activity=None),
        rough_verdict=verdicts([whole], periods)[0],
        rows=_rows(frame[frame["layer"].notna()], periods),
        straddling=_count(sums, INSIDE, is_activity=None).straddling,
    )


def verdicts(counts: list[Count], periods: Compared) -> list[AreaVerdict]:
    """What can be said of each of several counts, tested together."""
    if periods.is_overlapping:
        return [AreaVerdict("cannot_tell", "overlap", count=count.total) for count in counts]
    is_enough = np.array([count.total >= FEWEST for count in counts], dtype=bool)
    found = [AreaVerdict("cannot_tell", "few", count=count.total) for count in counts]
    if not is_enough.any():
        return found
    before, after = (np.array([getattr(count, name) for count in counts]) for name in ("before", "after"))
    changes = rate_changes(
        before[is_enough], after[is_enough], exposure_before=periods.days_before, exposure_after=periods.days_after
    )
    for place, trend, p_value in zip(np.flatnonzero(is_enough), changes.trend, changes.p_value, strict=True):
        found[place] = _told(trend, float(p_value), counts[place].total)
    return found


def _told(trend: Trend, p_value: float, count: int) -> AreaVerdict:
    key = "chance" if trend is Trend.CANNOT_TELL else trend.value.replace("_", "-")
    return AreaVerdict(trend.value, key, p_value, count)


def _share_verdict(activity: Count, everywhere: tuple[int, int], periods: Compared) -> AreaVerdict:
    """Whether the area's part changed: events inside by events elsewhere, so that what all share cancels."""
    elsewhere = everywhere[0] - activity.before, everywhere[1] - activity.after
    if periods.is_overlapping:
        return AreaVerdict("cannot_tell", "overlap", count=activity.total)
    if activity.total < FEWEST or min(elsewhere) < FEWEST:
        return AreaVerdict("cannot_tell", "few", count=min(activity.total, *elsewhere))
    # Both counts are chance: the part of the later period among events inside is compared with that among all others.
    p_value = float(fisher_exact([[activity.before, activity.after], elsewhere]).pvalue)
    ratio = (activity.after + 0.5) / (activity.before + 0.5) / (elsewhere[1] / elsewhere[0])
    trend = Trend.CANNOT_TELL if p_value >= 0.05 else Trend.RISE if ratio > 1 else Trend.FALL
    return _told(trend, p_value, activity.total)


def _count(sums: pd.DataFrame, place: int, *, is_activity: bool | None) -> Count:
    """The sum of a place: of activity, of response, or of all."""
    own = sums["is_activity"].isna() if is_activity is None else sums["is_activity"].eq(is_activity).fillna(False)
    row = sums[(sums["place"] == place) & own.astype(bool)]
    return _as_count(row.iloc[0]) if len(row) else Count()


def _as_count(row: pd.Series) -> Count:
    return Count(int(row["before"]), int(row["after"]), int(row["straddling"]))


def _rows(frame: pd.DataFrame, periods: Compared) -> tuple[Row, ...]:
    """By layer and kind, most events first; those with none in either period are left out."""
    counts = {(int(row["place"]), row["layer"], row["kind"]): _as_count(row) for _, row in frame.iterrows()}
    names = list(dict.fromkeys((layer, kind) for _, layer, kind in counts))
    inside = {name: counts.get((INSIDE, *name), Count()) for name in names}
    rough = {name: counts.get((PERHAPS, *name), Count()) for name in names}
    names = [name for name in names if inside[name].total + rough[name].total]
    found = verdicts([inside[name] for name in names], periods) if names else []
    rows = [Row(*name, inside[name], verdict, rough[name]) for name, verdict in zip(names, found, strict=True)]
    return tuple(sorted(rows, key=lambda row: (-row.inside.total, -row.rough.total, row.layer, row.kind)))
