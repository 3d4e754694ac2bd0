"""Crossings and other places on the way, ranked, each with whether it is used more or less than before."""

from datetime import date, timedelta

import pandas as pd

from dashboard.findings.movement import Stops, stop_words
from dashboard.findings.two_periods import Days, second_period, verdicts_words
from dashboard.language import message
from dashboard.state import Language, ViewState

_YEAR = 365
"""Days that are compared where the view has no first day."""


def compared_days(state: ViewState, as_of: date | None) -> tuple[Days, Days] | None:
    """
    The days of the view and as many before them; without a first day, the year that ends with the view.

    Parameters
    ----------
    state
        The view.
    as_of
        Newest date of the records, with which a view without a last day ends.

    Examples
    --------
    >>> compared_days(ViewState(date_from=date(2025, 3, 1), date_to=date(2025, 3, 31)), None)[1]
    (datetime.date(2025, 1, 29), datetime.date(2025, 2, 28))
    >>> compared_days(ViewState(), date(2026, 3, 13))[0]
    (datetime.date(2025, 3, 14), datetime.date(2026, 3, 13))
    """
    last = state.date_to or as_of
    if last is None:
        return None
    first = state.date_from or last - timedelta(days=_YEAR - 1)
    return None if first > last else ((first, last), second_period("before", (first, last)))


def crossing_rows(
    crossings: pd.DataFrame,
    counts: tuple[pd.DataFrame, pd.DataFrame] | None,
    periods: tuple[Days, Days] | None,
    stops: Stops,
    language: Language,
) -> pd.DataFrame:
    """
    Places on the way, most events first, as a chart draws and a table lists them.

    Parameters
    ----------
    crossings
        Crossings of `queries.movement.list_parts` of the view.
    counts
        The same of each period; None where there are none.
    periods
        The periods that are compared.
    stops
        Of `findings.movement.stops_by_id`.
    language
        Thai or English.

    Returns
    -------
    pandas.DataFrame
        stop_id, name, kind, events, persons, records, told, last_date, last_precision, longitude, latitude, verdict.

    Notes
    -----
    All places are tested together (false discovery rate): one of many would always stand out.
    """
    found = crossings.copy()
    known = [stops.get(str(stop_id), {}) for stop_id in found["stop_id"]]
    found["name"] = [stop_words(stop_id, stops, language) for stop_id in found["stop_id"]]
    found["kind"] = [message(language, f"move-place-{stop.get('kind', 'town')}") for stop in known]
    for axis in ("longitude", "latitude"):
        found[axis] = [stop.get(axis) for stop in known]
    events = [_events(frame) for frame in counts or ()]
    found["verdict"] = message(language, "move-no-comparison")
    if periods and events:
        pairs = [(events[0].get(stop_id, 0), events[1].get(stop_id, 0)) for stop_id in found["stop_id"]]
        found["verdict"] = verdicts_words(pairs, periods, language)
    return found


def _events(frame: pd.DataFrame) -> dict[str, int]:
    """Place -> its events."""
    return {str(stop_id): int(count) for stop_id, count in zip(frame["stop_id"], frame["events"], strict=True)}
