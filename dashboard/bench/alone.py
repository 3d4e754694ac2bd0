"""A measurement in a process of its own: nothing that another left behind is in its time, its CPU or its memory."""

import importlib
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from etl.warehouse import PROJECT

_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system tells a process's largest memory."""


_PATIENCE = 60
"""Seconds that a measurement may take to end what it started."""


class MeasurementError(RuntimeError):
    """A measurement's process failed; the message holds the last line that it wrote."""


@dataclass
class Clock:
    """
    What a measurement took inside `with clock.running():`, and what it found.

    Attributes
    ----------
    seconds, cpu_seconds
        Of the clock on the wall, and of all threads and ended child processes together.
    laps
        Seconds of each part, where a measurement has parts.
    """

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    laps: list[float] = field(default_factory=list)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what happens inside."""
        wall, cpu = time.perf_counter(), _cpu_seconds()
        yield
        lap = time.perf_counter() - wall
        self.laps.append(lap)
        self.seconds += lap
        self.cpu_seconds += _cpu_seconds() - cpu


@dataclass(frozen=True)
class Taken:
    """
    What a measurement took.

    Attributes
    ----------
    seconds, cpu_seconds, laps
        As its clock counted.
    peak_mb
        The most memory that the process held at any time.
    answer
        What it found, to be compared with what others found.
    """

    seconds: float
    cpu_seconds: float
    laps: list[float]
    peak_mb: float
    answer: Any


def measure_alone(function: Callable[..., Any], **given: Any) -> Taken:
    """
    Call a function in a new process.

    Parameters
    ----------
    function
        A function of a module that takes a `Clock` first and returns what JSON can hold.
    **given
        What else it takes, as JSON can hold it.

    Returns
    -------
    Taken

    Raises
    ------
    MeasurementError
        If the process failed.

    Examples
    --------
    >>> measure_alone(count_to, number=3).answer
    3
    """
    words = [sys.executable, "-m", __name__, function.__module__, function.__name__, json.dumps(given)]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, cwd=PROJECT, env=_environment(), stdout=pipe, stderr=pipe, text=True) as process:
        try:
            told, failed = process.communicate()
        except BaseException:
            # It may have started a server of its own, which it must end.
            process.terminate()
            process.wait(_PATIENCE)
            raise
    if process.returncode:
        said = (failed.strip() or told.strip() or "it said nothing").splitlines()
        raise MeasurementError(f"{function.__module__}.{function.__name__}: {said[-1]}")
    return Taken(**json.loads(told.splitlines()[-1]))


def count_to(clock: Clock, *, number: int) -> int:
    """Count to a number: the least measurement that there is."""
    with clock.running():
        return sum(1 for _ in range(number))


def _environment() -> dict[str, str]:
    """As here, with what can be imported here: the new process starts from another folder."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def _cpu_seconds() -> float:
    parts = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(part.ru_utime + part.ru_stime for part in parts)


def _peak_mb() -> float:
    """Of this process; what `getrusage` tells on Linux begins with the size of the process that started it."""
    told = Path("/proc/self/status")
    if told.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", told.read_text())
        return int(found[1]) * 1024 / 1e6 if found else 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / 1e6


def _main() -> None:
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    module, name, given = sys.argv[1:]
    clock = Clock()
    # The module that a process starts with has another name; its classes and functions are those of the import.
    answer = getattr(importlib.import_module(module), name)(clock, **json.loads(given))
    taken = Taken(clock.seconds, clock.cpu_seconds, clock.laps, round(_peak_mb(), 1), answer)
    sys.stdout.write(f"\n{json.dumps(asdict(taken))}\n")


if __name__ == "__main__":
    _main()
