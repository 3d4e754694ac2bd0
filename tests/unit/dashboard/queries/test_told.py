"""Lists of records: what they say of all that match, and of what the viewer may not see."""

import io
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import geopandas as gpd
import pandas as pd
import pytest

from dashboard.downloads import csv_bytes, geojson_bytes, geoparquet_bytes
from dashboard.findings.files import records_file
from dashboard.queries import alerts, cited, displacement, infrastructure, records
from dashboard.state import ViewState
from etl import warehouse
from etl.derived import make_derived

CLEAR = ("CLEAR",)


def test_a_short_list_says_how_many_match_in_all_and_by_how_many_publishers(bundled: duckdb.DuckDBPyConnection) -> None:
    found = bundled.cursor().execute("SELECT count(*), count(DISTINCT publisher) FROM record").fetchone()
    for listed in (
        records.list_records(bundled, state=ViewState(), levels=CLEAR, most=3),
        cited.list_cited(bundled, state=ViewState(), levels=CLEAR, most=3),
    ):
        assert len(listed) == 3
        assert set(zip(listed["of_records"], listed["of_publishers"], strict=True)) == {found}


def test_what_is_left_out_of_a_timeline_is_listed_as_it_is_counted(bundled: duckdb.DuckDBPyConnection) -> None:
    counted = infrastructure.count_left_out(bundled, state=ViewState(), levels=CLEAR).set_index("reason")["records"]
    assert not counted.empty
    for reason, count in counted.items():
        listed = infrastructure.list_left_out(bundled, state=ViewState(), levels=CLEAR, reason=str(reason), most=1)
        assert listed["of_records"].tolist() == [count]


def test_sectors_lead_to_the_records_of_activity_that_their_months_count(bundled: duckdb.DuckDBPyConnection) -> None:
    listed = displacement.list_of_sectors(
        bundled, levels=CLEAR, sector_ids=("mae-sot-myawaddy",), first=date.min, after=date.max, most=2
    )
    (counted,) = (
        bundled.cursor()
        .execute(
            "SELECT sum(amount) FROM mart_sector_month WHERE viewer_level = 'CLEAR' AND measure = 'activity'"
            " AND layer = 'all' AND sector_id = 'mae-sot-myawaddy'"
        )
        .fetchall()
    )
    assert listed["is_activity"].all()
    assert listed["of_records"].iloc[0] >= counted[0] > 2


def test_every_listed_record_has_its_file_line_and_publisher(bundled: duckdb.DuckDBPyConnection) -> None:
    listed = records.list_records(bundled, state=ViewState(), levels=CLEAR, most=5_000)
    assert listed[["file_name", "source_line", "publisher"]].notna().all().all()
    named = alerts.list_evidence(bundled, event_ids=("kk-park",), levels=CLEAR, most=9).iloc[0]
    assert (named["layer"], named["file_name"], named["of_records"]) == ("compound", "compounds.csv", 1)


def test_a_file_has_no_point_for_what_is_known_to_a_province_or_country(bundled: duckdb.DuckDBPyConnection) -> None:
    listed = records.list_records(bundled, state=ViewState(), levels=CLEAR, most=5_000)
    is_coarse = listed["location_precision"].isin(("province", "country"))
    assert is_coarse.any()
    assert listed[is_coarse][["longitude", "latitude"]].isna().all().all()
    assert listed[~is_coarse]["longitude"].notna().any()


@pytest.mark.parametrize("to_bytes", [csv_bytes, geojson_bytes, geoparquet_bytes])
def test_a_file_of_records_holds_nothing_above_the_viewers_level(
    bundled_home: Path, tmp_path: Path, to_bytes: Callable[[pd.DataFrame], bytes]
) -> None:
    path = tmp_path / "red.duckdb"
    shutil.copyfile(warehouse.current_build(bundled_home).path, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE infrastructure SET release_level = 'RED' WHERE infrastructure_id = 'inf-040'")
        connection.execute("UPDATE place SET release_level = 'RED', name = 'Hidden Town' WHERE place_id = 'myawaddy'")
        make_derived(connection)
        listed = records.list_records(connection, state=ViewState(), levels=CLEAR, most=5_000)
    content = to_bytes(records_file(listed))
    # Parquet packs its texts: what they are is read back.
    text = gpd.read_parquet(io.BytesIO(content)).to_csv() if content.startswith(b"PAR1") else content.decode()
    assert "inf-036" in text
    assert "inf-040" not in text
    assert "Hidden Town" not in text
    assert "of_records" not in text
