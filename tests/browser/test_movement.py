"""The page of movement: from an arc and from a band of the Sankey to the records behind it."""

import duckdb
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab, Tab
from tests.browser.test_map import spot_of

OVER_THE_BRIDGE = "Myawaddy → Thai-Myanmar Friendship Bridge 2 (Mae Sot-Myawaddy)"

ON_BAND = """band => {
    const box = band.getBBox(), toScreen = band.getScreenCTM();
    for (let x = box.x + 8; x < box.x + box.width; x += 2)
        for (let y = box.y + 1; y < box.y + box.height; y += 1) {
            const spot = new DOMPoint(x, y);
            if (!band.isPointInFill(spot)) continue;
            const {x: left, y: top} = spot.matrixTransform(toScreen);
            if (document.elementFromPoint(left, top) === band) return [left, top];
        }
    throw new Error('the band lies under others');
}"""
"""Where a band can be clicked: it is a thin curve, and the middle of its box is not on it."""


def click_on_arc(tab: Tab, longitude: float, latitude: float, *, until: str) -> None:
    """Click where an arc comes to its end until the page says so: drawn in software, a map may miss a click."""
    shown = tab.page.get_by_role("figure", name=tab.words("move-map-alt", kind="Handovers", count=1))
    for _ in range(12):
        expect(shown).to_have_attribute("data-drawn", "true")
        told = shown.evaluate("box => ({...box.dataset})")
        view = {name: float(told[name]) for name in ("longitude", "latitude", "zoom")}
        spot, box = spot_of(view, longitude, latitude), shown.locator("canvas").bounding_box()
        assert box is not None
        tab.page.mouse.click(box["x"] + box["width"] / 2 + spot.x, box["y"] + box["height"] / 2 + spot.y, delay=20)
        try:
            expect(tab.page.get_by_text(until, exact=True)).to_be_attached(timeout=5000)
        except AssertionError:
            continue
        return
    pytest.fail(f"no click on the map brings {until!r}")


def test_a_click_on_an_arc_and_on_a_band_leads_to_the_records(
    open_tab: OpenTab, bundled: duckdb.DuckDBPyConnection
) -> None:
    # A small map is soon drawn: a press that takes long is no click.
    tab = open_tab(viewport={"width": 700, "height": 1000})
    tab.open("/movement?flow=handover", says=tab.words("move-inferred-none", count=9))
    place = "SELECT longitude, latitude FROM place WHERE place_id = 'mae-sot' AND valid_to IS NULL"
    where = bundled.cursor().execute(place).fetchone() or (0, 0)
    click_on_arc(tab, *where, until=f"{OVER_THE_BRIDGE} → Mae Sot")
    tab.expect_rows(32)
    click_on_arc(tab, *where, until=tab.words("move-sankey"))
    expect(tab.page.get_by_text(f"{OVER_THE_BRIDGE} → Mae Sot", exact=True)).to_have_count(0)

    band = tab.page.get_by_label("Min Let Pan → Tak: 1 event", exact=True)
    band.evaluate("band => band.scrollIntoView({block: 'center'})")
    tab.page.mouse.click(*band.evaluate(ON_BAND))
    expect(tab.page.get_by_text("Min Let Pan → Tak: 1 event", exact=True)).to_be_visible()
    tab.expect_rows(2)
    assert tab.query()["flow"] == ["handover"]
