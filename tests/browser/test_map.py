"""A click on the map opens the records behind it."""

import math
import time
from dataclasses import dataclass
from typing import Any

import duckdb
import h3.api.basic_int as h3
import pytest
from playwright.sync_api import expect

from dashboard.queries import compounds, records
from dashboard.state import ViewState
from tests.browser.conftest import PATIENCE, OpenTab, Tab

CLEAR = ("CLEAR",)
MARGIN = 30
ROOMY = {"width": 1600, "height": 1100}
"""A window in which pins and cells stand apart."""
Deck = dict[str, Any]
Box = dict[str, float]
View = dict[str, float]


@dataclass(frozen=True)
class Spot:
    """A place on the screen, in pixels from the middle of the map."""

    x: float
    y: float

    def distance(self, other: "Spot") -> float:
        return math.hypot(self.x - other.x, self.y - other.y)

    def is_inside(self, box: Box, margin: float = MARGIN) -> bool:
        return abs(self.x) < box["width"] / 2 - margin and abs(self.y) < box["height"] / 2 - margin


@dataclass(frozen=True)
class Pin:
    """The head of a pin on the screen, and what it stands for."""

    head: Spot
    radius: float
    row: dict[str, Any]


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / (2 * math.pi)


def shown_view(tab: Tab) -> View:
    """The view that the map says it shows, once all of it is drawn."""
    expect(tab.map).to_have_attribute("data-drawn", "true")
    told = tab.map.evaluate("box => ({...box.dataset})")
    return {name: float(told[name]) for name in ("longitude", "latitude", "zoom", "labels")}


def spot_of(view: View, longitude: float, latitude: float) -> Spot:
    """Where a view draws a point: Web Mercator on tiles of 512 pixels."""
    world = 512 * 2 ** view["zoom"]
    x = (longitude - view["longitude"]) / 360 * world
    return Spot(x, (_mercator(view["latitude"]) - _mercator(latitude)) * world)


def pins(deck: Deck, view: View) -> list[Pin]:
    """Every pin of the map: a ring on a stem, whose foot is the point."""
    layer = next(layer for layer in deck["marks"] if layer["id"] == "compounds")
    found = []
    for row in layer["data"]:
        foot, pixels = spot_of(view, row["longitude"], row["latitude"]), row["size"] * layer.get("sizeScale", 1)
        icon = layer["iconMapping"][row["icon"]]
        width, height = icon["width"], icon["height"]
        middle = (height - width / 2) / height
        found.append(Pin(Spot(foot.x, foot.y - pixels * middle), pixels * width / height / 2, row))
    return found


def canvas(tab: Tab) -> Box:
    """The box of the map on the screen."""
    drawn = tab.map.locator("canvas")
    expect(drawn).to_be_visible()
    drawn.scroll_into_view_if_needed()
    box = drawn.bounding_box()
    assert box is not None
    return dict(box)


def hover(tab: Tab, box: Box, spot: Spot) -> str:
    """Move over a spot until the map, once drawn, says what is there."""
    x, y = box["x"] + box["width"] / 2 + spot.x, box["y"] + box["height"] / 2 + spot.y
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline:
        for offset in (1, 0):
            tab.page.mouse.move(x + offset, y)
        tip = tab.map.locator(".deck-tooltip")
        try:
            expect(tip).to_be_visible(timeout=1500)
        except AssertionError:
            continue
        return tip.inner_text()
    pytest.fail(f"nothing answers at {spot} of the map")


def click(tab: Tab, box: Box, spot: Spot, *, until: str) -> None:
    """Click until the page says so: a map drawn in software may take a press that lasts for no click."""
    for _ in range(6):
        tab.page.mouse.click(box["x"] + box["width"] / 2 + spot.x, box["y"] + box["height"] / 2 + spot.y)
        try:
            expect(tab.page.get_by_text(until, exact=True)).to_be_visible(timeout=5000)
        except AssertionError:
            continue
        return
    pytest.fail(f"no click at {spot} brings {until!r}")


