"""Flows over several stages: bars with their names, and bands between them."""

from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.style import sized
from dashboard.charts.template import Chart, Template, hole, rows_of, template
from dashboard.layers.palette import PALETTES, Theme

BAND, NODE = "band", "stop"
"""Names of the selections by which a page learns what was clicked."""
_MARGIN = 0.42
"""Room for the names of the first and the last stage, where stages are one apart and there are three."""
_NAME_PIXELS = 200
_BAR_COLOUR = "#8a94a0"


def sankey_chart(
    bars: pd.DataFrame,
    edges: pd.DataFrame,
    *,
    stages: int,
    height: float,
    heads: tuple[str, str, str],
    colour: str,
    theme: Theme,
    scale: float = 1.0,
) -> Chart:
    """
    A Sankey.

    Parameters
    ----------
    bars, edges
        Of `findings.movement_sankey.Picture`.
    stages, height
        Of the same.
    heads
        What stands over the first stage, over those between, and over the last.
    colour
        Of the bands.
    theme
        Day or night.
    scale
        How many times larger than on an ordinary screen to draw.

    Returns
    -------
    Chart
    """
    first, between, last = heads
    stands = [(0.0, first), *([((stages - 1) / 2, between)] if stages > 2 else []), (stages - 1.0, last)]
    drawn = bars.assign(
        middle=(bars["top"] + bars["bottom"]) / 2,
        words=[f"{amount:,.0f} · {name}" for name, amount in zip(bars["name"], bars["amount"], strict=True)],
    )
    rows = {"edges": edges, "bars": drawn, "heads": pd.DataFrame(stands, columns=["x", "words"])}
    values = {
        "left": -_MARGIN * (stages - 1) / 2,
        "right": (stages - 1) * (1 + _MARGIN / 2),
        "foot": height,
        "pixels": (height + 8) * scale,
    }
    return Chart(_sankey(colour, theme, scale), rows, values)


@lru_cache(maxsize=32)
def _sankey(colour: str, theme: Theme, scale: float) -> Template:
    palette = PALETTES[theme]
    across = alt.Scale(domain=[hole("left"), hole("right")], nice=False, zero=False)
    down = alt.Scale(domain=[hole("foot"), 0], nice=False, zero=False)
    layers = [
        _bands(colour, across, down),
        _bars(across, down),
        *_names(palette.ink, palette.paper, across, down, scale),
        _heads(palette.ink, across, scale),
    ]
    return template(sized(alt.layer(*layers), scale)) | {"height": hole("pixels")}


def _bands(colour: str, across: alt.Scale, down: alt.Scale) -> Any:
    """Each band an area of its own; the one that is pointed at or chosen stands out."""
    pointed = alt.selection_point(name="pointed", fields=["band"], on="pointerover", clear="pointerout", empty=False)
    chosen = alt.selection_point(name=BAND, fields=["band"], on="click", clear=False, empty=False)
    return (
        rows_of("edges")
        .mark_area(color=colour, line=False)
        .encode(
            x=alt.X("x:Q", axis=None, scale=across),
            y=alt.Y("top:Q", axis=None, scale=down),
            y2="bottom:Q",
            detail="band:N",
            opacity=alt.when(pointed | chosen).then(alt.value(0.95)).otherwise(alt.value(0.5)),
            tooltip=[alt.Tooltip("tip:N", title=" ")],
            description="tip:N",
        )
        .add_params(pointed, chosen)
    )


def _heads(ink: str, across: alt.Scale, scale: float) -> Any:
    """What each stage is, above it; nothing over the middle where all ways are direct."""
    return (
        rows_of("heads")
        .mark_text(color=ink, fontWeight="bold", fontSize=13 * scale, baseline="bottom", clip=False, aria=False)
        .encode(x=alt.X("x:Q", axis=None, scale=across), y=alt.value(-8 * scale), text="words:N")
    )


def _bars(across: alt.Scale, down: alt.Scale) -> Any:
    return (
        rows_of("bars")
        .mark_rect(color=_BAR_COLOUR, cursor="pointer")
        .encode(
            x=alt.X("left:Q", axis=None, scale=across),
            x2="right:Q",
            y=alt.Y("top:Q", axis=None, scale=down),
            y2="bottom:Q",
            tooltip=[alt.Tooltip("tip:N", title=" ")],
            description="tip:N",
        )
        .add_params(alt.selection_point(name=NODE, fields=["node"], on="click", clear=False, empty=False))
    )


def _names(ink: str, paper: str, across: alt.Scale, down: alt.Scale, scale: float) -> list[Any]:
    """Amounts and names beside the bars: outside of the first and the last stage, over the bands of those between."""
    sides = (("datum.stage == 0", "left", "right", -5), ("datum.stage > 0", "right", "left", 5))
    layers = []
    for of_side, column, align, aside in sides:
        base = (
            rows_of("bars")
            .transform_filter(of_side)
            .encode(
                x=alt.X(f"{column}:Q", axis=None, scale=across),
                y=alt.Y("middle:Q", axis=None, scale=down),
                text="words:N",
            )
        )
        text = {"align": align, "dx": aside * scale, "fontSize": 12 * scale, "limit": _NAME_PIXELS * scale}
        # The paper behind letters sets them off from bands; nothing is read out or clicked twice.
        halo = base.mark_text(**text, color=paper, stroke=paper, strokeWidth=3 * scale, aria=False, opacity=0.8)  # type: ignore[arg-type]
        layers += [halo, base.mark_text(**text, color=ink, aria=False)]  # type: ignore[arg-type]
    return layers
