"""The wall's key figures on the bundled records, each against plain SQL of its own on the tables."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from dashboard.access.levels import levels_up_to
from dashboard.language import message
from dashboard.wall.payload import wall_payload
from etl import warehouse
from etl.derived import make_derived

NOW = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
AFTER = "event_date >= DATE '2025-12-14' AND event_date_last <= DATE '2026-03-13'"
BEFORE = "event_date >= DATE '2025-09-15' AND event_date_last < DATE '2025-12-14'"
MONTHS = pd.date_range("2025-03-01", "2026-02-01", freq="MS")
ACTIVITY = """
    SELECT incident_id AS event, event_date, event_date_last, date_precision, sector_id FROM incident
    WHERE valid_to IS NULL AND kind IN ('raid', 'arrest', 'seizure', 'scam_report', 'trafficking_case')
    UNION ALL
    SELECT coalesce(group_id, rescue_id), event_date, event_date_last, date_precision, sector_id FROM rescue
    WHERE valid_to IS NULL AND kind IN ('rescue', 'escape') AND NOT starts_with(coalesce(group_id, ''), 'cum-')
"""
EVERYTHING = """
    SELECT incident_id AS event, event_date, event_date_last, date_precision FROM incident WHERE valid_to IS NULL
    UNION ALL SELECT coalesce(group_id, rescue_id), event_date, event_date_last, date_precision FROM rescue
    WHERE valid_to IS NULL AND NOT starts_with(coalesce(group_id, ''), 'cum-')
    UNION ALL SELECT infrastructure_id, event_date, event_date_last, date_precision FROM infrastructure
    WHERE valid_to IS NULL
    UNION ALL SELECT movement_id, event_date, event_date_last, date_precision FROM movement WHERE valid_to IS NULL
    UNION ALL SELECT displacement_id, event_date, event_date_last, date_precision FROM displacement_report
    WHERE valid_to IS NULL
