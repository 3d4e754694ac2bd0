import tomllib
from typing import Literal

import pandas as pd
import pytest

from dashboard.charts.rescue import bars
from dashboard.components.charts import inked
from etl.warehouse import PROJECT


def luminance(colour: str) -> float:
    """Relative luminance, after WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_words_of_a_chart_can_be_read_by_day_and_by_night(theme: Literal["light", "dark"]) -> None:
    page = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][theme]
    rows = pd.DataFrame({"key": ["a"], "name": ["A"], "number": [3], "tip": ["A: 3"]})
    told = inked(bars(rows, value="People"), theme)["config"]
    colours = [told[part][name] for part in ("axis", "legend") for name in ("labelColor", "titleColor")]
    for colour in (*colours, told["text"]["color"]):
        dim, bright = sorted((luminance(colour), luminance(page["backgroundColor"])))
        assert (bright + 0.05) / (dim + 0.05) >= 4.5
