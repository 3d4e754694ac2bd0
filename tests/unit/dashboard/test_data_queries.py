"""What the page of the data asks of a build."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard.alerts.words import source_words
from dashboard.components.data_tables import _LICENCES, LIMITS, rule_words
from dashboard.language import message, message_keys
from dashboard.queries import alerts, loads, precision
from dashboard.state import LANGUAGES, Language
from etl import pipeline, status, warehouse
from etl.contract.vocab import RELEASE_LEVELS
from etl.derived import make_derived
from etl.source import list_descriptions

CLEAR = ("CLEAR",)


@pytest.fixture
def faulty(home: Path, write_rows: Callable[..., Path], tmp_path: Path) -> Path:
    """A home where one row of a file was refused, and one file that nobody knows."""
    good, bad = {"incident_id": "a", "date": "2025-01-01"}, {"incident_id": "b", "kind": "<b>raaid</b>"}
    nobody = tmp_path / "nobody.csv"
    nobody.write_text("secret,columns\n1,2\n", encoding="utf-8")
    pipeline.load(home, [write_rows("incident", good, bad), nobody])
    return home


def test_every_source_comes_with_its_freshness_cadence_licence_and_level(bundled: duckdb.DuckDBPyConnection) -> None:
    sources = loads.list_sources(bundled, levels=CLEAR).set_index("source_name")
    described = {one.name: one for one in list_descriptions() if one.file}
    assert set(sources.index) == set(described)
    for name, one in described.items():
        row = sources.loc[name]
        assert (row["file_name"], row["cadence"], row["licence"]) == (one.file, one.cadence, one.licence)
        assert row["release_level"] == one.release_level
    assert str(sources.at["open_source_incidents", "newest_record_date"])[:10] == "2026-03-13"
    assert sources.at["open_source_rescues", "rows_shown"] == 321


def test_a_source_above_the_viewers_level_is_not_there(changed: Callable[[str], duckdb.DuckDBPyConnection]) -> None:
    connection = changed("UPDATE rescue SET release_level = 'AMBER'")
    for frame in (loads.list_sources(connection, levels=CLEAR), loads.list_loads(connection, levels=CLEAR, most=99)):
        assert "rescues.csv" not in set(frame["file_name"])
        assert len(frame) == 6
    assert "open_source_rescues" not in set(alerts.list_source_ages(connection, levels=CLEAR)["source_name"])
    amber = RELEASE_LEVELS[:3]
    row = loads.list_sources(connection, levels=amber).set_index("file_name").loc["rescues.csv"]
    assert row["release_level"] == "AMBER"


@pytest.fixture
def changed(loaded_home: Path) -> Callable[[str], duckdb.DuckDBPyConnection]:
    """The bundled records, changed by a statement."""

    def change(sql: str) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(str(warehouse.current_build(loaded_home).path))
        connection.execute(sql)
        make_derived(connection)
        return connection

    return change


def test_of_a_source_of_which_some_rows_may_be_seen_only_these_are_counted(
    changed: Callable[[str], duckdb.DuckDBPyConnection],
) -> None:
    connection = changed("UPDATE incident SET release_level = 'AMBER' WHERE kind = 'raid'")
    [[raids]] = connection.execute("SELECT count(*) FROM incident WHERE kind = 'raid'").fetchall()
    row = loads.list_sources(connection, levels=CLEAR).set_index("file_name").loc["incidents.csv"]
    assert (row["rows_shown"], row["release_level"]) == (246 - raids, "CLEAR")
    assert "incidents.csv" not in set(loads.list_loads(connection, levels=CLEAR, most=99)["file_name"])


def test_rejects_are_those_that_moei_rejects_tells(faulty: Path) -> None:
    build = warehouse.current_build(faulty)
    with warehouse.open_read_only(build.path) as connection:
        frame = loads.list_rejects(connection, levels=RELEASE_LEVELS, most=99)
    told = [
        (name, fault.line, fault.column, fault.rule, fault.found, fault.accepted)
        for name, fault in status.list_rejects(build)
    ]
    columns = ["file_name", "source_line", "source_column", "rule", "found", "accepted"]
    found = [
        tuple(None if pd.isna(value) else value for value in row)
        for row in frame[columns].itertuples(index=False, name=None)
    ]
    assert found == told
    assert len(told) == 2
    assert set(frame["faults"]) == {2}


def test_what_was_found_in_a_file_whose_level_nobody_knows_is_not_shown(faulty: Path) -> None:
    with warehouse.open_read_only(warehouse.current_build(faulty).path) as connection:
        frame = loads.list_rejects(connection, levels=CLEAR, most=99).set_index("file_name")
    assert frame.at["incidents.csv", "found"] == "<b>raaid</b>"
    assert frame["found"].isna()["nobody.csv"]


def test_rejects_of_a_source_above_the_viewers_level_are_not_there(faulty: Path) -> None:
    path = warehouse.current_build(faulty).path
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE incident SET release_level = 'GREEN'")
        make_derived(connection)
        assert set(loads.list_rejects(connection, levels=CLEAR, most=99)["file_name"]) == {"nobody.csv"}


def test_a_long_list_is_cut_and_says_how_many_there_are(faulty: Path, bundled: duckdb.DuckDBPyConnection) -> None:
    frame = loads.list_loads(bundled, levels=CLEAR, most=3)
    assert (len(frame), set(frame["loads"])) == (3, {7})
    assert frame["source_file_id"].is_monotonic_decreasing
    for row in loads.list_loads(bundled, levels=CLEAR, most=99).to_dict("records"):
        assert row["rows_read"] == row["rows_loaded"] + row["rows_rejected"] + row["rows_unchanged"]


def test_every_record_is_counted_once_by_place_and_once_by_date(bundled: duckdb.DuckDBPyConnection) -> None:
    counts = precision.count_precisions(bundled, levels=CLEAR)
    assert counts.groupby("of")["records"].sum().to_dict() == {"place": 806, "date": 806}
    for language in LANGUAGES:
        for row in counts.to_dict("records"):
            assert message(language, f"{row['of']}-precision-{row['precision']}")


def test_side_conflicts_are_those_that_moei_status_tells(
    bundled_home: Path, bundled: duckdb.DuckDBPyConnection
) -> None:
    frame = precision.list_side_conflicts(bundled, levels=CLEAR)
    told = {(one.thing, one.id) for one in status.list_side_conflicts(warehouse.current_build(bundled_home))}
    assert set(zip(frame["thing"], frame["id"], strict=True)) == told
    assert told
    assert precision.list_side_conflicts(bundled, levels=()).empty


def test_evidence_is_what_the_ids_name_and_may_be_seen(bundled: duckdb.DuckDBPyConnection) -> None:
    frame = alerts.list_evidence(bundled, event_ids=("inf-012", "kk-park", "no-such"), levels=CLEAR, most=9)
    assert set(frame["event_id"]) == {"inf-012", "kk-park"}
    assert set(frame["kind"]) == {"power", ""}
    assert alerts.list_evidence(bundled, event_ids=("inf-012", "kk-park"), levels=(), most=9).empty


def test_a_restoration_comes_with_the_names_of_its_place(bundled: duckdb.DuckDBPyConnection) -> None:
    (row,) = alerts.list_restorations(bundled, levels=CLEAR).to_dict("records")
    assert (row["event_id"], row["place_name_th"], row["date_precision"]) == ("inf-012", "ชเวโก๊กโก่", "month")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_that_is_described_and_every_limit_has_its_words(language: Language) -> None:
    for described in list_descriptions():
        assert source_words(described.name, language) != described.name
    assert {f"limit-{name}" for name in LIMITS} == {key for key in message_keys(language) if key.startswith("limit-")}


def test_the_licence_of_the_bundled_files_is_written_in_both_languages() -> None:
    assert {one.licence for one in list_descriptions() if one.file} == set(_LICENCES)


def test_a_rule_without_words_of_its_own_is_told_by_its_name() -> None:
    assert rule_words("vocabulary", "en") == "The word is not known"
    assert rule_words("buddhist_year", "th") == rule_words("partial_date", "th")
    assert rule_words("other", "en") == "The file or row can't be read (other)"
    assert "**" not in rule_words("**x**", "en").replace("\\*", "")
