"""A click on the map opens the records behind it."""

import math
import time
from dataclasses import dataclass

import duckdb
import h3.api.basic_int as h3
import pandas as pd
import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from playwright.sync_api import expect

from dashboard.components.map import _OPENING_VIEW
from dashboard.findings.map_points import compound_points
from dashboard.layers.compounds import _pin_pixels
from dashboard.queries import compounds, records
from dashboard.state import ViewState
from tests.browser.conftest import PATIENCE, OpenTab, Tab

CLEAR = ("CLEAR",)
MARGIN = 30
TIP = "document.querySelector('.deck-tooltip')"


@dataclass(frozen=True)
class Spot:
    """A place on the screen, in pixels from the middle of the map."""

    x: float
    y: float

    def distance(self, other: "Spot") -> float:
        return math.hypot(self.x - other.x, self.y - other.y)


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / (2 * math.pi)


def _spot(longitude: float, latitude: float) -> Spot:
    """Where the opening view draws a point: Web Mercator on tiles of 512 pixels."""
    world = 512 * 2**_OPENING_VIEW.zoom
    return Spot(
        (longitude - _OPENING_VIEW.longitude) / 360 * world,
        (_mercator(_OPENING_VIEW.latitude) - _mercator(latitude)) * world,
    )


def _pins(points: pd.DataFrame) -> list[tuple[Spot, float]]:
    """Head of each pin on the screen, and its radius."""
    heads = []
    for point in points.to_dict("records"):
        foot, pixels = _spot(point["longitude"], point["latitude"]), _pin_pixels(len(point["statuses"]))
        heads.append((Spot(foot.x, foot.y - pixels * 58 / 90), pixels / 3))
    return heads


def _is_inside(spot: Spot, box: dict[str, float]) -> bool:
    return abs(spot.x) < box["width"] / 2 - MARGIN and abs(spot.y) < box["height"] / 2 - MARGIN


def _canvas(tab: Tab) -> dict[str, float]:
    canvas = tab.map.locator("canvas")
    expect(canvas).to_be_visible()
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    return dict(box)


def _hover(tab: Tab, box: dict[str, float], spot: Spot) -> str:
    """Move over a spot until the map, once drawn, says what is there."""
    x, y = box["x"] + box["width"] / 2 + spot.x, box["y"] + box["height"] / 2 + spot.y
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline:
        for offset in (1, 0):
            tab.page.mouse.move(x + offset, y)
        try:
            tab.page.wait_for_function(f"{TIP}?.style.display === 'block' && {TIP}.textContent", timeout=1500)
        except PlaywrightTimeoutError:
            continue
        return str(tab.page.evaluate(f"{TIP}.innerText"))
    pytest.fail(f"nothing answers at {spot} of the map")


def _click(tab: Tab, box: dict[str, float], spot: Spot, *, until: str) -> None:
    """Click until the page says so: a map drawn in software may take a press that lasts for no click."""
    for _ in range(6):
        tab.page.mouse.click(box["x"] + box["width"] / 2 + spot.x, box["y"] + box["height"] / 2 + spot.y)
        try:
            expect(tab.page.get_by_text(until, exact=True)).to_be_visible(timeout=5000)
        except AssertionError:
            continue
        return
    pytest.fail(f"no click at {spot} brings {until!r}")


def _freest_cell(cells: pd.DataFrame, pins: list[tuple[Spot, float]], box: dict[str, float]) -> tuple[int, Spot]:
    """The cell in sight that is farthest from every pin."""
    found = []
    for cell in cells["cell"]:
        latitude, longitude = h3.cell_to_latlng(int(cell))
        spot = _spot(longitude, latitude)
        if _is_inside(spot, box):
            found.append((min(spot.distance(head) - radius for head, radius in pins), int(cell), spot))
    _, cell, spot = max(found, key=lambda item: item[0])
    return cell, spot


def test_a_click_on_a_cell_lists_its_records_and_all_records_goes_back(
    open_tab: OpenTab, bundled: duckdb.DuckDBPyConnection
) -> None:
    state = ViewState(resolution=4)
    tab = open_tab()
    tab.open("/explore?cell=4", says=tab.words("list-hint"))
    tab.expect_records(806)
    box = _canvas(tab)
    cells = records.count_cells(bundled, state=state, levels=CLEAR)
    pins = _pins(compound_points(compounds.list_compounds(bundled, levels=CLEAR), "en"))
    cell, spot = _freest_cell(cells, pins, box)
    counts = {name: int(cells.loc[cells["cell"] == cell, name].iloc[0]) for name in ("events", "activity", "response")}
    assert tab.words("tip-cell", **counts) in _hover(tab, box, spot)

    inside = records.list_records(bundled, state=state, levels=CLEAR, most=2000, cell=cell)
    _click(tab, box, spot, until=tab.words("list-cell"))
    tab.expect_records(len(inside))
    expect(tab.records).to_contain_text(inside["publisher"].iloc[0])

    tab.page.get_by_role("button", name=tab.words("list-back"), exact=True).click()
    tab.wait_for(tab.words("list-hint"))
    tab.expect_records(806)

    # What was dismissed can be chosen again.
    _click(tab, box, spot, until=tab.words("list-cell"))
    tab.expect_records(len(inside))


def test_a_click_on_a_compound_tells_of_it_and_lists_its_records(
    open_tab: OpenTab, bundled: duckdb.DuckDBPyConnection
) -> None:
    tab = open_tab()
    tab.open("/explore", says=tab.words("list-hint"))
    tab.expect_records(806)
    box = _canvas(tab)
    listed = compounds.list_compounds(bundled, levels=CLEAR)
    points = compound_points(listed, "en")
    pins = _pins(points)
    room = [
        min(pins[i][0].distance(head) - radius for j, (head, radius) in enumerate(pins) if j != i)
        if _is_inside(pins[i][0], box)
        else -math.inf
        for i in range(len(pins))
    ]
    chosen = max(range(len(pins)), key=lambda i: room[i])
    ids = points.iloc[chosen]["compound_ids"]
    named = listed[listed["compound_id"].isin(ids)]
    tip = _hover(tab, box, pins[chosen][0])
    assert tip.splitlines() == points.iloc[chosen]["tip"].splitlines()

    _click(tab, box, pins[chosen][0], until=tab.words("list-compounds", count=len(ids)))
    details = tab.page.get_by_role("region", name=tab.words("legend-compounds")).locator("table[role=grid]")
    expect(details).to_have_attribute("aria-rowcount", str(len(ids) + 1))
    expect(details).to_contain_text(named["name"].iloc[0])
    inside = records.list_records(bundled, state=ViewState(), levels=CLEAR, most=2000, compound_ids=ids)
    if len(inside):
        tab.expect_records(len(inside))
    else:
        tab.wait_for(tab.words("list-none"))

    tab.page.get_by_role("button", name=tab.words("list-back"), exact=True).click()
    tab.wait_for(tab.words("list-hint"))
    tab.expect_records(806)
