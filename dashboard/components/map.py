"""The map of a page, and what was clicked on it."""

import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.language import message
from dashboard.layers import cells, compounds, found
from dashboard.layers.palette import Theme
from dashboard.map.protocol import Focus, Picked, map_payload, read_picked
from dashboard.map.tiles import SETTING, Tiles, read_tiles
from dashboard.state import Language
from geo.cells import text_to_cell

_KEY = "map-view"
_CHOSEN = "map-chosen"
_COLUMNS = {cells.LAYER_ID: "cell", compounds.LAYER_ID: "point"}
_FOLDER = Path(__file__).parents[1] / "map"
_map = st.components.v2.component(
    "moei-map",
    html=(_FOLDER / "map.html").read_text(encoding="utf-8"),
    css=(_FOLDER / "map.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "map.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Clicked:
    """A clicked cell, or the compounds on a clicked point; neither where nothing is chosen."""

    cell: int | None = None
    compound_ids: tuple[str, ...] = ()


def shown_theme() -> Theme:
    """The theme that the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def draw_map(
    cell_frame: pd.DataFrame,
    points: pd.DataFrame,
    theme: Theme,
    language: Language,
    *,
    scale: float,
    focus: Focus | None = None,
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
    focus
        A place to move to and to mark.

    Returns
    -------
    Clicked
        What the reader chose, as long as the view still holds it.
    """
    chosen = st.session_state.get(_CHOSEN)
    clicked = _clicked(chosen, cell_frame, points)
    payload = map_payload(
        [cells.cell_layer(cell_frame, theme, scale=scale)],
        [
            *compounds.compound_layers(points, theme, scale=scale),
            *(
                []
                if focus is None
                else found.found_layers(focus.view.longitude, focus.view.latitude, theme, scale=scale)
            ),
        ],
        alt=message(language, "map-alt"),
        columns=_COLUMNS,
        theme=theme,
        language=language,
        scale=scale,
        tiles=_administrators_tiles(language),
        chosen=None if clicked == Clicked() else chosen,
        focus=focus,
    )
    with st.container(key="map", height="stretch"):
        _map(key=_KEY, data=payload, height="stretch", on_picked_change=_take_picked)
    return clicked


def _administrators_tiles(language: Language) -> tuple[Tiles, ...]:
    """The tiles of the setting; where it is wrong, one sentence, and our own basemap."""
    try:
        return read_tiles(os.environ.get(SETTING, ""))
    except ValueError as error:
        st.warning(message(language, "map-setting", error=str(error)))
        return ()


def _take_picked() -> None:
    """Keep what was clicked; a click beside everything, or a second one on the same thing, ends the choice."""
    picked = read_picked(st.session_state[_KEY].get("picked"))
    st.session_state[_CHOSEN] = None if picked == st.session_state.get(_CHOSEN) else picked


def _clicked(chosen: Picked | None, cell_frame: pd.DataFrame, points: pd.DataFrame) -> Clicked:
    """The choice, checked against what is drawn: it comes from a browser."""
    if chosen is None:
        return Clicked()
    if chosen.layer == compounds.LAYER_ID:
        here = points[points["point"] == chosen.id]
        return Clicked(compound_ids=here.iloc[0]["compound_ids"]) if len(here) else Clicked()
    if chosen.layer == cells.LAYER_ID and chosen.id in set(cell_frame["cell"]):
        return Clicked(cell=text_to_cell(chosen.id))
    return Clicked()


def dismiss_choice() -> None:
    """Forget what was clicked; the map itself doesn't move."""
    st.session_state[_CHOSEN] = None
