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
