"""The current build, and one connection to each build that is looked at."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import duckdb
import streamlit as st

from dashboard.access.viewer import viewer
from dashboard.queries import holdings
from dashboard.state import ViewState
from etl import warehouse
from etl.release_rules import Release
from etl.released import viewed_build

Levels = tuple[str, ...]
"""Release levels that the viewer may see."""

_P = ParamSpec("_P")
_R = TypeVar("_R")


def cached(*, max_entries: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """
    What keeps the answers of a function between views, by its arguments, those that were asked for last.

    Streamlit tells two views apart by taking each to pieces, dozens of times a rerun; their text tells as much.
    """
    return st.cache_data(max_entries=max_entries, show_spinner=False, hash_funcs={ViewState: repr})


def current_build() -> warehouse.Build:
    """
    The current build as whoever looks may see it, asked of the disk at each rerun.

    Its file holds nothing above their level and scope, and everything that is kept between views is kept by that file:
    so nothing that is shown, counted, searched or taken away crosses levels.

    Raises
    ------
    etl.warehouse.NoBuildError
        If there is none that can be read, or nobody is signed in where one must be.
    etl.release_rules.MarkingMissingError
        If a record isn't marked, so that nobody can tell who may see it.
    """
    who = viewer()
    if not who.pages:
        raise warehouse.NoBuildError("Nobody is signed in.")
    home, release = warehouse.home(), who.release.shared
    build = _viewed(str(home), warehouse.current_build_id(home) or "", release.level, release.audience)
    # Its file goes when many others are made: it is made anew where it was.
    return build if build.path.is_file() else viewed_build(home, whole_build(), release)


def whole_build() -> warehouse.Build:
    """
    The current build with all that it holds: for what is released of it to somebody else, never for a screen.

    Raises
    ------
    etl.warehouse.NoBuildError
        If there is none that can be read.
    """
    home = warehouse.home()
    build_id = warehouse.current_build_id(home)
    return warehouse.current_build(home) if build_id is None else _build(str(home), build_id)


def has_build() -> bool:
    """Whether there is a current build that can be read."""
    try:
        current_build()
    except warehouse.NoBuildError:
        return False
    return True


@cached(max_entries=4)
def _build(home: str, build_id: str) -> warehouse.Build:  # noqa: ARG001 - the id is what makes the key
    return warehouse.current_build(Path(home))


@cached(max_entries=64)
def _viewed(home: str, build_id: str, level: str, audience: str) -> warehouse.Build:  # noqa: ARG001 - as of `_build`
    whole = warehouse.current_build(Path(home))
    return viewed_build(Path(home), whole, Release(level=level, audience=audience))


def _close(connection: duckdb.DuckDBPyConnection) -> None:
    connection.close()


@st.cache_resource(max_entries=64, show_spinner=False, on_release=_close)
def _connection(path: str) -> duckdb.DuckDBPyConnection:
    return warehouse.open_read_only(Path(path))


def connection(path: str) -> duckdb.DuckDBPyConnection:
    """The connection to the build at a path; a query takes a cursor of its own."""
    return _connection(path)


@cached(max_entries=8)
def get_unknown(path: str, levels: Levels) -> dict[str, int]:
    """What the records lack, and how many of the whole build the viewer doesn't see."""
    found = holdings.get_unknown(connection(path), levels=levels)
    build = warehouse.read_build(Path(path))
    whole = warehouse.builds_folder(warehouse.home()) / f"{build.build_id}.duckdb"
    if whole == Path(path) or not whole.is_file():
        return found
    hidden = holdings.count_records(connection(str(whole))) - holdings.count_records(connection(path))
    return found | {"withheld": found["withheld"] + hidden}
