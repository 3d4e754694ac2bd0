"""Charts in the ink of the page: Streamlit's own grey of axes and legends is too pale by day (WCAG 1.4.3)."""

from functools import partial

from dashboard.charts.style import AnyChart
from dashboard.components.map import shown_theme
from dashboard.layers.palette import PALETTES, Theme


def inked(chart: AnyChart, theme: Theme | None = None) -> AnyChart:
    """
    A chart whose words are as dark, or by night as bright, as the page's.

    Parameters
    ----------
    chart
        A chart of `charts`, as `charts.style.sized` leaves it.
    theme
        Day or night; the browser's where none is given.
    """
    ink = PALETTES[theme or shown_theme()].ink
    for part in (chart.config.axis, chart.config.legend):
        part.labelColor = part.titleColor = ink
    chart.config.text.color = ink
    # Streamlit would have each chart held against Vega-Lite's schema in each rerun, half of what a chart costs: the
    # tests do it.
    object.__setattr__(chart, "to_dict", partial(chart.to_dict, validate=False))
    return chart
