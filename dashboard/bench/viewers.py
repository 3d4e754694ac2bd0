"""`moei bench viewers`: many viewers on one process, each changing a filter every few seconds, as browsers would."""

import asyncio
import itertools
import json
import random
import statistics
import time
from contextlib import AsyncExitStack, suppress
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

import click

from dashboard.bench.desk import PAGES
from dashboard.bench.goals import Reached, reached
from dashboard.bench.served import resident_mb, served_app
from etl import warehouse
from etl.contract.vocab import LAYERS

_PATIENCE = 120.0
"""Seconds that one rerun may take."""
_FIRST_DAY, _SPAN_DAYS, _LONGEST_DAYS = date(2023, 1, 1), 1100, 900
_ALONE_SHARE = 0.1
"""Changes of each page by the one viewer that many are compared with, for each second that those go on."""


@dataclass
class Viewer:
    """
    One browser's connection to a page: it sends what widgets hold, and reads what the server draws.

    Attributes
    ----------
    page
        The page's word in the address.
    seconds
        Of each rerun that it asked for, from what it sent to the script's end.
    errors
        What the server said went wrong.
    widgets
        Key of a filter -> the id that the server gave it.
    """

    page: str
    socket: Any
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    widgets: dict[str, str] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)
    fragments: dict[str, float] = field(default_factory=dict)
    _done: asyncio.Event = field(default_factory=asyncio.Event)

    async def open(self) -> None:
        """Ask for the page for the first time."""
        await self._rerun()

    async def change(self, choices: random.Random) -> None:
        """Choose another period and other layers, as far as the page has such filters, and time the rerun."""
        first = _FIRST_DAY + timedelta(days=choices.randrange(_SPAN_DAYS))
        last = first + timedelta(days=choices.randrange(30, _LONGEST_DAYS))
        layers = choices.sample(LAYERS, choices.randrange(4))
        wanted = {"from": [f"{first:%Y/%m/%d}"], "to": [f"{last:%Y/%m/%d}"], "layer": layers}
        self.values.update({key: value for key, value in wanted.items() if key in self.widgets})
        start = time.perf_counter()
        await self._rerun()
        self.seconds.append(time.perf_counter() - start)

    async def read(self) -> None:
        """Read until the connection ends; a script's end lets `change` go on."""
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        async for raw in self.socket:
            message = ForwardMsg()
            message.ParseFromString(raw)
            self._take(message)

    async def follow(self, every: float) -> None:
        """Ask, as a browser does, for the parts of the page that look for news by themselves."""
        from streamlit.proto.BackMsg_pb2 import BackMsg

        while True:
            await asyncio.sleep(every)
            for fragment in self.fragments:
                asked = BackMsg()
                asked.rerun_script.page_name = self.page
                asked.rerun_script.fragment_id = fragment
                asked.rerun_script.is_auto_rerun = True
                self._add_values(asked)
                await self.socket.send(asked.SerializeToString())

    async def _rerun(self) -> None:
        from streamlit.proto.BackMsg_pb2 import BackMsg

        asked = BackMsg()
        asked.rerun_script.page_name = self.page
        self._add_values(asked)
        self._done.clear()
        await self.socket.send(asked.SerializeToString())
        try:
            await asyncio.wait_for(self._done.wait(), _PATIENCE)
        except TimeoutError:
            self.errors.append(f"{self.page}: no answer in {_PATIENCE:g} s")

    def _add_values(self, asked: Any) -> None:
        for key, value in self.values.items():
            state = asked.rerun_script.widget_states.widgets.add(id=self.widgets[key])
            state.string_array_value.data.extend(value)

    def _take(self, message: Any) -> None:
        kind = message.WhichOneof("type")
        if kind == "script_finished" and message.script_finished == message.FINISHED_SUCCESSFULLY:
            self._done.set()
        elif kind == "script_finished" and message.script_finished == message.FINISHED_WITH_COMPILE_ERROR:
            self.errors.append(f"{self.page}: the script doesn't compile")
        elif kind == "auto_rerun":
            self.fragments[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "delta":
            self._take_element(message.delta.new_element)

    def _take_element(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.errors.append(f"{self.page}: {element.exception.type} {element.exception.message}")
        elif kind in ("date_input", "multiselect"):
            identity = getattr(element, kind).id
            self.widgets[identity.rpartition("-")[2]] = identity


@dataclass(frozen=True)
class Watched:
    """
    What many viewers met, and one alone before them.

    Attributes
    ----------
    viewers, reruns
        How many.
    errors
        What went wrong, in the server's words.
    alone_p95_ms, p50_ms, p95_ms
        Reruns of one viewer alone, and of all of them together.
    session_mb
        What the server's memory grew by for each viewer beyond the first.
    """

    viewers: int
    reruns: int
    errors: tuple[str, ...]
    alone_p95_ms: float
    p50_ms: float
    p95_ms: float
    session_mb: float

    def goals(self) -> list[Reached]:
        """What was reached."""
        return [
            reached("50 viewers: errors", len(self.errors)),
            reached("50 viewers: p95 of a rerun beside one viewer's", self.p95_ms / self.alone_p95_ms),
            reached("50 viewers: memory a session", self.session_mb),
        ]


async def _opened(stack: AsyncExitStack, url: str, page: str) -> Viewer:
    """A viewer of a page, connected and reading."""
    import websockets

    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    connected = websockets.connect(address, subprotocols=["streamlit"], max_size=None, origin=url)  # type: ignore[arg-type,list-item]
    viewer = Viewer(page, await stack.enter_async_context(connected))
    reading = asyncio.create_task(viewer.read())
    stack.callback(reading.cancel)
    await viewer.open()
    return viewer


async def _act(viewer: Viewer, choices: random.Random, *, every: float, until: float) -> None:
    """Change a filter now and then, at moments of the viewer's own, until the time is over."""
    await asyncio.sleep(choices.random() * every)
    while time.monotonic() < until:
        start = time.monotonic()
        await viewer.change(choices)
        await asyncio.sleep(max(every - (time.monotonic() - start), 0))


async def _watch(url: str, process_id: int, *, viewers: int, seconds: float, every: float, seed: int) -> Watched:
    async with AsyncExitStack() as stack:
        pages = list(itertools.islice(itertools.cycle(PAGES), viewers))
        alone = []
        choices = random.Random(seed)
        async with AsyncExitStack() as first:
            for page in PAGES:
                viewer = await _opened(first, url, page)
                for _ in range(max(round(seconds * _ALONE_SHARE), 2)):
                    await viewer.change(choices)
                alone += viewer.seconds
        before = resident_mb(process_id)
        opened = [await _opened(stack, url, page) for page in pages]
        until = time.monotonic() + seconds
        acts = [
            asyncio.create_task(_act(viewer, random.Random(seed + number), every=every, until=until))
            for number, viewer in enumerate(opened)
        ]
        follows = [asyncio.create_task(viewer.follow(2 * every)) for viewer in opened]
        await asyncio.gather(*acts)
        for task in follows:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*follows)
        grown = (resident_mb(process_id) - before) / len(opened)
    took = [1000 * second for viewer in opened for second in viewer.seconds]
    return Watched(
        viewers=viewers,
        reruns=len(took),
        errors=tuple(error for viewer in opened for error in viewer.errors),
        alone_p95_ms=round(_p95([1000 * second for second in alone]), 1),
        p50_ms=round(statistics.median(took), 1),
        p95_ms=round(_p95(took), 1),
        session_mb=round(grown, 1),
    )


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def measure_viewers(*, viewers: int, seconds: float, every: float, seed: int = 1) -> Watched:
    """
    Serve the home's build, and let many viewers change filters.

    Parameters
    ----------
    viewers
        How many; they share the desk's pages evenly.
    seconds
        For how long.
    every
        Seconds between a viewer's changes.
    seed
        Seed of what they choose.

    Returns
    -------
    Watched

    Raises
    ------
    click.ClickException
        If the dashboard doesn't come up.
    """
    with served_app() as (url, process_id):
        return asyncio.run(_watch(url, process_id, viewers=viewers, seconds=seconds, every=every, seed=seed))


@click.command()
@click.option("--viewers", "count", default=50, show_default=True, type=click.IntRange(1, 500), help="How many.")
@click.option("--seconds", default=60, show_default=True, type=click.IntRange(5, 3600), help="How long they go on.")
@click.option(
    "--every", default=5.0, show_default=True, type=click.FloatRange(0.5, 600), help="Seconds between changes."
)
@click.option("--seed", default=1, show_default=True, help="Seed of what they choose.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def viewers(count: int, seconds: int, every: float, seed: int, as_json: bool) -> None:
    """
    Let many viewers change filters on one process, on this machine alone, and tell how long they wait.

    \b
    Examples:
      moei bench viewers
      moei bench viewers --viewers 10 --seconds 20
    """
    try:
        warehouse.current_build(warehouse.home())
    except (warehouse.NoBuildError, OSError) as error:
        raise click.ClickException(str(error)) from error
    found = measure_viewers(viewers=count, seconds=seconds, every=every, seed=seed)
    if as_json:
        click.echo(json.dumps(asdict(found) | {"goals": [goal.for_programs() for goal in found.goals()]}))
        return
    click.echo(
        f"{found.viewers} viewers, {found.reruns} changes: median {found.p50_ms:,.0f} ms, p95 {found.p95_ms:,.0f} ms"
        f" (one viewer alone: p95 {found.alone_p95_ms:,.0f} ms), {found.session_mb:.1f} MB a session,"
        f" {len(found.errors)} errors."
    )
    for words in sorted(set(found.errors))[:5]:
        click.echo(words)
