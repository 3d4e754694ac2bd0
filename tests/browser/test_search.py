"""The search box, as a planner types into it in Thai."""

import re

from playwright.sync_api import expect

from dashboard.language import message
from tests.browser.conftest import OpenTab


def test_a_thai_name_without_tone_marks_opens_its_records_and_survives_a_reload(open_tab: OpenTab) -> None:
    tab = open_tab(language="th", viewport={"width": 1920, "height": 1080})
    tab.open("/explore?lang=th", says=tab.words("list-hint"))
    box = tab.page.get_by_role("textbox", name=tab.words("find-label"))
    box.fill("เมยวดี")
    box.press("Enter")
    card = tab.page.locator(".st-key-card")
    expect(card).to_contain_text("เมียวดี")
    expect(card).to_contain_text(tab.words("place-kind-town"))
    tab.expect_query({"lang": ["th"], "at": ["place-myawaddy"]})

    tab.page.reload()
    expect(card).to_contain_text("เมียวดี")
    tab.expect_query({"lang": ["th"], "at": ["place-myawaddy"]})

    box.fill("แม่สอต")
    box.press("Enter")
    tab.wait_for(message("th", "find-none", text="แม่สอต"))
    tab.page.get_by_role("button", name=re.compile("^แม่สอด Mae Sot")).click()
    expect(card).to_contain_text("แม่สอด")
    tab.expect_query({"lang": ["th"], "at": ["place-mae-sot"]})

    tab.page.get_by_role("button", name=tab.words("find-forget")).click()
    expect(card).to_have_count(0)
    tab.expect_query({"lang": ["th"]})
