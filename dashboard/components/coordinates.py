"""Where the map was clicked, in the ways that people write it, each to copy."""

import streamlit as st

from dashboard.language import message
from dashboard.state import Language
from geo.coordinate_text import TextSystem, points_to_text

_SYSTEMS: tuple[TextSystem, ...] = ("degrees", "dms", "utm", "mgrs")


def draw_coordinates(point: tuple[float, float] | None, language: Language) -> None:
    """
    The point behind a button that names it; nothing where none was clicked.

    Parameters
    ----------
    point
        Longitude and latitude, WGS 84 decimal degrees.
    language
        Language of the words.
    """
    if point is None:
        return
    longitude, latitude = [point[0]], [point[1]]
    written = {system: str(points_to_text(longitude, latitude, system=system)[0]) for system in _SYSTEMS}
    with st.popover(message(language, "coordinates", point=written["degrees"])):
        for system, text in written.items():
            st.caption(message(language, f"coordinates-{system}"))
            st.code(text or message(language, "coordinates-none"), language=None)
        st.caption(message(language, "coordinates-note"))
