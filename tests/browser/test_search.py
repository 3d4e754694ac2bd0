"""The search box, as a planner types into it in Thai."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.language import message
from tests.browser.conftest import PATIENCE, OpenTab


@pytest.mark.journey
def test_thai_names_typed_wrong_open_their_records_and_survive_a_reload(open_tab: OpenTab) -> None:
    tab = open_tab(language="th", viewport={"width": 1920, "height": 1080})
    tab.open("/explore?lang=th", says=tab.words("list-hint"))
    box = tab.page.get_by_role("textbox", name=tab.words("find-label"))
    card = tab.page.locator(".st-key-card")
    box.fill("เเมสอด")
    box.press("Enter")
    expect(card).to_contain_text("แม่สอด")
    expect(card).to_contain_text(tab.words("place-kind-district"))
    tab.expect_query({"lang": ["th"], "at": ["place-mae-sot"]})
    expect(tab.rows()).to_be_attached()
    expect(tab.map).to_have_attribute("data-drawn", "true", timeout=4 * PATIENCE)
    tab.picture("find-a-place")

    tab.page.reload()
    expect(card).to_contain_text("แม่สอด")
    tab.expect_query({"lang": ["th"], "at": ["place-mae-sot"]})

    box.fill("เคเคปาร์ค")
    box.press("Enter")
    tab.wait_for(message("th", "find-none", text="เคเคปาร์ค"))
    expect(card).to_have_count(0)
    tab.expect_query({"lang": ["th"]})

    box.fill("เมยวดี")
    box.press("Enter")
    tab.page.get_by_role("button", name=re.compile("^เมียวดี Myawaddy")).click()
    expect(card).to_contain_text("เมียวดี")
    expect(box).to_have_value("")
    tab.expect_query({"lang": ["th"], "at": ["place-myawaddy"]})

    tab.page.locator(".st-key-forget").get_by_role("button").click()
    expect(card).to_have_count(0)
    tab.expect_query({"lang": ["th"]})
