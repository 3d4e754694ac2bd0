"""Cuts out of reports, from files to marks on the map."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.findings.wall_cuts import Cuts, cuts_of
from dashboard.findings.wall_periods import period_to, whole_months
from dashboard.layers.cuts import cut_layers
from dashboard.queries import wall
from etl import pipeline, warehouse

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
            found = wall.list_cuts(connection, levels=("CLEAR",), as_of=AS_OF)
        return cuts_of(found, period=period_to(AS_OF, days=90), months=whole_months(AS_OF))

    return count


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
