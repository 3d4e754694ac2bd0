import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from etl import audit
from etl.audit import FIRST, account, add_entry, ask_for_account, list_files, read_entries, read_head, system_account
from etl.audit_check import check_audit
from etl.decisions import Decision, append_decision

AT = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    """Setter of the time that the audit reads."""

    def set_time(*moment):
        class Clock(datetime):
            @classmethod
            def now(cls, tz=None):  # noqa: ARG003 - as datetime has it
                return datetime(*moment, tzinfo=UTC)

        monkeypatch.setattr(audit, "datetime", Clock)

    return set_time


@pytest.fixture
def told(home, at):
    """A home with six lines in two files, and their paths."""
    for day in range(1, 4):
        at(2026, 10, day)
        add_entry(home, "load", "ann", build_id=f"b{day}")
    for day in range(1, 4):
        at(2026, 11, day)
        add_entry(home, "export", "ben", sha256=f"{day}")
    return home


def rewrite(path, change):
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line}\n" for line in change(lines)), encoding="utf-8")


def test_each_line_carries_the_hash_of_the_one_before_over_the_ends_of_files(told):
    entries = list(read_entries(told))
    assert [path.name for path in list_files(told)] == ["log-2026-10.jsonl", "log-2026-11.jsonl"]
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5, 6]
    assert [entry.before for entry in entries] == [FIRST, *(entry.hash for entry in entries[:-1])]
    found = check_audit(told)
    assert (found.faults, found.entries, found.number, found.hash) == ((), 6, 6, entries[-1].hash)


def test_a_home_that_was_never_told_anything_has_no_faults(home):
    assert check_audit(home).faults == ()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda lines: [lines[0], lines[1].replace('"ann"', '"eve"'), lines[2]], "line 2 was edited"),
        (lambda lines: [lines[0], lines[2]], "line 2 is number 3 where 2 was to follow: a line was taken out"),
        (lambda lines: [lines[0], lines[2], lines[1]], "line 2 is number 3 where 2 was to follow"),
        (
            lambda lines: [*lines[:2], lines[1], lines[2]],
            "line 3 is number 2 where 3 was to follow: the lines were put",
        ),
        (lambda lines: [lines[0], lines[1][:40], lines[2]], "line 2 can't be read"),
        (lambda lines: [lines[0], "[]", lines[2]], "line 2 can't be read: accepted: one object"),
    ],
    ids=["edited", "removed", "reordered", "repeated", "truncated", "no object"],
)
def test_a_changed_line_is_told_with_its_file_and_line(told, change, fault):
    rewrite(list_files(told)[0], change)
    assert check_audit(told).faults[0].startswith(f"log-2026-10.jsonl, {fault}")


def test_a_line_put_in_with_a_hash_of_its_own_breaks_the_chain(told):
    def change(lines):
        entry = audit.read_line(lines[1].encode())
        forged = audit.replace(entry, who="eve")
        return [lines[0], json.dumps(audit._as_json(audit.replace(forged, hash=audit.entry_hash(forged)))), lines[2]]

    rewrite(list_files(told)[0], change)
    assert check_audit(told).faults == (
        "log-2026-10.jsonl, line 3 doesn't follow the line before it: one of them was put there later.",
    )


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_log_that_lost_its_end_is_told_and_stays_told_when_more_follows(told, at, kept):
    rewrite(list_files(told)[1], lambda lines: lines[:kept])
    assert check_audit(told).faults == (
        f"log-2026-11.jsonl ends with number {3 + kept}; 6 was written: its end was cut off.",
    )
    at(2026, 11, 5)
    add_entry(told, "load", "ann")
    assert f"is number 7 where {4 + kept} was to follow: a line was taken out before it" in check_audit(told).faults[0]


def test_a_file_that_is_gone_is_told(told):
    list_files(told)[0].unlink()
    assert "log-2026-11.jsonl, line 1 is number 4 where 1 was to follow" in check_audit(told).faults[0]


