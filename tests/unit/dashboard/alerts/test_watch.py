import csv
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from dashboard.alerts import watch
from dashboard.alerts.acknowledged import acknowledge, acknowledged_file
from dashboard.alerts.evaluation import Alert
from dashboard.alerts.rules import own_rules_file
from dashboard.alerts.state import read_states, state_file
from dashboard.alerts.words import alert_words, since_words
from dashboard.state import LANGUAGES
from etl import pipeline, warehouse

NOW = datetime(2026, 3, 14, 3, 0, tzinfo=UTC)
COMPOUND = {"compound_id": "new-walls", "name": "New Walls", "country_code": "MM", "status": "active", "publisher": "P"}
RESTORED = {"infra_id": "inf-x", "date": "2026-03-01", "kind": "internet", "action": "restored", "country_code": "MM"}
RESTORED |= {"place_id": "myawaddy", "publisher": "P"}

Look = Callable[..., tuple[Alert, ...]]


@pytest.fixture
def look(loaded_home: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Looker at a home's current build."""
    monkeypatch.delenv("MOEI_LEVEL", raising=False)

    def look_(now: datetime = NOW, *, level: str | None = None, home: Path = loaded_home) -> tuple[Alert, ...]:
        build = warehouse.current_build(home)
        with warehouse.open_read_only(build.path) as connection:
            return watch.alerts_of(connection, build, home, now, level=level)

    return look_


@pytest.fixture
def add(loaded_home: Path, tmp_path: Path) -> Callable[..., None]:
    """Loader of a bundled file with rows more."""

    def add_(name: str, *rows: dict[str, str]) -> None:
        bundled = next(path for path in pipeline.bundled_files() if path.name == name)
        with bundled.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            held, columns = list(reader), reader.fieldnames or []
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows([*held, *rows])
        pipeline.load(loaded_home, [tmp_path / name])

    return add_


def _change(home: Path, sql: str) -> None:
    with duckdb.connect(str(warehouse.current_build(home).path)) as connection:
        connection.execute(sql)


def test_the_bundled_records_are_known_and_raise_nothing(look: Look) -> None:
    assert look() == ()
    assert look(NOW + timedelta(days=400)) == (), "a closed archive is never silent"


def test_a_compound_and_a_restoration_of_the_next_build_are_alerts_with_their_records(
    look: Look, add: Callable[..., None]
) -> None:
    look()
    add("compounds.csv", COMPOUND)
    add("infrastructure.csv", RESTORED)
    later = NOW + timedelta(hours=1)
    restored, compound = look(later)
    assert (restored.alert_id, restored.record_ids) == ("cut_restored:internet/myawaddy", ("inf-x",))
    assert (compound.alert_id, compound.record_ids) == ("new_compound:new-walls", ("new-walls",))
    assert alert_words(compound) == {
        "en": "New compound on record: New Walls, Myanmar.",
        "th": "ฐานสแกมใหม่ในบันทึก: New Walls, เมียนมา",
    }
    assert alert_words(restored)["en"] == "Restored: Internet, Myawaddy, Myanmar (1 March 2026)."
    assert "เมียวดี" in alert_words(restored)["th"]
    assert since_words(compound) == {"en": "14 March 2026, 11:00", "th": "14 มีนาคม 2569 เวลา 11:00 น."}
    assert look(later + timedelta(days=3)) == (restored, compound), "looking again raises nothing anew"


def test_a_restoration_is_of_the_supply_point_whatever_compound_is_named_too(
    look: Look, add: Callable[..., None]
) -> None:
    look()
    add("infrastructure.csv", RESTORED | {"compound_id": "kk-park"})
    assert [alert.alert_id for alert in look()] == ["cut_restored:internet/myawaddy"]


def test_a_sector_whose_verdict_turns_to_rise_is_an_alert_until_it_is_withdrawn(
    look: Look, add: Callable[..., None], loaded_home: Path
) -> None:
    look()
    raid = {"kind": "raid", "country_code": "MM", "place_id": "payathonzu", "publisher": "P"}
    raids = [raid | {"incident_id": f"x{day}", "date": f"2026-02-{day:02d}"} for day in range(1, 15)]
    add("incidents.csv", *raids)
    (alert,) = look()
    assert alert.alert_id == "sector_rise:three-pagodas-payathonzu"
    assert alert_words(alert)["en"].startswith("Three Pagodas-Payathonzu: its share of activity rises, beyond chance.")
    assert set(alert.record_ids) >= {"x1", "x14"}
    assert set(alert_words(alert)) == set(LANGUAGES)
    _change(loaded_home, "UPDATE mart_sector_month SET amount = 0 WHERE sector_id = 'three-pagodas-payathonzu'")
    (over,) = look(NOW + timedelta(days=1))
    assert not over.holds
    assert "has left it again" in alert_words(over)["en"]


def test_a_source_falls_silent_with_time_alone_and_once(look: Look, loaded_home: Path) -> None:
    _change(loaded_home, "UPDATE source_file SET cadence = 'weekly' WHERE source_name = 'open_source_incidents'")
    assert look(NOW) == ()
    assert look(NOW + timedelta(days=9)) == ()
    (alert,) = look(NOW + timedelta(days=11))
    assert alert.alert_id == "source_silent:open_source_incidents"
    assert "weekly" in alert_words(alert)["en"]
    assert "13 March 2026" in alert_words(alert)["en"]
    assert "open_source" not in alert_words(alert)["th"]
    assert look(NOW + timedelta(days=40)) == (alert,)


def test_an_acknowledged_alert_is_mute_until_it_changes_again(
    look: Look, add: Callable[..., None], loaded_home: Path
) -> None:
    look()
    add("infrastructure.csv", RESTORED)
    (alert,) = look()
    acknowledge(loaded_home, alert, by="Somchai", level="CLEAR", now=NOW)
    assert look(NOW + timedelta(days=2)) == ()
    add("infrastructure.csv", RESTORED, RESTORED | {"infra_id": "inf-y", "date": "2026-03-05"})
    (again,) = look(NOW + timedelta(days=3))
    assert again.alert_id == alert.alert_id
    assert again.since > alert.since
    assert again.record_ids == ("inf-y",)


def test_a_build_that_is_older_than_the_last_that_was_looked_at_changes_nothing(
    look: Look, add: Callable[..., None], loaded_home: Path
) -> None:
    look()
    old = warehouse.current_build(loaded_home)
    add("compounds.csv", COMPOUND)
    alerts = look()
    kept = state_file(loaded_home).read_bytes()
    with warehouse.open_read_only(old.path) as connection:
        assert watch.alerts_of(connection, old, loaded_home, NOW + timedelta(days=9)) == alerts
    assert state_file(loaded_home).read_bytes() == kept


def test_looking_again_at_the_same_build_on_the_same_day_writes_nothing(look: Look, loaded_home: Path) -> None:
    look()
    before = state_file(loaded_home).stat()
    look(NOW + timedelta(hours=2))
    after = state_file(loaded_home).stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_what_is_above_the_viewers_level_raises_no_alert_there(
    look: Look, add: Callable[..., None], loaded_home: Path
) -> None:
    look(level="CLEAR")
    look(level="AMBER")
    add("compounds.csv", COMPOUND)
    _change(loaded_home, "UPDATE compound SET release_level = 'AMBER' WHERE compound_id = 'new-walls'")
    assert look(level="CLEAR") == ()
    assert [alert.alert_id for alert in look(level="AMBER")] == ["new_compound:new-walls"]
    assert "new-walls" not in str(read_states(loaded_home)["CLEAR"])


def test_an_alert_whose_rule_is_switched_off_is_not_shown_and_comes_back_with_it(
    look: Look, add: Callable[..., None], loaded_home: Path
) -> None:
    look()
    add("compounds.csv", COMPOUND)
    alerts = look()
    own = own_rules_file(loaded_home)
    own.write_text('[[rule]]\nkind = "new_compound"\nenabled = false\n', encoding="utf-8")
    assert look() == ()
    own.unlink()
    assert look() == alerts


def test_a_broken_file_stops_no_screen_and_is_told(look: Look, add: Callable[..., None], loaded_home: Path) -> None:
    look()
    add("compounds.csv", COMPOUND)
    alerts = look()
    build = warehouse.current_build(loaded_home)
    with warehouse.open_read_only(build.path) as connection:
        acknowledged_file(loaded_home).write_text("{\n", encoding="utf-8")
        report = watch.alert_report(connection, build, loaded_home, NOW)
        assert report.alerts == alerts, "what can't be told to be acknowledged is shown"
        assert "acknowledged.jsonl, line 1" in report.faults[0]
        state_file(loaded_home).write_text("{", encoding="utf-8")
        report = watch.alert_report(connection, build, loaded_home, NOW)
        assert report.alerts == ()
        assert any("state.json can't be read" in fault for fault in report.faults)
        with pytest.raises(ValueError, match=r"acknowledged\.jsonl"):
            watch.alerts_of(connection, build, loaded_home, NOW)
    assert state_file(loaded_home).read_text(encoding="utf-8") == "{"


def test_a_build_of_places_only_has_no_alerts(home: Path, look: Look, write_rows: Callable[..., Path]) -> None:
    pipeline.load(home, [write_rows("place", {"place_id": "a"})])
    assert look(home=home) == ()
    assert look(NOW + timedelta(days=1), home=home) == ()
