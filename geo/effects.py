"""Did the cut work? Interrupted time series of counts around a dated intervention."""

import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats  # type: ignore[import-untyped]
from statsmodels.genmod import families  # type: ignore[import-untyped]
from statsmodels.genmod.generalized_linear_model import GLM  # type: ignore[import-untyped]

Floats = NDArray[np.float64]
Verdict = Literal["rise", "fall", "no_change", "cannot_tell"]
Family = Literal["poisson", "negative_binomial"]

SIGNIFICANT = 0.05
MIN_PERIODS = 6
"""Periods that each side of the intervention needs: fewer hold no trend."""
MIN_BEFORE, MIN_AFTER = 20, 5
"""Events that each side needs."""
WIDE = 2.0
"""Only an interval that excludes a fall to one in this and a rise to this many says that nothing changed."""


@dataclass(frozen=True)
class Ratio:
    """A factor with its 95 % interval; 1 means no change."""

    low: float
    best: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Effect:
    """
    What an intervention did to a series of counts.

    Attributes
    ----------
    verdict
        `rise`, `fall`, `no_change` or `cannot_tell`.
    message
        Key of the sentence that gives the reason.
    values
        Numbers of that sentence.
    level
        Factor by which the counts jumped at the intervention; none where nothing could be estimated.
    slope
        Factor by which the growth from one period to the next changed; none likewise.
    t, p
        Of the jump: Student's t and its two-sided p; none likewise.
    dispersion
        Pearson dispersion of the model: 1 for Poisson counts; none likewise.
    observed
        Counts of the periods from the intervention on.
    expected
        What the trend before it would have led to in those periods; empty where nothing could be estimated.
    """

    verdict: Verdict
    message: str
    values: Mapping[str, float] = field(default_factory=dict)
    level: Ratio | None = None
    slope: Ratio | None = None
    t: float | None = None
    p: float | None = None
    dispersion: float | None = None
    observed: tuple[int, ...] = ()
    expected: tuple[float, ...] = ()


def interrupted_time_series(
    counts: ArrayLike,
    *,
    at: int,
    effort: ArrayLike | None = None,
    transition: int = 0,
    family: Family = "poisson",
    lags: int | None = None,
) -> Effect:
    """
    Jump and change of trend of counts at an intervention.

    Parameters
    ----------
    counts
        Events of each week or month, whole and at least 0, shape (periods,); of several treated sectors, shape
        (sectors, periods), which are summed.
    at
        Index of the period in which the intervention fell: the first of those after it.
    effort
        How hard was looked in each period, such as all records elsewhere, shape (periods,): the counts are read as
        rates of it. By default the same in all.
    transition
        Periods from the intervention on that are left out, for one that fell in mid-period.
    family
        Family of the counts; errors hold for more variance than either has.
    lags
        Lags of the Newey-West errors in periods; by default 4 (n/100)^(2/9), at least 1.

    Returns
    -------
    Effect
        `cannot_tell` where a side has too few periods or events, a period has no effort, the counts leave no error to
        estimate, or the interval shows no change and is too wide to exclude halving and doubling.

    Raises
    ------
    ValueError
        If counts are negative, not whole or not known, lengths differ, the family is unknown, the intervention is not
        inside the data, or transition or lags are negative.

    Notes
    -----
    Segmented log-linear regression, Wagner and others (2002), J. Clin. Pharm. Ther. 27:299; errors of Newey and West
    (1987), Econometrica 55:703. These are too small in short series, so the larger of them and of the
    dispersion-scaled model errors is taken, with Student's t of n - 4 degrees of freedom.

    Examples
    --------
    >>> found = interrupted_time_series([20, 23, 19, 21, 18, 22, 20, 21, 8, 9, 7, 8, 10, 7, 9, 8], at=8)
    >>> found.verdict, round(found.level.best, 2)
    ('fall', 0.4)
    """
    series, offset = _series(counts), None
    if not 0 < at < series.size:
        raise ValueError(f"the intervention must fall between period 1 and {series.size - 1}: found {at}")
    if transition < 0 or (lags is not None and lags < 0):
        raise ValueError(f"transition and lags must be at least 0: found {transition} and {lags}")
    if family not in get_args(Family):
        raise ValueError(f"family must be one of {', '.join(get_args(Family))}: found {family!r}")
    if effort is not None:
        offset = _effort(effort, series.size)
    kept = np.r_[0:at, min(at + transition, series.size) : series.size]
    refusal = _refusal(series, at, at + transition, None if offset is None else offset[kept])
    observed = tuple(int(count) for count in series[at:])
    if refusal is not None:
        return Effect(verdict="cannot_tell", message=refusal[0], values=refusal[1], observed=observed)
    known = offset if offset is not None else np.ones(series.size)
    estimated = _fit(series, known, _design(series.size, at), kept, family, lags)
    if estimated is None:
        return Effect(verdict="cannot_tell", message="effect-no-fit", observed=observed)
    return _effect(estimated, _design(series.size, at), known, at, observed)


def period_of(periods: ArrayLike, day: str | np.datetime64) -> int:
    """
    Index of the period that a day falls in.

    Parameters
    ----------
    periods
        First days of weeks, or months as datetime64[M], ascending, shape (n,).
    day
        The day.

    Returns
    -------
    int
        Index for `at`.

    Raises
    ------
    ValueError
        If periods don't ascend, or the day is before the second or after the end of the last: an intervention outside
        the data has no before or no after. The last period is taken to be as long as the one before it.

    Examples
    --------
    >>> period_of(["2025-01", "2025-02", "2025-03"], "2025-02-05")
    1
    """
    given = np.asarray(periods, dtype="datetime64")
    if given.size < 2 or np.any(np.diff(given).astype(np.int64) <= 0):
        raise ValueError("periods must ascend, and be two or more")
    # In the unit that was given: a month after May is June, whatever its days.
    *starts, end = np.append(given, given[-1] + (given[-1] - given[-2])).astype("datetime64[D]")
    when = np.asarray(day, dtype="datetime64[D]")
    if not starts[1] <= when < end:
        raise ValueError(f"the intervention must fall from {starts[1]} to before {end}: found {when}")
    return int(np.searchsorted(starts, when, side="right")) - 1


