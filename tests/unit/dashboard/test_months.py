"""Queries of months, each against a plain recount of the records that they stand for."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard.access.levels import levels_up_to
from dashboard.queries import months
from etl import pipeline, warehouse
from etl.contract.vocab import RELEASE_LEVELS
from etl.derived import make_derived, make_marts
from geo.chronogram import chronogram
from geo.flows import points_to_flow_cells, reported_flows

CLEAR = levels_up_to("CLEAR")
AS_OF = date(2026, 3, 13)


def records(connection: duckdb.DuckDBPyConnection, levels: tuple[str, ...]) -> list[dict[str, object]]:
    frame = connection.cursor().execute("SELECT * FROM record").df().astype(object)
    rows = frame.where(frame.notna(), None).to_dict("records")
    return [row for row in rows if row["release_level"] in levels]


def month_of(row: dict[str, object]) -> str | None:
    day = row["event_date"]
    known = day is not None and row["date_precision"] in ("day", "month") and day.date() <= AS_OF
    return f"{day:%Y-%m}" if known else None


def recount(rows: list[dict[str, object]], *, layer: str = "all", activity: bool = True) -> dict[tuple[str, str], int]:
    groups = defaultdict(set)
    for row in rows:
        is_asked = (layer in ("all", row["layer"])) and (row["is_activity"] or not activity)
        if is_asked and not row["is_running_total"] and row["sector_id"] and month_of(row):
            groups[row["sector_id"], month_of(row)].add(row["group_id"])
    return {key: len(found) for key, found in groups.items()}


def amounts(frame: pd.DataFrame) -> dict[tuple[str, str], int]:
    keys = zip(frame["sector_id"], frame["month"].dt.strftime("%Y-%m"), strict=True)
    return dict(zip(keys, frame["amount"].astype(int), strict=True))


@pytest.fixture(scope="module")
def guarded(bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The bundled build, a third of its records at other release levels, its marts made anew."""
    path = tmp_path_factory.mktemp("guarded") / "build.duckdb"
    shutil.copyfile(warehouse.current_build(bundled_home).path, path)
    with duckdb.connect(str(path)) as connection:
        for table in ("incident", "rescue", "movement", "displacement_report"):
            key = {"displacement_report": "displacement"}.get(table, table) + "_id"
            for number, level in enumerate(RELEASE_LEVELS[1:]):
                where = f"hash({key}) % 12 = {number}"
                connection.execute(f"UPDATE {table} SET release_level = '{level}', is_public = false WHERE {where}")
        connection.execute("UPDATE place SET release_level = 'RED' WHERE place_id = 'myawaddy'")
        make_derived(connection)
        make_marts(connection)
        pipeline._check(connection)
        yield connection


@pytest.mark.parametrize("level", RELEASE_LEVELS)
def test_each_sector_and_month_counts_the_distinct_events_that_the_viewer_may_see(
    guarded: duckdb.DuckDBPyConnection, level: str
) -> None:
    levels = levels_up_to(level)
    rows = records(guarded, levels)
    assert amounts(months.list_sector_months(guarded, levels=levels)) == recount(rows)
    for layer in ("all", "incident", "rescue", "displacement"):
        found = months.list_sector_months(guarded, levels=levels, measure="records", layer=layer)
        assert amounts(found) == recount(rows, layer=layer, activity=False)


def test_levels_that_no_viewer_has_see_no_month(guarded: duckdb.DuckDBPyConnection) -> None:
    for levels in ((), ("RED",), ("CLEAR", "RED"), ("nothing",)):
        assert months.list_sector_months(guarded, levels=levels).empty
    assert months.list_flow_months(guarded, levels=()).empty
    assert months.list_border_months(guarded, levels=(), neighbour="MM").empty


def test_people_of_one_kind_are_those_of_the_people_view(bundled: duckdb.DuckDBPyConnection) -> None:
    for kind in ("found", "freed", "arrested"):
        found = months.list_sector_months(bundled, levels=CLEAR, measure=kind)
        [expected] = (
            bundled.cursor()
            .execute(
                "SELECT sum(people.persons) FROM people INNER JOIN record USING (layer, event_id)"
                " WHERE people.persons_kind = ? AND record.sector_id IS NOT NULL"
                " AND record.date_precision IN ('day', 'month')",
                [kind],
            )
            .fetchone()
        )
        assert found["amount"].sum() == expected > 0
        assert (found["events"] >= found["representative_events"]).all()


def test_the_months_are_those_of_the_bundled_records(bundled: duckdb.DuckDBPyConnection) -> None:
    found = months.list_sector_months(bundled, levels=CLEAR)
    assert found["month"].max() <= pd.Timestamp(AS_OF)
    assert (found["month"].dt.day == 1).all()
    assert found["amount"].sum() == 169


