"""The journey of a planner who tests the Kanchanaburi claim."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab

QUESTION = (
    "intervention=own&on=2025-01-15&treated=tha-song-yang&treated=mae-ramat-shwe-kokko"
    "&displaced=three-pagodas-payathonzu&displaced=ban-phu-nam-ron-htee-khee"
)
CONTROL = "&control=mae-sai-tachileik&control=chiang-saen-golden-triangle"


@pytest.mark.journey
def test_a_planner_tests_the_kanchanaburi_claim(open_tab: OpenTab) -> None:
    tab = open_tab(viewport={"width": 1366, "height": 768})
    tab.open(f"/displacement?{QUESTION}", says=tab.words("displace-fault-control"))
    expect(tab.page.get_by_text("toward Kanchanaburi").first).to_be_visible()

    tab.page.goto(tab.page.url + CONTROL)
    tab.wait_for(tab.words("displace-guards"))
    expect(tab.page.get_by_text(tab.words("displace-fault-control"))).to_have_count(0)
    expect(tab.page.get_by_text(tab.words("displace-state-stopped")).first).to_be_visible()
    tab.expect_query(
        {
            "intervention": ["own"],
            "on": ["2025-01-15"],
            "treated": ["tha-song-yang", "mae-ramat-shwe-kokko"],
            "displaced": ["three-pagodas-payathonzu", "ban-phu-nam-ron-htee-khee"],
            "control": ["mae-sai-tachileik", "chiang-saen-golden-triangle"],
        }
    )
    tab.page.locator(".stMain").first.evaluate("main => main.scrollTo(0, 0)")
    tab.picture("claim-border")
    tab.page.get_by_text(tab.words("displace-guards")).first.scroll_into_view_if_needed()
    tab.picture("claim-guards")
