"""Everything is in sight and legible, on a desk and on a wall, in both languages."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.state import LANGUAGES, Language
from tests.browser.conftest import OpenTab, Tab, at_rest

SIZES = [("en", 1920, 1080), ("th", 1920, 1080), ("th", 3840, 2160)]
ALLOWED = re.compile(
    r"TLP|:CLEAR|OpenStreetMap|ODbL|Natural Earth|H3|UTC|Moei|moei \w+|English|[\w-]+\.csv|\d{8}T\w+-[0-9a-f]{6}"
    # The parts of an empty date, which Streamlit writes.
    r"|\byyyy\b|\bmm\b|\bdd\b"
)
OVERLAPS = """selectors => {
    const boxes = selectors.flatMap(selector => [...document.querySelectorAll(selector)].map(element => {
        const box = element.getBoundingClientRect();
        return {selector, element, left: box.left, right: box.right, top: box.top, bottom: box.bottom};
    })).filter(box => box.right - box.left > 1 && box.bottom - box.top > 1);
    const faults = [];
    for (const a of boxes) for (const b of boxes) {
        if (a === b || a.element.contains(b.element) || b.element.contains(a.element)) continue;
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        const size = `${wide.toFixed()}x${high.toFixed()}`;
        if (wide > 1 && high > 1) faults.push(`${a.selector} over ${b.selector} by ${size}`);
    }
    return faults;
}"""
CUT = """() => {
    const faults = [];
    for (const element of document.querySelectorAll('.stMain p, .stMain label, .stMain li, .stMain h3, .stMain h4,'
        + ' .stMain button, .stMain td, .stMain th, .moei-legend span, [data-testid=stMetricValue], header a')) {
        const box = element.getBoundingClientRect();
        if (!element.textContent.trim() || !box.width) continue;
        if (element.closest('.stDataFrame, .stElementToolbar')) continue;
        const name = `${element.tagName} "${element.textContent.trim().slice(0, 40)}"`;
        if (box.left < -1 || box.right > innerWidth + 1) faults.push(`${name} leaves the window`);
        const style = getComputedStyle(element);
        const isCut = style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
        if (isCut) faults.push(`${name} is cut off`);
    }
    return faults;
}"""
TABLE_TYPE = """() => [...document.querySelectorAll('.stDataFrame')].map(table => {
    const named = [table, ...table.querySelectorAll('*')].map(
        element => getComputedStyle(element).getPropertyValue('--gdg-base-font-style')).find(Boolean);
    return parseFloat(named) / parseFloat(getComputedStyle(document.documentElement).fontSize);
})"""
"""The size of type in each table, in rem."""
WORDS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (parent.closest('script, style, noscript, [data-testid=stIconMaterial], .stDataFrame')) continue;
        const box = parent.getBoundingClientRect();
        const style = getComputedStyle(parent);
        if (box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && style.clipPath === 'none')
            found.push(walker.currentNode.textContent);
    }
    return found;
}"""


def _open(tab: Tab, page: str) -> None:
    if page == "home":
        tab.open(f"/?lang={tab.language}", says=tab.words("home-unknown"))
        expect(tab.page.get_by_text(tab.words("home-enforcement"))).to_be_visible()
    else:
        tab.open(f"/explore?lang={tab.language}", says=tab.words("legend-cells"))
        expect(tab.map.locator("canvas")).to_be_visible()
        tab.expect_rows(806)
    # While Streamlit measures its navigation, the pages may stand behind "2 more" for a moment.
    expect(tab.page.get_by_role("link", name=tab.words("page-explore"), exact=True)).to_be_visible()


def _assert_in_the_window(tab: Tab) -> None:
    """No horizontal scroll bar, nothing beyond the window's width, no words cut off."""
    for element in ("document.documentElement", "document.querySelector('.stMain')"):
        assert tab.page.evaluate(f"{element}.scrollWidth - {element}.clientWidth") <= 0
    assert tab.page.evaluate(CUT) == []


def _words_of_map(tab: Tab) -> list[str]:
    """The map's words, which stand in a part of the page of its own."""
    if not tab.map.count():
        return []
    names = tab.map.get_by_role("button").evaluate_all("buttons => buttons.map(one => one.getAttribute('aria-label'))")
    return [tab.map.inner_text(), *names]


def _assert_in_its_language(tab: Tab) -> None:
    """A Thai page holds no English words of ours."""
    words = [ALLOWED.sub("", text) for text in (*tab.page.evaluate(WORDS), *_words_of_map(tab))]
    assert len(words) > 20
    if tab.language == "th":
        assert [text for text in words if re.search(r"[A-Za-z]{2,}", text)] == []


