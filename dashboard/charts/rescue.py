"""Charts of people: bars by name, and bars by month, any of which can be chosen."""

from functools import lru_cache

import altair as alt
import pandas as pd

from dashboard.charts.style import LAYER_COLOURS, day_axis, sized
from dashboard.charts.template import Chart, Template, hole, rows_of, template
from dashboard.state import Language

BAR = "bar"
"""Name of the selection by which a page learns which bars were clicked."""
_COLOUR = LAYER_COLOURS["rescue"]
_COUNTS = alt.Axis(tickMinStep=1, tickCount=5, format=",d")
_ROOM = 1.15
"""Of the longest bar: its number stands beside it."""


def bars(rows: pd.DataFrame, *, value: str, scale: float = 1.0, colour: str = _COLOUR) -> Chart:
    """
    Horizontal bars in the order of the rows, each with its number; a click chooses one, another leaves it again.

    Parameters
    ----------
    rows
        key, name, number, tip.
    value
        Title of the numbers.
    scale
        How many times larger than on an ordinary screen to draw.
    colour
        Of the bars.

    Returns
    -------
    Chart
        With a point selection named `BAR` over key.
    """
    longest = max(float(rows["number"].max()) if len(rows) else 0.0, 1.0) * _ROOM
    return Chart(_bars(scale, colour), {"rows": rows}, {"value": value, "longest": longest})


@lru_cache(maxsize=16)
def _bars(scale: float, colour: str) -> Template:
    picked = _picked()
    names = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=260 * scale, ticks=False))
    reach = alt.Scale(domain=[0, hole("longest")], nice=False)
    base = rows_of("rows").encode(
        x=alt.X("number:Q", title=hole("value"), axis=_COUNTS, scale=reach),
        y=names,
        description="tip:N",
    )
    drawn = base.mark_bar(color=colour).encode(opacity=alt.condition(picked, alt.value(1), alt.value(0.35)))
    numbers = base.mark_text(align="left", dx=4 * scale, aria=False).encode(text=alt.Text("number:Q", format=","))
    # The whole row can be clicked: a bar may be a pixel wide.
    row = rows_of("rows").mark_rect(opacity=0, aria=False, cursor="pointer").encode(y=names, tooltip=_tip())
    chart = alt.layer(drawn, numbers, row.add_params(picked), height=alt.Step(26 * scale))
    return template(sized(chart, scale))


def month_bars(rows: pd.DataFrame, *, value: str, language: Language, scale: float = 1.0) -> Chart:
    """
    Bars by month, as wide as their months; a click chooses one, another leaves it again.

    Parameters
    ----------
    rows
        key, start and end (first days of the month and of the next, ISO 8601), number, tip.
    value
        Title of the numbers.
    language
        Language of the axis.
    scale
        How many times larger than on an ordinary screen to draw.

    Returns
    -------
    Chart
        With a point selection named `BAR` over key.
    """
    return Chart(_month_bars(language, scale), {"rows": rows}, {"value": value})


@lru_cache(maxsize=16)
def _month_bars(language: Language, scale: float) -> Template:
    picked = _picked()
    base = rows_of("rows").encode(x=day_axis("start", language), x2="end:T")
    drawn = base.mark_bar(color=_COLOUR).encode(
        y=alt.Y("number:Q", title=hole("value"), axis=_COUNTS),
        # With both ends across, Vega would draw a line at the number, not a bar up to it.
        y2=alt.datum(0),
        opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
        description="tip:N",
    )
    column = base.mark_rect(opacity=0, aria=False, cursor="pointer").encode(tooltip=_tip())
    return template(sized(alt.layer(drawn, column.add_params(picked), height=220 * scale), scale))


def _picked() -> alt.Parameter:
    return alt.selection_point(name=BAR, fields=["key"], on="click", toggle="true")


def _tip() -> list[alt.Tooltip]:
    return [alt.Tooltip("tip:N", title=" ")]
