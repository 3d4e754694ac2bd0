"""Every page by day and by night, as axe-core reads it: WCAG 2.2 at levels A and AA."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from dashboard.state import Language
from tests.app.conftest import PAGES
from tests.browser.conftest import OpenTab, at_rest

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
ADDRESSES = {name: "/" if name == "home" else f"/{name}" for name in PAGES}

NOT_OURS = {("svg-img-alt", "brush_brush")}
"""Rule and a part of the element's markup, of elements of Streamlit or Vega that no setting of ours reaches: the box
that a reader draws over a chart, which Vega leaves without a name."""


@pytest.mark.parametrize("page", sorted(PAGES))
@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("th", "dark")])
def test_a_page_breaks_no_rule_of_wcag(open_tab: OpenTab, page: str, language: Language, scheme: str) -> None:
    tab = open_tab(language=language, color_scheme=scheme, viewport={"width": 1366, "height": 768})
    tab.page.goto(f"{tab.url}{ADDRESSES[page]}?lang={language}&hold=1")
    expect(tab.page.locator(".wall[data-scene]" if page == "wall" else ".stMain h3").first).to_be_visible()
    at_rest(tab.page)
    found = [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in Axe().run(tab.page, options=RULES).response["violations"]
        for node in violation["nodes"]
        if not any(violation["id"] == rule and part in node["html"] for rule, part in NOT_OURS)
    ]
    assert found == []
