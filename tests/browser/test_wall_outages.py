"""The wall when something around it goes away: the server, the data, what a person wrote."""

from pathlib import Path

from playwright.sync_api import Locator, expect

from dashboard.wall.scenes import BUNDLED
from tests.browser.conftest import PATIENCE, OpenTab, Serve, Tab, free_port, served


def _wall(tab: Tab, query: str) -> Locator:
    tab.page.goto(f"{tab.url}/wall?{query}")
    wall = tab.page.locator(".wall[data-scene]")
    expect(wall).to_be_visible(timeout=2 * PATIENCE)
    return wall


def test_a_server_that_stops_is_told_over_the_last_picture_and_its_return_brings_the_wall_back(
    open_tab: OpenTab, loaded_home: Path, tmp_path: Path
) -> None:
    port = free_port()
    with served(loaded_home, tmp_path / "first.log", port=port) as url:
        tab = open_tab(url)
        wall = _wall(tab, "scene=mae-sot&hold=1&lang=en")
    gone = wall.locator(".gone")
    expect(gone).to_be_visible(timeout=PATIENCE)
    expect(gone).to_contain_text("No answer from the server since")
    expect(wall.locator("article b").first).to_be_visible()
    expect(wall).to_have_attribute("data-scene", "mae-sot")
    with served(loaded_home, tmp_path / "second.log", port=port):
        expect(gone).to_be_hidden(timeout=2 * PATIENCE)
        expect(tab.page.locator(".wall[data-scene]")).to_have_attribute("data-scene", "mae-sot", timeout=2 * PATIENCE)
        # Browser and Streamlit complain to the console while nobody answers; an error of the page would be ours.
        assert [complaint for complaint in tab.complaints if complaint.startswith("error:")] == []
        tab.page.context.close()
        tab.complaints.clear()
        tab.refused.clear()


def test_data_that_is_gone_leaves_the_last_picture_and_says_so_until_it_is_back(
    open_tab: OpenTab, serve: Serve, loaded_home: Path
) -> None:
    tab = open_tab(serve(loaded_home))
    wall = _wall(tab, "scene=border&hold=1&lang=en")
    pointer = loaded_home / "builds" / "CURRENT"
    build_id = pointer.read_text(encoding="utf-8")
    pointer.unlink()
    expect(wall.locator(".notice.pane")).to_contain_text(tab.words("screen-no-build"), timeout=60_000)
    expect(wall.locator("article b").first).to_be_visible()
    pointer.write_text(build_id, encoding="utf-8")
    expect(wall.locator(".notice.pane")).not_to_contain_text(tab.words("screen-no-build"), timeout=60_000)


def test_a_mistake_in_the_scenes_is_told_with_its_line_and_the_last_good_ones_stay(
    open_tab: OpenTab, serve: Serve, loaded_home: Path
) -> None:
    own = loaded_home / "scenes.toml"
    text = BUNDLED.read_text(encoding="utf-8")
    own.write_text(text.replace('title = "Three Pagodas-Payathonzu"', 'title = "Our pass"'), encoding="utf-8")
    tab = open_tab(serve(loaded_home))
    wall = _wall(tab, "scene=three-pagodas&hold=1&lang=en")
    expect(wall.locator(".title.pane")).to_contain_text("Our pass")
    own.write_text(text.replace("seconds = 20", "seconds = 0", 1), encoding="utf-8")
    notice = wall.locator(".notice.pane")
    expect(notice).to_contain_text("seconds", timeout=60_000)
    expect(notice).to_contain_text("line ")
    expect(wall.locator(".title.pane")).to_contain_text("Our pass")


def test_a_basemap_that_cannot_be_used_is_told(open_tab: OpenTab, serve: Serve, loaded_home: Path) -> None:
    tab = open_tab(serve(loaded_home, MOEI_BASEMAP="ftp://nowhere/{z}"))
    wall = _wall(tab, "scene=border&hold=1&lang=en")
    assert "nowhere" not in wall.inner_text()
    expect(wall.locator(".notice.pane")).to_contain_text(tab.words("screen-basemap", setting="MOEI_BASEMAP"))
