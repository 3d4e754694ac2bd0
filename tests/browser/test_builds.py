"""New data reaches an open page without a restart."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from dashboard.language import date_words
from tests.browser.conftest import OpenTab, Serve, Tab

OFFER = 15_000
"""Milliseconds within which new data must be offered."""


def _load(home: Path, *paths: Path) -> None:
    """`moei load` as a person runs it, while the server is up."""
    command = [str(Path(sys.executable).with_name("moei")), "load", *map(str, paths)]
    subprocess.run(command, env=os.environ | {"MOEI_HOME": str(home)}, check=True, capture_output=True, timeout=120)


def _accept(tab: Tab) -> None:
    offer = tab.page.get_by_role("button", name=tab.words("new-data-show"), exact=True)
    expect(offer).to_be_visible(timeout=OFFER)
    offer.click()


def test_a_new_build_is_offered_and_shown_when_it_is_accepted(
    open_tab: OpenTab, serve: Serve, loaded_home: Path, write_rows: Callable[..., Path]
) -> None:
    tab = open_tab(serve(loaded_home))
    tab.open("/explore?layer=incident", says=tab.words("legend-cells"))
    tab.expect_rows(246)
    tab.page.evaluate("window.sameDocument = true")
    row = {"incident_id": "new-1", "date": "2026-03-14", "summary": "A raid of the day after"}
    _load(loaded_home, write_rows("incident", row, name="new/incidents.csv"))
    expect(tab.page.get_by_text(tab.words("new-data"), exact=True)).to_be_visible(timeout=OFFER)
    # Until it is accepted, the view stays.
    tab.expect_rows(246)
    _accept(tab)
    tab.wait_for(tab.words("as-of", date=date_words(date(2026, 3, 14), "en")))
    tab.expect_rows(247)
    expect(tab.rows()).to_contain_text("A raid of the day after")
    expect(tab.page.get_by_text(tab.words("new-data"), exact=True)).to_have_count(0)
    tab.expect_query({"layer": ["incident"]})
    assert tab.page.evaluate("window.sameDocument") is True


def test_without_a_build_a_page_says_what_to_run_and_then_shows_what_was_loaded(
    open_tab: OpenTab, serve: Serve, home: Path
) -> None:
    tab = open_tab(serve(home))
    tab.open("/explore", says=tab.words("no-build"))
    expect(tab.page.locator("code", has_text="moei load")).to_be_visible()
    expect(tab.page.get_by_role("figure")).to_have_count(0)
    _load(home)
    # Nothing is on the page that a reader could lose, so the build comes by itself.
    tab.wait_for(tab.words("legend-cells"))
    tab.expect_rows(806)
    expect(tab.page.get_by_text(tab.words("no-build"))).to_have_count(0)
