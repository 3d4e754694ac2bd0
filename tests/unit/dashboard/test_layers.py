import json
import math
import re
from collections import Counter
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pandas as pd
import pydeck as pdk
import pytest

from dashboard.findings.map_points import compound_points, described_cells
from dashboard.layers.cells import cell_layer
from dashboard.layers.compounds import RING_KM, compound_layers
from dashboard.layers.found import found_layers
from dashboard.layers.palette import CELL_BREAKS, PALETTES, STATUS_COLOURS, Theme, cell_class, class_words
from dashboard.layers.rows import MOST_ROWS
from etl.contract.vocab import COMPOUND_STATUSES

THEMES: tuple[Theme, ...] = ("light", "dark")
SECRET = "a summary <b>that</b> no layer may carry"


def _cells(count: int = 1) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "cell": ["866485c27ffffff"] * count,
            "counted": [1 + i % 40 for i in range(count)],
            "tip": ["5 events"] * count,
            "summary": SECRET,
        }
    )


def _points(*statuses: list[str], precision: str = "town") -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "point": f"{98.5 + i:.5f},16.70000,{precision}",
                "longitude": 98.5 + i,
                "latitude": 16.7,
                "location_precision": precision,
                "statuses": names,
                "compound_ids": ("kk-park",) * len(names),
                "tip": "KK Park",
                "summary": SECRET,
            }
            for i, names in enumerate(statuses)
        ]
    )


def _json(layer: pdk.Layer) -> dict[str, Any]:
    """A layer as it travels."""
    return json.loads(pdk.Deck(layers=[layer], map_provider=None).to_json())["layers"][0]


def _all_layers(theme: Theme) -> list[pdk.Layer]:
    points = pd.concat([_points(["active", "raided"], precision=name) for name in ("site", "town", "district")])
    return [
        cell_layer(_cells(30), theme),
        *compound_layers(points, theme),
        *found_layers(98.5, 16.7, theme),
    ]


def test_what_a_search_found_is_a_ring_round_its_point() -> None:
    edge, ring = (_json(layer) for layer in found_layers(98.5, 16.7, "dark", scale=2))
    assert edge["data"] == ring["data"] == [{"longitude": 98.5, "latitude": 16.7}]
    assert ring["getLineColor"] == [*PALETTES["dark"].mark, 255]
    assert edge["getLineWidth"] > ring["getLineWidth"]
    assert not ring["filled"]


@pytest.mark.parametrize("theme", THEMES)
def test_a_deck_is_json_that_a_browser_reads_and_carries_no_other_column(theme: Theme) -> None:
    text = pdk.Deck(layers=_all_layers(theme), map_provider=None).to_json()
    deck = json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert SECRET not in text
    assert "kk-park" not in text, "the ids of compounds stay with us"
    ids = [layer["id"] for layer in deck["layers"]]
    assert len(ids) == len(set(ids))
    assert [layer["id"] for layer in deck["layers"] if layer.get("pickable")] == ["cells", "compounds"]


def test_cell_rows_are_id_colour_and_tip() -> None:
    layer = _json(cell_layer(_cells(), "light"))
    assert layer["@@type"] == "H3HexagonLayer"
    assert layer["data"] == [
        {"cell": "866485c27ffffff", "colour": [*PALETTES["light"].cells[0], 205], "tip": "5 events"}
    ]
    assert layer["getHexagon"] == "@@=cell"
    assert layer["highPrecision"] is True


@pytest.mark.parametrize("theme", THEMES)
def test_a_cell_has_the_colour_of_its_class(theme: Theme) -> None:
    cells = pd.DataFrame({"cell": list("abcde"), "counted": [1, 4, 9, 24, 400], "tip": ""})
    colours = [tuple(row["colour"][:3]) for row in _json(cell_layer(cells, theme))["data"]]
    assert colours == list(PALETTES[theme].cells)


def test_more_cells_than_a_map_can_hold_are_refused() -> None:
    assert len(_json(cell_layer(_cells(MOST_ROWS), "light"))["data"]) == MOST_ROWS
    with pytest.raises(ValueError, match="aggregate first"):
        cell_layer(_cells(MOST_ROWS + 1), "light")


def test_a_layer_without_rows_is_empty_and_no_error() -> None:
    empty_points = compound_points(pd.DataFrame(columns=["location_precision", "longitude", "latitude"]), "en")
    assert _json(cell_layer(_cells().iloc[:0], "light"))["data"] == []
    assert [_json(layer)["data"] for layer in compound_layers(empty_points, "dark")] == [[], [], [], []]


def test_cells_of_a_query_without_rows_make_an_empty_layer() -> None:
    columns = ["cell", "events", "activity", "response", "representative_points", "is_all_representative"]
    described = described_cells(pd.DataFrame(columns=columns), "en")
    assert _json(cell_layer(described, "dark"))["data"] == []


@pytest.mark.parametrize("events", [*range(1, 60), 10**6])
def test_a_number_of_events_is_in_the_class_whose_words_hold_it(events: int) -> None:
    words = class_words(cell_class(events))
    low, high = (words[:-1], "1000000") if words.endswith("+") else (words.split("–") * 2)[:2]
    assert int(low) <= events <= int(high)


def test_classes_are_as_many_as_their_colours_and_get_darker_by_day_and_lighter_by_night() -> None:
    for theme, sign in (("light", -1), ("dark", 1)):
        colours = PALETTES[theme].cells
        brightness = [sign * (0.2126 * r + 0.7152 * g + 0.0722 * b) for r, g, b in colours]
        assert len(colours) == len(CELL_BREAKS)
        assert brightness == sorted(brightness)


