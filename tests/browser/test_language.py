"""Every page in either language: nothing that is seen or read out is left in the other one."""

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect

from dashboard.state import LANGUAGES, Language
from etl import warehouse
from tests.app.conftest import PAGES
from tests.browser.conftest import OpenTab, ReadPage, Serve

ALLOWED = re.compile(
    r"""
    \b(?:
      Moei | OpenStreetMap | ODbL | Natural\ Earth | WebGL | English      # names of programs, sources and the language
    | TLP | CLEAR | GREEN | AMBER | RED | CSV | PNG | SVG | H3 | MGRS | UTM | KML
    | GeoJSON | GeoParquet | moei\ duplicates | BGF | DKBA | KNU | IAC | USIP
    | csv | tsv | xlsx | xls | jsonl? | ndjson | geojsonl? | gpkg | kmz | parquet | geoparquet | gz | zip | txt | kml
    | (?:compounds|displacement|incidents|infrastructure|places|rescues|travel_risk)\.csv   # names of the bundled files
    | \d{8}T\w+-[0-9a-f]{6}                                                   # ids of builds
    | [a-z]{3}-\d{3,4} | p                                                    # ids of records, and the letter of chance
    | Benjamini | Hochberg                                                    # of whom a method is called
    | Khit\ Thit | BNI | KIC                                                  # who said something, without a Thai name
    | Enter | Backspace | Escape                                              # keys, as keyboards have them
    | Mae\ Sot | KK\ Park                                                     # examples of what can be typed
    )\b
    """,
    re.VERBOSE,
)
"""What may be Latin on a Thai page: names and codes, and nothing that is a sentence."""

THAI_NAMES = re.compile("ไทย|แม่สอด")
"""The language's own name, and an example of what can be typed."""

Read = Callable[[str, Language], ReadPage]


def _said(read_page: Read, page: str, language: Language) -> list[str]:
    # The wall hides Streamlit's link to the main content with all else of Streamlit's.
    known = {"Skip to main content"} if page == "wall" else set()
    return [text for text in read_page(page, language).said if text not in known]


@pytest.mark.parametrize("page", sorted(PAGES))
def test_a_thai_page_holds_no_english_but_names(read_page: Read, page: str, latin_names: re.Pattern[str]) -> None:
    said = _said(read_page, page, "th")
    assert len(said) > 10
    left = {text: ALLOWED.sub(" ", latin_names.sub(" ", text)) for text in said}
    assert [text for text, rest in left.items() if re.search(r"[A-Za-z]{2}", rest)] == []


@pytest.mark.parametrize("page", sorted(PAGES))
def test_an_english_page_holds_no_thai_but_the_name_of_the_language(read_page: Read, page: str) -> None:
    said = _said(read_page, page, "en")
    assert len(said) > 10
    assert [text for text in said if re.search(r"[\u0e00-\u0e7f]", THAI_NAMES.sub("", text))] == []


def test_pages_that_a_narrow_window_puts_away_are_counted_in_thai(open_tab: OpenTab) -> None:
    tab = open_tab(language="th", viewport={"width": 780, "height": 768})
    tab.open("/?lang=th", says=tab.words("page-explore"))
    expect(tab.page.get_by_text(re.compile(r"^อีก \d+ หน้า$"))).to_be_visible()
    expect(tab.page.get_by_text(re.compile(r"^\d+ more$"))).to_have_count(0)


def test_a_page_tells_the_browser_its_language(open_tab: OpenTab) -> None:
    tab = open_tab(language="th")
    tab.open("/?lang=th", says=tab.words("page-explore"))
    expect(tab.page.locator("html")).to_have_attribute("lang", "th")


def test_a_chosen_day_is_told_in_thai_words_beside_its_field(open_tab: OpenTab) -> None:
    tab = open_tab(language="th")
    tab.open("/infrastructure?lang=th&on=2025-02-05", says=f"{tab.words('infra-at')}: 5 กุมภาพันธ์ 2568")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unexpected_error_is_told_in_our_words_without_links_or_a_trace(
    open_tab: OpenTab, serve: Serve, loaded_home: Path, language: Language
) -> None:
    with duckdb.connect(str(warehouse.current_build(loaded_home).path)) as connection:
        connection.execute("DROP VIEW event; DROP TABLE record")
    tab = open_tab(serve(loaded_home), language=language)
    tab.page.goto(f"{tab.url}/explore?lang={language}")
    fault = tab.page.get_by_test_id("stException").first
    expect(fault).to_have_text(tab.words("error-unexpected"))
    assert language == "en" or not re.search("[A-Za-z]{2}", fault.inner_text())
    expect(tab.page.get_by_text("Traceback")).to_have_count(0)
    expect(fault.get_by_role("link")).to_have_count(0)


@pytest.fixture(scope="session")
def latin_names(bundled: duckdb.DuckDBPyConnection) -> re.Pattern[str]:
    """Names of places and compounds that have no Thai one, and of publishers, as the records have them."""
    names: set[str] = set()
    for sql in (
        "SELECT name FROM place WHERE name_th IS NULL",
        "SELECT name FROM compound",
        "SELECT publisher FROM record WHERE publisher IS NOT NULL",
    ):
        names |= {row[0] for row in bundled.execute(sql).fetchall()}
    told = [re.escape(name) for name in sorted(names, key=len, reverse=True)]
    # A chart cuts a long name short.
    cut = [rf"{re.escape(name[:12])}[^…]*…" for name in sorted(names) if len(name) > 12]
    return re.compile("|".join([*told, *cut]))
