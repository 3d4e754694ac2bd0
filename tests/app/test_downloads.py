"""What each page offers to take away."""

import pytest

from dashboard.language import message
from dashboard.state import LANGUAGES, Language
from tests.app.conftest import OpenPage, words_of

PLACED, TABLE = ("csv", "geojson", "geoparquet"), ("csv",)


def offered(app: object) -> list[str]:
    """Keys of the buttons of a page, which name a kind of file and what is in it."""
    return [button.proto.id.split("-None-")[-1] for button in app.get("download_button")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("page", "files"),
    [
        ("explore", {"records": PLACED, "cells": PLACED}),
        ("infrastructure", {"supplies": PLACED, "supply-changes": TABLE}),
        ("displacement", {"border-months": TABLE, "sector-shares": TABLE, "claims": TABLE, "promises": TABLE}),
    ],
)
def test_a_page_offers_what_it_shows(open_page: OpenPage, page: str, files: dict[str, tuple[str, ...]]) -> None:
    app = open_page(page)
    assert not app.exception
    keys = " ".join(offered(app))
    for name, kinds in files.items():
        for kind in ("csv", "geojson", "geoparquet"):
            assert (f"{kind}-{name}" in keys) == (kind in kinds)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_of_displacement_leads_to_the_records_of_its_moves(open_page: OpenPage, language: Language) -> None:
    app = open_page("displacement", {"lang": language})
    labels = [expander.label for expander in app.expander]
    moves = [frame.value for frame in app.dataframe if "file" in frame.value.columns]
    assert any(table["file"].str.startswith("displacement.csv:").all() for table in moves)
    assert any(label.startswith(message(language, "displace-moves-shown", count=9).split("9")[0]) for label in labels)


def test_explores_list_says_how_many_records_and_publishers_there_are(open_page: OpenPage) -> None:
    app = open_page("explore")
    table = next(frame.value for frame in app.dataframe if "file" in frame.value.columns)
    assert table["file"].str.match(r"\w+\.csv:\d+$").all()
    assert " publishers" in words_of(app)