def _pin(statuses: list[str], theme: Theme = "light") -> tuple[dict[str, Any], ElementTree.Element]:
    """The one pin of a point, and its picture."""
    layer = _json(compound_layers(_points(statuses), theme)[-1])
    prefix = "data:image/svg+xml;charset=utf-8,"
    assert layer["iconAtlas"].startswith(prefix)
    (pin,) = ElementTree.fromstring(unquote(layer["iconAtlas"].removeprefix(prefix)))
    return layer["data"][0], pin


def _arcs(svg: ElementTree.Element) -> dict[str, float]:
    """Colour of each arc of a ring -> its share of the turn."""
    shares = {}
    for shape in svg:
        if shape.get("fill") != "none":
            continue
        if shape.tag.endswith("circle"):
            shares[str(shape.get("stroke"))] = 1.0
            continue
        match = re.fullmatch(r"M(\S+) (\S+) A24 24 0 ([01]) 1 (\S+) (\S+)", str(shape.get("d")))
        assert match is not None
        x0, y0, x1, y1 = (float(match[i]) - 32 for i in (1, 2, 4, 5))
        turn = (math.atan2(x1, -y1) - math.atan2(x0, -y0)) / (2 * math.pi) % 1
        assert (turn > 0.5 + 1e-3) <= (match[3] == "1")
        shares[str(shape.get("stroke"))] = turn
    return shares


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "statuses",
    [["active"], ["raided"] * 7, ["active", "raided"], ["active"] * 3 + ["planned"], list(COMPOUND_STATUSES) * 4],
    ids=len,
)
def test_a_pin_is_a_ring_of_one_arc_a_status_with_the_number_of_compounds(theme: Theme, statuses: list[str]) -> None:
    row, svg = _pin(statuses, theme)
    assert [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")] == [str(len(statuses))]
    shares = {STATUS_COLOURS[status]: n / len(statuses) for status, n in Counter(statuses).items()}
    assert _arcs(svg) == pytest.approx(shares, abs=1e-3)
    assert row.keys() == {"point", "longitude", "latitude", "icon", "size", "tip"}


def test_the_foot_of_a_pin_is_its_point() -> None:
    layer = _json(compound_layers(_points(["active"]), "light")[-1])
    icon = layer["iconMapping"][layer["data"][0]["icon"]]
    assert (icon["anchorX"], icon["anchorY"]) == (icon["width"] / 2, icon["height"])


def test_points_of_the_same_statuses_share_a_pin_and_no_two_pins_overlap() -> None:
    points = _points(
        ["active"], ["raided", "active"], ["active", "raided"], *([status] * 2 for status in COMPOUND_STATUSES)
    )
    layer = _json(compound_layers(points, "light")[-1])
    boxes = [(icon["x"], icon["y"], icon["width"], icon["height"]) for icon in layer["iconMapping"].values()]
    assert {row["icon"] for row in layer["data"]} == layer["iconMapping"].keys()
    assert len(boxes) == 2 + len(COMPOUND_STATUSES)
    for x, y, width, height in boxes:
        others = [box for box in boxes if box != (x, y, width, height)]
        assert all(abs(x - other[0]) >= width or abs(y - other[1]) >= height for other in others)


def test_fuller_pins_are_larger_up_to_a_limit_and_drawn_last() -> None:
    layer = compound_layers(_points(["active"] * 50, ["active"], ["active"] * 3), "light")[-1]
    assert [row["size"] for row in _json(layer)["data"]] == [44, 52, 64]


def test_a_pin_holds_no_text_of_a_record() -> None:
    points = _points(["active"])
    points["tip"] = "<script>alert(1)</script>"
    assert "script" not in unquote(_json(compound_layers(points, "light")[-1])["iconAtlas"])


def test_a_status_that_the_contract_lacks_draws_no_arc_but_counts() -> None:
    _, svg = _pin(["active", "<b>"])
    assert _arcs(svg) == pytest.approx({STATUS_COLOURS["active"]: 0.5}, abs=1e-3)
    assert "<b>" not in ElementTree.tostring(svg, encoding="unicode")


@pytest.mark.parametrize(
    ("precision", "drawn"),
    [
        ("site", {"precision-hatch": False, "precision-ring": False, "precision-site": True}),
        ("town", {"precision-hatch": False, "precision-ring": True, "precision-site": False}),
        ("district", {"precision-hatch": True, "precision-ring": True, "precision-site": False}),
    ],
)
def test_how_exactly_a_compound_is_known_is_drawn(precision: str, drawn: dict[str, bool]) -> None:
    layers = {layer.id: _json(layer) for layer in compound_layers(_points(["active"], precision=precision), "light")}
    assert {name: bool(layers[name]["data"]) for name in drawn} == drawn
    radii = [row["radius"] for row in layers["precision-ring"]["data"]]
    assert radii == ([RING_KM[precision] * 1000] if precision in RING_KM else [])


def test_a_town_is_a_ring_of_five_kilometres_and_a_district_one_of_twenty() -> None:
    assert RING_KM == {"town": 5.0, "district": 20.0}


def test_hatching_stays_in_its_disk() -> None:
    hatch = _json(compound_layers(_points(["active"], precision="district"), "light")[0])
    for line in hatch["data"]:
        for longitude, latitude in (line["start"], line["end"]):
            east = (longitude - 98.5) * 111.195 * math.cos(math.radians(16.7))
            north = (latitude - 16.7) * 111.195
            assert math.hypot(east, north) == pytest.approx(20, abs=0.05)
