"""Every query of the dashboard on a build, over random filters: how long each takes."""

import importlib
import inspect
import pkgutil
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from dashboard import queries
from dashboard.bench.alone import Clock, measure_alone
from dashboard.bench.goals import Reached, reached
from dashboard.bench.views import World, parameters, places_in, read_world
from etl import warehouse

Query = Callable[..., Any]

_PARTS = frozenset({"matching.view_frame", "wall_periods.frame"})
"""What queries are made with."""
_WRITE_ALL = frozenset(
    {
        "briefing.list_page_records",
        "exported.list_records",
        "viewed.list_view_records",
        "viewed.list_supply_records",
        "things.list_things",
    }
)
"""They give every record that is asked for, to a file or a manifest: no screen waits for them."""
_OWN: dict[str, Callable[[random.Random, World], dict[str, Any]]] = {
    "replay.get_span": lambda *_: {"step": "month"},
    "replay.count_frames": lambda _, world: {"step": "month", "first_step": pd.Timestamp(world.last).replace(day=1)},
}
"""What a query takes under a name that means something else to others."""


@dataclass(frozen=True)
class QueryTimes:
    """
    How long a query took over the filters.

    Attributes
    ----------
    name
        Its module and name.
    p50_ms, p95_ms, p99_ms
        Milliseconds, with the frame that it gives.
    """

    name: str
    p50_ms: float
    p95_ms: float
    p99_ms: float


def list_queries() -> dict[str, Query]:
    """
    All queries of the dashboard that a screen may wait for, by module and name.

    Examples
    --------
    >>> "records.count_cells" in list_queries()
    True
    """
    found = {}
    for module in pkgutil.iter_modules(queries.__path__):
        loaded = importlib.import_module(f"{queries.__name__}.{module.name}")
        for name, function in vars(loaded).items():
            is_own = inspect.isfunction(function) and function.__module__ == loaded.__name__
            if is_own and not name.startswith("_") and "connection" in inspect.signature(function).parameters:
                found[f"{module.name}.{name}"] = function
    return {name: found[name] for name in sorted(found) if name not in _PARTS | _WRITE_ALL}


def ask(
    name: str, query: Query, connection: duckdb.DuckDBPyConnection, choices: random.Random, world: World
) -> Callable[[], Any]:
    """
    A question ready to be asked: a query with what it must be given, chosen at random.

    Raises
    ------
    KeyError
        If it must be given something that `views.parameters` doesn't know.
    """
    known = parameters(choices, world) | (_OWN[name](choices, world) if name in _OWN else {})
    wanted = [
        one.name
        for one in inspect.signature(query).parameters.values()
        if one.default is one.empty and one.kind is not one.VAR_KEYWORD and one.name != "connection"
    ]
    given = {one: known[one] for one in wanted if one != "places"}
    if "places" in wanted:
        given["places"] = places_in(connection, given["state"], known["bounds"])
    return lambda: query(connection, **given)


def time_queries(clock: Clock, *, home: str, sets: int, seed: int, names: list[str]) -> dict[str, list[float]]:
    """Milliseconds of each query, by its name, for each set of filters; all queries are asked once before."""
    every = {name: query for name, query in list_queries().items() if not names or name in names}
    build = warehouse.current_build(Path(home))
    took: dict[str, list[float]] = {name: [] for name in every}
    choices = random.Random(seed)
    with warehouse.open_read_only(build.path) as connection:
        world = read_world(connection)
        for name, query in every.items():
            ask(name, query, connection, choices, world)()
        with clock.running():
            for _ in range(sets):
                for name, query in every.items():
                    asked = ask(name, query, connection, choices, world)
                    start = time.perf_counter()
                    asked()
                    took[name].append(1000 * (time.perf_counter() - start))
    return took


@dataclass(frozen=True)
class Asked:
    """What all queries took on a build."""

    records: int
    queries: tuple[QueryTimes, ...]

    @property
    def slowest_p95_ms(self) -> float:
        """The p95 of the query that has the largest."""
        return max(one.p95_ms for one in self.queries)

    def goals(self, small: "Asked | None" = None) -> Iterator[Reached]:
        """What was reached, beside a build of a tenth of the records where there is one."""
        yield reached("queries: p95 of all of the dashboard's", self.slowest_p95_ms)
        if small is not None and small.records * 9 < self.records < small.records * 11:
            yield reached("queries: p95 for ten times the records", self.slowest_p95_ms / small.slowest_p95_ms)


def measure_queries(home: Path, records: int, *, sets: int, seed: int = 1, names: tuple[str, ...] = ()) -> Asked:
    """
    Ask every query for random filters, in a process of its own.

    Parameters
    ----------
    home
        A home with a build.
    records
        How many it has.
    sets
        Sets of filters for each query.
    seed
        Seed of the choices.
    names
        Only these queries; all where none is named.

    Returns
    -------
    Asked

    Raises
    ------
    dashboard.bench.alone.MeasurementError
        If a query failed.
    """
    took = measure_alone(time_queries, home=str(home), sets=sets, seed=seed, names=list(names)).answer
    found = []
    for name, times in took.items():
        middle, high, highest = (round(float(value), 1) for value in np.percentile(times, (50, 95, 99)))
        found.append(QueryTimes(name, middle, high, highest))
    return Asked(records, tuple(sorted(found, key=lambda one: -one.p95_ms)))
