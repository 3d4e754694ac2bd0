"""What is chosen is in the address, and an address opens what was chosen."""

from datetime import date

import duckdb
import pytest
from playwright.sync_api import expect

from dashboard.findings.coverage import coverage
from dashboard.language import date_words, message
from dashboard.queries import records
from dashboard.state import LANGUAGES, Language, ViewState
from tests.browser.conftest import OpenTab, Tab


def _numbers(connection: duckdb.DuckDBPyConnection, state: ViewState, language: Language = "en") -> str:
    """What a page says of a view."""
    found = coverage(records.count_coverage(connection, state=state, levels=("CLEAR",)))
    return message(language, "on-map", records=found.records, shown=found.shown, hidden=found.hidden)


def _choose(tab: Tab, label: str, option: str) -> None:
    """Choose one option of a list with the mouse; typing brings it into sight."""
    box = tab.page.get_by_role("combobox", name=tab.words(label), exact=True)
    box.click()
    box.fill(tab.words(option))
    tab.page.get_by_role("option", name=tab.words(option)).first.click()
    tab.page.keyboard.press("Escape")


def test_address_widget_reload_and_back_tell_the_same_view(
    open_tab: OpenTab, bundled: duckdb.DuckDBPyConnection
) -> None:
    rescues = ViewState(layers=("rescue",), resolution=6)
    handovers = ViewState(layers=("rescue",), resolution=6, kinds=("handover",))
    tab = open_tab()
    tab.open("/explore?layer=rescue&cell=6", says=_numbers(bundled, rescues))
    expect(tab.page.locator(".st-key-layer")).to_contain_text(tab.words("layer-rescue"))
    expect(tab.page.get_by_role("combobox", name=tab.words("filter-cell"))).to_have_value(tab.words("cell-6"))

    _choose(tab, "filter-kind", "kind-handover")
    tab.expect_query({"layer": ["rescue"], "cell": ["6"], "kind": ["handover"]})
    tab.wait_for(_numbers(bundled, handovers))

    tab.page.reload()
    tab.wait_for(_numbers(bundled, handovers))
    expect(tab.page.locator(".st-key-kind")).to_contain_text(tab.words("kind-handover"))
    tab.expect_query({"layer": ["rescue"], "cell": ["6"], "kind": ["handover"]})

    tab.page.go_back()
    tab.wait_for(_numbers(bundled, rescues))
    tab.expect_query({"layer": ["rescue"], "cell": ["6"]})
    expect(tab.page.locator(".st-key-kind")).not_to_contain_text(tab.words("kind-handover"))

    tab.page.go_forward()
    tab.wait_for(_numbers(bundled, handovers))
    expect(tab.page.locator(".st-key-kind")).to_contain_text(tab.words("kind-handover"))


def test_what_is_chosen_in_one_language_opens_in_the_other(
    open_tab: OpenTab, bundled: duckdb.DuckDBPyConnection
) -> None:
    state = ViewState(kinds=("raid",), evidence="activity", resolution=7)
    thai = open_tab(language="th")
    thai.open("/explore?lang=th&cell=7", says=_numbers(bundled, ViewState(resolution=7), "th"))
    expect(thai.page.get_by_role("combobox", name=thai.words("filter-cell"))).to_have_value(thai.words("cell-7"))
    _choose(thai, "filter-evidence", "evidence-activity")
    thai.expect_query({"lang": ["th"], "cell": ["7"], "count": ["activity"]})
    thai.wait_for(_numbers(bundled, ViewState(evidence="activity", resolution=7), "th"))
    _choose(thai, "filter-kind", "kind-raid")
    thai.expect_query({"lang": ["th"], "cell": ["7"], "count": ["activity"], "kind": ["raid"]})
    thai.wait_for(_numbers(bundled, state, "th"))

    thai.page.get_by_role("radio", name=message("en", "language-en")).click(force=True)
    thai.wait_for(_numbers(bundled, state, "en"))
    thai.expect_query({"cell": ["7"], "count": ["activity"], "kind": ["raid"]})


@pytest.mark.parametrize(("locale", "language"), [("th-TH", "th"), ("de-DE", "en")])
def test_without_a_word_in_the_address_the_browser_says_the_language(
    open_tab: OpenTab, locale: str, language: Language
) -> None:
    tab = open_tab(language=language, locale=locale)
    tab.open("/", says=message(language, "app-sentence"))
    assert tab.query() == {}


