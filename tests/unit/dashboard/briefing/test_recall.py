"""The list of briefings that were taken back, whatever was written into it."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.briefing.export_log import add_line
from dashboard.briefing.recall import LIST, read_withdrawn

ONE, OTHER = "a" * 64, "b" * 64
ROW = {"at": "2026-03-13T08:00:00+00:00", "sha256": ONE, "reason": "Wrong", "replaced_by": {}}
IN_ITS_PLACE = {"file": "x.pdf", "sha256": OTHER, "code": "c"}


@pytest.mark.parametrize(
    "told",
    [
        {"at": "yesterday"},
        {"at": 5},
        {"sha256": "a" * 63 + "\N{REPLACEMENT CHARACTER}"},
        {"sha256": "a"},
        {"sha256": None},
        {"replaced_by": {"file": "x.pdf"}},
        {"replaced_by": IN_ITS_PLACE | {"sha256": "b"}},
        {"replaced_by": "x.pdf"},
    ],
)
def test_a_line_that_says_something_else_is_told_by_its_number(tmp_path: Path, told: dict[str, Any]) -> None:
    for row in (ROW, ROW | told, ROW | {"sha256": OTHER, "replaced_by": IN_ITS_PLACE}):
        add_line(tmp_path / LIST, row)
    found = read_withdrawn(tmp_path)
    assert (found.unread, {*found.by_file}) == ((2,), {ONE, OTHER})


@pytest.mark.parametrize("line", [b"[]", b"7", b"{", b"\xff", json.dumps(ROW).encode()[:-9]])
def test_a_line_that_is_no_withdrawal_is_told_by_its_number(tmp_path: Path, line: bytes) -> None:
    (tmp_path / LIST).parent.mkdir()
    (tmp_path / LIST).write_bytes(b"\n" + line + b"\n")
    assert read_withdrawn(tmp_path).unread == (2,)


@pytest.mark.parametrize("letter", ["\N{LINE SEPARATOR}", "\x85", "\x1c"])
def test_a_name_with_what_ends_lines_elsewhere_cuts_no_line(tmp_path: Path, letter: str) -> None:
    add_line(tmp_path / LIST, ROW | {"file": f"a{letter}b.pdf"})
    found = read_withdrawn(tmp_path)
    assert (found.unread, len(found.by_file[ONE])) == ((), 1)
