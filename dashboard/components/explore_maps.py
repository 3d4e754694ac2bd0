"""Explore's map, or its two maps of two periods, and the room that they leave for the rest of the page."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.cache.builds import Levels
from dashboard.components import explore_map
from dashboard.state import MapTools, ViewState


@dataclass(frozen=True)
class Drawn:
    """
    What was drawn.

    Attributes
    ----------
    below, beside
        The room under the map, and beside it; with two periods, half of what is under the two.
    clicked
        What the reader chose on either map.
    of
        The view that it was chosen in; the page's own where nothing was.
    """

    below: DeltaGenerator
    beside: DeltaGenerator
    clicked: explore_map.Clicked
    of: ViewState


def draw_maps(
    path: str, levels: Levels, state: ViewState, tools: MapTools, draw: Callable[..., explore_map.Clicked]
) -> Drawn:
    """
    One map of a view, or two of its two periods.

    Parameters
    ----------
    path, levels
        The build, and release levels that the viewer may see.
    state
        The view.
    tools
        What the map does beside counting.
    draw
        `explore_map.draw_explore_map` of all but the view.
    """
    if not tools.second:
        left, right = st.columns([11, 9], gap="medium")
        with left:
            clicked = draw(state)
        return Drawn(left, right, clicked, state)
    second = replace(state, date_from=tools.second[0], date_to=tools.second[1])
    explore_map.draw_two_periods(path, state, second, levels)
    left, beside = st.columns(2, gap="medium")
    below, right = st.container(), st.container()
    with beside:
        later = draw(second, place="map-second")
    with left:
        clicked = draw(state)
    return Drawn(below, right, clicked or later, second if later else state)