def _freest_cell(deck: Deck, view: View, box: Box) -> tuple[dict[str, Any], Spot]:
    """The cell in sight that is farthest from every pin."""
    found = []
    for row in next(layer["data"] for layer in deck["areas"] if layer["id"] == "cells"):
        latitude, longitude = h3.cell_to_latlng(h3.str_to_int(row["cell"]))
        spot = spot_of(view, longitude, latitude)
        if spot.is_inside(box):
            found.append((min(spot.distance(pin.head) - pin.radius for pin in pins(deck, view)), row, spot))
    _, row, spot = max(found, key=lambda item: item[0])
    return row, spot


def _freest_pin(deck: Deck, view: View, box: Box) -> Pin:
    """The pin in sight whose head has the most room."""

    def room(pin: Pin) -> float:
        return min(pin.head.distance(other.head) - other.radius for other in pins(deck, view) if other != pin)

    return max((pin for pin in pins(deck, view) if pin.head.is_inside(box)), key=room)


def test_a_click_on_a_cell_lists_its_records_and_all_records_goes_back(
    open_tab: OpenTab, bundled: duckdb.DuckDBPyConnection, opening_deck: Deck
) -> None:
    tab = open_tab(viewport=ROOMY)
    tab.open("/explore?cell=4", says=tab.words("list-hint"))
    tab.expect_rows(806)
    box = canvas(tab)
    row, spot = _freest_cell(opening_deck, shown_view(tab), box)
    assert hover(tab, box, spot).splitlines() == row["tip"].splitlines()

    cell = h3.str_to_int(row["cell"])
    inside = records.list_records(bundled, state=ViewState(resolution=4), levels=CLEAR, most=2000, cell=cell)
    click(tab, box, spot, until=tab.words("list-cell"))
    tab.expect_rows(len(inside))
    expect(tab.rows()).to_contain_text(inside["summary"].iloc[0])

    tab.page.get_by_role("button", name=tab.words("list-back"), exact=True).click()
    tab.wait_for(tab.words("list-hint"))
    tab.expect_rows(806)

    # What was dismissed can be chosen again.
    click(tab, box, spot, until=tab.words("list-cell"))
    tab.expect_rows(len(inside))


def test_a_click_on_a_compound_tells_of_it_and_lists_its_records(
    open_tab: OpenTab, bundled: duckdb.DuckDBPyConnection, opening_deck: Deck
) -> None:
    tab = open_tab(viewport=ROOMY)
    tab.open("/explore?cell=4", says=tab.words("list-hint"))
    tab.expect_rows(806)
    box = canvas(tab)
    pin = _freest_pin(opening_deck, shown_view(tab), box)
    assert hover(tab, box, pin.head).splitlines() == pin.row["tip"].splitlines()

    listed = compounds.list_compounds(bundled, levels=CLEAR)
    longitude, latitude, precision = pin.row["point"].split(",")
    here = listed[
        (listed["longitude"].round(5) == float(longitude))
        & (listed["latitude"].round(5) == float(latitude))
        & (listed["location_precision"] == precision)
    ]
    click(tab, box, pin.head, until=tab.words("list-compounds", count=len(here)))
    tab.expect_rows(len(here), "legend-compounds")
    expect(tab.rows("legend-compounds")).to_contain_text(here["name"].iloc[0])
    ids = tuple(here["compound_id"])
    inside = records.list_records(bundled, state=ViewState(), levels=CLEAR, most=2000, compound_ids=ids)
    if len(inside):
        tab.expect_rows(len(inside))
    else:
        tab.wait_for(tab.words("list-none"))

    tab.page.get_by_role("button", name=tab.words("list-back"), exact=True).click()
    tab.wait_for(tab.words("list-hint"))
    tab.expect_rows(806)
