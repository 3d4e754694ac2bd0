"""The timeline of supplies: what was reported of each, and when."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.style import day_axis, sized
from dashboard.charts.template import Chart, Template, hole, rows_of, template
from dashboard.language import message
from dashboard.state import Language

SHAPES = {
    "cut": "cross",
    "reduced": "triangle-down",
    "closed": "triangle-left",
    "seized": "square",
    "restored": "circle",
    "reopened": "circle",
    "alternative_supply": "diamond",
    "expanded": "triangle-up",
}
"""What was reported -> the shape of its mark; colour is never the only sign."""
PICKED = "mark"
"""Name of the selection by which a page learns which mark was clicked."""
_LANE_PIXELS = 20


def supply_timeline(
    drawn: pd.DataFrame,
    spans: pd.DataFrame,
    *,
    at: str,
    colours: Mapping[str, str],
    language: Language,
    scale: float = 1.0,
) -> Chart:
    """
    What was reported of each supply and when; what is known to a span only, such as a month, is a bar of that span.

    Parameters
    ----------
    drawn
        Marks; see `findings.infrastructure_lanes.lanes`.
    spans
        From when each is reported cut; see `findings.infrastructure_lanes.open_spans`.
    at
        The day of the state, ISO 8601.
    colours
        Action -> colour.
    language
        Thai or English.
    scale
        How many times larger than on an ordinary screen to draw.

    Returns
    -------
    Chart
    """
    marks = drawn.drop(columns="event_ids")
    told = marks.drop_duplicates("action")
    words = dict(zip(told["action"], told["action_words"], strict=True))
    kinds = [action for action in SHAPES if action in words]
    values = {
        "lanes": list(dict.fromkeys(marks["lane"])),
        "actions": [words[kind] for kind in kinds],
        "colours": [colours[kind] for kind in kinds],
        "shapes": [SHAPES[kind] for kind in kinds],
    }
    rows = {"marks": marks, "spans": spans, "at": pd.DataFrame({"day": [at]})}
    return Chart(_supply_timeline(colours["cut"], language, scale), rows, values)


@lru_cache(maxsize=16)
def _supply_timeline(cut_colour: str, language: Language, scale: float) -> Template:
    colour = alt.Color(
        "action_words:N",
        title=None,
        scale=alt.Scale(domain=[hole("actions")], range=[hole("colours")]),
        legend=alt.Legend(orient="top", symbolSize=130 * scale**2, symbolOpacity=1, labelLimit=400 * scale),
    )
    shape = alt.Shape(
        "action_words:N",
        title=None,
        scale=alt.Scale(domain=[hole("actions")], range=[hole("shapes")]),
    )
    lane = alt.Y(
        "lane:N", sort=[hole("lanes")], title=None, axis=alt.Axis(labelLimit=330 * scale, grid=True, ticks=False)
    )
    tip = [
        alt.Tooltip("lane:N", title=message(language, "infra-column-supply")),
        alt.Tooltip("action_words:N", title=message(language, "infra-column-action")),
        alt.Tooltip("dated:N", title=message(language, "column-date")),
        alt.Tooltip("reports:Q", title=message(language, "infra-column-reports")),
    ]
    picked = alt.selection_point(name=PICKED, fields=["mark_id"], on="click", clear=False)
    base = rows_of("marks")
    layers = [
        rows_of("spans")
        .mark_rule(strokeDash=[3, 3], strokeWidth=1.5 * scale, color=cut_colour, opacity=0.7, aria=False)
        .encode(x=day_axis("start", language), x2="end:T", y=lane),
        base.transform_filter("datum.is_coarse")
        .mark_bar(height=11 * scale, opacity=0.45)
        .encode(x=day_axis("start", language), x2="end:T", y=lane, color=colour, tooltip=tip, description="words:N"),
        base.mark_point(filled=True, size=110 * scale**2, opacity=1, strokeWidth=1)
        .encode(x=day_axis("middle", language), y=lane, color=colour, shape=shape, tooltip=tip, description="words:N")
        .add_params(picked),
        _rule(language, scale),
    ]
    return template(sized(alt.layer(*layers, height=alt.Step(_LANE_PIXELS * scale)), scale))


def _rule(language: Language, scale: float) -> Any:
    """The day of the state, across all lanes."""
    return (
        rows_of("at")
        .mark_rule(aria=False, strokeWidth=1.5 * scale, color="#8a94a0")
        .encode(x=day_axis("day", language))
    )
