"""A whole load: what `moei load` does with a file, then with the same file again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.bench.alone import Clock, Taken, measure_alone
from dashboard.bench.bare_load import Loaded, RecordFile
from dashboard.bench.goals import Reached, reached


def load_whole(clock: Clock, *, home: str, paths: list[str]) -> list[int]:
    """Rules, refusals, places, sectors, border kilometres, history, marts, published: counts of what was loaded."""
    from etl import pipeline

    with clock.running():
        result = pipeline.load(Path(home), [Path(path) for path in paths])
    return [sum(getattr(file, f"rows_{part}") for file in result.files) for part in ("loaded", "rejected", "unchanged")]


@dataclass(frozen=True)
class Published:
    """
    What a file's first load, and its second, took.

    Attributes
    ----------
    rows
        Records in it.
    first, again
        What each took.
    """

    rows: int
    first: Taken
    again: Taken

    def goals(self, bare: Loaded, small: "Published | None") -> Iterator[Reached]:
        """What was reached, beside the bare load of the same file and the whole one of a tenth of it."""
        yield reached("whole load: of the bare load's rate", self.rows / self.first.seconds / bare.rate("moei"))
        if small is not None:
            yield reached("whole load: memory for ten times the rows", self.first.peak_mb / small.first.peak_mb)
        yield reached("the same file again: faster", self.first.seconds / self.again.seconds)


def measure_whole_load(file: RecordFile, home: Path, *, on_step: Callable[[str], None] = lambda _: None) -> Published:
    """
    Load a file into a home that has the bundled records, and load it again.

    Parameters
    ----------
    file
        The file.
    home
        Made here; it keeps the build.
    on_step
        Called before each load, with what is done.

    Returns
    -------
    Published

    Raises
    ------
    RuntimeError
        If a record was lost, or the second load changed anything.
    dashboard.bench.alone.MeasurementError
        If a load failed.
    """
    from etl.pipeline import bundled_files, load

    on_step("a home with the bundled records")
    load(home, bundled_files())
    on_step("a whole load")
    first = measure_alone(load_whole, home=str(home), paths=[str(file.path)])
    on_step("the same file again")
    again = measure_alone(load_whole, home=str(home), paths=[str(file.path)])
    if sum(first.answer) != file.rows or again.answer[0] or sum(again.answer) != file.rows:
        raise RuntimeError(
            f"of {file.rows} records {first.answer} were loaded, rejected, unchanged; then {again.answer}"
        )
    return Published(file.rows, first, again)
