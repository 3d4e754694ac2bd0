from datetime import date

import pytest

from etl import pipeline, status, warehouse


@pytest.fixture
def status_of(home):
    def found():
        return status.get_status(warehouse.current_build(home))

    return found


def test_tables_count_current_rows_alone(home, write_rows, status_of):
    for persons in ("1", "2"):
        pipeline.load(home, [write_rows("incident", {"incident_id": "a", "persons_found": persons})])
    found = status_of().tables
    assert (found["incident"], found["place"], found["source_file"]) == (1, 0, 2)


def test_a_source_is_told_by_all_the_files_of_its_last_load(home, write_rows, status_of):
    pipeline.load(home, [write_rows("incident", {"incident_id": "z"}, {"incident_id": "old", "kind": "?"})])
    files = [
        write_rows("incident", {"incident_id": "a"}, {"incident_id": "b", "kind": "first"}, name="north.csv"),
        write_rows("incident", {"incident_id": "c", "kind": "second"}, name="south.csv"),
    ]
    pipeline.load(home, files)
    [source] = status_of().sources
    assert (source.rows_read, source.rows_loaded, source.rows_rejected, source.rows_unchanged) == (3, 1, 2, 0)
    assert source.file_name == "north.csv, south.csv"
    rejects = status.list_rejects(warehouse.current_build(home))
    assert [(name, fault.line, fault.found) for name, fault in rejects] == [
        ("incidents.csv", 3, "?"),
        ("north.csv", 3, "first"),
        ("south.csv", 2, "second"),
    ]


def test_rejects_of_a_source_outlive_the_loads_of_others(home, write_rows, tmp_path):
    pipeline.load(home, [write_rows("incident", {"incident_id": "a", "kind": "?"}, {"incident_id": "b"})])
    (tmp_path / "nobody.csv").write_text("a,b\n1,2\n")
    pipeline.load(home, [write_rows("place", {"place_id": "p"}), tmp_path / "nobody.csv"])
    rejects = status.list_rejects(warehouse.current_build(home))
    assert [(name, fault.rule) for name, fault in rejects] == [
        ("incidents.csv", "vocabulary"),
        ("nobody.csv", "source"),
    ]


def test_the_newest_record_of_a_source_is_not_in_the_future(home, write_rows, status_of):
    rows = [{"incident_id": "a", "date": "2025-02-03"}, {"incident_id": "b", "date": "2099-01-01"}]
    pipeline.load(home, [write_rows("incident", *rows), write_rows("rescue", {"rescue_id": "r"})])
    newest = {source.name: source.newest_record_date for source in status_of().sources}
    assert newest == {"open_source_incidents": date(2025, 2, 3), "open_source_rescues": None}


def test_equal_facts_have_equal_hashes_whatever_brought_them(home, write_rows, tmp_path):
    def hashes(where, *rows):
        build = pipeline.load(where, [write_rows("incident", *rows)]).build
        return status.table_hashes(build)

    once = hashes(home, {"incident_id": "a"}, {"incident_id": "b"})
    other = tmp_path / "other"
    hashes(other, {"incident_id": "b", "summary": "another"})
    assert hashes(other, {"incident_id": "b"}, {"incident_id": "a"}) == once
    changed = hashes(other, {"incident_id": "a", "summary": "another"})
    assert {name for name in once if once[name] != changed[name]} == {"incident"}


def rejected(home, file_name=""):
    found = status.list_rejects(warehouse.current_build(home), file_name=file_name)
    return [(name, fault.line, fault.found) for name, fault in found]


BAD, WORSE, GOOD = {"incident_id": "a", "kind": "?"}, {"incident_id": "b", "kind": "??"}, {"incident_id": "z"}


def test_a_row_is_listed_until_its_file_comes_without_the_fault(home, write_rows):
    pipeline.load(home, [write_rows("incident", BAD, WORSE, GOOD)])
    pipeline.load(home, [write_rows("incident", {"incident_id": "c", "kind": "!"}, name="other.csv")])
    assert rejected(home) == [("incidents.csv", 2, "?"), ("incidents.csv", 3, "??"), ("other.csv", 2, "!")]
    pipeline.load(home, [write_rows("incident", BAD | {"kind": "raid"}, WORSE)])
    assert rejected(home) == [("incidents.csv", 3, "??"), ("other.csv", 2, "!")]


def test_a_row_that_came_right_in_another_file_is_no_longer_listed_even_when_its_own_file_comes_again(home, write_rows):
    files = write_rows("incident", BAD, WORSE, GOOD), write_rows("incident", BAD | {"kind": "raid"}, name="mended.csv")
    for path in files:
        pipeline.load(home, [path])
        left = rejected(home)
    assert left == [("incidents.csv", 3, "??")]
    pipeline.load(home, [files[0]])
    assert rejected(home) == left


def test_a_correction_that_is_refused_is_listed_though_the_older_row_stands(home, write_rows):
    pipeline.load(home, [write_rows("incident", BAD | {"kind": "raid"})])
    pipeline.load(home, [write_rows("incident", BAD, name="correction.csv")])
    assert rejected(home) == [("correction.csv", 2, "?")]


def test_a_row_that_repeats_an_id_stays_listed_however_often_its_file_comes(home, write_rows):
    path = write_rows("incident", {"incident_id": "a"}, {"incident_id": "a", "summary": "another"})
    for _ in range(3):
        pipeline.load(home, [path])
        assert [(name, line) for name, line, _ in rejected(home)] == [("incidents.csv", 3)]


def test_the_rejects_of_one_file_can_be_asked_for(home, moei, write_rows):
    pipeline.load(home, [write_rows("incident", BAD, GOOD), write_rows("incident", WORSE, name="other.csv")])
    assert rejected(home, "other.csv") == [("other.csv", 2, "??")]
    assert "incidents.csv" not in moei("rejects", "--file", "other.csv").output
    wrong = moei("rejects", "--file", "nobody.csv")
    assert wrong.exit_code == 1
    assert "accepted: incidents.csv, other.csv" in wrong.output
