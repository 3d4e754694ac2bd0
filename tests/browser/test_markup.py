"""What stands in a record is text, whatever it looks like."""

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.components.map import _OPENING_VIEW
from etl import pipeline
from tests.browser.conftest import OpenTab, Serve, Tab
from tests.browser.test_map import Spot, _canvas, _click, _hover

TEXTS = (
    "<img src=x onerror=window.ran=1>",
    "**bold** _it_ :red[x] $x^2$",
    "{tip} {point} {cell} $& $1",
    "=1+1",
    "</script><script>window.ran=1</script>",
    "[link](javascript:window.ran=1)",
)
POINT = {"lon": str(_OPENING_VIEW.longitude), "lat": str(_OPENING_VIEW.latitude), "location_precision": "site"}


@pytest.fixture
def hostile_home(home: Path, write_rows: Callable[..., Path]) -> Path:
    """A home with a compound and incidents whose every text is markup."""
    compound = {
        "compound_id": "walls",
        "name": " ".join(TEXTS),
        "summary": TEXTS[0],
        "controlled_by": TEXTS[1],
        **POINT,
    }
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
    pipeline.load(home, [write_rows("compound", compound), write_rows("incident", *incidents)])
    return home


def _assert_nothing_ran(tab: Tab) -> None:
    assert tab.page.evaluate("window.ran === undefined")
    assert tab.page.locator("img[src='x']").count() == 0
    assert tab.page.locator("a[href^='javascript']").count() == 0
    assert not any(address.endswith("/x") for address in tab.requests)


def test_markup_in_a_record_stays_text_and_runs_nothing(
    open_tab: OpenTab, serve: Serve, hostile_home: Path, tmp_path: Path
) -> None:
    tab = open_tab(serve(hostile_home))
    tab.open("/explore", says=tab.words("legend-cells"))
    tab.expect_records(len(TEXTS))
    for text in TEXTS[:3]:
        expect(tab.records).to_contain_text(text)
    _assert_nothing_ran(tab)

    # The head of the one pin stands 28 pixels above its point, which is the middle of the map.
    box, head = _canvas(tab), Spot(0, -28)
    tip = _hover(tab, box, head)
    for text in TEXTS:
        assert text in tip
    _click(tab, box, head, until=tab.words("list-compounds", count=1))
    details = tab.page.get_by_role("region", name=tab.words("legend-compounds")).locator("table[role=grid]")
    expect(details).to_contain_text(" ".join(TEXTS))
    expect(details).to_contain_text(TEXTS[1])
    tab.expect_records(len(TEXTS))
    _assert_nothing_ran(tab)


def test_the_list_can_be_taken_away_word_for_word(
    open_tab: OpenTab, serve: Serve, hostile_home: Path, tmp_path: Path
) -> None:
    tab = open_tab(serve(hostile_home))
    tab.open("/explore?lang=en", says=tab.words("legend-cells"))
    tab.expect_records(len(TEXTS))
    tab.page.get_by_role("region", name=tab.words("list-all")).hover()
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Download as CSV").click(force=True)
    path = tmp_path / "list.csv"
    download.value.save_as(os.fspath(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [text for row in rows[1:] for text in row if text in TEXTS] == [text for text in TEXTS for _ in (0, 1)]
