import json
import re
from pathlib import Path
from typing import Any

import pytest

from dashboard.map.tiles import Tiles, read_tiles

ADDRESS = "https://tiles.example/{z}/{x}/{y}.png"
STYLE = {
    "version": 8,
    "sources": {
        "ground": {"type": "raster", "tiles": [ADDRESS], "tileSize": 512, "attribution": "Survey Department"},
        "names": {"type": "raster", "tiles": ["/tiles/{z}/{x}/{-y}"], "minzoom": 5, "maxzoom": 14},
        "unused": {"type": "vector", "url": "https://tiles.example"},
    },
    "layers": [
        {"id": "paper", "type": "background"},
        {"id": "b", "type": "raster", "source": "ground"},
        {"id": "c", "type": "raster", "source": "names"},
    ],
}


def _file(folder: Path, content: Any) -> str:
    path = folder / "style.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("setting", ["", "  \n"])
def test_no_setting_means_our_own_basemap(setting: str) -> None:
    assert read_tiles(setting) == ()


def test_a_tile_address_is_one_layer_of_tiles() -> None:
    assert read_tiles(f" {ADDRESS} ") == (Tiles(tiles=(ADDRESS,)),)


def test_a_style_of_raster_sources_is_its_layers_in_their_order(tmp_path: Path) -> None:
    assert read_tiles(_file(tmp_path, STYLE)) == (
        Tiles(tiles=(ADDRESS,), tile_size=512, credit="Survey Department"),
        Tiles(tiles=("/tiles/{z}/{x}/{-y}",), minzoom=5, maxzoom=14),
    )


def test_a_tilejson_is_one_layer_of_tiles(tmp_path: Path) -> None:
    content = {"tilejson": "3.0.0", "tiles": [ADDRESS], "maxzoom": 12, "attribution": "© Survey"}
    assert read_tiles(_file(tmp_path, content)) == (Tiles(tiles=(ADDRESS,), maxzoom=12, credit="© Survey"),)


def _changed(**sources: Any) -> dict[str, Any]:
    return {**STYLE, "sources": {**STYLE["sources"], **sources}}  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("{", "can't be read"),
        ([1], "found a list"),
        ({"version": 8}, "no tiles, and no sources and layers"),
        ({**STYLE, "layers": [{"type": "fill", "source": "ground"}]}, "layers of other kinds: fill"),
        ({**STYLE, "layers": [{"type": "raster", "source": "gone"}]}, "lacks the source gone"),
        ({**STYLE, "layers": []}, "lacks the source of any layer"),
        (_changed(ground={"type": "raster", "url": "https://tiles.example"}), "found None in source 'ground'"),
        (_changed(ground={"tiles": [ADDRESS, "https://tiles.example/{z}.png"]}), "source 'ground'"),
        (_changed(ground={"tiles": ["javascript:alert(1)/{z}/{x}/{y}"]}), "javascript"),
        (_changed(ground=7), "source 'ground'"),
        ({"tiles": [ADDRESS], "minzoom": 9, "maxzoom": 3}, "in order"),
        ({"tiles": [ADDRESS], "tileSize": 0}, "whole numbers"),
        ({"tiles": [ADDRESS], "minzoom": "5"}, "whole numbers"),
    ],
)
def test_a_file_that_is_neither_is_refused_with_what_was_found(tmp_path: Path, content: Any, found: str) -> None:
    with pytest.raises(ValueError, match=re.escape(found)):
        read_tiles(_file(tmp_path, content))


@pytest.mark.parametrize("setting", ["streets", "/no/such/file.json", "https://tiles.example/style.json"])
def test_a_setting_that_names_no_file_says_what_is_accepted(setting: str) -> None:
    with pytest.raises(ValueError, match=r"MOEI_BASEMAP takes .*\{z\}/\{x\}/\{y\}.*can't be read"):
        read_tiles(setting)


def test_an_address_of_another_scheme_is_refused() -> None:
    with pytest.raises(ValueError, match="MOEI_BASEMAP takes"):
        read_tiles("file:///etc/{z}/{x}/{y}")
