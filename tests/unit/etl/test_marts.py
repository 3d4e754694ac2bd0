"""Marts: what they count, on rows small enough to count by hand."""

from datetime import date

import pytest

from etl import pipeline, warehouse
from etl.derived import make_derived, make_marts

TACHILEIK = {"place_id": "tachileik", "kind": "town", "lat": "20.447", "lon": "99.88", "location_precision": "town"}
MYAWADDY = {"place_id": "myawaddy", "kind": "town", "lat": "16.688", "lon": "98.508", "location_precision": "town"}
FAR = {"place_id": "kayin", "kind": "province", "lat": "16.8", "lon": "97.7", "location_precision": "province"}
SECTORS = {"mae-sai-tachileik", "mae-sot-myawaddy"}


@pytest.fixture
def marts(home, write_rows):
    """A function that loads rows beside three places and selects from the build."""

    def load_and_select(sql, as_of=None, **tables):
        files = [write_rows("place", TACHILEIK, MYAWADDY, FAR)]
        files += [write_rows(table, *rows) for table, rows in tables.items()]
        result = pipeline.load(home, files, as_of=as_of)
        assert not result.has_rejects
        with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
            return connection.execute(sql).fetchall()

    return load_and_select


SECTOR_MONTHS = """
SELECT sector_id, month::VARCHAR, layer, measure, amount, events, representative_events
FROM mart_sector_month WHERE viewer_level = 'CLEAR' AND layer <> 'all' ORDER BY ALL
"""


def rescue(number, **values):
    return {"rescue_id": f"r-{number}", "from_place_id": "myawaddy", "date": "2025-02-13"} | values


def test_an_event_told_in_several_rows_counts_once_and_its_people_all(marts):
    rows = [rescue(number, group_id="g", persons=str(number)) for number in (1, 2, 3)]
    assert marts(SECTOR_MONTHS, rescue=rows) == [
        ("mae-sot-myawaddy", "2025-02-01", "rescue", "activity", 1, 1, 1),
        ("mae-sot-myawaddy", "2025-02-01", "rescue", "freed", 6, 1, 1),
        ("mae-sot-myawaddy", "2025-02-01", "rescue", "records", 1, 1, 1),
    ]


def test_a_running_total_enters_nothing(marts):
    rows = [rescue(1, group_id="cum-a", persons="900"), rescue(2, persons="4")]
    found = marts(SECTOR_MONTHS, rescue=rows)
    assert {row[3]: row[4] for row in found} == {"records": 1, "activity": 1, "freed": 4}


@pytest.mark.parametrize("when", ["", "2025"])
def test_a_date_coarser_than_a_month_is_left_out(marts, when):
    found = marts(SECTOR_MONTHS, rescue=[rescue(1, date=when), rescue(2, date="2025-02")])
    assert {row[3]: row[4] for row in found} == {"records": 1, "activity": 1}


def test_a_record_without_a_sector_is_left_out(marts):
    assert marts(SECTOR_MONTHS, rescue=[rescue(1, from_place_id="kayin"), rescue(2, from_place_id="")]) == []


def test_response_is_no_activity_and_its_people_are_not_freed_again(marts):
    found = marts(SECTOR_MONTHS, rescue=[rescue(1, kind="handover", persons="50")])
    assert found == [("mae-sot-myawaddy", "2025-02-01", "rescue", "records", 1, 1, 1)]


def test_the_two_counts_of_an_incident_stay_apart(marts):
    rows = [
        {"incident_id": "i", "place_id": "tachileik", "date": "2025-03", "persons_arrested": "3", "persons_found": "9"}
    ]
    found = {row[3]: row[4] for row in marts(SECTOR_MONTHS, incident=rows)}
    assert found == {"records": 1, "activity": 1, "arrested": 3, "found": 9}


def test_a_record_on_its_own_site_is_no_representative_one(marts):
    own = {"lat": "16.688", "lon": "98.508", "location_precision": "site"}
    rows = [
        {"incident_id": "i", "date": "2025-03-02", **own},
        {"incident_id": "j", "date": "2025-03-02", "place_id": "myawaddy"},
    ]
    [row] = [row for row in marts(SECTOR_MONTHS, incident=rows) if row[3] == "records"]
    assert row[4:] == (2, 2, 1)


def test_an_event_over_two_sectors_counts_in_both_and_in_its_month_only(marts):
    rows = [rescue(1, group_id="g"), rescue(2, group_id="g", from_place_id="tachileik")]
    found = [row for row in marts(SECTOR_MONTHS, rescue=rows) if row[3] == "records"]
    assert {row[0] for row in found} == SECTORS
    assert {row[1] for row in found} == {"2025-02-01"}


