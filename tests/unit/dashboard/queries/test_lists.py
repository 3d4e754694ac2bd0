"""Lists of records, each against a plain recount."""

from collections import Counter

import duckdb
import pytest

from dashboard.queries import records
from dashboard.state import ViewState
from etl.contract.vocab import LAYERS, kinds_of
from tests.unit.dashboard.queries.recount import CLEAR, MOST, VIEWS, Row, matching


@VIEWS
def test_the_list_holds_exactly_the_records_that_match(
    bundled: duckdb.DuckDBPyConnection, rows: list[Row], state: ViewState
) -> None:
    listed = records.list_records(bundled, state=state, levels=CLEAR, most=MOST)
    expected = matching(rows, state)
    assert sorted(zip(listed["layer"], listed["event_id"], strict=True)) == sorted(
        (row.layer, row.event_id) for row in expected
    )
    assert records.count_records(bundled, state=state, levels=CLEAR) == len(expected)


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_and_each_of_its_kinds_has_the_rows_of_its_file(
    bundled: duckdb.DuckDBPyConnection, rows: list[Row], layer: str
) -> None:
    kinds = Counter(row.kind for row in rows if row.layer == layer)
    listed = records.list_records(bundled, state=ViewState(layers=(layer,)), levels=CLEAR, most=MOST)
    assert Counter(listed["kind"]) == kinds
    assert set(kinds) <= set(kinds_of(layer))


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


def test_every_listed_record_has_its_publisher_and_says_where_it_was_read(
    bundled: duckdb.DuckDBPyConnection,
) -> None:
    listed = records.list_records(bundled, state=ViewState(), levels=CLEAR, most=MOST)
    assert listed["publisher"].notna().all()
    assert listed["source_url"].isna().sum() == 2
    assert listed["source_line"].min() >= 2
    assert listed["file_name"].notna().all()


@pytest.mark.parametrize("word", ["' OR 1=1 --", "raid; DROP TABLE incident", "$levels", "%"])
def test_a_word_that_is_sql_is_only_a_word(bundled: duckdb.DuckDBPyConnection, word: str) -> None:
    for state in (ViewState(layers=(word,)), ViewState(kinds=(word,))):
        assert records.count_records(bundled, state=state, levels=CLEAR) == 0
        assert records.count_cells(bundled, state=state, levels=CLEAR).empty
    assert records.count_records(bundled, state=ViewState(), levels=CLEAR) == 806
    assert records.count_records(bundled, state=ViewState(), levels=(word,)) == 0