def test_a_head_that_is_gone_or_broken_is_told_at_once_and_in_the_log(told, at):
    path = told / "audit" / "head.json"
    path.write_text("{", encoding="utf-8")
    assert check_audit(told).faults[0].startswith("head.json can't be read")
    path.unlink()
    assert check_audit(told).faults[0].startswith("head.json is missing")
    at(2026, 11, 5)
    add_entry(told, "load", "ann")
    assert [entry.told.get("what") for entry in read_entries(told)][-2:] == ["head was missing", None]
    assert check_audit(told).faults == ()


def test_a_log_made_anew_as_a_whole_shows_by_a_line_that_was_kept_elsewhere(told, at):
    known = (read_head(told).number, read_head(told).hash)
    assert check_audit(told, known=known).faults == ()
    for path in (told / "audit").iterdir():
        path.unlink()
    for day in range(1, 8):
        at(2026, 11, day)
        add_entry(told, "load", "eve")
    assert check_audit(told).faults == ()
    assert check_audit(told, known=known).faults == (
        "Line 6 of the log isn't the one that was kept: the log was made anew, or cut.",
    )


def test_a_line_cut_off_by_a_kill_goes_and_the_log_says_so(told, at):
    with list_files(told)[1].open("ab") as file:
        file.write(b'{"number": 7, "at"')
    at(2026, 11, 5)
    add_entry(told, "load", "ann")
    assert [entry.told for entry in read_entries(told)][-2:] == [{"what": "cut line dropped", "bytes": 18}, {}]
    assert check_audit(told).faults == ()


def test_a_whole_line_that_the_head_was_not_moved_to_counts(told, at):
    head = (told / "audit" / "head.json").read_bytes()
    at(2026, 12, 1)
    add_entry(told, "load", "ann", build_id="late")
    (told / "audit" / "head.json").write_bytes(head)
    assert check_audit(told).faults == ()
    at(2026, 12, 2)
    add_entry(told, "load", "ann", build_id="later")
    assert [entry.told.get("build_id") for entry in read_entries(told)][-2:] == ["late", "later"]
    assert check_audit(told).faults == ()


def test_a_clock_set_back_keeps_the_chain(told, at):
    at(2026, 10, 15)
    add_entry(told, "load", "ann")
    assert list(read_entries(told))[-1].number == 7
    assert check_audit(told).faults == ()


def test_files_kept_long_enough_go_and_the_chain_still_holds(told, at, monkeypatch):
    monkeypatch.setenv(audit.SETTING, "30")
    at(2026, 12, 1)
    add_entry(told, "load", "ann")
    assert [path.name for path in list_files(told)] == ["log-2026-11.jsonl", "log-2026-12.jsonl"]
    assert check_audit(told).faults == ()
    at(2027, 2, 1)
    add_entry(told, "load", "ann")
    assert [path.name for path in list_files(told)] == ["log-2027-02.jsonl"]
    assert check_audit(told).faults == ()


def test_a_beginning_that_was_taken_away_by_hand_shows(told):
    first, second = list_files(told)
    first.unlink()
    path = told / "audit" / "head.json"
    begins = audit.read_line(second.read_bytes().split(b"\n")[0])
    head = json.loads(path.read_text()) | {"kept_from": begins.number, "kept_before": begins.before}
    path.write_text(json.dumps(head))
    assert check_audit(told).faults == (
        "The log begins with number 4, and no line says that earlier ones were dropped.",
    )


@pytest.mark.parametrize("said", ["-1", "0", "ten", "1.5", "99999999"])
def test_a_retention_that_is_no_number_of_days_is_refused(home, monkeypatch, said):
    monkeypatch.setenv(audit.SETTING, said)
    with pytest.raises(ValueError, match="must be a whole number of days of 1 to 36500"):
        add_entry(home, "load")
    assert not list_files(home)


def test_a_kind_that_is_none_is_refused(home):
    with pytest.raises(ValueError, match="'gossip' is no kind of entry; accepted: sign-in"):
        add_entry(home, "gossip")


