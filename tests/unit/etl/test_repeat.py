"""A file that comes again as it is gives what it would give if it were read, without being read."""

import pytest

from etl import pipeline, repeat, warehouse
from etl.read.frame import RawTable

BAD = {"incident_id": "bad", "persons_found": "-3"}


@pytest.fixture
def read_files(monkeypatch):
    """Headers of the tables whose rows were asked for."""
    read = []
    batches = RawTable.reader

    def reader(table):
        read.append(table.header[0])
        return batches(table)

    monkeypatch.setattr(RawTable, "reader", reader)
    return read


def loaded(home, *paths, **options):
    """What became of the files, and every row of the tables that it may show in."""
    result = pipeline.load(home, paths, **options)
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        tables = [
            connection.execute(sql).fetchall()
            for sql in (
                "SELECT * EXCLUDE (valid_from) FROM incident ORDER BY ALL",
                "SELECT * FROM record ORDER BY ALL",
                "SELECT * FROM mart_sector_month ORDER BY ALL",
                "SELECT * EXCLUDE (loaded_at, build_id) FROM source_file ORDER BY ALL",
                "SELECT * FROM rejected_record ORDER BY ALL",
                "SELECT as_of_date FROM build",
            )
        ]
    return result.files, tables


def test_a_file_that_comes_again_is_not_read_and_gives_what_reading_it_gives(home, write_rows, read_files, monkeypatch):
    compounds = write_rows("compound", {"compound_id": "c"})
    incidents = write_rows("incident", {"incident_id": "a", "compound_id": "c", "date": "2025-01-02"}, BAD)
    loaded(home, compounds, incidents)
    read_files.clear()
    again = loaded(home, compounds, incidents)
    assert read_files == []
    assert [(f.rows_read, f.rows_unchanged, f.rows_rejected) for f in again[0]] == [(1, 1, 0), (2, 1, 1)]
    other = home.with_name("other")
    loaded(other, compounds, incidents)
    monkeypatch.setattr(repeat.Known, "recall", lambda *_: None)
    read = loaded(other, compounds, incidents)
    assert len(read_files) == 4
    assert again == read


@pytest.mark.parametrize(
    ("table", "row", "again"),
    [
        ("incident", BAD, True),
        ("compound", {"compound_id": "c"}, True),
        ("rescue", {"rescue_id": "r"}, False),
    ],
    ids=["a refused row", "a table it refers to", "a table that refers to it"],
)
def test_a_file_is_read_again_after_what_may_change_its_outcome(home, write_rows, read_files, table, row, again):
    incidents = write_rows("incident", {"incident_id": "a", "persons_found": "3"}, name="first.csv")
    loaded(home, incidents)
    loaded(home, write_rows(table, row, name="second.csv"))
    read_files.clear()
    loaded(home, incidents)
    assert bool(read_files) is again


def test_another_day_other_descriptions_or_other_code_have_it_read_again(home, write_rows, read_files, monkeypatch):
    incidents = write_rows("incident", {"incident_id": "a"})
    marks = iter("aab")
    monkeypatch.setattr(pipeline, "fingerprint", lambda *_: next(marks))
    asked = []
    for _ in range(3):
        read_files.clear()
        loaded(home, incidents)
        asked.append(len(read_files))
    assert asked == [1, 0, 1]


def test_a_mark_tells_days_and_source_descriptions_apart(home):
    day = pipeline._thai_today()
    mark = repeat.fingerprint(home, day)
    assert repeat.fingerprint(home, day) == mark
    assert repeat.fingerprint(home, day.replace(year=2001)) != mark
    (home / "sources").mkdir(parents=True)
    (home / "sources" / "own.toml").write_text("name = 'own'")
    assert repeat.fingerprint(home, day) != mark


def test_windows_that_end_on_another_day_are_made_anew(home, write_rows):
    incidents = write_rows("incident", {"incident_id": "a", "date": "2025-01-02"})
    loaded(home, incidents)
    day = pipeline._thai_today()
    assert loaded(home, incidents, as_of=day)[1][-1] == [(day,)]
    # Without a day of its own a load of files ends on the newest event, as before.
    assert str(loaded(home, incidents)[1][-1][0][0]) == "2025-01-02"
