"""The timeline under the map; a part drawn over it becomes the period."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts.timeline import BRUSH, timeline_chart
from dashboard.components.charts import draw_chart
from dashboard.findings.brushed import brushed_days
from dashboard.language import message
from dashboard.state import ViewState

_KEY = "timeline"


def draw_timeline(
    months: pd.DataFrame,
    outside: dict[str, int],
    state: ViewState,
    *,
    take: Callable[[date, date], None],
    scale: float,
) -> None:
    """
    Events by month, the view's period marked.

    Parameters
    ----------
    months
        event_month, layer, events.
    outside
        Records that no month can hold; see `queries.timeline.count_without_month`.
    state
        The view.
    take
        What makes two days the period.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    language = state.language
    if months.empty:
        st.caption(message(language, "timeline-empty"))
        return
    chart = timeline_chart(months, period=(state.date_from, state.date_to), language=language, scale=scale)
    with st.container(key="timeline-box"):
        draw_chart(
            chart,
            key=_KEY,
            on_select=partial(_take_brush, take),
            selection_mode=BRUSH,
            alt=message(language, "timeline-alt"),
        )
        st.caption(f"{message(language, 'timeline-hint')} {message(language, 'timeline-outside', **outside)}")


def _take_brush(take: Callable[[date, date], None]) -> None:
    """Make what was drawn the period; where nothing was, the period stays."""
    days = brushed_days(st.session_state[_KEY]["selection"].get(BRUSH))
    if days is not None:
        take(*days)
