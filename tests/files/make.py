"""
Write the example files of every format: `PYTHONPATH=. python tests/files/make.py`.

All but `station.xlsx` hold the same three rows; all tell of nothing that happened. `example.xls` needs xlwt (`pip
install xlwt` in an environment of its own; it is no longer maintained, so no requirement) and stays as it is without.
"""

import contextlib
import csv
import gzip
import io
import json
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import shapely
import xlsxwriter
from pyarrow import parquet

FOLDER = Path(__file__).parent
TITLE = "Example made for the tests of Moei: nothing in it happened"
HEADER = ["example_id", "ชื่อ", "seen_at", "count", "longitude", "latitude"]
ROWS: list[list[Any]] = [
    ["007", "ตัวอย่าง ก", date(2025, 1, 2), 1, 98.564, 16.626],
    ["008", 'said "x", then\nstopped', date(2025, 1, 3), 20, 98.5, 16.7],
    ["009", "<b>=1+1</b>", date(2025, 2, 28), 3, 100.25, 13.75],
]
FIXED = (2025, 1, 1, 0, 0, 0)


def texts() -> list[list[str]]:
    """The rows as text."""
    return [[value.isoformat() if isinstance(value, date) else str(value) for value in row] for row in ROWS]


def delimited(delimiter: str, *, newline: str = "\n") -> str:
    """The table with delimiters."""

    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline)
    writer.writerows([HEADER, *texts()])
    return text.getvalue()


def write_delimited() -> None:
    """Files of text, one for each way in which they come."""
    plain = delimited(",")
    tags = "#meta+id,#adm1+name,#date,#affected,#geo+lon,#geo+lat\n"
    head, rest = plain.split("\n", 1)
    by_name = {
        "comma.csv": plain.encode(),
        "semicolon.csv": delimited(";").encode("utf-8-sig"),
        "tab.tsv": delimited("\t", newline="\r\n").encode(),
        "bar.txt": delimited("|").encode(),
        "utf16.csv": delimited("\t", newline="\r\n").encode("utf-16"),
        "tis620.csv": plain.encode("cp874"),
        "titled.csv": f"{TITLE}\n\nMade on,1 January 2025,,,,\n{plain}".encode(),
        "hxl.csv": f"{head}\n{tags}{rest}".encode(),
        "header_only.csv": f"{head}\n".encode(),
        "headless.csv": rest.encode(),
        "twice.csv": plain.replace("count", "seen_at", 1).encode(),
        "mixed.csv": plain.encode() + ",ตัวอย่าง,2025-01-01,1,98.5,16.7\n".encode("cp874"),
        "western.csv": plain.replace("ตัวอย่าง ก", "café", 1).replace("ชื่อ", "name").encode("latin-1"),
    }
    for name, content in by_name.items():
        (FOLDER / name).write_bytes(content)


def write_xlsx() -> None:
    """A workbook with a title, a merged header, several sheets, an error, a formula, and a hidden sheet."""
    with xlsxwriter.Workbook(FOLDER / "example.xlsx") as workbook:
        workbook.set_properties({"created": datetime(*FIXED), "title": TITLE})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet = workbook.add_worksheet("ข้อมูล")
        sheet.merge_range("A1:F1", TITLE)
        sheet.write_row("A3", HEADER)
        for number, row in enumerate(ROWS, start=3):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif isinstance(value, str):
                    sheet.write_string(number, column, value)
                else:
                    sheet.write(number, column, value)
        sheet.write_string("A7", "010")
        sheet.write_formula("D7", "=1/0", None, "#DIV/0!")
        sheet.write_string("A8", "011")
        sheet.write_formula("D8", "=D4+D5", None, 21)
        workbook.add_worksheet("empty")
        hidden = workbook.add_worksheet("hidden")
        hidden.write_row("A1", HEADER[:2])
        hidden.write_row("A2", ["012", TITLE])
        hidden.hide()


def write_station() -> None:
    """A station's sheet as nobody has described it: a title, Thai headers and digits, Buddhist dates, MGRS."""
    rows = [
        ["๑", "๑๕ ม.ค. ๒๕๖๘", "จับกุม", "ไทย", "แม่สอด", "MU 534382", "๓", TITLE],
        ["๒", "16/01/2568", "ตรวจค้น", "ไทย", "แม่สอด", "MU 5612 3821", "12", TITLE],
        ["๓", "3-5 ก.พ. 2568", "จับกุม", "ไทย", "แม่สอด", "", "ราว 30 คน", TITLE],
        ["๔", "6 ก.พ. 2568", "จับกุม", "ไทย", "จังหวัดตาก", "", "1", TITLE],
    ]
    with xlsxwriter.Workbook(FOLDER / "station.xlsx") as workbook:
        workbook.set_properties({"created": datetime(*FIXED), "title": TITLE})
        sheet = workbook.add_worksheet("มกราคม")
        sheet.merge_range("A1:H1", TITLE)
        sheet.write_row("A3", ["ที่", "วันที่รับแจ้งเหตุ", "เหตุ", "ประเทศ", "พื้นที่", "พิกัดทางทหาร", "ผู้ต้องหา", "เรื่องย่อ"])
        for number, row in enumerate(rows, start=3):
            sheet.write_row(number, 0, row)


