"""A briefing made in a browser: chosen, looked at, exported, downloaded, and told to be genuine."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.state import Language
from tests.browser.conftest import OpenTab, Serve, Tab, at_rest
from tests.browser.test_layout import OVERLAPS, _assert_in_the_window

BLOCKS = [
    ".st-key-brief",
    ".st-key-nationality",
    ".st-key-since",
    ".st-key-format",
    ".st-key-written",
    ".st-key-level",
    ".st-key-audience",
    ".st-key-paper",
    ".stMain h3",
    ".stAlert",
    ".stMain .stImage",
    ".stMain .stButton",
    "header a",
]
WIDE = "() => { const image = document.querySelector('.stMain .stImage img'); \
return image.naturalWidth > image.naturalHeight; }"


def make(tab: Tab) -> None:
    tab.page.get_by_role("button", name=tab.words("briefing-make")).click()
    expect(tab.page.get_by_role("button", name=tab.words("briefing-export"), exact=True)).to_be_visible()


@pytest.mark.journey
def test_a_briefing_is_made_seen_exported_downloaded_and_verified(
    open_tab: OpenTab, serve: Serve, loaded_home: Path, tmp_path: Path
) -> None:
    tab = open_tab(serve(loaded_home), viewport={"width": 1366, "height": 768})
    tab.open("/country?nationality=KE&lang=en", says=tab.words("country-figures"))
    tab.page.get_by_role("link", name="Make a briefing on Kenya").click()
    tab.wait_for(tab.words("briefing-make"))
    tab.page.get_by_text("16:9", exact=True).click()
    tab.expect_query({"brief": ["country"], "nationality": ["KE"], "paper": ["16:9"]})
    tab.page.reload()
    make(tab)
    pages = tab.page.locator(".stMain .stImage img")
    expect(pages.first).to_have_attribute("alt", re.compile(r"^Page 1 of \d+$"))
    # Of the paper that the address says, once the picture has come.
    tab.page.wait_for_function(WIDE)
    tab.picture("briefing-seen")
    log = loaded_home / "audit" / "exports.jsonl"
    assert not log.exists()
    tab.page.get_by_role("button", name=tab.words("briefing-export"), exact=True).click()
    with tab.page.expect_download() as waiting:
        tab.page.get_by_role("button", name=tab.words("briefing-download")).first.click()
    file = tmp_path / "downloaded.pdf"
    waiting.value.save_as(file)
    assert json.loads(log.read_text(encoding="utf-8"))["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    tab.page.get_by_role("tab", name=tab.words("briefing-tab-verify")).click()
    tab.page.locator(".st-key-verify input[type=file]").set_input_files(file)
    tab.wait_for(tab.words("verify-build-same"))
    tab.picture("briefing-verified")


@pytest.mark.parametrize(("language", "width", "height"), [("en", 1366, 768), ("th", 3840, 2160)])
def test_nothing_on_the_page_of_briefings_overlaps_or_is_cut_off(
    open_tab: OpenTab, language: Language, width: int, height: int
) -> None:
    tab = open_tab(language=language, viewport={"width": width, "height": height})
    tab.open(f"/briefing?lang={language}&brief=country&nationality=KE", says=tab.words("briefing-make"))
    make(tab)
    at_rest(tab.page)
    _assert_in_the_window(tab)
    assert tab.page.evaluate(OVERLAPS, BLOCKS) == []