def test_every_record_is_counted_or_told_why_not(guarded: duckdb.DuckDBPyConnection) -> None:
    for level in RELEASE_LEVELS:
        levels = levels_up_to(level)
        rows = records(guarded, levels)
        told = months.count_sector_months(guarded, levels=levels, evidence="all").set_index("outcome")
        assert told["records"].sum() == len(rows)
        assert told.loc["running_total", "records"] == sum(row["is_running_total"] for row in rows)
        dated = [row for row in rows if row["sector_id"] and not row["is_running_total"]]
        assert told.loc["no_month", "records"] == sum(month_of(row) is None for row in dated)
        assert told.loc["counted", "records"] == sum(month_of(row) is not None for row in dated)
    activity = months.count_sector_months(guarded, levels=CLEAR)
    response = months.count_sector_months(guarded, levels=CLEAR, evidence="response")
    both = months.count_sector_months(guarded, levels=CLEAR, evidence="all")
    assert activity["records"].sum() + response["records"].sum() == both["records"].sum()
    incidents = months.count_sector_months(guarded, levels=CLEAR, evidence="all", layer="incident")
    assert incidents["records"].sum() == sum(row["layer"] == "incident" for row in records(guarded, CLEAR))


def test_months_after_the_date_of_the_build_are_told(loaded_home: Path) -> None:
    pipeline.load(loaded_home, pipeline.bundled_files(), as_of=date(2025, 12, 31))
    with warehouse.open_read_only(warehouse.current_build(loaded_home).path) as connection:
        told = months.count_sector_months(connection, levels=CLEAR, evidence="all").set_index("outcome")
        assert told.loc["after_as_of", "records"] > 0
        assert months.list_sector_months(connection, levels=CLEAR)["month"].max() == pd.Timestamp("2025-12-01")
        assert months.list_flow_months(connection, levels=CLEAR)["month"].max() <= pd.Timestamp("2025-12-01")
        border = months.list_border_months(connection, levels=CLEAR, neighbour="MM")
        assert border["month"].max() <= pd.Timestamp("2025-12-01")


@pytest.mark.parametrize("level", RELEASE_LEVELS)
def test_flows_hold_the_events_that_the_viewer_may_see(guarded: duckdb.DuckDBPyConnection, level: str) -> None:
    levels = levels_up_to(level)
    found = months.list_flow_months(guarded, levels=levels)
    expected = {
        (row["layer"], row["kind"], row["group_id"], month_of(row))
        for row in records(guarded, levels)
        if row["layer"] in ("rescue", "movement", "displacement") and not row["is_running_total"] and month_of(row)
    }
    keys = zip(found["layer"], found["kind"], found["group_id"], found["month"].dt.strftime("%Y-%m"), strict=True)
    assert set(keys) == expected
    hidden = found[found["origin_place_id"] == "myawaddy"]
    assert hidden["origin_longitude"].isna().all() == (level != "RED")


@pytest.mark.parametrize("kind", ["handover", "relocation"])
def test_flows_of_one_kind_become_sums_between_cells_of_any_size(bundled: duckdb.DuckDBPyConnection, kind: str) -> None:
    found = months.list_flow_months(bundled, levels=CLEAR, kinds=(kind,))
    assert set(found["kind"]) == {kind}
    for resolution in (4, 7):
        ends = [
            points_to_flow_cells(
                found[f"{end}_longitude"],
                found[f"{end}_latitude"],
                finest=found[f"{end}_finest_resolution"],
                resolution=resolution,
            )
            for end in ("origin", "destination")
        ]
        flows = reported_flows(*ends, found["group_id"].tolist(), persons=found["persons"].tolist())
        events = {group for flow in flows.flows + flows.within for group in flow.group_ids}
        assert sum(flow.people for flow in flows.flows + flows.within) <= found["persons"].sum()
        assert len(events) + flows.left_out == found["group_id"].nunique()
    sectors = found[["origin_sector_id", "destination_sector_id"]].fillna("")
    by_sector = reported_flows(
        sectors["origin_sector_id"].tolist(), sectors["destination_sector_id"].tolist(), found["group_id"].tolist()
    )
    assert by_sector.flows or by_sector.within


def test_a_chronogram_is_drawn_from_the_records_of_a_border(bundled: duckdb.DuckDBPyConnection) -> None:
    lengths = months.list_border_lengths(bundled).set_index("border_country")["length_km"]
    assert lengths.index.tolist() == ["KH", "LA", "MM", "MY"]
    rows = [row for row in records(bundled, CLEAR) if row["is_activity"] and not row["is_running_total"]]
    for neighbour in ("MM", "KH"):
        found = months.list_border_months(bundled, levels=CLEAR, neighbour=neighbour)
        assert len(found) == len(rows)
        near = {(row["group_id"], month_of(row)) for row in rows if row["border_country"] == neighbour}
        drawn = chronogram(
            found["border_km"],
            found["month"].to_numpy(),
            found["group_key"],
            length_km=lengths[neighbour],
            bin_km=lengths[neighbour],
            is_representative=found["is_representative"],
        )
        assert drawn.amounts.sum() == len({key for key in near if key[1]})
        assert drawn.month_totals.sum() == len({(row["group_id"], month_of(row)) for row in rows if month_of(row)})


def test_flows_of_a_period_and_a_layer_are_those_of_all(bundled: duckdb.DuckDBPyConnection) -> None:
    every = months.list_flow_months(bundled, levels=CLEAR)
    first, last = date(2025, 2, 1), date(2025, 10, 31)
    found = months.list_flow_months(bundled, levels=CLEAR, layers=("displacement",), date_from=first, date_to=last)
    is_asked = (every["layer"] == "displacement") & every["month"].between(pd.Timestamp(first), pd.Timestamp(last))
    assert 0 < len(found) < (every["layer"] == "displacement").sum()
    assert set(found["group_id"]) == set(every[is_asked]["group_id"])
