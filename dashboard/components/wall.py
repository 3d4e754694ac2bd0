"""The wall: one picture that turns through its scenes by itself; the page gives it facts, the browser all movement."""

import os
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.language import Words, both_messages, message
from dashboard.layers.arcs import FLOW_COLOURS
from dashboard.layers.cuts import OPEN_COLOUR, RESTORED_COLOUR
from dashboard.layers.palette import PALETTES, STATUS_COLOURS, class_words
from dashboard.map.protocol import map_payload
from dashboard.map.tiles import SETTING, Tiles, read_tiles
from dashboard.state import LANGUAGES, Language

_FOLDER = Path(__file__).parents[1] / "static" / "wall"
_STYLE = Path(__file__).with_name("wall_page.css")
_WORDS = ("server-gone",)
_ASK_EVERY_SECONDS = 10
_LAST = "wall-last"
_wall = st.components.v2.component(
    "moei-wall",
    html=(_FOLDER / "wall.html").read_text(encoding="utf-8"),
    css=(_FOLDER / "wall.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "entry.js").read_text(encoding="utf-8"),
)


def read_address() -> dict[str, Any]:
    """What the address asks of the wall, as `dashboard.wall.settings` takes it; what can't be is left out."""
    said = st.query_params
    numbers: dict[str, Any] = {name: _number(said.get(name)) for name in ("distance_m", "height_m")}
    numbers |= {name: int(said[name]) for name in ("screens", "screen") if said.get(name, "").isdecimal()}
    words = {"start": said.get("scene"), "language": said.get("lang"), "hold": said.get("hold") == "1"}
    # Marks are described as on an ordinary screen: only the browser knows how large the wall is.
    return {name: value for name, value in (numbers | words).items() if value is not None} | {"scale": 1.0}


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def clear_page() -> None:
    """Take away all that Streamlit draws around a page, and lay the wall's dark over it."""
    st.html(_STYLE)


def draw_wall(payload: Mapping[str, Any]) -> None:
    """
    Draw the wall over the whole window, or give new facts to the one that stands.

    Parameters
    ----------
    payload
        What `dashboard.wall.payload.wall_payload` makes.
    """
    tiles, fault = _tiles()
    words = {name: {language: _words(language, name) for language in LANGUAGES} for name in _WORDS}
    maps = {language: _map_parts(language, tiles) for language in LANGUAGES}
    facts = {**payload, "words": {**payload["words"], **words}, "map": maps, "notices": [*payload["notices"], *fault]}
    st.session_state[_LAST] = facts
    _wall(key="wall", data=facts, height="content")


def draw_last_wall() -> bool:
    """
    Draw again what the wall last showed, with a line that says that there is no data any more.

    Returns
    -------
    bool
        Whether this session's wall has shown anything.
    """
    facts = st.session_state.get(_LAST)
    if facts is None:
        return False
    gone = both_messages("screen-no-build")
    _wall(key="wall", data={**facts, "notices": [gone, *facts["notices"]]}, height="content")
    return True


@st.fragment(run_every=_ASK_EVERY_SECONDS)
def watch_facts(shown: Hashable, facts: Callable[[], Hashable]) -> None:
    """
    Run the page again, and so give the wall new facts, when there are any: nobody is there to be asked.

    Parameters
    ----------
    shown
        What stands for the facts that the wall shows.
    facts
        What stands for the facts of now.
    """
    if facts() != shown:
        st.rerun(scope="app")


def _words(language: Language, name: str) -> str:
    """Words that the browser writes; it fills in what it alone knows."""
    values = {"server-gone": {"time": "{time}", "date": "{date}"}}
    return message(language, f"screen-{name}", **values.get(name, {}))


def _map_parts(language: Language, tiles: tuple[Tiles, ...]) -> dict[str, Any]:
    """What the maps of all scenes share, in a language."""
    parts = map_payload(
        [], [], alt=message(language, "map-alt"), columns={}, theme="dark", language=language, scale=1.0, tiles=tiles
    )
    return parts | {"legend": _legend(language)}


def _legend(language: Language) -> list[dict[str, Any]]:
    """What the colours and marks of each layer of a scene stand for."""
    cells = enumerate(PALETTES["dark"].cells)
    signs = {
        "cells": [_sign("area", f"rgb{colour}", class_words(index)) for index, colour in cells],
        "compounds": [
            _sign("ring", colour, message(language, f"status-{status}")) for status, colour in STATUS_COLOURS.items()
        ],
        "cuts": [
            _sign("ring", f"rgb{OPEN_COLOUR}", message(language, "wall-cuts-open")),
            _sign("dot", f"rgb{RESTORED_COLOUR}", message(language, "wall-cuts-restored")),
        ],
        "arcs": [
            _sign("arc", f"rgb{colour}", message(language, f"wall-arcs-{family}"))
            for family, colour in FLOW_COLOURS.items()
        ],
    }
    labels = {
        "cells": message(language, "wall-cells", days="{days}"),
        "compounds": message(language, "screen-compounds"),
        "cuts": "",
        "arcs": "",
    }
    return [{"layer": layer, "label": labels[layer], "signs": signs[layer]} for layer in signs]


def _sign(sign: str, colour: str, words: str) -> dict[str, str]:
    return {"sign": sign, "colour": colour, "words": words}


def _tiles() -> tuple[tuple[Tiles, ...], list[Words]]:
    """The administrator's tiles; where the setting is wrong, our own basemap, and what is wrong."""
    try:
        return read_tiles(os.environ.get(SETTING, "")), []
    except ValueError:
        # Not the setting itself: a tile address may hold a key, and a wall is read by a room.
        return (), [both_messages("screen-basemap", setting=SETTING)]
