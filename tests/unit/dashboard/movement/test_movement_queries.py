"""Ways of one kind of movement, against the bundled records and against records written for the purpose."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard.findings.movement import FLOWS
from dashboard.queries import movement
from dashboard.queries.cited import list_cited
from dashboard.state import ViewState
from etl import pipeline, warehouse

CLEAR = ("CLEAR",)
ALL = ViewState()
PLACES = (
    {"place_id": "walls", "name": "Walls Town"},
    {"place_id": "bridge", "name": "Bridge", "kind": "crossing"},
    {"place_id": "town", "name": "Town"},
    {"place_id": "mm", "name": "Myanmar", "kind": "province", "location_precision": "country"},
)


def part_of(connection: duckdb.DuckDBPyConnection, flow: str, part: str, state: ViewState = ALL) -> pd.DataFrame:
    kinds = FLOWS[flow].kinds
    return movement.list_parts(connection, state=state, levels=CLEAR, kinds=kinds, parts=(part,))[part]


def ways_of(connection: duckdb.DuckDBPyConnection, flow: str, state: ViewState = ALL) -> pd.DataFrame:
    return part_of(connection, flow, "ways", state)


@pytest.fixture
def build(home: Path, write_rows: Callable[..., Path]) -> Callable[..., duckdb.DuckDBPyConnection]:
    """Loader of some rows of a table beside the places, and the build open for reading."""

    def load(table: str, *rows: dict[str, str]) -> duckdb.DuckDBPyConnection:
        pipeline.load(home, [write_rows("place", *PLACES), write_rows(table, *rows)])
        return warehouse.open_read_only(warehouse.current_build(home).path)

    return load


@pytest.mark.parametrize("flow", FLOWS)
def test_every_record_that_counts_is_on_one_way(bundled: duckdb.DuckDBPyConnection, flow: str) -> None:
    kinds = list(FLOWS[flow].kinds)
    counted = "FROM record WHERE list_contains(?, kind) AND NOT is_running_total"
    records, events = (
        bundled.cursor().execute(f"SELECT count(*), count(DISTINCT group_id) {counted}", [kinds]).fetchone() or ()
    )
    ways = ways_of(bundled, flow)
    totals = part_of(bundled, flow, "totals").iloc[0]
    assert ways["records"].sum() == totals["records"] == records
    assert totals["events"] == events
    assert ways["way_id"].is_unique


def test_a_handover_told_in_many_rows_is_one_event_and_its_people_are_summed(
    build: Callable[..., duckdb.DuckDBPyConnection],
) -> None:
    row = {
        "kind": "handover",
        "group_id": "g",
        "from_place_id": "walls",
        "crossing_place_id": "bridge",
        "to_place_id": "town",
    }
    with build(
        "rescue",
        row | {"rescue_id": "a", "nationality": "KE", "persons": "5"},
        row | {"rescue_id": "b", "nationality": "ET", "persons": "7"},
        row | {"rescue_id": "c", "nationality": "IN"},
    ) as connection:
        (way,) = ways_of(connection, "handover").to_dict("records")
        assert (way["events"], way["records"], way["persons"], way["told"]) == (1, 3, 12, 2)
        assert [way["origin_id"], *way["via_ids"], way["destination_id"]] == [
            "place:walls",
            "place:bridge",
            "place:town",
        ]
        assert ways_of(connection, "home").empty
        (nationality,) = movement.list_parts(
            connection, state=ViewState(nationalities=("KE",)), levels=CLEAR, kinds=("handover",)
        )["nationalities"].to_dict("records")
        assert (nationality["nationality"], nationality["events"], nationality["persons"]) == ("KE", 1, 5)


def test_a_running_total_is_on_no_way_and_is_told_as_left_out(build: Callable[..., duckdb.DuckDBPyConnection]) -> None:
    row = {"kind": "repatriation", "from_place_id": "walls", "persons": "9"}
    with build("rescue", row | {"rescue_id": "a", "group_id": "cum-x"}, row | {"rescue_id": "b"}) as connection:
        totals = part_of(connection, "home", "totals").iloc[0]
        assert (totals["events"], totals["persons"], totals["running_totals"]) == (1, 9, 1)
        found = movement.list_events(connection, state=ALL, levels=CLEAR, kinds=FLOWS["home"].kinds, way_ids=())
        assert found == ("b",)


def test_places_on_the_way_keep_their_order_and_an_untold_end_stays_untold(
    build: Callable[..., duckdb.DuckDBPyConnection],
) -> None:
    row = {"kind": "transit_route"}
    with build(
        "movement",
        row | {"risk_id": "a", "via_place_ids": "town;bridge", "to_place_id": "walls"},
        row | {"risk_id": "b", "via_place_ids": "bridge;town", "to_place_id": "walls"},
    ) as connection:
        ways = ways_of(connection, "routes")
        assert {tuple(via) for via in ways["via_ids"]} == {
            ("place:town", "place:bridge"),
            ("place:bridge", "place:town"),
        }
        assert ways["origin_id"].isna().all()
        crossings = part_of(connection, "routes", "crossings")
        assert dict(zip(crossings["stop_id"], crossings["events"], strict=True)) == {"place:bridge": 2, "place:town": 2}


def test_a_route_twice_over_one_place_is_there_one_event_with_its_people_once(
    build: Callable[..., duckdb.DuckDBPyConnection],
) -> None:
    row = {"risk_id": "a", "kind": "transit_route", "via_place_ids": "town;bridge;town", "persons": "4"}
    with build("movement", row) as connection:
        crossings = part_of(connection, "routes", "crossings")
        told = crossings.set_index("stop_id").loc["place:town"]
        assert (told["events"], told["persons"]) == (1, 4)


def test_an_end_that_is_a_country_is_told_as_one(build: Callable[..., duckdb.DuckDBPyConnection]) -> None:
    row = {"rescue_id": "a", "kind": "repatriation", "from_place_id": "mm", "to_country": "KE"}
    with build("rescue", row) as connection:
        (way,) = ways_of(connection, "home").to_dict("records")
        assert (way["origin_id"], way["destination_id"]) == ("country:MM", "country:KE")


def test_a_newest_date_is_told_as_finely_as_it_is_known(build: Callable[..., duckdb.DuckDBPyConnection]) -> None:
    row = {"kind": "handover", "from_place_id": "walls", "to_place_id": "town"}
    rows = ({"rescue_id": "a", "date": "2025-03"}, {"rescue_id": "b"}, {"rescue_id": "c", "date": "2025-01-05"})
    with build("rescue", *(row | one for one in rows)) as connection:
        (way,) = ways_of(connection, "handover").to_dict("records")
        assert (way["last_date"].date(), way["last_precision"]) == (date(2025, 3, 1), "month")


def test_figures_of_reported_moves_are_never_summed(bundled: duckdb.DuckDBPyConnection) -> None:
    ways = ways_of(bundled, "moves")
    assert ways["persons"].isna().all()
    assert (ways["told"] == 0).all()


def test_a_closed_record_and_a_closed_place_are_not_there(
    changed_build: Callable[[str], duckdb.DuckDBPyConnection],
) -> None:
    everything = ("CLEAR", "RED")
    with changed_build(
        "UPDATE place SET release_level = 'RED' WHERE place_id = 'x-friendship-bridge-2';"
        " UPDATE rescue SET release_level = 'RED' WHERE kind = 'deportation'"
    ) as connection:
        kinds = FLOWS["home"].kinds
        closed = movement.list_parts(connection, state=ALL, levels=CLEAR, kinds=kinds, parts=("ways",))["ways"]
        opened = movement.list_parts(connection, state=ALL, levels=everything, kinds=kinds, parts=("ways",))["ways"]
        assert opened["records"].sum() - closed["records"].sum() == 14
        assert "place:x-friendship-bridge-2" in {stop for via in opened["via_ids"] for stop in via}
        assert "place:x-friendship-bridge-2" not in {stop for via in closed["via_ids"] for stop in via}
        stops = movement.list_stops(connection, levels=CLEAR)
        assert "place:x-friendship-bridge-2" not in set(stops["stop_id"])


def test_the_records_on_a_way_are_those_that_it_counts(bundled: duckdb.DuckDBPyConnection) -> None:
    state, kinds = ViewState(layers=("rescue",)), FLOWS["handover"].kinds
    for way in ways_of(bundled, "handover", state).to_dict("records"):
        ids = movement.list_events(bundled, state=state, levels=CLEAR, kinds=kinds, way_ids=(way["way_id"],))
        rows = list_cited(bundled, state=state, levels=CLEAR, most=500, event_ids=ids)
        assert len(rows) == way["records"]
        assert set(rows["kind"]) == {"handover"}


def test_a_period_keeps_what_lies_in_it(bundled: duckdb.DuckDBPyConnection) -> None:
    state = ViewState(date_from=date(2025, 2, 1), date_to=date(2025, 2, 28))
    ways = ways_of(bundled, "home", state)
    assert not ways.empty
    assert ways["last_date"].between("2025-02-01", "2025-02-28").all()
