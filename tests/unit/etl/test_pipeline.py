import hashlib
import json
import time
from datetime import date

import pytest

from etl import pipeline, status, warehouse
from etl.results import EmptyLoadError


def rows_of(home, sql):
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        return connection.execute(sql).fetchall()


def counts(result):
    return [(f.rows_read, f.rows_loaded, f.rows_rejected, f.rows_unchanged) for f in result.files]


def test_files_are_loaded_after_those_that_they_refer_to_whatever_their_order(home, write_rows):
    files = [
        write_rows("incident", {"incident_id": "i", "compound_id": "c"}),
        write_rows("compound", {"compound_id": "c", "nearest_place_id": "p"}),
        write_rows("place", {"place_id": "p"}),
    ]
    result = pipeline.load(home, files)
    assert [file.table_name for file in result.files] == ["place", "compound", "incident"]
    assert not result.has_rejects


def test_a_corrected_row_replaces_the_old_one_and_history_keeps_it(home, write_rows):
    pipeline.load(home, [write_rows("incident", {"incident_id": "a", "persons_found": "3"}, {"incident_id": "b"})])
    first = warehouse.current_build_id(home)
    result = pipeline.load(
        home, [write_rows("incident", {"incident_id": "a", "persons_found": "5"}, {"incident_id": "b"})]
    )
    second = warehouse.current_build_id(home)
    assert counts(result) == [(2, 1, 0, 1)]
    found = rows_of(home, "SELECT persons_found, valid_from, valid_to FROM incident WHERE incident_id = 'a' ORDER BY 1")
    assert found == [(3, first, second), (5, second, None)]
    assert rows_of(home, "SELECT event_id, persons FROM record ORDER BY 1") == [("a", 5), ("b", None)]


def test_a_row_that_returns_to_what_it_was_is_a_third_version(home, write_rows):
    for persons in ("3", "5", "3"):
        pipeline.load(home, [write_rows("incident", {"incident_id": "a", "persons_found": persons})])
    assert rows_of(home, "SELECT persons_found FROM incident ORDER BY valid_from") == [(3,), (5,), (3,)]
    assert rows_of(home, "SELECT count(*) FROM incident WHERE valid_to IS NULL") == [(1,)]


def test_the_same_file_twice_in_one_load_counts_its_rows_once(home, write_rows):
    path = write_rows("incident", {"incident_id": "a"}, {"incident_id": "b"})
    assert counts(pipeline.load(home, [path, path])) == [(2, 2, 0, 0), (2, 0, 0, 2)]


def test_rows_of_files_that_are_not_loaded_again_stay(home, write_rows):
    pipeline.load(home, [write_rows("incident", {"incident_id": "a"})])
    pipeline.load(home, [write_rows("incident", {"incident_id": "b"})])
    assert rows_of(home, "SELECT event_id FROM record ORDER BY 1") == [("a",), ("b",)]