@pytest.mark.parametrize(("language", "width", "height"), SIZES)
def test_nothing_on_explore_overlaps_or_is_cut_off(
    open_tab: OpenTab, language: Language, width: int, height: int
) -> None:
    tab = open_tab(language=language, viewport={"width": width, "height": height})
    _open(tab, "explore")
    _assert_in_the_window(tab)
    _assert_in_its_language(tab)
    keys = [f".st-key-{key}" for key in ("lang", "from", "to", "layer", "kind", "count", "cell", "find", "map-view")]
    blocks = [*keys, ".stMain h3", ".moei-legend", ".stDataFrame", ".stMain .stCaption", "header a"]
    assert tab.page.evaluate(OVERLAPS, blocks) == []
    chart = tab.map.bounding_box()
    legend = tab.page.locator(".moei-legend").bounding_box()
    assert chart is not None
    assert legend is not None
    assert chart["height"] > 0.4 * height
    assert legend["y"] >= chart["y"] + chart["height"]
    assert legend["y"] + legend["height"] <= height, "the legend is in sight without scrolling"


@pytest.mark.parametrize(("language", "width", "height"), SIZES)
def test_nothing_on_home_overlaps_or_is_cut_off(open_tab: OpenTab, language: Language, width: int, height: int) -> None:
    tab = open_tab(language=language, viewport={"width": width, "height": height})
    _open(tab, "home")
    _assert_in_the_window(tab)
    _assert_in_its_language(tab)
    blocks = [
        ".st-key-lang",
        ".stMain h3",
        ".stMain h4",
        ".stMetric",
        ".stTable",
        ".stMain li",
        ".stCaption",
        "header a",
    ]
    assert tab.page.evaluate(OVERLAPS, blocks) == []


def test_tables_of_a_quick_page_grow_with_a_large_screen(open_tab: OpenTab) -> None:
    sizes = []
    for _ in range(2):  # The second time everything is kept, and the page comes at once.
        tab = open_tab(viewport={"width": 3840, "height": 2160})
        tab.open("/country?nationality=KE&lang=en", says=tab.words("country-figures"))
        tab.wait_for(tab.words("country-sources"))
        at_rest(tab.page)
        assert tab.page.evaluate("getComputedStyle(document.documentElement).fontSize") == "30px"
        sizes += tab.page.evaluate(TABLE_TYPE)
    assert len(sizes) > 8
    assert min(sizes) > 0.7


def test_what_is_sized_in_pixels_grows_when_text_grows_late(open_tab: OpenTab) -> None:
    tab = open_tab(viewport={"width": 1920, "height": 1080})
    tab.open("/country?nationality=KE&lang=en", says=tab.words("country-figures"))
    at_rest(tab.page)
    height = "document.querySelector('.stDataFrame').getBoundingClientRect().height"
    before = tab.page.evaluate(height)
    tab.page.add_style_tag(content="html { font-size: 32px !important; }")
    tab.page.wait_for_function(f"before => {height} > 1.5 * before", arg=before)


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_small_desk_the_list_beside_the_map_shows_publisher_and_page(
    open_tab: OpenTab, language: Language
) -> None:
    tab = open_tab(language=language, viewport={"width": 1366, "height": 768})
    _open(tab, "explore")
    tab.expect_rows(806)
    # The browser tells only of the columns that are in sight.
    told = tab.rows().locator("th").all_text_contents()
    assert {tab.words("column-publisher"), tab.words("column-link"), tab.words("column-summary")} <= {*told}
    assert tab.words("column-file") not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_figure_counts_is_read_whole_on_a_small_desk(open_tab: OpenTab, language: Language) -> None:
    tab = open_tab(language=language, viewport={"width": 1280, "height": 720})
    _open(tab, "home")
    labels = tab.page.get_by_test_id("stMetricLabel")
    expect(labels).to_have_count(7)
    cut = labels.evaluate_all(
        """labels => labels.flatMap(label => [label, ...label.querySelectorAll('*')]).filter(
            element => getComputedStyle(element).overflowX !== 'visible'
                && element.scrollWidth > element.clientWidth + 1
        ).map(element => element.textContent)"""
    )
    assert cut == []
    boxes = [box for box in (tab.page.get_by_test_id("stMetric").nth(n).bounding_box() for n in range(7)) if box]
    assert len({round(box["height"]) for box in boxes}) == 1
