"""A released build: what it holds at a level for an audience, row by row."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import pipeline, warehouse
from etl.contract.tables import LOADED_TABLES
from etl.derived import make_derived, make_marts
from etl.release_rules import MarkingMissingError, Release, Removal, list_removals
from etl.released import _make, check_released, holds_coarse, released_build
from etl.warehouse import Build
from geo.cells import points_to_cells

GREEN, AMBER = Release(level="GREEN"), Release(level="AMBER")
POINT = {"lat": "16.63123", "lon": "98.55731", "location_precision": "site"}
Marked = Callable[..., Build]


@pytest.fixture
def marked(home: Path, write_rows: Any) -> Marked:
    """Loader of rows, each with a marking: `marked(incident=[("GREEN", {...})])`; a level alone isn't public."""

    def load(**tables: list[tuple[str, dict[str, str]]]) -> Build:
        keys = {"incident": "incident_id", "rescue": "rescue_id", "compound": "compound_id", "place": "place_id"}
        paths = [write_rows(table, *(row for _, row in rows)) for table, rows in tables.items()]
        pipeline.load(home, paths)
        build = warehouse.current_build(home)
        with duckdb.connect(str(build.path)) as connection:
            for table, rows in tables.items():
                for marking, row in rows:
                    level, is_public = ("CLEAR", True) if marking == "public" else (marking, False)
                    connection.execute(
                        f"UPDATE {table} SET release_level = ?, is_public = ? WHERE {keys[table]} = ?",
                        [level, is_public, row[keys[table]]],
                    )
            make_derived(connection)
            make_marts(connection)
        return build

    return load


def rows(home: Path, build: Build, release: Release, columns: str, table: str = "record") -> list[tuple[Any, ...]]:
    with warehouse.open_read_only(released_build(home, build, release).path) as connection:
        return connection.execute(f"SELECT {columns} FROM {table} ORDER BY ALL").fetchall()


def rescue(name: str, persons: int | None, group: str = "", nationality: str = "KE", **more: str) -> dict[str, str]:
    told = {"rescue_id": name, "group_id": group, "nationality": nationality, "date": "2026-01-05"}
    return told | {"persons": "" if persons is None else str(persons)} | more


def test_a_build_of_public_records_is_its_own_release(bundled_home: Path) -> None:
    build = warehouse.current_build(bundled_home)
    assert released_build(bundled_home, build, Release(level="CLEAR", audience="KE")) == build
    with warehouse.open_read_only(build.path) as connection:
        assert list_removals(connection, Release(level="CLEAR")) == ()


def test_a_release_of_public_records_made_anew_says_what_the_build_says(bundled_home: Path, tmp_path: Path) -> None:
    build = warehouse.current_build(bundled_home)
    _make(build, Release(level="CLEAR"), tmp_path / "x.duckdb", tmp_path)
    with warehouse.open_read_only(build.path) as before, warehouse.open_read_only(tmp_path / "x.duckdb") as after:
        names = ["record", "people", "mart_sector_month", "mart_flow_month", "build", "sector", "province"]
        for name in (*names, *(table.name for table in LOADED_TABLES)):
            statement = f"SELECT * FROM {name} ORDER BY ALL"
            assert before.execute(statement).fetchall() == after.execute(statement).fetchall(), name


def test_a_coarse_record_keeps_what_it_is_and_loses_where_who_and_how_many(home: Path, marked: Marked) -> None:
    row = {"incident_id": "i", "date": "2026-01-05", "summary": "at the gate", "agencies": "Unit 5", **POINT}
    more = {"persons_arrested": "17", "persons_found": "3", "seized_thb": "12", "source_url": "https://a.example/kk"}
    build = marked(incident=[("GREEN", row | more)])
    columns = "kind, country, publisher, persons_arrested, persons_found, location_precision, summary, agencies,"
    columns += " seized_thb, source_url, source_line, content_hash, h3_r9, h3_r7, h3_r6"
    (told,) = rows(home, build, GREEN, columns, "incident")
    assert told == ("raid", "MM", "The Paper", 15, None, "district", *[None] * 9)
    ((name, longitude, latitude, cell),) = rows(
        home, build, GREEN, "incident_id, longitude, latitude, h3_r5", "incident"
    )
    assert name.startswith("np-")
    assert cell == points_to_cells([98.55731], [16.63123], resolution=5)[0]
    assert (longitude, latitude) != (98.55731, 16.63123)
    (whole,) = rows(home, build, AMBER, "incident_id, persons_found, summary, longitude", "incident")
    assert whole == ("i", 3, "at the gate", 98.55731)


