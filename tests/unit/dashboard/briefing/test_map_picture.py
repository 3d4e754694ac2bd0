"""A map on paper has the colours, the classes and the counts of the screen, and holds nothing but values."""

import json
from typing import Any

import h3
import pandas as pd
import pytest

from dashboard.briefing.drawn import drawn_layers
from dashboard.briefing.extent import fitted
from dashboard.briefing.legend import Group, map_legend
from dashboard.briefing.map_picture import THEME, MapPicture, map_picture
from dashboard.layers.arcs import FLOW_COLOURS, arc_layers
from dashboard.layers.cells import cell_layer
from dashboard.layers.compounds import compound_layers
from dashboard.layers.cuts import OPEN_COLOUR, RESTORED_COLOUR, cut_layers
from dashboard.layers.palette import PALETTES, STATUS_COLOURS, SUPPLY_COLOURS, cell_class
from dashboard.layers.supplies import SHAPES, supply_layers
from dashboard.map.protocol import Bounds, described_layers

MAE_SOT = Bounds(98.1, 16.2, 99.0, 17.1)
COUNTS = (1, 3, 7, 12, 90, 2)


def cells(counts: tuple[int, ...] = COUNTS) -> pd.DataFrame:
    around = sorted(h3.grid_disk(h3.latlng_to_cell(16.7, 98.5, 6), 2))
    return pd.DataFrame({"cell": around[: len(counts)], "counted": counts, "tip": ""})


def points(*rows: tuple[float, float, str, list[str]]) -> pd.DataFrame:
    names = ["longitude", "latitude", "location_precision", "statuses"]
    made = pd.DataFrame(rows, columns=names)
    return made.assign(point=[f"p{place}" for place in range(len(made))], tip="")


def picture(areas: list[Any], marks: list[Any], bounds: Bounds = MAE_SOT, **more: Any) -> MapPicture:
    return map_picture(
        bounds,
        described_layers(areas),
        described_layers(marks),
        **({"width": 900, "height": 700, "language": "en"} | more),
    )


def rows(found: MapPicture) -> list[dict[str, Any]]:
    return [row for part in found.vega["data"] for row in part["values"]]


def css(colour: tuple[int, ...]) -> str:
    return f"rgb({colour[0]},{colour[1]},{colour[2]})"


def hex_css(colour: str) -> str:
    return css(tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5)))


def counted(groups: list[Group], words: str) -> int | None:
    return next(entry.count for group in groups for entry in group.entries if entry.words == words)


def test_a_cell_has_the_colour_of_its_class_on_the_screen() -> None:
    found = picture([cell_layer(cells(), THEME)], [])
    expected = sorted(css(PALETTES[THEME].cells[cell_class(count)]) for count in COUNTS)
    colours = {css(colour) for colour in PALETTES[THEME].cells}
    assert sorted(row["fill"] for row in rows(found) if row.get("fill") in colours) == expected


def test_the_legend_counts_the_cells_of_each_class_that_are_drawn() -> None:
    found = picture([cell_layer(cells(), THEME)], [])
    groups = map_legend(("cells",), found.counts, map_days=365, language="en")
    assert [entry.count for entry in groups[0].entries] == [1, 2, 1, 1, 1]
    drawn = [row["fill"] for row in rows(found) if "fill" in row]
    for entry in groups[0].entries:
        assert drawn.count(hex_css(entry.colour)) == entry.count


def test_the_legend_counts_compounds_and_not_pins() -> None:
    layers = compound_layers(
        points(
            (98.5, 16.7, "town", ["active", "active", "raided"]),
            (98.6, 16.6, "site", ["active"]),
            (98.4, 16.5, "district", ["unknown"]),
        ),
        THEME,
    )
    found = picture([], layers)
    groups = map_legend(("compounds",), found.counts, map_days=365, language="en")
    assert [counted(groups, status) for status in ("Active", "Raided", "Unknown", "Planned")] == [3, 1, 1, 0]
    names = ("Site: a dot", "Town: a ring of 5 km", "District: a hatched disk of 20 km")
    assert [counted(groups, name) for name in names] == [1, 1, 1]
    strokes = {row.get("stroke") for row in rows(found)}
    assert {hex_css(STATUS_COLOURS[status]) for status in ("active", "raided", "unknown")} <= strokes
    assert [row["text"] for row in rows(found) if row.get("text") in ("1", "3")].count("3") == 1


