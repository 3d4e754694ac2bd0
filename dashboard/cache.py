"""What is kept between reruns: one connection a build, and frames by build and view. The only module that caches."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st

from dashboard.access.levels import viewer_level
from dashboard.alerts import acknowledged, watch
from dashboard.alerts.evaluation import Alert
from dashboard.alerts.rules import Rules, read_rules
from dashboard.findings.coverage import Coverage, coverage
from dashboard.queries import alerts, compounds, holdings, loads, names, precision, records
from dashboard.state import ViewState
from etl import warehouse
from geo.gazetteer import Gazetteer, Hit, gazetteer

Levels = tuple[str, ...]
MOST_LISTED = 2_000
"""Rows of a list at most; a page says when there are more."""
MOST_FOUND = 7
"""Places and compounds that a search offers at most."""
MOST_LOADS = 100
"""Loads that the page of the data lists at most."""
MOST_REJECTS = 200
"""Faults that it lists at most."""
LEAST_LIKE = 40.0
"""How like a text a name must be, of 100, to be offered as the nearest."""
_THAILAND = timezone(timedelta(hours=7))


def current_build() -> warehouse.Build:
    """
    The current build, asked of the disk at each rerun.

    Raises
    ------
    etl.warehouse.NoBuildError
        If there is none that can be read.
    """
    home = warehouse.home()
    build_id = warehouse.current_build_id(home)
    return warehouse.current_build(home) if build_id is None else _build(str(home), build_id)


@st.cache_data(max_entries=4, show_spinner=False)
def _build(home: str, build_id: str) -> warehouse.Build:  # noqa: ARG001 - the id is what makes the key
    return warehouse.current_build(Path(home))


def _close(connection: duckdb.DuckDBPyConnection) -> None:
    connection.close()


@st.cache_resource(max_entries=4, show_spinner=False, on_release=_close)
def _connection(path: str) -> duckdb.DuckDBPyConnection:
    return warehouse.open_read_only(Path(path))


def connection(path: str) -> duckdb.DuckDBPyConnection:
    """The connection to the build at a path; a query takes a cursor of its own."""
    return _connection(path)


def wall_facts(home: Path) -> tuple[str | None, date, tuple[int, ...]]:
    """What a new picture of the wall depends on: the build, the day in Thailand, scenes, and what was acknowledged."""
    files = (home / "scenes.toml", home / "alerts" / "acknowledged.jsonl")
    changed = tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in files)
    return warehouse.current_build_id(home), datetime.now(_THAILAND).date(), changed


@st.cache_data(max_entries=64, show_spinner=False)
def list_records(
    path: str,
    state: ViewState,
    levels: Levels,
    cell: int | None = None,
    compound_ids: tuple[str, ...] = (),
    place_ids: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Matching records of the build at a path, newest first; see `queries.records`."""
    return records.list_records(
        _connection(path),
        state=state,
        levels=levels,
        most=MOST_LISTED,
        cell=cell,
        compound_ids=compound_ids,
        place_ids=place_ids,
    )


@st.cache_data(max_entries=256, show_spinner=False)
def count_records(path: str, state: ViewState, levels: Levels) -> int:
    """Number of matching records."""
    return records.count_records(_connection(path), state=state, levels=levels)


@st.cache_data(max_entries=256, show_spinner=False)
def count_left_out(path: str, state: ViewState, levels: Levels) -> tuple[int, int]:
    """Records that the period leaves out: undated, and straddling its edge."""
    return records.count_left_out(_connection(path), state=state, levels=levels)


@st.cache_data(max_entries=256, show_spinner=False)
def get_coverage(path: str, state: ViewState, levels: Levels) -> Coverage:
    """How many matching records the map shows, and why not the rest."""
    return coverage(records.count_coverage(_connection(path), state=state, levels=levels))


