"""All measurements in one run, from data that the run makes: what each goal asks, and what was reached."""

import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dashboard.bench.bare_load import Loaded, RecordFile, measure_bare_load
from dashboard.bench.compared import QUESTIONS, Compared, measure_compared
from dashboard.bench.every_query import Asked, measure_queries
from dashboard.bench.goals import Reached
from dashboard.bench.indexing import Indexed, measure_indexing
from dashboard.bench.peers.available import PEERS, missing, version_of
from dashboard.bench.whole_load import Published, measure_whole_load
from etl.pipeline import load
from etl.synthesize import FILES, RESCUE_SHARE, write_synthetic

_DISK_BYTES_A_ROW = 1500
_MEMORY_BYTES_A_ROW = 1100
_LEAST_BYTES = 1_500_000_000
_OURS = ("duckdb", "h3", "numpy", "pyarrow", "streamlit")
QUICK_ROWS = 1_000_000
FULL_ROWS = 10_000_000

Tell = Callable[[str], None]


class TooSmallError(RuntimeError):
    """The machine has too little room for what was asked; the message says how much is needed."""


@dataclass
class Report:
    """
    What a run found.

    Attributes
    ----------
    rows
        Records that the files held.
    indexed, bare, whole, small, asked, asked_small, compared
        What each part found; None where it wasn't run. `small` and `asked_small` are of a tenth of the rows.
    left_out
        What wasn't measured, a sentence each.
    """

    rows: int
    indexed: Indexed | None = None
    bare: Loaded | None = None
    whole: Published | None = None
    small: Published | None = None
    asked: Asked | None = None
    asked_small: Asked | None = None
    compared: Compared | None = None
    more: list[Reached] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def goals(self) -> list[Reached]:
        """Every goal that the run covers, and what was reached."""
        found: list[Reached] = []
        found += self.indexed.goals() if self.indexed else []
        found += self.bare.goals() if self.bare else []
        found += self.whole.goals(self.bare, self.small) if self.whole and self.bare else []
        found += self.compared.goals() if self.compared else []
        found += self.asked.goals(self.asked_small) if self.asked else []
        return found + self.more

    def for_programs(self) -> dict[str, Any]:
        """All of it, as JSON can hold it."""
        parts: dict[str, Any] = {}
        if self.indexed:
            parts["index"] = {
                name: {"cpu_ns": round(self.indexed.cpu_ns(name), 1), "peak_mb": max(run.peak_mb for run in runs)}
                for name, runs in self.indexed.taken.items()
            }
        if self.bare:
            parts["bare load"] = {
                name: {
                    "rows_per_second": round(self.bare.rate(name)),
                    "cpu_seconds": round(min(run.cpu_seconds for run in runs), 2),
                    "peak_mb": max(run.peak_mb for run in runs),
                }
                for name, runs in self.bare.taken.items()
            }
        if self.whole:
            parts["whole load"] = {
                name: {
                    "seconds": round(one.seconds, 2),
                    "cpu_seconds": round(one.cpu_seconds, 2),
                    "peak_mb": one.peak_mb,
                }
                for name, one in (("first", self.whole.first), ("again", self.whole.again))
            }
        if self.compared:
            parts["four questions"] = {
                name: {
                    question: [round(self.compared.ms(name, question, at), 1) for at in (50, 95)]
                    for question in QUESTIONS
                }
                for name in self.compared.taken
            }
        if self.asked:
            parts["queries"] = [asdict(one) for one in self.asked.queries]
        return {
            "rows": self.rows,
            "machine": _machine(),
            "versions": versions(),
            "parts": parts,
            "goals": [goal.for_programs() for goal in self.goals()],
            "left_out": self.left_out,
        }


def versions() -> dict[str, str]:
    """Of what was measured and of the peers that are here."""
    ours = {name: version(name) for name in _OURS}
    return {"python": platform.python_version()} | ours | {peer: told for peer in PEERS if (told := version_of(peer))}


def _machine() -> dict[str, Any]:
    return {
        "system": platform.platform(terse=True),
        "cores": len(os.sched_getaffinity(0)),
        "memory_mb": round(_memory() / 1e6),
    }


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def check_room(folder: Path, rows: int, *, has_peers: bool) -> None:
    """
    See that disk and memory do for what was asked, before anything is made.

    Raises
    ------
    TooSmallError
        If they don't.
    """
    disk = _LEAST_BYTES + rows * _DISK_BYTES_A_ROW
    memory = _LEAST_BYTES + (rows * _MEMORY_BYTES_A_ROW if has_peers else 0)
    wanting = []
    if shutil.disk_usage(folder).free < disk:
        wanting.append(f"{disk / 1e9:.1f} GB of disk at {folder} (free: {shutil.disk_usage(folder).free / 1e9:.1f})")
    if _memory() < memory:
        wanting.append(f"{memory / 1e9:.1f} GB of memory (there is {_memory() / 1e9:.1f})")
    if wanting:
        raise TooSmallError(f"{rows:,} rows need {' and '.join(wanting)}. Ask for fewer: --rows")


@contextmanager
def scratch(folder: Path | None) -> Iterator[Path]:
    """A folder for what the run makes, gone when it ends."""
    with tempfile.TemporaryDirectory(prefix="moei-bench-", dir=folder) as made:
        yield Path(made)


def run_records(folder: Path, rows: int, *, runs: int, sets: int, has_peers: bool, tell: Tell) -> Report:
    """
    Index, load, load again, ask: everything that needs no browser, from files that are made first.

    Parameters
    ----------
    folder
        An empty folder.
    rows
        Records to make up; a tenth as many are made up beside them, for how things grow.
    runs
        Runs of each way of indexing and of bare loading.
    sets
        Sets of filters for each query.
    has_peers
        Whether the peers that are here are measured beside Moei.
    tell
        Called with what is being done.

    Returns
    -------
    Report

    Raises
    ------
    RuntimeError
        If something failed, or two ways gave different answers.
    """
    report = Report(rows, left_out=missing(PEERS) if has_peers else ["The peers: Moei alone was asked for."])
    names = None if has_peers else ("moei", "parse")
    report.indexed = measure_indexing(folder, rows, runs=runs, names=names, on_step=tell)
    tell("making up records")
    large, small = (_made_up(folder / name, count) for name, count in (("large", rows), ("small", rows // 10)))
    report.bare = measure_bare_load((large[0], small[0]), folder, runs=runs, names=names, on_step=tell)
    homes = folder / "home", folder / "small-home"
    report.small = measure_whole_load(small[0], homes[1], on_step=tell)
    report.whole = measure_whole_load(large[0], homes[0], on_step=tell)
    for home, files in zip(homes, (large, small), strict=True):
        tell("loading rescues")
        load(home, [files[1].path])
    tell("asking every query of the dashboard")
    report.asked_small = measure_queries(homes[1], rows // 10, sets=sets)
    report.asked = measure_queries(homes[0], rows, sets=sets)
    if has_peers:
        report.compared = measure_compared(homes[0], folder, sets=max(sets, 24), on_step=tell)
    return report


def _made_up(folder: Path, rows: int) -> tuple[RecordFile, RecordFile]:
    """Files of made-up incidents and rescues."""
    for _ in write_synthetic(folder, rows):
        pass
    rescues = round(rows * RESCUE_SHARE)
    incidents, people = (folder / name for name in FILES)
    return RecordFile(incidents, rows - rescues), RecordFile(people, rescues)
