"""Explore's search box, its card, and its word in the address."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.language import message
from dashboard.queries import records
from dashboard.state import LANGUAGES, Language, ViewState
from tests.app.conftest import OpenPage, words_of

CLEAR = ("CLEAR",)


def find(app: AppTest, text: str) -> AppTest:
    """Type a text into the box."""
    return app.text_input(key="find").set_value(text).run()


def offered(app: AppTest) -> list[str]:
    """Ids of what is offered, in order."""
    return [button.key.removeprefix("hit-") for button in app.button if (button.key or "").startswith("hit-")]


def listed(app: AppTest) -> int:
    """Rows of the last list on the page."""
    return len(app.dataframe[-1].value)


def count(connection: duckdb.DuckDBPyConnection, state: ViewState, **chosen: tuple[str, ...]) -> int:
    return len(records.list_records(connection, state=state, levels=CLEAR, most=9999, **chosen))


def at_of(app: AppTest) -> list[str]:
    """What the app has put into the address."""
    said = app.query_params.get("at", [])
    return [said] if isinstance(said, str) else list(said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["Mae Sot", "maesot", "แม่สอด", "แมสอด", "เเม่สอด"])
def test_a_name_without_doubt_is_taken_at_once(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection, language: Language, text: str
) -> None:
    app = find(open_page("explore", {"lang": language}), text)
    assert not app.exception
    assert at_of(app) == ["place-mae-sot"]
    said = words_of(app)
    assert "Mae Sot" in said
    assert "แม่สอด" in said
    assert message(language, "place-kind-district") in said
    assert message(language, "find-known-district") in said
    assert listed(app) == count(bundled, ViewState(), place_ids=("mae-sot",))


def test_a_compound_shows_itself_its_position_and_its_records(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection
) -> None:
    app = find(open_page("explore"), "kk park")
    assert at_of(app) == ["compound-kk-park"]
    said = words_of(app)
    assert "16.6310, 98.5570" in said
    assert "47QMU52753878" in said
    assert "km 1,115, 0.4 km from it, on the Myanmar side" in said
    assert message("en", "find-representative") not in said
    table, found = app.dataframe
    assert table.value["name"].tolist() == ["KK Park"]
    assert len(found.value) == count(bundled, ViewState(), compound_ids=("kk-park",))
    assert "compound-kk-park-ii" in offered(app)


def test_a_position_is_told_no_finer_than_it_is_known(open_page: OpenPage) -> None:
    said = words_of(open_page("explore", {"at": "place-shwe-kokko"}))
    assert "16.82, 98.53" in said
    assert "16.8205" not in said
    assert message("en", "find-representative") in said
    province = words_of(open_page("explore", {"at": "place-th-tak"}))
    assert message("en", "find-known-province") in province
    assert message("en", "find-position") not in province


def test_a_mistyped_name_offers_what_is_like_it_and_a_choice_leads_on(open_page: OpenPage) -> None:
    app = find(open_page("explore"), "Myawady")
    assert at_of(app) == []
    assert offered(app)[0] == "place-myawaddy"
    app.button(key="hit-place-myawaddy").click().run()
    assert not app.exception
    assert at_of(app) == ["place-myawaddy"]
    assert app.text_input(key="find").value == ""
    assert offered(app) == []
    assert "Myawaddy" in words_of(app)


def test_a_name_of_two_is_left_to_the_reader(open_page: OpenPage) -> None:
    app = find(open_page("explore"), "Shwe Kokko")
    assert at_of(app) == []
    assert set(offered(app)[:2]) == {"place-shwe-kokko", "compound-shwe-kokko"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_found_the_page_says_so_and_offers_the_nearest_names(
    open_page: OpenPage, language: Language
) -> None:
    app = find(open_page("explore", {"lang": language}), "Zanzibar")
    assert message(language, "find-none", text="Zanzibar") in [warning.value for warning in app.warning]
    assert 1 <= len(offered(app)) <= 4
    assert listed(app) == 806
    app = find(app, "???")
    assert not app.exception
    assert offered(app) == []


def test_the_address_chooses_within_the_filters_and_closing_forgets(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection
) -> None:
    app = open_page("explore", {"at": "place-mae-sot", "layer": "rescue"})
    assert listed(app) == count(bundled, ViewState(layers=("rescue",)), place_ids=("mae-sot",))
    app.button(key="forget").click().run()
    assert at_of(app) == []
    assert listed(app) == count(bundled, ViewState(layers=("rescue",)))


@pytest.mark.parametrize("word", ["place-atlantis", "mae-sot", "", "<b>", "compound-", "place-mae-sot-"])
def test_an_unknown_word_in_the_address_is_ignored(open_page: OpenPage, word: str) -> None:
    app = open_page("explore", {"at": word})
    assert not app.exception
    assert at_of(app) == []
    assert listed(app) == 806


def test_what_is_above_the_viewers_level_is_neither_found_nor_opened(
    open_page: OpenPage, changed_home: Callable[[str], Path]
) -> None:
    home = changed_home("UPDATE compound SET release_level = 'AMBER' WHERE name LIKE 'KK Park%'")
    app = open_page("explore", {"at": "compound-kk-park"}, home=home)
    assert at_of(app) == []
    app = find(app, "KK Park")
    assert not app.exception
    assert not [named for named in offered(app) if named.startswith("compound-kk-park")]


def test_markup_in_a_name_stays_text(open_page: OpenPage, changed_home: Callable[[str], Path]) -> None:
    name = "Evil <b>bold</b> [link](http://x.example) :red[red] $x$"
    home = changed_home(f"UPDATE place SET name = '{name}' WHERE place_id = 'mae-sot'")
    app = find(open_page("explore", home=home), "evil bold link http")
    plain = r"Evil \<b\>bold\</b\> \[link\]\(http\://x\.example\) \:red\[red\] \$x\$"
    assert any(plain in button.label for button in app.button)
    card = open_page("explore", {"at": "place-mae-sot"}, home=home)
    assert plain in words_of(card)
    assert name not in words_of(card)


def test_a_text_of_any_length_is_cut(open_page: OpenPage) -> None:
    app = find(open_page("explore"), "ก" * 100_000)
    assert not app.exception
    assert len(app.warning[0].value) < 200
