"""What a browser says of its view and of what was drawn on it is checked, whatever it says."""

import json
from typing import Any

import h3.api.basic_int as h3
import pytest

from dashboard.map.protocol import Bounds, DrawingTools, Focus, Opening, map_payload
from dashboard.map.view import Extent, extent_text, read_drawn, read_extent
from dashboard.state import LANGUAGES, Language
from geo.areas import AreaError, read_area


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "98.5,16.7",
        "98.5,16.7,9,1,2",
        "181,16,9",
        "98,86,9",
        "98,16,23",
        "98,16,-1",
        "98,16,9,0.1",
        "98,16,9,9",
        "nan,16,9",
        "inf,16,9",
        "1e2,16,9",
        "98.5,16.7,9;",
        "٩٨,16,9",
        "98.5," * 1000,
        "<b>,1,1",
        " 98,16,9",
    ],
)
def test_what_is_no_extent_is_none(text: str) -> None:
    assert read_extent(text) is None


def test_what_a_map_tells_makes_the_same_extent_again() -> None:
    told = {"longitude": 98.51239, "latitude": -0.00001, "zoom": 9.256, "aspect": 1.4999}
    text = extent_text(told)
    assert read_extent(text) == Extent(98.5124, -0.0, 9.26, 1.5)


@pytest.mark.parametrize(
    "told",
    [
        None,
        {},
        [],
        "x",
        {"longitude": 98},
        {"longitude": float("nan"), "latitude": 1, "zoom": 1, "aspect": 1},
        {"longitude": 98, "latitude": 99, "zoom": 1, "aspect": 1},
        {"longitude": 98, "latitude": "9", "zoom": 1, "aspect": 1},
    ],
)
def test_what_tells_nothing_sensible_is_no_word_of_the_address(told: object) -> None:
    assert extent_text(told) == ""


def test_an_extreme_window_is_told_as_far_as_an_address_takes_it() -> None:
    assert extent_text({"longitude": 98, "latitude": 16, "zoom": 9, "aspect": 40.0}) == "98,16,9,5"


def test_what_was_drawn_becomes_an_area() -> None:
    assert read_drawn({"kind": "box", "points": [[98, 16], [99, 17]]}).text == "b1:98,16,99,17"
    circle = read_drawn({"kind": "circle", "points": [[98.5, 16.7], [98.5, 16.8]]})
    assert circle.circle == (98.5, 16.7, pytest.approx(11.066, abs=0.01))
    polygon = read_drawn({"kind": "polygon", "points": [[98, 16], [98.5, 16], [98.2, 16.4]]})
    assert read_area(polygon.text).km2 == pytest.approx(53.4 * 44.25 / 2, rel=0.01)
    cell = h3.latlng_to_cell(16.7, 98.5, 6)
    assert read_drawn({"kind": "cells", "cells": [h3.int_to_str(cell)]}).cells == (cell,)


@pytest.mark.parametrize(
    "told",
    [
        None, "box", {}, {"kind": "box"},
        {"kind": "star", "points": [[98, 16], [99, 17]]}, {"kind": "box", "points": [[98, 16]]},
        {"kind": "box", "points": [[98, "16"], [99, 17]]}, {"kind": "box", "points": [[98, float("inf")], [99, 17]]},
        {"kind": "polygon", "points": [[98, 16]] * 1000}, {"kind": "polygon", "points": {"0": 1}},
        {"kind": "cells", "cells": ["866485c27ffffff", "<b>"]}, {"kind": "cells", "cells": "866485c27ffffff"},
        {"kind": "circle", "points": [[98, 16], [98, 16]]}, {"kind": "circle", "points": [[98, 160], [98, 16]]},
        {"kind": "polygon", "points": [[98, 16], [99, 17], [99, 16], [98, 17]]},
    ],
    ids=lambda told: str(told)[:40],
)  # fmt: skip
def test_what_was_not_drawn_is_refused(told: object) -> None:
    with pytest.raises(AreaError):
        read_drawn(told)


def _payload(**changes: Any) -> dict[str, Any]:
    usual = {"alt": "Map", "columns": {}, "theme": "light", "language": "en", "scale": 1.0}
    return map_payload([], [], **usual | changes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_opening_and_tools_travel_as_they_are(language: Language) -> None:
    payload = _payload(
        opening=Opening(3, Extent(98, 16, 9, 1.5)), drawing=DrawingTools(6, ("866485c27ffffff",)), language=language
    )
    assert payload["view"] == {"id": 3, "at": {"longitude": 98, "latitude": 16, "zoom": 9, "aspect": 1.5}}
    assert payload["drawing"]["resolution"] == 6
    assert payload["drawing"]["cells"] == ("866485c27ffffff",)
    assert json.dumps(payload)
    assert all(payload["drawing"]["words"].values())


def test_without_them_the_map_tells_nothing_and_draws_nothing() -> None:
    payload = _payload()
    assert (payload["view"], payload["drawing"]) == (None, None)
    assert _payload(opening=Opening(1, None))["view"] == {"id": 1, "at": None}


def test_a_focus_may_be_bounds() -> None:
    focus = _payload(focus=Focus("area-x", Bounds(1, 2, 3, 4)))["focus"]
    assert focus == {"id": "area-x", "west": 1, "south": 2, "east": 3, "north": 4}
