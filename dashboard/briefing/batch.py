"""Many exports at once, each in a process that may fail by itself."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from dashboard.queries.country import list_countries
from etl.contract.vocab import RELEASE_LEVELS
from etl.release_rules import Release
from etl.released import released_build
from etl.warehouse import Build, open_read_only

_THREADS = ("RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")


class NothingToldError(LookupError):
    """Of a country nothing may be told to whom a brief is for."""


def countries_of(build: Build, *, levels: tuple[str, ...] = RELEASE_LEVELS) -> list[str]:
    """Countries whose people a build's records tell of: those that take longest, with most records, come first."""
    if build.as_of_date is None:
        return []
    with open_read_only(build.path) as connection:
        found = list_countries(connection, levels=levels, as_of=build.as_of_date)
    return [str(code) for code in found["nationality"]]


def check_told(home: Path, build: Build, release: Release, country: str) -> None:
    """
    Ask whether anything of a country may be told, in the process that makes its brief: each may have its own release.

    Raises
    ------
    NothingToldError
        If nothing of it may be.
    """
    if country not in countries_of(released_build(home, build, release), levels=release.levels):
        raise NothingToldError(country)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each_in_a_process(
    work: Callable[[str], None], names: Sequence[str], *, jobs: int, on_done: Callable[[str], None]
) -> dict[str, BaseException]:
    """
    Do one work for each name.

    Parameters
    ----------
    work
        A function of a module, or a partial of one: another process imports it.
    names
        What to do it for.
    jobs
        Processes at once.
    on_done
        Told each name when it is done, well or not.

    Returns
    -------
    dict
        Name -> what went wrong, of those that failed; all others are done. See `failure_words`.
    """
    with _one_thread_each():
        failed = _in_a_pool(work, names, jobs, on_done)
        broken = [name for name, error in failed.items() if isinstance(error, BrokenProcessPool)]
        for name in broken:
            # A process that was killed takes all that wait with it: each gets one of its own.
            del failed[name]
            failed |= _in_a_pool(work, [name], 1, on_done)
    return {name: failed[name] for name in names if name in failed}


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let processes that start have one thread each for typesetting and sums: more of them wait for each other."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _in_a_pool(
    work: Callable[[str], None], names: Sequence[str], jobs: int, on_done: Callable[[str], None]
) -> dict[str, BaseException]:
    # A fork would share what DuckDB and Typst hold of threads.
    context, failed = multiprocessing.get_context("spawn"), {}
    with ProcessPoolExecutor(max_workers=max(1, min(jobs, len(names))), mp_context=context) as pool:
        waiting = {pool.submit(work, name): name for name in names}
        while waiting:
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                name, error = waiting.pop(future), future.exception()
                if error is not None:
                    failed[name] = error
                if not isinstance(error, BrokenProcessPool):
                    on_done(name)
    return failed


def failure_words(error: BaseException) -> str:
    """Why one failed, in a line."""
    if isinstance(error, BrokenProcessPool):
        return "its process was killed, perhaps for want of memory"
    if isinstance(error, OSError):
        where = error.filename2 or error.filename
        return f"{Path(where).name if where else 'file'}: {error.strerror or error}"
    return str(error) if isinstance(error, ValueError | LookupError) else f"{type(error).__name__}: {error}"
