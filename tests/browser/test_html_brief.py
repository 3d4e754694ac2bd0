"""A briefing of one file, opened from the disk with the network cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from dashboard.cli import main
from dashboard.language import message
from dashboard.layers.palette import PALETTES
from tests.browser.conftest import PATIENCE

MAP, CHART = "#picture-1", "#picture-2"


@pytest.fixture(scope="module")
def brief(bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a briefing in Thai: a map and a chart."""
    path = tmp_path_factory.mktemp("brief") / "x.html"
    told = ["brief", "--scene=mae-sot", "--scene=chronogram", "--lang=th", "--format=html", "--level=CLEAR", "-o"]
    done = CliRunner(env={"MOEI_HOME": str(bundled_home)}).invoke(main, [*told, str(path)])
    assert done.exit_code == 0, done.output
    return path.as_uri()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that can reach nothing; at the end it must have asked for nothing and complained of nothing."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda told: complaints.append(told.text) if told.type in ("error", "warning") else None)
    yield opened
    outside = [address for address in asked if not address.startswith(("data:", "blob:"))]
    assert [address.split("/")[-1] for address in outside] == ["x.html"]
    assert complaints == []
    context.close()


def colours(path: Path) -> dict[tuple[int, ...], int]:
    with Image.open(path) as image:
        return {colour[:3]: count for count, colour in image.convert("RGB").getcolors(1 << 24)}


def test_it_opens_from_the_disk_and_its_map_and_chart_answer(brief: str, page: Page, tmp_path: Path) -> None:
    page.goto(brief)
    figure = page.locator(MAP)
    expect(page.locator(f"{MAP}.is-live")).to_be_visible(timeout=4 * PATIENCE)
    names = figure.locator(".names .name")
    expect(names.filter(has_text="ตาก").first).to_be_visible()
    assert len(names.all()) > 5
    expect(figure.locator(".scale")).to_contain_text("กม.")
    expect(figure.locator(".north")).to_have_text("น")
    figure.locator(".picture").screenshot(path=tmp_path / "map.png")
    drawn = colours(tmp_path / "map.png")
    size = sum(drawn.values())
    palette = PALETTES["light"]
    assert drawn[palette.focus_land] > 0.4 * size
    assert drawn[palette.border] > 200

    pin = figure.locator(".names b").first.bounding_box()
    assert pin is not None
    page.mouse.move(pin["x"] + pin["width"] / 2, pin["y"] + pin["height"] / 2)
    tip = figure.locator(".deck-tooltip")
    expect(tip).to_contain_text("ฐานบนจุดเดียวกัน")
    page.mouse.click(pin["x"] + pin["width"] / 2, pin["y"] + pin["height"] / 2)
    expect(figure.locator(".said")).to_contain_text(f": {message('th', 'status-unknown')}")

    before = float(figure.locator(".map").get_attribute("data-zoom") or 0)
    figure.locator(".closer").click()
    expect(figure.locator(".map")).not_to_have_attribute("data-zoom", f"{before:.4f}")

    square = page.locator(f"{CHART} [role=graphics-symbol][aria-label]").first
    square.scroll_into_view_if_needed()
    square.hover()
    expect(page.locator(f"{CHART} .tip")).to_have_text(square.get_attribute("aria-label") or "-")

    page.emulate_media(media="print")
    expect(page.locator(f"{MAP} .live")).to_be_hidden()
    expect(page.locator(f"{MAP} .still")).to_be_visible()


def test_without_scripts_every_word_and_picture_stands(brief: str, chromium: Browser, tmp_path: Path) -> None:
    context = chromium.new_context(viewport={"width": 800, "height": 900}, offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(brief)
    for number in (1, 2):
        expect(page.locator(f"#picture-{number} svg.still")).to_be_visible()
        expect(page.locator(f"#page-{number} h1")).to_be_visible()
    page.locator(f"{MAP} .picture").screenshot(path=tmp_path / "still.png")
    drawn = colours(tmp_path / "still.png")
    assert drawn[PALETTES["light"].focus_land] > 0.4 * sum(drawn.values())
    assert page.locator("text=TLP:CLEAR").count() == 4
    context.close()
