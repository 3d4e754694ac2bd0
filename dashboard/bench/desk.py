"""`moei bench desk`: how long the server takes, on each page of the desk, from a changed filter to what it sends."""

import json
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress

from etl import warehouse
from etl.commands.words import count_columns, table

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

_APP = warehouse.PROJECT / "dashboard" / "app.py"
_EMPTY = """
import streamlit as st
st.set_page_config(layout="wide")
st.date_input("from", value=None, key="from")
st.date_input("to", value=None, key="to")
st.multiselect("layer", ["incident", "rescue", "infrastructure", "movement", "displacement"], key="layer")
"""
"""A page of Streamlit that has the filters which are changed, and nothing else."""
PAGES = ("explore", "movement", "displacement", "infrastructure", "rescue", "pillars", "data")
_LAYERS = ("incident", "rescue", "infrastructure", "movement", "displacement")
_LONGEST_DAYS = 900
_PATIENCE = 600
"""Seconds that one view may take."""
GOAL_MS = 150
"""What a page may take beyond an empty one, at the 95th percentile, on the bundled records."""


@dataclass(frozen=True)
class Reruns:
    """
    Times of a page's reruns, each after another choice of filters.

    Attributes
    ----------
    page
        Its word in the address; `empty` for the page that has filters alone.
    first_ms
        The first view of a new process, which reads what later ones share.
    p50_ms, p95_ms
        Of the changed views.
    beyond_ms
        `p95_ms` beyond that of the empty page.
    """

    page: str
    first_ms: float
    p50_ms: float
    p95_ms: float
    beyond_ms: float


def reruns_of(page: str, first: float, times: list[float], *, empty_p95: float) -> Reruns:
    """
    What times, in seconds, come to.

    Examples
    --------
    >>> reruns_of("explore", 1.0, [0.1, 0.2, 0.3], empty_p95=0.05)
    Reruns(page='explore', first_ms=1000.0, p50_ms=200.0, p95_ms=290.0, beyond_ms=240.0)
    """
    middle, high = 1000 * statistics.median(times), 1000 * _p95(times)
    told = (round(value, 1) for value in (1000 * first, middle, high, high - 1000 * empty_p95))
    return Reruns(page, *told)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


@click.command()
@click.option("--views", default=40, show_default=True, type=click.IntRange(5, 10_000), help="Views of each page.")
@click.option("--seed", default=1, show_default=True, help="Seed of the choices.")
@click.option("--page", "pages", multiple=True, type=click.Choice(PAGES), help="Only this page; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def desk(views: int, seed: int, pages: tuple[str, ...], as_json: bool) -> None:
    """
    Change filters on each page of the desk, and time the server's reruns beside those of an empty page.

    The records are those of the current build: MOEI_HOME says of which home. Nothing of the browser is in the times.

    \b
    Examples:
      moei bench desk
      MOEI_HOME=many/home moei bench desk --views 10 --page explore
    """
    try:
        warehouse.current_build(warehouse.home())
    except (warehouse.NoBuildError, OSError) as error:
        raise click.ClickException(str(error)) from error
    # Streamlit takes a second to be imported, which no other command should wait for.
    from streamlit.testing.v1 import AppTest

    asked = pages or PAGES
    with Progress(console=Console(stderr=True), transient=True) as progress, _quiet():
        task = progress.add_task("Changing filters", total=(1 + len(asked)) * views)
        step = lambda: progress.advance(task)  # noqa: E731 - one line says it
        first, times = _timed(AppTest.from_string(_EMPTY, default_timeout=_PATIENCE), None, views, seed, step)
        empty_p95 = _p95(times)
        found = [reruns_of("empty", first, times, empty_p95=empty_p95)]
        for page in asked:
            app = AppTest.from_file(str(_APP), default_timeout=_PATIENCE)
            first, times = _timed(app, page, views, seed, step)
            found.append(reruns_of(page, first, times, empty_p95=empty_p95))
    if as_json:
        click.echo(json.dumps({"goal_ms": GOAL_MS, "pages": [asdict(one) for one in found]}))
        return
    rows = table("page", *count_columns("first ms", "p50 ms", "p95 ms", "beyond empty"))
    for one in found:
        rows.add_row(one.page, *(f"{value:,.0f}" for value in (one.first_ms, one.p50_ms, one.p95_ms, one.beyond_ms)))
    Console(width=80).print(rows)


@contextmanager
def _quiet() -> Iterator[None]:
    """What Streamlit says of a page that no browser asked for tells nothing here."""
    before = os.environ.get("STREAMLIT_LOGGER_LEVEL")
    os.environ["STREAMLIT_LOGGER_LEVEL"] = "error"
    try:
        yield
    finally:
        if before is None:
            del os.environ["STREAMLIT_LOGGER_LEVEL"]
        else:
            os.environ["STREAMLIT_LOGGER_LEVEL"] = before


def _timed(
    app: "AppTest", page: str | None, views: int, seed: int, step: Callable[[], object]
) -> tuple[float, list[float]]:
    """Seconds of the first view, and of each after a change."""
    choices = random.Random(seed)
    start = time.perf_counter()
    app.run()
    if page is not None:
        # Before the first run the page that st.navigation names isn't known.
        start = time.perf_counter()
        app.switch_page(f"app_pages/{page}.py").run()
    first = time.perf_counter() - start
    times = []
    for _ in range(views):
        _change(app, choices)
        start = time.perf_counter()
        app.run()
        times.append(time.perf_counter() - start)
        if app.exception:
            raise click.ClickException(f"the page {page} failed: {app.exception[0].message}")
        step()
    return first, times


def _change(app: "AppTest", choices: random.Random) -> None:
    """Another period and other layers, as far as the page has such filters."""
    first = date(2023, 1, 1) + timedelta(days=choices.randrange(1100))
    days = {"from": first, "to": first + timedelta(days=choices.randrange(30, _LONGEST_DAYS))}
    layers = choices.sample(_LAYERS, choices.randrange(4))
    for field in app.date_input:
        if field.key in days:
            field.set_value(days[field.key])
    for many in app.multiselect:
        if many.key == "layer":
            many.set_value(layers)
