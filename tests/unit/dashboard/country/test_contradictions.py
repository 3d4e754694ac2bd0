"""Records of one event that differ, on small real builds: side by side, and as the sums take them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from dashboard.findings.contradictions import Contradiction, contradiction_frame, contradictions, count_parts
from dashboard.queries.contradictions import list_beside
from dashboard.state import ViewState
from etl import pipeline, warehouse
from etl.decisions import Decision, append_decision
from etl.derived import make_derived
from tests.conftest import RowWriter

CLEAR = ("CLEAR",)
Compare = Callable[..., tuple[Contradiction, ...]]


def beside_of(home: Path, state: ViewState) -> pd.DataFrame:
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        return list_beside(connection, state=state, levels=CLEAR, most=100)


@pytest.fixture
def compare(home: Path, write_rows: RowWriter) -> Compare:
    """Loader of rows of one table, of which some may be decided to be one event, that gives where they differ."""

    def compare_(
        *rows: dict[str, str],
        same: tuple[str, ...] = (),
        table: str = "rescue",
        state: ViewState | None = None,
        nationality: str | None = None,
    ) -> tuple[Contradiction, ...]:
        places = write_rows(
            "place",
            {"place_id": "town-a", "name": "A", "lat": "16.69", "lon": "98.51"},
            {"place_id": "town-b", "name": "B", "lat": "16.5", "lon": "98.6"},
            {"place_id": "mm-country", "name": "Myanmar (country only)", "location_precision": "country"},
        )
        pipeline.load(home, [places, write_rows(table, *rows)])
        if same:
            layer = "movement" if table == "movement" else table
            said = Decision(verdict="same", layer=layer, event_ids=same, by="A", at=datetime.now(UTC))
            append_decision(home, said)
            pipeline.apply_decisions(home)
        return contradictions(beside_of(home, state or ViewState()), nationality=nationality)

    return compare_


def handover(event_id: str, **told: str) -> dict[str, str]:
    row = {"rescue_id": event_id, "kind": "handover", "date": "2025-02-12", "nationality": "KE", "persons": "23"}
    return row | {"from_country": "MM", "publisher": f"Paper of {event_id}"} | told


def test_two_numbers_of_one_decided_event_stand_side_by_side_and_one_is_counted(compare: Compare) -> None:
    [found] = compare(handover("a"), handover("b", persons="29"), same=("a", "b"))
    assert found.differing == ("people",)
    assert (found.treatment, found.nationality) == ("one_speaks", "KE")
    assert sorted(found.rows["persons"]) == [23, 29]
    # The larger speaks; no row holds the mean.
    assert dict(zip(found.rows["persons"], found.rows["is_counted"], strict=True)) == {23: False, 29: True}
    assert set(found.rows["publisher"]) == {"Paper of a", "Paper of b"}
    assert set(found.rows["file_name"]) == {"rescues.csv"}
    assert sorted(found.rows["source_line"]) == [2, 3]


def test_what_agrees_is_no_contradiction(compare: Compare) -> None:
    assert compare(handover("a"), handover("b"), same=("a", "b")) == ()


def test_what_nobody_decided_is_not_compared(compare: Compare) -> None:
    assert compare(handover("a"), handover("b", persons="29")) == ()


def test_rows_of_one_group_by_two_publishers_are_held_against_each_other(compare: Compare) -> None:
    [found] = compare(handover("a", group_id="g"), handover("b", group_id="g", persons="29"))
    assert (found.differing, found.treatment) == (("people",), "added")
    assert found.rows["is_counted"].all()


def test_rows_of_one_group_by_one_publisher_are_parts(compare: Compare, home: Path) -> None:
    rows = [handover("a", group_id="g", publisher="P"), handover("b", group_id="g", publisher="P", persons="29")]
    assert compare(*rows) == ()
    assert count_parts(beside_of(home, ViewState())) == 1


def test_steps_of_one_group_do_not_contradict(compare: Compare) -> None:
    assert compare(handover("a", group_id="g"), handover("b", group_id="g", kind="repatriation", persons="5")) == ()


@pytest.mark.parametrize(
    ("first", "second", "differing"),
    [
        ({"date": "2025-02-12"}, {"date": "2025-02-13"}, ("date",)),
        ({"date": "2025-02-12"}, {"date": "2025-02"}, ()),
        ({"date": "2025-02-12"}, {"date": ""}, ()),
        ({"date": "2025-01"}, {"date": "2025-02"}, ("date",)),
        ({"from_place_id": "town-a"}, {"from_place_id": "town-b"}, ("place",)),
        ({"from_place_id": "town-a"}, {"from_place_id": "mm-country"}, ()),
        ({"from_place_id": "town-a"}, {"from_place_id": ""}, ()),
        ({"persons": "23"}, {"persons": ""}, ()),
        ({"persons": "20", "date": "2025-02-10"}, {"persons": "9"}, ("people", "date")),
    ],
)
def test_only_what_cannot_both_be_true_differs(
    compare: Compare, first: dict[str, str], second: dict[str, str], differing: tuple[str, ...]
) -> None:
    found = compare(handover("a", **first), handover("b", **second), same=("a", "b"))
    assert [one.differing for one in found] == ([differing] if differing else [])


def test_whole_reports_are_compared_and_an_embassys_own_count_is_no_correction_of_the_total(compare: Compare) -> None:
    rows = [
        handover("a1", group_id="a", nationality="KE", persons="23", publisher="A"),
        handover("a2", group_id="a", nationality="PH", persons="100", publisher="A"),
        handover("b", nationality="", persons="130", publisher="B"),
        handover("c", nationality="KE", persons="23", publisher="C"),
    ]
    [found] = compare(*rows, same=("a1", "b", "c"))
    assert (found.nationality, found.differing) == (None, ("people",))
    assert set(found.rows["publisher"]) == {"A", "B"}


def test_a_page_of_one_nationality_leaves_out_what_is_told_of_another(compare: Compare, home: Path) -> None:
    rows = [
        handover("a1", group_id="a", nationality="KE", persons="23"),
        handover("a2", group_id="a", nationality="PH", persons="100"),
        handover("b1", group_id="b", nationality="KE", persons="23"),
        handover("b2", group_id="b", nationality="PH", persons="90"),
    ]
    assert compare(*rows, same=("a1", "b1"), state=ViewState(nationalities=("KE",)), nationality="KE") == ()
    of_all = contradictions(beside_of(home, ViewState()))
    assert [(one.nationality, one.differing) for one in of_all] == [("PH", ("people",))]


def test_incidents_are_compared_by_the_arrested_and_the_found_each_apart(compare: Compare) -> None:
    raid = {"kind": "raid", "date": "2025-02-12", "publisher": "P"}
    rows = [
        raid | {"incident_id": "a", "persons_arrested": "10", "persons_found": "40"},
        raid | {"incident_id": "b", "persons_found": "40", "publisher": "Q"},
    ]
    assert compare(*rows, same=("a", "b"), table="incident") == ()


def test_another_number_found_or_another_kind_differs(compare: Compare) -> None:
    raid = {"kind": "raid", "date": "2025-02-12", "publisher": "P"}
    rows = [
        raid | {"incident_id": "a", "persons_arrested": "10", "persons_found": "40"},
        raid | {"incident_id": "b", "persons_found": "44", "publisher": "Q", "kind": "arrest"},
    ]
    [found] = compare(*rows, same=("a", "b"), table="incident")
    assert found.differing == ("people", "status")


def test_a_supply_cut_or_reduced_differs_in_status(compare: Compare) -> None:
    cut = {"kind": "power", "date": "2025-02-05", "place_id": "town-a"}
    rows = [
        cut | {"infra_id": "a", "action": "cut", "publisher": "P"},
        cut | {"infra_id": "b", "action": "reduced", "publisher": "Q"},
    ]
    [found] = compare(*rows, same=("a", "b"), table="infrastructure")
    assert (found.differing, found.treatment) == (("status",), "nobody")


def test_running_totals_contradict_nothing(compare: Compare) -> None:
    assert compare(handover("a", group_id="cum-x"), handover("b", group_id="cum-x", persons="29")) == ()


def test_a_running_total_that_was_decided_to_be_of_an_event_is_not_held_against_it(compare: Compare) -> None:
    assert compare(handover("a"), handover("b", group_id="cum-x", persons="29"), same=("a", "b")) == ()


def test_the_other_side_is_listed_though_the_view_leaves_it_out(compare: Compare) -> None:
    rows = (handover("a"), handover("b", persons="29"))
    [found] = compare(*rows, same=("a", "b"), state=ViewState(publishers=("Paper of a",)))
    assert set(found.rows["event_id"]) == {"a", "b"}


def test_nothing_above_the_viewers_level_is_held_against_anything(compare: Compare, home: Path) -> None:
    compare(handover("a"), handover("b", persons="29"), same=("a", "b"))
    assert len(beside_of(home, ViewState())) == 2
    with duckdb.connect(str(warehouse.current_build(home).path)) as connection:
        connection.execute("UPDATE rescue SET release_level = 'AMBER' WHERE rescue_id = 'b'")
        make_derived(connection)
    assert beside_of(home, ViewState()).empty


def test_the_file_numbers_the_contradictions_and_holds_each_record(compare: Compare) -> None:
    told = contradiction_frame(compare(handover("a"), handover("b", persons="29"), same=("a", "b")))
    assert told["contradiction"].tolist() == [1, 1]
    assert sorted(told["persons"]) == [23, 29]
    assert contradiction_frame(()).empty


def test_of_the_bundled_records_one_event_is_told_by_two_publishers(bundled: duckdb.DuckDBPyConnection) -> None:
    beside = list_beside(bundled, state=ViewState(), levels=CLEAR, most=2000)
    [found] = contradictions(beside)
    assert (found.group_id, found.nationality, found.treatment) == ("g-202503-in-549", "IN", "added")
    assert found.differing == ("people", "date")
    # Two flights, one after the other, for which nobody's word is taken here.
    assert sorted(found.rows["persons"]) == [266, 283]
    assert count_parts(beside) == 4


def made_up(seed: int, events: int = 150) -> pd.DataFrame:
    """Records of events that agree and differ in every column, as `list_beside` would give them."""
    choose = np.random.default_rng(seed)
    event = np.sort(choose.integers(0, events, 3 * events))
    size = event.size
    layer = np.array(["incident", "rescue", "movement", "infrastructure"])[event % 4]
    days = pd.Timestamp("2025-01-01") + pd.to_timedelta(choose.integers(0, 3, size), unit="D")
    persons = pd.Series(choose.choice([5.0, 10.0, np.nan], size))
    return pd.DataFrame(
        {
            "layer": layer,
            "group_id": [f"g{number}" for number in event],
            # Every third event was decided to be one.
            "report_id": [f"g{n}" if n % 3 else f"r{choose.integers(2)}" for n in event],
            "event_id": [f"e{number}" for number in range(size)],
            "kind": choose.choice(["handover", "screening"], size, p=[0.8, 0.2]),
            "action": pd.Series(np.where(layer == "infrastructure", choose.choice(["cut", "restored"], size), None)),
            "nationality": pd.Series(choose.choice(["KE", "IN", None], size)),
            "event_date": days,
            "event_date_last": days + pd.to_timedelta(choose.choice([0, 0, 30], size), unit="D"),
            "country": choose.choice(["MM", "TH"], size, p=[0.9, 0.1]),
            "location_precision": choose.choice(["site", "country"], size),
            "place_id": pd.Series(choose.choice(["a", "b", None], size, p=[0.6, 0.1, 0.3])),
            "compound_id": pd.Series(choose.choice(["c", None], size)),
            "persons": persons,
            "persons_kind": np.where(persons.isna(), None, np.where(layer == "incident", "arrested", "freed")),
            "also_found": np.where(layer == "incident", choose.choice([7.0, np.nan], size), np.nan),
            "publisher": choose.choice(["Paper", "Post", "Radio"], size),
        }
    )


@pytest.mark.parametrize("seed", range(4))
def test_in_which_order_records_stand_changes_nothing_of_what_differs(seed: int) -> None:
    beside = made_up(seed)
    found = contradictions(beside)
    assert len(found) > 20
    shuffled = beside.sample(frac=1, random_state=seed)
    assert {shape_of(one) for one in contradictions(shuffled)} == {shape_of(one) for one in found}


def shape_of(one: Contradiction) -> tuple[object, ...]:
    layer_kind = (one.layer, one.kind) if one.layer in ("rescue", "movement") else (one.layer,)
    return *layer_kind, one.group_id, one.nationality, one.differing, frozenset(one.rows["event_id"])
