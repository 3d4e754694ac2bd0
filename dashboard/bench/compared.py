"""
Four questions of the map's page, asked of Moei's build and of others' stores with the same records and filters.

How many events in each cell, in each month, in all, and by what becomes of the records on the map.
"""

import hashlib
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pyarrow.parquet

from dashboard.bench.alone import Clock, Taken, measure_alone
from dashboard.bench.goals import Reached, reached
from dashboard.bench.indexing import DifferentAnswersError
from dashboard.bench.peers.available import version_of
from dashboard.bench.views import LEVELS, random_view, read_world
from dashboard.state import ViewState
from etl import warehouse

if TYPE_CHECKING:
    import pandas as pd

_BATCH = 1_000_000
QUESTIONS = ("cells", "months", "events", "coverage")
_COLUMNS = (
    "group_key, is_alone, is_running_total, layer, is_activity, event_date, event_date_last, longitude IS NOT NULL AS"
    " has_point, location_precision, h3_r5, h3_r6, h3_r7, country, sector_id, nationality"
)
_CELLS = ("h3_r5", "h3_r6", "h3_r7")
_CHOSEN = {"layers": "layer", "countries": "country", "sectors": "sector_id", "nationalities": "nationality"}
_COUNTED = {
    "clickhouse": "countIf(is_alone AND {0}) + uniqExactIf(group_key, NOT is_alone AND {0})",
    "postgis": "count(*) FILTER (WHERE is_alone AND {0})"
    " + count(DISTINCT group_key) FILTER (WHERE NOT is_alone AND {0})",
}
"""Distinct events in each dialect: as Moei counts them, which is the faster way in all of them."""
_OUTCOME = """CASE WHEN is_running_total THEN 'running_total'
    WHEN NOT has_point THEN coalesce(location_precision, 'no_place') WHEN {cell} IS NULL THEN location_precision
    WHEN event_date IS NULL THEN 'no_date' ELSE 'shown' END"""
_MONTH_START = {"clickhouse": "toStartOfMonth(event_date)", "postgis": "date_trunc('month', event_date)::date"}
_MONTH_END = {
    "clickhouse": "toLastDayOfMonth(event_date)",
    "postgis": "(date_trunc('month', event_date) + interval '1 month - 1 day')::date",
}


def _views(home: str, sets: int, seed: int) -> list[ViewState]:
    choices = random.Random(seed)
    with warehouse.open_read_only(warehouse.current_build(Path(home)).path) as connection:
        world = read_world(connection)
        return [random_view(choices, world) for _ in range(sets)]


def ask_moei(clock: Clock, *, home: str, folder: str, sets: int, seed: int) -> list[str]:  # noqa: ARG001 - as all routes
    """The dashboard's own queries, on the build."""
    from dashboard.queries import records, timeline

    questions: dict[str, Callable[..., Any]] = {
        "cells": records.count_cells,
        "months": timeline.count_months,
        "events": records.count_events,
        "coverage": records.count_coverage,
    }
    kept = {"cells": ["cell", "events", "activity"], "months": ["event_month", "layer", "events"]}
    answers = []
    with warehouse.open_read_only(warehouse.current_build(Path(home)).path) as connection:
        for state in _views(home, sets, seed):
            for name, query in questions.items():
                with clock.running():
                    found = query(connection, state=state, levels=LEVELS)
                rows = [[found]] if name == "events" else _rows(found[kept.get(name, [*found])])
                answers.append(_hash(rows))
    return answers


def ask_clickhouse(clock: Clock, *, home: str, folder: str, sets: int, seed: int) -> list[str]:
    """ClickHouse in the process, records in order of time, words as codes."""
    import chdb.session

    session = chdb.session.Session(str(Path(folder) / "clickhouse"))
    codes = ", ".join(f"toLowCardinality({name})" for name in ("layer", "location_precision", "country", "sector_id"))
    names = "layer, location_precision, country, sector_id, nationality"
    session.query("CREATE DATABASE bench")
    session.query(
        "CREATE TABLE bench.record ENGINE = MergeTree ORDER BY event_date SETTINGS allow_nullable_key = 1 AS"
        f" SELECT * EXCEPT({names}), {_named(codes)}, toLowCardinality(nationality) AS nationality"
        f" FROM file('{folder}/record.parquet', 'Parquet')"
    )

    def asked(sql: str) -> list[list[str]]:
        return [line.split("\t") for line in str(session.query(sql, "TSV").data()).splitlines()]

    return _answers(clock, asked, "clickhouse", _views(home, sets, seed))


