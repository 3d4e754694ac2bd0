"""The area of interest: drawn on the map, a radius round a place, or a file; in the page's address."""

import streamlit as st

from dashboard import address
from dashboard.components.plain_text import plain
from dashboard.language import message
from dashboard.map.protocol import Bounds, DrawingTools, Focus
from dashboard.map.view import read_drawn
from dashboard.state import Language
from geo.area_files import FileArea, read_area_file
from geo.areas import LEAST_KM, MOST_KM, Area, AreaError, circle_area, read_area
from geo.cells import cells_to_text

_AREA = "area"
"""The word in the address; see docs/map-drawing.md."""
_FAULT, _FILE, _SHOWN = "area-fault", "area-file", "area-shown"
_RADIUS, _UPLOAD = "area-km", "area-upload"


class _Areas:
    """Every text that is an area."""

    def __contains__(self, text: object) -> bool:
        try:
            return isinstance(text, str) and bool(read_area(text))
        except AreaError:
            return False


def chosen_area() -> Area | None:
    """What the address says, or the reader chose."""
    _take_address()
    text = st.session_state[_AREA]
    address.keep(_AREA, [text], default=[""])
    return read_area(text) if text else None


def draw_choice(
    area: Area | None, language: Language, *, point: tuple[float, float] | None = None, name: str = ""
) -> None:
    """
    The area in words, and the means to choose another; drawing is the map's.

    Parameters
    ----------
    area
        The area that is chosen.
    language
        Language of the words.
    point
        Longitude and latitude of the place that a search found; none where it found none.
    name
        What that place is called.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.popover(message(language, "area-choose"), key="area-choose"):
            st.markdown(message(language, "area-draw"))
            _choose_radius(point, name, language)
            _choose_file(language)
        if area is not None:
            st.markdown(f":small[{area_words(area, language)}]", width="content")
            st.button(message(language, "area-remove"), key="area-remove", on_click=_choose, args=("",))
    _say_fault(language)
    _say_file(area, language)


def area_words(area: Area, language: Language) -> str:
    """
    What an area is, and how large.

    Examples
    --------
    >>> area_words(read_area("c1:98.5,16.7,20"), "en")
    'Circle of 20 km, 1,256 km²'
    """
    km2 = round(area.km2, 2 if area.km2 < 10 else 0)
    radius = area.circle[2] if area.circle else 0
    return message(language, f"area-{area.kind}", km=radius, km2=km2, count=len(area.cells))


def area_focus(area: Area | None) -> Focus | None:
    """Where the map moves for an area that wasn't drawn on it; where it was, it stays."""
    if area is None or st.session_state.get(_SHOWN) == area.text:
        return None
    west, south, east, north = area.bounds
    across, up = (east - west) / 4, (north - south) / 4
    return Focus(f"area-{area.text}", Bounds(west - across, south - up, east + across, north + up))


def drawing_tools(area: Area | None, resolution: int) -> DrawingTools:
    """What to draw with; cells of the same size that are chosen already are taken up again."""
    texts = tuple(cells_to_text(area.cells)) if area else ()
    is_same = bool(texts) and int(texts[0][1], 16) == resolution
    return DrawingTools(resolution, texts if is_same else ())


def take_drawn(told: object) -> None:
    """Keep what was drawn, or why it can't be an area."""
    try:
        text = read_drawn(told).text
    except AreaError as error:
        st.session_state[_FAULT] = error
        return
    _choose(text)
    st.session_state[_SHOWN] = text


def fault_words(error: AreaError, language: Language) -> str:
    """
    What is wrong with an area.

    Examples
    --------
    >>> fault_words(AreaError("radius", km=0.0), "en")
    'A radius must be 0.05 to 1,000 km: found 0.'
    """
    return message(language, f"area-fault-{error.fault.replace('_', '-')}", **error.values)


def _take_address() -> None:
    """Take over the area of the address; where it is none, keep why."""
    said = st.query_params.get(_AREA, "")
    if said and said != st.session_state.get(_AREA):
        try:
            read_area(said)
        except AreaError as error:
            st.session_state[_FAULT] = error
    address.take_one(_AREA, accepted=_Areas(), default="")


def _choose(text: str) -> None:
    """Choose an area, or none."""
    st.session_state[_AREA] = text
    st.session_state[_FAULT] = st.session_state[_FILE] = None


def _choose_radius(point: tuple[float, float] | None, name: str, language: Language) -> None:
    """A circle round the place that was found."""
    if point is None:
        st.caption(message(language, "area-radius-none"))
        return
    km = st.number_input(
        message(language, "area-radius", name=plain(name)), LEAST_KM, MOST_KM, 20.0, key=_RADIUS, format="%g"
    )
    st.button(message(language, "area-radius-take"), key="area-take", on_click=_take_circle, args=(*point, km))


def _take_circle(longitude: float, latitude: float, km: float) -> None:
    try:
        _choose(circle_area(longitude, latitude, km).text)
    except AreaError as error:
        st.session_state[_FAULT] = error


def _choose_file(language: Language) -> None:
    """A polygon out of a file."""
    st.file_uploader(
        message(language, "area-upload"),
        type=["geojson", "json", "kml"],
        key=_UPLOAD,
        on_change=_take_file,
        help=message(language, "area-upload-help"),
    )


def _take_file() -> None:
    file = st.session_state.get(_UPLOAD)
    if file is None:
        return
    try:
        found = read_area_file(file.getvalue())
    except AreaError as error:
        st.session_state[_FAULT] = error
        return
    _choose(found.area.text)
    st.session_state[_FILE] = found


def _say_fault(language: Language) -> None:
    error = st.session_state.get(_FAULT)
    if error is not None:
        st.warning(fault_words(error, language))


def _say_file(area: Area | None, language: Language) -> None:
    """How far the area departs from the file that it came from."""
    found: FileArea | None = st.session_state.get(_FILE)
    if found is None or area != found.area:
        return
    key = "area-file-simplified" if found.kept < found.corners else "area-file-whole"
    words = [message(language, key, corners=found.corners, kept=found.kept, error=round(found.error_m))]
    if found.is_clipped:
        words.append(message(language, "area-file-clipped"))
    st.info(" ".join(words))
