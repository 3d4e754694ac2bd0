import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.findings.coverage import Coverage, coverage
from dashboard.findings.two_periods import two_periods_words
from dashboard.language import message
from dashboard.layers.palette import CELL_BREAKS
from dashboard.queries import compounds, records
from dashboard.state import LANGUAGES, Language, ViewState
from etl import pipeline
from etl.contract.vocab import LAYERS
from tests.app.conftest import OpenPage, deck_of, decks_of, rows_of, words_of

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


def test_rows_travel_once_a_session_and_again_where_the_browser_lacks_them(open_page: OpenPage) -> None:
    app = open_page("explore")

    def tables() -> set[str]:
        (proto,) = (part.proto for part in app.get("bidi_component") if part.proto.component_name == "moei-map")
        data = json.loads(proto.json if proto.WhichOneof("data") == "json" else proto.mixed.json)
        return {name for name in data if "@" in name}

    def layers() -> set[str]:
        return {name.partition(".")[0] for name in tables()}

    assert layers() >= {"cells", "compounds"}
    app.run()
    assert tables() == set(), "nothing changed, so nothing is sent"
    app.selectbox(key="cell").select("6").run()
    assert layers() == {"cells"}, "the compounds are the same"
    app.session_state["map-sent-map-view"] = []
    app.run()
    assert layers() >= {"cells", "compounds"}


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
    assert app.selectbox(key="count").value == "activity"
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
    looser = {
        "layer": replace(state, layers=()),
        "kind": replace(state, kinds=()),
        "period": replace(state, date_from=None),
        "evidence": replace(state, evidence="all"),
    }
    for name, view in looser.items():
        count = records.count_records(bundled, state=view, levels=CLEAR)
        hint = message(language, "loosen-choice", filter=message(language, f"filter-{name}"), count=count)
        assert (hint in warning.value) == (count > 0), name
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
    app = open_page("explore", {"lang": language})
    key, legend = (html.proto.body for html in app.get("html") if 'class="moei-legend"' in html.proto.body)
    for name in ("precision-site", "precision-district", "legend-province", "border-dashed"):
        assert message(language, name) in key
    for name in ("legend-cells", "status-active", "status-demolished"):
        assert message(language, name) in legend
    assert legend.count("rgb(") == len(CELL_BREAKS)
    assert message(language, "compounds-number") in words_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("judged", ["hot", "emerging"])
def test_cells_can_show_what_stands_out_and_say_where_that_cannot_be_told(
    open_page: OpenPage, judged: str, language: Language
) -> None:
    app = open_page("explore", {"show": judged, "lang": language})
    assert not app.exception
    legend = [html.proto.body for html in app.get("html") if 'class="moei-legend"' in html.proto.body][-1]
    assert message(language, f"legend-{judged}") in legend
    assert message(language, "heat-cold") in legend
    assert rows_of(app, "cells") == [], "most bundled events stand on representative points"
    reason = message(language, "hot-cannot-tell", reason="|").split("|")[0]
    assert reason in words_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_replay_travels_once_and_the_pins_of_today_stay_away(open_page: OpenPage, language: Language) -> None:
    app = open_page("explore", {"replay": "month", "window": "3", "lang": language, "from": "2025-01-01"})
    assert not app.exception
    replay = deck_of(app)["replay"]
    assert len(replay["frames"]) == 15
    assert replay["frames"][2]["words"] == (
        "1 January 2025 to 31 March 2025" if language == "en" else "1 มกราคม 2568 ถึง 31 มีนาคม 2568"
    )
    assert rows_of(app, "compounds") == []
    assert rows_of(app, "cells")


@pytest.mark.parametrize(
    ("said", "day"),
    [("2025-03-01", "2025-03-01"), (None, ""), ("2025-13-01", ""), ("<b>", ""), ("'; DROP TABLE record", "")],
)
def test_a_replay_opens_at_the_day_of_its_address(open_page: OpenPage, said: str | None, day: str) -> None:
    query = {"replay": "month", "window": "3", "from": "2025-01-01"} | ({} if said is None else {"moment": said})
    app = open_page("explore", query)
    assert not app.exception
    deck = deck_of(app)
    assert deck["moment"]["day"] == day
    days = [frame["day"] for frame in deck["replay"]["frames"]]
    assert days[:3] == ["2025-01-01", "2025-02-01", "2025-03-01"]
    assert len(set(days)) == len(days)


def test_without_a_replay_no_step_is_told_or_kept(open_page: OpenPage) -> None:
    app = open_page("explore", {"moment": "2025-03-01"})
    assert not app.exception
    assert deck_of(app)["moment"] is None
    assert app.session_state["moment"] == ""


