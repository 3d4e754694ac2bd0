"""What sources withdraw: rows that a full list lacks, rows that a feed of deletions names."""

import pytest

from etl import lineage, pipeline, status, warehouse

SOURCE = """
name = "register"
title = "A register of places, made up for a test"
table = "place"
cadence = "none"
licence = "none"
release_level = "CLEAR"
is_public = true
is_synthetic = false
withdraw = "{withdraw}"
{more}
[columns]
"register no" = "place_id"
"register name" = "name"
lat = "latitude"
lon = "longitude"

[defaults]
kind = "town"
country = "MM"
location_precision = "town"
"""
MARKED = 'deletion_column = "state"\ndeletion_values = ["Withdrawn"]\n'


@pytest.fixture
def load_register(home, tmp_path):
    """Loader of a register: each row as number, name, latitude and, in a feed of deletions, state."""

    def load(withdraw, *rows, header="register no,register name,lat,lon", name="register.csv"):
        more = MARKED if withdraw == "deletions" else ""
        folder = home / "sources"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "register.toml").write_text(SOURCE.format(withdraw=withdraw, more=more), encoding="utf-8")
        path = tmp_path / name
        header += ",state" if withdraw == "deletions" else ""
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        [file] = pipeline.load(home, [path]).files
        return file

    return load


def current_ids(home):
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        rows = connection.execute("SELECT place_id FROM place WHERE valid_to IS NULL ORDER BY 1").fetchall()
    return [place_id for (place_id,) in rows]


def counts(file):
    return (file.rows_read, file.rows_loaded, file.rows_rejected, file.rows_unchanged, file.rows_withdrawn)


def test_a_row_that_a_full_list_lacks_is_withdrawn_and_stays_in_history(home, load_register):
    load_register("full_list", "a,A,16.7,98.5", "b,B,16.8,98.6")
    file = load_register("full_list", "a,A,16.7,98.5")
    assert counts(file) == (1, 0, 0, 1, 1)
    assert "1 rows of earlier files were withdrawn" in file.notes
    assert current_ids(home) == ["a"]
    build = warehouse.current_build(home)
    [version] = lineage.list_versions(build, "b")
    assert version.valid_to == build.build_id
    assert [load.rows_withdrawn for load in lineage.list_file_loads(build, "register.csv")] == [0, 1]


def test_a_row_that_comes_back_is_current_again(home, load_register):
    load_register("full_list", "a,A,16.7,98.5", "b,B,16.8,98.6")
    load_register("full_list", "a,A,16.7,98.5")
    assert counts(load_register("full_list", "a,A,16.7,98.5", "b,B,16.8,98.6")) == (2, 1, 0, 1, 0)
    assert current_ids(home) == ["a", "b"]


def test_a_full_list_withdraws_nothing_of_other_sources(home, load_register, write_rows):
    pipeline.load(home, [write_rows("place", {"place_id": "theirs"})])
    load_register("full_list", "a,A,16.7,98.5", "b,B,16.8,98.6")
    load_register("full_list", "a,A,16.7,98.5")
    assert current_ids(home) == ["a", "theirs"]


def test_a_row_that_is_refused_is_not_lacking(home, load_register):
    load_register("full_list", "a,A,16.7,98.5", "b,B,16.8,98.6")
    assert counts(load_register("full_list", "a,A,16.7,98.5", "b,B,far,98.6")) == (2, 0, 1, 1, 0)
    assert current_ids(home) == ["a", "b"]


@pytest.mark.parametrize("row", [",B,16.8,98.6", "b,B,16.8"])
def test_where_a_row_could_be_any_row_nothing_is_withdrawn_and_it_says_so(home, load_register, row):
    load_register("full_list", "a,A,16.7,98.5", "b,B,16.8,98.6")
    file = load_register("full_list", "a,A,16.7,98.5", row)
    assert counts(file) == (2, 0, 1, 1, 0)
    assert any("no row that it lacks was withdrawn" in note for note in file.notes)
    assert current_ids(home) == ["a", "b"]


def test_a_source_that_is_no_full_list_withdraws_nothing(home, load_register):
    load_register("", "a,A,16.7,98.5", "b,B,16.8,98.6")
    assert counts(load_register("", "a,A,16.7,98.5")) == (1, 0, 0, 1, 0)
    assert current_ids(home) == ["a", "b"]


def test_a_marked_row_withdraws_its_id_whatever_else_it_says(home, load_register):
    load_register("deletions", "a,A,16.7,98.5,", "b,B,16.8,98.6,")
    file = load_register("deletions", "b,,not a number,,withdrawn", "c,C,16.9,98.6,")
    assert counts(file) == (2, 2, 0, 0, 1)
    assert current_ids(home) == ["a", "c"]


def test_the_same_deletion_again_changes_nothing(home, load_register):
    load_register("deletions", "a,A,16.7,98.5,", "b,B,16.8,98.6,")
    load_register("deletions", "b,,,,withdrawn")
    before = status.table_hashes(warehouse.current_build(home))
    assert counts(load_register("deletions", "b,,,,withdrawn")) == (1, 0, 0, 1, 0)
    assert status.table_hashes(warehouse.current_build(home)) == before


@pytest.mark.parametrize(("row", "found"), [("z,,,,withdrawn", "z"), (",,,,withdrawn", "nothing")])
def test_a_deletion_of_what_the_source_never_brought_is_rejected(home, load_register, row, found):
    load_register("deletions", "a,A,16.7,98.5,")
    file = load_register("deletions", row)
    assert counts(file) == (1, 0, 1, 0, 0)
    [fault] = file.faults
    assert (fault.column, fault.rule, fault.found) == ("register no", "withdrawal", found)
    assert fault.accepted == "the place_id of a row that register has brought"


def test_a_feed_can_not_withdraw_the_rows_of_another_source(home, load_register, write_rows):
    pipeline.load(home, [write_rows("place", {"place_id": "theirs"})])
    load_register("deletions", "a,A,16.7,98.5,")
    assert counts(load_register("deletions", "theirs,,,,withdrawn")) == (1, 0, 1, 0, 0)
    assert current_ids(home) == ["a", "theirs"]


def test_records_of_a_place_that_is_withdrawn_lose_their_point(home, load_register, write_rows):
    load_register("full_list", "a,A,16.7,98.5", "b,B,16.8,98.6")
    pipeline.load(home, [write_rows("incident", {"incident_id": "i", "place_id": "b"})])
    load_register("full_list", "a,A,16.7,98.5")
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        rows = connection.execute("SELECT longitude, h3_r7, sector_id, sector_reason FROM incident").fetchall()
    assert rows == [(None, None, None, "no_place")]
