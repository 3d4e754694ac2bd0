"""Events by month and layer as stacked bars, a part of which can be chosen."""

from datetime import date
from functools import lru_cache

import altair as alt
import pandas as pd

from dashboard.charts.style import BUDDHIST_YEARS, LAYER_COLOURS, sized
from dashboard.charts.template import Chart, Template, rows_of, template
from dashboard.language import date_words, message
from dashboard.state import Language
from etl.contract.vocab import LAYERS

BRUSH = "brush"
"""Name of the selection that a reader draws."""
HEIGHT = 120
"""Pixels of the whole on an ordinary screen."""


def timeline_chart(
    months: pd.DataFrame, *, period: tuple[date | None, date | None], language: Language, scale: float = 1.0
) -> Chart:
    """
    A timeline.

    Parameters
    ----------
    months
        event_month (its first day), layer, events; see `queries.timeline`.
    period
        First and last day of the view, which are marked.
    language
        Language of axes, legend and tips.
    scale
        Factor of all sizes in pixels.

    Returns
    -------
    Chart
        With an interval selection named `BRUSH` over x.
    """
    ends = {name: [pd.Timestamp(day)] for name, day in zip(("first", "last"), period, strict=True) if day is not None}
    rows = {"months": _described(months, language)} | ({"period": pd.DataFrame(ends)} if ends else {})
    return Chart(_timeline(tuple(ends), language, scale), rows)


@lru_cache(maxsize=32)
def _timeline(ends: tuple[str, ...], language: Language, scale: float) -> Template:
    bars = (
        rows_of("months")
        .mark_bar()
        .encode(
            x=alt.X("utcyearmonth(event_month):T", title=None, scale=alt.Scale(type="utc"), axis=_years(language)),
            y=alt.Y("events:Q", title=None, axis=alt.Axis(tickCount=3)),
            color=alt.Color(
                "layer_words:N",
                title=None,
                sort=None,
                scale=alt.Scale(
                    domain=[message(language, f"layer-{layer}") for layer in LAYERS],
                    range=[LAYER_COLOURS[layer] for layer in LAYERS],
                ),
                legend=alt.Legend(orient="top", symbolSize=60 * scale**2, offset=0, padding=0),
            ),
            order="layer_order:Q",
            tooltip=[alt.Tooltip("tip:N", title=" ")],
            description="tip:N",
        )
        .add_params(alt.selection_interval(name=BRUSH, encodings=["x"]))
    )
    return template(sized(alt.layer(bars, *_marked(ends), height=HEIGHT * scale), scale, text=11))


def _described(months: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Bars with their words."""
    starts = pd.to_datetime(months["event_month"]).astype("datetime64[ms]")
    tips = [
        f"{date_words(start.date(), language, precision='month')} · {message(language, f'layer-{layer}')}: {events:,}"
        for start, layer, events in zip(starts, months["layer"], months["events"], strict=True)
    ]
    return pd.DataFrame(
        {
            "event_month": starts,
            "events": months["events"],
            "layer_words": [message(language, f"layer-{layer}") for layer in months["layer"]],
            "layer_order": [LAYERS.index(layer) for layer in months["layer"]],
            "tip": tips,
        }
    )


def _years(language: Language) -> alt.Axis:
    """Years along the foot, of the Buddhist era where Thai."""
    words = BUDDHIST_YEARS if language == "th" else "timeFormat(datum.value, '%Y')"
    return alt.Axis(labelExpr=words, tickCount="year", grid=False)


def _marked(ends: tuple[str, ...]) -> list[alt.Chart]:
    """The view's period as a band, open where the period is."""
    if not ends:
        return []
    encodings = {channel: f"{name}:T" for channel, name in (("x", "first"), ("x2", "last")) if name in ends}
    if ends == ("last",):
        encodings = {"x": "last:T"}
    band = rows_of("period")
    mark = band.mark_rect(opacity=0.18, color="#d9a400") if len(ends) == 2 else band.mark_rule(color="#d9a400", size=2)
    return [mark.encode(**encodings)]
