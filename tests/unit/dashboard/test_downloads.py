"""Files of what is shown: nothing in them runs, is lost or moves."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from dashboard.downloads import csv_bytes, file_name, geojson_bytes, geoparquet_bytes

HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1+1", "=\x00"]


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_and_no_heading_begins_as_a_formula_does(text: str) -> None:
    heading, row = rows_of(csv_bytes(pd.DataFrame({text: [text]})))
    assert heading[0].startswith("'")
    assert row[0].startswith("'")


def test_numbers_stay_numbers_and_what_is_missing_is_empty() -> None:
    frame = pd.DataFrame({"n": [-3, 4], "x": [-1.5, np.nan], "t": ["-5", "+2.5"], "i": pd.array([1, None], "Int64")})
    assert rows_of(csv_bytes(frame))[1:] == [["-3", "-1.5", "-5", "1"], ["4", "", "+2.5", ""]]


def test_thai_markup_quotes_and_lines_come_back_as_they_were() -> None:
    texts = ["แม่สอด น้ำ", "<script>alert(1)</script>", 'a "b", c', "one\ntwo"]
    content = csv_bytes(pd.DataFrame({"ชื่อ": texts}))
    assert content.startswith(b"\xef\xbb\xbf")
    assert [row[0] for row in rows_of(content)] == ["ชื่อ", *texts]


def test_control_characters_and_lone_surrogates_are_replaced() -> None:
    content = csv_bytes(pd.DataFrame({"a": ["a\x00b\x1b[0m", "\ud800"]}, dtype=object))
    assert not {0x00, 0x1B} & set(content)
    assert rows_of(content)[1:] == [["a\ufffdb\ufffd[0m"], ["\ufffd"]]


def test_an_empty_frame_has_its_headings_alone() -> None:
    frame = pd.DataFrame({"longitude": [], "latitude": [], "name": []})
    assert rows_of(csv_bytes(frame)) == [["longitude", "latitude", "name"]]
    assert json.loads(geojson_bytes(frame))["features"] == []
    assert len(gpd.read_parquet(io.BytesIO(geoparquet_bytes(frame)))) == 0


@pytest.fixture
def placed() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "longitude": [98.5, np.nan, 400.0],
            "latitude": [16.7, 15.0, 15.0],
            "location_precision": ["site", None, "town"],
            "release_level": ["CLEAR", "GREEN", "CLEAR"],
            "event_date": [pd.Timestamp("2026-03-13"), pd.NaT, pd.Timestamp("2026-03-14")],
            "persons": pd.array([3, None, 5], "Int64"),
            "share": [0.5, np.nan, np.inf],
            "name": ["แม่สอด", "<b>", "\x00"],
            "mixed": [1, "a", date(2026, 1, 1)],
        }
    )


def test_geojson_is_longitude_first_keeps_precision_and_level_and_holds_no_nan(placed: pd.DataFrame) -> None:
    text = geojson_bytes(placed).decode()
    features = json.loads(text, parse_constant=pytest.fail)["features"]
    assert features[0]["geometry"]["coordinates"] == [98.5, 16.7]
    assert [feature["geometry"] for feature in features[1:]] == [None, None]
    first = features[0]["properties"]
    assert (first["location_precision"], first["release_level"], first["event_date"]) == ("site", "CLEAR", "2026-03-13")
    assert (first["persons"], first["name"], features[1]["properties"]["persons"]) == (3, "แม่สอด", None)
    assert features[2]["properties"]["share"] is None


def test_geoparquet_is_in_wgs_84_and_keeps_types(placed: pd.DataFrame) -> None:
    found = gpd.read_parquet(io.BytesIO(geoparquet_bytes(placed)))
    assert found.crs.to_epsg() == 4326
    assert (found.geometry[0].x, found.geometry[0].y) == (98.5, 16.7)
    assert found.geometry.isna().tolist() == [False, True, True]
    assert found["release_level"].tolist() == ["CLEAR", "GREEN", "CLEAR"]
    assert found["event_date"].dtype.kind == "M"
    assert found["mixed"].tolist() == ["1", "a", "2026-01-01"]


@pytest.mark.parametrize("write", [geojson_bytes, geoparquet_bytes])
def test_without_places_there_is_nothing_to_map(write: Callable[[pd.DataFrame], bytes]) -> None:
    with pytest.raises(ValueError, match="longitude and latitude"):
        write(pd.DataFrame({"a": [1]}))


def test_a_name_never_becomes_a_path() -> None:
    assert file_name("../../etc/ชื่อ", None, "csv") == "moei-etc.csv"
    assert file_name("แม่สอด", date(2026, 3, 13), "parquet") == "moei-records-2026-03-13.parquet"
