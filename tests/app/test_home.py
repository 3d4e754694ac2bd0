import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dashboard.language import date_words, message
from dashboard.queries import holdings
from dashboard.state import LANGUAGES, Language
from etl import warehouse
from tests.app.conftest import OpenPage, words_of

THAI = re.compile(r"[\u0e00-\u0e7f]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_says_what_moei_is_and_what_it_holds(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection, language: Language
) -> None:
    app = open_page("home", {"lang": language})
    assert not app.exception
    said = words_of(app)
    assert message(language, "app-sentence") in said
    tables = holdings.count_tables(bundled, levels=("CLEAR",))
    figures = {metric.label: metric.value for metric in app.metric}
    assert figures == {
        message(language, f"table-{row['table_name']}"): f"{row['rows']:,}" for row in tables.to_dict("records")
    }
    unknown = holdings.get_unknown(bundled, levels=("CLEAR",))
    assert message(language, "home-unknown-place", count=unknown["without_place"]) in said
    assert message(language, "home-unknown-running", count=unknown["running_totals"]) in said
    assert message(language, "home-enforcement") in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_says_how_far_its_records_go_and_their_release_level(
    open_page: OpenPage, bundled_home: Path, language: Language
) -> None:
    as_of = warehouse.current_build(bundled_home).as_of_date
    assert as_of is not None
    said = words_of(open_page("home", {"lang": language}))
    assert message(language, "as-of", date=date_words(as_of, language)) in said
    assert "TLP:CLEAR" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_lists_every_source_with_its_rows(open_page: OpenPage, language: Language) -> None:
    (table,) = open_page("home", {"lang": language}).table
    rows = dict(
        zip(
            table.value[message(language, "source-title")],
            table.value[message(language, "source-rows")].astype(str),
            strict=True,
        )
    )
    assert rows == {
        "incidents.csv": "246",
        "rescues.csv": "321",
        "infrastructure.csv": "100",
        "displacement.csv": "76",
        "travel_risk.csv": "63",
        "compounds.csv": "91",
        "places.csv": "324",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_leads_to_every_page_of_the_desk_with_what_it_answers(open_page: OpenPage, language: Language) -> None:
    links = {link.proto.label: link.proto.page for link in open_page("home", {"lang": language}).get("page_link")}
    pages = ("explore", "movement", "displacement", "infrastructure", "rescue", "country", "pillars", "briefing")
    for page in pages:
        words = message(language, f"home-open-{page}")
        assert words.startswith(message(language, f"page-{page}"))
        assert links[words] == page
    assert links[message(language, "data-open")] == "data"


def test_home_is_in_thai_throughout(open_page: OpenPage) -> None:
    app = open_page("home", {"lang": "th"})
    for text in [element.value for family in (app.markdown, app.caption) for element in family]:
        assert THAI.search(text), text
    assert all(THAI.search(metric.label) for metric in app.metric)


def test_the_language_is_changed_at_the_head_of_the_page(open_page: OpenPage) -> None:
    app = open_page("home")
    assert message("en", "app-sentence") in words_of(app)
    app.button_group(key="lang").set_value("th").run()
    assert not app.exception
    assert message("th", "app-sentence") in words_of(app)


def test_a_build_of_places_only_is_shown_without_an_error(
    open_page: OpenPage, home: Path, write_rows: Callable[..., Path]
) -> None:
    from etl import pipeline

    pipeline.load(home, [write_rows("place", {"place_id": "a"})])
    for page in ("home", "explore"):
        app = open_page(page, home=home)
        assert not app.exception
        assert message("en", "as-of-none") in words_of(app)


def test_records_made_up_for_a_test_are_called_so_across_the_top(
    open_page: OpenPage, changed_home: Callable[[str], Path]
) -> None:
    home = changed_home("UPDATE build SET is_synthetic = true")
    for page in ("home", "explore"):
        for language in LANGUAGES:
            app = open_page(page, {"lang": language}, home=home)
            assert [band.value for band in app.error] == [message(language, "synthetic-band")]
    assert not open_page("home").error


def test_records_above_the_viewers_level_are_in_no_figure_and_their_number_is_told(
    open_page: OpenPage, changed_home: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = changed_home("UPDATE incident SET release_level = 'AMBER' WHERE kind = 'raid'")
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        held = connection.execute("SELECT count(*) FROM incident WHERE kind = 'raid'").fetchall()[0][0]
    app = open_page("home", home=home)
    label = message("en", "table-incident")
    assert {metric.label: metric.value for metric in app.metric}[label] == str(246 - held)
    assert str(held) in app.markdown[0].value
    monkeypatch.setenv("MOEI_LEVEL", "AMBER")
    app = open_page("home", home=home)
    assert {metric.label: metric.value for metric in app.metric}[label] == "246"
    assert "TLP:AMBER" in app.markdown[0].value
    assert str(held) not in app.markdown[0].value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("behind", "number"), [("no-date", "without_date"), ("running-total", "running_totals")])
def test_a_number_of_what_is_not_known_leads_to_its_records(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection, behind: str, number: str, language: Language
) -> None:
    app = open_page("home", {"lang": language, "behind": behind})
    assert not app.exception
    assert len(app.dataframe[0].value) == holdings.get_unknown(bundled, levels=("CLEAR",))[number]
    assert app.dataframe[0].value[["publisher", "file"]].ne("").all().all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_of_places_leads_to_the_places_their_sources_and_what_uses_them(
    open_page: OpenPage, language: Language
) -> None:
    links = {
        (link.proto.page, link.proto.query_string) for link in open_page("home", {"lang": language}).get("page_link")
    }
    assert ("data", f"lang={language}&behind=places") in links
    app = open_page("data", {"lang": language, "behind": "places", "used": "place:myawaddy"})
    assert not app.exception
    tables = [frame.value for frame in app.dataframe]
    (places,) = [table for table in tables if "used" in table.columns and len(table) == 324]
    assert places["file"].str.match(r"places\.csv:\d+$").all()
    assert places[["thing", "publisher", "date", "used"]].ne("").all().all()
    assert (places["link"] != "").sum() == 44
    uses = next(table for table in tables if {"summary", "file"} <= {*table.columns})
    assert len(uses) > 50
    assert uses[["publisher", "file"]].ne("").all().all()


@pytest.mark.parametrize("said", ["<b>", "place:nowhere", "'; DROP TABLE place"])
def test_a_place_that_is_not_there_lists_nothing(open_page: OpenPage, said: str) -> None:
    app = open_page("home", {"behind": "places", "used": said})
    assert not app.exception
    assert len(app.dataframe) == 1


def test_home_lists_no_records_of_a_number_that_it_does_not_know(open_page: OpenPage) -> None:
    app = open_page("home", {"behind": "<b>"})
    assert not app.exception
    assert not app.dataframe
