"""The map of Explore, and what was clicked on it."""

import math
from dataclasses import dataclass

import pandas as pd
import pydeck as pdk
import streamlit as st

from dashboard.language import message
from dashboard.layers import basemap, cells, compounds
from dashboard.layers.palette import Theme
from dashboard.state import Language
from geo.cells import text_to_cell

_CENTRE = (101.3, 15.0)
_ZOOM = 5.2
_KEY = "map-view"
_DISMISSED = "map-dismissed"


@dataclass(frozen=True)
class Clicked:
    """A clicked cell, or the compounds on a clicked point; neither where nothing is chosen."""

    cell: int | None = None
    compound_ids: tuple[str, ...] = ()


def shown_theme() -> Theme:
    """The theme that the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def draw_map(
    cell_frame: pd.DataFrame, points: pd.DataFrame, theme: Theme, language: Language, *, scale: float
) -> Clicked:
    """
    Draw cells and compounds over the basemap.

    Parameters
    ----------
    cell_frame
        cell (hexadecimal text), events, tip.
    points
        The distinct points of compounds; see `findings.map_points`.
    theme, language
        Day or night; Thai or English.
    scale
        How many times larger than on an ordinary screen to draw.

    Returns
    -------
    Clicked
        What the reader chose, as long as the view still holds it.
    """
    deck = pdk.Deck(
        # No map style at all: any, even None, would fetch one from another host.
        map_provider=None,
        initial_view_state=pdk.ViewState(*_CENTRE, zoom=_ZOOM + math.log2(scale)),
        layers=[
            *basemap.under_layers(theme, scale=scale),
            cells.cell_layer(cell_frame, theme, scale=scale),
            *compounds.compound_layers(points, theme, scale=scale),
            *basemap.label_layers(theme, language, scale=scale),
        ],
        tooltip={"text": "{tip}"},
    )
    with st.container(key="map", height="stretch"):
        event = st.pydeck_chart(deck, height="stretch", on_select="rerun", key=_KEY, alt=message(language, "map-alt"))
    objects = dict(event.selection.get("objects") or {})
    if objects and objects == st.session_state.get(_DISMISSED):
        return Clicked()
    # A click elsewhere, or a second one on the same spot, ends what was dismissed: it can be chosen again.
    st.session_state.pop(_DISMISSED, None)
    return _clicked(objects, cell_frame, points)


def _clicked(objects: dict[str, list[dict[str, str]]], cell_frame: pd.DataFrame, points: pd.DataFrame) -> Clicked:
    """The choice, checked against what is drawn: it comes from a browser."""
    for chosen in objects.get(compounds.LAYER_ID, []):
        here = points[points["point"] == str(chosen.get("point"))]
        if len(here):
            return Clicked(compound_ids=here.iloc[0]["compound_ids"])
    for chosen in objects.get(cells.LAYER_ID, []):
        if str(chosen.get("cell")) in set(cell_frame["cell"]):
            return Clicked(cell=text_to_cell(str(chosen["cell"])))
    return Clicked()


def dismiss_choice() -> None:
    """Forget what was clicked; the map itself doesn't move."""
    selection = st.session_state.get(_KEY, {}).get("selection", {})
    st.session_state[_DISMISSED] = dict(selection.get("objects") or {})