@st.cache_data(max_entries=64, show_spinner=False)
def count_cells(path: str, state: ViewState, levels: Levels) -> pd.DataFrame:
    """Distinct events by cell."""
    return records.count_cells(_connection(path), state=state, levels=levels)


@st.cache_data(max_entries=8, show_spinner=False)
def list_compounds(path: str, levels: Levels) -> pd.DataFrame:
    """Every current compound."""
    return compounds.list_compounds(_connection(path), levels=levels)


@st.cache_data(max_entries=8, show_spinner=False)
def list_named(path: str, levels: Levels) -> pd.DataFrame:
    """Every current place and compound, as a search finds them."""
    return names.list_named(_connection(path), levels=levels)


@st.cache_resource(max_entries=4, show_spinner=False)
def _gazetteer(path: str, levels: Levels) -> Gazetteer:
    rows = names.list_names(_connection(path), levels=levels)
    return gazetteer(
        rows["named_id"], rows["name"], kinds=rows["kind"], countries=rows["country"], weights=rows["weight"]
    )


@st.cache_data(max_entries=256, show_spinner=False)
def find_named(path: str, levels: Levels, text: str) -> list[Hit]:
    """Places and compounds whose names are like a text, best first."""
    return _gazetteer(path, levels).search(text, limit=MOST_FOUND, least=LEAST_LIKE)


@st.cache_data(max_entries=8, show_spinner=False)
def count_tables(path: str, levels: Levels) -> pd.DataFrame:
    """Current rows of the core tables."""
    return holdings.count_tables(_connection(path), levels=levels)


@st.cache_data(max_entries=8, show_spinner=False)
def list_sources(path: str, levels: Levels) -> pd.DataFrame:
    """Each source with its last load."""
    return holdings.list_sources(_connection(path), levels=levels)


@st.cache_data(max_entries=8, show_spinner=False)
def get_unknown(path: str, levels: Levels) -> dict[str, int]:
    """What the records lack."""
    return holdings.get_unknown(_connection(path), levels=levels)


@dataclass(frozen=True)
class DataPage:
    """What the page of the data lists: sources, loads, rejects, precisions, points on the other side of the border."""

    sources: pd.DataFrame
    loads: pd.DataFrame
    rejects: pd.DataFrame
    precisions: pd.DataFrame
    sides: pd.DataFrame


@st.cache_data(max_entries=8, show_spinner=False)
def get_data_page(path: str, levels: Levels) -> DataPage:
    """What the page of the data lists."""
    connection = _connection(path)
    return DataPage(
        sources=loads.list_sources(connection, levels=levels),
        loads=loads.list_loads(connection, levels=levels, most=MOST_LOADS),
        rejects=loads.list_rejects(connection, levels=levels, most=MOST_REJECTS),
        precisions=precision.count_precisions(connection, levels=levels),
        sides=precision.list_side_conflicts(connection, levels=levels),
    )


def get_alerts(build: warehouse.Build) -> watch.Report:
    """Open alerts and acknowledged ones, asked of the disk at each rerun: somebody else may have acknowledged one."""
    return watch.alert_report(_connection(str(build.path)), build, warehouse.home(), datetime.now(UTC))


def get_alert_rules() -> Rules:
    """The rules of alerts in force."""
    return read_rules(warehouse.home())


@st.cache_data(max_entries=64, show_spinner=False)
def list_evidence(path: str, event_ids: tuple[str, ...], levels: Levels) -> pd.DataFrame:
    """The records behind an alert."""
    return alerts.list_evidence(_connection(path), event_ids=event_ids, levels=levels)


def acknowledge(alert: Alert, by: str) -> None:
    """
    Keep that somebody has seen an alert.

    Raises
    ------
    ValueError
        If there is no name, or the file of acknowledgements is broken.
    OSError
        If it can't be written.
    """
    acknowledged.acknowledge(warehouse.home(), alert, by=by, level=viewer_level(), now=datetime.now(UTC))
