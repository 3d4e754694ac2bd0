"""What a page shows, as rows of a file."""

from datetime import date

import duckdb

from dashboard.downloads import csv_bytes, geojson_bytes
from dashboard.findings.files import cells_file, supplies_file
from dashboard.findings.infrastructure import standing
from dashboard.queries import infrastructure, records
from dashboard.state import ViewState
from geo.cells import points_to_cells, text_to_cell

CLEAR = ("CLEAR",)


def test_a_file_of_cells_has_each_cell_of_the_map_with_its_middle(bundled: duckdb.DuckDBPyConnection) -> None:
    cells = records.count_cells(bundled, state=ViewState(), levels=CLEAR)
    rows = cells_file(cells)
    assert [text_to_cell(cell) for cell in rows["cell"]] == cells["cell"].tolist()
    assert points_to_cells(rows["longitude"], rows["latitude"], resolution=5).tolist() == cells["cell"].tolist()
    assert rows["events"].tolist() == cells["events"].tolist()


def test_a_file_of_supplies_has_no_point_that_the_map_does_not_draw(bundled: duckdb.DuckDBPyConnection) -> None:
    at = date(2026, 3, 13)
    found = standing(infrastructure.list_supplies(bundled, state=ViewState(), levels=CLEAR, at=at), at=at)
    rows = supplies_file(found.supplies)
    is_coarse = ~rows["location_precision"].isin(("site", "town", "district"))
    assert is_coarse.any()
    assert rows[is_coarse]["longitude"].isna().all()
    assert len(csv_bytes(rows).decode("utf-8-sig").splitlines()) == len(found.supplies) + 1
    assert geojson_bytes(rows).count(b'"geometry": null') == int(rows["longitude"].isna().sum())
