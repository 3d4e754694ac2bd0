"""Loads that are killed at random moments: a good build must be found each time."""

import contextlib
import csv
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from etl import pipeline, status, warehouse

_MOMENTS = ("whole", "whole", "whole", "work", "work", "work", "work", "work", "publish", "publish")
"""When a load is killed, in the order of a round: at any time, while it holds the lock, while it publishes."""
_LOAD = "import sys; from etl.cli import load; load(sys.argv[1:], prog_name='moei load')"
_LOOK_EVERY_SECONDS = 0.0005


class BrokenBuildError(RuntimeError):
    """After a kill the current build was neither the one before nor the one after; the message says which kill."""


@dataclass(frozen=True)
class Kills:
    """
    How the kills of a trial went.

    Attributes
    ----------
    loads
        Loads that were started to be killed.
    killed
        Those that still ran when their moment came.
    found_before, found_after
        Times that the build from before the load, or the new one, was current afterwards.
    """

    loads: int
    killed: int
    found_before: int
    found_after: int


@dataclass
class _Trial:
    """One home, and what is known of the time that a load takes there."""

    home: Path
    folder: Path
    rng: random.Random
    begin_seconds: float = 0.0
    work_seconds: float = 0.0

    def changed_incidents(self, change: int) -> Path:
        """The bundled incidents with every row changed, each time otherwise."""
        with (pipeline.BUNDLED / "incidents.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        path = self.folder / f"incidents-{change}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(row | {"summary": f"{row['summary']} ({change})"} for row in rows)
        return path

    def start_load(self, path: Path) -> subprocess.Popen[bytes]:
        """A load of this file, as a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-c", _LOAD, str(path)],
            env=os.environ | {"MOEI_HOME": str(self.home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def measure(self) -> None:
        """One load undisturbed: how long a process takes to begin, and how long it is then at work."""
        start = time.monotonic()
        process = self.start_load(self.changed_incidents(0))
        _wait_until(process, lambda: _holds_lock(self.home, process))
        self.begin_seconds = time.monotonic() - start
        if process.wait() != 0:
            raise RuntimeError("the load that was to be timed failed")
        self.work_seconds = time.monotonic() - start - self.begin_seconds

    def kill_load(self, path: Path, moment: str) -> bool:
        """Start a load and kill it; whether it still ran."""
        builds = _names(self.home)
        process = self.start_load(path)
        if moment == "whole":
            delay = self.rng.uniform(0, self.begin_seconds + self.work_seconds)
        else:
            _wait_until(process, lambda: _holds_lock(self.home, process))
            delay = self.rng.uniform(0, self.work_seconds) if moment == "work" else 0.0
        if moment == "publish":
            _wait_until(process, lambda: _is_publishing(self.home, builds))
        deadline = time.monotonic() + delay
        _wait_until(process, lambda: time.monotonic() >= deadline)
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL

    def load_again(self, path: Path) -> None:
        """The same load, undisturbed: it needs not wait, for the lock of a killed process is free."""
        start = time.monotonic()
        pipeline.load(self.home, [path], wait_seconds=0)
        self.work_seconds = time.monotonic() - start


def kill_loads(
    home: Path, folder: Path, *, kills: int, seed: int, on_kill: Callable[[int], None] | None = None
) -> Kills:
    """
    Kill loads at random moments, and look after each whether the current build is whole.

    Parameters
    ----------
    home
        A home with the bundled records, which is loaded into.
    folder
        Where to write the files that are loaded.
    kills
        How many loads to kill.
    seed
        Seed of the moments.
    on_kill
        Called with the number of each kill once it was looked after.

    Returns
    -------
    Kills

    Raises
    ------
    BrokenBuildError
        If the current build is not whole, is neither the one before nor the one after, or leftovers stay.
    """
    trial = _Trial(home, folder, random.Random(seed))
    trial.measure()
    rounds = [moment for _ in range(-(-kills // len(_MOMENTS))) for moment in _MOMENTS][:kills]
    trial.rng.shuffle(rounds)
    before = _state(home)
    killed = found_before = 0
    for number, moment in enumerate(rounds, start=1):
        path = trial.changed_incidents(number)
        killed += trial.kill_load(path, moment)
        found = _state(home)
        trial.load_again(path)
        after = _state(home)
        path.unlink()
        if found not in (before, after) or after == before:
            raise BrokenBuildError(f"a state of its own after kill {number}, at {moment}")
        _check_leftovers(home, number)
        found_before += found == before
        before = after
        if on_kill is not None:
            on_kill(number)
    return Kills(loads=kills, killed=killed, found_before=found_before, found_after=kills - found_before)


def _state(home: Path) -> dict[str, str]:
    """Fingerprints of the current build, which must open and be whole."""
    try:
        build = warehouse.current_build(home)
        facts = status.get_status(build)
    except warehouse.NoBuildError as error:
        raise BrokenBuildError(str(error)) from error
    if facts.tables["incident"] != sum(source.rows_read for source in facts.sources if source.table_name == "incident"):
        raise BrokenBuildError(f"the build {build.build_id} has lost incidents")
    return status.table_hashes(build)


def _check_leftovers(home: Path, number: int) -> None:
    """Nothing that a killed load left half done is there after the next one."""
    names = _names(home)
    left = [name for name in names if "partial" in name] + [path.name for path in (home / "raw").glob("*.partial")]
    builds = [name for name in names if name.endswith(".duckdb")]
    if left or len(builds) > warehouse.BUILDS_KEPT:
        raise BrokenBuildError(f"left over after kill {number}: {', '.join(left or builds)}")


def _names(home: Path) -> set[str]:
    """Names of the builds, of the pointer and of what a load left half done."""
    return {path.name for path in warehouse.builds_folder(home).iterdir() if not path.name.startswith(".")}


def _holds_lock(home: Path, process: subprocess.Popen[bytes]) -> bool:
    """Whether a process has said that it is the one at work."""
    with contextlib.suppress(OSError):
        holder = (warehouse.builds_folder(home) / ".lock-holder.json").read_text(encoding="utf-8")
        return f'"process": {process.pid},' in holder
    return False


def _is_publishing(home: Path, builds_before: set[str]) -> bool:
    """Whether a new build has its name, or the new pointer is written."""
    names = _names(home)
    return "CURRENT.partial" in names or any(name.endswith(".duckdb") for name in names - builds_before)


def _wait_until(process: subprocess.Popen[bytes], condition: Callable[[], bool]) -> None:
    """Wait for a condition, or for the end of the process."""
    while process.poll() is None and not condition():
        time.sleep(_LOOK_EVERY_SECONDS)
