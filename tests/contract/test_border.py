"""What is true of the bundled records' places along the border, and what a broken reference file does to a load."""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from etl import reference, warehouse
from etl.contract.tables import LOADED_TABLES
from etl.place import BORDER_PRECISIONS
from etl.warehouse import PROJECT

CONFLICTS = Path(__file__).with_name("side_conflicts.csv")
ORDER_FROM_NORTH = (
    "tachileik",
    "shwe-kokko",
    "x-friendship-bridge-2",
    "myawaddy",
    "kk-park",
    "waw-lay",
    "x-three-pagodas",
    "x-ban-phu-nam-ron",
    "x-singkhon",
    "kawthaung",
)


@pytest.fixture(scope="module")
def stands(bundled):
    """Id of a place or a compound -> neighbour, km, offset and side; a compound's where both have the id."""
    columns = "border_country, border_km, border_offset_km, side, side_conflict"
    rows = bundled.execute(
        f"SELECT place_id, {columns} FROM place UNION ALL SELECT compound_id, {columns} FROM compound"
    ).fetchall()
    return {row[0]: row[1:] for row in rows}


def test_places_and_compounds_stand_along_the_border_with_myanmar_in_their_order(stands):
    found = [stands[name] for name in ORDER_FROM_NORTH]
    assert {row[0] for row in found} == {"MM"}
    kilometres = [row[1] for row in found]
    assert kilometres == sorted(kilometres)


@pytest.mark.parametrize("name", ["kk-park", "kk-park-ii", "shwe-kokko", "myawaddy"])
def test_the_compounds_by_the_moei_are_on_the_myanmar_side(stands, name):
    neighbour, _, offset, side, is_conflict = stands[name]
    assert (neighbour, side, is_conflict) == ("MM", "MM", False)
    assert 0 < offset < 1


@pytest.mark.parametrize("name", ["payathonzu", "x-three-pagodas"])
def test_the_three_pagodas_pass_is_within_300_metres_of_the_line(stands, name):
    assert abs(stands[name][2]) < 0.3


def test_exactly_these_places_and_compounds_stand_across_the_border(bundled_home, moei):
    with CONFLICTS.open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    printed = moei("status", "--json", "--side-conflicts", home=bundled_home)
    found = json.loads(printed.output)["side_conflicts"]
    assert [{**row, "distance_km": f"{row['distance_km']:.2f}"} for row in found] == [
        {name: row[name] for name in ("thing", "id", "name", "country", "side", "distance_km")} for row in expected
    ]
    assert all(row["looked_at"] for row in expected)
    assert "ap-cnx" not in {row["id"] for row in found}


def test_side_conflicts_are_listed_only_when_asked_for(bundled_home, moei):
    assert "side_conflicts" not in json.loads(moei("status", "--json", home=bundled_home).output)
    assert "across the border" not in moei("status", home=bundled_home).output
    table = moei("status", "--side-conflicts", home=bundled_home, columns=80).output
    assert "27 places and compounds stand across the border" in table
    assert re.search(r"^place +x-three-pagodas +Three Pagodas Pass +TH +MM +0\.08$", table, re.M)


def test_every_table_has_the_border_where_it_is_near_and_the_point_is_fine_enough(bundled):
    lines = reference.read_border_lines()
    for table in LOADED_TABLES:
        rows = bundled.execute(
            "SELECT longitude, latitude, location_precision, country, border_country, border_km, border_offset_km,"
            f" side, side_conflict FROM {table.name} WHERE valid_to IS NULL"
        ).fetchall()
        assert any(row[4] for row in rows)
        for longitude, latitude, precision, country, *found in rows:
            if longitude is None or precision not in BORDER_PRECISIONS:
                assert found == [None] * 5
                continue
            places = lines.locate([longitude], [latitude])
            neighbour = places.neighbour[0] or None
            if neighbour is None:
                assert found == [None] * 5
                continue
            side = neighbour if places.offset_km[0] > 0 else "TH"
            assert found[0] == neighbour
            assert found[1:3] == pytest.approx([places.border_km[0], places.offset_km[0]])
            assert found[3] == side
            known = country in {"TH", "MM", "LA", "KH", "MY"}
            assert found[4] is (((country == "TH") != (side == "TH")) if known else None)


def test_the_country_and_the_point_of_a_place_across_the_border_are_as_given(bundled, descriptions):
    path = PROJECT / "data" / "raw" / "open_source" / descriptions["place"].file
    with path.open(encoding="utf-8-sig", newline="") as file:
        given = {row["place_id"]: row for row in csv.DictReader(file)}
    rows = bundled.execute("SELECT place_id, country, longitude, latitude FROM place WHERE side_conflict").fetchall()
    assert len(rows) == 19
    for place_id, country, longitude, latitude in rows:
        row = given[place_id]
        assert (country, longitude, latitude) == (row["country_code"], float(row["lon"]), float(row["lat"]))


@pytest.mark.parametrize("content", [None, "", "{}", '{"features": []}', '{"features": [{"properties": {}}]}', "[1]"])
def test_a_missing_or_broken_border_file_stops_the_load_and_says_how_to_rebuild_it(
    loaded_home, moei, write_rows, tmp_path, monkeypatch, content
):
    path = tmp_path / "border_lines.geojson"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(reference, "BORDER_LINES", path)
    before = warehouse.current_build_id(loaded_home)
    result = moei("load", write_rows("place", {"place_id": "new"}), home=loaded_home)
    assert result.exit_code == 1
    assert f"The reference file {path} can't be used" in result.output
    assert "make reference" in result.output
    assert warehouse.current_build_id(loaded_home) == before
    assert not list((loaded_home / "builds").glob("*.partial*"))


def test_a_border_file_without_one_neighbour_is_named(tmp_path, monkeypatch):
    data = json.loads(reference.BORDER_LINES.read_text(encoding="utf-8"))
    data["features"] = [feature for feature in data["features"] if feature["properties"].get("neighbour") != "KH"]
    path = tmp_path / "border_lines.geojson"
    path.write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setattr(reference, "BORDER_LINES", path)
    with pytest.raises(ValueError, match="KeyError: 'KH'"):
        reference.read_border_lines()


def test_the_table_in_the_method_is_what_its_command_prints(bundled_home):
    page = (PROJECT / "docs" / "method.md").read_text(encoding="utf-8")
    [command] = re.findall(r"<<'END'\n(.*?)\nEND\n", page, re.S)
    run = subprocess.run(
        [sys.executable, "-c", command],
        cwd=PROJECT,
        env=os.environ | {"MOEI_HOME": str(bundled_home)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(run.stdout.splitlines()) == 10
    assert run.stdout in page


def test_the_lengths_in_the_method_are_those_of_the_lines():
    page = (PROJECT / "docs" / "method.md").read_text(encoding="utf-8")
    for country, length in reference.read_border_lines().length_km.items():
        assert re.search(rf"^\| {country} \|.*\| {length:,.1f} \|", page, re.M)
