"""The border by month as a Vega-Lite specification: the chart of the desk, on paper."""

from typing import Any

from dashboard.briefing.map_picture import THEME
from dashboard.charts.chronogram import border_chronogram_chart
from dashboard.findings.displacement_chronogram import BorderPicture, act_rows, move_rows
from dashboard.state import Language

_NAMES_PIXELS, _AXIS_PIXELS, _TOP_PIXELS, _FOOT_PIXELS = 170.0, 70.0, 66.0, 32.0
"""Room for the names of sectors, the kilometres, the legend and the months."""


def chronogram_picture(found: BorderPicture, *, width: float, height: float, language: Language) -> dict[str, Any]:
    """
    The chronogram as the desk charts it.

    Parameters
    ----------
    found
        What it shows.
    width, height
        Of the picture, in pixels of an ordinary screen.
    language
        Thai or English.

    Returns
    -------
    dict
        A Vega-Lite specification.
    """
    chart = border_chronogram_chart(
        found.squares,
        found.stretches,
        act_rows(found, language),
        move_rows(found, language),
        length_km=found.length_km,
        first=found.first,
        last=found.last,
        theme=THEME,
        language=language,
    )
    return chart.to_dict() | {
        "width": width - _NAMES_PIXELS - _AXIS_PIXELS,
        "height": height - _TOP_PIXELS - _FOOT_PIXELS,
        "padding": 2,
        "autosize": "pad",
    }
