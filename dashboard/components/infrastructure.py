"""The state of supplies on a day: the day, the numbers, what the marks mean, the list, and the choice of a point."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.components.cited import draw_folded
from dashboard.components.downloads import draw_download_menu
from dashboard.components.records import dated
from dashboard.filters import dated_label
from dashboard.findings.files import supplies_file
from dashboard.findings.infrastructure import (
    IN_FORCE_DAYS,
    LISTS,
    Standing,
    kind_words,
    mark_words,
    point_name,
)
from dashboard.language import date_words, message
from dashboard.state import Language

_ROW = 72


def choose_day_and_list(as_of: date | None, language: Language) -> tuple[date, str]:
    """
    The day of the state and which supplies to show; the page's address says.

    Parameters
    ----------
    as_of
        Newest date of the records, which is the day by itself.
    language
        Language of the words.
    """
    day, which = st.columns([2, 3])
    with day:
        at = _choose_day(as_of or date.today(), language)
    with which:
        chosen = _choose_list(language)
    st.markdown(f":small[{message(language, 'infra-as-of', date=date_words(at, language))}]")
    if as_of is not None and at > as_of:
        st.warning(message(language, "infra-after-records", date=date_words(as_of, language)))
    return at, chosen


def _choose_day(newest: date, language: Language) -> date:
    chosen = st.date_input(
        dated_label(message(language, "infra-at"), "on"),
        value=newest,
        min_value=date(1900, 1, 1),
        max_value=date(2100, 12, 31),
        key="on",
        format="YYYY-MM-DD",
        bind="query-params",
        help=message(language, "infra-at-help"),
    )
    return chosen if isinstance(chosen, date) else newest


def _choose_list(language: Language) -> str:
    """Which supplies to list."""
    address.take_one("supply", accepted=LISTS, default="open")
    chosen = st.selectbox(
        message(language, "infra-list"),
        LISTS,
        format_func=lambda word: message(language, f"infra-list-{word.replace('_', '-')}"),
        key="supply",
    )
    address.keep("supply", [chosen], default=["open"])
    return chosen


def draw_numbers(found: Standing, language: Language) -> None:
    """How many supplies are reported cut and not restored, what of them is in force or replaced, and the rest."""
    parts = {
        "infra-in-force": {"count": found.count("in_force"), "days": IN_FORCE_DAYS},
        "infra-replaced": {"count": found.replaced},
        "infra-undated": {"count": found.count("undated")},
        "infra-restored": {"count": found.count("restored")},
        "infra-unknown": {"count": found.count("unknown")},
    }
    told = " · ".join(message(language, key, **values) for key, values in parts.items())
    st.markdown(f"**{message(language, 'infra-open', count=len(found.open))}**")
    st.markdown(f":small[{told}]")


def draw_supplies(listed: pd.DataFrame, language: Language, *, scale: float) -> None:
    """
    Supplies as a table; choosing a row shows the records of its point.

    Parameters
    ----------
    listed
        Of `findings.infrastructure.listed_supplies`.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    if listed.empty:
        st.info(message(language, "infra-list-none"))
        return
    points = listed["point_id"].tolist()
    st.dataframe(
        pd.DataFrame([_supply_row(row, language) for row in listed.to_dict("records")]),
        hide_index=True,
        height="stretch",
        row_height=round(_ROW * scale),
        key="supplies",
        on_select=lambda: _take_row(points),
        selection_mode="single-row",
        alt=message(language, "infra-list-alt"),
        column_config={
            message(language, f"infra-column-{name}"): st.column_config.TextColumn(width=round(width * scale))
            for name, width in (("supply", 160), ("state", 135), ("since", 100), ("age", 100))
        },
    )
    draw_download_menu({"supplies": supplies_file(listed)}, language)


def _supply_row(row: dict[Any, Any], language: Language) -> dict[str, Any]:
    """One supply in words, with the age of its last report."""
    age, since = row["age_days"], row["since_date"]
    return {
        message(language, "infra-column-supply"): f"{kind_words(row['kind'], language)} · {point_name(row, language)}",
        message(language, "infra-column-state"): mark_words(row["mark"], language),
        message(language, "infra-column-since"): "–"
        if pd.isna(since)
        else dated(since, row["since_precision"], language),
        message(language, "infra-column-age"): "–" if pd.isna(age) else message(language, "days-ago", days=int(age)),
        message(language, "infra-column-reports"): len(row["event_ids"]),
    }


def _take_row(points: Sequence[str]) -> None:
    """Choose the point of the row that was clicked."""
    rows = st.session_state["supplies"].selection.rows
    if rows and rows[0] < len(points):
        st.session_state["point"] = points[rows[0]]


def choose_point(points: pd.DataFrame, language: Language) -> str | None:
    """
    The point to look at; the page's address says, else none.

    Parameters
    ----------
    points
        Of `cache.infrastructure.list_points`, by point_id.
    language
        Language of the names.
    """
    ids = tuple(points.index)
    if st.session_state.get("point", "") not in ("", *ids):
        st.session_state["point"] = ""
    address.take_one("point", accepted=ids, default="")
    rows = points.to_dict("index")
    chosen = st.selectbox(
        message(language, "infra-point"),
        ("", *ids),
        format_func=lambda word: point_name(rows[word], language) if word else message(language, "infra-point-none"),
        key="point",
    )
    address.keep("point", [chosen] if chosen else [])
    return chosen or None


def draw_left_out(
    left_out: Mapping[str, int], of_reason: Callable[[str], pd.DataFrame], language: Language, *, scale: float
) -> None:
    """
    How many matching records the timeline can't show, why, and which.

    Parameters
    ----------
    left_out
        Reason -> how many records.
    of_reason
        Reason -> the records.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    for reason, count in left_out.items():
        if count:
            title = message(language, f"infra-left-{reason}", count=count)
            draw_folded(f"left-{reason}", title, partial(of_reason, reason), language, scale=scale)
