"""What each chart sends to the browser, held against Vega-Lite's schema: the desk doesn't do that in each rerun."""

import json
import re
from collections.abc import Callable
from datetime import date

import altair as alt
import pandas as pd
import pytest

from dashboard.charts.chronogram import border_chronogram_chart
from dashboard.charts.infrastructure import supply_timeline
from dashboard.charts.infrastructure_effect import effect_series, placebo_strip
from dashboard.charts.rescue import bars, month_bars
from dashboard.charts.sankey import sankey_chart
from dashboard.charts.shares import share_chart
from dashboard.charts.template import Chart
from dashboard.charts.timeline import timeline_chart
from dashboard.layers.palette import ACTION_COLOURS
from dashboard.state import LANGUAGES, Language

_BAR = {"key": "a", "name": "{longest}", "tip": "A: 3"}
"""A name that looks like a hole of a template must stay a name."""


def counted(language: Language) -> Chart:
    return bars(pd.DataFrame([_BAR | {"number": 3}, _BAR | {"number": 5}]), value="People")


def by_month(language: Language) -> Chart:
    rows = pd.DataFrame([_BAR | {"number": 3, "start": "2025-01-01", "end": "2025-02-01"}])
    return month_bars(rows, value="People", language=language)


def shares(language: Language) -> Chart:
    row = {"name": "{names}", "tip": "tip", "share": 0.2, "low": 0.1, "high": 0.3}
    return share_chart(
        pd.DataFrame([row | {"share_before": 0.3, "low_before": 0.2, "high_before": 0.4}]), language=language
    )


def months(language: Language) -> Chart:
    rows = pd.DataFrame({"event_month": [pd.Timestamp("2025-02-01")], "layer": ["rescue"], "events": [2]})
    return timeline_chart(rows, period=(date(2025, 1, 1), None), language=language)


def supplies(language: Language) -> Chart:
    mark = {"lane": "{lanes}", "action": "cut", "action_words": "Cut", "dated": "d", "reports": 1, "is_coarse": True}
    mark |= {"mark_id": "m", "words": "w", "start": "2025-01-01", "middle": "2025-01-15", "end": "2025-02-01"}
    spans = pd.DataFrame({"lane": ["{lanes}"], "start": ["2025-01-01"], "end": ["2025-06-01"]})
    drawn = pd.DataFrame([mark | {"event_ids": ["a"]}])
    return supply_timeline(drawn, spans, at="2025-06-01", colours=ACTION_COLOURS, language=language)


def effect(language: Language) -> Chart:
    series = pd.DataFrame({"month": ["2025-01-01", "2025-02-01"], "observed": [3, 1], "expected": [None, 2.0]})
    back = pd.DataFrame([{"day": "2025-02-20", "action": "restored", "action_words": "Restored", "dated": "d"}])
    return effect_series(series, back, cut="2025-02-05", colours=ACTION_COLOURS, language=language)


def placebos(language: Language) -> Chart:
    rows = pd.DataFrame({"kind": ["true", "date"], "words": ["a", "b"], "t": [-3.0, 0.5]})
    return placebo_strip(rows, colours=ACTION_COLOURS, language=language)


def sankey(language: Language) -> Chart:
    bar = {
        "node": "n",
        "name": "N",
        "amount": 2,
        "tip": "t",
        "stage": 0,
        "left": 0,
        "right": 0.1,
        "top": 0,
        "bottom": 2,
    }
    edge = {"band": "b", "tip": "t", "x": 0.0, "top": 0.0, "bottom": 2.0}
    return sankey_chart(
        pd.DataFrame([bar]),
        pd.DataFrame([edge]),
        stages=3,
        height=200.0,
        heads=("From", "Over", "To"),
        colour="#56b4e9",
        theme="dark",
    )


def chronogram(language: Language) -> Chart:
    square = {"from_km": 0.0, "to_km": 25.0, "month": "2025-05-01", "month_end": "2025-06-01", "events": 1, "shade": 0}
    stretch = {"name": "N", "name_th": "น", "from_km": 0.0, "to_km": 100.0}
    move = {"displacement_id": "d", "day": "2025-05-02", "from_km": 1.0, "to_km": 9.0, "label": "A to B"}
    return border_chronogram_chart(
        pd.DataFrame([square | {"is_few": True}]),
        pd.DataFrame([stretch]),
        pd.DataFrame([{"day": "2025-05-03", "label": "1", "number": "1"}]),
        pd.DataFrame([move]),
        length_km=100.0,
        first=date(2025, 1, 1),
        last=date(2026, 1, 1),
        theme="light",
        language=language,
    )


CHARTS = (counted, by_month, shares, months, supplies, effect, placebos, sankey, chronogram)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("made", CHARTS, ids=lambda made: made.__name__)
def test_a_chart_is_what_the_schema_accepts_and_has_no_hole_left(
    made: Callable[[Language], Chart], language: Language
) -> None:
    chart = made(language)
    spec = chart.to_dict()
    alt.LayerChart.from_dict(spec, validate=True)
    named = set(re.findall(r'"data": \{"name": "(\w+)"\}', json.dumps(spec)))
    assert named == set(chart.rows) == set(spec["datasets"])
    without = made(language).filled()
    values = [value for part in chart.values.values() for value in (part if isinstance(part, list) else [part])]
    told = [hole for hole in re.findall(r'"(\{\w+\})"', json.dumps(without)) if hole not in values]
    assert told == []


def test_a_chart_that_was_filled_leaves_the_next_one_as_it_was() -> None:
    first = counted("en").filled()
    first["config"]["axis"]["labelColor"] = "red"
    assert counted("en").filled()["config"]["axis"].get("labelColor") is None
    longest = [layer["encoding"]["x"]["scale"]["domain"][1] for layer in first["layer"] if "x" in layer["encoding"]]
    assert longest == [pytest.approx(5.75)] * 2
