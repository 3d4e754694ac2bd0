"""The timeline of supplies: a lane for each, what was reported in it, and since when it is reported cut."""

from datetime import date, timedelta

import pandas as pd

from dashboard.findings.infrastructure import Standing, point_name
from dashboard.language import date_words, message
from dashboard.state import Language

MOST_LANES = 60
"""Supplies that a timeline shows at most: those reported on last."""
MOST_MARKS = 3_000
"""Marks at most, the newest."""
KIND_ORDER = ("power", "internet", "telecom", "satellite", "fuel", "transport")


def is_cut_off(marks: pd.DataFrame) -> bool:
    """Whether a timeline leaves out supplies that were reported on long ago."""
    return len(marks) >= MOST_MARKS or marks.loc[marks["event_date"].notna(), "supply_id"].nunique() > MOST_LANES


def lanes(marks: pd.DataFrame, language: Language) -> pd.DataFrame:
    """
    Marks of a timeline, each in its lane.

    Parameters
    ----------
    marks
        Rows of `queries.infrastructure.list_marks`.
    language
        Language of the words.

    Returns
    -------
    pandas.DataFrame
        mark_id, supply_id, lane (in words), action, action_words, is_coarse (known to a span only),
        start, end (ISO 8601 days; the end is not included), middle, dated (in words), reports, publishers, event_ids,
        words (all of it);
        undated marks are left out. Lanes stand in the order of kinds, then along the border.
    """
    dated = marks[marks["event_date"].notna()]
    newest = dated.groupby("supply_id")["event_date"].max().sort_values(ascending=False).index[:MOST_LANES]
    shown = dated[dated["supply_id"].isin(newest)]
    order = {kind: place for place, kind in enumerate(KIND_ORDER)}
    shown = shown.assign(rank=shown["kind"].map(order)).sort_values(
        ["rank", "border_country", "border_km", "supply_id", "event_date", "action"], kind="stable"
    )
    rows = []
    for mark in shown.to_dict("records"):
        first, last = mark["event_date"].date(), mark["event_date_last"].date()
        kind = message(language, f"kind-{mark['kind']}")
        rows.append(
            {
                "mark_id": f"{mark['supply_id']}|{mark['action']}|{first}|{last}",
                "supply_id": mark["supply_id"],
                "lane": f"{kind} · {point_name(mark, language)}",
                "action": mark["action"],
                "action_words": message(language, f"action-{mark['action'].replace('_', '-')}"),
                "is_coarse": mark["date_precision"] != "day",
                "start": first.isoformat(),
                "end": (last + timedelta(days=1)).isoformat(),
                "middle": (first + (last - first) / 2).isoformat(),
                "dated": date_words(first, language, precision=str(mark["date_precision"])),
                "reports": int(mark["reports"]),
                "publishers": int(mark["publishers"]),
                "event_ids": tuple(mark["event_ids"]),
            }
        )
    drawn = pd.DataFrame(rows, columns=_COLUMNS)
    return drawn.assign(words=drawn["lane"] + " · " + drawn["action_words"] + " · " + drawn["dated"])


_COLUMNS = [
    "mark_id",
    "supply_id",
    "lane",
    "action",
    "action_words",
    "is_coarse",
    "start",
    "end",
    "middle",
    "dated",
    "reports",
    "publishers",
    "event_ids",
]


def open_spans(drawn: pd.DataFrame, found: Standing, *, first: date | None) -> pd.DataFrame:
    """
    From when to the day of the state each lane is reported cut and not reported restored.

    Parameters
    ----------
    drawn
        Of `lanes`.
    found
        The supplies on a day.
    first
        Where the timeline starts; None for no limit.

    Returns
    -------
    pandas.DataFrame
        lane, start, end (ISO 8601 days).
    """
    names = drawn.drop_duplicates("supply_id").set_index("supply_id")["lane"]
    opened = found.open[found.open["since_date"].notna() & found.open["supply_id"].isin(names.index)]
    rows = [
        (lane, (since if first is None else max(since, first)).isoformat(), found.at.isoformat())
        for lane, since in zip(opened["supply_id"].map(names), opened["since_date"].dt.date, strict=True)
    ]
    return pd.DataFrame([row for row in rows if row[1] <= row[2]], columns=["lane", "start", "end"])
