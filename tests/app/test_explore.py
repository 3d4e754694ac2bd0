import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.findings.coverage import Coverage, coverage
from dashboard.language import message
from dashboard.layers.palette import CELL_BREAKS
from dashboard.queries import compounds, records
from dashboard.state import LANGUAGES, Language, ViewState
from etl import pipeline
from etl.contract.vocab import LAYERS
from tests.app.conftest import OpenPage, deck_of, rows_of, words_of

CLEAR = ("CLEAR",)
RICH: dict[str, str | list[str]] = {
    "layer": ["rescue", "incident"],
    "kind": ["raid", "rescue", "handover"],
    "count": "activity",
    "cell": "7",
    "from": "2025-01-01",
    "to": "2025-12-31",
}
RICH_VIEW = ViewState(
    layers=("rescue", "incident"),
    kinds=("raid", "rescue", "handover"),
    evidence="activity",
    resolution=7,
    date_from=date(2025, 1, 1),
    date_to=date(2025, 12, 31),
)


def _coverage(connection: duckdb.DuckDBPyConnection, state: ViewState) -> Coverage:
    return coverage(records.count_coverage(connection, state=state, levels=CLEAR))


def _coverage_words(found: Coverage, language: Language) -> str:
    return message(language, "on-map", records=found.records, shown=found.shown, hidden=found.hidden)


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_default_every_record_is_listed_and_counted(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection, language: Language
) -> None:
    app = open_page("explore", {"lang": language})
    assert not app.exception
    found = _coverage(bundled, ViewState())
    assert found.records == 806
    said = words_of(app)
    assert _coverage_words(found, language) in said
    assert message(language, "on-map-events", events=found.events) in said
    for reason, count in found.reasons:
        assert f"{count:,} {message(language, f'hidden-{reason}')}" in said
    (table,) = app.dataframe
    assert len(table.value) == 806
    assert message(language, "boundaries") in said


def test_the_map_holds_the_cells_and_the_points_of_the_compounds(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection
) -> None:
    app = open_page("explore")
    cells = records.count_cells(bundled, state=ViewState(), levels=CLEAR)
    assert {row["cell"] for row in rows_of(app, "cells")} == {f"{cell:x}" for cell in cells["cell"]}
    listed = compounds.list_compounds(bundled, levels=CLEAR)
    drawn = listed[listed["location_precision"].isin(["site", "town", "district"])]
    points = drawn.groupby(["longitude", "latitude", "location_precision"]).ngroups
    assert len(rows_of(app, "compounds")) == points


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_asks_no_other_host_and_holds_no_text_of_a_record(open_page: OpenPage, language: Language) -> None:
    deck = deck_of(open_page("explore", {"lang": language}))
    assert "mapStyle" not in deck
    assert "mapProvider" not in deck
    text = str(deck)
    assert re.findall(r"https?://(?!www\.w3\.org/)[^\s'\"]*", text) == []
    assert "summary" not in text
    assert "publisher" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_opens_its_view(open_page: OpenPage, bundled: duckdb.DuckDBPyConnection, language: Language) -> None:
    app = open_page("explore", RICH | {"lang": language})
    assert not app.exception
    assert app.multiselect(key="layer").value == RICH["layer"]
    assert app.multiselect(key="kind").value == RICH["kind"]
    assert app.button_group(key="count").value == "activity"
    assert app.selectbox(key="cell").value == "7"
    assert app.date_input(key="from").value == date(2025, 1, 1)
    assert app.date_input(key="to").value == date(2025, 12, 31)
    found = _coverage(bundled, RICH_VIEW)
    assert 0 < found.shown < found.records < 806
    assert _coverage_words(found, language) in words_of(app)
    assert len(app.dataframe[0].value) == found.records
    cells = records.count_cells(bundled, state=RICH_VIEW, levels=CLEAR)
    assert {row["cell"] for row in rows_of(app, "cells")} == {f"{cell:x}" for cell in cells["cell"]}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_alone_is_listed(open_page: OpenPage, bundled: duckdb.DuckDBPyConnection, layer: str) -> None:
    app = open_page("explore", {"layer": layer})
    assert len(app.dataframe[0].value) == _coverage(bundled, ViewState(layers=(layer,))).records


