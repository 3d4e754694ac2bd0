"""Queries of a build, each against a plain recount from the files that it was loaded from."""

import calendar
import csv
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path

import duckdb
import h3.api.basic_int as h3
import pandas as pd
import pytest

from dashboard.access.levels import levels_up_to
from dashboard.findings.coverage import REASONS, coverage
from dashboard.queries import compounds, holdings, records
from dashboard.state import CELL_RESOLUTIONS, EVIDENCE, ViewState
from etl import pipeline, warehouse
from etl.contract.vocab import KINDS, LAYERS, RELEASE_LEVELS, kinds_of
from etl.pipeline import BUNDLED

CLEAR = levels_up_to("CLEAR")
ALL_LEVELS = levels_up_to("RED")
MOST = 2_000
HANDOVER = "g-202502-bgf-list-7141"
"""Told in 28 rows, one a nationality."""
FINEST = {"site": 9, "town": 7, "district": 6}

LIST_COLUMNS = {
    "event_id",
    "group_id",
    "layer",
    "kind",
    "is_activity",
    "is_running_total",
    "event_date",
    "date_precision",
    "country",
    "location_precision",
    "place_name",
    "place_name_th",
    "compound_name",
    "nationality",
    "persons",
    "persons_kind",
    "summary",
    "publisher",
    "source_url",
    "file_name",
    "source_line",
}
COMPOUND_COLUMNS = {
    "compound_id",
    "name",
    "longitude",
    "latitude",
    "location_precision",
    "status",
    "status_date",
    "status_date_precision",
    "controlled_by",
    "summary",
    "publisher",
    "source_url",
}
PERIODS = (
    (None, None),
    (date(2025, 1, 1), None),
    (None, date(2024, 12, 31)),
    (None, date(2025, 2, 14)),
    (date(2025, 2, 14), None),
    (date(2025, 2, 10), date(2025, 2, 20)),
    (date(2025, 1, 1), date(2025, 12, 31)),
)


@dataclass(frozen=True)
class Row:
    """A record as a person reads it from its file."""

    event_id: str
    group_id: str
    layer: str
    kind: str
    first: date | None
    last: date | None
    point: tuple[float, float] | None
    precision: str | None
    compound_id: str | None
    is_running_total: bool

    @property
    def is_activity(self) -> bool:
        return any(kind.is_activity for kind in KINDS if (kind.layer, kind.name) == (self.layer, self.kind))

    def cell(self, resolution: int) -> int | None:
        """The cell that counts the record, if one does."""
        if self.is_running_total or self.first is None or self.point is None:
            return None
        if FINEST.get(str(self.precision), -1) < resolution:
            return None
        return h3.latlng_to_cell(self.point[1], self.point[0], resolution)


def _read(name: str) -> list[dict[str, str]]:
    with (BUNDLED / name).open(encoding="utf-8", newline="") as file:
        return [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(file)]


def _span(first: str, last: str = "") -> tuple[date | None, date | None]:
    """First and last day of what is known."""
    if not first:
        return None, None
    start, end = (text.split("-") for text in (first, last or first))
    year, month = int(end[0]), int(end[1]) if len(end) > 1 else 12
    day = int(end[2]) if len(end) > 2 else calendar.monthrange(year, month)[1]
    return date(int(start[0]), *(int(part) for part in [*start[1:], "1", "1"][:2])), date(year, month, day)


