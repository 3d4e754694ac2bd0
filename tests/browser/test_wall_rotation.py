"""The wall turns by itself: by the clock, in order, over several screens, in one language or two."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from dashboard.wall.scenes import read_scenes
from tests.browser.conftest import PATIENCE, OpenTab, Serve, Tab

ROTATION = """async ([screens, seconds, moments]) => {
    const { Rotation } = await import('/app/static/wall/rotation.js');
    const all = Array.from({length: screens}, (_, n) => {
        const rotation = new Rotation({screens, screen: n + 1});
        rotation.setSeconds(seconds);
        return rotation;
    });
    return moments.map(moment => all.map(one => one.at(moment)));
}"""
BAR = """wall => {
    const bars = [...wall.querySelectorAll('.left i')];
    return bars.map(one => new DOMMatrix(one.firstChild.style.transform).a);
}"""
SECONDS = [20, 5, 8, 20, 3, 12, 20, 20]


def _wall(tab: Tab, query: str = "") -> Locator:
    """The wall, under a clock that the test moves."""
    tab.page.clock.install()
    # A machine too busy to answer would have the wall loaded anew, and what keys did undone: that is tested elsewhere.
    tab.page.route("**/_stcore/health", lambda route: route.fulfill(status=200, body="ok"))
    tab.page.goto(f"{tab.url}/wall?{query}")
    wall = tab.page.locator(".wall[data-scene]")
    expect(wall).to_be_visible(timeout=2 * PATIENCE)
    return wall


def _own_scenes(home: Path, *seconds: int) -> list[str]:
    """A home with scenes of other times, and their ids."""
    text = "\n".join(
        f"""
        [[scene]]
        id = "scene-{place}"
        title = "Scene {place}"
        title_th = "ฉาก {place}"
        seconds = {length}
        kind = "chronogram"
        rule = "slide"
        sectors = ["three-pagodas-payathonzu"]
        days = 365
        figures = ["events"]
        """
        for place, length in enumerate(seconds)
    )
    (home / "scenes.toml").write_text(text, encoding="utf-8")
    return list(read_scenes(home).ids)


def _moments(tab: Tab, screens: int, moments: list[int]) -> list[list[dict[str, Any]]]:
    tab.page.goto(f"{tab.url}/app/static/wall/wall.css")
    return list(tab.page.evaluate(ROTATION, [screens, SECONDS, moments]))


@pytest.mark.parametrize("screens", [1, 2, 3, 8])
def test_no_two_screens_ever_show_the_same(open_tab: OpenTab, screens: int) -> None:
    moments = [1_700_000_000_000 + 500 * n for n in range(600)]
    for standing in _moments(open_tab(), screens, moments):
        assert len({one["index"] for one in standing}) == screens
        assert len({one["share"] for one in standing}) == 1, "all screens change at the same moments"


def test_each_scene_stays_for_its_own_time_and_they_follow_in_order(open_tab: OpenTab) -> None:
    cycle = 1000 * sum(SECONDS)
    start = 1_700_000_000_000 // cycle * cycle
    shown = [standing[0] for standing in _moments(open_tab(), 1, [start + 1000 * n for n in range(sum(SECONDS))])]
    expected = [index for index, length in enumerate(SECONDS) for _ in range(length)]
    assert [one["index"] for one in shown] == expected
    assert shown[0]["share"] == 0
    assert shown[19]["share"] == pytest.approx(0.95)


def test_scenes_turn_by_themselves_and_a_bar_shows_the_time_left(
    open_tab: OpenTab, serve: Serve, loaded_home: Path
) -> None:
    ids = _own_scenes(loaded_home, 30, 60, 90)
    tab = open_tab(serve(loaded_home))
    wall = _wall(tab, f"scene={ids[0]}&lang=en")
    expect(wall).to_have_attribute("data-scene", ids[0])
    left = wall.evaluate(BAR)
    assert 0 < left[0] <= 1
    assert left[1:] == [0, 0]
    tab.page.clock.fast_forward(10_000)
    assert wall.evaluate(BAR)[0] < left[0]
    for scene, seconds in ((ids[1], 30), (ids[2], 60), (ids[0], 90)):
        tab.page.clock.fast_forward(1000 * seconds)
        expect(wall).to_have_attribute("data-scene", scene)
        expect(wall.locator(".title.pane")).to_contain_text(f"Scene {ids.index(scene)}")


def test_a_held_scene_stays_and_goes_on_where_it_was_held(open_tab: OpenTab, serve: Serve, loaded_home: Path) -> None:
    ids = _own_scenes(loaded_home, 40, 40)
    tab = open_tab(serve(loaded_home))
    wall = _wall(tab, f"scene={ids[1]}&hold=1&lang=en")
    for _ in range(3):
        tab.page.clock.fast_forward(60_000)
        expect(wall).to_have_attribute("data-scene", ids[1])
    expect(wall.locator(".title.pane")).to_contain_text(tab.words("wall-held"))
    tab.page.keyboard.press(" ")
    expect(wall.locator(".title.pane em")).to_have_count(0)
    tab.page.clock.fast_forward(41_000)
    expect(wall).to_have_attribute("data-scene", ids[0])


def test_two_languages_take_turns_and_each_scene_comes_in_both(
    open_tab: OpenTab, serve: Serve, loaded_home: Path
) -> None:
    ids = _own_scenes(loaded_home, 30, 30)
    tab = open_tab(serve(loaded_home))
    wall = _wall(tab, f"scene={ids[0]}&lang=both")
    seen = []
    for _ in range(4):
        seen.append((wall.get_attribute("data-scene"), wall.get_attribute("lang")))
        tab.page.clock.fast_forward(30_000)
    assert set(seen) == {(scene, language) for scene in ids for language in ("th", "en")}
    assert [one for one, _ in seen] == [ids[0], ids[1]] * 2


def test_three_screens_show_three_scenes_and_turn_together(open_tab: OpenTab, serve: Serve, loaded_home: Path) -> None:
    ids = _own_scenes(loaded_home, 30, 30, 30, 30)
    url = serve(loaded_home)
    tabs = [open_tab(url) for _ in range(3)]
    walls = [_wall(tab, f"lang=en&screens=3&screen={place + 1}") for place, tab in enumerate(tabs)]
    start = max(int(tab.page.evaluate("Date.now()")) for tab in tabs) // 1000 + 5
    places = []
    for turn in range(3):
        for tab in tabs:
            tab.page.clock.pause_at(start + 30 * turn)
            tab.page.clock.run_for(500)
        shown = [str(wall.get_attribute("data-scene")) for wall in walls]
        assert len(set(shown)) == 3
        places.append([ids.index(scene) for scene in shown])
    assert places == [[(place + turn) % 4 for place in places[0]] for turn in range(3)]


def test_f_fills_the_screen_and_gives_it_back(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.page.goto(f"{tab.url}/wall?hold=1&lang=en")
    expect(tab.page.locator(".wall[data-scene]")).to_be_visible(timeout=2 * PATIENCE)
    tab.page.keyboard.press("f")
    tab.page.wait_for_function("document.fullscreenElement !== null")
    tab.page.keyboard.press("F")
    tab.page.wait_for_function("document.fullscreenElement === null")


def test_how_to_read_each_figure_is_said_in_turn(open_tab: OpenTab) -> None:
    tab = open_tab(viewport={"width": 1920, "height": 1080})
    wall = _wall(tab, "scene=mae-sot&hold=1&lang=en")
    wanted = {"People freed, 90 days", "People sent home, 90 days"}
    remarks, records = set(), set()
    for _ in range(40):
        tab.page.clock.fast_forward(10_000)
        words = wall.locator(".ticker .page:last-child").inner_text()
        (remarks if "never added" in words else records).add(words.split(":")[0])
        if remarks >= wanted and records:
            break
    assert remarks == wanted
    assert records, "records come in between"
