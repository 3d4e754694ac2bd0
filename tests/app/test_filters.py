"""The filters that every page shares, by their words in the address."""

from datetime import timedelta

import duckdb
import pytest

from dashboard.findings.choices import view_words
from dashboard.language import message
from dashboard.queries import records
from dashboard.queries.offered import get_offered
from dashboard.state import LANGUAGES, NONE, Language, ViewState
from etl import warehouse
from tests.app.conftest import OpenPage, rows_of, words_of

CLEAR = ("CLEAR",)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("days", [30, 90, 365])
def test_a_preset_period_ends_with_the_records(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection, bundled_home: object, days: int, language: Language
) -> None:
    app = open_page("explore", {"period": str(days), "lang": language})
    as_of = warehouse.current_build(bundled_home).as_of_date  # type: ignore[arg-type]
    assert as_of is not None
    state = ViewState(date_from=as_of - timedelta(days=days - 1), date_to=as_of, language=language)
    assert not app.exception
    assert view_words(state, get_offered(bundled, levels=CLEAR)) in words_of(app)
    assert len(app.dataframe[0].value) == records.count_records(bundled, state=state, levels=CLEAR)
    assert not app.date_input, "a preset's days are read, not chosen"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_of_an_address_narrows_the_view_and_is_said(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection, language: Language
) -> None:
    offered = get_offered(bundled, levels=CLEAR)
    query: dict[str, str | list[str]] = {
        "pillar": ["law_enforcement", NONE],
        "country": ["MM", "KH"],
        "province": list(offered.words("province")[:3]),
        "sector": list(offered.words("sector")[:2]),
        "precision": ["site", "town", "district"],
        "publisher": list(offered.words("publisher")[:40]),
    }
    state = ViewState(
        pillars=tuple(query["pillar"]),
        countries=tuple(query["country"]),
        provinces=tuple(query["province"]),
        sectors=tuple(query["sector"]),
        precisions=tuple(query["precision"]),
        publishers=tuple(query["publisher"]),
        language=language,
    )
    matching = records.count_records(bundled, state=state, levels=CLEAR)
    assert matching
    app = open_page("explore", query | {"lang": language})
    assert not app.exception
    for key, words in query.items():
        assert app.multiselect(key=key).value == list(words)
    assert len(app.dataframe[0].value) == matching


def test_a_nationality_that_is_not_told_can_be_asked_for(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection
) -> None:
    state = ViewState(layers=("rescue",), nationalities=(NONE,))
    app = open_page("explore", {"layer": "rescue", "nationality": NONE})
    assert len(app.dataframe[0].value) == records.count_records(bundled, state=state, levels=CLEAR) > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_are_measured_one_kind_at_a_time(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection, language: Language
) -> None:
    app = open_page("explore", {"measure": "sent_home", "lang": language})
    cells = records.count_cells(bundled, state=ViewState(measure="sent_home"), levels=CLEAR)
    drawn = {row["cell"]: row["tip"].splitlines()[0] for row in rows_of(app, "cells")}
    assert drawn == {
        f"{cell:x}": message(language, "persons-sent_home", count=int(persons))
        for cell, persons in zip(cells["cell"], cells["persons"], strict=True)
    }


@pytest.mark.parametrize(
    "query",
    [
        {"period": "31"},
        {"period": ["30 OR 1=1", "x" * 10_000]},
        {"pillar": "<b>law</b>", "country": "mm", "province": "' OR 1=1"},
        {"nationality": ["KE'--", "\x00"], "sector": "$levels", "publisher": "%"},
        {"measure": "everyone", "precision": "exact"},
    ],
)
def test_words_that_no_filter_knows_are_dropped(open_page: OpenPage, query: dict[str, str | list[str]]) -> None:
    app = open_page("explore", query)
    assert not app.exception
    assert len(app.dataframe[0].value) == 806
