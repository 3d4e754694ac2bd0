import json
import threading
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.decided import decided_reports
from etl.decisions import Decision, append_decision, decisions_file, decisions_in_force, read_decisions

AT = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)


def said(verdict, *event_ids, line=0, layer="incident", by="A. Officer", note=""):
    return Decision(verdict=verdict, layer=layer, event_ids=event_ids, by=by, at=AT, note=note, line=line)


def numbered(*decisions):
    """Decisions as a file would hold them, a line each."""
    return [said(d.verdict, *d.event_ids, line=line, layer=d.layer) for line, d in enumerate(decisions, start=1)]


def decided(*decisions, reports=None):
    """What decisions come to, where every record is a report of its own unless `reports` says otherwise."""
    in_force = decisions_in_force(numbered(*decisions))
    ids = {(d.layer, event_id) for d in decisions for event_id in d.event_ids}
    own = {key: (key[0], (reports or {}).get(key[1], key[1])) for key in ids}
    return decided_reports(in_force, {key: report for key, report in own.items() if report[1]})


def events(found):
    return [sorted(report for _, report in event) for event in found.events]


def test_a_decision_is_read_as_it_was_written_whatever_its_words(home):
    names = ["<b>a</b>", "'; DROP TABLE decided_group; --", "สวัสดี\n\u202e🙂", '"\\']
    written = [
        said("same", *names, by="ศรี", note="line\nbreak"),
        said("undo", *names),
        said("different", "a", "b", "c"),
    ]
    for decision in written:
        append_decision(home, decision)
    found = read_decisions(home)
    assert [(d.verdict, d.event_ids, d.by, d.note, d.at) for d in found] == [
        (d.verdict, d.event_ids, d.by, d.note, d.at) for d in written
    ]
    assert [d.line for d in found] == [1, 2, 3]
    assert len(decisions_file(home).read_bytes().splitlines()) == 3


def test_a_home_without_decisions_has_none(home):
    assert read_decisions(home) == []


def test_a_line_that_an_editor_left_without_an_end_stays_whole(home):
    append_decision(home, said("same", "a", "b"))
    path = decisions_file(home)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    append_decision(home, said("same", "c", "d"))
    assert [d.event_ids for d in read_decisions(home)] == [("a", "b"), ("c", "d")]


def test_decisions_that_several_write_at_once_are_all_kept(home):
    writers = [threading.Thread(target=append_decision, args=(home, said("same", f"a{i}", f"b{i}"))) for i in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert {d.event_ids for d in read_decisions(home)} == {(f"a{i}", f"b{i}") for i in range(8)}


GOOD = {"at": AT.isoformat(), "by": "A", "verdict": "same", "layer": "incident", "event_ids": ["a", "b"], "note": ""}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{", "accepted: one JSON object"),
        (b"\xff\xfe", "accepted: one JSON object"),
        (b"[]", "accepted: an object of at, by"),
        (b"[" * 90_000, "accepted: one JSON object"),
        (b" " * 10 + b"x" * 200_000, "200,010 bytes"),
        (json.dumps(GOOD | {"verdict": "merge"}).encode(), "verdict: found 'merge'; accepted: one of: same, different"),
        (json.dumps(GOOD | {"verdict": ["same"]}).encode(), "verdict: found"),
        (json.dumps(GOOD | {"layer": "people"}).encode(), "layer: found 'people'"),
        (json.dumps(GOOD | {"event_ids": ["a"]}).encode(), "event_ids: found"),
        (json.dumps(GOOD | {"event_ids": ["a", "a"]}).encode(), "event_ids: found"),
        (json.dumps(GOOD | {"event_ids": ["a", None]}).encode(), "event_ids: found"),
        (json.dumps(GOOD | {"event_ids": "ab"}).encode(), "event_ids: found 'ab'"),
        (json.dumps(GOOD | {"at": "yesterday"}).encode(), "at: found 'yesterday'"),
        (json.dumps(GOOD | {"at": "2026-11-26T08:30:00"}).encode(), "at: found"),
        (json.dumps(GOOD | {"by": 7}).encode(), "by: found 7"),
        (json.dumps(GOOD | {"score": 1}).encode(), "accepted: an object of"),
        (json.dumps({"at": AT.isoformat()}).encode(), "accepted: an object of"),
    ],
)
def test_a_line_that_is_no_decision_is_named_with_its_file_and_what_is_accepted(home, line, words):
    append_decision(home, said("same", "a", "b"))
    path = decisions_file(home)
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(ValueError, match=r"duplicates\.jsonl, line 2: ") as error:
        read_decisions(home)
    assert words in str(error.value)
    assert len(str(error.value)) < 1000