def write_xls() -> None:
    """The table in the format of old Excel."""
    with contextlib.suppress(ModuleNotFoundError):
        import xlwt

        workbook = xlwt.Workbook(encoding="utf-8")
        day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
        sheet = workbook.add_sheet("Sheet1")
        sheet.write_merge(0, 0, 0, 5, TITLE)
        for number, row in enumerate([HEADER, *ROWS], start=1):
            for column, value in enumerate(row):
                sheet.write(number, column, value, *([day] if isinstance(value, date) else []))
        workbook.save(str(FOLDER / "example.xls"))


def features() -> list[dict[str, Any]]:
    """The rows as GeoJSON."""
    return [
        {
            "type": "Feature",
            "properties": dict(zip(HEADER[:4], row, strict=False)),
            "geometry": {"type": "Point", "coordinates": row[4:]},
        }
        for row in ROWS
    ]


def write_json() -> None:
    """JSON in its several ways."""

    def text(value: object, indent: int | None = None) -> str:
        return json.dumps(value, ensure_ascii=False, default=str, indent=indent)

    records = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    area = [[98.0, 16.0], [99.0, 16.0], [99.0, 17.0], [98.0, 17.0], [98.0, 16.0]]
    shapes = [
        *features(),
        {
            "type": "Feature",
            "properties": {"example_id": "010"},
            "geometry": {"type": "Polygon", "coordinates": [area]},
        },
        {"type": "Feature", "properties": {"example_id": "011"}, "geometry": None},
        {
            "type": "Feature",
            "properties": {"example_id": "012"},
            "geometry": {"type": "Point", "coordinates": [98, 166]},
        },
    ]
    by_name = {
        "array.json": text(records, 1),
        "object.json": text({"title": TITLE, "records": records}, 1),
        "lines.jsonl": "".join(f"{text(record)}\n" for record in records),
        "places.geojson": text({"type": "FeatureCollection", "name": TITLE, "features": shapes}),
    }
    for name, content in by_name.items():
        (FOLDER / name).write_text(content, encoding="utf-8")


KML = f"""<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>{TITLE}</name>
<NetworkLink><name>elsewhere</name><Link><href>http://example.invalid/more.kml</href></Link></NetworkLink>
<Folder><name>outer</name><Folder><name>inner</name>
<Placemark><name>007</name><description><![CDATA[<b>bold</b>]]></description>
<ExtendedData><Data name="ชื่อ"><value>ตัวอย่าง ก</value></Data></ExtendedData>
<TimeStamp><when>2025-01-02</when></TimeStamp><Point><coordinates>98.564,16.626,0</coordinates></Point></Placemark>
</Folder></Folder>
<Placemark><name>008</name><Point><coordinates>98.5,167</coordinates></Point></Placemark>
<Placemark><name>009</name><LineString><coordinates>98,16 98,17 99,17</coordinates></LineString></Placemark>
<Placemark><name>010</name><Point><coordinates>north of here</coordinates></Point></Placemark>
<Placemark><name>011</name></Placemark>
</Document></kml>
"""


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file whose bytes are the same each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED), content)
    return buffer.getvalue()


def write_packed() -> None:
    """KML, and what holds other files."""
    kml, kmz = KML.encode(), zipped({"doc.kml": KML.encode(), "files/icon.png": b"no picture"})
    plain = (FOLDER / "comma.csv").read_bytes()
    (FOLDER / "places.kml").write_bytes(kml)
    (FOLDER / "places.kmz").write_bytes(kmz)
    (FOLDER / "comma.csv.gz").write_bytes(gzip.compress(plain, mtime=0))
    members = {"a/comma.csv": plain, "places.kmz": kmz, "b/example.xlsx": (FOLDER / "example.xlsx").read_bytes()}
    (FOLDER / "several.zip").write_bytes(zipped({**members, "read.me": TITLE.encode(), "../escape.csv": plain}))
    (FOLDER / "nested.zip").write_bytes(zipped({"inner.zip": zipped({"comma.csv": plain}), "comma.csv": plain}))


def write_columnar() -> None:
    """Parquet, GeoParquet and GeoPackage."""
    columns = dict(zip(HEADER, map(list, zip(*ROWS, strict=True)), strict=True))
    parquet.write_table(pa.table(columns), FOLDER / "table.parquet")
    points = [shapely.Point(row[4:]) for row in ROWS]
    frame = gpd.GeoDataFrame({name: columns[name] for name in HEADER[:4]}, geometry=points, crs=4326)
    frame["seen_at"] = frame["seen_at"].astype(str)
    frame.to_parquet(FOLDER / "points.parquet")
    frame.to_crs(32647).to_parquet(FOLDER / "utm47.parquet")
    (FOLDER / "layers.gpkg").unlink(missing_ok=True)
    frame.to_file(FOLDER / "layers.gpkg", layer="points")
    frame.to_crs(24047).to_file(FOLDER / "layers.gpkg", layer="indian1975")


if __name__ == "__main__":
    write_delimited()
    write_xlsx()
    write_station()
    write_xls()
    write_json()
    write_packed()
    write_columnar()
    sys.stdout.write(f"{len(list(FOLDER.iterdir()))} files in {FOLDER}\n")