def test_all_layers_together_count_each_event_once(marts):
    sql = "SELECT layer, amount FROM mart_sector_month WHERE viewer_level = 'CLEAR' AND measure = 'activity' ORDER BY 1"
    found = marts(sql, rescue=[rescue(1)], incident=[{"incident_id": "i", "place_id": "myawaddy", "date": "2025-02"}])
    assert found == [("all", 2), ("incident", 1), ("rescue", 1)]


def test_months_end_at_the_date_that_the_build_is_as_of(marts):
    rows = [rescue(1), rescue(2, date="2025-04-01")]
    sql = "SELECT DISTINCT month FROM mart_sector_month"
    assert marts(sql, as_of=date(2025, 3, 1), rescue=rows) == [(date(2025, 2, 1),)]


def test_each_viewer_level_counts_what_is_open_at_it(home, write_rows):
    pipeline.load(home, [write_rows("place", MYAWADDY), write_rows("rescue", rescue(1, group_id="g"), rescue(2))])
    with (
        warehouse.scratch_folder(home) as scratch,
        warehouse.open_for_writing(warehouse.current_build(home).path, scratch) as connection,
    ):
        connection.execute("UPDATE rescue SET release_level = 'AMBER' WHERE rescue_id = 'r-2'")
        make_derived(connection)
        make_marts(connection)
        found = connection.execute(
            "SELECT viewer_level, amount FROM mart_sector_month"
            " WHERE measure = 'records' AND layer = 'all' ORDER BY ALL"
        ).fetchall()
    assert found == [("AMBER", 2), ("AMBER+STRICT", 2), ("CLEAR", 1), ("GREEN", 1), ("RED", 2)]


@pytest.mark.parametrize(
    ("mart", "harm"),
    [
        ("mart_sector_month", "UPDATE mart_sector_month SET amount = 2"),
        ("mart_sector_month", "DELETE FROM mart_sector_month"),
        ("mart_flow_month", "UPDATE mart_flow_month SET persons = 6"),
        ("mart_flow_month", "DELETE FROM mart_flow_month"),
        ("mart_flow_month", "UPDATE mart_flow_month SET kind = 'escape'"),
    ],
)
def test_a_mart_that_disagrees_with_the_records_fails_the_checks(home, write_rows, mart, harm):
    pipeline.load(home, [write_rows("place", MYAWADDY), write_rows("rescue", rescue(1, persons="5"))])
    with (
        warehouse.scratch_folder(home) as scratch,
        warehouse.open_for_writing(warehouse.current_build(home).path, scratch) as connection,
    ):
        pipeline._check(connection)
        connection.execute(harm)
        with pytest.raises(RuntimeError, match=f"check {mart} failed"):
            pipeline._check(connection)


FLOWS = """
SELECT
    month::VARCHAR, layer, kind, nationality, origin_place_id, crossing_place_id, destination_place_id,
    group_id, persons
FROM mart_flow_month ORDER BY ALL
"""


def test_a_flow_keeps_its_event_its_kind_its_nationality_and_its_route(marts):
    rows = [
        rescue(1, group_id="g", kind="handover", nationality="CN", persons="5", to_place_id="tachileik"),
        rescue(2, group_id="g", kind="handover", nationality="CN", persons="2", to_place_id="tachileik"),
        rescue(3, group_id="g", kind="handover", nationality="VN", to_place_id="tachileik", crossing_place_id="kayin"),
        rescue(4, group_id="cum-1", persons="99", to_place_id="tachileik"),
        rescue(5, date="2024", to_place_id="tachileik"),
    ]
    assert marts(FLOWS, rescue=rows) == [
        ("2025-02-01", "rescue", "handover", "CN", "myawaddy", None, "tachileik", "g", 7),
        ("2025-02-01", "rescue", "handover", "VN", "myawaddy", "kayin", "tachileik", "g", None),
    ]


def test_a_compound_lends_a_flow_the_place_nearest_to_it(marts):
    walls = [{"compound_id": "kk", "nearest_place_id": "myawaddy"}]
    found = marts(
        FLOWS,
        compound=walls,
        rescue=[rescue(1, from_place_id="", compound_id="kk", to_place_id="tachileik")],
        displacement_report=[
            {"displacement_id": "d", "date": "2025-05", "from_place_id": "tachileik", "to_compound_id": "kk"}
        ],
        movement=[{"risk_id": "m", "date": "2025-06-01", "to_place_id": "myawaddy"}],
    )
    assert [row[:2] + row[4:7] for row in found] == [
        ("2025-02-01", "rescue", "myawaddy", None, "tachileik"),
        ("2025-05-01", "displacement", "tachileik", None, "myawaddy"),
        ("2025-06-01", "movement", None, None, "myawaddy"),
    ]
