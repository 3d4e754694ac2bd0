"""The records and aggregates behind a briefing in each data format, opened with another reader than its writer."""

import csv
import io
import json
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import duckdb
import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from dashboard.briefing.data_columns import TABLES
from dashboard.briefing.data_files import DATA_FORMATS
from dashboard.briefing.keys import public_keys, signing_key
from dashboard.briefing.seal import read_manifest, sealed
from dashboard.briefing.signature import signed, verdict
from dashboard.cli import main
from etl import warehouse
from etl.derived import make_derived
from geo.cells import cell_centres, points_to_cells

ENDINGS = {"gpkg": "gpkg", "geoparquet": "zip", "kml": "kml", "csv": "zip", "xlsx": "xlsx"}
SPACE = "{http://www.opengis.net/kml/2.2}"
EXPLAINED = {"about", "sources", "columns"}
STANDARD = EXPLAINED | {
    "records",
    "compounds",
    "sector_changes",
    "sector_months",
    "sector_shares",
    "nationalities",
    "supplies",
    "statements",
}
COUNTRY = EXPLAINED | {"records", "figures", "groups", "stops", "publishers"}
FORMULA = '=HYPERLINK("http://evil.example","a")\x00\x1b[31m<script>alert(1)</script>&lt;_x0041_\ufffe]]>\u0e01\u0e33'
PLAIN = FORMULA.translate({0: None, 0x1B: None, 0xFFFE: None})
SECRET = "Not for everybody 7341"
FINE = 98.512345678

Rows = list[dict[str, Any]]


def run(home: Path, *arguments: str | Path) -> Result:
    return CliRunner(env={"MOEI_HOME": str(home)}).invoke(main, [*map(str, arguments)])


def written(home: Path, path: Path, file_format: str, *arguments: str) -> Path:
    done = run(home, "brief", "--level=CLEAR", f"--format={file_format}", *(arguments or ["--standard"]), "-o", path)
    assert done.exit_code == 0, done.output
    return path


@pytest.fixture(scope="module")
def hostile(bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a record that attacks, one above CLEAR, and one of a town that is stored too finely."""
    home = Path(shutil.copytree(bundled_home, tmp_path_factory.mktemp("hostile") / "home"))
    with duckdb.connect(warehouse.current_build(home).path) as connection:
        attack = "UPDATE incident SET summary = $text, publisher = '@SUM(1)' WHERE incident_id = 'inc-0005'"
        connection.execute(attack, {"text": FORMULA})
        connection.execute(
            "UPDATE incident SET release_level = 'AMBER', is_public = false, summary = $text, "
            "incident_id = 'inc-secret' WHERE incident_id = 'inc-0010'",
            {"text": SECRET},
        )
        incident_id, latitude = connection.execute(
            "SELECT incident_id, latitude FROM incident WHERE location_precision = 'town' ORDER BY ALL"
        ).fetchall()[0]
        (cell,) = points_to_cells([FINE], [latitude], resolution=7).tolist()
        connection.execute(
            "UPDATE incident SET longitude = $fine, h3_r7 = $cell WHERE incident_id = $incident_id",
            {"fine": FINE, "cell": cell, "incident_id": incident_id},
        )
        connection.execute("UPDATE incident SET summary = 'moei-seal-1 sha256=' WHERE incident_id = 'inc-0006'")
        make_derived(connection)
    return home


@pytest.fixture(scope="module")
def made(hostile: Path) -> Callable[[str], Path]:
    """A standard brief's data of each format, made once."""

    def of(file_format: str) -> Path:
        path = hostile.parent / file_format / f"x.{ENDINGS[file_format]}"
        if path.exists():
            return path
        path.parent.mkdir()
        return written(hostile, path, file_format)

    return of


def of_gpkg(path: Path) -> dict[str, Rows]:
    names = [name for name in pyogrio.list_layers(path)[:, 0] if name != "manifest"]
    frames = {name: pyogrio.read_dataframe(path, layer=name) for name in names}
    return {name: frame.drop(columns="geometry", errors="ignore").to_dict("records") for name, frame in frames.items()}


def of_parquet(path: Path) -> dict[str, Rows]:
    with zipfile.ZipFile(path) as opened:
        names = [name for name in opened.namelist() if name.endswith(".parquet")]
        read = {name.split("-")[0]: pq.read_table(io.BytesIO(opened.read(name))) for name in names}
    return {
        name: one.drop_columns([c for c in ["geometry"] if c in one.column_names]).to_pylist()
        for name, one in read.items()
    }


def of_kml(path: Path) -> dict[str, Rows]:
    document = ElementTree.parse(path).getroot()[0]
    return {
        str(folder.findtext(f"{SPACE}name")): [
            {str(one.get("name")): one.text for one in mark.iter(f"{SPACE}SimpleData")}
            for mark in folder.iter(f"{SPACE}Placemark")
        ]
        for folder in document.iter(f"{SPACE}Folder")
    }


def of_csv(path: Path) -> dict[str, Rows]:
    with zipfile.ZipFile(path) as opened:
        names = [name for name in opened.namelist() if name.endswith(".csv")]
        texts = {name.split("-")[0]: opened.read(name).decode("utf-8-sig") for name in names}
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}


