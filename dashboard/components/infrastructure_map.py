"""The map of supplies, what its marks mean, and the point that was clicked."""

import pandas as pd
import streamlit as st

from dashboard.components.map import draw_layers
from dashboard.findings.infrastructure import MARKS, mark_words, supply_marks
from dashboard.language import message
from dashboard.layers.palette import Theme
from dashboard.layers.supplies import LAYER_ID, mark_picture, supply_layers
from dashboard.state import Language

_PICKED = "infra-picked"


def draw_supply_map(supplies: pd.DataFrame, theme: Theme, language: Language, *, scale: float) -> None:
    """
    The supplies on the page's map; a click on one chooses its point. Call it before `choose_point`.

    Parameters
    ----------
    supplies
        Those of a `Standing` that are shown.
    theme, language
        Day or night; Thai or English.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    drawn = supply_marks(supplies, language)
    picked = draw_layers(
        [],
        supply_layers(drawn, theme, scale=scale),
        theme,
        language,
        alt=message(language, "infra-map-alt"),
        columns={LAYER_ID: "point_id"},
        rows={LAYER_ID: set(drawn["point_id"])},
        scale=scale,
    )
    # One click chooses once: what is chosen elsewhere afterwards holds.
    if picked is not None and picked.id != st.session_state.get(_PICKED):
        st.session_state["point"] = picked.id
    st.session_state[_PICKED] = None if picked is None else picked.id
    _draw_marks_legend(theme, language)


def _draw_marks_legend(theme: Theme, language: Language) -> None:
    """What the shapes and colours of the map mean; only our own words and colours go into it."""
    entries = "".join(
        f'<span><img class="moei-mark" alt="" src="{mark_picture(mark, theme)}">{mark_words(mark, language)}</span>'
        for mark in MARKS
    )
    precision = "".join(
        f'<span><i class="moei-swatch ring"></i>{message(language, f"infra-ring-{name}")}</span>'
        for name in ("town", "district")
    )
    st.html(f'<div class="moei-legend"><div>{entries}</div><div>{precision}</div></div>')
