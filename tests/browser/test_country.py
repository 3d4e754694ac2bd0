"""Answering an embassy: what is new of its people, since when, and where that was read."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.language import country_words
from dashboard.state import Language
from tests.browser.conftest import OpenTab
from tests.browser.test_layout import ALLOWED, _assert_in_the_window

SAID_AS_IT_IS = re.compile(
    "|".join((ALLOWED.pattern, "TLP:CLEAR", "CSV", "GeoJSON", "GeoParquet", "moei duplicates", "Moei"))
)


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "th"])
def test_an_embassys_question_is_answered_with_its_evidence(open_tab: OpenTab, language: Language) -> None:
    tab = open_tab(language=language, viewport={"width": 1366, "height": 768})
    tab.open(f"/country?nationality=KE&lang={language}", says=country_words("KE", language))
    said = tab.page.locator(".stMain h4").first
    expect(said).to_contain_text("600")
    expect(said).to_contain_text("2026" if language == "en" else "2569")
    expect(said).to_be_in_viewport()
    newest = tab.page.get_by_role("region", name=tab.words("list-all")).locator("table[role=grid]").first
    expect(newest).to_contain_text("More than 600 Kenyans")
    expect(newest).to_contain_text("rescues.csv:307")
    expect(newest).to_contain_text("https://www.devdiscourse.com/")

    tab.picture(f"embassy-{language}")
    # What happened to those who were handed over: the number, then its records.
    tab.page.get_by_role("radio", name=tab.words("rescue-step-handed-over")).click()
    tab.expect_query({"nationality": ["KE"], "step": ["handed_over"]} | ({"lang": ["th"]} if language == "th" else {}))
    expect(tab.page.get_by_text("oananews.org", exact=False).first).to_be_attached()

    # The link brings a colleague to the same view.
    tab.page.reload()
    expect(tab.page.locator(".stMain h4").first).to_contain_text("600")
    expect(tab.page.get_by_text("oananews.org", exact=False).first).to_be_attached()


def test_another_date_and_another_country_are_kept_in_the_address(open_tab: OpenTab) -> None:
    tab = open_tab(viewport={"width": 1366, "height": 768})
    tab.open("/country?nationality=KE&since=2026-03-01", says="Nothing on Kenya is reported since 1 March 2026")
    tab.expect_query({"nationality": ["KE"], "since": ["2026-03-01"]})
    box = tab.page.get_by_role("combobox", name=tab.words("country-choose"))
    box.fill("Ugan")
    box.press("Enter")
    tab.wait_for("Nothing on Uganda is reported since 1 March 2026")
    tab.expect_query({"nationality": ["UG"], "since": ["2026-03-01"]})
    # The filters of another page mean the same country, and the way back leads to it.
    tab.page.get_by_role("link", name=tab.words("page-rescue"), exact=True).click()
    tab.wait_for(tab.words("rescue-funnel"))
    expect(tab.page.get_by_text("Uganda", exact=False).first).to_be_visible()
    tab.page.get_by_role("link", name=tab.words("page-country"), exact=True).click()
    tab.wait_for("on Uganda")


@pytest.mark.parametrize(("language", "width", "height"), [("th", 1366, 768), ("en", 3840, 2160)])
def test_nothing_on_the_page_of_a_country_is_cut_off_or_in_english(
    open_tab: OpenTab, language: Language, width: int, height: int
) -> None:
    tab = open_tab(language=language, viewport={"width": width, "height": height})
    tab.open(f"/country?nationality=IN&lang={language}", says=tab.words("contradict"))
    expect(tab.page.locator("[data-testid=stStatusWidget]")).to_have_count(0)
    _assert_in_the_window(tab)
    said = tab.page.locator(".stMain h3, .stMain h4, .stMain p, .stMain label").filter(visible=True).all_inner_texts()
    english = [text for text in said if re.search("[A-Za-z]{2,}", SAID_AS_IT_IS.sub("", text))]
    assert len(said) > 20
    assert language == "en" or set(english) <= {"lang"}, english