def test_a_refused_correction_leaves_the_row_that_was_right_until_it_is_mended(home, write_rows):
    pipeline.load(home, [write_rows("incident", {"incident_id": "a", "persons_found": "3"})])
    wrong = pipeline.load(home, [write_rows("incident", {"incident_id": "a", "persons_found": "-3"})])
    assert counts(wrong) == [(1, 0, 1, 0)]
    assert rows_of(home, "SELECT persons_found FROM incident WHERE valid_to IS NULL") == [(3,)]
    assert [fault.found for _, fault in status.list_rejects(warehouse.current_build(home))] == ["-3"]
    mended = pipeline.load(home, [write_rows("incident", {"incident_id": "a", "persons_found": "4"})])
    assert counts(mended) == [(1, 1, 0, 0)]
    assert rows_of(home, "SELECT persons_found FROM incident WHERE valid_to IS NULL") == [(4,)]
    assert status.list_rejects(warehouse.current_build(home)) == []


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (None, "file"),
        (b"", "empty"),
        ("incident_id,kind\nก,raid\n".encode("utf-16-le"), "encoding"),
        (b"a,b,c\n1,2,3\n", "source"),
        (
            b"incident_id,date,end_date,kind,country_code,admin1,place_id,compound_id,lat,lon,location_precision\n",
            "header",
        ),
    ],
    ids=["missing", "empty", "UTF-16 without mark", "nobody's", "columns missing"],
)
def test_a_file_that_can_not_be_read_is_refused_and_the_rest_loads(home, write_rows, tmp_path, content, rule):
    path = tmp_path / "sheet.csv"
    if content is not None:
        path.write_bytes(content)
    result = pipeline.load(home, [path, write_rows("place", {"place_id": "a"})])
    refused, loaded = sorted(result.files, key=lambda file: not file.is_refused)
    assert (refused.file_name, refused.is_refused, refused.rows_loaded) == ("sheet.csv", True, 0)
    assert refused.rows_read == refused.rows_rejected
    [fault] = refused.faults
    assert (fault.rule, fault.line) == (rule, None)
    assert fault.found
    assert fault.accepted
    assert loaded.rows_loaded == 1
    assert result.has_rejects


def test_a_missing_bundled_file_is_named_with_its_source(home, write_rows, tmp_path):
    result = pipeline.load(home, [tmp_path / "incidents.csv", write_rows("place", {"place_id": "a"})])
    missing = result.files[-1]
    assert (missing.source_name, missing.table_name) == ("open_source_incidents", "incident")


def test_nothing_to_load_and_no_build_makes_none_and_tells_every_fault(home, tmp_path):
    with pytest.raises(EmptyLoadError, match="no build was made") as error:
        pipeline.load(home, [tmp_path / "gone.csv"])
    assert [fault.found for file in error.value.files for fault in file.faults] == ["No such file or directory"]
    assert warehouse.current_build_id(home) is None
    assert list(warehouse.builds_folder(home).glob("*.duckdb*")) == []


def test_a_file_that_is_all_wrong_still_makes_a_build_of_what_was_there(home, write_rows):
    pipeline.load(home, [write_rows("incident", {"incident_id": "a"})])
    result = pipeline.load(home, [write_rows("incident", {"incident_id": "b", "kind": "?"})])
    assert counts(result) == [(1, 0, 1, 0)]
    assert rows_of(home, "SELECT event_id FROM record") == [("a",)]


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(home, write_rows):
    pipeline.load(home, [write_rows("incident", {"incident_id": "a"})])
    before = sorted(home.rglob("*"))
    result = pipeline.load(home, [write_rows("incident", {"incident_id": "a"}, {"incident_id": "b"})], is_dry_run=True)
    assert result.build is None
    assert counts(result) == [(2, 1, 0, 1)]
    assert sorted(home.rglob("*")) == before


def test_raw_files_are_kept_by_their_hash_once(home, write_rows):
    path = write_rows("incident", {"incident_id": "a"})
    content = path.read_bytes()
    for _ in range(2):
        pipeline.load(home, [path])
    kept = home / "raw" / f"{hashlib.sha256(content).hexdigest()}.csv"
    assert list((home / "raw").iterdir()) == [kept]
    assert kept.read_bytes() == content
    assert rows_of(home, "SELECT DISTINCT sha256, file_bytes FROM source_file") == [(kept.stem, len(content))]


def test_the_newest_day_ends_the_builds_windows_unless_another_is_given(home, write_rows):
    path = write_rows("incident", {"incident_id": "a", "date": "2025-02-03"}, {"incident_id": "b", "date": "2999"})
    assert pipeline.load(home, [path]).files[0].rows_rejected == 1
    assert warehouse.current_build(home).as_of_date == date(2025, 2, 3)
    pipeline.load(home, [path], as_of=date(2024, 12, 31))
    assert warehouse.current_build(home).as_of_date == date(2024, 12, 31)


