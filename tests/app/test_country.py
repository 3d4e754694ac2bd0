"""The page of one partner country."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.language import country_words, message
from dashboard.state import LANGUAGES, Language
from etl import pipeline
from etl.decisions import Decision, append_decision
from tests.app.conftest import OpenPage, words_of
from tests.conftest import RowWriter


def table_of(app: AppTest, column: str) -> pd.DataFrame:
    """The table with a column of this name."""
    return next(pd.DataFrame(frame.value) for frame in app.dataframe if column in frame.value.columns)


def cited_tables(app: AppTest) -> list[pd.DataFrame]:
    """Lists of records with file and line."""
    return [pd.DataFrame(frame.value) for frame in app.dataframe if {"file", "date"} <= set(frame.value.columns)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_country_the_page_lists_those_with_records(open_page: OpenPage, language: Language) -> None:
    app = open_page("country", {"lang": language})
    assert not app.exception
    assert message(language, "country-hint") in words_of(app)
    listed = table_of(app, message(language, "country-column-country"))
    assert set(listed.iloc[:3, 0]) == {country_words(code, language) for code in ("CN", "TH", "PH")}
    assert not app.metric


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_in_the_address_is_shown_with_what_is_new_first(open_page: OpenPage, language: Language) -> None:
    app = open_page("country", {"nationality": "KE", "lang": language})
    assert not app.exception
    headings = [element.value for element in app.markdown if element.value.startswith("#### ")]
    assert country_words("KE", language) in headings[0]
    assert headings[1:] == [
        f"#### {message(language, key)}"
        for key in (
            "country-figures",
            "country-still",
            "country-screenings",
            "country-routes",
            "country-sources",
            "contradict",
        )
    ]
    assert [metric.value for metric in app.metric] == ["–", "742", "2", "28", "245"]
    assert message(language, "country-warning") in [warning.value for warning in app.warning]
    # The records of what is new come before everything else.
    assert cited_tables(app)[0]["file"].tolist() == ["rescues.csv:307"]


def test_the_records_behind_each_number_are_listed_with_file_and_line(open_page: OpenPage) -> None:
    app = open_page("country", {"nationality": "KE", "step": "handed_over"})
    tables = cited_tables(app)
    assert all(table["file"].str.match(r"(rescues|travel_risk)\.csv:\d+$").all() for table in tables)
    assert set(tables[1]["kind"].str.extract(r"(\d+)")[0]) == {"23", "5"}
    # The running total is told apart, with who claimed it.
    assert tables[2]["kind"].tolist() == ["Repatriation · 180 sent home (running total)"]


def test_a_date_in_the_address_moves_what_is_new(open_page: OpenPage) -> None:
    quiet = open_page("country", {"nationality": "KE", "since": "2026-03-01"})
    assert "Nothing on Kenya is reported since 1 March 2026. The newest record is of 24 February 2026" in words_of(
        quiet
    )
    assert message("en", "country-new") not in words_of(quiet)
    wide = open_page("country", {"nationality": "KE", "since": "2025-06-01"})
    assert "New on Kenya since 1 June 2025: 5 records" in words_of(wide)
    assert len(cited_tables(wide)[0]) == 5


def test_not_reported_sent_home_is_not_called_still_there(open_page: OpenPage) -> None:
    app = open_page("country", {"nationality": "KE"})
    assert message("en", "country-still-warning") in words_of(app)
    where = table_of(app, message("en", "country-column-where"))[message("en", "country-column-where")]
    assert "Myawaddy, Myanmar → Tak, Thailand" in set(where)


def test_a_country_without_records_says_which_have_some(open_page: OpenPage) -> None:
    app = open_page("country", {"nationality": "FR"})
    assert not app.exception
    assert message("en", "country-nothing", country="France") in words_of(app)
    assert "China" in set(table_of(app, "Country")["Country"])
    assert not app.metric


@pytest.mark.parametrize("word", ["<b>x</b>", "'; DROP TABLE record", "ke", "none", "ZZ", "9" * 5000])
def test_a_word_that_names_no_country_is_told_and_does_no_harm(open_page: OpenPage, word: str) -> None:
    app = open_page("country", {"nationality": word})
    assert not app.exception
    [told] = [warning.value for warning in app.warning]
    assert told.startswith("The address names no country that Moei knows:")
    assert len(told) < 150
    assert "<b>" not in told
    assert app.run().warning


def test_once_a_country_is_chosen_the_bad_word_is_forgotten(open_page: OpenPage) -> None:
    app = open_page("country", {"nationality": "zz"})
    next(box for box in app.selectbox if box.key == "nationality").set_value("KE").run()
    assert not app.exception
    assert "The address names no country" not in words_of(app)
    assert app.metric


@pytest.mark.parametrize("query", [{"since": "x"}, {"since": "0001-01-01"}, {"since": "9999-12-31"}, {"step": "<b>"}])
def test_a_hostile_address_does_no_harm(open_page: OpenPage, query: dict[str, str]) -> None:
    app = open_page("country", {"nationality": "KE"} | query)
    assert not app.exception
    assert app.metric


def test_many_countries_in_the_address_show_the_first(open_page: OpenPage) -> None:
    app = open_page("country", {"nationality": ["CN", "KE"]})
    assert not app.exception
    assert "China" in app.markdown[1].value


def test_a_choice_of_the_filters_and_the_country_do_not_break_each_other(open_page: OpenPage) -> None:
    app = open_page("rescue", {"nationality": ["none", "KE"]})
    app.switch_page("app_pages/country.py").run()
    assert not app.exception
    app.switch_page("app_pages/rescue.py").run()
    assert not app.exception
    without = open_page("country", {"nationality": "FR"})
    without.switch_page("app_pages/rescue.py").run()
    assert not without.exception
    assert without.session_state["nationality"] == []


def test_two_publishers_of_one_group_stand_side_by_side(open_page: OpenPage) -> None:
    app = open_page("country", {"nationality": "IN"})
    table = table_of(app, message("en", "contradict-column-counted"))
    assert sorted(table["People"]) == ["266 sent home", "283 sent home"]
    assert table["Publisher"].nunique() == 2
    assert table["file"].str.match(r"rescues\.csv:\d+$").all()
    # Neither the mean nor anything between them.
    assert not re.search(r"\b27[0-9](\.5)?\b", words_of(app))


def test_of_reports_decided_to_be_one_event_the_page_says_which_is_counted(
    open_page: OpenPage, home: Path, write_rows: RowWriter
) -> None:
    told = {"kind": "handover", "date": "2026-02-12", "nationality": "KE"}
    rows = [
        told | {"rescue_id": "a", "persons": "23", "publisher": "P"},
        told | {"rescue_id": "b", "persons": "29", "publisher": "Q"},
    ]
    pipeline.load(home, [write_rows("rescue", *rows)])
    said = Decision(verdict="same", layer="rescue", event_ids=("a", "b"), by="A", at=datetime.now(UTC))
    append_decision(home, said)
    pipeline.apply_decisions(home)
    app = open_page("country", {"nationality": "KE"}, home=home)
    table = table_of(app, message("en", "contradict-column-counted"))
    counted = message("en", "contradict-column-counted")
    assert dict(zip(table["People"], table[counted], strict=True)) == {
        "23 handed over": message("en", "contradict-not-counted"),
        "29 handed over": message("en", "contradict-counted"),
    }
    assert message("en", "contradict-one_speaks") in words_of(app)
    assert [metric.value for metric in app.metric] == ["–", "–", "–", "29", "–"]
    assert "New on Kenya since 13 January 2026: 2 records of 1 event from 2 publishers: 29 handed over" in words_of(app)


def test_where_none_differ_the_page_says_so(open_page: OpenPage) -> None:
    assert message("en", "contradict-none") in words_of(open_page("country", {"nationality": "KE"}))


def test_no_english_is_left_on_the_thai_page(open_page: OpenPage) -> None:
    said = words_of(open_page("country", {"nationality": "CN", "lang": "th"}))
    known = r"TLP:CLEAR|Moei|moei duplicates|OpenStreetMap|ODbL|Natural Earth|:gray|:small"
    assert not re.search("[A-Za-z]{2,}", re.sub(known, "", said))


def test_markup_in_a_record_stays_text(open_page: OpenPage, loaded_home: Path, write_rows: RowWriter) -> None:
    hostile = {"rescue_id": "x", "kind": "screening", "nationality": "KE", "date": "2026-03-10", "persons": "3"}
    pipeline.load(loaded_home, [write_rows("rescue", hostile | {"publisher": "**P** <script>", "summary": "=1+1"})])
    app = open_page("country", {"nationality": "KE"}, home=loaded_home)
    assert not app.exception
    assert "<script>" not in words_of(app)
    assert "New on Kenya since 11 February 2026: 2 records" in words_of(app)
    assert "**P** <script>" in str(cited_tables(app)[0]["publisher"].tolist())


def test_a_build_that_tells_no_nationality_says_so(open_page: OpenPage, home: Path, write_rows: RowWriter) -> None:
    pipeline.load(home, [write_rows("incident", {"incident_id": "a", "date": "2026-01-01"})])
    app = open_page("country", home=home)
    assert not app.exception
    assert message("en", "country-nothing-anywhere") in words_of(app)


def test_without_a_build_the_page_says_what_to_run(open_page: OpenPage, tmp_path: Path) -> None:
    app = open_page("country", home=tmp_path)
    assert not app.exception
    assert not app.dataframe


def test_nothing_above_the_viewers_level_is_on_the_page(
    open_page: OpenPage, changed_home: Callable[[str], Path]
) -> None:
    app = open_page(
        "country",
        {"nationality": "KE"},
        home=changed_home("UPDATE rescue SET release_level = 'AMBER', is_public = false"),
    )
    assert not app.exception
    assert [metric.value for metric in app.metric] == ["–"] * 5
    assert not any("rescues.csv" in str(frame.value.to_dict()) for frame in app.dataframe)
