"""The browser's side of the map's protocol (docs/map-protocol.md): what it draws of what is told, and tells back."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect

from dashboard.map.protocol import Bounds, map_payload
from tests.browser.conftest import PATIENCE, OpenTab, Tab

HTML = (Path(__file__).parents[2] / "dashboard" / "map" / "map.html").read_text(encoding="utf-8")
CSS = (Path(__file__).parents[2] / "dashboard" / "map" / "map.css").read_text(encoding="utf-8")
SPOT = {"id": "a", "longitude": 100.0, "latitude": 15.0, "tip": "<b>not markup</b>"}
STAND = """async ([html, css, data, names]) => {
    const { draw } = await import('/app/static/map/map.js');
    window.told = [];
    window.hosts = names.map(name => {
        const host = document.createElement('div');
        host.id = name;
        host.style = 'display: block; position: relative; width: 400px; height: 400px;';
        document.body.append(host);
        const root = host.attachShadow({mode: 'open'});
        root.innerHTML = `<style>${css}</style>${html}`;
        return root;
    });
    // An Arrow table as Streamlit hands it over.
    const table = rows => ({
        schema: {fields: Object.keys(rows[0]).map(name => ({name}))}, numRows: rows.length,
        getChild: name => ({get: row => {
            const value = rows[row][name];
            return Array.isArray(value) ? {toArray: () => value, *[Symbol.iterator]() { yield* value; }}
                : Number.isInteger(value) ? BigInt(value) : value;
        }}),
    });
    window.tell = (place, change, tables = {}) => {
        const made = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, table(rows)]));
        draw({parentElement: hosts[place], data: {...data, ...change, ...made}, name: names[place],
            setTriggerValue: (key, value) => told.push([key, value])});
    };
    names.forEach((_, place) => tell(place, {}));
}"""

SEND = "([layer, tables]) => tell(0, {marks: [layer]}, tables)"
IS_AT = """zoom =>
    Number(document.querySelector('#one').shadowRoot.querySelector('.map').dataset.zoom).toFixed(3) === zoom"""


def _spots(data: Any) -> dict[str, Any]:
    """A large disc in the middle of the map."""
    return {
        "@@type": "ScatterplotLayer",
        "id": "spots",
        "data": data,
        "getPosition": "@@=[longitude, latitude]",
        "getRadius": 60_000,
        "getFillColor": [200, 30, 30],
        "pickable": True,
    }


def _tables(version: int) -> dict[str, list[dict[str, Any]]]:
    """The columns of the spot, each a table of its own."""
    return {f"spots.{name}@{version}": [{name: value}] for name, value in SPOT.items()}


def _payload(**more: Any) -> dict[str, Any]:
    made = map_payload(
        [],
        [],
        alt="a map",
        columns={"spots": "id"},
        theme="light",
        language="en",
        scale=1.0,
        bounds=Bounds(99.0, 14.0, 101.0, 16.0),
        **more,
    )
    return dict(json.loads(json.dumps(made)))


def _stand(tab: Tab, payload: dict[str, Any], *names: str) -> Page:
    """Maps on a page of their own, and `window.tell` to tell them more."""
    tab.page.goto(f"{tab.url}/app/static/wall/wall.css")
    tab.page.evaluate("document.body.replaceChildren()")
    tab.page.evaluate(STAND, [HTML, CSS, payload, list(names)])
    for name in names:
        expect(tab.page.locator(f"#{name} .map")).to_have_attribute("data-drawn", "true", timeout=PATIENCE)
    return tab.page


def _view(page: Page, name: str = "one") -> tuple[float, ...]:
    told = page.locator(f"#{name} .map").evaluate("box => ({...box.dataset})")
    return tuple(round(float(told[part]), 3) for part in ("longitude", "latitude", "zoom"))


def _told_by_a_click(page: Page, name: str = "one") -> Any:
    """What a click on the middle of a map tells; drawing in software may come after the first."""
    box = page.locator(f"#{name} .canvas canvas").bounding_box()
    assert box is not None
    page.evaluate("told.length = 0")
    for _ in range(10):
        page.mouse.move(box["x"] + 20, box["y"] + 200)
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        try:
            page.wait_for_function("told.length > 0", timeout=3_000)
            break
        except Error:
            continue
    return page.evaluate("told[0]")


def test_rows_come_as_a_table_and_a_click_tells_the_layer_and_the_id(open_tab: OpenTab) -> None:
    page = _stand(open_tab(), _payload(), "one")
    page.evaluate(SEND, [_spots({"tables": list(_tables(1))}), _tables(1)])
    expect(page.locator("#one .map")).to_have_attribute("data-drawn", "true")
    key, told = _told_by_a_click(page)
    assert (key, told["layer"], told["id"]) == ("picked", "spots", "a")
    assert (told["longitude"], told["latitude"]) == pytest.approx((100.0, 15.0), abs=0.4)
    expect(page.locator("#one .deck-tooltip")).to_have_text("<b>not markup</b>")


def test_a_table_is_kept_by_its_name_and_one_that_lacks_is_asked_for(open_tab: OpenTab) -> None:
    page = _stand(open_tab(), _payload(), "one")
    layer, tables = _spots({"tables": list(_tables(2))}), _tables(2)
    page.evaluate("layer => tell(0, {marks: [layer]})", layer)
    assert page.evaluate("told") == [["lacking", list(tables)]]
    page.evaluate(SEND, [layer, tables])
    page.evaluate("layer => tell(0, {marks: [layer]})", layer)
    expect(page.locator("#one .map")).to_have_attribute("data-drawn", "true")
    assert _told_by_a_click(page)[1]["id"] == "a"


def test_a_column_that_changed_is_drawn_anew_in_the_rows_that_stand(open_tab: OpenTab) -> None:
    page = _stand(open_tab(), _payload(), "one")
    tables = _tables(3)
    page.evaluate(SEND, [_spots({"tables": list(tables)}), tables])
    assert _told_by_a_click(page)[1]["id"] == "a"
    moved = {"spots.latitude@4": [{"latitude": 15.9}], "spots.id@4": [{"id": "b"}], "spots.tip@4": [{"tip": "later"}]}
    names = ["spots.id@4", "spots.longitude@3", "spots.latitude@4", "spots.tip@4"]
    page.evaluate(SEND, [_spots({"tables": names}), moved])
    expect(page.locator("#one .map")).to_have_attribute("data-drawn", "true")
    assert _told_by_a_click(page)[1]["id"] == "", "the spot has left the middle"
    back = ["spots.id@4", "spots.longitude@3", "spots.latitude@3", "spots.tip@4"]
    page.evaluate("layer => tell(0, {marks: [layer]})", _spots({"tables": back}))
    expect(page.locator("#one .map")).to_have_attribute("data-drawn", "true")
    assert _told_by_a_click(page)[1]["id"] == "b"
    expect(page.locator("#one .deck-tooltip")).to_have_text("later")


def test_a_layer_may_name_columns_and_nothing_that_could_run(open_tab: OpenTab) -> None:
    tab = open_tab()
    page = _stand(tab, _payload(), "one")
    wicked = _spots([SPOT]) | {"getRadius": "@@=fetch('http://example.org')"}
    refused = page.evaluate(
        "layer => { try { tell(0, {marks: [layer]}); return ''; } catch (error) { return error.message; } }", wicked
    )
    assert "columns only" in refused
    unknown = page.evaluate(
        "layer => { try { tell(0, {marks: [layer]}); return ''; } catch (error) { return error.message; } }",
        _spots([SPOT]) | {"@@type": "constructor.constructor"},
    )
    assert "no layer of this kind" in unknown


def test_a_focus_moves_the_map_once_and_the_button_for_the_whole_brings_it_back(open_tab: OpenTab) -> None:
    page = _stand(open_tab(), _payload(), "one")
    opening = _view(page)
    focus = {"id": "place-x", "longitude": 98.5, "latitude": 16.7, "zoom": 9.0}
    page.evaluate("focus => tell(0, {focus})", focus)
    page.wait_for_function(IS_AT, arg="9.000")
    assert _view(page) == (98.5, 16.7, 9.0)
    page.locator("#one .whole").click()
    page.wait_for_function(IS_AT, arg=f"{opening[2]:.3f}")
    page.evaluate("focus => tell(0, {focus})", focus)
    assert _view(page) == opening, "the same focus moves it no second time"


def test_maps_of_one_group_move_together(open_tab: OpenTab) -> None:
    page = _stand(open_tab(), _payload(group="pair"), "one", "two")
    page.locator("#one .closer").click()
    page.wait_for_function(
        """() => {
            const zoom = name => document.querySelector(name).shadowRoot.querySelector('.map').dataset.zoom;
            return zoom('#one') === zoom('#two');
        }"""
    )
    page.evaluate("tell(1, {group: ''})")
    before = _view(page, "two")
    page.locator("#one .closer").click()
    page.wait_for_timeout(1000)
    assert _view(page, "two") == before


@pytest.mark.parametrize("way", ["keys", "buttons"])
def test_a_replay_is_played_by_the_browser_alone(open_tab: OpenTab, way: str) -> None:
    replay = {
        "layer": "cells",
        "breaks": [1, 5],
        "colours": [[1, 2, 3], [4, 5, 6]],
        "cells": ["866485c27ffffff"],
        "frames": [{"words": f"month {n}", "counts": [[0, n]] if n else []} for n in range(4)],
    }
    cells = {
        "@@type": "H3HexagonLayer",
        "id": "cells",
        "data": [],
        "getHexagon": "@@=cell",
        "getFillColor": "@@=colour",
    }
    page = _stand(open_tab(), _payload(replay=replay) | {"areas": [cells]}, "one")
    words = page.locator("#one .replay output")
    expect(words).to_have_text("month 3")
    if way == "keys":
        page.locator("#one .replay input").focus()
        page.keyboard.press("Home")
        expect(words).to_have_text("month 0")
        page.keyboard.press("ArrowRight")
        expect(words).to_have_text("month 1")
        assert page.locator("#one .replay input").get_attribute("aria-valuetext") == "month 1"
    else:
        page.locator("#one .replay select").select_option("8")
        page.locator("#one .replay .play").click()
        expect(words).to_have_text("month 3", timeout=PATIENCE)
        expect(page.locator("#one .replay .is-playing")).to_have_count(0)
        page.locator("#one .replay .back").click()
        expect(words).to_have_text("month 2")
    page.evaluate("tell(0, {replay: null})")
    expect(page.locator("#one .replay")).to_be_hidden()
    page.wait_for_timeout(1000)
    assert page.evaluate("told") == [], "nothing of it went to the server"


COUNT = """() => {
    let draws = 0;
    window.frames_drawn = [];
    for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced']) {
        const draw = WebGL2RenderingContext.prototype[name];
        WebGL2RenderingContext.prototype[name] = function (...told) { draws += 1; return draw.apply(this, told); };
    }
    const next = window.requestAnimationFrame;
    window.requestAnimationFrame = callback => next.call(window, time => {
        draws = 0;
        callback(time);
        if (draws) frames_drawn.push(draws);
    });
}"""
PIXEL = """([x, y]) => {
    const canvas = document.querySelector('#one').shadowRoot.querySelector('.canvas canvas');
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
    copy.drawImage(canvas, 0, 0);
    return [...copy.getImageData(x, y, 1, 1).data].slice(0, 3);
}"""


def _frames(page: Page, call: str, told: Any) -> list[int]:
    """Draw calls of each frame that follows from what a map is told, until it stands."""
    page.evaluate("frames_drawn.length = 0")
    page.evaluate(call, told)
    expect(page.locator("#one .map")).to_have_attribute("data-drawn", "true", timeout=PATIENCE)
    page.wait_for_function("frames_drawn.length > 0")
    return list(page.evaluate("frames_drawn"))


def test_rows_that_change_are_drawn_over_a_ground_that_is_not_drawn_again(open_tab: OpenTab) -> None:
    page, payload = _stand(open_tab(), _payload(), "one"), _payload()
    page.evaluate(COUNT)
    land, middle = (60, 60), (200, 200)
    colours = payload["basemap"]["colours"]
    assert page.evaluate(PIXEL, land) == pytest.approx(colours["focus_land"], abs=2)
    change = "spot => tell(0, {marks: [spot]})"
    red = _spots([SPOT])
    _frames(page, change, red)
    assert page.evaluate(PIXEL, middle) == pytest.approx(red["getFillColor"], abs=2)
    blue = red | {"getFillColor": [30, 30, 200]}
    assert max(_frames(page, change, blue)) <= 4, "two pictures, the names, the spot"
    assert page.evaluate(PIXEL, middle) == pytest.approx([30, 30, 200], abs=2)
    assert page.evaluate(PIXEL, land) == pytest.approx(colours["focus_land"], abs=2)
    night = {"theme": "dark", "basemap": payload["basemap"] | {"colours": colours | {"focus_land": [10, 90, 10]}}}
    assert max(_frames(page, "night => tell(0, night)", night)) > 4, "another theme is another picture"
    assert page.evaluate(PIXEL, land) == pytest.approx([10, 90, 10], abs=2)
