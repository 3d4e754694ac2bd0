"""The board of the five pillars."""

import re
from pathlib import Path

import pytest

from dashboard.language import message
from dashboard.state import LANGUAGES, Language
from etl.contract.vocab import PILLARS
from tests.app.conftest import OpenPage, words_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_five_are_shown_with_their_records(open_page: OpenPage, language: Language) -> None:
    app = open_page("pillars", {"lang": language})
    assert not app.exception
    assert [metric.label for metric in app.metric] == [
        *(message(language, f"pillar-{name}") for name in PILLARS),
        message(language, "pillars-none"),
    ]
    said = words_of(app)
    assert message(language, "pillars-note") in said
    table = app.dataframe[-1].value
    assert all(str(value).startswith("infrastructure.csv:") for value in table["file"])


def test_a_pillar_without_records_names_its_last_one(open_page: OpenPage) -> None:
    app = open_page("pillars")
    assert "Nothing reported in 90 days; last on 16 December 2025" not in words_of(app)
    later = open_page("pillars", {"from": "2025-12-20", "to": "2026-01-10"})
    assert not later.exception
    assert "Nothing reported in 22 days; last on 16 December 2025" in words_of(later)


def test_the_address_chooses_the_pillar_to_read(open_page: OpenPage) -> None:
    app = open_page("pillars", {"board": "international", "from": "2025-01-01", "to": "2025-12-31"})
    table = app.dataframe[-1].value
    assert len(table) > 50
    assert all(re.match(r"(rescues|travel_risk)\.csv:\d+$", str(value)) for value in table["file"])


@pytest.mark.parametrize(
    "query", [{"board": "<b>"}, {"from": "x"}, {"board": "'; DROP TABLE record"}, {"from": "0001-01-01"}]
)
def test_a_hostile_address_does_no_harm(open_page: OpenPage, query: dict[str, str]) -> None:
    assert not open_page("pillars", query).exception


def test_a_reversed_period_and_no_match_are_said(open_page: OpenPage) -> None:
    app = open_page("pillars", {"from": "2025-05-01", "to": "2024-01-01"})
    assert message("en", "period-reversed") in [warning.value for warning in app.warning]
    none = open_page("pillars", {"kind": "fuel", "layer": "rescue"})
    assert message("en", "nothing-matches") in words_of(none)


def test_without_a_build_the_page_says_what_to_run(open_page: OpenPage, tmp_path: Path) -> None:
    app = open_page("pillars", home=tmp_path)
    assert not app.exception
    assert not app.metric


def test_a_sector_where_a_pillar_is_silent_leads_to_its_last_record(open_page: OpenPage) -> None:
    app = open_page("pillars", {"silent": "law_enforcement", "from": "2026-03-12"})
    assert not app.exception
    assert app.selectbox(key="silent").value == "law_enforcement"
    (told,) = (block.value for block in app.markdown if block.value.startswith("- ") and "](http" in block.value)
    assert message("en", "link-open") in told
    assert message("en", "pillars-never") in told
