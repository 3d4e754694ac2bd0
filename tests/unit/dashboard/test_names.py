"""What a search may find, recounted from the bundled files."""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dashboard.access.levels import levels_up_to
from dashboard.queries import names, records
from dashboard.state import ViewState
from etl import warehouse
from etl.derived import make_derived
from etl.pipeline import BUNDLED

CLEAR = levels_up_to("CLEAR")
COLUMNS = {
    "named_id",
    "place_id",
    "compound_id",
    "kind",
    "name",
    "name_th",
    "country",
    "longitude",
    "latitude",
    "location_precision",
    "border_country",
    "border_km",
    "border_offset_km",
    "side",
    "records",
}


def _rows(file: str) -> list[dict[str, str]]:
    with (BUNDLED / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def changed(bundled_home: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the bundled build that can be written to."""
    home = Path(shutil.copytree(bundled_home, tmp_path / "changed"))
    with duckdb.connect(str(warehouse.current_build(home).path)) as connection:
        yield connection


def test_every_place_and_compound_is_listed_once_with_its_records(bundled: duckdb.DuckDBPyConnection) -> None:
    listed = names.list_named(bundled, levels=CLEAR)
    assert set(listed.columns) == COLUMNS
    places = {f"place-{row['place_id']}" for row in _rows("places.csv")}
    compounds = {f"compound-{row['compound_id']}" for row in _rows("compounds.csv")}
    assert sorted(listed["named_id"]) == sorted(places | compounds)
    of_kk_park = listed[listed["named_id"] == "compound-kk-park"].iloc[0]
    found = records.list_records(bundled, state=ViewState(), levels=CLEAR, most=9999, compound_ids=("kk-park",))
    assert of_kk_park["records"] == len(found) > 10
    assert of_kk_park["kind"] == "compound"


def test_every_name_is_there_and_alternate_names_weigh_less(bundled: duckdb.DuckDBPyConnection) -> None:
    listed = names.list_names(bundled, levels=CLEAR)
    expected = {(f"place-{row['place_id']}", row["name_th"]) for row in _rows("places.csv") if row["name_th"]}
    for key, file in (("place", "places.csv"), ("compound", "compounds.csv")):
        for row in _rows(file):
            given = [row["name"], *(name.strip() for name in row["alt_names"].split(";") if name.strip())]
            expected |= {(f"{key}-{row[f'{key}_id']}", name) for name in given}
    assert set(zip(listed["named_id"], listed["name"], strict=True)) == expected
    of_poipet = listed[listed["named_id"] == "place-poipet"].set_index("name")["weight"]
    assert of_poipet["Poi Pet"] < of_poipet["Poipet"] <= 1
    assert of_poipet["ปอยเปต"] == of_poipet["Poipet"]


def test_what_is_above_the_level_is_not_named_nor_counted(changed: duckdb.DuckDBPyConnection) -> None:
    counts = names.list_named(changed, levels=CLEAR).set_index("named_id")["records"]
    changed.execute("UPDATE place SET release_level = 'AMBER' WHERE place_id = 'mae-sot'")
    changed.execute("UPDATE compound SET release_level = 'GREEN' WHERE compound_id = 'kk-park'")
    changed.execute("UPDATE incident SET release_level = 'RED' WHERE place_id = 'myawaddy'")
    make_derived(changed)
    for level, hidden in (("CLEAR", {"place-mae-sot", "compound-kk-park"}), ("GREEN", {"place-mae-sot"})):
        levels = levels_up_to(level)
        listed = names.list_named(changed, levels=levels)
        assert set(counts.index) - set(listed["named_id"]) == hidden
        assert not hidden & set(names.list_names(changed, levels=levels)["named_id"])
        assert listed.set_index("named_id")["records"]["place-myawaddy"] < counts["place-myawaddy"]


def test_records_are_listed_by_place(bundled: duckdb.DuckDBPyConnection) -> None:
    found = records.list_records(bundled, state=ViewState(), levels=CLEAR, most=9999, place_ids=("mae-sot",))
    assert set(found["place_name"]) == {"Mae Sot"}
    listed = names.list_named(bundled, levels=CLEAR).set_index("named_id")["records"]
    assert len(found) == listed["place-mae-sot"] > 0
