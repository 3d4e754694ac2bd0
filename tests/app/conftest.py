"""The app run in this process, as Streamlit's own test tool does it: the address is read, never written."""

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from etl import warehouse
from etl.derived import make_derived

APP = warehouse.PROJECT / "dashboard" / "app.py"
PAGES = {path.stem: f"app_pages/{path.name}" for path in (APP.parent / "app_pages").glob("[a-z]*.py")}

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
            make_derived(connection)
        return home

    return make


def words_of(app: AppTest) -> str:
    """Everything that a page says outside its tables."""
    families = (app.markdown, app.caption, app.warning, app.error, app.info, app.metric, app.code)
    texts = [str(element.value) for family in families for element in family]
    texts += [metric.label for metric in app.metric]
    return "\n".join(texts)


def decks_of(app: AppTest) -> list[dict[str, Any]]:
    """The maps of a page, as they travel to the browser, rows put back into their layers."""
    return [told(part.proto) for part in app.get("bidi_component") if part.proto.component_name == "moei-map"]


def told(proto: Any) -> dict[str, Any]:
    """What a component is told; a layer's columns travel as tables of their own."""
    if proto.WhichOneof("data") == "json":
        return dict(json.loads(proto.json))
    deck = dict(json.loads(proto.mixed.json))
    blobs = {name: blob.data for name, blob in proto.mixed.arrow_blobs.items()}
    for layer in (*deck["areas"], *deck["marks"]):
        if isinstance(layer["data"], dict):
            references = [deck[name]["__streamlit_arrow_ref__"] for name in layer["data"]["tables"]]
            layer["data"] = rows_of_tables([pa.ipc.open_stream(blobs[one]).read_all() for one in references])
    return deck


def rows_of_tables(tables: Sequence[pa.Table]) -> list[dict[str, Any]]:
    """Rows as the browser puts them together; a whole number of 64 bits without a sign is a cell."""
    columns = {}
    for table in tables:
        (name,), values = table.column_names, table.column(0).to_pylist()
        columns[name] = [f"{value:x}" for value in values] if pa.types.is_uint64(table.schema.types[0]) else values
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def deck_of(app: AppTest) -> dict[str, Any]:
    """The one map of a page."""
    (deck,) = decks_of(app)
    return deck


def rows_of(app: AppTest, layer: str) -> list[dict[str, Any]]:
    """Rows of one of the map's layers."""
    deck = deck_of(app)
    return next(drawn["data"] for drawn in (*deck["areas"], *deck["marks"]) if drawn["id"] == layer)