def test_processes_that_write_at_once_make_one_chain(home):
    code = "import sys; from pathlib import Path; from etl.audit import add_entry\n"
    code += "for n in range(25): add_entry(Path(sys.argv[1]), 'load', sys.argv[2], n=n)"
    writers = [subprocess.Popen([sys.executable, "-c", code, str(home), name]) for name in ("ann", "ben", "eve")]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    entries = list(read_entries(home))
    assert check_audit(home).faults == ()
    for name in ("ann", "ben", "eve"):
        assert [entry.told["n"] for entry in entries if entry.who == name] == list(range(25))


def test_the_account_is_the_one_that_the_server_says_acts(home):
    assert account() == system_account()
    try:
        ask_for_account(lambda: "somchai")
        assert add_entry(home, "load").who == "somchai"
    finally:
        ask_for_account(system_account)


def test_a_load_is_told_with_its_rows_and_a_dry_run_is_not(home, moei, write_rows):
    path = write_rows("place", {"place_id": "a"}, {"place_id": "b", "lat": "191"})
    assert moei("load", path).exit_code == 0
    assert moei("load", path, "--dry-run").exit_code == 0
    (entry,) = read_entries(home)
    assert (entry.kind, entry.who) == ("load", system_account())
    counts = {"files": 1, "read": 2, "loaded": 1, "rejected": 1, "unchanged": 0, "withdrawn": 0}
    assert {name: entry.told[name] for name in counts} == counts


def test_the_command_lists_filters_and_checks(told, moei):
    shown = moei("audit", home=told).output.splitlines()
    assert shown[0] == '2026-10-01T00:00:00+00:00  load  ann  build_id="b1"'
    assert len(shown) == 6
    assert len(moei("audit", "--kind", "export", home=told).output.splitlines()) == 3
    assert len(moei("audit", "--account", "ann", "--since", "2026-10-02", home=told).output.splitlines()) == 2
    line = json.loads(moei("audit", "--json", "--since", "2026-11-03", home=told).output)
    assert (line["number"], line["kind"], line["told"]) == (6, "export", {"sha256": "3"})
    checked = moei("audit", "verify", home=told)
    known = f"6:{read_head(told).hash}"
    assert (checked.exit_code, checked.output) == (0, f"6 lines stand as written. The last is {known}\n")
    assert moei("audit", "verify", "--known", known, home=told).exit_code == 0
    assert "--known takes a number" in moei("audit", "verify", "--known", "6", home=told).output
    rewrite(list_files(told)[0], lambda lines: lines[1:])
    checked = moei("audit", "verify", home=told)
    assert checked.exit_code == 1
    assert "log-2026-10.jsonl, line 1 is number 2" in checked.output


def test_a_line_that_cannot_be_read_ends_the_list_with_its_place(told, moei):
    rewrite(list_files(told)[0], lambda lines: [lines[0], "x"])
    shown = moei("audit", home=told)
    assert shown.exit_code == 1
    assert "log-2026-10.jsonl, line 2: " in shown.output
    assert "Run: moei audit verify" in shown.output


def test_no_escape_sequence_of_a_line_reaches_the_terminal(home, moei):
    add_entry(home, "refusal", "\x1b[31meve")
    assert "\x1b" not in moei("audit").output


def test_the_age_of_lines_is_counted_from_the_last_of_a_file(told, at, monkeypatch):
    monkeypatch.setenv(audit.SETTING, "30")
    last = list(read_entries(told))[2].at
    after = last + timedelta(days=29)
    at(after.year, after.month, after.day)
    add_entry(told, "load", "ann")
    assert [path.name for path in list_files(told)] == ["log-2026-10.jsonl", "log-2026-11.jsonl"]


def test_a_decision_is_told_without_the_words_of_who_made_it(home):
    told = Decision(verdict="same", layer="incident", event_ids=("a", "b"), by="Somchai J.", at=AT, note="he told me")
    append_decision(home, told)
    (entry,) = read_entries(home)
    assert (entry.kind, entry.told["verdict"], entry.told["records"]) == ("decision", "same", 2)
    assert "Somchai" not in list_files(home)[0].read_text(encoding="utf-8")
