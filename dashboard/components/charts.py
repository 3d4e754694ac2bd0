"""Charts in the ink of the page: Streamlit's own grey of axes and legends is too pale by day (WCAG 1.4.3)."""

from typing import Any

import streamlit as st

from dashboard.charts.template import Chart
from dashboard.components.map import shown_theme
from dashboard.layers.palette import PALETTES, Theme


def draw_chart(chart: Chart, **options: Any) -> Any:
    """
    Draw a chart; gives what was chosen in it, if anything can be.

    Parameters
    ----------
    chart
        Of `charts`.
    options
        Of `streamlit.vega_lite_chart`: key, alt, on_select, selection_mode.
    """
    return st.vega_lite_chart(inked(chart, shown_theme()) | {"datasets": dict(chart.rows)}, width="stretch", **options)


def inked(chart: Chart, theme: Theme) -> dict[str, Any]:
    """The specification of a chart whose words are as dark, or by night as bright, as the page's."""
    spec, ink = chart.filled(), PALETTES[theme].ink
    for part in ("axis", "legend"):
        spec["config"][part] |= {"labelColor": ink, "titleColor": ink}
    spec["config"]["text"]["color"] = ink
    return spec
