"""The border chronogram: border km down, months across, activity as colour, reported moves as arrows over it."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from dashboard.charts.style import day_axis, sized
from dashboard.charts.template import Chart, Template, hole, rows_of, template
from dashboard.language import date_words, message
from dashboard.layers.palette import CELL_BREAKS, PALETTES, Colour, Theme, class_words
from dashboard.state import Language

SQUARE, MOVE = "square", "arrow"
"""Names of the selections by which a page learns what was clicked."""
MOVE_COLOUR = "#e69f00"
"""Reported moves, as on the map; after Okabe and Ito (2008)."""
_ACT_COLOUR = {"light": "#8a2b5b", "dark": "#ff9ac2"}
_LABEL_EVERY_KM = 95.0
"""Of a border of 2,400 km: nearer names would lie on each other, in Thai with its marks above and below the line."""
_LONGEST_KM = 2400.0


def border_chronogram_chart(
    squares: pd.DataFrame,
    stretches: pd.DataFrame,
    acts: pd.DataFrame,
    moves: pd.DataFrame,
    *,
    length_km: float,
    first: date,
    last: date,
    theme: Theme,
    language: Language,
    scale: float = 1.0,
) -> Chart:
    """
    Activity along a border by month, with its sectors, what was done, and reported moves.

    Parameters
    ----------
    squares, stretches
        Of `findings.displacement_chronogram.BorderPicture`.
    acts, moves
        Of `act_rows` and `move_rows` there.
    length_km
        Length of the border.
    first, last
        First month, and the month after the last.
    theme, language
        Day or night; Thai or English.
    scale
        How many times larger than on an ordinary screen to draw.

    Returns
    -------
    Chart
    """
    span = [first.isoformat(), last.isoformat()]
    rows = {
        "ends": stretches[["from_km"]].assign(start=span[0], end=span[1]),
        "squares": _described(squares, language),
        "acts": acts.assign(km=0.0, end_km=length_km),
        "moves": moves.assign(angle=np.where(moves["to_km"] > moves["from_km"], 180, 0)),
        "names": _named(stretches, span, length_km, language),
    }
    return Chart(_chronogram(theme, language, scale), rows, {"length": length_km, "first": span[0], "last": span[1]})


@lru_cache(maxsize=16)
def _chronogram(theme: Theme, language: Language, scale: float) -> Template:
    layers = [
        _lines(language),
        _squares(theme, language, scale),
        *_acts(theme, language, scale),
        *_arrows(language, scale),
        _names(theme, language, scale),
    ]
    chart = alt.layer(*layers, height=520 * scale)
    kilometres = alt.Scale(domain=[hole("length"), 0], nice=False)
    for layer in chart.layer:
        layer.encoding.y.scale = kilometres
        layer.encoding.x.scale = alt.Scale(type="utc", domain=[hole("first"), hole("last")], nice=False)
    return template(sized(chart, scale))


def _kilometre(column: str, language: Language) -> alt.Y:
    """The border's kilometre, downward."""
    return alt.Y(f"{column}:Q", title=message(language, "displace-km"), axis=alt.Axis(grid=False))


def _classes(language: Language) -> list[str]:
    """What the colours mean."""
    return [message(language, "displace-class", count=class_words(place)) for place in range(len(CELL_BREAKS))]


