"""Reports of one cut beside each other, what came back, and whom a supply serves."""

import duckdb
import pandas as pd
import pytest

from dashboard.findings.infrastructure_reports import came_back, cuts
from dashboard.findings.infrastructure_served import Served, served
from dashboard.queries import infrastructure, infrastructure_served
from dashboard.state import ViewState

LEVELS = ("CLEAR",)


def report(event_id: str, first: str, **told: object) -> dict[str, object]:
    return {
        "event_id": event_id,
        "group_id": event_id,
        "kind": "power",
        "action": "cut",
        "event_date": pd.Timestamp(first) if first else pd.NaT,
        "event_date_last": pd.Timestamp(first) if first else pd.NaT,
        "date_precision": "day" if first else "none",
        "compound_id": None,
        "operator": None,
        "capacity_mw": None,
        "units_count": None,
        "summary": "",
        "publisher": "The Paper",
    } | told


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(rows)


def test_reports_within_a_week_may_tell_of_one_cut() -> None:
    near = cuts(frame(report("a", "2025-02-05"), report("b", "2025-02-12")))
    far = cuts(frame(report("a", "2025-02-05"), report("b", "2025-02-13")))
    assert [cut.event_ids for cut in near] == [("a", "b")]
    assert [cut.event_ids for cut in far] == [("b",), ("a",)]


def test_reports_of_one_group_tell_of_one_cut_whatever_their_dates() -> None:
    found = cuts(frame(report("a", "2025-02-05", group_id="g"), report("b", "2025-05-05", group_id="g")))
    assert [cut.event_ids for cut in found] == [("a", "b")]


def test_other_kinds_other_actions_and_undated_reports_are_no_part_of_a_cut() -> None:
    others = (report("b", "2025-02-05", kind="fuel"), report("c", "2025-02-05", action="restored"), report("d", ""))
    assert sorted(cut.event_ids for cut in cuts(frame(report("a", "2025-02-05"), *others))) == [("a",), ("b",)]


def test_what_two_reports_tell_differently_is_named_and_nothing_is_averaged() -> None:
    (cut,) = cuts(
        frame(
            report("a", "2025-02-05", capacity_mw=20.0, operator="PEA"),
            report("b", "2025-02-06", capacity_mw=12.0, action="reduced"),
            report("c", "2025-02-06", capacity_mw=12.0, operator="PEA"),
        )
    )
    assert cut.differing == ("event_date", "action", "capacity_mw")
    assert cut.reports["capacity_mw"].tolist() == [20.0, 12.0, 12.0]


def test_a_month_and_a_day_in_it_do_not_contradict_each_other_and_the_day_is_taken() -> None:
    month = {"event_date_last": pd.Timestamp("2025-02-28"), "date_precision": "month"}
    (cut,) = cuts(frame(report("a", "2025-02-01", **month), report("b", "2025-02-20")))
    assert (cut.differing, cut.day.isoformat(), cut.precision) == ((), "2025-02-20", "day")


def test_what_came_back_is_of_the_same_service_and_after_the_cut() -> None:
    reports = frame(
        report("a", "2025-02-05", kind="internet"),
        report("dish", "2025-03-05", kind="satellite", action="alternative_supply"),
        report("early", "2025-01-05", kind="internet", action="restored"),
        report("generator", "2025-03-05", kind="power", action="alternative_supply"),
    )
    (cut,) = [found for found in cuts(reports) if found.kind == "internet"]
    back = came_back(reports, cut, "th")
    assert back["event_id"].tolist() == ["dish"]
    assert back["dated"].tolist() == ["5 มีนาคม 2568"]


def test_no_report_no_cut() -> None:
    assert cuts(frame(report("a", "2025-02-05")).iloc[:0]) == ()


POINT = {"point_id": "here", "longitude": 98.5, "latitude": 16.7, "sector_id": "s"}


def serve(*reports: dict[str, object]) -> Served:
    compounds = pd.DataFrame(
        [
            {
                "compound_id": "walls",
                "name": "High Walls",
                "alt_names": ["Tower X"],
                "nearest_place_id": "far",
                "longitude": 98.5,
                "latitude": 16.72,
            },
            {
                "compound_id": "beside",
                "name": "Beside",
                "alt_names": [],
                "nearest_place_id": "here",
                "longitude": 98.5,
                "latitude": 16.9,
            },
            {
                "compound_id": "close",
                "name": "Closeby",
                "alt_names": None,
                "nearest_place_id": "far",
                "longitude": 98.5,
                "latitude": 16.8,
            },
            {
                "compound_id": "away",
                "name": "Away",
                "alt_names": [],
                "nearest_place_id": "far",
                "longitude": 98.5,
                "latitude": 17.5,
            },
            {
                "compound_id": "lost",
                "name": "Lost",
                "alt_names": [],
                "nearest_place_id": None,
                "longitude": None,
                "latitude": None,
            },
        ]
    ).assign(status="active", status_date=pd.NaT, status_date_precision="none", location_precision="site")
    places = pd.DataFrame(
        [
            {"place_id": "here", "kind": "town", "name": "Hereton", "name_th": "ที่นี่", "alt_names": []},
            {"place_id": "town", "kind": "town", "name": "Townsend", "name_th": "แม่สอด", "alt_names": []},
            {"place_id": "far", "kind": "town", "name": "Farside", "name_th": None, "alt_names": []},
        ]
    )
    return served(frame(*reports), compounds, places, POINT)