def test_a_named_source_reads_the_file_whatever_its_header_resembles(home, write_rows):
    path = write_rows("incident", {"incident_id": "a"})
    with pytest.raises(EmptyLoadError) as error:
        pipeline.load(home, [path], source_name="open_source_rescues")
    [fault] = error.value.files[0].faults
    assert fault.found.startswith("no column rescue_id, group_id")
    with pytest.raises(ValueError, match="no source description is called 'police'; accepted: open_source_places"):
        pipeline.load(home, [path], source_name="police")


def test_columns_that_no_description_names_are_noted_not_dropped_in_silence(home, write_rows):
    path = write_rows("incident", {"incident_id": "a"})
    header, row = path.read_text().splitlines()
    path.write_text(f"{header},remark,,\n{row},walled,,\n")
    [file] = pipeline.load(home, [path]).files
    assert file.notes == (
        "column 'remark' is not read: its source description doesn't name it",
        "column 'column 22' is not read: its source description doesn't name it",
        "column 'column 23' is not read: its source description doesn't name it",
    )


def test_a_place_that_moves_takes_its_records_along(home, write_rows):
    record = write_rows("rescue", {"rescue_id": "r", "from_place_id": "p"})
    pipeline.load(home, [write_rows("place", {"place_id": "p"}), record])
    cell = rows_of(home, "SELECT h3_r6 FROM record")
    pipeline.load(home, [write_rows("place", {"place_id": "p", "lat": "15.3", "lon": "98.4"})])
    assert rows_of(home, "SELECT latitude, longitude FROM record") == [(15.3, 98.4)]
    assert rows_of(home, "SELECT h3_r6 FROM record") != cell


def test_a_record_whose_compound_lost_its_point_loses_its_cells_too(home, write_rows):
    compound = {"compound_id": "c", "lat": "16.6", "lon": "98.5", "location_precision": "site"}
    files = [write_rows("compound", compound), write_rows("rescue", {"rescue_id": "r", "compound_id": "c"})]
    pipeline.load(home, files)
    assert rows_of(home, "SELECT h3_r9 IS NOT NULL FROM record") == [(True,)]
    pipeline.load(home, [write_rows("compound", {"compound_id": "c"})])
    found = rows_of(home, "SELECT longitude, location_precision, h3_r9, h3_r7, h3_r6, h3_r5, h3_r4 FROM record")
    assert found == [(None,) * 7]


def test_a_place_known_less_exactly_than_before_loses_its_finer_cells(home, write_rows):
    pipeline.load(home, [write_rows("place", {"place_id": "p", "location_precision": "site"})])
    pipeline.load(home, [write_rows("place", {"place_id": "p", "location_precision": "district"})])
    sql = "SELECT h3_r9 IS NULL, h3_r7 IS NULL, h3_r6 IS NULL FROM place WHERE valid_to IS NULL"
    assert rows_of(home, sql) == [(True, True, False)]


def test_a_record_with_a_precision_alone_is_refused_and_the_load_goes_on(home, write_rows):
    path = write_rows("incident", {"incident_id": "a", "location_precision": "site"}, {"incident_id": "b"})
    assert counts(pipeline.load(home, [path])) == [(2, 1, 1, 0)]


