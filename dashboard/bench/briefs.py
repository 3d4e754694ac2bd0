"""How long the briefs take that war rooms write every day, each in a process of its own."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.bench.alone import MeasurementError
from dashboard.bench.goals import Reached, reached

_COUNTRY = "CN"
"""The nationality that most bundled records tell of."""


@dataclass(frozen=True)
class Briefed:
    """Seconds of each brief, starting the program included; those of all countries on one core and on all."""

    standard: float
    country: float
    all_one_core: float | None
    all_cores: float | None

    def goals(self) -> Iterator[Reached]:
        """What was reached."""
        yield reached("brief: standard, PDF", self.standard)
        yield reached("brief: a country", self.country)
        if self.all_one_core is not None and self.all_cores is not None:
            yield reached("brief: all countries, two cores beside one", self.all_one_core / self.all_cores)


def measure_briefs(folder: Path, *, runs: int) -> Briefed:
    """
    Write briefs of the home's build.

    Parameters
    ----------
    folder
        Where they are written.
    runs
        Runs of the standard brief and of a country's; the median is told.

    Raises
    ------
    dashboard.bench.alone.MeasurementError
        If one can't be written.
    """
    standard = [_brief(folder / f"standard-{run}.pdf", "--standard") for run in range(runs)]
    country = [_brief(folder / f"country-{run}.pdf", "--country", _COUNTRY) for run in range(runs)]
    one, every = None, None
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(cores) > 1:
        one = _brief(folder / "one", "--all-countries", "--jobs", "1", cores=cores[:1])
        every = _brief(folder / "two", "--all-countries", "--jobs", "2", cores=cores[:2])
    return Briefed(statistics.median(standard), statistics.median(country), one, every)


def _brief(path: Path, *words: str, cores: list[int] | None = None) -> float:
    """Seconds that a brief took, on some cores alone where they are named."""
    command = [str(Path(sys.executable).with_name("moei")), "brief", *words, "-o", str(path)]
    if not path.suffix:
        command += ["--format", "pdf"]
    hold = None if cores is None else lambda: os.sched_setaffinity(0, cores)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=hold)
    took = time.perf_counter() - start
    if done.returncode:
        raise MeasurementError(f"moei brief {' '.join(words)}: {(done.stderr or done.stdout).strip()[-300:]}")
    return took