def test_of_two_replays_the_address_names_the_first_ones_step(open_page: OpenPage) -> None:
    query = {"replay": "month", "compare": "before", "from": "2025-01-01", "to": "2025-06-30", "moment": "2025-03-01"}
    first, second = sorted(decks_of(open_page("explore", query)), key=lambda deck: deck["moment"] is None)
    assert first["moment"]["day"] == "2025-03-01"
    assert first["replay"]["frames"][0]["day"] >= "2025-01-01" > second["replay"]["frames"][0]["day"]
    assert second["moment"] is None


def test_a_replay_of_too_many_steps_or_of_nothing_says_so(open_page: OpenPage) -> None:
    many = open_page("explore", {"replay": "day"})
    assert deck_of(many)["replay"] is None
    assert "at most 400" in words_of(many)
    none = open_page("explore", {"replay": "week", "publisher": "nobody", "from": "2001-01-01", "to": "2001-02-01"})
    assert message("en", "replay-none") in words_of(none)


@pytest.mark.parametrize("language", LANGUAGES)
def test_provinces_that_records_know_no_closer_place_in_are_shaded(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection, language: Language
) -> None:
    shades = deck_of(open_page("explore", {"lang": language}))["shades"]
    expected = records.count_provinces(bundled, state=ViewState(), levels=CLEAR)
    assert set(shades) == set(expected["province_id"])
    located = bundled.execute(
        """
        SELECT count(*) FROM record
        WHERE location_precision = 'province' AND province_id IS NOT NULL AND NOT is_running_total
        """
    ).fetchall()
    assert expected["records"].sum() == located[0][0]
    row = expected.iloc[0]
    name = row["name_th"] if language == "th" else row["name"]
    tip = message(language, "tip-province", name=name, count=int(row["records"]))
    assert shades[row["province_id"]]["tip"] == tip
    listed = records.list_records(bundled, state=ViewState(), levels=CLEAR, most=2000, province=row["province_id"])
    assert len(listed) == row["records"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("compared", "second"),
    [
        ({"compare": "before"}, (date(2024, 3, 14), date(2025, 3, 13))),
        ({"compare": "year"}, (date(2024, 3, 14), date(2025, 3, 13))),
        (
            {"compare": "dates", "second-from": "2023-01-01", "second-to": "2023-12-31"},
            (date(2023, 1, 1), date(2023, 12, 31)),
        ),
    ],
)
def test_two_periods_stand_side_by_side_with_a_verdict(
    open_page: OpenPage,
    bundled: duckdb.DuckDBPyConnection,
    compared: dict[str, str],
    second: tuple[date, date],
    language: Language,
) -> None:
    app = open_page("explore", {"period": "365", "lang": language} | compared)
    assert not app.exception
    days = date(2025, 3, 14), date(2026, 3, 13)
    counts, drawn = [], []
    for first, last in (days, second):
        state = ViewState(date_from=first, date_to=last)
        counts.append(records.count_events(bundled, state=state, levels=CLEAR))
        drawn.append({f"{cell:x}" for cell in records.count_cells(bundled, state=state, levels=CLEAR)["cell"]})
    assert two_periods_words((counts[0], counts[1]), (days, second), language) in words_of(app)
    shown = [{row["cell"] for row in deck["areas"][0]["data"]} for deck in decks_of(app)]
    assert sorted(shown, key=sorted) == sorted(drawn, key=sorted)
    assert {deck["group"] for deck in decks_of(app)} == {"explore"}


@pytest.mark.parametrize(
    "query",
    [
        {"compare": "before"},
        {"compare": "year", "from": "2025-01-01"},
        {"compare": "dates", "period": "90"},
        {"compare": "dates", "period": "90", "second-from": "2024-03-01", "second-to": "2024-01-01"},
        {"compare": "yesterday", "period": "90"},
        {"compare": "before", "from": "2025-06-01", "to": "2025-05-01"},
    ],
)
def test_without_two_whole_periods_there_is_one_map(open_page: OpenPage, query: dict[str, str]) -> None:
    app = open_page("explore", query)
    assert not app.exception
    assert len(decks_of(app)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_map_was_clicked_is_written_in_four_ways(open_page: OpenPage, language: Language) -> None:
    app = open_page("explore", {"lang": language})
    assert not app.code
    app.session_state["map-point"] = (98.564, 16.626)
    app.run()
    assert [block.value for block in app.code] == [
        "16.62600, 98.56400",
        "16°37'33.6\"N 98°33'50.4\"E",
        "47Q 453499 1838233",
        "47QMU5349938232",
    ]
    assert message(language, "coordinates-note") in words_of(app)


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
