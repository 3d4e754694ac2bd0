"""Arcs and Sankey of the same ways: they agree, and what one can't show is told."""

import json
from collections import defaultdict
from typing import Any

import duckdb
import pandas as pd
import pytest
import shapely
from shapely.geometry import shape

from dashboard.charts.sankey import BAND, NODE, sankey_chart
from dashboard.charts.style import LAYER_COLOURS
from dashboard.findings.movement import (
    FLOWS,
    LAND,
    UNTOLD,
    Stops,
    arc_box,
    count_beyond,
    count_words,
    mapped,
    measured,
    path_of,
    stop_words,
    stops_by_id,
    way_table,
)
from dashboard.findings.movement_sankey import OTHERS, picture, stage_paths
from dashboard.language import message
from dashboard.layers.arcs import FLOW_COLOURS
from dashboard.layers.inferred import INFERRED_COLOUR
from dashboard.layers.ways import LAYER_ID, way_layers
from dashboard.queries import movement
from dashboard.state import LANGUAGES, Language, ViewState
from etl.warehouse import PROJECT

CLEAR = ("CLEAR",)
FLOW = pytest.mark.parametrize("flow", FLOWS)
PEOPLE = pytest.mark.parametrize("is_people", [False, True])
A, B, C = "place:a", "place:b", "place:c"
STOPS: Stops = {
    A: {"name": "A", "name_th": "ก", "longitude": 98.0, "latitude": 16.0, "location_precision": "town"},
    B: {"name": "B", "name_th": "ข", "longitude": 99.0, "latitude": 16.0, "location_precision": "district"},
    C: {"name": "C", "name_th": "ค", "longitude": 98.0, "latitude": 16.0, "location_precision": "site"},
    "place:p": {"name": "P", "name_th": "พ", "longitude": 99.0, "latitude": 17.0, "location_precision": "province"},
}


def a_way(origin: str | None, via: tuple[str, ...], destination: str | None, events: int = 1) -> dict[str, Any]:
    return {
        "way_id": f"{origin}>{via}>{destination}",
        "origin_id": origin,
        "via_ids": list(via),
        "destination_id": destination,
        "events": events,
        "records": events,
        "persons": 10 * events,
        "told": events,
        "amount": events,
    }


def bundled_ways(bundled: duckdb.DuckDBPyConnection, flow: str, *, is_people: bool) -> tuple[pd.DataFrame, Stops]:
    state = ViewState(layers=(FLOWS[flow].layer,))
    ways = movement.list_parts(bundled, state=state, levels=CLEAR, kinds=FLOWS[flow].kinds, parts=("ways",))["ways"]
    return measured(ways, is_people=is_people), stops_by_id(movement.list_stops(bundled, levels=CLEAR))


