"""The app run in this process, as Streamlit's own test tool does it: the address is read, never written."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from etl import warehouse

APP = warehouse.PROJECT / "dashboard" / "app.py"
PAGES = {"home": "app_pages/home.py", "explore": "app_pages/explore.py", "data": "app_pages/data.py"}

OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page(bundled_home: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Opener of a page by its address: `open_page("explore", {"lang": "th"}, home=...)`."""
    monkeypatch.delenv("MOEI_LEVEL", raising=False)

    def open_(name: str, query: dict[str, str | list[str]] | None = None, *, home: Path = bundled_home) -> AppTest:
        monkeypatch.setenv("MOEI_HOME", str(home))
        app = AppTest.from_file(str(APP), default_timeout=60)
        for key, value in (query or {}).items():
            app.query_params[key] = value
        app.run()
        # Before the first run the page that st.navigation names isn't known.
        return app if name == "home" else app.switch_page(PAGES[name]).run()

    return open_


@pytest.fixture
def changed_home(bundled_home: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Maker of a home whose current build was changed by a statement."""

    def make(sql: str) -> Path:
        home = Path(shutil.copytree(bundled_home, tmp_path / "changed"))
        with duckdb.connect(str(warehouse.current_build(home).path)) as connection:
            connection.execute(sql)
        return home

    return make


def words_of(app: AppTest) -> str:
    """Everything that a page says outside its tables."""
    families = (app.markdown, app.caption, app.warning, app.error, app.info, app.metric, app.code)
    texts = [str(element.value) for family in families for element in family]
    texts += [metric.label for metric in app.metric]
    return "\n".join(texts)


def deck_of(app: AppTest) -> dict[str, Any]:
    """The map of a page, as it travels to the browser."""
    (drawn,) = (part for part in app.get("bidi_component") if part.proto.component_name == "moei-map")
    return json.loads(drawn.proto.json)


def rows_of(app: AppTest, layer: str) -> list[dict[str, Any]]:
    """Rows of one of the map's layers."""
    deck = deck_of(app)
    return next(drawn["data"] for drawn in (*deck["areas"], *deck["marks"]) if drawn["id"] == layer)
