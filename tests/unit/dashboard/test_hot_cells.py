"""Cells that stand out from chance, in words and colours."""

from typing import get_args

import duckdb
import h3.api.basic_int as h3
import pandas as pd
import pytest

from dashboard.findings.hot_cells import hot_cells
from dashboard.language import message
from dashboard.layers.hot_cells import hot_cell_layer
from dashboard.layers.palette import heat_colour
from dashboard.queries.hot_cells import list_cell_events
from dashboard.state import LANGUAGES, Judged, Language, ViewState
from geo.emerging import Kind

CENTRE = h3.latlng_to_cell(16.7, 98.5, 6)
AROUND = sorted(h3.grid_disk(CENTRE, 4))


def _planted(months: int = 12) -> pd.DataFrame:
    """Sites with an event in some month each, and 40 in one cell's neighbourhood in every month."""
    rows = [(cell, f"g{i}", i % months) for i, cell in enumerate(AROUND)]
    rows += [
        (cell, f"hot-{cell}-{month}-{n}", month)
        for cell in h3.grid_disk(CENTRE, 1)
        for month in range(months)
        for n in range(40)
    ]
    frame = pd.DataFrame(rows, columns=["cell", "group_id", "month"])
    starts = pd.to_datetime("2025-01-01") + frame["month"].map(lambda n: pd.DateOffset(months=n))
    return frame.assign(event_month=starts, is_representative=False).drop(columns="month")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_planted_hot_spot_is_found_and_its_cell_says_so(language: Language) -> None:
    found = hot_cells(_planted(), "hot", language)
    assert f"{CENTRE:x}" in set(found.cells[found.cells["heat"] == "hot"]["cell"])
    tip = found.cells.set_index("cell").loc[f"{CENTRE:x}", "tip"]
    assert tip.startswith(message(language, "heat-hot"))
    assert "481" in tip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lasting_hot_spot_has_its_class(language: Language) -> None:
    found = hot_cells(_planted(), "emerging", language)
    row = found.cells.set_index("cell").loc[f"{CENTRE:x}"]
    assert (row["heat"], row["kind"]) == ("hot", "persistent")
    assert row["tip"].endswith(message(language, "emerging-kind-persistent"))


@pytest.mark.parametrize("judged", get_args(Judged))
def test_representative_points_are_no_hot_spot(judged: Judged) -> None:
    found = hot_cells(_planted().assign(is_representative=True), judged, "en")
    assert found.cells.empty
    assert found.words.startswith("Cannot tell")
    assert hot_cell_layer(found.cells, "dark").data == []


@pytest.mark.parametrize("judged", get_args(Judged))
def test_the_bundled_records_are_asked_and_answer_in_words(bundled: duckdb.DuckDBPyConnection, judged: Judged) -> None:
    state = ViewState(evidence="activity", resolution=6)
    events = list_cell_events(bundled, state=state, levels=("CLEAR",))
    assert events["group_id"].nunique() > 100
    assert (events["cell"] > 0).any()
    assert hot_cells(events, judged, "th").words
    assert list_cell_events(bundled, state=state, levels=()).empty
    assert hot_cells(events.iloc[:0], judged, "en").words.startswith("Cannot tell")


def test_every_class_of_hot_spot_has_a_colour_of_its_own() -> None:
    kinds = [kind for kind in get_args(Kind) if kind != "none"]
    assert len({heat_colour("hot", kind) for kind in kinds}) == len(kinds)
    assert {heat_colour("cold", kind) for kind in kinds}.isdisjoint({heat_colour("hot", kind) for kind in kinds})


def test_a_layer_has_the_colour_of_each_cells_class() -> None:
    found = hot_cells(_planted(), "hot", "en")
    rows = hot_cell_layer(found.cells, "light").data
    hot = next(row for row in rows if row["cell"] == f"{CENTRE:x}")
    assert tuple(hot["colour"][:3]) == heat_colour("hot", "hot")
