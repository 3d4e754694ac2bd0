"""`moei bench wall`: whether a browser that shows the wall, and the server behind it, stay as large as they are."""

import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from rich.console import Console

from dashboard.bench.browser import opened_browser, why_no_browser
from dashboard.bench.served import open_websockets, resident_mb, served_app
from etl.commands.words import count_columns, table

_MOST_GROWTH = 1.25
"""How much larger the second half of the samples may be than the first, at the median."""
_SLACK = {
    "nodes": 300,
    "listeners": 60,
    "heap_mb": 12.0,
    "contexts": 0,
    "server_mb": 30.0,
    "sessions": 1,
    "browser_cpu": 0.25,
    "server_cpu": 0.1,
}
"""Growth that is none: what scenes differ by, what waits for the next collection, and a machine's own unrest."""
_CONTEXTS = """
const asked = HTMLCanvasElement.prototype.getContext;
window.wallContexts = new Set();
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  const made = asked.call(this, kind, ...rest);
  if (made && kind.startsWith('webgl')) window.wallContexts.add(made);
  return made;
};
"""


@dataclass(frozen=True)
class Sample:
    """
    Sizes at a moment.

    Attributes
    ----------
    seconds
        Since the page had settled.
    nodes, listeners, heap_mb, contexts
        DOM nodes, listeners, JS heap and WebGL contexts of the page, after a collection of garbage.
    server_mb
        Memory of the server.
    sessions
        Connections that the server holds open with browsers; each session of the wall has one.
    browser_cpu, server_cpu
        Part of one core that the page's own work, and the server, took since the sample before.
    """

    seconds: float
    nodes: int
    listeners: int
    heap_mb: float
    contexts: int
    server_mb: float
    sessions: int
    browser_cpu: float
    server_cpu: float


def grown(samples: list[Sample]) -> list[str]:
    """
    Names of what grew from the first half of the samples to the second.

    Each half must have seen all scenes as often as the other, or what scenes differ by counts as growth.

    Examples
    --------
    >>> grown([Sample(10.0 * n, 1000 + 500 * n, 200, 40.0, 1, 300.0, 1, 0.2, 0.1) for n in range(6)])
    ['nodes']
    >>> grown([Sample(10.0 * n, 1000 + n % 2, 200, 40.0, 1, 300.0, 1, 0.2, 0.1) for n in range(6)])
    []
    """
    half = max(len(samples) // 2, 1)
    found = []
    for name, slack in _SLACK.items():
        sizes = [float(getattr(sample, name)) for sample in samples]
        first, last = (sorted(part)[len(part) // 2] for part in (sizes[:half], sizes[-half:]))
        if last > first + slack and last > first * _MOST_GROWTH:
            found.append(name)
    return found


@click.command()
@click.option("--seconds", default=120, show_default=True, type=click.IntRange(20, 86_400), help="How long to watch.")
@click.option(
    "--settle",
    default=30,
    show_default=True,
    type=click.IntRange(0, 3600),
    help="Seconds before that, in which what is shown for the first time may still grow.",
)
@click.option("--every", default=5.0, show_default=True, type=click.FloatRange(1, 600), help="Seconds between samples.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def wall(seconds: int, settle: int, every: float, as_json: bool) -> None:
    """
    Show the wall in a browser, and see that nothing grows: DOM nodes, listeners, memory, WebGL contexts, the server.

    \b
    Examples:
      moei bench wall
      moei bench wall --settle 300 --seconds 3600 --every 30
    """
    lacking = why_no_browser()
    if lacking:
        raise click.ClickException(lacking)
    with served_app() as (url, process_id):
        samples = _watched(url, process_id, settle=settle, seconds=seconds, every=every)
    larger = grown(samples)
    if as_json:
        click.echo(json.dumps({"samples": [asdict(sample) for sample in samples], "grown": larger}))
    else:
        _print(samples, larger)
    if larger:
        sys.exit(1)


def _print(samples: list[Sample], larger: list[str]) -> None:
    rows = table("", *count_columns("seconds", *_SLACK))
    step = max(len(samples) // 8, 1)
    for sample in [*samples[:-1:step], samples[-1]]:
        sizes = [f"{getattr(sample, name):,.{2 if name.endswith('_cpu') else 0}f}" for name in _SLACK]
        rows.add_row("", f"{sample.seconds:.0f}", *sizes)
    Console(width=110).print(rows)
    click.echo(f"Grown: {', '.join(larger)}." if larger else "Nothing grew.")


def _watched(url: str, process_id: int, *, settle: float, seconds: float, every: float) -> list[Sample]:
    """Samples of a browser that shows the wall, from when it has settled, each after a collection of garbage."""
    from playwright.sync_api import Error

    samples: list[Sample] = []
    with opened_browser() as opened:
        page = opened.new_page(viewport={"width": 1280, "height": 720})
        page.add_init_script(_CONTEXTS)
        page.goto(f"{url}/wall?lang=both")
        try:
            page.locator(".wall[data-scene]").wait_for(timeout=60_000)
        except Error as error:
            raise click.ClickException("the wall didn't appear; is there a build? moei status says.") from error
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        port = urlsplit(url).port or 0
        page.wait_for_timeout(1000 * settle)
        start = time.monotonic()
        spent = _spent(session, process_id)
        while not samples or time.monotonic() - start < seconds:
            page.wait_for_timeout(1000 * every)
            before, spent = spent, _spent(session, process_id)
            elapsed = spent.at - before.at
            # A page that was loaded anew counts from nothing.
            worked = spent.browser - (before.browser if spent.browser >= before.browser else 0)
            shares = worked / elapsed, (spent.server - before.server) / elapsed
            samples.append(_sample(page, session, process_id, port, spent.at - start, shares))
    return samples


@dataclass(frozen=True)
class _Spent:
    """Seconds of a core that the page and the server have taken, and when that was asked."""

    at: float
    browser: float
    server: float


def _metrics(session: Any) -> dict[str, float]:
    return {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}


def _spent(session: Any, process_id: int) -> _Spent:
    path = Path(f"/proc/{process_id}/stat")
    ticks = path.read_text().rpartition(")")[2].split()[11:13] if path.exists() else []
    server = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return _Spent(time.monotonic(), _metrics(session)["TaskDuration"], server)


def _sample(page: Any, session: Any, process_id: int, port: int, seconds: float, shares: tuple[float, float]) -> Sample:
    session.send("HeapProfiler.collectGarbage")
    told = _metrics(session)
    return Sample(
        seconds=round(seconds, 1),
        nodes=int(told["Nodes"]),
        listeners=int(told["JSEventListeners"]),
        heap_mb=round(told["JSHeapUsedSize"] / 2**20, 1),
        contexts=int(page.evaluate("[...wallContexts].filter(one => !one.isContextLost()).length")),
        server_mb=round(resident_mb(process_id), 1),
        sessions=open_websockets(port),
        browser_cpu=round(shares[0], 3),
        server_cpu=round(shares[1], 3),
    )