def test_nothing_is_added_to_a_file_that_is_broken(home):
    append_decision(home, said("same", "a", "b"))
    path = decisions_file(home)
    broken = path.read_bytes() + b"oops\n"
    path.write_bytes(broken)
    with pytest.raises(ValueError, match="line 2"):
        append_decision(home, said("same", "c", "d"))
    assert path.read_bytes() == broken


def test_same_goes_through_others():
    assert events(decided(said("same", "a", "b"), said("same", "c", "d"), said("same", "d", "b"))) == [
        ["a", "b", "c", "d"]
    ]


def test_records_of_other_layers_are_other_records():
    assert len(decided(said("same", "a", "b"), said("same", "b", "c", layer="rescue")).events) == 2


def test_undo_takes_back_what_was_said_of_exactly_these_in_any_order():
    assert events(decided(said("same", "a", "b"), said("undo", "b", "a"))) == []
    assert events(decided(said("same", "a", "b", "c"), said("undo", "a", "b"))) == [["a", "b", "c"]]
    assert events(decided(said("same", "a", "b"), said("undo", "a", "b"), said("same", "a", "b"))) == [["a", "b"]]


def test_the_last_word_about_the_same_records_holds():
    found = decided(said("same", "a", "b"), said("different", "b", "a"))
    assert events(found) == []
    assert found.notes == ()
    assert found.verdict(("incident", "a"), ("incident", "b")) == "different"


def test_a_contradiction_joins_nothing_more_and_is_told():
    found = decided(said("same", "a", "b"), said("different", "a", "c"), said("same", "b", "c"))
    assert events(found) == [["a", "b"]]
    assert found.notes == (
        "decision on line 3: b, c are not counted as one event, for line 2 says that a, c are different",
    )


def test_a_contradiction_through_others_is_found_whatever_came_first():
    found = decided(said("same", "a", "b"), said("same", "b", "c"), said("different", "a", "c"))
    assert events(found) == [["a", "b"]]
    [note] = found.notes
    assert note.startswith("decision on line 2: b, c are not counted as one event")


def test_different_of_three_parts_each_from_each():
    found = decided(said("different", "a", "b", "c"), said("same", "a", "c"))
    assert events(found) == []
    assert len(found.notes) == 1


def test_records_that_their_source_calls_one_event_can_not_be_parted():
    found = decided(said("different", "a", "b"), reports={"a": "g", "b": "g"})
    assert found.notes == ("decision on line 1: a and b stay one event: their source says so",)


def test_a_record_that_is_not_loaded_is_told_and_the_others_count():
    found = decided(said("same", "a", "gone", "b"), reports={"gone": None})
    assert events(found) == [["a", "b"]]
    assert found.notes == ("decision on line 1: no incident with the id gone is loaded",)


PAIRS = st.lists(st.sampled_from("abcdef"), min_size=2, max_size=4, unique=True)


@given(st.lists(st.tuples(st.sampled_from(["same", "different", "undo"]), PAIRS), max_size=25))
def test_whatever_is_decided_no_event_holds_two_that_are_different_and_no_report_is_in_two(spoken):
    found = decided(*(said(verdict, *ids) for verdict, ids in spoken))
    reports = [report for event in found.events for report in event]
    assert len(reports) == len(set(reports))
    assert all(len(event) > 1 for event in found.events)
    for pair in found.apart:
        assert not any(pair <= event for event in found.events)