def sums_of(ways: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Amount of each origin, place on the way, and destination, by plain Python."""
    sums: dict[str, dict[str, int]] = {part: defaultdict(int) for part in ("origin", "via", "destination")}
    for way in ways.to_dict("records"):
        sums["origin"][UNTOLD if pd.isna(way["origin_id"]) else way["origin_id"]] += way["amount"]
        sums["destination"][UNTOLD if pd.isna(way["destination_id"]) else way["destination_id"]] += way["amount"]
        for stop in way["via_ids"]:
            sums["via"][stop] += way["amount"]
    return {part: {key: amount for key, amount in found.items() if amount} for part, found in sums.items()}


def picture_sums(ways: pd.DataFrame, stops: Stops, *, most: int = 1000) -> dict[str, dict[str, int]]:
    """The same as the bars of a Sankey say it."""
    shown = picture(ways, stops, "en", unit="events", most=most)
    sums: dict[str, dict[str, int]] = {part: defaultdict(int) for part in ("origin", "via", "destination")}
    for bar in shown.bars.to_dict("records"):
        part = {0: "origin", shown.stages - 1: "destination"}.get(bar["stage"], "via")
        sums[part][bar["node"].split(" ", 1)[1]] += int(bar["amount"])
    return {part: dict(found) for part, found in sums.items()}


@FLOW
@PEOPLE
def test_arcs_and_sankey_agree_by_origin_crossing_and_destination(
    bundled: duckdb.DuckDBPyConnection, flow: str, is_people: bool
) -> None:
    ways, stops = bundled_ways(bundled, flow, is_people=is_people)
    arcs = mapped(ways, stops, FLOWS[flow], "en").arcs
    is_drawn = ways["way_id"].isin(arcs["way_id"])
    by_id = ways.set_index("way_id")["amount"]
    assert arcs.set_index("way_id")["amount"].to_dict() == by_id[arcs["way_id"]].to_dict()
    # What the map draws is in the Sankey with the same sums, and so is what it can't draw.
    assert picture_sums(ways[is_drawn], stops) == sums_of(ways[is_drawn])
    assert picture_sums(ways, stops) == sums_of(ways)
    rest, whole = sums_of(ways[~is_drawn]), sums_of(ways)
    for part, found in sums_of(ways[is_drawn]).items():
        for key, amount in found.items():
            assert amount + rest[part].get(key, 0) == whole[part][key]


@FLOW
@PEOPLE
def test_small_places_are_put_together_and_nothing_is_lost(
    bundled: duckdb.DuckDBPyConnection, flow: str, is_people: bool
) -> None:
    ways, stops = bundled_ways(bundled, flow, is_people=is_people)
    sums, whole = picture_sums(ways, stops, most=12), sums_of(ways)
    for part in ("origin", "destination"):
        assert len(sums[part]) <= 12
        assert sum(sums[part].values()) == sum(whole[part].values()) == ways["amount"].sum()
        assert all(whole[part][key] == amount for key, amount in sums[part].items() if key != OTHERS)
        assert (UNTOLD in sums[part]) == (UNTOLD in whole[part])


@FLOW
def test_every_record_is_on_the_map_or_told_as_not_on_it(bundled: duckdb.DuckDBPyConnection, flow: str) -> None:
    for is_people in (False, True):
        ways, stops = bundled_ways(bundled, flow, is_people=is_people)
        found = mapped(ways, stops, FLOWS[flow], "en")
        assert found.shown + sum(found.hidden.values()) == ways["records"].sum()
        assert found.shown == ways.loc[ways["way_id"].isin(found.arcs["way_id"]), "records"].sum()
        assert ("number" in found.hidden) == bool((ways["amount"] == 0).any())


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (a_way(A, (), B), [(98.0, 16.0), (99.0, 16.0)]),
        (a_way(A, (B,), C), [(98.0, 16.0), (99.0, 16.0), (98.0, 16.0)]),
        (a_way(A, ("place:p", B), B), [(98.0, 16.0), (99.0, 16.0)]),
        (a_way(A, (), C), "same"),
        (a_way(A, (), A), "same"),
        (a_way(A, (), None), "untold"),
        (a_way(None, (), "country:KE"), "untold"),
        (a_way("country:KE", (), A), "country"),
        (a_way(A, (), "place:p"), "province"),
        (a_way(A, (), "place:gone"), "untold"),
        (a_way(A, (), B, events=0), "number"),
    ],
)
def test_a_way_is_drawn_over_the_stops_that_are_known_or_the_reason_is_told(way: dict[str, Any], expected: Any) -> None:
    assert path_of(way, STOPS) == expected


def test_a_band_and_a_bar_stand_for_the_ways_that_pass_them() -> None:
    ways = pd.DataFrame([a_way(A, (B,), C, 2), a_way(A, (), C), a_way(None, (B,), C)])
    shown = picture(ways, STOPS, "en", unit="events")
    assert shown.stages == 3
    assert shown.ways[f"1 {B}"] == (ways["way_id"][0], ways["way_id"][2])
    assert shown.ways[f"0 {A} > 2 {C}"] == (ways["way_id"][1],)
    assert set(shown.edges["band"]) == {
        f"0 {A} > 1 {B}",
        f"1 {B} > 2 {C}",
        f"0 {A} > 2 {C}",
        f"0 {UNTOLD} > 1 {B}",
    }
    assert set(shown.bars["name"]) == {"A", "B", "C", message("en", "move-untold")}


def test_places_between_stand_against_the_destination() -> None:
    ways = pd.DataFrame([a_way(A, (B, "place:p"), C), a_way(A, ("place:p",), C)])
    assert stage_paths(ways) == [(A, B, "place:p", C), (A, None, "place:p", C)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_holds_both_selections_and_every_band(language: Language) -> None:
    shown = picture(pd.DataFrame([a_way(A, (B,), C, 2), a_way(A, (), B)]), STOPS, language, unit="people")
    chart = sankey_chart(
        shown.bars,
        shown.edges,
        stages=shown.stages,
        height=shown.height,
        heads=("From", "Over", "To"),
        colour="#56b4e9",
        theme="dark",
    ).to_dict()
    assert {BAND, NODE} <= {param["name"] for param in chart["params"]}
    rows = [row for data in chart["datasets"].values() for row in data]
    assert {row["band"] for row in rows if "band" in row} == set(shown.edges["band"])
    drawn = {row["words"] for row in rows if "words" in row}
    assert {"From", "Over", "To"} <= drawn
    assert {"3 · ก" if language == "th" else "3 · A"} <= drawn


def test_a_chart_of_direct_ways_has_no_head_between() -> None:
    shown = picture(pd.DataFrame([a_way(A, (), B)]), STOPS, "en", unit="people")
    heads = ("From", "Over", "To")
    chart = sankey_chart(
        shown.bars, shown.edges, stages=shown.stages, height=shown.height, heads=heads, colour="#56b4e9", theme="light"
    ).to_dict()
    drawn = {row["words"] for data in chart["datasets"].values() for row in data if "words" in row}
    assert {"From", "To"} <= drawn
    assert "Over" not in drawn


def test_arcs_can_be_picked_by_their_way_and_bear_no_more_than_their_words() -> None:
    found = mapped(pd.DataFrame([a_way(A, (B,), C, 5), a_way(A, (), B)]), STOPS, FLOWS["routes"], "en")
    layers = {layer.id: layer for layer in way_layers(found.arcs, "light")}
    arcs = layers[LAYER_ID].data
    assert {frozenset(row) for row in arcs} == {frozenset({"path", "colour", "pixels", "way_id", "tip"})}
    small, large = arcs
    assert small["pixels"] < large["pixels"]
    assert large["path"][0] == [98.0, 16.0] == large["path"][-1]
    assert "A → B → C" in large["tip"]
    assert way_layers(found.arcs.head(0), "dark")[1].data == []


def test_the_map_opens_no_wider_than_its_land_and_says_what_leads_beyond() -> None:
    dubai = {"name": "Dubai", "name_th": "ดูไบ", "longitude": 55.3, "latitude": 25.2, "location_precision": "town"}
    stops = {**STOPS, "place:dubai": dubai}
    near, far = a_way(A, (), B), a_way("place:dubai", (A,), B)
    arcs = mapped(pd.DataFrame([near, far]), stops, FLOWS["routes"], "en").arcs
    assert arc_box(arcs) == arc_box(arcs[:1]) == pytest.approx((97.75, 15.75, 99.25, 16.25))
    assert (count_beyond(arcs), count_beyond(arcs[:1])) == (1, 0)
    assert arc_box(arcs.head(0)) is None
    land = json.loads((PROJECT / "data" / "reference" / "region_land.geojson").read_text(encoding="utf-8"))
    assert shapely.total_bounds([shape(part["geometry"]) for part in land["features"]]).tolist() == list(LAND)


def test_what_is_inferred_shares_no_colour_with_what_is_reported() -> None:
    inferred = "#{:02x}{:02x}{:02x}".format(*INFERRED_COLOUR)
    assert inferred not in LAYER_COLOURS.values()
    assert INFERRED_COLOUR not in FLOW_COLOURS.values()
    assert len(set(LAYER_COLOURS.values())) == len(LAYER_COLOURS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_stop_is_called_says_what_is_not_known(language: Language) -> None:
    assert stop_words(None, STOPS, language) == stop_words(UNTOLD, STOPS, language) == message(language, "move-untold")
    assert stop_words("place:gone", STOPS, language) == message(language, "move-untold")
    assert stop_words("country:KH", STOPS, language).startswith("กัมพูชา" if language == "th" else "Cambodia")
    assert stop_words(A, STOPS, language) == ("ก" if language == "th" else "A")


def test_people_are_told_with_the_records_that_tell_no_number() -> None:
    assert count_words(a_way(A, (), B) | {"records": 3}, "en") == "1 event · 10 people (2 records without a number)"
    assert count_words(a_way(A, (), B) | {"told": 0, "persons": pd.NA}, "en") == "1 event"


def test_a_table_of_ways_has_each_way_in_words() -> None:
    ways = pd.DataFrame([a_way(A, (B, C), None)]).assign(last_date=pd.NaT, last_precision="none")
    (row,) = way_table(ways, STOPS, "en").to_dict("records")
    assert (row["origin"], row["over"], row["destination"]) == ("A", "B → C", "Place not told")
