"""The page of rescue."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.findings.rescue import STEPS, step_words
from dashboard.language import message
from dashboard.state import LANGUAGES, Language
from tests.app.conftest import OpenPage, words_of

COLUMNS = {
    "funnel-table": ("rescue-column-name", 0),
    "nationality-table": ("rescue-column-name", 2),
    "group-table": ("rescue-column-last", 0),
}
"""Table -> a message among its headings, and which of the tables with it."""


def table_of(app: AppTest, key: str, language: Language = "en") -> pd.DataFrame:
    """A table of the page."""
    if key == "rescue-records":
        return next(pd.DataFrame(frame.value) for frame in app.dataframe if "file" in frame.value.columns)
    heading, place = COLUMNS[key]
    tables = [frame.value for frame in app.dataframe if message(language, heading) in frame.value.columns]
    return pd.DataFrame(tables[place])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_funnel_is_shown_with_its_warning(open_page: OpenPage, language: Language) -> None:
    app = open_page("rescue", {"lang": language})
    assert not app.exception
    assert message(language, "rescue-warning") in [warning.value for warning in app.warning]
    assert len(app.get("vega_lite_chart")) == len(("funnel", "ages", "nationality", "place", "month"))
    funnel = table_of(app, "funnel-table", language)
    assert funnel.iloc[:, 0].tolist() == [step_words(step, language) for step in STEPS]
    assert funnel.iloc[:, 1].tolist() == [13644, 14461, 11573, 1815, 12034]


def test_records_of_victims_are_asked_for_when_they_are_unfolded(open_page: OpenPage) -> None:
    app = open_page("rescue")
    folded = len([frame for frame in app.dataframe if "file" in frame.value.columns])
    app.session_state["victim-records"] = True
    tables = [frame.value for frame in app.run().dataframe if "file" in frame.value.columns]
    assert len(tables) > folded


def test_every_listed_record_has_its_file_and_line(open_page: OpenPage) -> None:
    table = table_of(open_page("rescue"), "rescue-records")
    assert table["file"].str.match(r"(rescues|incidents)\.csv:\d+$").all()


def test_the_address_chooses_the_step_and_the_groups(open_page: OpenPage) -> None:
    app = open_page("rescue", {"step": "handed_over", "groups": "all", "nationality": "KE"})
    assert not app.exception
    assert set(table_of(app, "nationality-table")["Name"]) == {"Kenya"}
    steps = table_of(app, "group-table")[message("en", "rescue-column-step")]
    assert step_words("sent_home", "en") in set(steps)
    still = table_of(open_page("rescue"), "group-table")[message("en", "rescue-column-step")]
    assert step_words("sent_home", "en") not in set(still)


@pytest.mark.parametrize("query", [{"step": "<b>"}, {"groups": "'; DROP TABLE record"}, {"from": "x", "kind": "zz"}])
def test_a_hostile_address_does_no_harm(open_page: OpenPage, query: dict[str, str]) -> None:
    assert not open_page("rescue", query).exception


def test_a_reversed_period_and_no_match_are_said(open_page: OpenPage) -> None:
    app = open_page("rescue", {"from": "2025-05-01", "to": "2024-01-01"})
    assert message("en", "period-reversed") in words_of(app)
    none = open_page("rescue", {"kind": "fuel"})
    assert not none.exception
    assert message("en", "nothing-matches") in words_of(none)


def test_a_view_without_people_has_empty_panels(open_page: OpenPage) -> None:
    app = open_page("rescue", {"kind": "policy"})
    assert not app.exception
    assert message("en", "rescue-groups-none") in words_of(app)


def test_without_a_build_the_page_says_what_to_run(open_page: OpenPage, tmp_path: Path) -> None:
    app = open_page("rescue", home=tmp_path)
    assert not app.exception
    assert not app.dataframe


@pytest.fixture
def at_most_seven(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lists of seven records at most; no list outlives the test in the cache."""
    monkeypatch.setattr("dashboard.cache.rescue.MOST_GROUPS", 7)
    st.cache_data.clear()
    yield
    st.cache_data.clear()


@pytest.mark.usefixtures("at_most_seven")
def test_the_caption_counts_the_view_and_says_that_the_list_was_cut(open_page: OpenPage) -> None:
    app = open_page("rescue", {"lang": "en"})
    assert "321 records from" in words_of(app)
    assert message("en", "cited-cut", count=7) in words_of(app)
    table = table_of(app, "rescue-records")
    assert len(table) == 7
    assert table["file"].str.startswith("rescues.csv:").all()


def test_a_filter_on_nationality_says_what_it_leaves_out(open_page: OpenPage) -> None:
    said = message("en", "rescue-without-nationality", step=step_words("found", "en"))
    assert said in words_of(open_page("rescue", {"nationality": "KE"}))
    assert said not in words_of(open_page("rescue"))


def test_what_is_known_to_a_country_only_is_no_place(open_page: OpenPage) -> None:
    app = open_page("rescue", {"lang": "th", "step": "sent_home"})
    tables = [frame.value for frame in app.dataframe if message("th", "rescue-column-events") in frame.value.columns]
    unplaced = [set(table.iloc[:, 0]) for table in tables if "ทราบเพียงประเทศ: กัมพูชา" in set(table.iloc[:, 0])]
    assert unplaced == [{f"ทราบเพียงประเทศ: {name}" for name in ("กัมพูชา", "ลาว", "เมียนมา")}]
    assert "country only" not in " ".join(str(table.to_dict()) for table in tables)
