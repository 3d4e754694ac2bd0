"""The page of the data: everything in sight and in its language, on a desk and on a wall."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from dashboard.state import Language
from dashboard.uploads import KINDS
from etl import warehouse
from tests.browser.conftest import PATIENCE, OpenTab, Serve
from tests.browser.test_layout import ALLOWED, OVERLAPS, SIZES, _assert_in_the_window

ENDINGS = sorted((kind.removeprefix(".") for kind in KINDS), key=len, reverse=True)
SAID_AS_IT_IS = re.compile("|".join(("TLP:AMBER", "CSV", ALLOWED.pattern, *ENDINGS)))
"""Release levels, a format and the endings of files have no Thai."""


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
        said = tab.page.locator(".stMain h3, .stMain h4, .stMain p:not(td p), .stMain th, [role=tab]")
        own = said.filter(visible=True).all_inner_texts()
        assert len(own) > 8
        english = [text for text in own if re.search("[A-Za-z]{2,}", SAID_AS_IT_IS.sub("", text))]
        assert language == "en" or set(english) <= {"lang"}, english
        blocks = [".st-key-lang", ".stMain h3", ".stMain h4", ".stMetric", ".stTable", ".stCaption", "header a"]
        assert tab.page.evaluate(OVERLAPS, blocks) == []


INCIDENT = """incident_id,date,end_date,kind,country_code,admin1,place_id,compound_id,lat,lon,location_precision,\
persons_arrested,persons_found,seized_thb,devices_seized,summary,agencies,source_url,publisher,source_date
new-1,2026-03-13,,raid,MM,,,,16.72,98.51,site,3,,,,A newly loaded raid,,,The Sent Paper,
"""


@pytest.mark.journey
def test_a_file_that_is_sent_is_checked_then_loaded_and_then_on_the_map(
    open_tab: OpenTab, serve: Serve, loaded_home: Path
) -> None:
    before = warehouse.current_build_id(loaded_home)
    tab = open_tab(serve(loaded_home))
    tab.open("/data", says=tab.words("page-data"))
    tab.page.get_by_role("tab", name=tab.words("data-tab-load"), exact=True).click()
    tab.page.locator("input[type=file]").set_input_files(
        [FilePayload(name="sent.csv", mimeType="text/csv", buffer=INCIDENT.encode())]
    )
    tab.page.get_by_role("button", name=tab.words("upload-check"), exact=True).click()
    tab.wait_for(tab.words("upload-checked"))
    tab.picture("load-checked")
    assert warehouse.current_build_id(loaded_home) == before
    tab.page.get_by_role("button", name=tab.words("upload-load"), exact=True).click()
    tab.wait_for(tab.words("upload-loaded"))
    tab.picture("load-loaded")
    assert warehouse.current_build_id(loaded_home) != before
    tab.open("/explore?publisher=The+Sent+Paper", says=tab.words("page-explore"))
    expect(tab.map).to_have_attribute("data-drawn", "true", timeout=4 * PATIENCE)
    tab.expect_rows(1)
    tab.picture("load-on-the-map")
