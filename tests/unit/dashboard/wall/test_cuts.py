"""Cuts out of reports, from files to marks on the map."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard.findings.infrastructure import standing
from dashboard.findings.wall_counts import cut_figure
from dashboard.findings.wall_cuts import Cuts, cuts_of
from dashboard.findings.wall_figures import Frame
from dashboard.findings.wall_periods import period_to, whole_months
from dashboard.layers.cuts import cut_layers
from dashboard.queries import infrastructure, wall_cuts
from dashboard.state import ViewState
from etl import pipeline, warehouse
from etl.derived import make_derived

AS_OF = date(2026, 3, 13)
Row = dict[str, str]
Counted = Callable[..., Cuts]


@pytest.fixture
def counted(home: Path, write_rows: Callable[..., Path]) -> Counted:
    """Cuts of a build of some reports, two towns known to it."""

    def count(*reports: Row) -> Cuts:
        places = write_rows("place", *({"place_id": name, "name": name} for name in ("here", "there")))
        rows = [
            {"infra_id": f"i{number}", "place_id": "here", "lat": "16.7", "lon": "98.5", "location_precision": "town"}
            | report
            for number, report in enumerate(reports)
        ]
        pipeline.load(home, [places, write_rows("infrastructure", *rows)])
        with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
            return both_pages(connection)

    return count


def both_pages(connection: duckdb.DuckDBPyConnection) -> Cuts:
    """Cuts as the wall tells them; Infrastructure must tell of the same supplies that they are open, and replaced."""
    found = wall_cuts.list_cuts(connection, levels=("CLEAR",), as_of=AS_OF)
    cuts = cuts_of(found, period=period_to(AS_OF, days=90), months=whole_months(AS_OF))
    supplies = infrastructure.list_supplies(connection, state=ViewState(), levels=("CLEAR",), at=AS_OF)
    state = standing(supplies, at=AS_OF)
    assert set(state.open["supply_id"]) == set(cuts.open["supply_id"])
    assert state.replaced == cuts.replaced
    dated = state.open.set_index("supply_id")["since_date"].dropna()
    assert dated.to_dict() == cuts.open.set_index("supply_id")["first_date"].dropna().to_dict()
    return cuts


def test_the_wall_and_infrastructure_tell_of_the_same_bundled_cuts(bundled: duckdb.DuckDBPyConnection) -> None:
    assert len(both_pages(bundled).open) == 30


def test_a_dish_takes_the_place_of_a_cable_but_a_generator_does_not(counted: Counted) -> None:
    cut = {"date": "2025-02-05", "action": "cut", "kind": "internet"}
    dish = {"date": "2025-03-01", "action": "expanded", "kind": "satellite"}
    assert counted(cut, dish).replaced == 1
    assert counted(cut, {**dish, "kind": "power"}).replaced == 0
    assert counted(cut, {**dish, "date": "2025-01-01"}).replaced == 0


def test_a_cut_stays_open_until_a_later_report_says_that_the_same_supply_is_back(counted: Counted) -> None:
    cut = {"date": "2025-02-05", "action": "cut"}
    assert len(counted(cut).open) == 1
    assert len(counted(cut, {"date": "2025-03-01", "action": "restored"}).open) == 0
    assert len(counted(cut, {"date": "2025-01-01", "action": "restored"}).open) == 1
    assert len(counted(cut, {"date": "2025-03-01", "action": "restored", "place_id": "there"}).open) == 1
    assert len(counted(cut, {"date": "2025-03-01", "action": "restored", "kind": "internet"}).open) == 1


def test_a_supply_that_is_cut_again_is_open_since_then(counted: Counted) -> None:
    found = counted(
        {"date": "2024-01-01", "action": "cut"},
        {"date": "2024-06-01", "action": "restored"},
        {"date": "2025-06-01", "action": "reduced"},
    )
    assert found.open["first_date"].dt.date.tolist() == [date(2025, 6, 1)]
    assert found.last_date == date(2025, 6, 1)


def test_of_reports_of_one_day_the_one_that_stands_below_is_the_later(counted: Counted) -> None:
    cut, back = ({"date": "2025-02-05", "action": action} for action in ("cut", "restored"))
    assert len(counted(cut, back).open) == 0
    assert len(counted(back, cut).open) == 1
    assert len(counted(cut, back, cut).open) == 1
    assert len(counted(cut, {**back, "kind": "internet"}, {**back, "place_id": "there"}).open) == 1
    assert len(counted(cut, back, cut, back).open) == 0


def test_of_two_sources_on_one_day_nobody_can_tell_which_came_last(
    counted: Counted, home: Path, tmp_path: Path
) -> None:
    counted({"date": "2025-02-05", "action": "cut"}, {"date": "2025-02-05", "action": "restored"})
    path = tmp_path / "two.duckdb"
    shutil.copyfile(warehouse.current_build(home).path, path)
    with duckdb.connect(str(path)) as connection:
        back = connection.execute("SELECT max(source_file_id) + 1 FROM source_file").fetchone()
        connection.execute(
            "INSERT INTO source_file SELECT * REPLACE (? AS source_file_id, 'another' AS source_name) FROM source_file"
            " WHERE table_name = 'infrastructure'",
            back,
        )
        connection.execute("UPDATE infrastructure SET source_file_id = ? WHERE action = 'restored'", back)
        make_derived(connection)
        assert len(both_pages(connection).open) == 1


def test_what_came_back_stands_beside_what_is_open(counted: Counted) -> None:
    frame = Frame(period_to(AS_OF, days=90))
    cut = {"date": "2025-02-05", "action": "cut"}
    still = cut_figure(frame, counted(cut)).note
    back = cut_figure(frame, counted(cut, {"date": "2026-01-05", "action": "restored"}))
    assert still is not None
    assert back.note is not None
    assert "restored" not in still["en"]
    assert back.value["en"] == "0"
    assert back.note["en"] == "Reported restored in 90 days: 1, in the 90 before: 0."


def test_several_actions_on_one_supply_leave_it_as_the_last_one_did(counted: Counted) -> None:
    steps = (
        {"date": "2025-02-01", "action": "cut"},
        {"date": "2025-02-01", "action": "restored"},
        {"date": "2025-02-01", "action": "reduced"},
        {"date": "2025-02-03", "action": "alternative_supply"},
        {"date": "2025-03-01", "action": "restored"},
        {"date": "2025-04-01", "action": "cut"},
    )
    assert [len(counted(*steps[: number + 1]).open) for number in range(len(steps))] == [1, 0, 1, 1, 0, 1]
    last = counted(*steps).open
    assert (last["reports"].tolist(), last["is_replaced"].tolist()) == ([1], [False])


@pytest.mark.parametrize(
    ("cut", "back", "still_open"),
    [
        ("2025-02", "2025-02-20", 1),
        ("2025-02-20", "2025-02", 1),
        ("2025-02", "2025-03-01", 0),
        ("2025-02-28", "2025-03", 0),
        ("2025-02", "2025-02", 0),
        ("2025", "2025-03-01", 1),
        ("", "2025-03-01", 1),
        ("2025-02-05", "", 1),
    ],
)
def test_a_report_whose_date_may_lie_before_the_cut_restores_nothing(
    counted: Counted, cut: str, back: str, still_open: int
) -> None:
    assert len(counted({"date": cut, "action": "cut"}, {"date": back, "action": "restored"}).open) == still_open


def test_a_restoration_after_the_end_of_the_records_is_not_known_yet(counted: Counted) -> None:
    found = counted({"date": "2025-02-05", "action": "cut"}, {"date": "2026-03-14", "action": "restored"})
    assert len(found.open) == 1


def test_what_came_back_is_counted_in_its_period(counted: Counted) -> None:
    found = counted(
        {"date": "2025-02-05", "action": "cut"},
        {"date": "2026-01-05", "action": "restored"},
        {"date": "2025-02-05", "action": "cut", "kind": "fuel"},
        {"date": "2025-11-05", "action": "restored", "kind": "fuel"},
    )
    assert (found.restored, found.restored_before, len(found.open)) == (1, 1, 0)


def test_cuts_told_only_of_a_province_or_country_are_told_apart(counted: Counted) -> None:
    wide = {"location_precision": "country", "place_id": "there"}
    found = counted({"date": "2025-02-05", "action": "cut"}, {"date": "2025-02-05", "action": "cut", **wide})
    assert (len(found.open), found.wide) == (2, 1)


def test_generators_replace_a_supply_and_do_not_restore_it(counted: Counted) -> None:
    found = counted({"date": "2025-02-05", "action": "cut"}, {"date": "2025-02-05", "action": "alternative_supply"})
    assert (len(found.open), found.replaced) == (1, 1)


def test_several_reports_of_one_cut_are_one(counted: Counted) -> None:
    found = counted({"date": "2026-02-05", "action": "cut"}, {"date": "2026-02-06", "action": "reduced"})
    assert (len(found.open), found.after, found.before) == (1, 1, 0)
    assert found.months == [0] * 11 + [1]


def test_a_report_without_a_place_and_a_closed_crossing_are_no_cut_of_their_own(counted: Counted) -> None:
    nowhere = {"place_id": "", "lat": "", "lon": "", "location_precision": ""}
    found = counted(
        {"date": "2025-02-05", "action": "cut", **nowhere},
        {"date": "2025-02-05", "action": "reduced", "kind": "border"},
    )
    assert (len(found.supplies), found.unplaced) == (0, 1)


def test_a_month_that_crosses_the_edge_of_a_period_lies_in_neither(counted: Counted) -> None:
    found = counted({"date": "2025-12", "action": "cut"}, {"date": "2026-01", "action": "cut", "kind": "fuel"})
    assert (found.before, found.after) == (0, 1)


def test_an_open_cut_is_a_ring_and_a_restored_one_a_dot(counted: Counted) -> None:
    found = counted(
        {"date": "2025-02-05", "action": "cut"},
        {"date": "2025-02-05", "action": "cut", "kind": "fuel"},
        {"date": "2025-04-05", "action": "restored", "kind": "fuel"},
    )
    precision, still, back = cut_layers(found.supplies, "dark")
    assert [len(layer.data) for layer in (precision, still, back)] == [1, 1, 1]
    assert (still.filled, precision.data[0]["radius"]) == (False, 5000)


def test_open_cuts_on_one_point_stand_round_each_other(counted: Counted) -> None:
    found = counted(*({"date": "2025-02-05", "action": "cut", "kind": kind} for kind in ("power", "fuel", "internet")))
    radii = {row["pixels"] for row in cut_layers(found.supplies, "dark")[1].data}
    assert len(radii) == 3
