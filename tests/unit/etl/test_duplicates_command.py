import csv
import json
import shutil
from pathlib import Path

import pytest

from etl import pipeline, warehouse
from etl.decisions import decisions_file, read_decisions

WORDS = "Soldiers took 29 Chinese at a pier in Ban Mae Ku after they crossed from KK Park."


@pytest.fixture(scope="module")
def reported_once(tmp_path_factory, descriptions):
    """A home where three papers report a raid, and two rescues have ids of the reports; to be read only."""
    folder = tmp_path_factory.mktemp("reported")

    def write(table, *rows):
        path = folder / descriptions[table].file
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(descriptions[table].columns), restval="")
            writer.writeheader()
            writer.writerows(rows)
        return path

    place = {
        "kind": "town",
        "name": "P",
        "country_code": "MM",
        "lat": "16.7",
        "lon": "98.5",
        "location_precision": "town",
    }
    told = {"date": "2025-10-22", "kind": "raid", "place_id": "p", "persons_arrested": "29", "summary": WORDS}
    papers = {i: {"publisher": f"Paper {i}", "source_url": f"https://e.org/{i}", "country_code": "MM"} for i in "abc"}
    files = [
        write("place", place | {"place_id": "p"}),
        write("incident", *(told | paper | {"incident_id": i} for i, paper in papers.items())),
        write("rescue", *({"rescue_id": i, "kind": "rescue", "publisher": "The Paper"} for i in "bcr")),
    ]
    pipeline.load(folder / "home", files)
    return folder / "home"


@pytest.fixture
def reported(reported_once, home):
    """A copy of that home, to decide in."""
    return Path(shutil.copytree(reported_once, home))


def groups(home, layer="incident"):
    """Event id -> group."""
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        sql = "SELECT event_id, group_id FROM record WHERE layer = ? ORDER BY 1"
        return dict(connection.execute(sql, [layer]).fetchall())


def assert_plain_failure(result, words, code=1):
    assert result.exit_code == code
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    assert words in result.stderr


def test_proposals_show_both_reports_and_why(moei, reported):
    result = moei("duplicates", "--most", "1")
    assert result.exit_code == 0
    assert "incident  a b  (not decided)" in result.stdout
    assert f"a: 2025-10-22, p, raid, 29 people, Paper a: {WORDS}" in result.stdout
    assert "the same count of people +2.4; the same place +1.5" in result.stdout
    assert "and 2 more: moei duplicates --most 3" in result.stdout


def test_programs_get_every_proposal_with_reasons_and_what_was_decided(moei, reported):
    moei("duplicates", "--different", "a", "c")
    moei("duplicates", "--same", "b", "a")
    found = json.loads(moei("duplicates", "--json", "--most", "1").stdout)
    assert {(*(r["report_id"] for r in p["reports"]), p["decided"]) for p in found} == {
        ("a", "b", "same"),
        ("a", "c", "different"),
        ("b", "c", ""),
    }
    assert all(p["score"] >= 0.5 and p["reasons"][0]["code"] for p in found)


def test_where_nothing_looks_alike_the_command_says_so(moei, home, write_rows):
    pipeline.load(home, [write_rows("incident", {"incident_id": "a"})])
    result = moei("duplicates", "--score", "0.9")
    assert result.exit_code == 0
    assert "No two records of several sources look like one event (score 0.9 or more)." in result.stdout


def test_a_decision_is_kept_with_who_and_why_and_makes_a_build_that_counts_by_it(moei, reported):
    before = warehouse.current_build_id(reported)
    result = moei("duplicates", "--same", "b", "a", "--by", "Somchai", "--note", "one raid")
    assert result.exit_code == 0
    assert warehouse.current_build_id(reported) != before
    assert warehouse.current_build_id(reported) in result.stdout
    assert groups(reported) == {"a": "a", "b": "a", "c": "c"}
    assert groups(reported, "rescue") == {"b": "b", "c": "c", "r": "r"}
    [said] = read_decisions(reported)
    assert (said.verdict, said.layer, said.event_ids, said.by, said.note) == (
        "same",
        "incident",
        ("b", "a"),
        "Somchai",
        "one raid",
    )


def test_an_undone_decision_leaves_everything_as_it_was(moei, reported):
    before = groups(reported)
    moei("duplicates", "--same", "a", "b")
    result = moei("duplicates", "--undo", "b", "a")
    assert result.exit_code == 0
    assert groups(reported) == before
    assert "Nothing was decided." in moei("duplicates", "--decisions").stdout
    assert len(read_decisions(reported)) == 2