def of_xlsx(path: Path) -> dict[str, Rows]:
    book = CalamineWorkbook.from_path(path)
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names if name != "manifest"}
    return {name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for name, rows in sheets.items()}


READERS = {"gpkg": of_gpkg, "geoparquet": of_parquet, "kml": of_kml, "csv": of_csv, "xlsx": of_xlsx}


def opened(path: Path, file_format: str) -> dict[str, Rows]:
    """Each table's rows, without what a row has no value for."""
    return {
        name: [{column: value for column, value in row.items() if not (pd.isna(value) or value == "")} for row in rows]
        for name, rows in READERS[file_format](path).items()
    }


def unpacked(path: Path) -> bytes:
    """All bytes of a file, those in a zip as they are read."""
    content = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as read:
        return content + b"".join(read.read(name) for name in read.namelist())


@pytest.mark.parametrize("file_format", DATA_FORMATS)
def test_every_table_is_there_with_the_columns_meant_for_release(made: Callable[[str], Path], file_format: str) -> None:
    tables = opened(made(file_format), file_format)
    assert set(tables) == STANDARD
    for name, rows in tables.items():
        assert rows, name
        assert {column for row in rows for column in row} <= set(TABLES[name]), name
    manifest = read_manifest(made(file_format).read_bytes())["records"]
    ids = {f"{row['layer']}:{row['event_id']}" for row in tables["records"]}
    assert ids | {f"compound:{row['compound_id']}" for row in tables["compounds"]} == set(manifest)
    described = {(row["table_name"], row["column_name"]) for row in tables["columns"]}
    assert described == {(name, column) for name in tables for column in TABLES[name]}


def test_all_formats_say_the_same(made: Callable[[str], Path]) -> None:
    found = {name: opened(made(name), name) for name in DATA_FORMATS}
    for table, column in [("records", "event_id"), ("records", "longitude"), ("sector_months", "events")]:
        values = [[str(row.get(column, "")).removesuffix(".0") for row in of[table]] for of in found.values()]
        assert all(one == values[0] for one in values), (table, column)
    codes = {read_manifest(made(name).read_bytes())["code"] for name in DATA_FORMATS}
    assert len(codes) == 1


@pytest.mark.parametrize("file_format", DATA_FORMATS)
def test_a_file_says_what_it_is_of_and_what_it_leaves_out(
    hostile: Path, made: Callable[[str], Path], file_format: str
) -> None:
    build = warehouse.current_build(hostile)
    told = "\n".join(f"{row['subject']}: {row['told']}" for row in opened(made(file_format), file_format)["about"])
    for words in (
        "Release marking: TLP:CLEAR",
        "As of: 13 March 2026 (2026-03-13)",
        "Period: Every report to 13 March 2026",
        build.build_id,
        "Left out: Records above TLP:CLEAR",
        "published with Moei under Apache-2.0",
        "imply no opinion",
        "no finer than it is drawn",
    ):
        assert words in told
    rows = opened(made(file_format), file_format)["records"]
    nowhere = sum("longitude" not in row for row in rows)
    assert f"records: {nowhere} of {len(rows)} rows have no point" in told


