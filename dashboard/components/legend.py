"""The map's legend, as text and swatches."""

import streamlit as st

from dashboard.language import message
from dashboard.layers.palette import PALETTES, STATUS_COLOURS, Theme, class_words
from dashboard.state import Language


def draw_legend(theme: Theme, language: Language) -> None:
    """
    What the colours, numbers and shapes of the map mean.

    Only our own words and colours go into it, never a record's.
    """

    def words(key: str) -> str:
        return message(language, key)

    def entry(shape: str, colour: str, text: str) -> str:
        style = f' style="background:{colour}"' if colour else ""
        return f'<span><i class="moei-swatch {shape}"{style}></i>{text}</span>'

    cells = "".join(entry("", f"rgb{colour}", class_words(index)) for index, colour in enumerate(PALETTES[theme].cells))
    statuses = "".join(entry("round", colour, words(f"status-{status}")) for status, colour in STATUS_COLOURS.items())
    shapes = (("dot", "site"), ("ring", "town"), ("hatched", "district"))
    precisions = "".join(entry(shape, "", words(f"precision-{precision}")) for shape, precision in shapes)
    border = "".join(entry(shape, "", words(f"border-{shape}")) for shape in ("line", "dashed", "tick"))
    groups = (
        ("legend-cells", cells),
        ("legend-compounds", statuses),
        ("legend-precision", precisions),
        ("legend-border", border),
    )
    parts = "".join(f"<div><b>{words(key)}</b>{entries}</div>" for key, entries in groups)
    st.html(f'<div class="moei-legend">{parts}<div>{words("compounds-number")}</div></div>')
