"""Counts by cell, each against a plain recount."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

import duckdb
import h3.api.basic_int as h3
import pytest

from dashboard.queries import records
from dashboard.state import CELL_RESOLUTIONS, ViewState
from tests.unit.dashboard.queries.recount import CLEAR, HANDOVER, MOST, VIEWS, Row, matching


@VIEWS
def test_a_cell_counts_the_distinct_events_that_stand_in_it(
    bundled: duckdb.DuckDBPyConnection, rows: list[Row], state: ViewState
) -> None:
    events: dict[int, set[str]] = defaultdict(set)
    activity: dict[int, set[str]] = defaultdict(set)
    response: dict[int, set[str]] = defaultdict(set)
    points: dict[int, set[tuple[float, float] | None]] = defaultdict(set)
    for row in matching(rows, state):
        cell = row.cell(state.resolution)
        if cell is not None and row.point is not None:
            events[cell].add(row.group_id)
            (activity if row.is_activity else response)[cell].add(row.group_id)
            points[cell].add(row.point if row.precision != "site" else None)
    found = records.count_cells(bundled, state=state, levels=CLEAR)
    assert dict(zip(found["cell"], found["events"], strict=True)) == {cell: len(ids) for cell, ids in events.items()}
    counted = ("cell", "activity", "response", "representative_points", "is_all_representative")
    for cell, active, responding, distinct, whole in zip(*(found[name] for name in counted), strict=True):
        assert (active, responding) == (len(activity[cell]), len(response[cell]))
        assert (distinct, whole) == (len(points[cell] - {None}), None not in points[cell])


@pytest.mark.parametrize("resolution", [4, 5, 6, 7])
def test_a_handover_told_in_28_rows_is_one_event(
    bundled: duckdb.DuckDBPyConnection, rows: list[Row], resolution: int
) -> None:
    told = [row for row in rows if row.group_id == HANDOVER]
    assert len(told) == 28
    first, cell = told[0], told[0].cell(resolution)
    state = ViewState(
        layers=("rescue",), kinds=(first.kind,), date_from=first.first, date_to=first.last, resolution=resolution
    )
    cells = records.count_cells(bundled, state=state, levels=CLEAR)
    inside = records.list_records(bundled, state=state, levels=CLEAR, most=MOST, cell=cell)
    assert (inside["group_id"] == HANDOVER).sum() == 28
    others = set(inside["group_id"]) - {HANDOVER}
    assert cells.loc[cells["cell"] == cell, "events"].tolist() == [1 + len(others)]


@pytest.mark.parametrize("resolution", CELL_RESOLUTIONS)
def test_running_totals_are_listed_and_in_no_cell(
    bundled: duckdb.DuckDBPyConnection, rows: list[Row], resolution: int
) -> None:
    state = ViewState(resolution=resolution)
    listed = records.list_records(bundled, state=state, levels=CLEAR, most=MOST)
    totals = {row.event_id for row in rows if row.is_running_total}
    assert totals
    assert set(listed.loc[listed["is_running_total"], "event_id"]) == totals
    cells = set(records.count_cells(bundled, state=state, levels=CLEAR)["cell"])
    for cell in {replace(row, is_running_total=False).cell(resolution) for row in rows if row.is_running_total} & cells:
        inside = records.list_records(bundled, state=state, levels=CLEAR, most=MOST, cell=cell)
        assert not inside["is_running_total"].any()


@pytest.mark.parametrize("resolution", CELL_RESOLUTIONS)
def test_the_records_of_a_cell_are_those_that_it_counts(
    bundled: duckdb.DuckDBPyConnection, rows: list[Row], resolution: int
) -> None:
    state = ViewState(resolution=resolution, evidence="activity", date_from=date(2025, 1, 1))
    cells = records.count_cells(bundled, state=state, levels=CLEAR)
    for cell, events in zip(cells["cell"], cells["events"], strict=True):
        inside = records.list_records(bundled, state=state, levels=CLEAR, most=MOST, cell=int(cell))
        assert inside["group_id"].nunique() == events
        assert set(inside["event_id"]) == {
            row.event_id for row in matching(rows, state) if row.cell(resolution) == cell
        }


def test_a_coarser_cell_is_not_the_sum_of_finer_ones_but_no_event_is_lost(
    bundled: duckdb.DuckDBPyConnection, rows: list[Row]
) -> None:
    for resolution in (4, 5, 6):
        cells = records.count_cells(bundled, state=ViewState(resolution=resolution), levels=CLEAR)
        located = {row.group_id for row in rows if row.cell(resolution) is not None}
        assert cells["events"].sum() >= len(located)
        assert all(h3.get_resolution(int(cell)) == resolution for cell in cells["cell"])