def test_a_period_says_how_many_records_it_leaves_out(open_page: OpenPage, bundled: duckdb.DuckDBPyConnection) -> None:
    state = ViewState(date_from=date(2025, 2, 10), date_to=date(2025, 2, 20))
    undated, straddling = records.count_left_out(bundled, state=state, levels=CLEAR)
    assert undated
    assert straddling
    words = message("en", "left-out", count=undated + straddling, undated=undated, straddling=straddling)
    assert words in words_of(open_page("explore", {"from": "2025-02-10", "to": "2025-02-20"}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_view_that_nothing_matches_says_which_filter_to_loosen(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection, language: Language
) -> None:
    query = {"layer": "movement", "kind": "raid", "from": "2025-01-01", "count": "activity", "lang": language}
    state = ViewState(layers=("movement",), kinds=("raid",), evidence="activity", date_from=date(2025, 1, 1))
    app = open_page("explore", query)
    assert not app.exception
    (warning,) = app.warning
    looser = {"layer": replace(state, layers=())}
    looser |= {"kind": replace(state, kinds=()), "period": replace(state, date_from=None)}
    looser["evidence"] = replace(state, evidence="all")
    for name, view in looser.items():
        count = records.count_records(bundled, state=view, levels=CLEAR)
        assert (message(language, f"loosen-{name}", count=count) in warning.value) == (count > 0), name
    assert message(language, "nothing-matches") in warning.value
    assert "layer" in [name for name, view in looser.items() if _coverage(bundled, view).records]
    assert not app.dataframe
    assert rows_of(app, "cells") == []


def test_a_view_that_several_filters_empty_says_so(open_page: OpenPage) -> None:
    app = open_page("explore", {"layer": "movement", "kind": "raid", "from": "2099-01-01"})
    (warning,) = app.warning
    assert message("en", "loosen-several") in warning.value


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reversed_period_is_called_so(open_page: OpenPage, language: Language) -> None:
    app = open_page("explore", {"from": "2025-06-01", "to": "2025-05-01", "lang": language})
    assert not app.exception
    assert [warning.value for warning in app.warning] == [message(language, "period-reversed")]
    assert not app.dataframe


@pytest.mark.parametrize(
    "query",
    [
        {"layer": "rescues"},
        {"layer": ["", "RESCUE", "rescue "]},
        {"kind": "<img src=x onerror=alert(1)>"},
        {"kind": ["**bold**", "{tip}", "$levels"]},
        {"layer": "x" * 100_000, "kind": "\u202e\x00\U0001f9e8" * 1000},
        {"cell": "99"},
        {"cell": "-1"},
        {"cell": ["5 OR 1=1", "''"]},
        {"count": "everything"},
        {"lang": "xx"},
        {"lang": "<b>"},
        {"from": "2025-02-30"},
        {"from": "yesterday", "to": "' OR 1=1 --"},
        {"from": "0001-01-01"},
        {"to": "9999-12-31"},
        {"from": "9" * 10_000},
        {"map-view": '{"selection": {"objects": {"cells": [{"cell": "x"}]}}}'},
        {"records-table": "1", "back": "true", "new-data": "true"},
        {"unknown": "word", "": "empty"},
    ],
    ids=lambda query: str(query)[:50],
)
def test_a_word_in_the_address_that_means_nothing_is_ignored(
    open_page: OpenPage, query: dict[str, str | list[str]]
) -> None:
    app = open_page("explore", query)
    assert not app.exception
    assert len(app.dataframe[0].value) == 806
    assert not app.warning
    assert not app.error
    said = words_of(app)
    assert not any(value in said for value in query.values() if isinstance(value, str) and len(value) > 3)


def test_what_means_something_is_kept_beside_what_does_not(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection
) -> None:
    query: dict[str, str | list[str]] = {"layer": ["nonsense", "rescue", "rescue"], "kind": "<b>", "cell": "6"}
    app = open_page("explore", query)
    assert app.multiselect(key="layer").value == ["rescue"]
    assert app.multiselect(key="kind").value == []
    assert app.selectbox(key="cell").value == "6"
    state = ViewState(layers=("rescue",), resolution=6)
    assert _coverage_words(_coverage(bundled, state), "en") in words_of(app)


def test_home_ignores_the_filters_of_explore_and_keeps_them(open_page: OpenPage) -> None:
    app = open_page("home", RICH | {"lang": "th"})
    assert not app.exception
    assert message("th", "app-sentence") in words_of(app)


def test_a_filter_that_is_chosen_narrows_the_list_and_one_that_is_cleared_widens_it(open_page: OpenPage) -> None:
    app = open_page("explore")
    app.multiselect(key="layer").select("rescue").run()
    assert len(app.dataframe[0].value) == 321
    app.multiselect(key="kind").select("handover").run()
    assert 0 < len(app.dataframe[0].value) < 321
    app.multiselect(key="layer").unselect("rescue").run()
    app.multiselect(key="kind").unselect("handover").run()
    assert len(app.dataframe[0].value) == 806
    assert not app.exception


def test_the_language_is_changed_and_the_view_stays(open_page: OpenPage) -> None:
    app = open_page("explore", {"layer": "rescue", "cell": "6", "lang": "en"})
    app.button_group(key="lang").set_value("th").run()
    assert not app.exception
    assert app.multiselect(key="layer").value == ["rescue"]
    assert app.selectbox(key="cell").value == "6"
    assert len(app.dataframe[0].value) == 321


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legend_names_every_class_status_and_precision(open_page: OpenPage, language: Language) -> None:
    bodies = [html.proto.body for html in open_page("explore", {"lang": language}).get("html")]
    (legend,) = (body for body in bodies if 'class="moei-legend"' in body)
    for key in ("status-active", "status-demolished", "precision-site", "precision-district", "compounds-number"):
        assert message(language, key) in legend
    assert legend.count("rgb(") == len(CELL_BREAKS)


def _listed(table: Any) -> dict[str, Any]:
    (row,) = table.value.to_dict("records")
    return dict(row)


def test_the_text_of_a_record_is_only_text(open_page: OpenPage, home: Path, write_rows: Callable[..., Path]) -> None:
    summary = "<img src=x onerror=alert(1)> **bold** {tip} $x$ :red[x] =1+1"
    place = {"lat": "16.7", "lon": "98.5", "location_precision": "site"}
    row = {"incident_id": "a", "date": "2025-01-01", "summary": summary, "publisher": summary, **place}
    pipeline.load(home, [write_rows("incident", row)])
    app = open_page("explore", home=home)
    assert not app.exception
    listed = _listed(app.dataframe[0])
    assert (listed["summary"], listed["publisher"]) == (summary, summary)
    assert "onerror" not in words_of(app)
    assert "onerror" not in str(deck_of(app))
    assert not any("onerror" in html.proto.body for html in app.get("html"))


def test_a_record_with_everything_missing_is_listed(
    open_page: OpenPage, home: Path, write_rows: Callable[..., Path]
) -> None:
    pipeline.load(home, [write_rows("rescue", {"rescue_id": "a"})])
    app = open_page("explore", {"lang": "th"}, home=home)
    assert not app.exception
    listed = _listed(app.dataframe[0])
    assert listed["date"] == message("th", "undated")
    assert listed["link"] == ""


def test_a_value_from_the_address_is_told_again_until_the_browser_has_put_up_the_widget(open_page: OpenPage) -> None:
    app = open_page("explore", {"cell": "7", "layer": ["rescue"]})
    app.run()
    assert (app.selectbox(key="cell").value, app.selectbox(key="cell").proto.set_value) == ("7", True)
    assert (app.multiselect(key="layer").value, app.multiselect(key="layer").proto.set_value) == (["rescue"], True)


def test_a_choice_made_at_once_is_not_undone_by_the_address(open_page: OpenPage) -> None:
    app = open_page("explore", {"cell": "7"})
    app.selectbox(key="cell").set_value("4").run()
    assert app.selectbox(key="cell").value == "4"
    app.run()
    assert (app.selectbox(key="cell").value, app.query_params["cell"]) == ("4", "4")
