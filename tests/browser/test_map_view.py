"""What the map shows: the borders whole at first, more as one looks closer, a found place, whose the line is."""

import json
import math
from pathlib import Path

import pytest
import shapely
from playwright.sync_api import expect

from dashboard.map.assets import STATIC
from dashboard.state import Language
from tests.browser.conftest import OpenTab, Serve, Tab
from tests.browser.test_map import ROOMY, Deck, View, canvas, hover, pins, shown_view, spot_of

POIPET = (102.563, 13.656)


def _open(tab: Tab, query: str = "") -> View:
    tab.open(f"/explore?lang={tab.language}{query}", says=tab.words("legend-cells"))
    return shown_view(tab)


def _wait_for_view(tab: Tab, condition: str) -> View:
    """The view, once it is as wished; the map tells it after each frame."""
    tab.page.wait_for_function(
        f"""() => {{
            const host = [...document.querySelectorAll('*')].find(one => one.shadowRoot?.querySelector('.map'));
            const told = host?.shadowRoot.querySelector('.map').dataset ?? {{}};
            return told.drawn === 'true' && ({condition});
        }}"""
    )
    return shown_view(tab)


def test_all_borders_are_in_sight_at_first(open_tab: OpenTab, opening_deck: Deck) -> None:
    tab = open_tab(viewport=ROOMY)
    view, box, bounds = _open(tab), canvas(tab), opening_deck["bounds"]
    for longitude in (bounds["west"], bounds["east"]):
        for latitude in (bounds["south"], bounds["north"]):
            assert spot_of(view, longitude, latitude).is_inside(box, margin=0)
    _, height = box["width"], box["height"]
    drawn = spot_of(view, 0, bounds["south"]).y - spot_of(view, 0, bounds["north"]).y
    assert drawn > 0.8 * height, "and no smaller than need be"


def test_more_names_stand_as_one_looks_closer_and_one_button_shows_all_borders_again(open_tab: OpenTab) -> None:
    tab = open_tab(language="th", viewport=ROOMY)
    whole = _open(tab)
    for zooms in (1, 2, 3):
        tab.map.get_by_role("button", name=tab.words("map-closer")).click()
        closer = _wait_for_view(tab, f"told.zoom > {whole['zoom'] + zooms - 0.01}")
    assert closer["labels"] > 2 * whole["labels"]
    scale = tab.map.locator(".scale")
    expect(scale).to_have_text("50 กม.")
    tab.map.get_by_role("button", name=tab.words("map-whole")).click()
    again = _wait_for_view(tab, f"told.zoom < {whole['zoom'] + 0.01}")
    assert again == pytest.approx(whole, abs=1e-3)


def test_the_scale_bar_is_as_long_as_it_says(open_tab: OpenTab) -> None:
    tab = open_tab(viewport=ROOMY)
    view = _open(tab)
    scale = tab.map.locator(".scale")
    box, words = scale.bounding_box(), scale.inner_text()
    assert box is not None
    kilometre = 1 / (111.32 * math.cos(math.radians(view["latitude"])))
    degrees = float(words.removesuffix(" km")) * kilometre
    assert box["width"] == pytest.approx(spot_of(view, view["longitude"] + degrees, 0).x, rel=0.02)


def test_the_map_moves_to_what_a_search_found(open_tab: OpenTab) -> None:
    tab = open_tab(viewport=ROOMY)
    _open(tab)
    box = tab.page.get_by_placeholder(tab.words("find-placeholder"))
    box.fill("Poipet")
    box.press("Enter")
    view = _wait_for_view(tab, "told.zoom > 10.9")
    assert (view["longitude"], view["latitude"]) == pytest.approx(POIPET, abs=1e-4)
    tab.page.reload()
    view = _wait_for_view(tab, "told.zoom > 10.9")
    assert (view["longitude"], view["latitude"]) == pytest.approx(POIPET, abs=1e-4)


@pytest.mark.parametrize("language", ["en", "th"])
def test_a_disputed_stretch_says_why(open_tab: OpenTab, opening_deck: Deck, language: Language) -> None:
    """By Myawaddy, where the river moved its bed."""
    border = json.loads((STATIC / "basemap" / "border.geojson").read_text(encoding="utf-8"))
    stretch = next(f for f in border["features"] if f["properties"].get("name", "").startswith("Moei river"))
    tab = open_tab(language=language, viewport=ROOMY)
    _open(tab, "&at=place-myawaddy")
    box, suffix = canvas(tab), "_th" if language == "th" else ""
    points = shapely.get_coordinates(shapely.geometry.shape(stretch["geometry"])).tolist()
    words = ""
    for attempt in range(12):
        # The map may still be on its way to the place, and a point of the line lie between two dashes.
        view = shown_view(tab)
        spots = [spot_of(view, longitude, latitude) for longitude, latitude in points]
        heads = [pin.head for pin in pins(opening_deck, view)]
        inside = [spot for spot in spots if spot.is_inside(box)]
        inside.sort(key=lambda spot: -min(spot.distance(head) for head in heads))
        words = hover(tab, box, inside[attempt % len(inside)])
        if stretch["properties"][f"name{suffix}"] in words:
            break
    assert stretch["properties"][f"note{suffix}"] in words
    assert words.startswith(tab.words("map-disputed"))


def test_an_administrators_tiles_stand_in_place_of_our_ground_with_the_border_over_them(
    open_tab: OpenTab, serve: Serve, bundled_home: Path
) -> None:
    tab = open_tab(serve(bundled_home, MOEI_BASEMAP="/app/static/icon.png?{z}/{x}/{y}"))
    view = _open(tab)
    asked = [address for address in tab.requests if "icon.png?" in address]
    zoom = {int(address.split("?")[1].split("/")[0]) for address in asked}
    assert zoom
    assert all(abs(one - view["zoom"]) <= 2 for one in zoom)
    assert not any("countries.geojson" in address for address in tab.requests)
    assert any("border.geojson" in address for address in tab.requests)
    expect(tab.map.locator(".credit")).to_be_hidden()


def test_a_wrong_setting_of_the_basemap_is_told_and_our_own_is_drawn(
    open_tab: OpenTab, serve: Serve, bundled_home: Path
) -> None:
    tab = open_tab(serve(bundled_home, MOEI_BASEMAP="streets"), language="th")
    _open(tab)
    expect(tab.page.get_by_text("MOEI_BASEMAP")).to_be_visible()
    assert any("countries.geojson" in address for address in tab.requests)


def test_a_browser_that_cannot_draw_says_so_and_lists_the_records_all_the_same(open_tab: OpenTab) -> None:
    tab = open_tab(viewport=ROOMY)
    tab.page.add_init_script(
        """const context = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
            return kind.startsWith('webgl') ? null : context.call(this, kind, ...rest);
        };"""
    )
    tab.open("/explore", says=tab.words("legend-cells"))
    expect(tab.map.get_by_text(tab.words("map-failed"))).to_be_visible()
    tab.expect_rows(806)
    assert all("map:" in complaint or "WebGL" in complaint for complaint in tab.complaints)
    tab.complaints.clear()
