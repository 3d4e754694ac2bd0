"""The page of movement."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.findings.movement import FLOWS
from dashboard.language import message
from dashboard.map.protocol import Picked
from dashboard.state import LANGUAGES, Language
from tests.app.conftest import OpenPage, deck_of, rows_of, words_of

HOSTILE: list[dict[str, Any]] = [
    {"flow": "<b>"},
    {"flow": ["home", "'; DROP TABLE record"], "measure": "all"},
    {"from": "x", "to": "9999-99-99", "nationality": "ZZ", "view": "1,2"},
]


def table_of(app: AppTest, *headings: str, language: Language = "en") -> pd.DataFrame:
    """The table of the page that has these headings, by the words of their messages."""
    names = {message(language, f"move-column-{heading}") for heading in headings}
    return next(pd.DataFrame(frame.value) for frame in app.dataframe if names <= set(frame.value.columns))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("flow", FLOWS)
def test_each_kind_of_movement_has_its_arcs_its_sankey_and_its_table(
    open_page: OpenPage, flow: str, language: Language
) -> None:
    app = open_page("movement", {"lang": language, "flow": flow})
    assert not app.exception
    told = words_of(app)
    assert message(language, f"move-about-{flow}") in told
    assert message(language, "move-warning") in told
    arcs = rows_of(app, "ways")
    kind = message(language, f"move-flow-{flow}")
    assert deck_of(app)["alt"] == message(language, "move-map-alt", kind=kind, count=len(arcs))
    assert arcs
    table = table_of(app, "origin", "over", "destination", language=language)
    assert len(table) >= len(arcs)
    assert app.get("vega_lite_chart")


def test_the_page_opens_on_routes_and_says_what_it_counts(open_page: OpenPage) -> None:
    app = open_page("movement")
    told = words_of(app)
    assert message("en", "move-told", events=38, records=38, date="26 February 2026") in told
    assert message("en", "move-told-people", people=1426, untold=13) in told
    assert message("en", "move-on-map", shown=16, hidden=22) in told


def test_a_link_restores_kind_filters_and_measure(open_page: OpenPage) -> None:
    app = open_page("movement", {"flow": "handover", "nationality": "KE", "measure": "handed_over", "to": "2025-12-31"})
    assert not app.exception
    nationalities = table_of(app, "name", "page")
    assert nationalities[message("en", "move-column-name")].tolist() == ["Kenya"]
    assert nationalities[message("en", "move-column-page")].tolist() == ["country?nationality=KE&lang=en"]
    assert message("en", "move-sankey-people") in words_of(app)
    assert message("en", "move-other-measure") not in words_of(app)


def test_people_of_another_step_are_never_shown_for_it(open_page: OpenPage) -> None:
    app = open_page("movement", {"flow": "handover", "measure": "freed"})
    assert message("en", "move-other-measure") in words_of(app)
    assert message("en", "move-told-people", people=1815, untold=0) in words_of(app)
    moves = open_page("movement", {"flow": "moves", "measure": "moved"})
    assert message("en", "move-no-measure") in words_of(moves)
    assert message("en", "move-sankey-events") in words_of(moves)


def test_running_totals_are_told_as_left_out(open_page: OpenPage) -> None:
    assert message("en", "move-running", count=20) in words_of(open_page("movement", {"flow": "home"}))


def test_crossings_are_ranked_with_a_verdict_against_the_days_before(open_page: OpenPage) -> None:
    app = open_page("movement", {"flow": "handover"})
    table = table_of(app, "verdict")
    events = table[message("en", "move-column-events")]
    assert events.tolist() == sorted(events, reverse=True) == [9, 1]
    assert table[message("en", "move-column-verdict")].iloc[1] == message("en", "compare-few")
    assert "14 March 2025 to 13 March 2026" in words_of(app)


def test_what_is_inferred_stands_apart_and_says_that_there_is_none(open_page: OpenPage) -> None:
    told = words_of(open_page("movement"))
    assert message("en", "move-inferred") in told
    assert message("en", "move-inferred-none", count=9) in told


def test_a_list_of_interventions_that_cannot_be_read_is_told_and_the_page_stays(
    open_page: OpenPage, loaded_home: Path
) -> None:
    (loaded_home / "interventions.toml").write_text("not a list", encoding="utf-8")
    app = open_page("movement", home=loaded_home)
    assert not app.exception
    assert message("en", "move-inferred-none", count=0) in words_of(app)
    assert rows_of(app, "ways")


def test_a_filter_that_nothing_matches_says_which_to_loosen(open_page: OpenPage) -> None:
    app = open_page("movement", {"flow": "handover", "kind": "raid"})
    assert not app.exception
    told = words_of(app)
    assert message("en", "nothing-matches") in told
    assert message("en", "loosen-choice", filter=message("en", "filter-kind"), count=54) in told
    assert message("en", "move-inferred") in told


def test_a_reversed_period_is_said(open_page: OpenPage) -> None:
    app = open_page("movement", {"from": "2025-05-01", "to": "2024-01-01"})
    assert not app.exception
    assert message("en", "period-reversed") in words_of(app)


def test_people_where_nobody_is_counted_are_an_empty_picture(open_page: OpenPage) -> None:
    app = open_page("movement", {"flow": "routes", "nationality": "KE", "measure": "moved"})
    assert not app.exception
    assert message("en", "move-no-people") in words_of(app)
    assert rows_of(app, "ways") == []


def test_a_build_without_a_kind_of_movement_says_so(open_page: OpenPage, changed_home: Callable[[str], Path]) -> None:
    home = changed_home("DELETE FROM displacement_report")
    app = open_page("movement", {"flow": "moves"}, home=home)
    assert not app.exception
    assert message("en", "move-none") in words_of(app)


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_address_does_no_harm(open_page: OpenPage, query: dict[str, Any]) -> None:
    app = open_page("movement", query)
    assert not app.exception
    assert app.get("vega_lite_chart") or message("en", "nothing-matches") in words_of(app)


def test_names_of_places_are_text(open_page: OpenPage, changed_home: Callable[[str], Path]) -> None:
    home = changed_home("UPDATE place SET name = '**<b>Town</b>**' WHERE place_id = 'myawaddy'")
    app = open_page("movement", {"flow": "handover"}, home=home)
    assert not app.exception
    assert "**<b>" not in words_of(app)
    assert "<b>" in table_of(app, "origin", "over").iloc[0, 0]


def test_the_arc_that_was_clicked_lists_its_records(open_page: OpenPage) -> None:
    app = open_page("movement", {"flow": "handover"})
    (arc,) = rows_of(app, "ways")
    app.session_state["map-chosen"] = ("map", Picked("ways", arc["way_id"]))
    app.run()
    assert not app.exception
    assert arc["tip"].split("\n")[0].replace("-", "\\-") in words_of(app).replace("\\(", "(").replace("\\)", ")")
    (records,) = [frame.value for frame in app.dataframe if "file" in frame.value.columns]
    assert len(records) == 32
    assert records["file"].str.startswith("rescues.csv:").all()


def test_an_arc_that_is_not_drawn_lists_nothing(open_page: OpenPage) -> None:
    app = open_page("movement", {"flow": "handover"})
    app.session_state["map-chosen"] = ("map", Picked("ways", "'; DROP TABLE record"))
    app.run()
    assert not app.exception
    assert not [frame for frame in app.dataframe if "file" in frame.value.columns]
