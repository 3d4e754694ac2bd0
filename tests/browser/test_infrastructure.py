"""The page of infrastructure: from a mark to its records, by map, list and timeline; in sight at any size."""

import re

import duckdb
import pytest
from playwright.sync_api import Locator, expect

from dashboard.state import Language
from tests.browser.conftest import OpenTab, Tab
from tests.browser.test_layout import ALLOWED, OVERLAPS, _assert_in_the_window
from tests.browser.test_map import spot_of

HEADER, ROW = 36, 72
"""Heights of the list of supplies, in pixels."""


def supply_map(tab: Tab) -> Locator:
    return tab.page.get_by_role("figure", name=tab.words("infra-map-alt"))


def click_on_map(tab: Tab, longitude: float, latitude: float, *, until: str) -> None:
    """Click where the map draws a point until the page says so: drawn in software, a map may miss a click."""
    shown = supply_map(tab)
    for _ in range(6):
        expect(shown).to_have_attribute("data-drawn", "true")
        told = shown.evaluate("box => ({...box.dataset})")
        view = {name: float(told[name]) for name in ("longitude", "latitude", "zoom")}
        spot, box = spot_of(view, longitude, latitude), shown.locator("canvas").bounding_box()
        assert box is not None
        tab.page.mouse.click(box["x"] + box["width"] / 2 + spot.x, box["y"] + box["height"] / 2 + spot.y, delay=60)
        try:
            expect(tab.page.get_by_text(until, exact=True)).to_be_attached(timeout=5000)
        except AssertionError:
            continue
        return
    pytest.fail(f"no click on the map brings {until!r}")


def click_row(tab: Tab, number: int) -> None:
    """Choose a row of the list of supplies."""
    box = tab.page.get_by_role("region", name=tab.words("infra-list-alt")).bounding_box()
    assert box is not None
    tab.page.mouse.click(box["x"] + 16, box["y"] + HEADER + (number + 0.5) * ROW)


def test_a_click_on_the_map_the_list_or_the_timeline_leads_to_the_records(
    open_tab: OpenTab, bundled: duckdb.DuckDBPyConnection
) -> None:
    tab = open_tab(viewport={"width": 1366, "height": 1000})
    tab.open("/infrastructure?kind=fuel&on=2025-12-31", says=tab.words("infra-point-hint"))
    on = {"kind": ["fuel"], "on": ["2025-12-31"]}
    place = "SELECT longitude, latitude FROM place WHERE place_id = 'x-chong-mek' AND valid_to IS NULL"
    where = bundled.cursor().execute(place).fetchone() or (0, 0)
    click_on_map(tab, *where, until=tab.words("infra-tab-reports"))
    tab.expect_query(on | {"point": ["x-chong-mek"]})
    tab.page.get_by_role("tab", name=tab.words("infra-tab-reports")).click()
    records = tab.page.get_by_role("region", name=tab.words("infra-reports-alt")).locator("table[role=grid]")
    expect(records).to_contain_text("Thailand stopped fuel through Chong Mek to Laos")
    expect(records).to_contain_text("infrastructure.csv:82")

    click_row(tab, 1)
    tab.expect_query(on | {"point": ["mae-sai"]})
    expect(records).to_contain_text("Chiang Rai banned sales of petrol")

    mark = tab.page.locator("path[aria-roledescription=point][aria-label^='Fuel · Mae Sai ·']").first
    mark.scroll_into_view_if_needed()
    mark.click()
    tab.wait_for(f"{tab.words('infra-picked')}: Fuel · Mae Sai · Reduced · 7 February 2025")

    tab.page.reload()
    tab.wait_for(tab.words("infra-as-of", date="31 December 2025"))
    expect(tab.page.get_by_role("combobox", name=tab.words("infra-point"))).to_have_value(re.compile("Mae Sai"))
    tab.expect_query(on | {"point": ["mae-sai"]})


@pytest.mark.parametrize(
    ("language", "width", "height"), [("th", 1366, 768), ("en", 1366, 768), ("th", 1920, 1080), ("en", 3840, 2160)]
)
def test_nothing_on_the_page_of_infrastructure_overlaps_or_is_cut_off(
    open_tab: OpenTab, language: Language, width: int, height: int
) -> None:
    tab = open_tab(language=language, viewport={"width": width, "height": height}, color_scheme="dark")
    tab.open(f"/infrastructure?lang={language}&point=myawaddy", says=tab.words("infra-tab-served"))
    for name in ("effect", "beside", "served", "reports"):
        tab.page.get_by_role("tab", name=tab.words(f"infra-tab-{name}")).click()
        _assert_in_the_window(tab)
        own = tab.page.locator(
            ".stMain h3, .stMain h4, .stMain th, [role=tab], .stExpander summary p"
        ).all_inner_texts()
        english = [text for text in own if re.search("[A-Za-z]{2,}", ALLOWED.sub("", text))]
        assert language == "en" or not english, english
        blocks = [".st-key-lang", ".stMain h3", ".stMain h4", ".stTable", ".moei-legend", ".stExpander", "header a"]
        # A click on a tab may scroll the page, whose head then stands over it.
        tab.page.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
        assert tab.page.evaluate(OVERLAPS, blocks) == []
    marks = tab.page.locator("path[aria-label]")
    expect(marks.first).to_be_attached()
    names = [str(marks.nth(number).get_attribute("aria-label")) for number in range(min(marks.count(), 20))]
    # A place without a Thai name keeps its own.
    ours = [" ".join(part for place, part in enumerate(name.split(" · ")) if place != 1) for name in names]
    assert language == "en" or not [name for name in ours if re.search("[A-Za-z]{2,}", name)], names
