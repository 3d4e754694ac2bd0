"""Nothing leaves the host, and the console is clean; every other test's page is held to that too."""

import pytest
from playwright.sync_api import expect

from dashboard.state import Language
from tests.browser.conftest import DEEP_PAGE_404, OpenTab


@pytest.mark.parametrize(("theme", "language"), [("light", "en"), ("dark", "th")])
def test_no_request_leaves_the_host_and_the_console_is_clean(open_tab: OpenTab, theme: str, language: Language) -> None:
    tab = open_tab(language=language, color_scheme=theme)
    tab.open(f"/?lang={language}", says=tab.words("app-sentence"))
    assert tab.refused == []
    tab.open(f"/explore?lang={language}", says=tab.words("legend-cells"))
    expect(tab.map.locator("canvas")).to_be_visible()
    tab.expect_rows(806)
    time_of_day = "day" if theme == "light" else "night"
    atlas = f"/app/static/basemap/labels-{language}-{time_of_day}.png"
    wanted = [*(f"{name}.geojson?v=" for name in ("countries", "provinces", "rivers", "border", "border_ticks")), atlas]
    tab.page.wait_for_function(
        """wanted => wanted.every(name => performance.getEntriesByType('resource').some(
            entry => entry.name.includes(name) && entry.responseStatus === 200))""",
        arg=wanted,
    )
    dark = tab.page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert (sum(int(part) for part in dark[4:-1].split(",")) < 200) == (theme == "dark")
    tab.assert_quiet()


def test_a_deep_page_asks_in_vain_for_exactly_two_addresses(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.open("/explore", says=tab.words("legend-cells"))
    assert sorted(address.removeprefix(tab.url) for address in tab.refused) == [
        "/explore/_stcore/health",
        "/explore/_stcore/host-config",
    ]
    assert all(DEEP_PAGE_404.match(address.removeprefix(tab.url)) for address in tab.refused)
