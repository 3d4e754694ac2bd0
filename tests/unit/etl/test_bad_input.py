"""Every kind of bad file, through the command that people type: words, exit code, and the good build as it was."""

import gzip
import io
import random
import zipfile

import pytest

from etl import pipeline, warehouse

KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
PLACEMARK = "<Placemark><name>A</name><Point><coordinates>{}</coordinates></Point></Placemark>"

DATA = "<ExtendedData><Data name='kind'><value>town</value></Data><Data name='country'><value>TH</value></Data>"
SOUTH, NORTH = (
    PLACEMARK.format(point).replace("<Point>", f"{DATA}</ExtendedData><Point>") for point in ("98.5,16.7", "98.5,166.2")
)


def zipped(**members):
    """A zip file of these members; a dot in a name is written as two underscores."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def good_home(tmp_path_factory, descriptions):
    """A home whose one good record every load must leave as it is; each bad file is loaded into it in turn."""
    folder = tmp_path_factory.mktemp("bad-input")
    header = ",".join(descriptions["incident"].columns)
    (folder / "good.csv").write_text(f"{header}\n{incident(header, incident_id='good')}\n", encoding="utf-8")
    pipeline.load(folder / "home", [folder / "good.csv"])
    return folder / "home"


def incident(header, **values):
    """A right incident as a row of a bundled file's columns."""
    least = {"incident_id": "x", "kind": "raid", "country_code": "MM", "publisher": "The Paper"}
    return ",".join((least | values).get(name, "") for name in header.split(","))


HEADER = (
    "incident_id,date,end_date,kind,country_code,admin1,place_id,compound_id,lat,lon,location_precision,"
    "persons_arrested,persons_found,seized_thb,devices_seized,summary,agencies,source_url,publisher,source_date"
)
ROWS = f"{HEADER}\n{incident(HEADER, incident_id='one')}\n{incident(HEADER, incident_id='two')}\n"
GDELT = ["1"] * 61

REFUSED_WHOLE = {
    "empty.csv": (b"", "found an empty file"),
    "twice.csv": (ROWS.replace("admin1", "kind", 1).encode(), "found columns named twice: 'kind'"),
    "noise.csv": (b"\xff" + random.Random(4).randbytes(4000), "a header that is not"),
    "half.csv.gz": (gzip.compress(random.Random(4).randbytes(4000))[:-500], "a gzip file that can't be unpacked"),
    "half.zip": (zipped(a__csv=ROWS)[:-40], "a zip file that can't be unpacked"),
    "half.xlsx": (zipped(**{"[Content_Types]__xml": "", "xl/workbook__xml": "<workbook>"}), "a workbook that can't"),
    "half.kmz": (zipped(doc__kml=KML.format(PLACEMARK))[:60], "a KMZ file that can't be unpacked"),
    "half.kml": (KML.format(PLACEMARK)[:-20].encode(), "KML that breaks off"),
    "half.json": (b'[{"a": 1}, {"a": ', "JSON that breaks off"),
    "half.parquet": (b"PAR1" + b"\0" * 100, "a Parquet file that can't be read"),
    "half.gpkg": (b"SQLite format 3\0" + b"\0" * 200, "a GeoPackage that can't be read"),
    "nested.zip": (zipped(inner__zip=zipped(a__csv=ROWS)), "an archive within an archive"),
    "nested.kmz": (zipped(doc__kml=KML.format(""), inner__kmz="x"), "an archive within an archive"),
    "bomb.zip": (zipped(a__csv=b"0" * (80 << 20)), "that unpack to more than"),
    "bomb.csv.gz": (gzip.compress(b"0" * (80 << 20)), "that unpack to more than"),
    "page.xls": (b"<html><table><tr><td>1</td></tr></table></html>", "found a web page"),
    "entities.kml": (b'<!DOCTYPE x [<!ENTITY a "b">]>' + KML.format("").encode(), "XML that declares entities"),
    "20250101.export.CSV": (";".join(GDELT).encode(), "found fields separated by semicolons"),
    "nobody.csv": (b"a,b\n1,2\n", "found columns that no source has: a, b"),
}
"""Name of a file -> its content, and a part of what is said of it."""

REFUSED_ROWS = {
    "cut.csv": (ROWS[:-20].encode(), "line 3: found "),
    "long.csv": (f"{ROWS}three,{'x' * 10_000_000}\n".encode(), "line 4: found a value that is longer"),
    "nul.csv": (ROWS.replace("two", "t\0wo").encode(), "line 3, column incident_id"),
    "mixed.csv": (
        ROWS.replace("one,", "หนึ่ง,").encode() + incident(HEADER, incident_id="สาม").encode("cp874"),
        "line 4",
    ),
    "quote.csv": (ROWS.encode() + b'"three,\n', "line 4: found a quotation mark"),
    "north.kml": (KML.format(NORTH + SOUTH).encode(), "line 1, column moei:latitude: found longitude 98.5"),
    "far.json": (b'[{"incident_id": "a", "kind": "?"}]', "found columns that no source has"),
}
"""The same for files of which single rows are refused."""


def held(home):
    """Ids of the current records, and whether the build passes for a good one."""
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        return {key for (key,) in connection.execute("SELECT event_id FROM record").fetchall()}


@pytest.mark.parametrize("name", REFUSED_WHOLE)
def test_a_bad_file_is_refused_in_words_and_changes_nothing(moei, good_home, tmp_path, name):
    content, words = REFUSED_WHOLE[name]
    (tmp_path / name).write_bytes(content)
    before = held(good_home)
    result = moei("load", tmp_path / name, "--strict", home=good_home)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert f"rejected: {name}" in result.stdout
    assert words in result.stdout
    assert held(good_home) == before
    assert not (good_home / "scratch").exists()


@pytest.mark.parametrize("name", REFUSED_ROWS)
def test_a_bad_row_costs_that_row_and_its_line_is_named(moei, good_home, tmp_path, name):
    content, words = REFUSED_ROWS[name]
    (tmp_path / name).write_bytes(content)
    result = moei("load", tmp_path / name, "--strict", home=good_home)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert words in result.stdout
    assert {"good"} <= held(good_home) <= {"good", "one", "two", "หนึ่ง"}


def test_a_header_alone_is_no_fault(moei, good_home, tmp_path):
    (tmp_path / "alone.csv").write_text(f"{HEADER}\n", encoding="utf-8")
    before = held(good_home)
    assert moei("load", tmp_path / "alone.csv", "--strict", home=good_home).exit_code == 0
    assert held(good_home) == before


def test_codes_that_excel_ate_are_refused_with_the_reason(moei, good_home, tmp_path):
    values = {0: "1", 1: "20250105", 26: "12", 51: "4", 53: "BM", 56: "16.7", 57: "98.5"}
    line = "\t".join(values.get(place, "") for place in range(61))
    (tmp_path / "20250105.export.CSV").write_text(f"{line}\n", encoding="utf-8")
    result = moei("load", tmp_path / "20250105.export.CSV", "--strict", home=good_home)
    assert result.exit_code == 1
    assert "without its leading zero, which Excel drops" in result.stdout
