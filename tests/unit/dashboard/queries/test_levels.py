"""Release levels: what is above the viewer's might as well not be loaded."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard.access.levels import levels_up_to
from dashboard.queries import compounds, holdings, records
from dashboard.state import ViewState
from etl import warehouse
from etl.contract.vocab import RELEASE_LEVELS
from etl.derived import make_derived
from tests.unit.dashboard.queries.recount import CLEAR, MOST

HELD_BACK = {
    "incident": ("GREEN", "incident_id IN (SELECT incident_id FROM incident ORDER BY md5(incident_id) LIMIT 60)"),
    "rescue": ("AMBER", "rescue_id IN (SELECT rescue_id FROM rescue ORDER BY md5(rescue_id) LIMIT 80)"),
    "infrastructure": ("AMBER+STRICT", "kind = 'power'"),
    "movement": ("RED", "kind = 'recruitment'"),
    "compound": ("RED", "compound_id IN ('kk-park', 'shwe-kokko', 'kk-park-ii')"),
}
"""Core table -> a level, and the rows that are given it."""


@pytest.fixture(scope="module")
def guarded_path(bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled build, with some of its rows at other release levels."""
    path = tmp_path_factory.mktemp("guarded") / "build.duckdb"
    shutil.copyfile(warehouse.current_build(bundled_home).path, path)
    with duckdb.connect(str(path)) as connection:
        for table, (level, which) in HELD_BACK.items():
            connection.execute(f"UPDATE {table} SET release_level = '{level}', is_public = false WHERE {which}")
        make_derived(connection)
    return path


@pytest.fixture
def guarded(guarded_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with warehouse.open_read_only(guarded_path) as connection:
        yield connection


def without(guarded_path: Path, level: str, folder: Path) -> Path:
    """The same build, but what is above a level was never loaded."""
    path = folder / f"without-{RELEASE_LEVELS.index(level)}.duckdb"
    shutil.copyfile(guarded_path, path)
    with duckdb.connect(str(path)) as connection:
        for table in ("incident", "rescue", "infrastructure", "movement", "displacement_report", "compound", "place"):
            connection.execute(f"DELETE FROM {table} WHERE NOT list_contains(?, release_level)", [levels_up_to(level)])
        make_derived(connection)
    return path


GUARDED_VIEWS = (
    ViewState(),
    ViewState(layers=("rescue",), resolution=4),
    ViewState(evidence="activity", date_from=date(2025, 1, 1), date_to=date(2025, 12, 31)),
    ViewState(kinds=("power", "recruitment", "raid"), resolution=7),
)


@pytest.mark.parametrize("level", RELEASE_LEVELS)
def test_what_is_above_the_viewers_level_might_as_well_not_be_loaded(
    guarded: duckdb.DuckDBPyConnection, guarded_path: Path, tmp_path: Path, level: str
) -> None:
    levels = levels_up_to(level)
    with warehouse.open_read_only(without(guarded_path, level, tmp_path)) as bare:
        for state in GUARDED_VIEWS:
            seen, alone = (records.list_records(c, state=state, levels=levels, most=MOST) for c in (guarded, bare))
            pd.testing.assert_frame_equal(seen, alone)
            seen, alone = (records.count_cells(c, state=state, levels=levels) for c in (guarded, bare))
            pd.testing.assert_frame_equal(seen, alone)
            seen, alone = (records.count_coverage(c, state=state, levels=levels) for c in (guarded, bare))
            pd.testing.assert_frame_equal(seen, alone)
            for count in (records.count_records, records.count_left_out):
                assert count(guarded, state=state, levels=levels) == count(bare, state=state, levels=levels)
        seen, alone = (compounds.list_compounds(c, levels=levels) for c in (guarded, bare))
        pd.testing.assert_frame_equal(seen, alone)
        seen, alone = (holdings.count_tables(c, levels=levels) for c in (guarded, bare))
        pd.testing.assert_frame_equal(seen, alone)
        seen, alone = (holdings.list_sources(c, levels=levels)["newest_record_date"] for c in (guarded, bare))
        pd.testing.assert_series_equal(seen, alone)
        unknown, unknown_alone = (holdings.get_unknown(c, levels=levels) for c in (guarded, bare))
        assert unknown | {"withheld": 0} == unknown_alone | {"withheld": 0}


@pytest.mark.parametrize("level", RELEASE_LEVELS)
def test_no_record_above_the_viewers_level_is_listed(guarded: duckdb.DuckDBPyConnection, level: str) -> None:
    levels = levels_up_to(level)
    listed = records.list_records(guarded, state=ViewState(), levels=levels, most=MOST)
    known = guarded.cursor().execute("SELECT layer, event_id, release_level FROM record").fetchall()
    release = {(layer, event_id): found for layer, event_id, found in known}
    shown = [release[key] for key in zip(listed["layer"], listed["event_id"], strict=True)]
    assert set(shown) <= set(levels)
    assert len(shown) == sum(found in levels for found in release.values())


def test_a_record_above_the_viewers_level_is_not_listed_for_another_layers_record_of_the_same_id(
    guarded_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "same-id.duckdb"
    shutil.copyfile(guarded_path, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE incident SET incident_id = 'x-1' WHERE incident_id = 'inc-0001'")
        connection.execute("UPDATE incident SET release_level = 'CLEAR' WHERE incident_id = 'x-1'")
        connection.execute("UPDATE rescue SET rescue_id = 'x-1', release_level = 'RED' WHERE rescue_id = 'r-0001'")
        make_derived(connection)
        listed = records.list_records(connection, state=ViewState(), levels=CLEAR, most=MOST)
    assert listed.loc[listed["event_id"] == "x-1", "layer"].tolist() == ["incident"]


def test_without_any_level_nothing_is_shown(bundled: duckdb.DuckDBPyConnection) -> None:
    assert records.list_records(bundled, state=ViewState(), levels=(), most=MOST).empty
    assert records.count_cells(bundled, state=ViewState(), levels=()).empty
    assert records.count_records(bundled, state=ViewState(), levels=()) == 0
    assert compounds.list_compounds(bundled, levels=()).empty
