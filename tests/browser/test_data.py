"""The page of the data: everything in sight and in its language, on a desk and on a wall."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.state import Language
from tests.browser.conftest import OpenTab
from tests.browser.test_layout import ALLOWED, OVERLAPS, SIZES, _assert_in_the_window


@pytest.mark.parametrize(("language", "width", "height"), SIZES)
def test_nothing_on_the_page_of_the_data_overlaps_or_is_cut_off(
    open_tab: OpenTab, language: Language, width: int, height: int
) -> None:
    tab = open_tab(language=language, viewport={"width": width, "height": height})
    tab.open(f"/data?lang={language}", says=tab.words("page-data"))
    # While Streamlit measures its navigation, the pages may stand behind "more" for a moment.
    for page in ("page-home", "page-data", "page-wall"):
        expect(tab.page.get_by_role("link", name=tab.words(page), exact=True)).to_be_in_viewport()
    names = [tab.page.get_by_role("tab").nth(number) for number in range(tab.page.get_by_role("tab").count())]
    for name in names:
        name.click()
        expect(name).to_have_attribute("aria-selected", "true")
        _assert_in_the_window(tab)
        # Names in tables are the records' own; the choice of language has a label that nobody sees.
        own = tab.page.locator(".stMain h3, .stMain h4, .stMain p:not(td p), .stMain th, [role=tab]").all_inner_texts()
        assert len(own) > 8
        english = [text for text in own if re.search("[A-Za-z]{2,}", ALLOWED.sub("", text))]
        assert language == "en" or set(english) <= {"lang"}, english
        blocks = [".st-key-lang", ".stMain h3", ".stMain h4", ".stMetric", ".stTable", ".stCaption", "header a"]
        assert tab.page.evaluate(OVERLAPS, blocks) == []
