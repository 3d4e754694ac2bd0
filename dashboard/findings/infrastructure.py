"""What is known of each supply on a day: cut and not reported restored, in force, replaced, restored, or nothing."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from dashboard.language import country_words, date_words, message
from dashboard.state import Language

IN_FORCE_DAYS = 30
"""A cut is in force only as long as this after a report of it; then it is no more than reported and not restored."""
STATES = ("in_force", "not_restored", "undated", "restored", "unknown")
OPEN_STATES = ("in_force", "not_restored", "undated")
MARKS = ("in_force", "not_restored", "replaced", "undated", "restored", "unknown")
"""How a supply is drawn, most urgent first: where something took its place, a cut has a mark of its own."""

LISTS = ("open", "in_force", "replaced", "undated", "restored", "unknown", "all")
"""Word in the address -> which supplies are listed and drawn."""


@dataclass(frozen=True)
class Standing:
    """
    Supplies on a day.

    Attributes
    ----------
    supplies
        Rows of `queries.infrastructure.list_supplies` with state, age_days (since the last report of the cut), mark,
        is_replaced, is_straddling (the last report may tell of a later day).
    at
        The day.
    """

    supplies: pd.DataFrame
    at: date

    @property
    def open(self) -> pd.DataFrame:
        """Supplies that are reported cut and not reported restored."""
        return self.supplies[self.supplies["state"].isin(OPEN_STATES)]

    def count(self, state: str) -> int:
        """Supplies in one state."""
        return int((self.supplies["state"] == state).sum())

    @property
    def replaced(self) -> int:
        """Open cuts of which another supply is reported."""
        return int(self.open["is_replaced"].sum())


def standing(supplies: pd.DataFrame, *, at: date) -> Standing:
    """
    The state of each supply on a day.

    Parameters
    ----------
    supplies
        Rows of `queries.infrastructure.list_supplies` for that day.
    at
        The day.

    Returns
    -------
    Standing
    """
    day = pd.Timestamp(at)
    rows = supplies.to_dict("records")
    states = [_state(row, at) for row in rows]
    judged = supplies.assign(
        state=pd.Series(states, index=supplies.index, dtype="object"),
        age_days=(day - pd.to_datetime(supplies["last_date"])).dt.days,
        is_replaced=np.array(
            [state in OPEN_STATES and pd.notna(row["replaced_date"]) for state, row in zip(states, rows, strict=True)],
            dtype=bool,
        ),
        is_straddling=(pd.to_datetime(supplies["last_known_date"]) > day).to_numpy(dtype=bool),
    )
    marks = [
        "replaced" if is_replaced else state for is_replaced, state in zip(judged["is_replaced"], states, strict=True)
    ]
    return Standing(judged.assign(mark=pd.Series(marks, index=supplies.index, dtype="object")), at)


def listed_supplies(found: Standing, chosen: str) -> pd.DataFrame:
    """
    Supplies of one of the lists.

    Parameters
    ----------
    found
        The supplies on a day.
    chosen
        One of `LISTS`.
    """
    supplies = found.supplies
    if chosen == "all":
        return supplies
    if chosen == "open":
        return supplies[supplies["state"].isin(OPEN_STATES)]
    return supplies[supplies["is_replaced"]] if chosen == "replaced" else supplies[supplies["state"] == chosen]


def _state(row: Mapping[Any, Any], at: date) -> str:
    """The state of one supply; a cut without a date is open, but nobody can tell since when."""
    if pd.notna(row["since_date"]):
        age = (pd.Timestamp(at) - pd.Timestamp(row["last_date"])).days
        return "in_force" if age <= IN_FORCE_DAYS else "not_restored"
    if row["undated_cuts"]:
        return "undated"
    return "unknown" if pd.isna(row["last_restored_date"]) else "restored"


def point_name(row: Mapping[Any, Any], language: Language) -> str:
    """Name of a supply's point in a language, in Latin letters where it has no Thai one; words where none is named."""
    if row.get("location_precision") == "country":
        return country_words(str(row["country"]), language)
    thai = row["name_th"] if language == "th" else None
    name = row["name"] if pd.isna(thai) else thai
    return message(language, "infra-no-place") if pd.isna(name) else str(name)


def kind_words(kind: str, language: Language) -> str:
    """A kind of supply in words."""
    return message(language, f"kind-{kind}")


def mark_words(mark: str, language: Language) -> str:
    """What a mark means, in words."""
    values = {"days": IN_FORCE_DAYS} if mark == "in_force" else {}
    return message(language, f"infra-mark-{mark.replace('_', '-')}", **values)


def state_words(row: Mapping[Any, Any], language: Language) -> str:
    """The state of one supply in words: since when, how old its last report is, and what took its place."""
    parts = [message(language, f"infra-state-{row['state'].replace('_', '-')}")]
    if row["state"] in ("in_force", "not_restored"):
        since = date_words(pd.Timestamp(row["since_date"]).date(), language, precision=str(row["since_precision"]))
        parts.append(message(language, "infra-since", date=since))
        parts.append(message(language, "infra-age", days=int(row["age_days"])))
        if row["is_straddling"]:
            parts.append(message(language, "infra-straddling"))
    if row["state"] == "restored":
        parts.append(message(language, "infra-on", date=date_words(row["last_restored_date"].date(), language)))
    if row["is_replaced"]:
        parts.append(message(language, "infra-replaced-since", date=date_words(row["replaced_date"].date(), language)))
    return " · ".join(parts)


def supply_marks(supplies: pd.DataFrame, language: Language, *, leads_on: bool = True) -> pd.DataFrame:
    """
    Supplies as the map draws them: those on one point beside each other, most urgent first.

    Parameters
    ----------
    supplies
        Of a `Standing`.
    language
        Language of the words.
    leads_on
        Whether a click leads to more, which the tip then says.

    Returns
    -------
    pandas.DataFrame
        point_id, longitude, latitude, location_precision, mark, place (0 for the first on its point), of (how many are
        on it), tip. Points known only to a province or country have no mark.
    """
    placed = supplies[supplies["location_precision"].isin(("site", "town", "district")) & supplies["longitude"].notna()]
    urgency = {mark: rank for rank, mark in enumerate(MARKS)}
    placed = placed.assign(rank=placed["mark"].map(urgency)).sort_values(["point_id", "rank", "kind"], kind="stable")
    on_point = placed.groupby(["longitude", "latitude"])
    # Rows are taken out once, not once a point: that is most of what marks cost.
    by_point = groupby(placed.to_dict("records"), key=itemgetter("point_id"))
    tips = {point: _tip(list(rows), language, leads_on) for point, rows in by_point}
    drawn = placed.assign(
        place=on_point.cumcount(),
        of=on_point["kind"].transform("size"),
        tip=placed["point_id"].map(tips),
    )
    return drawn[
        ["point_id", "supply_id", "longitude", "latitude", "location_precision", "mark", "place", "of", "tip"]
    ].reset_index(drop=True)


def _tip(rows: Sequence[Mapping[Hashable, Any]], language: Language, leads_on: bool) -> str:
    """All that is known of one point, a line a supply."""
    where = message(language, f"tip-precision-{rows[0]['location_precision']}")
    lines = [point_name(rows[0], language), f"({where})"]
    lines += [f"{kind_words(row['kind'], language)}: {state_words(row, language)}" for row in rows]
    return "\n".join([*lines, message(language, "tip-click")] if leads_on else lines)
