"""What stands in a record is text, whatever it looks like."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from etl import pipeline
from tests.browser.conftest import OpenTab, Serve, Tab
from tests.browser.test_map import Spot, canvas, click, hover, shown_view, spot_of

TEXTS = (
    "<img src=x onerror=window.ran=1>",
    "=1+1",
    "**bold** _it_ :red[x] $x^2$",
    "{tip} {point} {cell} $& $1",
    "</script><script>window.ran=1</script>",
    "[link](javascript:window.ran=1)",
)


@pytest.fixture
def hostile_home(home: Path, write_rows: Callable[..., Path], opening_deck: dict[str, Any]) -> Path:
    """A home with one compound in the middle of the map, and incidents in it, whose every text is markup."""
    bounds = opening_deck["bounds"]
    middle = (bounds["west"] + bounds["east"]) / 2, (bounds["south"] + bounds["north"]) / 2
    point = {"lon": str(middle[0]), "lat": str(middle[1]), "location_precision": "site"}
    compound = {"compound_id": "walls", "name": " ".join(TEXTS), "summary": TEXTS[0], "controlled_by": TEXTS[1]}
    incidents = [
        {
            "incident_id": f"a{i}",
            "date": f"2025-01-{10 - i:02d}",
            "summary": text,
            "publisher": text,
            "agencies": text,
            "admin1": text,
            "compound_id": "walls",
        }
        for i, text in enumerate(TEXTS)
    ]
    pipeline.load(home, [write_rows("compound", compound | point), write_rows("incident", *incidents)])
    return home


def _assert_nothing_ran(tab: Tab) -> None:
    assert tab.page.evaluate("window.ran === undefined")
    assert tab.page.locator("img[src='x']").count() == 0
    assert tab.page.locator("a[href^='javascript']").count() == 0
    assert not any(address.endswith("/x") for address in tab.requests)


def test_markup_in_a_record_stays_text_and_runs_nothing(
    open_tab: OpenTab, serve: Serve, hostile_home: Path, opening_deck: dict[str, Any]
) -> None:
    tab = open_tab(serve(hostile_home))
    tab.open("/explore", says=tab.words("legend-cells"))
    tab.expect_rows(len(TEXTS))
    for text in TEXTS[:3]:
        expect(tab.rows()).to_contain_text(text)
    _assert_nothing_ran(tab)

    # The head of the one pin stands some pixels above its point, which is near the middle of the map.
    bounds = opening_deck["bounds"]
    foot = spot_of(shown_view(tab), (bounds["west"] + bounds["east"]) / 2, (bounds["south"] + bounds["north"]) / 2)
    box, head = canvas(tab), Spot(foot.x, foot.y - 28)
    tip = hover(tab, box, head)
    for text in TEXTS:
        assert text in tip
    click(tab, box, head, until=tab.words("list-compounds", count=1))
    expect(tab.rows("legend-compounds")).to_contain_text(" ".join(TEXTS))
    tab.expect_rows(len(TEXTS))
    _assert_nothing_ran(tab)
