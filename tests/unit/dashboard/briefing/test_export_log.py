"""An export and its line in the log: never the one without the other."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.briefing.export_log import export

MANIFEST: dict[str, Any] = {
    "level": "CLEAR",
    "build_id": "b",
    "code": "AAAAA-AAAAA",
    "audience": "anyone",
    "asked": {"nationality": "", "kind": "standard", "format": "pdf"},
}


def lines(home: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (home / "audit" / "exports.jsonl").read_text(encoding="utf-8").splitlines()]


def test_an_export_is_logged_with_its_hash_and_nothing_else_is_left(tmp_path: Path) -> None:
    output = tmp_path / "x.pdf"
    export(tmp_path / "home", output, b"new", MANIFEST)
    assert output.read_bytes() == b"new"
    (line,) = lines(tmp_path / "home")
    assert (line["what"], line["file"], line["audience"]) == ("export", "x.pdf", "anyone")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "x.pdf"]


@pytest.mark.parametrize("blocked", ["audit", "audit/exports.jsonl", "briefings"])
def test_what_cannot_be_logged_does_not_appear_and_the_earlier_file_stays(tmp_path: Path, blocked: str) -> None:
    home, output = tmp_path / "home", tmp_path / "out" / "x.pdf"
    output.parent.mkdir()
    output.write_bytes(b"earlier")
    # A file where a folder is needed, and a folder where the log is, refuse even an account that may do anything.
    path = home / blocked
    path.parent.mkdir(parents=True)
    if path.suffix:
        path.mkdir()
    else:
        path.write_text("", encoding="utf-8")
    with pytest.raises(OSError, match=blocked.split("/")[0]):
        export(home, output, b"new", MANIFEST)
    assert output.read_bytes() == b"earlier"
    assert [one.name for one in output.parent.iterdir()] == ["x.pdf"]


def test_a_full_disk_under_the_log_leaves_no_file(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    (tmp_path / "audit").mkdir()
    (tmp_path / "audit" / "exports.jsonl").symlink_to(full)
    with pytest.raises(OSError, match=r"No space.*exports\.jsonl"):
        export(tmp_path, tmp_path / "x.pdf", b"new", MANIFEST)
    assert not (tmp_path / "x.pdf").exists()


def test_a_full_disk_under_the_home_is_told_by_the_file_that_has_no_room(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    try:
        with pytest.raises(OSError, match=r"briefings/AAAAA-AAAAA-.*\.json"):
            export(tmp_path / "home", tmp_path / "x.pdf", b"new", MANIFEST | {"records": {"a": "b" * 2_000}})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not (tmp_path / "x.pdf").exists()


def test_a_file_that_cannot_take_its_place_is_told_in_the_log(tmp_path: Path) -> None:
    output = tmp_path / "out" / "x.pdf"
    output.mkdir(parents=True)
    with pytest.raises(OSError, match=r"x\.pdf"):
        export(tmp_path / "home", output, b"new", MANIFEST)
    first, second = lines(tmp_path / "home")
    assert (first["what"], second["what"], second["sha256"]) == ("export", "failed", first["sha256"])
    assert second["why"]
    assert [one.name for one in output.parent.iterdir()] == ["x.pdf"]


def test_a_line_after_one_that_was_cut_off_stands_by_itself(tmp_path: Path) -> None:
    (tmp_path / "audit").mkdir()
    log = tmp_path / "audit" / "exports.jsonl"
    log.write_text('{"what": "exp', encoding="utf-8")
    export(tmp_path, tmp_path / "x.pdf", b"new", MANIFEST)
    assert json.loads(log.read_text(encoding="utf-8").splitlines()[1])["file"] == "x.pdf"
