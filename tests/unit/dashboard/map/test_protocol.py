import json
import re
from typing import Any

import pydeck as pdk
import pytest

from dashboard.layers.found import found_layers
from dashboard.layers.palette import PALETTES, Theme
from dashboard.map import assets
from dashboard.map.protocol import WHOLE, Bounds, Focus, Picked, View, map_payload, read_point
from dashboard.map.tiles import Tiles
from dashboard.state import LANGUAGES, Language


def _payload(**changes: Any) -> dict[str, Any]:
    area = pdk.Layer("H3HexagonLayer", data=[{"cell": "866485c27ffffff"}], id="cells", get_hexagon="cell")
    usual = {"alt": "Map", "columns": {"cells": "cell"}, "theme": "light", "language": "en", "scale": 1.0}
    return map_payload([area], found_layers(98.5, 16.7, "light"), **usual | changes)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_travels_is_json_without_an_address_of_another_host(theme: Theme, language: Language) -> None:
    text = json.dumps(_payload(theme=theme, language=language), allow_nan=False)
    assert not re.search(r"https?://", text)
    assert "mapStyle" not in text


def test_areas_and_marks_keep_their_order_and_apart() -> None:
    payload = _payload()
    assert [layer["id"] for layer in payload["areas"]] == ["cells"]
    assert [layer["id"] for layer in payload["marks"]] == ["found-edge", "found"]


def test_the_basemap_travels_as_colours_alone() -> None:
    basemap = _payload(theme="dark")["basemap"]
    assert basemap["colours"]["water"] == list(PALETTES["dark"].water)
    assert basemap["colours"]["ink"] == [0xF2, 0xF6, 0xFA]
    assert basemap["tiles"] == []
    assert "OpenStreetMap" in basemap["credit"]


def test_tiles_bring_their_own_credit_in_place_of_ours() -> None:
    tiles = (Tiles(tiles=("/a/{z}/{x}/{y}",), credit="Survey"), Tiles(tiles=("/b/{z}/{x}/{y}",)))
    basemap = _payload(tiles=tiles)["basemap"]
    assert basemap["credit"] == "Survey"
    assert [source["tiles"] for source in basemap["tiles"]] == [("/a/{z}/{x}/{y}",), ("/b/{z}/{x}/{y}",)]


def test_focus_bounds_and_choice_travel_as_they_are() -> None:
    payload = _payload(
        focus=Focus("place-a", View(98.5, 16.7, 11.0)), bounds=Bounds(1, 2, 3, 4), chosen=Picked("cells", "x")
    )
    assert payload["focus"] == {"id": "place-a", "longitude": 98.5, "latitude": 16.7, "zoom": 11.0}
    assert payload["bounds"] == {"west": 1, "south": 2, "east": 3, "north": 4}
    assert payload["chosen"] == {"layer": "cells", "id": "x"}
    nothing = _payload()
    assert (nothing["focus"], nothing["chosen"]) == (None, None)
    assert nothing["bounds"]["north"] == WHOLE.north


def test_another_file_of_the_map_is_another_version(tmp_path, monkeypatch) -> None:
    for folder in assets._FOLDERS:
        (tmp_path / folder).mkdir()
    file = tmp_path / "map" / "map.js"
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    versions = []
    for text in ("a", "b", "a"):
        file.write_text(text)
        versions.append(assets.assets_version.__wrapped__())
    assert versions[0] == versions[2] != versions[1]
    assert re.fullmatch(r"[0-9a-f]{12}", versions[0])


@pytest.mark.parametrize(
    ("told", "point"),
    [
        ({"longitude": 98.5, "latitude": 16.7}, (98.5, 16.7)),
        ({"longitude": -180, "latitude": 90}, (-180.0, 90.0)),
        ({"longitude": 180.1, "latitude": 16.7}, None),
        ({"longitude": 98.5, "latitude": float("nan")}, None),
        ({"longitude": 98.5, "latitude": float("inf")}, None),
        ({"longitude": True, "latitude": 16.7}, None),
        ({"longitude": "98.5", "latitude": "16.7"}, None),
        ({"longitude": 98.5}, None),
        ([98.5, 16.7], None),
        (None, None),
    ],
)
def test_a_point_is_one_on_the_earth_or_none(told: object, point: tuple[float, float] | None) -> None:
    assert read_point(told) == point