def test_one_small_count_blanks_those_of_its_event_even_from_above_the_level(home: Path, marked: Marked) -> None:
    groups = [
        ("GREEN", rescue("a", 17, "g")),
        ("GREEN", rescue("b", 40, "g", "UG")),
        ("AMBER", rescue("c", 3, "g", "ET")),
    ]
    build = marked(rescue=[*groups, ("GREEN", rescue("d", 12, "h")), ("GREEN", rescue("e", 9, "h", "UG"))])
    assert rows(home, build, GREEN, "nationality, persons") == [("KE", 10), ("KE", None), ("UG", 5), ("UG", None)]
    assert rows(home, build, GREEN, "sum(persons)", "people") == [(15,)]


@pytest.mark.parametrize(("before", "after"), [(6, 8), (5, 9), (12, 14), (40, 44)])
def test_a_count_corrected_by_a_little_tells_the_same_or_a_step_more(
    home: Path, marked: Marked, before: int, after: int
) -> None:
    told = [
        rows(home, marked(rescue=[("GREEN", rescue("a", n))]), GREEN, "sum(persons)", "people") for n in (before, after)
    ]
    assert (told[1][0][0] - told[0][0][0]) % 5 == 0


def test_of_an_event_that_a_public_record_tells_nothing_else_is_told(home: Path, marked: Marked) -> None:
    build = marked(
        rescue=[("public", rescue("a", 20, "g", "")), ("GREEN", rescue("b", 17, "g")), ("GREEN", rescue("c", 8))]
    )
    assert rows(home, build, GREEN, "is_public, persons") == [(False, 5), (True, 20)]
    with warehouse.open_read_only(build.path) as connection:
        assert list_removals(connection, GREEN) == (
            Removal(table="rescue", level="GREEN", reason="told", records=1),
            Removal(table="rescue", level="GREEN", reason="coarse", records=1),
        )


def test_a_country_sees_its_own_people_whole_and_others_not_or_coarsely(home: Path, marked: Marked) -> None:
    told = [("KE", 3, "AMBER"), ("UG", 21, "AMBER"), ("UG", 22, "GREEN"), ("", 33, "AMBER")]
    build = marked(rescue=[(level, rescue(f"r{n}", n, "", nationality)) for nationality, n, level in told])
    kenya = Release(level="AMBER", audience="KE")
    assert rows(home, build, kenya, "nationality, persons, event_id[:1]") == [
        ("KE", 3, "r"),
        ("UG", 20, "n"),
        (None, 30, "n"),
    ]
    assert len(rows(home, build, AMBER, "*")) == 4


def test_a_public_record_of_a_compound_that_is_not_stands_where_else_it_says(home: Path, marked: Marked) -> None:
    place = {"place_id": "myawaddy", "lat": "16.688", "lon": "98.508"}
    walls = {"compound_id": "walls", "nearest_place_id": "myawaddy", **POINT}
    told = {"incident_id": "i", "compound_id": "walls", "place_id": "myawaddy", "date": "2026-01-05"}
    build = marked(place=[("public", place)], compound=[("AMBER", walls)], incident=[("public", told)])
    columns = "event_id, longitude, location_precision, compound_id, place_id"
    assert rows(home, build, Release(level="CLEAR"), columns) == [("i", 98.508, "town", None, "myawaddy")]
    assert rows(home, build, AMBER, columns) == [("i", 98.55731, "site", "walls", "myawaddy")]


def test_a_release_ends_on_its_own_last_day(home: Path, marked: Marked) -> None:
    days = [("public", rescue("a", 9)), ("AMBER", rescue("b", 9, date="2026-02-07"))]
    build = marked(rescue=days)
    assert str(build.as_of_date) == "2026-02-07"
    assert str(released_build(home, build, GREEN).as_of_date) == "2026-01-05"


def test_a_source_that_is_not_open_is_told_by_its_name_and_released_rows(home: Path, marked: Marked) -> None:
    build = marked(rescue=[("GREEN", rescue("a", 9)), ("AMBER", rescue("b", 9))])
    told = rows(home, build, GREEN, "file_name, rows_read, rows_rejected, sha256, file_bytes", "source_file")
    assert told == [("open_source_rescues", 1, 0, "", 0)]