def ask_postgis(clock: Clock, *, home: str, folder: str, sets: int, seed: int) -> list[str]:
    """PostgreSQL, with indices by time, and by each resolution's cells with it."""
    import pyarrow.csv

    from dashboard.bench.peers.postgis import running

    csv = Path(folder) / "record.csv"
    pyarrow.csv.write_csv(pyarrow.parquet.read_table(Path(folder) / "record.parquet"), csv)
    columns = (
        "group_key BIGINT, is_alone BOOLEAN, is_running_total BOOLEAN, layer TEXT, is_activity BOOLEAN,"
        " event_date DATE, event_date_last DATE, has_point BOOLEAN, location_precision TEXT,"
        " h3_r5 BIGINT, h3_r6 BIGINT, h3_r7 BIGINT, country TEXT, sector_id TEXT, nationality TEXT"
    )
    with running() as ask:
        ask(f"CREATE UNLOGGED TABLE record ({columns})", f"\\copy record FROM '{csv}' CSV HEADER")
        ask("CREATE INDEX ON record (event_date)", "CREATE INDEX ON record (sector_id, event_date)")
        ask("CREATE INDEX ON record (nationality, event_date)", "VACUUM ANALYZE record")
        csv.unlink()
        asked = lambda sql: [line.split("|") for line in ask(sql).splitlines()]  # noqa: E731 - one line says it
        return _answers(clock, asked, "postgis", _views(home, sets, seed))


def ask_pandas(clock: Clock, *, home: str, folder: str, sets: int, seed: int) -> list[str]:
    """pandas, all records in memory, words as codes."""
    import pandas as pd
    import pyarrow.compute as pc

    table = pyarrow.parquet.read_table(Path(folder) / "record.parquet")
    for name in _CELLS:
        # pandas would make floats of numbers that are missing, which lose the last digits of a cell.
        whole: Any = pc.fill_null(cast(Any, table[name]), 0)
        table = table.set_column(table.column_names.index(name), name, whole)
    frame = table.to_pandas()
    for name in ("layer", "location_precision", "country", "sector_id", "nationality"):
        frame[name] = frame[name].astype("category")
    for name in ("event_date", "event_date_last"):
        frame[name] = pd.to_datetime(frame[name])
    answers = []
    for state in _views(home, sets, seed):
        for name in QUESTIONS:
            with clock.running():
                rows = _pandas_rows(frame, name, state)
            answers.append(_hash(rows))
    return answers


def _pandas_rows(frame: "pd.DataFrame", question: str, state: ViewState) -> list[list[Any]]:
    import pandas as pd

    kept = pd.Series(True, index=frame.index)
    for choice, column in _CHOSEN.items():
        if getattr(state, choice):
            kept &= frame[column].isin(getattr(state, choice))
    if state.evidence == "activity":
        kept &= frame["is_activity"]
    if question != "months":
        kept &= frame["event_date"].ge(pd.Timestamp(state.date_from)) if state.date_from else True
        kept &= frame["event_date_last"].le(pd.Timestamp(state.date_to)) if state.date_to else True
    if question != "coverage":
        kept &= ~frame["is_running_total"]
    found, cell = frame[kept], f"h3_r{state.resolution}"
    if question == "events":
        return [[found["group_key"].nunique()]]
    if question == "coverage":
        told = found["location_precision"].astype(object)
        is_nowhere = found[cell].eq(0)
        outcome = told.where(found["is_running_total"] | ~found["has_point"] | is_nowhere, "shown")
        outcome = outcome.mask(outcome.eq("shown") & found["event_date"].isna(), "no_date").fillna("no_place")
        outcome = outcome.mask(found["is_running_total"], "running_total")
        counted = found["group_key"].groupby(outcome).agg(["size", "nunique"]).reset_index()
        return _rows(counted)
    if question == "cells":
        found = found[found[cell].ne(0) & found["event_date"].notna()]
        counted = found.groupby(cell)["group_key"].nunique().to_frame()
        counted["activity"] = found[found["is_activity"]].groupby(cell)["group_key"].nunique()
        return _rows(counted.fillna(0).astype(int).reset_index())
    month = found["event_date"].dt.to_period("M")
    found = found[found["event_date_last"].dt.to_period("M").eq(month)]
    by = [found["event_date"].dt.to_period("M").dt.start_time, found["layer"].astype(str)]
    return _rows(found.groupby(by)["group_key"].nunique().reset_index())


def _answers(clock: Clock, asked: Callable[[str], list[list[str]]], dialect: str, views: list[ViewState]) -> list[str]:
    """Hashes of what the questions give in SQL; each is timed."""
    answers = []
    for state in views:
        for name in QUESTIONS:
            sql = _sql(name, state, dialect)
            with clock.running():
                rows = asked(sql)
            answers.append(_hash(rows))
    return answers


