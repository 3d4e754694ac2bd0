import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.language import message
from dashboard.state import LANGUAGES, Language
from etl import pipeline, warehouse
from tests.app import conftest
from tests.app.conftest import OpenPage, words_of

PAGES = pytest.mark.parametrize("page", sorted(conftest.PAGES))
DESK = pytest.mark.parametrize("page", sorted(conftest.PAGES.keys() - {"wall"}))
"""The pages that offer new data; the wall takes it by itself."""
IN_BOTH_LANGUAGES = pytest.mark.parametrize("language", LANGUAGES)


def _assert_only_says(app: AppTest, sentence: str) -> None:
    """One plain sentence, the command, and nothing else: no figures, no map, no trace of the fault."""
    assert not app.exception
    assert [warning.value for warning in app.warning] == [sentence]
    assert [code.value for code in app.code] == ["moei load"]
    assert not app.metric
    assert not any(part.proto.component_name == "moei-map" for part in app.get("bidi_component"))
    assert not app.dataframe
    assert "Traceback" not in words_of(app)


@PAGES
@IN_BOTH_LANGUAGES
def test_without_a_build_a_page_is_one_sentence_and_the_command(
    open_page: OpenPage, home: Path, page: str, language: Language
) -> None:
    _assert_only_says(open_page(page, {"lang": language}, home=home), message(language, "no-build"))


@PAGES
@IN_BOTH_LANGUAGES
def test_a_build_of_another_version_is_called_so(
    open_page: OpenPage, changed_home: Callable[[str], Path], page: str, language: Language
) -> None:
    home = changed_home("UPDATE build SET contract_hash = 'another'")
    _assert_only_says(open_page(page, {"lang": language}, home=home), message(language, "other-version"))


@PAGES
def test_a_pointer_to_a_build_that_is_gone_is_no_build(open_page: OpenPage, loaded_home: Path, page: str) -> None:
    warehouse.current_build(loaded_home).path.unlink()
    _assert_only_says(open_page(page, home=loaded_home), message("en", "no-build"))


@PAGES
@pytest.mark.parametrize("content", [b"", b"not a database", bytes(100_000)], ids=["empty", "text", "zeros"])
def test_a_build_that_cannot_be_read_is_no_build(
    open_page: OpenPage, loaded_home: Path, page: str, content: bytes
) -> None:
    warehouse.current_build(loaded_home).path.write_bytes(content)
    _assert_only_says(open_page(page, home=loaded_home), message("en", "no-build"))


@PAGES
def test_an_empty_pointer_is_no_build(open_page: OpenPage, loaded_home: Path, page: str) -> None:
    (warehouse.builds_folder(loaded_home) / "CURRENT").write_text("")
    _assert_only_says(open_page(page, home=loaded_home), message("en", "no-build"))


@PAGES
def test_a_page_without_a_build_shows_the_records_once_they_are_loaded(
    open_page: OpenPage, home: Path, bundled_home: Path, page: str
) -> None:
    app = open_page(page, home=home)
    assert app.warning
    shutil.copytree(bundled_home, home)
    app.run()
    assert not app.exception
    assert "moei load" not in [code.value for code in app.code]
    assert message("en", "no-build") not in words_of(app)


@DESK
def test_new_data_is_offered_and_shown_when_it_is_accepted(
    open_page: OpenPage, loaded_home: Path, write_rows: Callable[..., Path], page: str
) -> None:
    app = open_page(page, home=loaded_home)
    assert message("en", "new-data") not in words_of(app)
    pipeline.load(loaded_home, [write_rows("incident", {"incident_id": "new", "date": "2026-03-14"})])
    # A rerun of the whole page shows the new build at once, so nothing is left to be offered.
    app.run()
    assert not app.exception
    assert message("en", "new-data") not in words_of(app)
    assert message("en", "as-of", date="14 March 2026") in words_of(app)
