"""The border chronogram of one neighbour at the desk: its squares, marks and moves as frames, and its caption."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.findings.wall_chronogram import SLIDE_MONTHS, border_chronogram, slide_of
from dashboard.findings.wall_sentences import slide_sentence
from dashboard.language import date_words, message
from dashboard.layers.palette import cell_class
from dashboard.state import Language
from etl.interventions import Intervention

NEIGHBOURS = ("MM", "LA", "KH", "MY")
KANCHANABURI = ("three-pagodas-payathonzu", "ban-phu-nam-ron-htee-khee")
"""Sectors opposite Kanchanaburi, where activity is said to slide."""
_ISO = "%Y-%m-%d"


@dataclass(frozen=True, eq=False)
class BorderPicture:
    """
    What a chronogram shows.

    Attributes
    ----------
    squares
        from_km, to_km, month, month_end (first days, ISO 8601), events, shade (class of its count), is_few (its row has
        few records): squares with an event.
    stretches
        sector_id, name, name_th, from_km, to_km: sectors of this border.
    acts
        intervention_id, name, name_th, day (ISO 8601), date_precision: interventions on this border in these months.
    moves
        displacement_id, day, from_km, to_km, from_name, from_name_th, to_name, to_name_th: reported moves along it.
    first, last
        First day of the first month, and of the month after the last.
    length_km
        Length of the border.
    undated
        Distinct events near this border that no month is known of.
    outside
        Distinct events near this border in months that are not shown.
    events, few_rows, rough_percent
        Events shown; rows of 25 km with too few of them; percent that stands on representative points.
    """

    squares: pd.DataFrame
    stretches: pd.DataFrame
    acts: pd.DataFrame
    moves: pd.DataFrame
    first: date
    last: date
    length_km: float
    undated: int
    outside: int
    events: int
    few_rows: int
    rough_percent: int


def border_picture(
    frame: pd.DataFrame,
    stretches: pd.DataFrame,
    moves: pd.DataFrame,
    interventions: Iterable[Intervention],
    *,
    length_km: float,
    as_of: date,
) -> BorderPicture:
    """
    The chronogram of the border with one neighbour.

    Parameters
    ----------
    frame
        Rows of `queries.months.list_border_months` for this neighbour.
    stretches
        Rows of `queries.wall_border.list_stretches` of this neighbour.
    moves
        Rows of `queries.wall_border.list_moves` for this neighbour.
    interventions
        All; those that treated a sector of this border are marked.
    length_km
        Length of the border.
    as_of
        Date to which the records go.

    Returns
    -------
    BorderPicture
    """
    found = border_chronogram(frame, length_km=length_km, as_of=as_of)
    months = found.months.astype("datetime64[D]")
    ends = (found.months + 1).astype("datetime64[D]")
    rows, columns = np.nonzero(found.amounts)
    events = found.amounts[rows, columns]
    squares = pd.DataFrame(
        {
            "from_km": found.from_km[rows],
            "to_km": found.to_km[rows],
            "month": months[columns].astype(str),
            "month_end": ends[columns].astype(str),
            "events": events,
            "shade": [cell_class(int(count)) for count in events],
            "is_few": found.is_too_few[rows],
        }
    )
    first, last = months[0].item(), ends[-1].item()
    near = frame[frame["border_km"].notna() & frame["month"].notna()]
    is_shown = _is_within(near["month"], first, last)
    shown = near[is_shown]
    return BorderPicture(
        squares=squares,
        stretches=stretches[["sector_id", "name", "name_th", "from_km", "to_km"]].reset_index(drop=True),
        acts=_acts(interventions, set(stretches["sector_id"]), first, last),
        moves=_moves(moves, first, last),
        first=first,
        last=last,
        length_km=length_km,
        undated=found.undated_records,
        outside=int((~near["group_key"].drop_duplicates().isin(shown["group_key"])).sum()),
        events=int(shown["group_key"].nunique()),
        few_rows=int((found.is_too_few & (found.records > 0)).sum()),
        rough_percent=round(100 * found.representative_share),
    )


def _is_within(days: Any, first: date, last: date) -> "pd.Series[bool]":
    """Whether days lie from the first to before the last."""
    told = pd.to_datetime(pd.Series(days))
    return (told >= pd.Timestamp(first)) & (told < pd.Timestamp(last))


def _acts(interventions: Iterable[Intervention], here: set[str], first: date, last: date) -> pd.DataFrame:
    """Interventions that treated a sector of this border in the months shown."""
    rows = [
        (one.intervention_id, one.name, one.name_th, one.day.isoformat(), one.date_precision)
        for one in interventions
        if here.intersection(one.sides.treated) and first <= one.day < last
    ]
    return pd.DataFrame(rows, columns=["intervention_id", "name", "name_th", "day", "date_precision"])


def _moves(moves: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """Reported moves in the months shown."""
    kept = moves[_is_within(moves["event_date"], first, last).to_numpy()]
    return kept.assign(day=pd.to_datetime(kept["event_date"]).dt.strftime(_ISO)).drop(columns="event_date")


def caption(
    picture: BorderPicture,
    frame: pd.DataFrame,
    *,
    neighbour: str,
    as_of: date,
    language: Language,
    months: int = SLIDE_MONTHS,
) -> list[str]:
    """
    What the picture shows, in generated sentences; for Myanmar whether activity slides toward Kanchanaburi.

    Parameters
    ----------
    picture
        The picture.
    frame
        The rows that it was made of.
    neighbour
        The country across the border.
    as_of
        Date to which the records go.
    language
        Thai or English.
    months
        Months that are compared with as many before for a slide.

    Returns
    -------
    list of str
        What it shows first, then what it can't.
    """
    said = []
    if neighbour == "MM":
        slide = slide_of(frame, picture.stretches, KANCHANABURI, as_of=as_of, months=months)
        said.append(slide_sentence(slide).words[language])
    else:
        said.append(message(language, "displace-border-shown", events=picture.events, moves=len(picture.moves)))
    said.append(message(language, "displace-few-rows", rows=picture.few_rows, percent=picture.rough_percent))
    said.append(message(language, "displace-left-out", undated=picture.undated, outside=picture.outside))
    return said


def act_rows(picture: BorderPicture, language: Language) -> pd.DataFrame:
    """Interventions with the words that a chart and a table say of them: day, number, label."""
    names = picture.acts["name_th" if language == "th" else "name"].tolist()
    dates = [
        date_words(date.fromisoformat(day), language, precision=precision)
        for day, precision in zip(picture.acts["day"], picture.acts["date_precision"], strict=True)
    ]
    numbers = [str(number) for number in range(1, len(names) + 1)]
    labels = [f"{number} · {dated}: {name}" for number, dated, name in zip(numbers, dates, names, strict=True)]
    return picture.acts[["day"]].assign(number=numbers, label=labels)


def move_rows(picture: BorderPicture, language: Language) -> pd.DataFrame:
    """Reported moves with their words: displacement_id, day, from_km, to_km, label."""
    suffix = "_th" if language == "th" else ""
    labels = [
        message(language, "wall-move", origin=origin, destination=destination)
        + f" ({date_words(date.fromisoformat(day), language, precision=precision)}, {record})"
        for origin, destination, day, precision, record in zip(
            picture.moves[f"from_name{suffix}"],
            picture.moves[f"to_name{suffix}"],
            picture.moves["day"],
            picture.moves["date_precision"],
            picture.moves["displacement_id"],
            strict=True,
        )
    ]
    return picture.moves[["displacement_id", "day", "from_km", "to_km"]].assign(label=labels)