def test_decisions_are_listed_with_line_person_time_and_note(moei, reported):
    moei("duplicates", "--same", "a", "b", "--by", "[red]Som\x1b[2Jchai", "--note", "one raid")
    result = moei("duplicates", "--decisions")
    assert "line 1: a, b (incident): same, by [red]Som\N{REPLACEMENT CHARACTER}[2Jchai, 20" in result.stdout
    assert result.stdout.rstrip().endswith("UTC: one raid")
    assert [said["event_ids"] for said in json.loads(moei("duplicates", "--decisions", "--json").stdout)] == [
        ["a", "b"]
    ]


def test_ids_of_several_layers_need_the_layer(moei, reported):
    assert_plain_failure(moei("duplicates", "--same", "b", "c"), "add --layer incident or --layer rescue")
    assert moei("duplicates", "--same", "b", "c", "--layer", "rescue").exit_code == 0
    assert groups(reported, "rescue") == {"b": "b", "c": "b", "r": "r"}


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (["--same", "a", "nobody"], "No record has the id nobody.", 1),
        (["--same", "a", "r"], "only reports of one layer can be one event", 1),
        (["--same", "a", "b", "--layer", "people"], "No layer holds all of these records", 1),
        (["--undo", "a", "c"], "Nothing was decided of exactly these records.", 1),
        (["--same", "a"], "--same takes the ids of two records or more", 2),
        (["--different", "a", "a"], "--different takes the ids of two records or more", 2),
        (["--same", "--undo", "a", "b"], "only one can be said", 2),
        (["a", "b"], "Say what is decided of these records", 2),
        (["--score", "1.5"], "accepted: above 0 and below 1", 1),
        (["--score", "much"], "'much' is not a valid float", 2),
    ],
)
def test_mistakes_are_told_in_a_sentence_and_change_nothing(moei, reported, arguments, words, code):
    before = warehouse.current_build_id(reported)
    assert_plain_failure(moei("duplicates", *arguments), words, code)
    assert warehouse.current_build_id(reported) == before
    assert not decisions_file(reported).exists()


def test_what_contradicts_is_refused_with_the_decisions_that_it_contradicts(moei, reported):
    moei("duplicates", "--same", "a", "b")
    moei("duplicates", "--same", "b", "c", "--layer", "incident")
    before = warehouse.current_build_id(reported)
    result = moei("duplicates", "--different", "a", "c")
    assert_plain_failure(result, "line 2: b, c are not counted as one event, for line 3 says that a, c are different")
    assert_plain_failure(moei("duplicates", "--same", "b", "a"), "That was decided already.")
    assert warehouse.current_build_id(reported) == before
    assert len(read_decisions(reported)) == 2


def test_without_a_build_the_command_says_what_to_run(moei):
    assert_plain_failure(moei("duplicates"), "There is no build yet. Run: moei load")
    assert_plain_failure(moei("duplicates", "--same", "a", "b"), "There is no build yet. Run: moei load")


def test_a_broken_file_of_decisions_stops_everything_with_its_line_and_the_build_stands(moei, reported, write_rows):
    moei("duplicates", "--same", "a", "b")
    path = decisions_file(reported)
    path.write_bytes(path.read_bytes() + b'{"verdict": \x1b[31m\n')
    before = warehouse.current_build_id(reported)
    for arguments in (["duplicates"], ["duplicates", "--undo", "a", "b"], ["load", write_rows("incident")]):
        assert_plain_failure(moei(*arguments), "duplicates.jsonl, line 2: found")
    assert warehouse.current_build_id(reported) == before
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert moei("duplicates").exit_code == 0


def test_a_decision_whose_build_can_not_be_made_is_kept_and_the_next_load_counts_by_it(moei, reported, write_rows):
    with warehouse.writing(reported, wait_seconds=0):
        result = moei("duplicates", "--same", "a", "b", "--wait", "0")
    assert_plain_failure(result, "The decision is kept, and the next load counts by it")
    assert groups(reported)["b"] == "b"
    pipeline.load(reported, [write_rows("place", {"place_id": "p"})])
    assert groups(reported)["b"] == "a"


def test_a_load_says_which_decisions_it_could_not_apply(moei, reported, write_rows):
    moei("duplicates", "--same", "a", "b")
    path = decisions_file(reported)
    path.write_text(path.read_text().replace('"b"', '"gone"'))
    result = moei("load", write_rows("place", {"place_id": "p"}))
    assert result.exit_code == 0
    assert "note: decision on line 1: no incident with the id gone is loaded" in result.stdout
    assert groups(reported) == {"a": "a", "b": "b", "c": "c"}