def _series(counts: ArrayLike) -> Floats:
    """One series of whole counts."""
    given = np.asarray(counts, dtype=np.float64)
    if given.ndim not in (1, 2) or given.size == 0:
        raise ValueError(f"counts must be one number a period, or a row of them a sector: found shape {given.shape}")
    if not np.all(np.isfinite(given)) or np.any(given < 0) or np.any(given != np.floor(given)):
        raise ValueError("counts must be whole numbers of at least 0")
    return np.asarray(given.sum(axis=0) if given.ndim == 2 else given)


def _effort(effort: ArrayLike, periods: int) -> Floats:
    given = np.asarray(effort, dtype=np.float64)
    if given.shape != (periods,):
        raise ValueError(f"effort must be one number a period, {periods} of them: found shape {given.shape}")
    if not np.all(np.isfinite(given)) or np.any(given < 0):
        raise ValueError("effort must be numbers of at least 0")
    return given


def _refusal(series: Floats, at: int, after: int, effort: Floats | None) -> tuple[str, dict[str, float]] | None:
    """Why nothing can be told of the series, if so."""
    before, later = series[:at], series[after:]
    if min(before.size, later.size) < MIN_PERIODS:
        return "effect-few-periods", {"before": before.size, "after": later.size, "needed": MIN_PERIODS}
    if before.sum() < MIN_BEFORE:
        return "effect-few-before", {"found": before.sum(), "needed": MIN_BEFORE}
    if later.sum() < MIN_AFTER:
        return "effect-few-after", {"found": later.sum(), "needed": MIN_AFTER}
    if effort is not None and np.any(effort == 0):
        return "effect-no-effort", {"periods": int(np.sum(effort == 0))}
    return None


def _design(periods: int, at: int) -> Floats:
    """Level, trend, jump and change of trend, time counted from the intervention."""
    time = np.arange(periods) - float(at)
    after = (time >= 0).astype(np.float64)
    return np.column_stack([np.ones(periods), time, after, time * after])


@dataclass(frozen=True)
class _Estimates:
    """Coefficients with their errors, and the dispersion of the model."""

    best: Floats
    error: Floats
    dispersion: float
    free: int


def _fit(
    series: Floats, effort: Floats, design: Floats, kept: NDArray[np.int64], family: Family, lags: int | None
) -> _Estimates | None:
    """The regression; nothing where it does not converge, or the counts lie on its line and leave no error."""
    y, x, offset = series[kept], design[kept], np.log(effort[kept])
    lags = max(1, math.floor(4 * (y.size / 100) ** (2 / 9))) if lags is None else lags
    # The perfect fit that statsmodels warns of is asked for below.
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        model: Any = GLM(y, x, family=families.Poisson(), offset=offset)
        plain = model.fit()
        if family == "negative_binomial":
            alpha = float(np.sum((y - plain.mu) ** 2 - y) / np.sum(plain.mu**2))
            if alpha > 0:
                model = GLM(y, x, family=families.NegativeBinomial(alpha=alpha), offset=offset)
                plain = model.fit()
        robust = model.fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True})
        dispersion = float(plain.pearson_chi2 / plain.df_resid)
        error = np.fmax(robust.bse, plain.bse * math.sqrt(max(1.0, dispersion)))
    is_sound = plain.converged and np.all(np.isfinite(error)) and np.max(np.abs(y - plain.mu)) > 1e-6
    return _Estimates(np.asarray(robust.params), error, dispersion, y.size - x.shape[1]) if is_sound else None


def _effect(found: _Estimates, design: Floats, effort: Floats, at: int, observed: tuple[int, ...]) -> Effect:
    """The verdict on the jump."""
    level, slope = (_ratio(found, column) for column in (2, 3))
    t = float(found.best[2] / found.error[2])
    p = float(2 * stats.t.sf(abs(t), found.free))
    verdict: Verdict = "fall" if t < 0 else "rise"
    message = f"effect-{verdict}"
    if p >= SIGNIFICANT:
        is_wide = level.low < 1 / WIDE or level.high > WIDE
        verdict = "cannot_tell" if is_wide else "no_change"
        message = "effect-too-wide" if is_wide else "effect-no-change"
    expected = _factor(design[at:, :2] @ found.best[:2]) * effort[at:]
    return Effect(
        verdict=verdict,
        message=message,
        values={"ratio": level.best, "low": level.low, "high": level.high, "p": p},
        level=level,
        slope=slope,
        t=t,
        p=p,
        dispersion=found.dispersion,
        observed=observed,
        expected=tuple(float(count) for count in expected),
    )


def _ratio(found: _Estimates, column: int) -> Ratio:
    half = float(stats.t.ppf(1 - SIGNIFICANT / 2, found.free)) * found.error[column]
    low, best, high = _factor(found.best[column] + np.array([-half, 0.0, half]))
    return Ratio(float(low), float(best), float(high))


def _factor(logarithm: Floats) -> Floats:
    """Exponential, cut off where a number is none that anyone reads: it would overflow."""
    return np.asarray(np.exp(np.clip(logarithm, -50, 50)))