"""
Shown = dict[str, Any]


def figures(home: Path, connection: duckdb.DuckDBPyConnection) -> dict[str, Shown]:
    build = warehouse.current_build(home)
    shown = wall_payload(connection, build, moei_home=home, levels=levels_up_to("CLEAR"), settings={}, now=NOW)
    return {one["id"]: one for one in shown["figures"]}


@pytest.fixture(scope="module")
def told(bundled_home: Path, bundled: duckdb.DuckDBPyConnection) -> dict[str, Shown]:
    return figures(bundled_home, bundled)


@pytest.fixture
def changed(bundled_home: Path, tmp_path: Path) -> Callable[[str], dict[str, Shown]]:
    """The figures of a copy of the build that statements changed."""

    def change(sql: str) -> dict[str, Shown]:
        path = tmp_path / "changed.duckdb"
        shutil.copyfile(warehouse.current_build(bundled_home).path, path)
        with duckdb.connect(str(path)) as connection:
            connection.execute(sql)
            make_derived(connection)
            return figures(bundled_home, connection)

    return change


def numbers(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = connection.cursor().execute(sql).fetchone()
    assert row is not None
    return row


def by_month(connection: duckdb.DuckDBPyConnection, sql: str) -> list[int]:
    """Amounts of the twelve whole months out of rows of a date in a month and an amount."""
    found = dict(connection.cursor().execute(sql).fetchall())
    return [int(found.get(month.date(), 0)) for month in MONTHS]


def way(before: int, after: int) -> str:
    return "same" if before == after else "up" if after > before else "down"


def test_compounds_by_last_reported_status(told: dict[str, Shown], bundled: duckdb.DuckDBPyConnection) -> None:
    shown = told["compounds"]
    active, total, undated = numbers(
        bundled,
        "SELECT count(*) FILTER (status = 'active'), count(*),"
        " count(*) FILTER (status = 'active' AND status_date IS NULL) FROM compound",
    )
    day = "status_date_precision = 'day'"
    after, before = numbers(
        bundled,
        f"""
        SELECT
            count(*) FILTER (
                {day} AND status_date BETWEEN DATE '2025-12-14' AND DATE '2026-03-13'
                OR status_date_precision = 'month' AND status_date BETWEEN DATE '2026-01-01' AND DATE '2026-02-01'
            ),
            count(*) FILTER (
                {day} AND status_date BETWEEN DATE '2025-09-15' AND DATE '2025-12-13'
                OR status_date_precision = 'month' AND status_date BETWEEN DATE '2025-10-01' AND DATE '2025-11-01'
            )
        FROM compound WHERE status = 'active'
        """,
    )
    assert (shown["value"]["en"], shown["label"]["en"]) == (str(active), f"Compounds last reported active, of {total}")
    assert shown["change"]["en"] == f"{after} so reported in 90 days, {before} in the 90 before"
    assert shown["direction"] == way(before, after)
    statuses = bundled.cursor().execute("SELECT status, count(*) FROM compound GROUP BY status").fetchall()
    assert sum(count for _, count in statuses) == total
    for status, count in statuses:
        assert f"{message('en', f'status-{status}')} {count}" in shown["note"]["en"]
    assert f"Of the active, {undated} report" in shown["note"]["en"]
    assert shown["spark"] == by_month(
        bundled,
        "SELECT date_trunc('month', status_date)::DATE, count(*) FROM compound"
        " WHERE status = 'active' AND status_date_precision IN ('day', 'month') GROUP BY 1",
    )


def test_incidents_and_rescues_are_counted_once_each(
    told: dict[str, Shown], bundled: duckdb.DuckDBPyConnection
) -> None:
    shown = told["events"]
    after, before, straddling = numbers(
        bundled,
        f"""
        WITH activity AS ({ACTIVITY})
        SELECT count(DISTINCT event) FILTER ({AFTER}), count(DISTINCT event) FILTER ({BEFORE}),
            count(DISTINCT event) FILTER (
                event_date <= DATE '2026-03-13' AND event_date_last >= DATE '2025-09-15'
                AND NOT ({AFTER}) AND NOT ({BEFORE})
            )
        FROM activity
        """,
    )
    assert (shown["value"]["en"], shown["change"]["en"]) == (str(after), f"{before} in the 90 days before")
    assert (shown["direction"], "can't be dated" in shown["note"]["en"]) == (way(before, after), straddling > 0)
    assert shown["spark"] == by_month(
        bundled,
        f"SELECT date_trunc('month', event_date)::DATE, count(DISTINCT event) FROM ({ACTIVITY})"
        " WHERE date_precision IN ('day', 'month') GROUP BY 1",
    )


@pytest.mark.parametrize(
    ("figure_id", "kinds"), [("freed", "('rescue', 'escape')"), ("sent-home", "('repatriation', 'deportation')")]
)
def test_people_are_those_of_their_kind_and_no_running_total(
    told: dict[str, Shown], bundled: duckdb.DuckDBPyConnection, figure_id: str, kinds: str
) -> None:
    shown = told[figure_id]
    people = f"""
        FROM rescue
        WHERE valid_to IS NULL AND kind IN {kinds} AND NOT starts_with(coalesce(group_id, ''), 'cum-')
    """
    after, before, straddling = numbers(
        bundled,
        f"""
        SELECT coalesce(sum(persons) FILTER ({AFTER}), 0), coalesce(sum(persons) FILTER ({BEFORE}), 0),
            coalesce(sum(persons) FILTER (
                event_date <= DATE '2026-03-13' AND event_date_last >= DATE '2025-09-15'
                AND NOT ({AFTER}) AND NOT ({BEFORE})
            ), 0)
        {people}
        """,
    )
    assert (shown["value"]["en"], shown["change"]["en"]) == (f"{after:,}", f"{before:,} in the 90 days before")
    assert shown["direction"] == way(before, after)
    assert "never added" in shown["note"]["en"]
    assert (f"{straddling:,} more can't be dated" in shown["note"]["en"]) == (straddling > 0)
    assert shown["spark"] == by_month(
        bundled,
        f"SELECT date_trunc('month', event_date)::DATE, coalesce(sum(persons), 0) {people}"
        " AND date_precision IN ('day', 'month') GROUP BY 1",
    )


def test_cuts_that_no_later_report_restores(told: dict[str, Shown], bundled: duckdb.DuckDBPyConnection) -> None:
    shown = told["cuts"]
    open_, after, before = numbers(
        bundled,
        f"""
        WITH cut AS (
            SELECT *, kind || '/' || place_id AS supply FROM infrastructure
            WHERE action IN ('cut', 'reduced') AND kind <> 'border' AND place_id IS NOT NULL
        )
        SELECT
            count(DISTINCT supply) FILTER (NOT EXISTS (
                FROM infrastructure AS back
                WHERE back.action = 'restored' AND back.kind || '/' || back.place_id = supply
                    AND back.event_date > cut.event_date_last
            )),
            count(DISTINCT supply) FILTER ({AFTER}), count(DISTINCT supply) FILTER ({BEFORE})
        FROM cut
        """,
    )
    wide, last = numbers(
        bundled,
        """
        SELECT count(DISTINCT kind || '/' || place_id) FILTER (location_precision IN ('province', 'country')),
            max(event_date)
        FROM infrastructure WHERE action IN ('cut', 'reduced') AND kind <> 'border' AND place_id IS NOT NULL
        """,
    )
    assert shown["value"]["en"] == str(open_)
    assert shown["change"]["en"] == f"{after} reported in 90 days, {before} in the 90 before"
    assert shown["direction"] == way(before, after)
    assert f"{wide} are told only of a province or country" in shown["note"]["en"]
    assert f"{(date(2026, 3, 13) - last).days} days before the records end" in shown["note"]["en"]
    assert "3 more reports name no place." in shown["note"]["en"]
    assert shown["spark"] == by_month(
        bundled,
        """
        SELECT date_trunc('month', event_date)::DATE, count(DISTINCT kind || '/' || place_id) FROM infrastructure
        WHERE action IN ('cut', 'reduced') AND kind <> 'border' AND place_id IS NOT NULL
            AND date_precision IN ('day', 'month')
        GROUP BY 1
        """,
    )


def test_the_newest_record_of_a_closed_archive(told: dict[str, Shown], bundled: duckdb.DuckDBPyConnection) -> None:
    shown = told["newest"]
    newest, after, before = numbers(
        bundled,
        f"SELECT max(event_date), count(DISTINCT event) FILTER ({AFTER}), count(DISTINCT event) FILTER ({BEFORE})"
        f" FROM ({EVERYTHING}) WHERE event_date <= DATE '2026-03-13'",
    )
    assert shown["value"]["en"] == f"{newest.day} {newest:%B %Y}" == "13 March 2026"
    assert shown["change"]["en"] == f"{after} events of any kind in 90 days, {before} in the 90 before"
    assert shown["direction"] == way(before, after)
    assert shown["spark"] == by_month(
        bundled,
        f"SELECT date_trunc('month', event_date)::DATE, count(DISTINCT event) FROM ({EVERYTHING})"
        " WHERE date_precision IN ('day', 'month') GROUP BY 1",
    )


def test_the_commitment_that_was_due_last_is_as_long_past_as_the_calendar_says(
    told: dict[str, Shown], bundled: duckdb.DuckDBPyConnection
) -> None:
    shown = told["commitments"]
    assert shown["value"]["en"] == f"{(NOW.date() - date(2025, 11, 4)).days} days past" == "387 days past"
    assert shown["note"]["th"] == "แผนสามเดือนปราบเครือข่ายหลอกลวงที่มีฐานในกัมพูชา"
    assert sum(int(part.split(": ")[1]) for part in shown["change"]["en"].split(" · ")) == 4
    sectors = """
        'chong-chom-osmach', 'chong-sai-taku-chob-kokir', 'aranyaprathet-poipet', 'khlong-hat-malai',
        'ban-phak-kat-pailin', 'bo-rai-thma-da', 'hat-lek-koh-kong', 'sihanoukville-kampot', 'phnom-penh',
        'bavet-svay-rieng'
    """
    assert shown["spark"] == by_month(
        bundled,
        f"""
        SELECT month, sum(events) FROM (
            SELECT date_trunc('month', event_date)::DATE AS month, sector_id, count(DISTINCT event) AS events
            FROM ({ACTIVITY}) WHERE date_precision IN ('day', 'month') AND sector_id IN ({sectors}) GROUP BY ALL
        ) GROUP BY month
        """,
    )


def test_every_figure_says_as_of_when_and_has_its_twelve_months(told: dict[str, Shown]) -> None:
    assert {one["as_of"]["en"] for one in told.values()} == {"Records to 13 March 2026"}
    assert {len(one["spark"]) for one in told.values()} == {12}


def test_a_running_total_changes_no_figure(told: dict[str, Shown], changed: Callable[[str], dict[str, Shown]]) -> None:
    found = changed(
        """
        UPDATE rescue SET event_date = DATE '2026-03-01', event_date_last = DATE '2026-03-01', date_precision = 'day',
            persons = 1000000, kind = 'rescue'
        WHERE is_running_total
        """
    )
    assert found == told


def test_an_event_told_in_many_rows_is_one(told: dict[str, Shown], changed: Callable[[str], dict[str, Shown]]) -> None:
    found = changed(
        """
        UPDATE rescue SET event_date = DATE '2026-03-01', event_date_last = DATE '2026-03-01', kind = 'rescue'
        WHERE group_id = 'g-202502-bgf-list-7141'
        """
    )
    assert int(found["events"]["value"]["en"]) == int(told["events"]["value"]["en"]) + 1
    assert found["freed"]["value"] != told["freed"]["value"]


def test_what_lies_after_the_end_of_the_records_is_in_no_figure(
    told: dict[str, Shown], changed: Callable[[str], dict[str, Shown]]
) -> None:
    day = "event_date = DATE '2026-03-14', event_date_last = DATE '2026-03-14', date_precision = 'day'"
    found = changed(f"UPDATE incident SET {day} WHERE incident_id = 'inc-0001'")
    assert found["events"]["value"] == told["events"]["value"]
    assert found["newest"]["value"] == told["newest"]["value"]
