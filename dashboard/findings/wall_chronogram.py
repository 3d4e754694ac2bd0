"""The border chronogram as the wall shows it, what was done and reported beside it, and whether activity slides."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from dashboard.findings.wall_periods import Months, whole_months
from dashboard.findings.wall_sentences import Slide
from dashboard.language import Words, both_dates, both_messages
from etl.interventions import Intervention
from geo.chronogram import Chronogram, chronogram

NEIGHBOUR = "MM"
BIN_KM = 25.0
MONTHS = 36
"""Whole months that the picture shows."""
SLIDE_MONTHS = 12
_NOTHING: Words = {"en": "", "th": ""}


def border_chronogram(frame: pd.DataFrame, *, length_km: float, as_of: date) -> Chronogram:
    """
    The chronogram of the last whole months.

    Parameters
    ----------
    frame
        Rows of `queries.months.list_border_months`.
    length_km
        Length of the border.
    as_of
        Date to which the records go.

    Returns
    -------
    Chronogram
    """
    months = whole_months(as_of, months=MONTHS)
    return chronogram(
        frame["border_km"].to_numpy(dtype=float),
        frame["month"].to_numpy().astype("datetime64[M]"),
        frame["group_key"].to_numpy(),
        length_km=length_km,
        is_representative=frame["is_representative"].to_numpy(dtype=bool),
        bin_km=BIN_KM,
        first_month=np.datetime64(months.first, "M"),
        last_month=np.datetime64(months.after_last, "M") - 1,
    )


def slide_of(
    frame: pd.DataFrame,
    stretches: pd.DataFrame,
    sector_ids: Collection[str],
    *,
    as_of: date,
    months: int = SLIDE_MONTHS,
) -> Slide:
    """
    Distinct events along the border in the last whole months and in as many before, and those of some sectors.

    Parameters
    ----------
    frame
        Rows of `queries.months.list_border_months`.
    stretches
        Rows of `queries.wall_border.list_stretches`.
    sector_ids
        Where activity is said to go.
    as_of
        Date to which the records go.
    months
        Length of each period.

    Returns
    -------
    Slide
    """
    near = frame[frame["border_km"].notna() & frame["month"].notna()]
    goal = stretches[stretches["sector_id"].isin(sector_ids)]
    km = near["border_km"].to_numpy(dtype=float)
    is_there = np.zeros(km.size, dtype=bool)
    for start, end in zip(goal["from_km"], goal["to_km"], strict=True):
        is_there |= (km >= start) & (km < end)
    later = whole_months(as_of, months=months)
    earlier = Months(whole_months(as_of, months=2 * months).first, later.first)
    parts = [near.assign(is_there=is_there)[_in_months(near, span)] for span in (earlier, later)]
    both = pd.concat(parts).sort_values("is_representative").drop_duplicates("group_key")
    return Slide(
        before=_events(parts[0][parts[0]["is_there"]]),
        after=_events(parts[1][parts[1]["is_there"]]),
        all_before=_events(parts[0]),
        all_after=_events(parts[1]),
        rough_percent=round(100 * float(both["is_representative"].mean())) if len(both) else 0,
        months=months,
        last_month=(later.after_last - timedelta(days=1)).replace(day=1),
    )


def _in_months(frame: pd.DataFrame, months: Months) -> "pd.Series[bool]":
    month = pd.to_datetime(frame["month"])
    return (month >= pd.Timestamp(months.first)) & (month < pd.Timestamp(months.after_last))


def _events(frame: pd.DataFrame) -> int:
    return int(frame["group_key"].nunique())


def chronogram_json(
    found: Chronogram, stretches: pd.DataFrame, interventions: Iterable[Intervention], moves: pd.DataFrame
) -> dict[str, Any]:
    """
    The chronogram as plain data: rows, months, what was done, and reported moves.

    Parameters
    ----------
    found
        The chronogram.
    stretches
        Sectors along this border.
    interventions
        Those of its sectors are marked.
    moves
        Rows of `queries.wall_border.list_moves`.

    Returns
    -------
    dict
        rows (from_km, to_km, label, is_too_few, counts), first_month (YYYY-MM), months (in words), interventions
        (month_index, label), moves (from_km, to_km, month_index, label), representative_percent, undated. A sector's
        name stands on its fullest row.
    """
    labels = _row_labels(found, stretches)
    first = found.months[0]
    columns = range(found.months.size)
    here = set(stretches["sector_id"])
    return {
        "rows": [
            {
                "from_km": float(found.from_km[row]),
                "to_km": float(found.to_km[row]),
                "label": labels.get(row, _NOTHING),
                "is_too_few": bool(found.is_too_few[row]),
                "counts": [int(amount) for amount in found.amounts[row]],
            }
            for row in range(found.from_km.size)
        ],
        "first_month": str(first),
        "months": [both_dates(month, precision="month") for month in found.months.astype("datetime64[D]").tolist()],
        "interventions": [
            {"month_index": index, "label": {"en": one.name, "th": one.name_th}}
            for one in interventions
            if here.intersection(one.sides.treated) and (index := _column(one.day, first)) in columns
        ],
        "moves": [
            {
                "from_km": float(move["from_km"]),
                "to_km": float(move["to_km"]),
                "month_index": index,
                "label": both_messages(
                    "wall-move",
                    origin={"en": move["from_name"], "th": move["from_name_th"]},
                    destination={"en": move["to_name"], "th": move["to_name_th"]},
                ),
            }
            for move in moves.to_dict("records")
            if (index := _column(pd.Timestamp(move["event_date"]).date(), first)) in columns
        ],
        "representative_percent": round(100 * found.representative_share),
        "undated": found.undated_records,
    }


def _column(day: date, first: np.datetime64) -> int:
    return int((np.datetime64(day, "M") - first).astype(int))


def _row_labels(found: Chronogram, stretches: pd.DataFrame) -> dict[int, Words]:
    """Row -> name of the sector whose fullest row it is; sectors without a record have none."""
    middles = (found.from_km + found.to_km) / 2
    labels: dict[int, Words] = {}
    for sector in stretches.to_dict("records"):
        rows = np.flatnonzero((middles >= sector["from_km"]) & (middles < sector["to_km"]))
        if rows.size and found.records[rows].max() > 0:
            labels[int(rows[found.records[rows].argmax()])] = {"en": sector["name"], "th": sector["name_th"]}
    return labels
