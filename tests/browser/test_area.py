"""Compare two periods in an area and send the link; and draw with keys alone."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from dashboard.state import LANGUAGES, Language
from geo.areas import read_area
from tests.browser.conftest import PATIENCE, OpenTab, Tab
from tests.browser.test_map import Box, View, canvas, shown_view, spot_of

MYAWADDY = (98.515, 16.69)


def _open(tab: Tab, query: str = "") -> View:
    tab.open(f"/explore?lang={tab.language}{query}", says=tab.words("boundaries"))
    return shown_view(tab)


def _tool(tab: Tab, name: str) -> Any:
    return tab.map.get_by_role("button", name=tab.words(f"draw-{name}"), exact=True)


def _click(tab: Tab, box: Box, view: View, longitude: float, latitude: float) -> None:
    spot = spot_of(view, longitude, latitude)
    tab.page.mouse.click(box["x"] + box["width"] / 2 + spot.x, box["y"] + box["height"] / 2 + spot.y)


def _report(tab: Tab) -> str:
    """What the report says, once all of it stands."""
    section = tab.page.locator(".st-key-area-report")
    expect(section).to_contain_text(tab.words("area-enforcement"))
    expect(tab.page.locator("[data-testid=stStatusWidget]")).to_have_count(0)
    return section.inner_text()


@pytest.mark.journey
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_periods_in_an_area_are_compared_and_the_link_opens_the_same(open_tab: OpenTab, language: Language) -> None:
    tab = open_tab(language=language)
    view = _open(tab, "&from=2025-01-01&to=2025-12-31&view=98.5,16.7,9")
    assert (view["longitude"], view["latitude"]) == pytest.approx((98.5, 16.7), abs=1e-3)
    box = canvas(tab)

    _tool(tab, "polygon").click()
    expect(_tool(tab, "polygon")).to_have_attribute("aria-pressed", "true")
    expect(tab.map.get_by_role("status")).to_have_text(tab.words("draw-hint-polygon"))
    corners = [(98.36, 16.55), (98.68, 16.55), (98.68, 16.83), (98.36, 16.83)]
    for corner in corners:
        _click(tab, box, view, *corner)
    _click(tab, box, view, *corners[0])
    expect(tab.page.locator(".st-key-area-report")).to_contain_text("KK Park")
    said = _report(tab)
    assert shown_view(tab) == pytest.approx(view, abs=1e-6), "the map stays where it was"

    area = read_area(tab.query()["area"][0])
    assert area.bounds == pytest.approx((98.36, 16.55, 98.68, 16.83), abs=0.01)
    tab.picture(f"area-drawn-{language}")

    # The reader moves on, and only the address changes.
    tab.map.get_by_role("button", name=tab.words("map-closer")).click()
    tab.page.wait_for_function("!location.search.includes('view=98.5%2C16.7%2C9&')")
    tab.page.wait_for_function("new URLSearchParams(location.search).get('view').split(',')[2] > 9.5")
    left = shown_view(tab)
    assert left["zoom"] == pytest.approx(view["zoom"] + 1, abs=0.01)

    fresh = open_tab(language=language)
    fresh.page.goto(tab.page.url)
    expect(fresh.page.locator(".st-key-area-report")).to_contain_text("KK Park")
    told = fresh.page.locator(".st-key-area-report")
    for line in filter(lambda line: any(letter.isdigit() for letter in line), said.splitlines()):
        expect(told).to_contain_text(line)
    expect(fresh.map).to_have_attribute("data-drawn", "true", timeout=4 * PATIENCE)
    again = shown_view(fresh)
    assert again["zoom"] == pytest.approx(left["zoom"], abs=0.02)
    assert (again["longitude"], again["latitude"]) == pytest.approx((left["longitude"], left["latitude"]), abs=1e-3)
    assert fresh.query() == tab.query()

    # A larger screen shows at least as much of it.
    wide = open_tab(language=language, viewport={"width": 1920, "height": 1080})
    wide.page.goto(tab.page.url)
    _report(wide)
    # Drawn in software, a large map takes its time.
    expect(wide.map).to_have_attribute("data-drawn", "true", timeout=4 * PATIENCE)
    large = shown_view(wide)
    assert (large["longitude"], large["latitude"]) == pytest.approx((left["longitude"], left["latitude"]), abs=1e-3)
    assert large["zoom"] > left["zoom"]
    wide.picture(f"area-sent-{language}")
    wide.page.locator(".st-key-area-report").scroll_into_view_if_needed()
    wide.picture(f"area-report-{language}")


def test_an_area_is_drawn_with_keys_alone_and_escape_cancels(open_tab: OpenTab) -> None:
    tab = open_tab()
    _open(tab, "&view=98.5,16.7,9")
    _tool(tab, "circle").focus()
    tab.page.keyboard.press("Enter")
    expect(_tool(tab, "circle")).to_have_attribute("aria-pressed", "true")
    tab.page.keyboard.press("Escape")
    expect(_tool(tab, "circle")).to_have_attribute("aria-pressed", "false")
    expect(tab.map.get_by_role("status")).to_have_text("")

    _tool(tab, "circle").focus()
    tab.page.keyboard.press("Enter")
    expect(_tool(tab, "circle")).to_have_attribute("aria-pressed", "true")
    tab.page.keyboard.press("Enter")
    for _ in range(3):
        tab.page.keyboard.press("ArrowRight")
    tab.page.keyboard.press("Enter")
    _report(tab)
    area = read_area(tab.query()["area"][0])
    assert area.circle is not None
    assert area.circle[:2] == pytest.approx((98.5, 16.7), abs=0.01)
    tab.page.get_by_role("button", name=tab.words("area-remove")).click()
    tab.page.wait_for_function("!location.search.includes('area=')")


def test_cells_are_chosen_and_a_file_is_taken(open_tab: OpenTab) -> None:
    tab = open_tab()
    view = _open(tab, "&cell=6&view=98.5,16.7,9")
    box = canvas(tab)
    _tool(tab, "cells").click()
    for place in (MYAWADDY, (98.62, 16.69), (98.62, 16.69), (98.45, 16.6)):
        _click(tab, box, view, *place)
    _tool(tab, "finish").click()
    _report(tab)
    assert len(read_area(tab.query()["area"][0]).cells) == 2

    square = [[98, 16], [99, 16], [99, 17], [98, 17], [98, 16]]
    content = json.dumps({"type": "Polygon", "coordinates": [square]}).encode()
    tab.page.get_by_role("button", name=tab.words("area-choose"), exact=True).click()
    file = {"name": "area.geojson", "mimeType": "application/geo+json", "buffer": content}
    tab.page.locator(".stFileUploader input[type=file]").set_input_files(file)
    tab.wait_for(tab.words("area-file-whole", corners=4))
    assert read_area(tab.query()["area"][0]).bounds == pytest.approx((98, 16, 99, 17))
    tab.page.wait_for_function("!location.search.includes('view=98.5')")