@pytest.mark.parametrize("file_format", DATA_FORMATS)
def test_nothing_above_the_level_is_in_any_byte(made: Callable[[str], Path], file_format: str) -> None:
    content = unpacked(made(file_format))
    assert b"inc-0009" in content
    for word in (SECRET, "inc-secret", "AMBER"):
        assert word.encode() not in content
        assert word.encode("utf-16-le") not in content


@pytest.mark.parametrize("file_format", DATA_FORMATS)
def test_no_point_is_finer_than_it_is_drawn(hostile: Path, made: Callable[[str], Path], file_format: str) -> None:
    path = made(file_format)
    with warehouse.open_read_only(warehouse.current_build(hostile).path) as connection:
        stored = {
            f"{layer}:{event_id}": (precision, longitude, cell)
            for layer, event_id, precision, longitude, cell in connection.execute(
                "SELECT layer, event_id, location_precision, longitude, "
                "CASE location_precision WHEN 'town' THEN h3_r7 WHEN 'district' THEN h3_r6 END FROM record"
            ).fetchall()
        }
    seen = set()
    for row in opened(path, file_format)["records"]:
        precision, longitude, cell = stored[f"{row['layer']}:{row['event_id']}"]
        seen.add(precision)
        if precision in ("town", "district"):
            (centre,), _ = cell_centres([cell])
            assert float(row["longitude"]) == round(centre, {"town": 3, "district": 2}[precision])
            assert float(row["radius_km"]) == {"town": 5, "district": 20}[precision]
        elif precision == "site":
            assert float(row["longitude"]) == round(longitude, 4)
        else:
            assert not {"longitude", "latitude", "h3_cell"} & row.keys()
            assert row["not_mapped"] in ("province", "country", "unknown")
    assert seen >= {"site", "town", "district", "province", "country"}
    content = unpacked(path)
    assert str(FINE)[:7].encode() not in content
    assert struct.pack("<d", FINE) not in content


@pytest.mark.parametrize("file_format", DATA_FORMATS)
def test_what_a_record_says_stays_text(made: Callable[[str], Path], file_format: str) -> None:
    path = made(file_format)
    (row,) = (one for one in opened(path, file_format)["records"] if one["event_id"] == "inc-0005")
    before = "'" if file_format == "csv" else ""
    expected = PLAIN.translate({ord("<"): "‹", ord(">"): "›"}) if file_format == "kml" else PLAIN
    assert row["summary"] == before + expected
    assert row["publisher"] == before + "@SUM(1)"


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(made: Callable[[str], Path]) -> None:
    with zipfile.ZipFile(made("xlsx")) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
        for name in sheets:
            ElementTree.fromstring(book.read(name))
            assert b"<f>" not in book.read(name)
            assert b"hyperlink" not in book.read(name).lower()
    row = next(one for one in opened(made("xlsx"), "xlsx")["records"] if one["event_id"] == "inc-0005")
    assert row["is_activity"] is True


def test_the_text_of_a_kml_holds_no_markup_once_it_is_read(made: Callable[[str], Path]) -> None:
    read = ElementTree.parse(made("kml"))
    assert not [one.text for one in read.iter() if one.text and set("<>") & set(one.text)]
    layers = dict(pyogrio.list_layers(made("kml")).tolist())
    assert set(layers) == STANDARD
    frame = pyogrio.read_dataframe(made("kml"), layer="records")
    assert frame.geometry.notna().sum() > 500


