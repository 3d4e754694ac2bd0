"""Charts of the effect of a cut: activity by month round it, and its jump among placebos."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.infrastructure import SHAPES
from dashboard.charts.style import day_axis, sized
from dashboard.charts.template import Chart, Template, rows_of, template
from dashboard.language import date_words, message
from dashboard.state import Language

PLACEBO_SHAPES = {"true": "diamond", "date": "circle", "sector": "square"}


def effect_series(
    series: pd.DataFrame,
    returns: pd.DataFrame,
    *,
    cut: str,
    colours: Mapping[str, str],
    language: Language,
    scale: float = 1.0,
) -> Chart:
    """
    Activity by month round a cut, what the trend before it would have led to, and what came back.

    Parameters
    ----------
    series
        month, observed, expected; see `findings.infrastructure_effect.CutEffect`.
    returns
        day (ISO 8601), action, action_words, dated: reports that the supply came back or something took its place.
    cut
        Day of the cut, ISO 8601.
    colours
        Action -> colour.
    language, scale
        As in `supply_timeline`.

    Returns
    -------
    Chart
    """
    months = pd.to_datetime(series["month"])
    shown = series.assign(
        dated=[_month_words(month, language) for month in series["month"]],
        words=[
            f"{_month_words(month, language)}: {observed}"
            for month, observed in zip(series["month"], series["observed"], strict=True)
        ],
        end=(months + pd.offsets.MonthBegin(1)).dt.strftime("%Y-%m-%d"),
    )
    rows = {"series": shown, "cut": pd.DataFrame({"day": [cut]})}
    expected = shown[shown["expected"].notna()]
    if not expected.empty:
        rows["expected"] = expected
    groups = {
        str(action): group.assign(words=group["action_words"] + " · " + group["dated"])
        for action, group in returns.groupby("action")
    }
    marks = tuple((action, colours[action]) for action in groups)
    lines = (colours["cut"], None if expected.empty else colours["alternative_supply"])
    return Chart(_effect_series(lines, marks, language, scale), rows | groups)


@lru_cache(maxsize=32)
def _effect_series(
    lines: tuple[str, str | None], marks: tuple[tuple[str, str], ...], language: Language, scale: float
) -> Template:
    """Of the colours of the cut and of what was expected, if anything was, and of each action that came back."""
    cut_colour, expected_colour = lines
    counted = alt.Y("observed:Q", title=message(language, "infra-activity"), axis=alt.Axis(tickMinStep=1, format="d"))
    month = alt.Tooltip("dated:N", title=message(language, "column-date"))
    layers: list[Any] = [
        rows_of("series")
        .mark_rect(color="#8a94a0")
        .encode(
            x=day_axis("month", language),
            x2="end:T",
            y=counted,
            y2=alt.datum(0),
            description="words:N",
            tooltip=[month, alt.Tooltip("observed:Q", title=message(language, "infra-activity"))],
        ),
        rows_of("cut")
        .mark_rule(aria=False, color=cut_colour, strokeWidth=2.5 * scale)
        .encode(x=day_axis("day", language)),
    ]
    if expected_colour:
        layers.append(
            rows_of("expected")
            .mark_line(aria=False, strokeDash=[6, 3], strokeWidth=2 * scale, color=expected_colour)
            .encode(
                x=day_axis("month", language),
                y="expected:Q",
                tooltip=[month, alt.Tooltip("expected:Q", format=".1f", title=message(language, "infra-expected"))],
            )
        )
    for action, colour in marks:
        layers.append(
            rows_of(action)
            .mark_point(filled=True, size=110 * scale**2, opacity=1, color=colour, shape=SHAPES[action])
            .encode(
                x=day_axis("day", language),
                y=alt.value(8 * scale),
                description="words:N",
                tooltip=[
                    alt.Tooltip("action_words:N", title=message(language, "infra-column-action")),
                    alt.Tooltip("dated:N", title=message(language, "column-date")),
                ],
            )
        )
    return template(sized(alt.layer(*layers, height=200 * scale), scale))


def placebo_strip(
    placebos: pd.DataFrame, *, colours: Mapping[str, str], language: Language, scale: float = 1.0
) -> Chart:
    """
    The jump at a cut among the jumps at dates and in sectors where nothing was cut.

    Parameters
    ----------
    placebos
        kind (`true`, `date`, `sector`), words, t; see `findings.infrastructure_effect.CutEffect`.
    colours
        Action -> colour.
    language, scale
        As in `supply_timeline`.

    Returns
    -------
    Chart
    """
    names = dict(zip(PLACEBO_SHAPES, _placebo_names(language), strict=True))
    drawn = placebos.assign(name=placebos["kind"].map(names))
    marked = (colours["cut"], colours["expanded"], colours["seized"])
    return Chart(_placebo_strip(marked, language, scale), {"jumps": drawn, "true": drawn[drawn["kind"] == "true"]})


def _placebo_names(language: Language) -> list[str]:
    return [message(language, f"infra-placebo-{kind}") for kind in PLACEBO_SHAPES]


@lru_cache(maxsize=16)
def _placebo_strip(marked: tuple[str, str, str], language: Language, scale: float) -> Template:
    """Of the colours of `PLACEBO_SHAPES`."""
    names = _placebo_names(language)
    points = (
        rows_of("jumps")
        .mark_point(filled=True, opacity=0.75, size=120 * scale**2)
        .encode(
            x=alt.X(
                "t:Q",
                title=message(language, "infra-jump"),
                axis=alt.Axis(tickCount=8),
                scale=alt.Scale(padding=12 * scale),
            ),
            y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelLimit=260 * scale, labelOverlap=False)),
            shape=alt.Shape("name:N", scale=alt.Scale(domain=names, range=list(PLACEBO_SHAPES.values())), legend=None),
            color=alt.Color(
                "name:N",
                scale=alt.Scale(domain=names, range=list(marked)),
                legend=None,
            ),
            description="words:N",
            tooltip=[
                alt.Tooltip("words:N", title=message(language, "infra-placebo")),
                alt.Tooltip("t:Q", format=".2f", title=message(language, "infra-jump")),
            ],
        )
    )
    true = rows_of("true").mark_rule(aria=False, color=marked[0], strokeWidth=2 * scale).encode(x="t:Q")
    return template(sized(alt.layer(true, points, height=alt.Step(28 * scale)), scale))


def _month_words(month: str, language: Language) -> str:
    return date_words(pd.Timestamp(month).date(), language, precision="month")