def test_what_people_decided_is_told_among_what_is_released(home: Path, marked: Marked) -> None:
    decisions = home / "decisions" / "duplicates.jsonl"
    decisions.parent.mkdir(parents=True)
    said = {"verdict": "same", "layer": "rescue", "event_ids": ["a", "b"], "by": "x", "note": ""}
    said |= {"at": "2026-01-01T00:00:00+00:00"}
    decisions.write_text(json.dumps(said) + "\n", encoding="utf-8")
    build = marked(rescue=[("GREEN", rescue("a", 9)), ("GREEN", rescue("b", 12)), ("GREEN", rescue("c", 30))])
    told = rows(home, build, GREEN, "group_id, count(*)", "record GROUP BY group_id")
    assert sorted(count for _, count in told) == [1, 2]
    assert all(group.startswith("np-") for group, _ in told)
    assert rows(home, build, GREEN, "sum(persons)", "people") == [(40,)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("release_level = NULL", "1 of rescue have no release level (a)"),
        ("release_level = 'PURPLE'", "1 of rescue have no release level (a)"),
        ("is_public = NULL", "1 of rescue have no word whether they are public (a)"),
        ("source_file_id = 99", "1 of rescue have no source (a)"),
    ],
)
def test_without_a_marking_nothing_leaves(home: Path, marked: Marked, change: str, words: str) -> None:
    build = marked(rescue=[("public", rescue("a", 9)), ("GREEN", rescue("b", 9))])
    with duckdb.connect(str(build.path)) as connection:
        connection.execute(f"UPDATE rescue SET {change} WHERE rescue_id = 'a'")
    with pytest.raises(MarkingMissingError, match="A marking is missing") as error:
        released_build(home, build, Release(level="RED"))
    assert words in str(error.value)


def test_a_file_that_was_not_released_is_refused(home: Path, marked: Marked) -> None:
    build = marked(rescue=[("public", rescue("a", 9)), ("GREEN", rescue("b", 9))])
    released = released_build(home, build, GREEN)
    with warehouse.open_read_only(released.path) as connection:
        check_released(connection, GREEN)
        assert holds_coarse(connection)
        with pytest.raises(ValueError, match="TLP:CLEAR"):
            check_released(connection, Release(level="CLEAR"))
    with warehouse.open_read_only(build.path) as connection, pytest.raises(ValueError, match="more than may be told"):
        check_released(connection, GREEN)


def test_a_release_is_made_once_for_a_build_while_others_read_it(home: Path, marked: Marked) -> None:
    build = marked(rescue=[("GREEN", rescue("a", 9))])
    with warehouse.open_read_only(build.path) as connection:
        path = released_build(home, build, GREEN).path
        assert connection.execute("SELECT count(*) FROM record").fetchall() == [(1,)]
    made = path.stat().st_ino
    assert released_build(home, build, GREEN).path.stat().st_ino == made
    later = marked(rescue=[("GREEN", rescue("a", 19))])
    build.path.unlink()
    assert rows(home, later, GREEN, "persons") == [(15,)]
    assert [one.name for one in path.parent.iterdir()] == [released_build(home, later, GREEN).path.name]


@pytest.mark.parametrize(
    ("level", "audience"), [("PURPLE", "anyone"), ("clear", "anyone"), ("GREEN", "ZZ"), ("GREEN", "ke")]
)
def test_an_unknown_level_or_audience_is_refused(level: str, audience: str) -> None:
    with pytest.raises(ValueError, match="accepted are"):
        Release(level=level, audience=audience)


def test_below_amber_every_audience_is_told_of_one_file(home: Path, marked: Marked) -> None:
    build = marked(rescue=[("GREEN", rescue("a", 9)), ("AMBER", rescue("b", 9))])
    paths = {released_build(home, build, Release(level="GREEN", audience=one)).path for one in ("anyone", "KE", "UG")}
    assert len(paths) == 1
    with warehouse.open_read_only(paths.pop()) as connection:
        check_released(connection, Release(level="GREEN", audience="UG"))
    paths = {released_build(home, build, Release(level="AMBER", audience=one)).path for one in ("anyone", "KE", "UG")}
    # To anyone the whole build has nothing to hide but that it isn't public.
    assert len(paths) == 3
