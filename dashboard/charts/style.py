"""What all charts share: type and its size, colours of layers, days along the foot, years in Thai."""

from typing import Any

import altair as alt
from babel.dates import get_month_names

from dashboard.state import Language

FONT = "Noto Sans, Noto Sans Thai, sans-serif"
"""The fonts that the project brings."""

LAYER_COLOURS = {
    "incident": "#0072b2",
    "rescue": "#009e73",
    "infrastructure": "#e69f00",
    "movement": "#d55e00",
    "displacement": "#56b4e9",
}
"""After Okabe and Ito (2008), Color Universal Design; their purple is left to what is inferred."""

BUDDHIST_YEARS = "toString(utcyear(datum.value) + 543)"
"""A Vega expression: the year of an axis label in the Buddhist era."""
TEXT = 13
"""Pixels of a chart's text on an ordinary screen."""
_BUDDHIST_ERA = 543


def sized(chart: Any, scale: float, *, text: int = TEXT) -> alt.LayerChart:
    """
    A chart of layers in the project's type, without a frame and Vega's menu of actions, as large as the screen needs.

    Parameters
    ----------
    chart
        A chart that isn't configured yet: another configuration would be forgotten.
    scale
        How many times larger than on an ordinary screen to draw.
    text
        Pixels of its text on an ordinary screen.
    """
    size = round(text * scale)
    # Vega would read axes and legends out in English; a chart's alternative text and its table say more.
    axis = alt.AxisConfig(
        labelFontSize=size,
        titleFontSize=size,
        aria=False,
        labelPadding=4 * scale,
        titlePadding=8 * scale,
        tickSize=5 * scale,
    )
    legend = alt.LegendConfig(
        labelFontSize=size,
        titleFontSize=size,
        aria=False,
        labelOffset=4 * scale,
        columnPadding=14 * scale,
        titleLimit=400 * scale,
        rowPadding=4 * scale,
    )
    chart.config = alt.Config(
        font=FONT, view=alt.ViewConfig(strokeWidth=0), axis=axis, legend=legend, text=alt.MarkConfig(fontSize=size)
    )
    chart.usermeta = {"embedOptions": {"actions": False}}
    sized_chart: alt.LayerChart = chart
    return sized_chart


def day_axis(column: str, language: Language) -> alt.X:
    """A day on the axis of time; years are those of the language's era."""
    names = list(get_month_names("abbreviated", locale=language).values())
    era = _BUDDHIST_ERA if language == "th" else 0
    words = f"utcmonth(datum.value) == 0 ? utcyear(datum.value) + {era} : {names}[utcmonth(datum.value)]"
    axis = alt.Axis(labelExpr=words, labelOverlap=True, tickCount=12, grid=False)
    return alt.X(f"{column}:T", title=None, scale=alt.Scale(type="utc"), axis=axis)