def bases(found: Served) -> dict[str, str]:
    return dict(zip(found.compounds["compound_id"], found.compounds["basis"], strict=True))


def test_what_a_record_tells_is_apart_from_what_is_only_near() -> None:
    assert bases(serve(report("a", "2025-02-05"))) == {"beside": "place", "walls": "near", "close": "near"}
    by_id = serve(report("a", "2025-02-05", compound_id="away"))
    assert bases(by_id)["away"] == "record"
    assert by_id.compounds.iloc[0]["event_ids"] == ("a",)


def test_a_compound_is_told_by_any_of_its_names_as_a_word_of_its_own() -> None:
    assert bases(serve(report("a", "", summary="Power to tower x went out.")))["walls"] == "record"
    assert bases(serve(report("a", "", summary="Power to Tower Xavier went out.")))["walls"] == "near"


def test_a_place_that_a_record_names_brings_the_compounds_that_stand_by_it() -> None:
    found = serve(report("a", "", summary="The line to Farside was cut."))
    assert bases(found)["away"] == "place"
    assert found.places[["place_id", "event_ids"]].to_numpy().tolist() == [["far", ("a",)]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The hospital and 300 households lost power.", ["hospital", "households"]),
        ("โรงพยาบาลแม่สอดไฟดับ", ["hospital"]),
        ("Residential towers went dark.", []),
        ("Casinos went dark.", []),
    ],
)
def test_what_else_hangs_on_a_supply_is_said_only_where_a_record_tells(text: str, told: list[str]) -> None:
    assert serve(report("a", "", summary=text)).others["what"].tolist() == told


def test_a_thai_name_is_found_in_thai_text_without_spaces() -> None:
    assert serve(report("a", "", summary="ตัดไฟแม่สอดแล้ว")).places["place_id"].tolist() == ["town"]


def of_point(bundled: duckdb.DuckDBPyConnection, point_id: str) -> tuple[pd.DataFrame, Served]:
    reports = infrastructure.list_reports(bundled, state=ViewState(), levels=LEVELS, point_id=point_id, most=100)
    place = bundled.cursor().execute(
        "SELECT place_id AS point_id, longitude, latitude, sector_id FROM place WHERE place_id = ?", [point_id]
    )
    point = place.df().iloc[0].to_dict()
    near = {"levels": LEVELS, "point_id": point_id, "sector_id": point["sector_id"], "most": 100}
    ids = tuple(reports["compound_id"].dropna())
    compounds = infrastructure_served.list_compounds_of_sector(bundled, compound_ids=ids, **near)
    return reports, served(reports, compounds, infrastructure_served.list_places_of_sector(bundled, **near), point)


def test_the_bundled_records_name_shwe_kokko_and_only_stand_near_the_bridge(bundled: duckdb.DuckDBPyConnection) -> None:
    reports, found = of_point(bundled, "shwe-kokko")
    assert bases(found)["shwe-kokko"] == "record"
    assert found.others["what"].tolist() == ["households"]
    assert {"file_name", "source_line", "publisher", "source_url"} <= set(reports.columns)
    _, bridge = of_point(bundled, "x-friendship-bridge-2")
    assert "record" not in set(bridge.compounds["basis"])
    assert set(bridge.compounds["basis"]) == {"place", "near"}


def test_the_two_bundled_reports_of_the_fuel_cut_of_myawaddy_differ_in_their_day(
    bundled: duckdb.DuckDBPyConnection,
) -> None:
    reports, _ = of_point(bundled, "myawaddy")
    (cut,) = [found for found in cuts(reports) if found.kind == "fuel"]
    assert (cut.event_ids, cut.differing) == (("inf-036", "inf-040"), ("event_date",))


def test_every_query_keeps_to_the_viewers_levels(bundled: duckdb.DuckDBPyConnection) -> None:
    state = ViewState()
    assert infrastructure.list_marks(bundled, state=state, levels=(), most=10).empty
    assert infrastructure.list_reports(bundled, state=state, levels=(), point_id="myawaddy", most=10).empty
    assert infrastructure.count_reports(bundled, state=state, levels=()) == 0
    assert infrastructure.count_left_out(bundled, state=state, levels=()).empty
    near = {"levels": (), "point_id": "myawaddy", "sector_id": "mae-sot-myawaddy", "most": 10}
    assert infrastructure_served.list_compounds_of_sector(bundled, compound_ids=(), **near).empty
    assert infrastructure_served.list_places_of_sector(bundled, **near).empty


def test_every_infrastructure_record_is_shown_or_counted_as_left_out(bundled: duckdb.DuckDBPyConnection) -> None:
    left = infrastructure.count_left_out(bundled, state=ViewState(), levels=LEVELS).set_index("reason")["records"]
    placed = infrastructure.count_reports(bundled, state=ViewState(), levels=LEVELS)
    (held,) = bundled.cursor().execute("SELECT count(*) FROM record WHERE layer = 'infrastructure'").fetchone() or (0,)
    assert placed + int(left["unplaced"]) + int(left["crossings"]) == held == 100
    marks = infrastructure.list_marks(bundled, state=ViewState(), levels=LEVELS, most=1000)
    assert (
        marks.loc[marks["event_date"].notna() & marks["point_id"].notna(), "reports"].sum() == placed - left["undated"]
    )
