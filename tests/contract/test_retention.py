"""How long what left is kept: the copy, its manifest and its build go together, and the line of the log stays."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.briefing.export_log import log_export
from dashboard.briefing.past import list_past
from etl import pipeline, warehouse
from etl.contract.vocab import RELEASE_LEVELS
from etl.retention import DAYS_KEPT, SETTING, drop_expired, retention_days

NOW = datetime.now(UTC)


MANIFEST: dict[str, Any] = {
    "level": "CLEAR",
    "audience": "anyone",
    "build_id": "b",
    "code": "AAAAA-AAAAA",
    "asked": {"kind": "standard", "format": "pdf", "nationality": "", "language": "en", "scenes": []},
}


@pytest.fixture
def exported(home: Path) -> Path:
    """A home that a briefing left."""
    log_export(home, "x.pdf", b"a briefing", MANIFEST)
    return home


def load_place(home: Path, write_rows: Callable[..., Path], place: str) -> str:
    """Load one place; the id of the build."""
    pipeline.load(home, [write_rows("place", {"place_id": place})])
    return warehouse.current_build(home).build_id


def age_the_log(home: Path, days: int) -> None:
    """Let everything have left some days ago, as the log tells and as the files' own times don't."""
    log = home / "audit" / "exports.jsonl"
    rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    at = (NOW - timedelta(days=days)).isoformat(timespec="seconds")
    log.write_text("".join(json.dumps(row | {"at": at}) + "\n" for row in rows), encoding="utf-8")


def kept(home: Path) -> list[str]:
    return sorted(path.suffix for path in (home / "briefings").rglob("AAAAA*"))


def builds(home: Path) -> set[str]:
    return {path.stem for path in warehouse.builds_folder(home).glob("*.duckdb")}


def test_the_build_of_a_briefing_goes_once_the_briefing_was_kept_long_enough(
    home: Path, write_rows: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, "30")
    briefed = load_place(home, write_rows, "a")
    log_export(home, "x.pdf", b"a briefing", MANIFEST | {"build_id": briefed})
    for number in range(warehouse.BUILDS_KEPT):
        (warehouse.builds_folder(home) / f"{briefed}{number}.duckdb").write_bytes(b"newer")
    age_the_log(home, 29)
    load_place(home, write_rows, "b")
    assert briefed in builds(home), "older than the last three, and still kept"
    assert kept(home) == [".json", ".pdf"]
    age_the_log(home, 31)
    load_place(home, write_rows, "c")
    assert briefed not in builds(home)
    assert len(builds(home)) == warehouse.BUILDS_KEPT
    assert kept(home) == []
    (past,) = list_past(home, RELEASE_LEVELS)
    assert (past.file, past.kept, past.code) == ("x.pdf", None, "AAAAA-AAAAA")


def test_what_left_again_is_kept_from_then_on(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = exported
    monkeypatch.setenv(SETTING, "30")
    age_the_log(home, 400)
    manifest = json.loads(next((home / "briefings").glob("*.json")).read_text(encoding="utf-8"))
    log_export(home, "again.pdf", b"a briefing", manifest)
    assert drop_expired(home) == []
    assert kept(home) == [".json", ".pdf"]
    (past,) = list_past(home, RELEASE_LEVELS)
    assert past.file == "again.pdf"


def test_what_was_kept_long_enough_goes_with_the_export_that_comes_next(
    exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, "30")
    age_the_log(exported, 31)
    log_export(exported, "y.pdf", b"another", MANIFEST | {"code": "BBBBB-BBBBB"})
    assert kept(exported) == []
    assert len(list((exported / "briefings").rglob("BBBBB*"))) == 2
    assert [past.file for past in list_past(exported, RELEASE_LEVELS)] == ["y.pdf", "x.pdf"]


def test_ten_years_are_kept_where_nothing_is_said(exported: Path) -> None:
    home = exported
    assert retention_days() == DAYS_KEPT == 3650
    assert drop_expired(home, now=NOW + timedelta(days=3649)) == []
    assert len(drop_expired(home, now=NOW + timedelta(days=3652))) == 1


def test_a_copy_that_no_line_tells_of_goes_by_its_own_age(exported: Path) -> None:
    home = exported
    shutil.rmtree(home / "audit")
    assert drop_expired(home) == []
    assert len(drop_expired(home, now=NOW + timedelta(days=3652))) == 1


@pytest.mark.parametrize("said", ["for ever", "0", "-1", "1.5", "99999999", "๓๐"])
def test_a_mistake_in_the_setting_drops_nothing_and_refuses_exports(
    exported: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    age_the_log(exported, 9000)
    monkeypatch.setenv(SETTING, said)
    with pytest.raises(ValueError, match="MOEI_RETENTION_DAYS must be a whole number of days of 1 to 36500: found"):
        log_export(exported, "y.pdf", b"another", MANIFEST)
    assert kept(exported) == [".json", ".pdf"]
    assert "y.pdf" not in (exported / "audit" / "exports.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("mistake", ["setting", "log"])
def test_no_mistake_stops_a_load(
    exported: Path, write_rows: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, mistake: str
) -> None:
    if mistake == "setting":
        age_the_log(exported, 9000)
        monkeypatch.setenv(SETTING, "for ever")
    else:
        shutil.rmtree(exported / "audit")
        (exported / "audit").write_text("", encoding="utf-8")
    assert load_place(exported, write_rows, "a")
    assert kept(exported) == [".json", ".pdf"]