def _described(squares: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Squares with their words."""
    classes, few = _classes(language), message(language, "displace-few")
    events = [message(language, "displace-square", count=int(count)) for count in squares["events"]]
    unit = message(language, "map-kilometres")
    drawn = squares.assign(
        class_words=[classes[shade] for shade in squares["shade"]],
        words=[
            words + (f" · {few}" if is_few else "") for words, is_few in zip(events, squares["is_few"], strict=True)
        ],
        stretch=[
            f"{unit} {start:.0f}–{end:.0f}" for start, end in zip(squares["from_km"], squares["to_km"], strict=True)
        ],
    )
    months = [date_words(pd.Timestamp(month).date(), language, precision="month") for month in squares["month"]]
    told = [" · ".join(parts) for parts in zip(months, drawn["stretch"], drawn["words"], strict=True)]
    return drawn.assign(told=told)


def _squares(theme: Theme, language: Language, scale: float) -> Any:
    """One square a stretch of 25 km and month; its class of count is its colour, a thin row is outlined only."""
    colour = alt.Color(
        "class_words:N",
        title=message(language, "displace-events"),
        scale=alt.Scale(domain=_classes(language), range=[_hex(colour) for colour in PALETTES[theme].cells]),
        legend=alt.Legend(orient="top", symbolType="square", symbolSize=150 * scale**2, labelLimit=300 * scale),
    )
    return (
        rows_of("squares")
        .mark_rect()
        .encode(
            x=day_axis("month", language),
            x2="month_end:T",
            y=_kilometre("from_km", language),
            y2="to_km:Q",
            color=colour,
            opacity=alt.condition("datum.is_few", alt.value(0.6), alt.value(1)),
            tooltip=[
                alt.Tooltip("stretch:N", title=message(language, "displace-km")),
                alt.Tooltip("words:N", title=message(language, "displace-events")),
            ],
            description="told:N",
        )
        .add_params(alt.selection_point(name=SQUARE, fields=["from_km", "month"], on="click", clear=False))
    )


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _lines(language: Language) -> Any:
    """Where one sector ends and the next begins."""
    return (
        rows_of("ends")
        .mark_rule(color="#8a94a0", opacity=0.45, aria=False)
        .encode(x=day_axis("start", language), x2="end:T", y=_kilometre("from_km", language))
    )


def _named(stretches: pd.DataFrame, span: Sequence[str], length_km: float, language: Language) -> pd.DataFrame:
    """Names of sectors beside the last month, moved apart where they would touch."""
    name = stretches["name_th" if language == "th" else "name"]
    least = _LABEL_EVERY_KM * length_km / _LONGEST_KM
    middles = apart(((stretches["from_km"] + stretches["to_km"]) / 2).to_numpy(dtype=float), least)
    return pd.DataFrame({"name": name.to_numpy(), "km": middles, "day": span[1]})


def _names(theme: Theme, language: Language, scale: float) -> Any:
    return (
        rows_of("names")
        .mark_text(align="left", dx=8 * scale, fontSize=12 * scale, clip=False, color=PALETTES[theme].ink, aria=False)
        .encode(x=day_axis("day", language), y=_kilometre("km", language), text="name:N")
    )


def apart(places: np.ndarray[Any, np.dtype[np.float64]], least: float) -> list[float]:
    """
    Places in order, moved down as far as it takes to keep them apart.

    Examples
    --------
    >>> apart(np.array([0.0, 10.0, 100.0]), 30.0)
    [0.0, 30.0, 100.0]
    """
    moved: list[float] = []
    for place in places.tolist():
        moved.append(max(place, moved[-1] + least) if moved else place)
    return moved


def _acts(theme: Theme, language: Language, scale: float) -> list[Any]:
    """What was done: a line down the picture with its number; date and name are in the list and on pointing."""
    colour = _ACT_COLOUR[theme]
    tip = [alt.Tooltip("label:N", title=message(language, "displace-act"))]
    base = rows_of("acts").encode(x=day_axis("day", language), tooltip=tip, description="label:N")
    lines = base.mark_rule(color=colour, strokeDash=[2, 3], strokeWidth=1.5 * scale)
    numbers = base.mark_text(dy=-9 * scale, fontSize=12 * scale, fontWeight="bold", color=colour, clip=False)
    return [
        lines.encode(y=_kilometre("km", language), y2="end_km:Q"),
        numbers.encode(y=_kilometre("km", language), text="number:N"),
    ]


def _arrows(language: Language, scale: float) -> list[Any]:
    """Reported moves: a line from where to where in the month of the report, its head on where to."""
    tip = [alt.Tooltip("label:N", title=message(language, "displace-reported"))]
    base = rows_of("moves").encode(x=day_axis("day", language), tooltip=tip, description="label:N")
    shaft = base.mark_rule(color=MOVE_COLOUR, strokeWidth=3 * scale).encode(
        y=_kilometre("from_km", language), y2="to_km:Q"
    )
    head = (
        base.mark_point(shape="triangle", filled=True, opacity=1, color=MOVE_COLOUR, size=130 * scale**2)
        .encode(y=_kilometre("to_km", language), angle=alt.Angle("angle:Q", scale=None))
        .add_params(alt.selection_point(name=MOVE, fields=["displacement_id"], on="click", clear=False))
    )
    return [shaft, head]