@pytest.mark.parametrize(
    ("columns", "place_id", "source"),
    [
        ({"compound_id": "c", "from_place_id": "p", "crossing_place_id": "x"}, "p", "compound"),
        ({"compound_id": "c", "crossing_place_id": "x"}, None, "compound"),
        ({"from_place_id": "p", "crossing_place_id": "x"}, "p", "place"),
        ({"crossing_place_id": "x", "to_place_id": "p"}, "x", "place"),
        ({"to_place_id": "p"}, None, None),
    ],
    ids=["all", "compound and crossing", "place and crossing", "crossing", "destination alone"],
)
def test_a_rescue_stands_at_its_compound_else_where_it_began_else_at_its_crossing(
    home, write_rows, columns, place_id, source
):
    files = [
        write_rows("place", {"place_id": "p", "lat": "16"}, {"place_id": "x", "lat": "17", "country_code": "TH"}),
        write_rows("compound", {"compound_id": "c", "lat": "18", "lon": "98.5", "location_precision": "site"}),
        write_rows("rescue", {"rescue_id": "r", **columns}),
    ]
    pipeline.load(home, files)
    latitude = {"compound": 18.0, "place": {"p": 16.0, "x": 17.0}.get(place_id)}.get(source)
    country = None if source is None else "TH" if latitude == 17 else "MM"
    assert rows_of(home, "SELECT latitude, country, place_id FROM record") == [(latitude, country, place_id)]
    assert rows_of(home, "SELECT location_source FROM rescue") == [(source,)]


def test_words_of_a_file_stay_words(home, write_rows):
    words = "<img src=x onerror=alert(1)> '; DROP TABLE incident; -- {} $1 แม่สอด 🙂"
    pipeline.load(home, [write_rows("incident", {"incident_id": words, "summary": words})])
    assert rows_of(home, "SELECT event_id, summary FROM record") == [(words, words)]


def test_many_loads_do_not_swell_the_build(home, write_rows):
    sizes = []
    for i in range(6):
        pipeline.load(home, [write_rows("incident", *({"incident_id": f"{n}"} for n in range(200 + i % 2)))])
        sizes.append(warehouse.current_build(home).path.stat().st_size)
    assert sizes[-1] < 2 * sizes[1]


def test_a_hundred_thousand_rows_load_in_seconds_the_wrong_ones_too(home, write_rows):
    rows = 100_000
    place = write_rows("place", *({"place_id": f"place-{i}"} for i in range(300)))
    path = write_rows("incident")
    [header] = path.read_text().splitlines()
    width = header.count(",") + 1
    with path.open("a", encoding="utf-8") as file:
        for i in range(rows):
            # Of twenty rows one has the id of the row before, one an unknown place, one is too short.
            key, place_id = (i - 1 if i % 20 == 2 else i), (f"nowhere-{i}" if i % 20 == 3 else f"place-{i % 300}")
            values = [f"big-{key}", "2025-01-02", "", "raid", "MM", "", place_id, *[""] * (width - 9), "The Paper", ""]
            file.write(",".join(values[: 5 if i % 20 == 4 else width]) + "\n")
    start = time.monotonic()
    [_, result] = pipeline.load(home, [place, path]).files
    assert time.monotonic() - start < 30
    assert (result.rows_read, result.rows_loaded, result.rows_rejected) == (rows, rows * 17 // 20, rows * 3 // 20)


def test_each_reject_is_kept_with_the_row_as_it_stood(home, write_rows):
    path = write_rows("incident", {"incident_id": "a"}, {"incident_id": "b", "kind": "?", "summary": "two\nlines"})
    pipeline.load(home, [path])
    [[line, column, raw_row]] = rows_of(home, "SELECT source_line, source_column, raw_row FROM rejected_record")
    assert (line, column) == (3, "kind")
    given = json.loads(raw_row)
    assert (given["incident_id"], given["kind"], given["summary"]) == ("b", "?", "two\nlines")
    assert list(given) == path.read_text().splitlines()[0].split(",")


def test_a_long_file_tells_how_far_it_is(home, write_rows):
    rows = [{"place_id": f"p{number}", "name": "A very long name " * 40} for number in range(9_000)]
    steps = []
    pipeline.load(home, [write_rows("place", *rows)], on_step=steps.append)
    read = [int(step.split()[0].replace(",", "")) for step in steps if step.endswith("rows read")]
    assert read == sorted(read)
    assert len(read) > 1
    assert (steps[0], steps[-2:]) == ("copying the files", ["checking 9,000 rows", "placing the records"])
