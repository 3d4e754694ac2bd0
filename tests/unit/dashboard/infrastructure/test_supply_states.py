"""The state of supplies on a day, from files to marks on the map."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard.findings.infrastructure import IN_FORCE_DAYS, Standing, standing, state_words, supply_marks
from dashboard.findings.wall_cuts import cuts_of
from dashboard.findings.wall_periods import period_to, whole_months
from dashboard.layers.supplies import supply_layers
from dashboard.queries import infrastructure, wall_cuts
from dashboard.state import ViewState
from etl import pipeline, warehouse

AT = date(2025, 6, 1)
LEVELS = ("CLEAR",)
CUT = {"date": "2025-02-05", "action": "cut"}
Row = dict[str, str]
Stood = Callable[..., Standing]


@pytest.fixture
def stood(home: Path, write_rows: Callable[..., Path]) -> Stood:
    """Supplies of a build of some reports on a day, two towns known to it."""

    def stand(*reports: Row, at: date = AT, state: ViewState | None = None) -> Standing:
        places = write_rows("place", *({"place_id": name, "name": name} for name in ("here", "there")))
        rows = [
            {"infra_id": f"i{number}", "place_id": "here", "lat": "16.7", "lon": "98.5", "location_precision": "town"}
            | report
            for number, report in enumerate(reports)
        ]
        pipeline.load(home, [places, write_rows("infrastructure", *rows)])
        with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
            found = infrastructure.list_supplies(connection, state=state or ViewState(), levels=LEVELS, at=at)
        return standing(found, at=at)

    return stand


def states(found: Standing) -> list[str]:
    return found.supplies["state"].tolist()


def test_a_cut_is_in_force_only_for_some_days_after_its_last_report(stood: Stood) -> None:
    last = date(2025, 2, 5).toordinal() + IN_FORCE_DAYS
    assert states(stood(CUT, at=date(2025, 2, 5))) == ["in_force"]
    assert states(stood(CUT, at=date.fromordinal(last))) == ["in_force"]
    assert states(stood(CUT, at=date.fromordinal(last + 1))) == ["not_restored"]


def test_what_is_reported_after_the_day_is_not_known_on_it(stood: Stood) -> None:
    restored = {"date": "2025-03-01", "action": "restored"}
    assert states(stood(CUT, restored, at=date(2025, 2, 28))) == ["in_force"]
    assert states(stood(CUT, restored, at=date(2025, 3, 1))) == ["restored"]
    assert states(stood(CUT, restored, at=date(2025, 2, 4))) == []


def test_only_the_same_kind_at_the_same_place_is_restored(stood: Stood) -> None:
    for change in ({"place_id": "there"}, {"kind": "internet"}, {"date": "2025-01-01"}):
        found = stood(CUT, {"date": "2025-03-01", "action": "restored"} | change)
        assert len(found.open) == 1, change


def test_a_supply_that_is_cut_again_is_open_since_then(stood: Stood) -> None:
    found = stood(CUT, {"date": "2025-03-01", "action": "restored"}, {"date": "2025-05-20", "action": "reduced"})
    (row,) = found.open.to_dict("records")
    assert (row["since_date"].date(), row["reports"], row["age_days"]) == (date(2025, 5, 20), 1, 12)


def test_a_dish_takes_the_place_of_a_cable_and_a_generator_does_not(stood: Stood) -> None:
    cable = CUT | {"kind": "internet"}
    dish = {"date": "2025-03-01", "action": "alternative_supply", "kind": "satellite"}
    generator = {"date": "2025-03-01", "action": "alternative_supply", "kind": "power"}
    earlier = dish | {"date": "2025-01-01"}
    assert [stood(cable, other).replaced for other in (dish, generator, earlier)] == [1, 0, 0]


def test_a_replaced_cut_is_not_restored_and_has_a_mark_of_its_own(stood: Stood) -> None:
    found = stood(CUT, {"date": "2025-02-05", "action": "alternative_supply"})
    assert found.supplies[["state", "mark"]].to_numpy().tolist() == [["not_restored", "replaced"]]


def test_a_cut_without_a_date_is_open_and_its_age_unknown(stood: Stood) -> None:
    found = stood({"action": "cut", "date": ""})
    assert states(found) == ["undated"]
    assert found.supplies["age_days"].isna().all()
    assert state_words(found.supplies.iloc[0].to_dict(), "en") == "Reported cut without a date, not reported restored"


def test_a_report_without_a_date_is_known_from_its_publication_or_else_from_the_end_of_the_records(
    stood: Stood,
) -> None:
    undated = {"action": "cut", "date": ""}
    published = undated | {"source_date": "2025-03-10"}
    assert states(stood(published, at=date(2025, 3, 9))) == []
    assert states(stood(published, at=date(2025, 3, 10))) == ["undated"]
    last = CUT | {"kind": "fuel"}
    assert states(stood(undated, last, at=date(2025, 2, 4))) == []
    assert states(stood(undated, last, at=date(2025, 2, 5))) == ["in_force", "undated"]


def test_of_a_supply_that_was_never_cut_nothing_is_known(stood: Stood) -> None:
    assert states(stood({"date": "2025-02-05", "action": "seized"})) == ["unknown"]


def test_a_closed_crossing_is_no_supply_and_a_report_without_a_place_has_none(stood: Stood) -> None:
    nowhere = {"place_id": "", "lat": "", "lon": "", "location_precision": ""}
    assert states(stood(CUT | {"kind": "border"}, CUT | nowhere)) == []


def test_a_month_that_has_not_ended_may_tell_of_a_later_day(stood: Stood) -> None:
    month = {"date": "2025-02", "action": "cut"}
    assert stood(month, at=date(2025, 2, 10)).supplies["is_straddling"].tolist() == [True]
    assert stood(month, at=date(2025, 2, 28)).supplies["is_straddling"].tolist() == [False]
    assert states(stood(month, at=date(2025, 1, 31))) == []


def test_filters_narrow_the_supplies_but_the_period_does_not(stood: Stood) -> None:
    fuel = CUT | {"kind": "fuel"}
    assert stood(CUT, fuel, state=ViewState(kinds=("fuel",))).supplies["kind"].tolist() == ["fuel"]
    assert len(stood(CUT, fuel, state=ViewState(date_from=date(2025, 5, 1))).supplies) == 2


def test_the_words_tell_since_when_how_old_the_last_report_is_and_what_replaced_it(stood: Stood) -> None:
    found = stood(CUT, {"date": "2025-04-02", "action": "alternative_supply"})
    told = found.supplies.iloc[0].to_dict()
    assert state_words(told, "en") == (
        "Reported cut, not reported restored · since 5 February 2025 · last report 116 days old"
        " · another supply reported, first on 2 April 2025"
    )
    assert "5 กุมภาพันธ์ 2568" in state_words(told, "th")


def test_marks_on_one_point_stand_beside_each_other_the_most_urgent_first(stood: Stood) -> None:
    found = stood(
        CUT,
        CUT | {"kind": "fuel", "date": "2025-05-30"},
        {"date": "2025-02-05", "action": "seized", "kind": "internet"},
    )
    marks = supply_marks(found.supplies, "en")
    assert marks["mark"].tolist() == ["in_force", "not_restored", "unknown"]
    rings, icons = supply_layers(marks, "dark")
    assert [ring["radius"] for ring in rings.data] == [5000]
    assert [row["offset"] for row in icons.data] == [[-26.0, 0.0], [0.0, 0.0], [26.0, 0.0]]
    assert {row["point_id"] for row in icons.data} == {"here"}


def test_every_mark_has_a_shape_of_its_own_and_a_picture(stood: Stood) -> None:
    icons = supply_layers(supply_marks(stood(CUT).supplies, "th"), "light")[1]
    places = [(shape["x"], shape["y"]) for shape in icons.icon_mapping.values()]
    assert len(set(places)) == len(places) == 6


def test_the_wall_and_the_page_call_the_same_supplies_open(bundled: duckdb.DuckDBPyConnection) -> None:
    at = date(2026, 3, 13)
    reports = wall_cuts.list_cuts(bundled, levels=LEVELS, as_of=at)
    on_wall = cuts_of(reports, period=period_to(at, days=90), months=whole_months(at)).open
    on_page = standing(infrastructure.list_supplies(bundled, state=ViewState(), levels=LEVELS, at=at), at=at).open
    assert set(on_page["supply_id"]) == set(on_wall["supply_id"])
    assert len(on_page) > 20


def test_the_bundled_cut_of_february_2025_was_in_force_that_month(bundled: duckdb.DuckDBPyConnection) -> None:
    at = date(2025, 2, 20)
    found = standing(infrastructure.list_supplies(bundled, state=ViewState(), levels=LEVELS, at=at), at=at)
    rows = found.supplies.set_index("supply_id")
    assert rows.loc["power:payathonzu", ["state", "age_days"]].tolist() == ["in_force", 15]
    assert rows.loc["power:tachileik", "mark"] == "replaced"
    assert rows.loc["internet:myawaddy", "state"] == "not_restored"
    assert "power:x-ban-klong-luek" not in rows.index