def test_places_are_points_in_wgs_84(made: Callable[[str], Path]) -> None:
    frame = gpd.read_file(made("gpkg"), layer="records")
    with zipfile.ZipFile(made("geoparquet")) as read:
        name = next(name for name in read.namelist() if name.startswith("records-TLP-CLEAR"))
        content = read.read(name)
    other = gpd.read_parquet(io.BytesIO(content))
    for rows in (frame, other):
        assert rows.crs.to_epsg() == 4326
        placed = rows[rows.geometry.notna()]
        assert (placed.geometry.x == placed["longitude"]).all()
        assert rows[rows.geometry.isna()]["longitude"].isna().all()
    assert ["Release marking", "TLP:CLEAR"] in json.loads(pq.read_metadata(io.BytesIO(content)).metadata[b"moei"])
    with sqlite3.connect(made("gpkg")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.mark.parametrize("file_format", DATA_FORMATS)
def test_the_same_build_gives_the_same_bytes_and_is_verified(
    hostile: Path, made: Callable[[str], Path], tmp_path: Path, file_format: str
) -> None:
    path = made(file_format)
    again = written(hostile, tmp_path / f"again.{ENDINGS[file_format]}", file_format)
    assert again.read_bytes() == path.read_bytes()
    done = run(hostile, "verify", shutil.copy(path, tmp_path / "renamed"))
    assert done.exit_code == 0, done.output
    assert "untouched" in done.output
    assert f"standard brief, {file_format}, en, TLP:CLEAR" in done.output
    assert "the same byte for byte" in done.output
    lines = [
        json.loads(line) for line in (hostile / "audit" / "exports.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert any(line["file"] == again.name and line["asked"]["format"] == file_format for line in lines)


@pytest.mark.parametrize("file_format", DATA_FORMATS)
def test_any_changed_byte_is_seen(hostile: Path, made: Callable[[str], Path], file_format: str) -> None:
    content = made(file_format).read_bytes()
    keys = public_keys(hostile)
    assert verdict(content, keys).state == "untouched"
    random = Random(7)
    for place in [*random.sample(range(len(content)), 60), *range(len(content) - 200, len(content)), *range(16)]:
        other = bytes([content[place] ^ (1 << random.randrange(8))])
        assert verdict(content[:place] + other + content[place + 1 :], keys).state != "untouched", place
    for changed in (content + b"\n", content[:-1], b"\n" + content, content[: len(content) // 2]):
        assert verdict(changed, keys).state != "untouched"


def test_a_file_sealed_anew_is_not_what_its_build_says(
    hostile: Path, made: Callable[[str], Path], tmp_path: Path
) -> None:
    content = made("kml").read_bytes()
    body = content[: content.rindex(b"<!-- moei-seal")].replace(b"<name>inc-0005", b"<name>inc-0007", 1)
    (tmp_path / "x.kml").write_bytes(signed(sealed(body, "kml"), signing_key(hostile)))
    done = run(hostile, "verify", tmp_path / "x.kml")
    assert (done.exit_code, "DOES NOT SAY THIS" in done.output) == (1, True)


def test_the_seal_of_a_zip_is_its_comment(made: Callable[[str], Path]) -> None:
    for file_format in ("geoparquet", "csv", "xlsx"):
        with zipfile.ZipFile(made(file_format)) as read:
            assert read.comment.startswith(b"\nmoei-seal-2 key=")
            assert read.testzip() is None


@pytest.mark.parametrize("file_format", DATA_FORMATS)
def test_a_full_disk_is_told_and_leaves_nothing(bundled_home: Path, tmp_path: Path, file_format: str) -> None:
    pytest.importorskip("resource")
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000));"
        "sys.dont_write_bytecode = True;"
        "from dashboard.cli import main; main(prog_name='moei')"
    )
    told = ["brief", "--standard", "--level=CLEAR", f"--format={file_format}", "-o", f"x.{ENDINGS[file_format]}"]
    environment = {**os.environ, "MOEI_HOME": str(bundled_home), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code, *told], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert f"Error: x.{ENDINGS[file_format]}: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("file_format", DATA_FORMATS)
def test_records_made_up_for_testing_are_marked_as_such(bundled_home: Path, tmp_path: Path, file_format: str) -> None:
    home = Path(shutil.copytree(bundled_home, tmp_path / "home"))
    with duckdb.connect(warehouse.current_build(home).path) as connection:
        connection.execute("UPDATE build SET is_synthetic = true")
        connection.execute("UPDATE rescue SET is_synthetic = true WHERE nationality = 'KE'")
        make_derived(connection)
    path = written(home, tmp_path / f"x.{ENDINGS[file_format]}", file_format, "--country=KE")
    tables = opened(path, file_format)
    assert tables["about"][0]["told"].startswith("SYNTHETIC RECORDS")
    marked = {str(row["is_synthetic"]).lower() for row in tables["records"] if row["layer"] == "rescue"}
    assert marked <= {"true", "1", "1.0"}
    if file_format in ("kml", "xlsx"):
        assert b"TLP:CLEAR \xc2\xb7 SYNTHETIC RECORDS" in unpacked(path)


def test_a_text_longer_than_a_cell_is_cut_in_a_workbook_alone(bundled_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(bundled_home, tmp_path / "home"))
    with duckdb.connect(warehouse.current_build(home).path) as connection:
        connection.execute("UPDATE rescue SET summary = repeat('long ', 8000) WHERE nationality = 'KE'")
        make_derived(connection)
    found = {}
    for file_format in ("xlsx", "csv"):
        path = written(home, tmp_path / f"{file_format}.{ENDINGS[file_format]}", file_format, "--country=KE")
        rows = opened(path, file_format)["records"]
        found[file_format] = next(row["summary"] for row in rows if row["layer"] == "rescue")
    assert (len(found["xlsx"]), len(found["csv"])) == (32_767, 40_000)
    assert found["xlsx"].endswith(" […]")


@pytest.mark.parametrize("start", [b"SQLite format 3\0", b"PK\x03\x04"])
def test_a_sealed_file_that_holds_nothing_is_told(hostile: Path, tmp_path: Path, start: bytes) -> None:
    content = sealed(start + b"\0\0", "zip" if start[:2] == b"PK" else "gpkg")
    (tmp_path / "x").write_bytes(signed(content, signing_key(hostile)))
    done = run(hostile, "verify", tmp_path / "x")
    assert (done.exit_code, "no manifest" in done.output) == (1, True)
    assert "Traceback" not in done.output


@pytest.mark.parametrize("file_format", DATA_FORMATS)
def test_a_country_s_data_is_of_its_people_alone_in_thai(bundled_home: Path, tmp_path: Path, file_format: str) -> None:
    path = written(bundled_home, tmp_path / f"ke.{ENDINGS[file_format]}", file_format, "--country=ke", "--lang=th")
    tables = opened(path, file_format)
    assert set(tables) == COUNTRY
    assert {row["nationality"] for row in tables["records"]} == {"KE"}
    assert len({str(row["is_new"]) for row in tables["records"]}) == 2
    told = {row["subject"]: row["told"] for row in tables["about"]}
    assert told["ระดับการเผยแพร่"] == "TLP:CLEAR"
    assert "2569" in told["ข้อมูลถึง"]
    assert any("\u0e00" < letter < "\u0e7f" for letter in tables["columns"][0]["description"])


@pytest.mark.parametrize("file_format", DATA_FORMATS)
def test_a_country_without_records_is_told_so(bundled_home: Path, tmp_path: Path, file_format: str) -> None:
    path = written(bundled_home, tmp_path / f"fj.{ENDINGS[file_format]}", file_format, "--country=FJ")
    tables = opened(path, file_format)
    assert not tables["records"]
    assert any("No record" in row["told"] for row in tables["about"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--standard", "--format=shp", "-o", "x.shp"], "'gpkg', 'geoparquet', 'kml', 'csv', 'xlsx'"),
        (["--standard", "--format=gpkg", "-o", "nowhere/x.gpkg"], "The folder nowhere doesn't exist"),
        (["--standard", "--format=csv", "-o", "x.csv"], "end the name in .zip"),
        (["--scene=border", "--format=kml", "-o", "x.kml"], "--standard or --country"),
        (["--country=ZZ", "--format=kml", "-o", "x.kml"], "is no country"),
        (["--standard", "--format=svg", "-o", "x.svg"], "pdf, pptx, html, gpkg, geoparquet, kml, csv, xlsx"),
    ],
)
def test_what_cannot_be_made_is_told_with_what_can(
    bundled_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(bundled_home, "brief", "--level=CLEAR", *arguments)
    assert done.exit_code != 0
    assert told in " ".join(done.output.split())
    assert not list(tmp_path.iterdir())
