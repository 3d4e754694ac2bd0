"""The wall of the bundled records: its numbers against plain SQL on the tables, its size and its level."""

import json
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.access.levels import levels_up_to
from dashboard.findings.wall_figures import FIGURES
from dashboard.wall.payload import MOST_ALERTS, wall_payload
from etl import pipeline, warehouse
from etl.derived import make_derived
from etl.interventions import OWN_INTERVENTIONS

NOW = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
AFTER = "event_date >= DATE '2025-12-14' AND event_date_last <= DATE '2026-03-13'"
BEFORE = "event_date >= DATE '2025-09-15' AND event_date_last < DATE '2025-12-14'"


def payload(home: Path, connection: duckdb.DuckDBPyConnection, level: str = "CLEAR", **settings: Any) -> dict[str, Any]:
    build = warehouse.current_build(home)
    return wall_payload(
        connection, build, moei_home=home, levels=levels_up_to(level), settings=settings, now=NOW
    )  # fmt: skip


@pytest.fixture(scope="module")
def shown(bundled_home: Path, bundled: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    return payload(bundled_home, bundled)


def figure(shown: dict[str, Any], figure_id: str) -> dict[str, Any]:
    return next(one for one in shown["figures"] if one["id"] == figure_id)


def scene(shown: dict[str, Any], scene_id: str) -> dict[str, Any]:
    return next(one for one in shown["scenes"] if one["id"] == scene_id)


def numbers(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = connection.cursor().execute(sql).fetchone()
    assert row is not None
    return row


def test_events_are_the_distinct_groups_of_activity(shown: dict[str, Any], bundled: duckdb.DuckDBPyConnection) -> None:
    after, before = numbers(
        bundled,
        f"""
        WITH activity AS (
            SELECT incident_id AS event, event_date, event_date_last FROM incident
            WHERE valid_to IS NULL AND kind IN ('raid', 'arrest', 'seizure', 'scam_report', 'trafficking_case')
            UNION ALL
            SELECT coalesce(group_id, rescue_id), event_date, event_date_last FROM rescue
            WHERE valid_to IS NULL AND kind IN ('rescue', 'escape') AND NOT starts_with(coalesce(group_id, ''), 'cum-')
        )
        SELECT
            (SELECT count(DISTINCT event) FROM activity WHERE {AFTER}),
            (SELECT count(DISTINCT event) FROM activity WHERE {BEFORE})
        """,
    )
    told = figure(shown, "events")
    assert (told["value"]["en"], told["change"]["en"]) == (str(after), f"{before} in the 90 days before")
    assert f"{after} reported events in 90 days" in scene(shown, "border")["sentence"]["en"]


@pytest.mark.parametrize(
    ("figure_id", "kinds"), [("freed", "('rescue', 'escape')"), ("sent-home", "('repatriation', 'deportation')")]
)
def test_people_are_those_of_their_kind_without_running_totals(
    shown: dict[str, Any], bundled: duckdb.DuckDBPyConnection, figure_id: str, kinds: str
) -> None:
    after, before = numbers(
        bundled,
        f"""
        SELECT sum(persons) FILTER ({AFTER}), sum(persons) FILTER ({BEFORE}) FROM rescue
        WHERE valid_to IS NULL AND kind IN {kinds} AND NOT starts_with(coalesce(group_id, ''), 'cum-')
        """,
    )
    told = figure(shown, figure_id)
    assert (told["value"]["en"], told["change"]["en"]) == (f"{after:,}", f"{before:,} in the 90 days before")


def test_compounds_are_told_by_their_last_status(shown: dict[str, Any], bundled: duckdb.DuckDBPyConnection) -> None:
    total, active = numbers(bundled, "SELECT count(*), count(*) FILTER (status = 'active') FROM compound")
    told = figure(shown, "compounds")
    assert (told["value"]["en"], told["label"]["en"]) == (str(active), f"Compounds last reported active, of {total}")


def test_cuts_are_the_supplies_cut_that_no_later_report_restores(
    shown: dict[str, Any], bundled: duckdb.DuckDBPyConnection
) -> None:
    (supplies,) = numbers(
        bundled,
        """
        SELECT count(DISTINCT (kind, place_id)) FROM infrastructure AS cut
        WHERE action IN ('cut', 'reduced') AND kind <> 'border' AND place_id IS NOT NULL AND NOT EXISTS (
            FROM infrastructure AS back
            WHERE back.action = 'restored' AND back.kind = cut.kind AND back.place_id = cut.place_id
                AND back.event_date > cut.event_date
        )
        """,
    )
    assert figure(shown, "cuts")["value"]["en"] == str(supplies)


def test_mae_sot_fell_and_three_pagodas_cannot_be_told(shown: dict[str, Any]) -> None:
    assert scene(shown, "mae-sot")["verdict"] == "fall"
    assert "19 in the 90 before" in scene(shown, "mae-sot")["sentence"]["en"]
    assert scene(shown, "three-pagodas")["sentence"]["en"].endswith("cannot tell: 2 reports.")
    assert scene(shown, "sa-kaeo")["verdict"] == "none"


def test_the_chronogram_says_that_the_records_show_no_slide(
    shown: dict[str, Any], bundled: duckdb.DuckDBPyConnection
) -> None:
    after, all_after = numbers(
        bundled,
        """
        SELECT
            count(DISTINCT group_id) FILTER (
                sector_id IN ('three-pagodas-payathonzu', 'ban-phu-nam-ron-htee-khee')
            ),
            count(DISTINCT group_id)
        FROM record
        WHERE is_activity AND NOT is_running_total AND border_country = 'MM' AND border_km IS NOT NULL
            AND date_precision IN ('day', 'month') AND event_date BETWEEN DATE '2025-03-01' AND DATE '2026-02-28'
        """,
    )
    told = scene(shown, "chronogram")
    assert told["verdict"] == "cannot_tell"
    assert told["sentence"]["en"].startswith("No slide toward Kanchanaburi beyond chance")
    assert f"{after} of {all_after} reported events opposite it" in told["sentence"]["en"]
    assert {len(row["counts"]) for row in told["chronogram"]["rows"]} == {len(told["chronogram"]["months"])}


def test_the_ticker_is_of_the_newest_events(shown: dict[str, Any], bundled: duckdb.DuckDBPyConnection) -> None:
    (newest,) = numbers(
        bundled, "SELECT arg_max(event_id, event_date) FROM record WHERE event_date <= (SELECT as_of_date FROM build)"
    )
    assert shown["ticker"][0]["id"] == newest
    assert len({row["id"] for row in shown["ticker"]}) == len(shown["ticker"]) == 12


def test_every_text_of_the_wall_is_there_in_both_languages(shown: dict[str, Any]) -> None:
    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if value.keys() & {"en", "th"}:
                assert value.keys() == {"en", "th"}
                assert bool(value["en"]) == bool(value["th"])
            for part in value.values():
                walk(part)
        elif isinstance(value, list):
            for part in value:
                walk(part)

    walk(shown)
    assert [one["id"] for one in shown["figures"]] == list(FIGURES)
    assert all(set(one["figures"]) <= set(FIGURES) for one in shown["scenes"])


def test_the_wall_is_plain_json_of_less_than_two_megabytes_and_two_seconds(
    bundled_home: Path, bundled: duckdb.DuckDBPyConnection
) -> None:
    payload(bundled_home, bundled)
    start = time.process_time()
    shown = payload(bundled_home, bundled)
    # Of the processor's time, as the machine may be busy; of the clock's it is about as much.
    assert time.process_time() - start < 2
    assert len(json.dumps(shown, allow_nan=False, ensure_ascii=False).encode()) < 2_000_000


def test_closed_archives_are_never_silent(shown: dict[str, Any]) -> None:
    assert all(source["silent"] is None for source in shown["sources"])
    assert all(one["silent"] is None for one in shown["figures"])


def test_nothing_above_the_viewers_level_is_on_the_wall(bundled_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "guarded.duckdb"
    shutil.copyfile(warehouse.current_build(bundled_home).path, path)
    secret = "told to few"
    with duckdb.connect(str(path)) as connection:
        for table in ("incident", "rescue", "movement", "displacement_report", "infrastructure"):
            connection.execute(f"UPDATE {table} SET release_level = 'RED', is_public = false, summary = '{secret}'")
        connection.execute("UPDATE compound SET release_level = 'RED', name = 'told to few'")
        make_derived(connection)
        clear, red = (payload(bundled_home, connection, level) for level in ("CLEAR", "RED"))
    assert secret in json.dumps(red)
    assert secret not in json.dumps(clear)
    assert (clear["ticker"], clear["level"], red["level"]) == ([], "TLP:CLEAR", "TLP:RED")
    assert figure(clear, "compounds")["value"]["en"] == figure(clear, "events")["value"]["en"] == "0"
    assert figure(clear, "newest")["value"]["en"] == "No record has a date"
    assert {one["verdict"] for one in clear["scenes"]} == {"none"}


def test_what_is_above_the_viewers_level_might_as_well_not_be_loaded(bundled_home: Path, tmp_path: Path) -> None:
    guarded, bare = (tmp_path / name for name in ("guarded.duckdb", "bare.duckdb"))
    shutil.copyfile(warehouse.current_build(bundled_home).path, guarded)
    tables = ("incident", "rescue", "infrastructure", "movement", "displacement_report", "compound", "place")
    with duckdb.connect(str(guarded)) as connection:
        for table in tables:
            connection.execute(f"UPDATE {table} SET release_level = 'AMBER' WHERE hash(source_line) % 2 = 0")
        make_derived(connection)
    shutil.copyfile(guarded, bare)
    with duckdb.connect(str(bare)) as connection:
        for table in tables:
            connection.execute(f"DELETE FROM {table} WHERE release_level = 'AMBER'")
        make_derived(connection)
        without = payload(bundled_home, connection)
    with duckdb.connect(str(guarded)) as connection:
        clear, amber = (payload(bundled_home, connection, level) for level in ("CLEAR", "AMBER"))
    assert clear == without
    assert amber["figures"] != clear["figures"]


def test_what_is_wrong_around_the_wall_is_told_on_it(bundled_home: Path, bundled: duckdb.DuckDBPyConnection) -> None:
    build = warehouse.current_build(bundled_home)
    shown = wall_payload(
        bundled,
        build,
        moei_home=bundled_home,
        levels=levels_up_to("CLEAR"),
        settings={"start": "moon"},
        now=NOW,
        alert_faults=["state.json can't be read"],
    )
    unknown, faulty = shown["notices"]
    for language in ("en", "th"):
        assert "moon" in unknown[language]
        assert "state.json can't be read" in faulty[language]


def test_of_many_alerts_the_newest_are_shown_and_the_others_counted(
    bundled_home: Path, bundled: duckdb.DuckDBPyConnection
) -> None:
    alerts = [{"id": str(number), "text": {}, "since": {}} for number in range(MOST_ALERTS + 1)]
    build, levels = warehouse.current_build(bundled_home), levels_up_to("CLEAR")
    for count in (MOST_ALERTS, MOST_ALERTS + 1):
        shown = wall_payload(
            bundled, build, moei_home=bundled_home, levels=levels, settings={}, now=NOW, alerts=alerts[:count]
        )
        assert [alert["id"] for alert in shown["alerts"]] == [alert["id"] for alert in alerts[:MOST_ALERTS]]
        assert [one["en"] for one in shown["notices"]] == ["1 more open alert is on the page of the data."] * (
            count - MOST_ALERTS
        )


def test_broken_files_of_the_home_are_told_and_the_wall_stays(loaded_home: Path) -> None:
    with warehouse.open_read_only(warehouse.current_build(loaded_home).path) as connection:
        (loaded_home / OWN_INTERVENTIONS).write_text("[[intervention]]\nid = 1\n", encoding="utf-8")
        own = payload(loaded_home, connection)
        (loaded_home / "scenes.toml").write_text("[[scene]]\nid = \n", encoding="utf-8")
        scenes = payload(loaded_home, connection)
    assert OWN_INTERVENTIONS in own["notices"][0]["en"]
    assert scene(own, "chronogram")["chronogram"]["interventions"]
    told, still = (notice["en"] for notice in scenes["notices"])
    assert told.startswith("The scenes are the bundled ones.")
    assert "line 2" in told
    assert OWN_INTERVENTIONS in still
    assert len(scenes["scenes"]) == 8


def test_of_many_mistakes_the_first_are_told(loaded_home: Path) -> None:
    (loaded_home / "scenes.toml").write_text('[[scene]]\nid = "x"\n', encoding="utf-8")
    with warehouse.open_read_only(warehouse.current_build(loaded_home).path) as connection:
        (told,) = payload(loaded_home, connection)["notices"]
    assert "line 1, scene 1 (x) has no title" in told["en"]
    assert told["th"].endswith(" …")
    assert len(told["en"]) < 250


def test_an_unknown_scene_starts_nowhere_and_is_told(bundled_home: Path, bundled: duckdb.DuckDBPyConnection) -> None:
    known, unknown = (payload(bundled_home, bundled, start=start) for start in ("mae-sot", "moon"))
    assert (known["settings"]["start"], known["notices"]) == ("mae-sot", [])
    assert unknown["settings"]["start"] is None
    assert "moon" in unknown["notices"][0]["th"]


def test_a_build_without_a_dated_record_says_so(home: Path, write_rows: Any) -> None:
    pipeline.load(home, [write_rows("place", {"place_id": "a", "name": "A"})])
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        empty = payload(home, connection)
    assert empty["as_of"]["en"] == "No record has a date"
    assert all(one["sentence"]["en"].endswith("no record has a date.") for one in empty["scenes"])
    assert (empty["figures"], empty["ticker"], empty["shifts"]) == ([], [], [])
