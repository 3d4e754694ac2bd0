"""Shares of sectors now and before, each with its interval, largest change first."""

from functools import lru_cache

import altair as alt
import pandas as pd

from dashboard.charts.style import LAYER_COLOURS, sized
from dashboard.charts.template import Chart, Template, hole, rows_of, template
from dashboard.language import message
from dashboard.state import Language

_NOW, _BEFORE = LAYER_COLOURS["incident"], "#8a94a0"


def share_chart(rows: pd.DataFrame, *, language: Language, scale: float = 1.0) -> Chart:
    """
    Two intervals a sector: filled circle for now, hollow square for before.

    Parameters
    ----------
    rows
        name (with its verdict's mark), share, low, high, share_before, low_before, high_before (0 to 1), tip.
    language, scale
        Thai or English; how many times larger than on an ordinary screen to draw.

    Returns
    -------
    Chart
    """
    now, before = message(language, "displace-now"), message(language, "displace-before")
    drawn = pd.concat(
        [
            rows[["name", "tip", "share", "low", "high"]].assign(period=now),
            rows[["name", "tip"]].assign(
                share=rows["share_before"], low=rows["low_before"], high=rows["high_before"], period=before
            ),
        ]
    )
    return Chart(_shares(language, scale), {"rows": drawn}, {"names": rows["name"].tolist()})


@lru_cache(maxsize=16)
def _shares(language: Language, scale: float) -> Template:
    both = [message(language, "displace-now"), message(language, "displace-before")]
    base = rows_of("rows").encode(
        y=alt.Y(
            "name:N", sort=[hole("names")], title=None, axis=alt.Axis(labelLimit=300 * scale, ticks=False, grid=True)
        ),
        yOffset=alt.YOffset("period:N", sort=both),
        color=alt.Color("period:N", title=None, scale=alt.Scale(domain=both, range=[_NOW, _BEFORE])),
        tooltip=[alt.Tooltip("tip:N", title=" ")],
        description="tip:N",
    )
    share = alt.X("share:Q", title=message(language, "displace-share"), axis=alt.Axis(format=".0%", tickCount=6))
    low = alt.X("low:Q", title=message(language, "displace-share"), axis=alt.Axis(format=".0%", tickCount=6))
    rules = base.mark_rule(strokeWidth=3 * scale, opacity=0.8, aria=False).encode(x=low, x2="high:Q")
    points = base.mark_point(size=70 * scale**2, filled=True, opacity=1).encode(
        x=share,
        shape=alt.Shape("period:N", title=None, scale=alt.Scale(domain=both, range=["circle", "square"])),
    )
    return template(sized(alt.layer(rules, points, height=alt.Step(15 * scale)), scale))
