"""The page of the data: alerts acknowledged in the app, and what the build holds, in both languages."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.alerts import watch
from dashboard.alerts.acknowledged import acknowledged_file, read_acknowledged
from dashboard.alerts.rules import own_rules_file
from dashboard.alerts.state import state_file
from dashboard.components.data_tables import LIMITS
from dashboard.language import message
from dashboard.state import LANGUAGES, Language
from dashboard.telephone import REQUIRED
from etl import pipeline, warehouse
from tests.app.conftest import OpenPage, words_of

HOSTILE = "<b>Walls</b> **bold** [x](javascript:1) :red[y] $x$"
LATIN = re.compile(r"[A-Za-z]{2,}")


def look(home: Path) -> tuple[str, ...]:
    """Look at a home's build as any screen does; ids of the open alerts."""
    build = warehouse.current_build(home)
    with warehouse.open_read_only(build.path) as connection:
        return tuple(alert.alert_id for alert in watch.alerts_of(connection, build, home, datetime.now(UTC)))


@pytest.fixture
def alerted_home(home: Path, write_rows: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose second build brought two compounds, one with a hostile name, and a row that was refused."""
    monkeypatch.delenv("MOEI_LEVEL", raising=False)
    pipeline.load(home, [write_rows("compound", {"compound_id": "a", "name": "Old"})])
    assert look(home) == ()
    rows = [{"compound_id": "a", "name": "Old"}, {"compound_id": "b", "name": HOSTILE}]
    rows += [{"compound_id": "c", "name": "New"}, {"compound_id": "d", "name": "Bad", "status": HOSTILE}]
    pipeline.load(home, [write_rows("compound", *rows)])
    return home


def bell_of(app: AppTest) -> str:
    """What the bell says."""
    (label,) = [link.proto.label for link in app.get("page_link") if link.proto.icon.startswith(":material/notif")]
    return str(label).strip("*")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_sources_precision_sides_and_limits(open_page: OpenPage, language: Language) -> None:
    app = open_page("data", {"lang": language})
    assert not app.exception
    said = words_of(app)
    assert message(language, "alerts-none") in said
    assert message(language, "data-rejects-none") in said
    assert message(language, "alerts-acknowledged-none") in said
    assert message(language, "data-sides-why") in said
    assert message(language, "home-enforcement") in said
    for name in LIMITS:
        assert message(language, f"limit-{name}") in said
    headings = {title: table.value for table in app.table for title in table.value.columns}
    sources = headings[message(language, "data-column-licence")]
    assert len(sources) == 7
    assert set(sources[message(language, "data-column-state")]) == {message(language, "data-silent-never")}
    assert len(headings[message(language, "data-column-loaded")]) == 7
    assert [tab.label for tab in app.tabs][:2] == [
        message(language, "data-tab-sources"),
        message(language, "data-tab-rejects"),
    ]
    assert bell_of(app) == message(language, "bell", count=0)


def test_the_page_is_in_thai_throughout(open_page: OpenPage) -> None:
    app = open_page("data", {"lang": "th"})
    for table in app.table:
        assert not [title for title in table.value.columns if LATIN.search(str(title))]
    families = (app.markdown, app.caption, app.info)
    texts = [str(element.value) for family in families for element in family]
    texts += [tab.label for tab in app.tabs] + [link.proto.label for link in app.get("page_link")]
    known = re.compile(r"TLP|CLEAR|AMBER|OpenStreetMap|ODbL|Natural Earth|moei rejects|moei duplicates|:gray|:small")
    assert [text for text in texts if LATIN.search(known.sub("", text))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_alert_is_acknowledged_by_name_and_then_listed_with_who_and_when(
    open_page: OpenPage, alerted_home: Path, language: Language
) -> None:
    app = open_page("data", {"lang": language}, home=alerted_home)
    assert bell_of(app) == message(language, "bell", count=2)
    app.text_input(key="who").set_value("Somchai **bold**").run()
    app.button(key="seen-new_compound:c").click().run()
    assert not app.exception
    assert bell_of(app) == message(language, "bell", count=1)
    (seen,) = read_acknowledged(alerted_home, level="CLEAR")
    assert (seen.by, seen.alert_id) == ("Somchai **bold**", "new_compound:c")
    (table,) = [one.value for one in app.table if message(language, "alerts-column-by") in one.value.columns]
    assert table[message(language, "alerts-column-by")].tolist() == ["Somchai \\*\\*bold\\*\\*"]
    assert look(alerted_home) == ("new_compound:b",)
    other = open_page("home", {"lang": language}, home=alerted_home)
    assert bell_of(other) == message(language, "bell", count=1), "every page has the bell"


def test_without_a_name_nothing_is_acknowledged_and_the_page_says_why(open_page: OpenPage, alerted_home: Path) -> None:
    app = open_page("data", home=alerted_home)
    app.button(key="seen-new_compound:c").click().run()
    assert message("en", "alerts-name-needed", longest=80) in [warning.value for warning in app.warning]
    assert not acknowledged_file(alerted_home).exists()


def test_all_alerts_are_acknowledged_at_once(open_page: OpenPage, alerted_home: Path) -> None:
    app = open_page("data", home=alerted_home)
    app.text_input(key="who").set_value("Somchai").run()
    app.button(key="seen-all").click().run()
    assert not app.exception
    assert look(alerted_home) == ()
    assert message("en", "alerts-none") in words_of(app)


def test_what_stands_in_a_record_stays_text(open_page: OpenPage, alerted_home: Path) -> None:
    app = open_page("data", home=alerted_home)
    (alert,) = [one.value for one in app.markdown if "Walls" in one.value]
    assert "\\<b\\>Walls\\</b\\> \\*\\*bold\\*\\* \\[x\\]\\(javascript\\:1\\) \\:red\\[y\\] \\$x\\$" in alert
    (table,) = [one.value for one in app.table if message("en", "data-column-found") in one.value.columns]
    (found,) = table[message("en", "data-column-found")]
    assert "\\<b\\>Walls\\</b\\> \\*\\*bold\\*\\*" in found
    assert table[message("en", "data-column-rule")].tolist() == [message("en", "rule-vocabulary")]


def test_a_mistake_in_the_rules_is_told_and_the_alerts_stay(open_page: OpenPage, alerted_home: Path) -> None:
    look(alerted_home)
    own_rules_file(alerted_home).write_text("[[rule]]\nkind = 'earthquake'\nenabled = true\n", encoding="utf-8")
    app = open_page("data", home=alerted_home)
    (error,) = app.error
    assert "rules\\.toml" in error.value
    assert "earthquake" in error.value
    assert len([button for button in app.button if str(button.key).startswith("seen-new")]) == 2
    assert bell_of(app) == message("en", "bell-fault")


def test_a_broken_state_is_told_on_the_page_and_by_the_bell_and_is_left_as_it_is(
    open_page: OpenPage, alerted_home: Path
) -> None:
    state_file(alerted_home).write_text("{", encoding="utf-8")
    for page in ("data", "home"):
        app = open_page(page, home=alerted_home)
        assert not app.exception
        assert bell_of(app) == message("en", "bell-fault")
    assert "state\\.json" in open_page("data", home=alerted_home).error[0].value
    assert state_file(alerted_home).read_text(encoding="utf-8") == "{"


def test_what_is_above_the_viewers_level_is_not_on_the_page(
    open_page: OpenPage, changed_home: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = changed_home("UPDATE rescue SET release_level = 'AMBER'")
    app = open_page("data", home=home)
    assert "rescues.csv" not in str([table.value.to_dict() for table in app.table]).replace("\\", "")
    monkeypatch.setenv("MOEI_LEVEL", "AMBER")
    app = open_page("data", home=home)
    assert "rescues.csv" in str([table.value.to_dict() for table in app.table]).replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_leads_to_the_page(open_page: OpenPage, language: Language) -> None:
    links = [link.proto for link in open_page("home", {"lang": language}).get("page_link")]
    assert message(language, "data-open") in [link.label for link in links if link.page == "data"]


def test_a_build_of_places_only_has_every_part_of_the_page_in_words(
    open_page: OpenPage, home: Path, write_rows: Callable[..., Path]
) -> None:
    pipeline.load(home, [write_rows("place", {"place_id": "a", "lon": "96.1"})])
    app = open_page("data", home=home)
    assert not app.exception
    assert message("en", "data-sides-none") in words_of(app)


def told_by_telephone(app: AppTest, **values: str) -> AppTest:
    """Fill the form and have it checked."""
    for name, value in values.items():
        (field,) = [one for one in (*app.text_input, *app.text_area, *app.selectbox) if one.key == f"report_{name}"]
        field.set_value(value)
    return app.button(key="telephone-check").click().run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_by_telephone_is_checked_shown_and_then_saved(
    open_page: OpenPage, loaded_home: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    app = open_page("data", {"lang": language}, home=loaded_home)
    monkeypatch.setenv("MOEI_LEVEL", "AMBER")
    before = warehouse.current_build_id(loaded_home)
    report = {"kind": "raid", "country": "MM", "date": "13/3/2569", "publisher": "Station *4*", "found": "7"}
    told_by_telephone(app, **report, summary=HOSTILE)
    assert not app.exception
    assert message(language, "telephone-preview") in words_of(app)
    assert warehouse.current_build_id(loaded_home) == before, "a check publishes nothing"
    preview = next(table.value for table in app.table if "Station \\*4\\*" in table.value.to_numpy())
    words = dict(zip(preview.iloc[:, 0], preview.iloc[:, 1], strict=True))
    assert words[message(language, "telephone-kind")] == message(language, "kind-raid")
    assert "<b>" not in words[message(language, "telephone-summary")]
    app.button(key="telephone-confirm").click().run()
    assert not app.exception
    assert warehouse.current_build_id(loaded_home) != before
    with warehouse.open_read_only(warehouse.current_build(loaded_home).path) as connection:
        sql = "SELECT event_id, summary FROM record WHERE publisher = 'Station *4*'"
        ((report_id, summary),) = connection.execute(sql).fetchall()
    assert summary == HOSTILE
    assert message(language, "telephone-loaded", id=report_id) in [success.value for success in app.success]


def test_a_report_without_what_it_needs_is_refused_in_thai_field_by_field(
    open_page: OpenPage, loaded_home: Path
) -> None:
    before = warehouse.current_build_id(loaded_home)
    app = told_by_telephone(open_page("data", {"lang": "th"}, home=loaded_home), found="หลายคน")
    assert not app.exception
    assert message("th", "telephone-refused") in [error.value for error in app.error]
    assert not [button for button in app.button if button.key == "telephone-confirm"]
    faults = next(table.value for table in app.table if message("th", "data-column-accepted") in table.value.columns)
    reasons = dict(
        zip(faults[message("th", "data-column-name")], faults[message("th", "data-column-rule")], strict=True)
    )
    required = {
        message("th", f"telephone-{name.removeprefix('report_')}"): message("th", "rule-required") for name in REQUIRED
    }
    assert reasons == required | {message("th", "telephone-found"): message("th", "rule-integer")}
    assert not [words for words in faults[message("th", "data-column-accepted")] if LATIN.search(words)]
    assert warehouse.current_build_id(loaded_home) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_is_no_table_is_refused_with_its_reason(
    open_page: OpenPage, loaded_home: Path, language: Language
) -> None:
    before = warehouse.current_build_id(loaded_home)
    app = open_page("data", {"lang": language}, home=loaded_home)
    app.file_uploader(key="upload").set_value([("report.pdf", b"%PDF-1.7", "application/pdf")]).run()
    app.button(key="upload-check").click().run()
    assert not app.exception
    assert message(language, "upload-refused") in [warning.value for warning in app.warning]
    faults = next(table.value for table in app.table if message(language, "data-column-rule") in table.value.columns)
    assert faults[message(language, "data-column-rule")].tolist() == [message(language, "rule-format")]
    assert app.button(key="upload-load").disabled
    assert warehouse.current_build_id(loaded_home) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_compounds_opens_their_list_and_undecided_reports_are_named(
    open_page: OpenPage, language: Language
) -> None:
    app = open_page("data", {"lang": language, "behind": "compounds"})
    assert not app.exception
    assert app.selectbox(key="behind").value == "compounds"
    assert 91 in {len(table.value) for table in app.dataframe}
    assert message(language, "data-undecided") in words_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_side_conflict_leads_to_its_source_and_to_the_records_that_use_it(
    open_page: OpenPage, language: Language
) -> None:
    app = open_page("data", {"lang": language, "across": "place:x-three-pagodas"})
    assert not app.exception
    tables = [frame.value for frame in app.dataframe]
    (across,) = [table for table in tables if "used" in table.columns]
    assert len(across) == 27
    assert across["file"].str.match(r"(places|compounds)\.csv:\d+$").all()
    assert across[["publisher", "date", "used"]].ne("").all().all()
    compounds = across[across["file"].str.startswith("compounds")]
    assert compounds["link"].str.startswith("http").all()
    uses = next(table for table in tables if {"summary", "file"} <= {*table.columns})
    assert uses[["publisher", "file"]].ne("").all().all()
    assert app.selectbox(key="across").value == "place:x-three-pagodas"
