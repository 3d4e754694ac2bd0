"""What the map can show and what it can't, each against a plain recount."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from dashboard.findings.coverage import REASONS, coverage
from dashboard.queries import holdings, records
from dashboard.state import CELL_RESOLUTIONS, ViewState
from etl import pipeline, warehouse
from tests.unit.dashboard.queries.recount import CLEAR, FINEST, VIEWS, Row, fits, in_period, matching


@VIEWS
def test_what_is_on_the_map_and_what_is_not_add_up_to_what_matches(
    bundled: duckdb.DuckDBPyConnection, rows: list[Row], state: ViewState
) -> None:
    expected = matching(rows, state)
    outcomes: Counter[str] = Counter(outcome(row, state.resolution) for row in expected)
    found = records.count_coverage(bundled, state=state, levels=CLEAR)
    assert dict(zip(found["outcome"], found["records"], strict=True)) == outcomes
    summed = coverage(found)
    assert summed.records == len(expected) == summed.shown + summed.hidden
    assert summed.events == len({row.group_id for row in expected if row.cell(state.resolution) is not None})


def outcome(row: Row, resolution: int) -> str:
    """What becomes of a record on the map: the first reason that holds."""
    if row.is_running_total:
        return "running_total"
    if row.point is None:
        return "no_place"
    if FINEST.get(str(row.precision), -1) < resolution:
        return str(row.precision)
    return "no_date" if row.first is None else "shown"


@VIEWS
def test_a_period_says_how_many_records_it_cannot_place_in_time(
    bundled: duckdb.DuckDBPyConnection, rows: list[Row], state: ViewState
) -> None:
    undated = straddling = 0
    for row in rows:
        if not fits(row, state) or in_period(row, state):
            continue
        if row.first is None or row.last is None:
            undated += 1
        else:
            low, high = state.date_from or date.min, state.date_to or date.max
            straddling += row.first <= high and row.last >= low
    if not state.is_reversed:
        assert records.count_left_out(bundled, state=state, levels=CLEAR) == (undated, straddling)


def test_every_outcome_is_shown_or_has_its_reason(bundled: duckdb.DuckDBPyConnection) -> None:
    for resolution in CELL_RESOLUTIONS:
        counts = records.count_coverage(bundled, state=ViewState(resolution=resolution), levels=CLEAR)
        assert set(counts["outcome"]) <= {"shown", *REASONS}


def test_a_record_known_to_its_province_without_a_point_is_counted_as_such(
    home: Path, write_rows: Callable[..., Path]
) -> None:
    known, unknown = {"incident_id": "a", "admin1": "Kayin"}, {"incident_id": "b", "admin1": "the hills"}
    pipeline.load(home, [write_rows("incident", known, unknown)])
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        coverage = records.count_coverage(connection, state=ViewState(), levels=CLEAR)
        holds = holdings.get_unknown(connection, levels=CLEAR)
    assert dict(zip(coverage["outcome"], coverage["records"], strict=True)) == {"province": 1, "no_place": 1}
    assert (holds["without_place"], holds["coarse"]) == (1, 1)