def _sql(question: str, state: ViewState, dialect: str) -> str:
    """A question in a dialect, with the words of a view; those come from a build that the bench made."""
    cell, events, activity = (
        f"h3_r{state.resolution}",
        _COUNTED[dialect].format("true"),
        _COUNTED[dialect].format("is_activity"),
    )
    conditions = ["true" if question == "coverage" else "NOT is_running_total"]
    conditions += [
        f"{column} IN ({', '.join(repr(word) for word in getattr(state, choice))})"
        for choice, column in _CHOSEN.items()
        if getattr(state, choice)
    ]
    conditions += ["is_activity"] if state.evidence == "activity" else []
    if question == "months":
        conditions.append(f"event_date_last <= {_MONTH_END[dialect]}")
    else:
        conditions += [f"event_date >= '{state.date_from}'"] if state.date_from else []
        conditions += [f"event_date_last <= '{state.date_to}'"] if state.date_to else []
    if question == "cells":
        conditions.append(f"{cell} IS NOT NULL AND event_date IS NOT NULL")
    selected = {
        "cells": f"{cell}, {events}, {activity}",
        "months": f"{_MONTH_START[dialect]} AS month, layer, {events}",
        "events": events,
        "coverage": f"{_OUTCOME.format(cell=cell)} AS outcome, count(*), {events}",
    }[question]
    grouped = {"cells": cell, "months": "month, layer", "events": "", "coverage": "outcome"}[question]
    by = f" GROUP BY {grouped}" if grouped else ""
    table = "bench.record" if dialect == "clickhouse" else "record"
    return f"SELECT {selected} FROM {table} WHERE {' AND '.join(conditions)}{by}"


def _named(codes: str) -> str:
    return ", ".join(f"{part} AS {part[part.index('(') + 1 : -1]}" for part in codes.split(", "))


def _rows(frame: "pd.DataFrame") -> list[list[Any]]:
    """Rows of a frame, each value as it is: an array of one kind would make floats of cells."""
    return [list(row) for row in frame.itertuples(index=False)]


def _hash(rows: list[list[Any]]) -> str:
    """Fingerprint of rows, whatever their order: dates as days, numbers as they are written."""
    told = sorted("\t".join(str(value)[:10] if "-" in str(value) else str(value) for value in row) for row in rows)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


ROUTES: dict[str, Callable[..., list[str]]] = {
    "moei": ask_moei,
    "clickhouse": ask_clickhouse,
    "pandas": ask_pandas,
    "postgis": ask_postgis,
}
PEERS = ("clickhouse", "pandas", "postgis")


@dataclass(frozen=True)
class Compared:
    """Route -> what its questions took; laps are those of each view's four questions, one after another."""

    taken: dict[str, Taken]

    def ms(self, route: str, question: str, percent: float) -> float:
        """Milliseconds of a question, at a percentile of the views."""
        laps = self.taken[route].laps[QUESTIONS.index(question) :: len(QUESTIONS)]
        return 1000 * float(np.percentile(laps, percent))

    def goals(self) -> Iterator[Reached]:
        """What was reached: of the four questions, the least ratio."""
        for peer in PEERS:
            if peer in self.taken:
                ratios = [self.ms(peer, name, 50) / self.ms("moei", name, 50) for name in QUESTIONS]
                yield reached(f"queries: p50 faster than {peer}", min(ratios))


def measure_compared(home: Path, folder: Path, *, sets: int, seed: int = 1, on_step: Callable[[str], None]) -> Compared:
    """
    Ask the four questions of every store that is here, for the same views.

    Parameters
    ----------
    home
        A home with a build.
    folder
        Where the others' stores lie meanwhile.
    sets
        Views.
    seed
        Seed of the views.
    on_step
        Called before each store, with what is done.

    Returns
    -------
    Compared

    Raises
    ------
    dashboard.bench.indexing.DifferentAnswersError
        If two stores differ in an answer.
    dashboard.bench.alone.MeasurementError
        If a store's process failed.
    """
    taken = {}
    with _exported(home, folder):
        for name, route in ROUTES.items():
            if name in PEERS and version_of(name) is None:
                continue
            on_step(f"asking {name}")
            taken[name] = measure_alone(route, home=str(home), folder=str(folder), sets=sets, seed=seed)
    for name, told in taken.items():
        for number, (theirs, ours) in enumerate(zip(told.answer, taken["moei"].answer, strict=True)):
            if theirs != ours:
                view, question = divmod(number, len(QUESTIONS))
                raise DifferentAnswersError(f"{name} answers {QUESTIONS[question]} of view {view} otherwise than moei")
    return Compared(taken)


@contextmanager
def _exported(home: Path, folder: Path) -> Iterator[None]:
    """The build's records as a file that the others read."""
    path = folder / "record.parquet"
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        # A reader of a build writes no file itself.
        rows: Any = connection.sql(f"SELECT {_COLUMNS} FROM record ORDER BY event_key").to_arrow_reader(_BATCH)
        with pyarrow.parquet.ParquetWriter(path, rows.schema) as file:
            for batch in rows:
                file.write_batch(batch)
    try:
        yield
    finally:
        path.unlink()
