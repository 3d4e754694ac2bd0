"""Compounds, tables and sources of a build, and the columns that queries document."""

import duckdb

from dashboard.queries import compounds, holdings, records
from dashboard.state import ViewState
from tests.unit.dashboard.queries.recount import CLEAR, Row, read_file

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
    "pillar",
    "event_date_last",
    "longitude",
    "latitude",
    "release_level",
    "of_records",
    "of_publishers",
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


def test_queries_return_the_columns_that_they_document(bundled: duckdb.DuckDBPyConnection) -> None:
    state = ViewState()
    listed = records.list_records(bundled, state=state, levels=CLEAR, most=3)
    assert set(listed.columns) == LIST_COLUMNS
    cells = records.count_cells(bundled, state=state, levels=CLEAR)
    counted = ["events", "activity", "response", "representative_points", "is_all_representative"]
    assert list(cells.columns) == ["cell", *counted]
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


def test_all_compounds_are_listed_with_what_their_file_says(bundled: duckdb.DuckDBPyConnection) -> None:
    listed = compounds.list_compounds(bundled, levels=CLEAR)
    given = {row["compound_id"]: row for row in read_file("compounds.csv")}
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
    walls = read_file("compounds.csv")
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
