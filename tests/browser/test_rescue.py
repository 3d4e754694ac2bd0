"""The pages of rescue and pillars: from a number to its records."""

import pytest
from playwright.sync_api import expect

from dashboard.state import Language
from tests.browser.conftest import OpenTab

WIDE = {"width": 1366, "height": 1000}


@pytest.mark.parametrize(("language", "kenya"), [("en", "Kenya"), ("th", "เคนยา")])
def test_a_click_on_a_bar_lists_the_records_that_it_counts(open_tab: OpenTab, language: Language, kenya: str) -> None:
    tab = open_tab(language=language, viewport=WIDE)
    tab.open(f"/rescue?lang={language}", says=tab.words("rescue-by-month"))
    bar = tab.page.locator(f"path[aria-label^='{kenya}:']")
    bar.scroll_into_view_if_needed()
    # The row is clicked, not the bar: it may be a pixel wide, and lies under it.
    bar.click(force=True)
    what = f"{tab.words('rescue-step-sent-home')} · {kenya}"
    tab.wait_for(tab.words("rescue-behind", what=what))
    expect(tab.page.get_by_text(tab.words("cited-told", records=4, publishers=3), exact=False).first).to_be_visible()


def test_a_number_on_a_card_lists_its_records(open_tab: OpenTab) -> None:
    tab = open_tab(viewport=WIDE)
    tab.open("/pillars", says=tab.words("pillars-choose-board"))
    tab.page.get_by_role("button", name=tab.words("pillars-before", count=11)).click()
    tab.expect_query({"board": ["international"], "when": ["before"]})
    tab.page.reload()
    tab.wait_for(tab.words("pillars-choose-board"))
    tab.expect_query({"board": ["international"], "when": ["before"]})
