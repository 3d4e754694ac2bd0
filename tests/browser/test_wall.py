"""The wall in a real browser: legible, turning by itself, current, and quiet."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PATIENCE, OpenTab, Serve, Tab

TEXTS = """wall => {
    const walker = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT);
    const luminance = parts => parts.map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const ground = element => {
        for (let one = element; one; one = one.parentElement) {
            const colour = numbers(getComputedStyle(one).backgroundColor);
            if (colour.length === 3 || colour[3] > 0.8) return colour.slice(0, 3);
        }
        return [11, 18, 28];
    };
    const found = [];
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const text = walker.currentNode.textContent.trim();
        const style = getComputedStyle(element);
        const isAway = element.closest('.probe, .leaving, [hidden], [data-role=attribution]');
        if (!text || isAway || style.visibility === 'hidden') continue;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const box = range.getBoundingClientRect();
        if (!box.width) continue;
        const [a, b] = [luminance(numbers(style.color).slice(0, 3)), luminance(ground(element))].sort((x, y) => y - x);
        found.push({text, size: parseFloat(style.fontSize), contrast: (a + 0.05) / (b + 0.05),
            isIn: box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1});
    }
    return found;
}"""
OVERLAPS = """wall => {
    const parts = ['.title', 'header', 'div.now', '.stage', 'article', '.watch', '.ticker', '.sources', '.left']
        .flatMap(name => [...wall.querySelectorAll(name)]).filter(one => !one.closest('.probe'))
        .filter(one => getComputedStyle(one).visibility !== 'hidden')
        .map(element => ({element, box: element.getBoundingClientRect()})).filter(({box}) => box.width && box.height);
    const faults = [];
    for (const a of parts) for (const b of parts) {
        if (a === b || a.element.contains(b.element) || b.element.contains(a.element)) continue;
        const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (wide > 1 && high > 1) faults.push(`${a.element.className} over ${b.element.className}`);
    }
    return faults;
}"""
KEYS = """async (wall, label) => {
    const { chronogramNodes } = await import('/app/static/wall/chronogram.js');
    const both = text => ({en: text, th: text});
    const marks = Array.from({length: 9}, (_, n) => ({
        label: both(`${label} ${n}`), month_index: n, from_km: 100 * n, to_km: 150 * n,
    }));
    const chronogram = {
        rows: [{label: both('Mae Sot-Myawaddy'), counts: marks.map((_, n) => n), to_km: 2000}],
        first_month: '2025-01', months: marks.map(() => both('December 2025')),
        breaks: [1, 2, 5, 10, 25], classes: ['1', '2–4', '5–9', '10–24', '25+'], colours: Array(5).fill([90, 170, 220]),
        interventions: marks.slice(0, 4), moves: marks.slice(4),
    };
    const words = {
        kilometres: both('km'), 'too-few': both('hollow: a row with fewer than 5'),
        'chronogram-classes': both('Reported events a month, by 25 km'),
    };
    const place = wall.querySelector('.chronogram');
    const style = getComputedStyle(place);
    const room = {
        width: place.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
        height: place.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom),
        small: parseFloat(getComputedStyle(wall).getPropertyValue('--small')),
    };
    const edge = place.getBoundingClientRect();
    return marks.map((_, turn) => {
        place.replaceChildren(chronogramNodes(chronogram, words, 'en', room, turn));
        const entries = [...place.querySelectorAll('.key li > span, .classes > *')];
        const isOut = box => box.right > edge.right || box.bottom > edge.bottom;
        return {
            lines: [...place.querySelectorAll('.key li')].map(one => one.textContent),
            outside: entries.filter(one => isOut(one.getBoundingClientRect())).map(one => one.textContent),
        };
    });
}"""
RATIO = 0.536
"""Height of a small x in Noto Sans, of the size of the type."""


def _size(share: int, height: int) -> float:
    """Size of type in pixels, from five metres and a screen 1.2 m high."""
    return 5 / share / 1.2 * height / RATIO


def _open(tab: Tab, query: str) -> Locator:
    tab.page.goto(f"{tab.url}/wall?{query}")
    wall = tab.page.locator(".wall[data-scene]")
    expect(wall).to_be_visible(timeout=2 * PATIENCE)
    expect(wall.locator(".leaving")).to_have_count(0)
    return wall


ALL = ("border", "mae-sot", "three-pagodas", "sa-kaeo", "golden-triangle", "movement", "infrastructure", "chronogram")
FULLEST = ("mae-sot", "chronogram")


SIZES = ((1920, 1080, ALL), (3840, 2160, FULLEST), (800, 600, FULLEST), (600, 900, FULLEST), (1080, 1920, FULLEST))


@pytest.mark.parametrize("language", ["en", "th"])
def test_every_word_is_large_enough_in_contrast_and_in_sight(open_tab: OpenTab, language: str) -> None:
    tab = open_tab()
    # English stands on the same boxes in shorter words.
    for width, height, scenes in SIZES if language == "th" else SIZES[::4]:
        tab.page.set_viewport_size({"width": width, "height": height})
        wall = _open(tab, f"scene={scenes[-1]}&hold=1&lang={language}")
        for scene in scenes:
            tab.page.keyboard.press(str(ALL.index(scene) + 1))
            expect(wall).to_have_attribute("data-scene", scene)
            expect(wall.locator(".leaving")).to_have_count(0)
            _assert_readable(wall, height)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (600, 900)])
def test_every_part_of_a_long_key_is_in_sight(open_tab: OpenTab, width: int, height: int) -> None:
    tab = open_tab()
    tab.page.set_viewport_size({"width": width, "height": height})
    wall = _open(tab, "scene=chronogram&hold=1&lang=en")
    shown = wall.evaluate(KEYS, "Payathonzu town sites (Blocks 3 and 4) to Kyein Chaung")
    assert len({line for part in shown for line in part["lines"]}) == 9
    assert [part["outside"] for part in shown if part["outside"]] == []


def _assert_readable(wall: Locator, height: int) -> None:
    texts = wall.evaluate(TEXTS)
    assert len(texts) > 8
    assert [one for one in texts if one["size"] < _size(400, height) - 0.1] == []
    assert [one for one in texts if one["contrast"] < 7] == []
    assert [one for one in texts if not one["isIn"]] == []
    assert wall.evaluate(OVERLAPS) == []
    sentence = wall.locator("header .sentence")
    assert float(sentence.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= _size(250, height) - 0.1
    figure = wall.locator("article b").first
    assert float(figure.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= _size(100, height) - 0.1


def test_keys_step_jump_and_hold_and_nothing_of_the_page_around_is_seen(open_tab: OpenTab) -> None:
    tab = open_tab()
    wall = _open(tab, "scene=three-pagodas&hold=1&lang=en")
    expect(wall).to_have_attribute("data-scene", "three-pagodas")
    for key, scene in (("ArrowRight", "sa-kaeo"), ("ArrowLeft", "three-pagodas"), ("1", "border"), ("8", "chronogram")):
        tab.page.keyboard.press(key)
        expect(wall).to_have_attribute("data-scene", scene)
    assert "is-held" in (wall.get_attribute("class") or "")
    tab.page.keyboard.press(" ")
    assert "is-held" not in (wall.get_attribute("class") or "")
    for part in ("[data-testid=stHeader]", "[data-testid=stToolbar]", "[data-testid=stSidebar]", ".st-key-lang"):
        expect(tab.page.locator(part).filter(visible=True)).to_have_count(0)
    assert wall.evaluate("wall => getComputedStyle(wall).cursor") == "none"


def test_an_unknown_scene_gives_the_first_and_a_quiet_line(open_tab: OpenTab) -> None:
    tab = open_tab()
    wall = _open(tab, "scene=nowhere&hold=1&lang=en")
    expect(wall).to_have_attribute("data-scene", "border")
    expect(wall.locator(".notice")).to_contain_text(tab.words("wall-unknown-scene", scene="nowhere"))


def test_a_new_build_is_shown_in_place(
    open_tab: OpenTab, serve: Serve, loaded_home: Path, write_rows: Callable[..., Path]
) -> None:
    tab = open_tab(serve(loaded_home))
    wall = _open(tab, "scene=border&hold=1&lang=en")
    tab.page.evaluate("window.sameDocument = true")
    before = wall.get_attribute("data-build")
    row = {"incident_id": "new-1", "date": "2026-03-14", "summary": "A raid of the day after"}
    path = write_rows("incident", row, name="new/incidents.csv")
    command = [str(Path(sys.executable).with_name("moei")), "load", str(path)]
    subprocess.run(
        command, env=os.environ | {"MOEI_HOME": str(loaded_home)}, check=True, capture_output=True, timeout=120
    )
    expect(wall).not_to_have_attribute("data-build", str(before), timeout=60_000)
    expect(wall.locator(".until")).to_contain_text("14 March 2026")
    assert tab.page.evaluate("window.sameDocument") is True
