"""The timeline of supplies, what was clicked in it, and the same as a table."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.charts.infrastructure import PICKED, supply_timeline
from dashboard.components.charts import draw_chart
from dashboard.components.cited import draw_cited
from dashboard.components.downloads import draw_downloads
from dashboard.findings.infrastructure import Standing
from dashboard.findings.infrastructure_lanes import is_cut_off, lanes, open_spans
from dashboard.language import message
from dashboard.layers.palette import ACTION_COLOURS
from dashboard.state import Language

Evidence = Callable[[tuple[str, ...]], pd.DataFrame]
_KEY = "supply-timeline"
_FILE = ("supply_id", "action", "start", "end", "is_coarse", "reports", "publishers", "event_ids")


def draw_timeline(
    marks: pd.DataFrame,
    found: Standing,
    evidence: Evidence,
    language: Language,
    *,
    first: date | None,
    scale: float,
) -> None:
    """
    What was reported of each supply, when; a click on a mark lists its records.

    Parameters
    ----------
    marks
        Of `cache.infrastructure.list_marks`.
    found
        The supplies on a day.
    evidence
        Ids of records -> the records.
    language
        Language of the words.
    first
        First day of the view's period; None for no limit.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    st.markdown(f"#### {message(language, 'infra-timeline')}")
    st.markdown(f":small[{message(language, 'infra-timeline-hint')}]")
    if is_cut_off(marks):
        st.markdown(f":small[{message(language, 'infra-left-newest')}]")
    drawn = lanes(marks, language)
    if drawn.empty:
        st.info(message(language, "infra-timeline-none"))
        return
    chart = supply_timeline(
        drawn,
        open_spans(drawn, found, first=first),
        at=found.at.isoformat(),
        colours=ACTION_COLOURS,
        language=language,
        scale=scale,
    )
    alt = message(language, "infra-timeline-alt", marks=len(drawn), supplies=drawn["lane"].nunique())
    told = draw_chart(chart, key=_KEY, on_select="rerun", selection_mode=PICKED, alt=alt)
    picked = drawn[drawn["mark_id"].isin(_picked_ids(told))]
    if not picked.empty:
        row = picked.iloc[0]
        st.markdown(f"**{message(language, 'infra-picked')}**: {row['lane']} · {row['action_words']} · {row['dated']}")
        listed = evidence(row["event_ids"]).assign(of_records=row["reports"], of_publishers=row["publishers"])
        draw_cited("timeline-records", listed, language, scale=scale)
    with st.expander(message(language, "as-table")):
        _draw_table(drawn, language)
        draw_downloads(drawn[list(_FILE)], "supply-changes", language)


def _picked_ids(told: object) -> list[str]:
    """Ids of the marks that a browser says were clicked, as far as they are text."""
    selection = getattr(told, "selection", {}) or {}
    chosen = selection.get(PICKED) or []
    return [str(mark.get("mark_id")) for mark in chosen if isinstance(mark, dict)]


def _draw_table(drawn: pd.DataFrame, language: Language) -> None:
    """The marks in words."""
    columns = {
        "lane": "infra-column-supply",
        "action_words": "infra-column-action",
        "dated": "column-date",
        "reports": "infra-column-reports",
        "publishers": "infra-column-publishers",
    }
    table = drawn[list(columns)].rename(columns={name: message(language, key) for name, key in columns.items()})
    st.dataframe(table, hide_index=True, key="timeline-table", alt=message(language, "as-table"))
