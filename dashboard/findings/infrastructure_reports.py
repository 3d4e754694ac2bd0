"""The cuts of one point, each with all reports that may tell of it, and in what these differ."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.language import date_words, message
from dashboard.state import Language
from etl.contract.vocab import SUPPLY_SERVICES
from geo.placebos import returns_after

SAME_DAYS = 7
"""Reports of one supply whose dates are no farther apart than this may tell of one cut."""
COMPARED = ("event_date", "action", "operator", "capacity_mw", "units_count")
"""What reports of one cut can differ in."""


@dataclass(frozen=True)
class Cut:
    """
    One cut of a supply, as reported.

    Attributes
    ----------
    cut_id
        Id of its first report, by which a link names it.
    kind
        What was cut.
    day, precision
        First day of what its finest report knows of the date, and how exactly.
    reports
        Its reports, earliest first.
    differing
        Members of `COMPARED` in which two reports differ; what a report doesn't tell differs from nothing.
    """

    cut_id: str
    kind: str
    day: date
    precision: str
    reports: pd.DataFrame
    differing: tuple[str, ...]

    @property
    def event_ids(self) -> tuple[str, ...]:
        """Ids of its reports."""
        return tuple(self.reports["event_id"])


def cuts(reports: pd.DataFrame) -> tuple[Cut, ...]:
    """
    Cuts out of the reports of one point, newest first.

    Parameters
    ----------
    reports
        Rows of `queries.infrastructure.list_reports`.

    Returns
    -------
    tuple of Cut
        Reports belong to one cut where they are of one kind and share a group, or their dates overlap or lie within
        seven days of each other. Undated reports belong to none.
    """
    told = reports[reports["action"].isin(("cut", "reduced")) & reports["event_date"].notna()]
    found = []
    for _, of_kind in told.groupby("kind", sort=True):
        ordered = of_kind.sort_values(["event_date", "event_date_last", "event_id"], kind="stable")
        found += [_cut(ordered.iloc[places]) for places in _clusters(ordered)]
    return tuple(sorted(found, key=lambda cut: (cut.day, cut.cut_id), reverse=True))


def _clusters(ordered: pd.DataFrame) -> list[list[int]]:
    """Places of rows that may tell of one cut; rows come by date."""
    clusters: list[list[int]] = []
    last, groups = pd.Timestamp.min, set[str]()
    for place, row in enumerate(ordered.to_dict("records")):
        if clusters and (row["group_id"] in groups or (row["event_date"] - last).days <= SAME_DAYS):
            clusters[-1].append(place)
            last = max(last, row["event_date_last"])
            groups.add(row["group_id"])
        else:
            clusters.append([place])
            last, groups = row["event_date_last"], {row["group_id"]}
    return clusters


def _cut(reports: pd.DataFrame) -> Cut:
    rank = {"day": 0, "week": 1, "month": 2}
    finest = min(reports.to_dict("records"), key=lambda row: (rank.get(row["date_precision"], 3), row["event_date"]))
    return Cut(
        cut_id=str(reports.iloc[0]["event_id"]),
        kind=str(finest["kind"]),
        day=finest["event_date"].date(),
        precision=str(finest["date_precision"]),
        reports=reports.reset_index(drop=True),
        differing=tuple(name for name in COMPARED if _differs(reports, name)),
    )


def _differs(reports: pd.DataFrame, name: str) -> bool:
    """Whether two reports tell different things; dates differ where they can't be the same day."""
    if name != "event_date":
        return bool(reports[name].dropna().nunique() > 1)
    return bool(reports["event_date"].max() > reports["event_date_last"].min())


def came_back(reports: pd.DataFrame, cut: Cut, language: Language) -> pd.DataFrame:
    """
    Reports of a point after a cut that the supply came back, or that something took its place.

    Parameters
    ----------
    reports
        Rows of `queries.infrastructure.list_reports`.
    cut
        The cut.
    language
        Language of the words.

    Returns
    -------
    pandas.DataFrame
        event_id, day (ISO 8601), action, action_words, dated; in the order of days.
    """
    service = SUPPLY_SERVICES.get(cut.kind)
    same = reports[reports["event_date"].notna() & (reports["kind"].map(SUPPLY_SERVICES) == service)]
    told = same.set_index("event_id")
    days = zip(same["event_id"], same["action"], same["event_date"].dt.date, strict=True)
    rows = [
        {
            "event_id": found.event_id,
            "day": found.day.isoformat(),
            "action": found.action,
            "action_words": message(language, f"action-{found.action.replace('_', '-')}"),
            "dated": date_words(found.day, language, precision=str(told.at[found.event_id, "date_precision"])),
        }
        for found in returns_after(days, cut=cut.day)
    ]
    return pd.DataFrame(rows, columns=["event_id", "day", "action", "action_words", "dated"])
