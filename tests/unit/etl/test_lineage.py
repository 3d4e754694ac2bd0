import hashlib

from etl import lineage, pipeline, warehouse


def test_a_record_tells_each_of_its_versions_with_file_line_and_build(home, write_rows):
    place = write_rows("place", {"place_id": "a"}, {"place_id": "b"})
    first = pipeline.load(home, [place]).build
    corrected = write_rows("place", {"place_id": "b", "name": "Mended"}, name="later/places.csv")
    second = pipeline.load(home, [corrected]).build
    versions = lineage.list_versions(warehouse.current_build(home), "b")
    assert [(v.table_name, v.source_line, v.valid_from, v.valid_to) for v in versions] == [
        ("place", 3, first.build_id, second.build_id),
        ("place", 2, second.build_id, None),
    ]
    assert [v.sha256 for v in versions] == [hashlib.sha256(p.read_bytes()).hexdigest() for p in (place, corrected)]
    assert {v.source_name for v in versions} == {"open_source_places"}


def test_an_id_that_never_was_has_no_versions(home, write_rows):
    build = pipeline.load(home, [write_rows("place", {"place_id": "a"})]).build
    assert lineage.list_versions(build, "z") == []


def test_a_file_tells_what_each_of_its_loads_did_and_what_is_left_of_it(home, write_rows):
    pipeline.load(home, [write_rows("place", {"place_id": "a"}, {"place_id": "b"}, {"place_id": "c", "kind": "hut"})])
    pipeline.load(home, [write_rows("place", {"place_id": "a", "name": "Mended"}, {"place_id": "b"})])
    loads = lineage.list_file_loads(warehouse.current_build(home), "places.csv")
    assert [(x.rows_read, x.rows_loaded, x.rows_rejected, x.rows_unchanged, x.rows_current) for x in loads] == [
        (3, 2, 1, 0, 1),
        (2, 1, 0, 1, 1),
    ]
    assert loads[0].loaded_at < loads[1].loaded_at
    assert loads[0].loaded_at.utcoffset().total_seconds() == 0


def test_a_file_that_was_never_loaded_has_no_loads(home, write_rows):
    build = pipeline.load(home, [write_rows("place", {"place_id": "a"})]).build
    assert lineage.list_file_loads(build, "other.csv") == []