def test_a_period_is_typed_and_written_into_the_address(open_tab: OpenTab, bundled: duckdb.DuckDBPyConnection) -> None:
    tab = open_tab()
    tab.open("/explore?layer=incident&to=2025-12-31", says=tab.words("filter-from"))
    expect(tab.page.locator(".st-key-layer")).to_contain_text(tab.words("layer-incident"))
    tab.page.locator(".st-key-from").get_by_role("spinbutton").first.click()
    tab.page.keyboard.type("20250201")
    # Streamlit takes a date over when the reader leaves it.
    tab.page.get_by_role("heading").first.click()
    tab.expect_query({"layer": ["incident"], "from": ["2025-02-01"], "to": ["2025-12-31"]})
    state = ViewState(layers=("incident",), date_from=date(2025, 2, 1), date_to=date(2025, 12, 31))
    tab.wait_for(_numbers(bundled, state))


def test_the_way_home_and_back_keeps_the_view(open_tab: OpenTab, bundled: duckdb.DuckDBPyConnection) -> None:
    state = ViewState(layers=("rescue", "incident"), kinds=("raid", "escape"))
    tab = open_tab()
    tab.open("/explore?layer=rescue&layer=incident&kind=raid&kind=escape", says=_numbers(bundled, state))
    tab.page.get_by_role("link", name=tab.words("page-home"), exact=True).click()
    tab.wait_for(tab.words("app-sentence"))
    tab.page.get_by_role("link", name=tab.words("page-explore"), exact=True).click()
    tab.wait_for(_numbers(bundled, state))
    tab.expect_query({"layer": ["rescue", "incident"], "kind": ["raid", "escape"]})


def test_the_language_of_home_holds_on_the_page_that_it_leads_to(open_tab: OpenTab) -> None:
    tab = open_tab(language="th")
    tab.open("/?lang=th", says=tab.words("app-sentence"))
    tab.page.get_by_role("link", name=tab.words("home-open-explore")).click()
    tab.wait_for(tab.words("legend-cells"))
    tab.expect_query({"lang": ["th"]})


def test_words_that_mean_nothing_are_ignored_and_leave_the_address(
    open_tab: OpenTab, bundled: duckdb.DuckDBPyConnection
) -> None:
    tab = open_tab()
    hostile = "kind=<img src=x onerror=alert(1)>&layer=rescue&layer=nonsense&cell=99&count=x&from=2025-02-30&to=no"
    tab.open(f"/explore?{hostile}", says=_numbers(bundled, ViewState(layers=("rescue",))))
    tab.expect_query({"layer": ["rescue"]})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_replays_step_is_in_the_address_and_a_copied_link_opens_it_still(
    open_tab: OpenTab, language: Language
) -> None:
    tab = open_tab(language=language)
    query = f"lang={language}&replay=month&from=2025-01-01&to=2025-12-31"
    tab.open(f"/explore?{query}", says=tab.words("replay-left-out", count=0).split("0")[0])
    words, slider = tab.page.locator(".replay output"), tab.page.locator(".replay input")
    expect(words).to_have_text(date_words(date(2025, 12, 1), language, precision="month"))
    slider.focus()
    tab.page.keyboard.press("Home")
    tab.page.keyboard.press("ArrowRight")
    tab.page.keyboard.press("ArrowRight")
    march = date_words(date(2025, 3, 1), language, precision="month")
    expect(words).to_have_text(march)
    asked = {"replay": ["month"], "from": ["2025-01-01"], "to": ["2025-12-31"]}
    asked |= {"lang": ["th"]} if language == "th" else {}
    tab.expect_query(asked | {"moment": ["2025-03-01"]})

    other = open_tab(language=language)
    other.page.goto(tab.page.url)
    expect(other.page.locator(".replay output")).to_have_text(march)
    other.page.wait_for_timeout(3000)
    expect(other.page.locator(".replay output")).to_have_text(march)
    expect(other.page.locator(".replay.is-playing")).to_have_count(0)

    # Played on, it tells where it came to rest.
    other.page.locator(".replay select").select_option("8")
    other.page.locator(".replay .play").click()
    december = date_words(date(2025, 12, 1), language, precision="month")
    expect(other.page.locator(".replay output")).to_have_text(december)
    other.expect_query(asked | {"moment": ["2025-12-01"]})