def _point(row: dict[str, str]) -> tuple[tuple[float, float] | None, str | None]:
    if not row.get("lat"):
        return None, None
    return (float(row["lon"]), float(row["lat"])), row["location_precision"]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Every record of the bundled files, placed by what it refers to."""
    places = {row["place_id"]: _point(row) for row in _read("places.csv")}
    walls = {}
    for row in _read("compounds.csv"):
        own = _point(row)
        walls[row["compound_id"]] = own if own[0] else places.get(row["nearest_place_id"], (None, None))
    found = []

    def add(
        layer: str,
        row: dict[str, str],
        *,
        key: str,
        chain: tuple[str, ...],
        kind: str = "",
        compound: str | None = None,
    ) -> None:
        reference = next((name for name in chain if row[name]), None)
        known = walls if reference == "compound_id" else places
        lent = known[row[reference]] if reference else (None, None)
        point, precision = _point(row) if row.get("lat") else lent
        first, last = _span(row["date"], row.get("end_date", ""))
        group = row.get("group_id") or row[key]
        found.append(
            Row(
                event_id=row[key],
                group_id=group,
                layer=layer,
                kind=kind or row["kind"],
                first=first,
                last=last,
                point=point,
                precision=precision,
                compound_id=row.get("compound_id") if compound is None else compound,
                is_running_total=group.startswith("cum-"),
            )
        )

    for row in _read("incidents.csv"):
        add("incident", row, key="incident_id", chain=("compound_id", "place_id"))
    for row in _read("rescues.csv"):
        add("rescue", row, key="rescue_id", chain=("compound_id", "from_place_id", "crossing_place_id"))
    for row in _read("infrastructure.csv"):
        add("infrastructure", row, key="infra_id", chain=("compound_id", "place_id"))
    for row in _read("travel_risk.csv"):
        add("movement", row, key="risk_id", chain=("to_place_id", "from_place_id"))
    for row in _read("displacement.csv"):
        side = "to" if row["to_place_id"] else "from"
        compound = row[f"{side}_compound_id"]
        chain = ("to_place_id", "from_place_id")
        add("displacement", row, key="displacement_id", chain=chain, kind="relocation", compound=compound)
    return found


def _fits(row: Row, state: ViewState) -> bool:
    return (
        (not state.layers or row.layer in state.layers)
        and (not state.kinds or row.kind in state.kinds)
        and (state.evidence == "all" or row.is_activity == (state.evidence == "activity"))
    )


def _in_period(row: Row, state: ViewState) -> bool:
    if not state.has_period:
        return True
    if row.first is None or row.last is None:
        return False
    return (state.date_from or row.first) <= row.first and row.last <= (state.date_to or row.last)


def _matching(rows: list[Row], state: ViewState) -> list[Row]:
    return [row for row in rows if _fits(row, state) and _in_period(row, state)]


def _views() -> list[ViewState]:
    """Views of every filter alone, and some of all together."""
    views = [ViewState(layers=(layer,)) for layer in LAYERS]
    views += [ViewState(kinds=(kind.name,)) for kind in KINDS]
    views += [ViewState(evidence=evidence, date_from=a, date_to=b) for evidence in EVIDENCE for a, b in PERIODS]
    views += [ViewState(resolution=resolution) for resolution in CELL_RESOLUTIONS]
    views += [
        ViewState(
            layers=("rescue", "incident"),
            kinds=("rescue", "raid", "handover"),
            evidence=evidence,
            resolution=resolution,
            date_from=date(2025, 1, 1),
        )
        for evidence, resolution in product(EVIDENCE, CELL_RESOLUTIONS)
    ]
    views.append(ViewState(date_from=date(2025, 2, 1), date_to=date(2025, 1, 1)))
    views.append(ViewState(kinds=("raid",), layers=("movement",)))
    return list(dict.fromkeys(views))


def _name(state: ViewState) -> str:
    parts = [*state.layers, *state.kinds, state.evidence, state.date_from, state.date_to, state.resolution]
    return " ".join(str(part) for part in parts if part is not None)


VIEWS = pytest.mark.parametrize("state", _views(), ids=_name)


@VIEWS
def test_the_list_holds_exactly_the_records_that_match(
    bundled: duckdb.DuckDBPyConnection, rows: list[Row], state: ViewState
) -> None:
    listed = records.list_records(bundled, state=state, levels=CLEAR, most=MOST)
    expected = _matching(rows, state)
    assert sorted(zip(listed["layer"], listed["event_id"], strict=True)) == sorted(
        (row.layer, row.event_id) for row in expected
    )
    assert records.count_records(bundled, state=state, levels=CLEAR) == len(expected)


@VIEWS
def test_a_cell_counts_the_distinct_events_that_stand_in_it(
    bundled: duckdb.DuckDBPyConnection, rows: list[Row], state: ViewState
) -> None:
    events: dict[int, set[str]] = defaultdict(set)
    activity: dict[int, set[str]] = defaultdict(set)
    response: dict[int, set[str]] = defaultdict(set)
    points: dict[int, set[tuple[float, float]]] = defaultdict(set)
    for row in _matching(rows, state):
        cell = row.cell(state.resolution)
        if cell is not None and row.point is not None:
            events[cell].add(row.group_id)
            (activity if row.is_activity else response)[cell].add(row.group_id)
            points[cell].add(row.point)
    found = records.count_cells(bundled, state=state, levels=CLEAR)
    assert dict(zip(found["cell"], found["events"], strict=True)) == {cell: len(ids) for cell, ids in events.items()}
    for cell, active, responding, distinct in zip(
        found["cell"], found["activity"], found["response"], found["points"], strict=True
    ):
        assert (active, responding, distinct) == (len(activity[cell]), len(response[cell]), len(points[cell]))


@VIEWS
def test_what_is_on_the_map_and_what_is_not_add_up_to_what_matches(
    bundled: duckdb.DuckDBPyConnection, rows: list[Row], state: ViewState
) -> None:
    expected = _matching(rows, state)
    outcomes: Counter[str] = Counter(_outcome(row, state.resolution) for row in expected)
    found = records.count_coverage(bundled, state=state, levels=CLEAR)
    assert dict(zip(found["outcome"], found["records"], strict=True)) == outcomes
    summed = coverage(found)
    assert summed.records == len(expected) == summed.shown + summed.hidden
    assert summed.events == len({row.group_id for row in expected if row.cell(state.resolution) is not None})


def _outcome(row: Row, resolution: int) -> str:
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
        if not _fits(row, state) or _in_period(row, state):
            continue
        if row.first is None or row.last is None:
            undated += 1
        else:
            low, high = state.date_from or date.min, state.date_to or date.max
            straddling += row.first <= high and row.last >= low
    if not state.is_reversed:
        assert records.count_left_out(bundled, state=state, levels=CLEAR) == (undated, straddling)


def test_queries_return_the_columns_that_they_document(bundled: duckdb.DuckDBPyConnection) -> None:
    state = ViewState()
    listed = records.list_records(bundled, state=state, levels=CLEAR, most=3)
    assert set(listed.columns) == LIST_COLUMNS
    cells = records.count_cells(bundled, state=state, levels=CLEAR)
    assert list(cells.columns) == ["cell", "events", "activity", "response", "points", "has_representative_points"]
    assert str(cells["cell"].dtype) == "uint64"
    assert list(records.count_coverage(bundled, state=state, levels=CLEAR)) == ["outcome", "records", "events"]
    assert set(compounds.list_compounds(bundled, levels=CLEAR)) >= COMPOUND_COLUMNS
    assert set(holdings.get_unknown(bundled, levels=CLEAR)) >= {
        "without_place",
        "without_date",
        "coarse",
        "running_totals",
        "compounds",
        "compounds_at_site",
    }


def test_every_outcome_is_shown_or_has_its_reason(bundled: duckdb.DuckDBPyConnection) -> None:
    for resolution in CELL_RESOLUTIONS:
        counts = records.count_coverage(bundled, state=ViewState(resolution=resolution), levels=CLEAR)
        assert set(counts["outcome"]) <= {"shown", *REASONS}


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_and_each_of_its_kinds_has_the_rows_of_its_file(
    bundled: duckdb.DuckDBPyConnection, rows: list[Row], layer: str
) -> None:
    kinds = Counter(row.kind for row in rows if row.layer == layer)
    listed = records.list_records(bundled, state=ViewState(layers=(layer,)), levels=CLEAR, most=MOST)
    assert Counter(listed["kind"]) == kinds
    assert set(kinds) <= set(kinds_of(layer))


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
            row.event_id for row in _matching(rows, state) if row.cell(resolution) == cell
        }


def test_a_coarser_cell_is_not_the_sum_of_finer_ones_but_no_event_is_lost(
    bundled: duckdb.DuckDBPyConnection, rows: list[Row]
) -> None:
    for resolution in (4, 5, 6):
        cells = records.count_cells(bundled, state=ViewState(resolution=resolution), levels=CLEAR)
        located = {row.group_id for row in rows if row.cell(resolution) is not None}
        assert cells["events"].sum() >= len(located)
        assert all(h3.get_resolution(int(cell)) == resolution for cell in cells["cell"])


def test_a_compound_has_the_records_that_name_it(bundled: duckdb.DuckDBPyConnection, rows: list[Row]) -> None:
    for chosen in (("kk-park",), ("kk-park", "shwe-kokko"), ("no-such-compound",)):
        listed = records.list_records(bundled, state=ViewState(), levels=CLEAR, most=MOST, compound_ids=chosen)
        assert set(listed["event_id"]) == {row.event_id for row in rows if row.compound_id in chosen}


def test_the_list_is_newest_first_with_the_undated_last_and_stops_at_the_most_asked_for(
    bundled: duckdb.DuckDBPyConnection,
) -> None:
    listed = records.list_records(bundled, state=ViewState(), levels=CLEAR, most=MOST)
    dated = listed["event_date"].dropna()
    assert dated.is_monotonic_decreasing
    assert listed["event_date"].iloc[len(dated) :].isna().all()
    first = records.list_records(bundled, state=ViewState(), levels=CLEAR, most=7)
    assert first["event_id"].tolist() == listed["event_id"].tolist()[:7]


def test_every_listed_record_has_its_publisher_and_says_where_it_was_read(bundled: duckdb.DuckDBPyConnection) -> None:
    listed = records.list_records(bundled, state=ViewState(), levels=CLEAR, most=MOST)
    assert listed["publisher"].notna().all()
    assert listed["source_url"].isna().sum() == 2
    assert listed["source_line"].min() >= 2
    assert listed["file_name"].notna().all()


def test_all_compounds_are_listed_with_what_their_file_says(bundled: duckdb.DuckDBPyConnection) -> None:
    listed = compounds.list_compounds(bundled, levels=CLEAR)
    given = {row["compound_id"]: row for row in _read("compounds.csv")}
    assert set(listed["compound_id"]) == set(given)
    assert listed["name"].is_monotonic_increasing
    for compound in listed.to_dict("records"):
        row = given[compound["compound_id"]]
        assert (compound["name"], compound["status"]) == (row["name"], row["status"])


def test_home_counts_the_rows_of_the_files(bundled: duckdb.DuckDBPyConnection) -> None:
    tables = holdings.count_tables(bundled, levels=CLEAR)
    assert dict(zip(tables["table_name"], tables["rows"], strict=True)) == {
        "incident": 246,
        "rescue": 321,
        "infrastructure": 100,
        "movement": 63,
        "displacement_report": 76,
        "compound": 91,
        "place": 324,
    }


def test_home_says_what_is_not_known(bundled: duckdb.DuckDBPyConnection, rows: list[Row]) -> None:
    found = holdings.get_unknown(bundled, levels=CLEAR)
    assert found["without_place"] == sum(row.point is None for row in rows)
    assert found["without_date"] == sum(row.first is None for row in rows)
    assert found["coarse"] == sum(row.precision in ("province", "country") for row in rows)
    assert found["running_totals"] == sum(row.is_running_total for row in rows)
    walls = _read("compounds.csv")
    assert found["compounds"] == len(walls)
    assert found["compounds_at_site"] == sum(row["location_precision"] == "site" for row in walls)


def test_home_lists_each_source_with_its_newest_record(bundled: duckdb.DuckDBPyConnection, rows: list[Row]) -> None:
    listed = holdings.list_sources(bundled, levels=CLEAR).set_index("file_name")
    layers = {"incidents.csv": "incident", "rescues.csv": "rescue", "displacement.csv": "displacement"}
    for file_name, layer in layers.items():
        newest = max(row.first for row in rows if row.layer == layer and row.first is not None)
        assert listed.loc[file_name, "newest_record_date"].date() == newest
    assert len(listed) == 7
    assert (listed["cadence"] == "none").all()


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
    return path


@pytest.fixture
def guarded(guarded_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with warehouse.open_read_only(guarded_path) as connection:
        yield connection


def _without(guarded_path: Path, level: str, folder: Path) -> Path:
    """The same build, but what is above a level was never loaded."""
    path = folder / f"without-{RELEASE_LEVELS.index(level)}.duckdb"
    shutil.copyfile(guarded_path, path)
    with duckdb.connect(str(path)) as connection:
        for table in ("incident", "rescue", "infrastructure", "movement", "displacement_report", "compound", "place"):
            connection.execute(f"DELETE FROM {table} WHERE NOT list_contains(?, release_level)", [levels_up_to(level)])
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
    with warehouse.open_read_only(_without(guarded_path, level, tmp_path)) as bare:
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
        listed = records.list_records(connection, state=ViewState(), levels=CLEAR, most=MOST)
    assert listed.loc[listed["event_id"] == "x-1", "layer"].tolist() == ["incident"]


def test_without_any_level_nothing_is_shown(bundled: duckdb.DuckDBPyConnection) -> None:
    assert records.list_records(bundled, state=ViewState(), levels=(), most=MOST).empty
    assert records.count_cells(bundled, state=ViewState(), levels=()).empty
    assert records.count_records(bundled, state=ViewState(), levels=()) == 0
    assert compounds.list_compounds(bundled, levels=()).empty


@pytest.mark.parametrize("word", ["' OR 1=1 --", "raid; DROP TABLE incident", "$levels", "%"])
def test_a_word_that_is_sql_is_only_a_word(bundled: duckdb.DuckDBPyConnection, word: str) -> None:
    for state in (ViewState(layers=(word,)), ViewState(kinds=(word,))):
        assert records.count_records(bundled, state=state, levels=CLEAR) == 0
        assert records.count_cells(bundled, state=state, levels=CLEAR).empty
    assert records.count_records(bundled, state=ViewState(), levels=CLEAR) == 806
    assert records.count_records(bundled, state=ViewState(), levels=(word,)) == 0


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