def test_a_ring_is_as_wide_on_paper_as_it_stands_for() -> None:
    extent = fitted(MAE_SOT, width=900, height=700)
    layers = described_layers(compound_layers(points((98.5, 16.7, "town", ["active"])), THEME))
    ring = next(shape for shape in drawn_layers(layers, extent, THEME).shapes if shape.width == pytest.approx(1.2))
    radius = float(ring.path.split("A")[1].split(",")[0])
    north = h3.great_circle_distance((16.7, 98.5), (16.8, 98.5), unit="m")
    pixels = extent.point(98.5, 16.7)[1] - extent.point(98.5, 16.8)[1]
    assert radius == pytest.approx(5000 * pixels / north, rel=0.01)


def test_what_lies_outside_is_neither_drawn_nor_counted() -> None:
    found = picture([], compound_layers(points((101.0, 14.0, "site", ["active"])), THEME))
    assert found.counts["status", "active"] == 0
    assert hex_css(STATUS_COLOURS["active"]) not in {row.get("stroke") for row in rows(found)}


def test_cuts_and_arcs_have_their_colours_and_counts() -> None:
    supplies = pd.DataFrame(
        {
            "longitude": [98.5, 98.5, 98.6, 98.7],
            "latitude": [16.7, 16.7, 16.6, 16.5],
            "location_precision": ["town", "town", "site", "province"],
            "is_restored": [False, True, False, False],
        }
    )
    flows = pd.DataFrame(
        {
            "family": ["moves", "people"],
            "origin_longitude": [98.5, 98.3],
            "origin_latitude": [16.7, 16.5],
            "destination_longitude": [98.7, 98.8],
            "destination_latitude": [16.4, 16.9],
            "events": [4, 1],
        }
    )
    found = picture([], [*cut_layers(supplies, THEME), *arc_layers(flows, THEME)])
    groups = map_legend(("cuts", "arcs"), found.counts, map_days=365, language="en")
    assert counted(groups, "Cut, not reported restored") == 2
    assert counted(groups, "Reported restored") == 1
    assert counted(groups, "Moves of operations, reported") == 1
    assert counted(groups, "People on the way, reported") == 1
    used = {row.get("stroke") for row in rows(found)} | {row.get("fill") for row in rows(found)}
    assert {css(OPEN_COLOUR), css(RESTORED_COLOUR), *map(css, FLOW_COLOURS.values())} <= used


def test_supplies_have_the_shapes_and_colours_of_the_screen_and_are_counted_by_mark() -> None:
    marks = pd.DataFrame(
        {
            "point_id": "p",
            "longitude": 98.6,
            "latitude": 16.7,
            "location_precision": "district",
            "mark": [*SHAPES],
            "place": range(len(SHAPES)),
            "of": len(SHAPES),
            "tip": "",
        }
    )
    extent = fitted(MAE_SOT, width=900, height=700)
    drawn = drawn_layers(described_layers(supply_layers(marks, THEME)), extent, THEME)
    assert {which: count for (what, which), count in drawn.counts.items() if what == "supplies"} == dict.fromkeys(
        SHAPES, 1
    )
    assert drawn.counts["precision", "district"] == 1
    for mark, shape in SHAPES.items():
        red, green, blue = (int(SUPPLY_COLOURS[mark][place : place + 2], 16) for place in (1, 3, 5))
        assert any((one.fill if shape.is_filled else one.stroke) == (red, green, blue, 255) for one in drawn.shapes), (
            mark
        )
    assert len({shape.path for shape in drawn.shapes}) == len(drawn.shapes)


def test_a_layer_that_no_picture_can_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="can't draw a TripsLayer"):
        drawn_layers([{"@@type": "TripsLayer"}], fitted(MAE_SOT, width=100, height=100), THEME)


def test_disputed_stretches_are_dashed_and_counted() -> None:
    preah_vihear = picture([], [], Bounds(104.2, 14.1, 105.2, 14.7))
    dashed = [row for row in rows(preah_vihear) if row.get("strokeDash")]
    assert len(dashed) == preah_vihear.counts["border", "disputed"] > 0
    assert {row["stroke"] for row in dashed} == {css(PALETTES[THEME].border)}
    assert not [row for row in rows(picture([], [], Bounds(99.3, 12.0, 100.5, 13.0))) if row.get("strokeDash")]


def test_names_are_those_of_the_language_and_only_places_in_the_picture() -> None:
    english = {row.get("text") for row in rows(picture([], []))}
    thai = {row.get("text") for row in rows(picture([], [], language="th"))}
    assert {"Mae Sot", "Myawaddy", "20 km", "N"} <= english
    assert {"แม่สอด", "เมียวดี", "20 กม.", "น"} <= thai
    assert not {"Bangkok", "กรุงเทพฯ"} & (english | thai)


def test_a_picture_asks_for_nothing_and_computes_nothing() -> None:
    told = json.dumps(picture([cell_layer(cells(), THEME)], []).vega)
    assert not {part for part in ('"url"', '"signal"', '"expr"', '"format"') if part in told}
