"""How far each group has got, as a table to choose from."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.components.downloads import draw_downloads
from dashboard.components.records import dated
from dashboard.findings.rescue import nationality_words, step_words
from dashboard.language import message
from dashboard.state import Language

SHOWN = ("open", "all")
"""Word in the address -> which groups are listed."""


def choose_shown(language: Language) -> str:
    """Which groups to list; the page's address says."""
    address.take_one("groups", accepted=SHOWN, default="open")
    st.segmented_control(
        message(language, "rescue-shown"),
        SHOWN,
        required=True,
        format_func=lambda word: message(language, f"rescue-shown-{word}"),
        key="groups",
    )
    chosen = str(st.session_state["groups"])
    address.keep("groups", [chosen], default=["open"])
    return chosen


def draw_groups(groups: pd.DataFrame, language: Language, *, scale: float) -> tuple[str, ...]:
    """
    Groups with their furthest step; gives those whose rows were chosen.

    Parameters
    ----------
    groups
        Rows of `queries.rescue_groups.list_groups`.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.

    Returns
    -------
    tuple of str
        group_id.
    """
    if groups.empty:
        st.info(message(language, "rescue-groups-none"))
        return ()
    of_groups = int(groups["of_groups"].iloc[0])
    if of_groups > len(groups):
        st.caption(message(language, "rescue-groups-cut", count=of_groups, shown=len(groups)))
    rows = [_group_row(row, language) for row in groups.to_dict("records")]
    chosen = st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        key="group-table",
        on_select="rerun",
        selection_mode="multi-row",
        row_height=round(40 * scale),
        alt=message(language, "rescue-shown"),
    )
    draw_downloads(groups.drop(columns="of_groups"), "rescue-groups", language)
    picked = [row for row in chosen.selection.rows if 0 <= row < len(groups)]
    return tuple(str(group_id) for group_id in groups["group_id"].iloc[picked])


def _group_row(row: dict[Any, Any], language: Language) -> dict[str, Any]:
    """One group in words."""
    several = row["nationalities"] > 1
    who = (
        message(language, "rescue-nationalities", count=int(row["nationalities"]))
        if several
        else nationality_words(row["nationality"], language)
    )
    age = row["age_days"]
    told = {
        "step": step_words(row["step"], language),
        "last": dated(row["last_date"], row["last_precision"], language),
        "age": "–" if pd.isna(age) else message(language, "days-ago", days=int(age)),
        "nationality": who,
        "number": "–" if pd.isna(row["persons"]) else f"{int(row['persons']):,}",
        "records": int(row["records"]),
    }
    return {message(language, f"rescue-column-{name}"): value for name, value in told.items()}
