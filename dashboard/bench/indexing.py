"""Points to H3 cells: Moei's way beside others', each giving the same cells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.bench.alone import Clock, Taken, measure_alone
from dashboard.bench.goals import Reached, reached
from dashboard.bench.peers.available import version_of
from etl.synthesize import bundled_sites

RESOLUTION = 9
LOOPED = 200_000
"""Points that H3's own library is asked for one by one: enough to know its time, and to compare all others with."""
_SPREAD_DEG = 0.03


def write_points(path: Path, count: int, *, seed: int = 1) -> None:
    """
    Write points clustered about the bundled sites along the border.

    Parameters
    ----------
    path
        An `.npy` file: shape (2, count), longitudes and latitudes in degrees of WGS 84.
    count
        How many.
    seed
        The same seed gives the same points.
    """
    rng, sites = np.random.default_rng(seed), bundled_sites()
    site = rng.integers(0, len(sites.place_id), count)
    centres = np.stack([sites.longitude[site], sites.latitude[site]])
    np.save(path, centres + rng.normal(0, _SPREAD_DEG, (2, count)))


def index_by_moei(clock: Clock, *, path: str) -> dict[str, int]:
    """As a load does."""
    from geo.cells import points_to_cells

    longitude, latitude = np.load(path)
    points_to_cells(longitude, latitude, resolution=RESOLUTION)  # what is compiled and made once a process
    with clock.running():
        cells = points_to_cells(longitude, latitude, resolution=RESOLUTION)
    return _told(cells)


def index_by_h3(clock: Clock, *, path: str) -> dict[str, int]:
    """H3's own library from Python, point by point: of the first points alone."""
    import h3.api.basic_int as h3

    longitude, latitude = np.load(path)[:, :LOOPED]
    with clock.running():
        cells = [h3.latlng_to_cell(lat, lng, RESOLUTION) for lng, lat in zip(longitude, latitude, strict=True)]
    return _told(np.array(cells, dtype=np.uint64))


def index_by_h3ronpy(clock: Clock, *, path: str) -> dict[str, int]:
    """A port of H3 to Rust, over arrays."""
    from h3ronpy.vector import coordinates_to_cells

    longitude, latitude = np.load(path)
    with clock.running():
        cells = coordinates_to_cells(latitude, longitude, RESOLUTION)
    return _told(np.asarray(cells))


def index_by_polars(clock: Clock, *, path: str) -> dict[str, int]:
    """The extension of polars, over columns."""
    import polars as pl
    import polars_h3

    longitude, latitude = np.load(path)
    frame = pl.DataFrame({"longitude": longitude, "latitude": latitude})
    with clock.running():
        cells = frame.select(polars_h3.latlng_to_cell("latitude", "longitude", RESOLUTION)).to_series()
    return _told(cells.to_numpy())


def index_by_clickhouse(clock: Clock, *, path: str) -> dict[str, int]:
    """ClickHouse in the process, over a table in memory, on both cores."""
    import chdb.session
    import pyarrow as pa

    longitude, latitude = np.load(path)
    numbers = np.arange(len(longitude))
    points = pa.table([pa.array(part) for part in (numbers, longitude, latitude)], ["number", "longitude", "latitude"])
    session = chdb.session.Session()
    session.query("CREATE DATABASE bench")
    session.query("CREATE TABLE bench.point ENGINE = Memory AS SELECT * FROM Python(points)")
    del points
    asked = (
        f"SELECT groupBitXor(cell), sum(cell), groupBitXorIf(cell, number < {LOOPED}), count()"
        f" FROM (SELECT number, geoToH3(latitude, longitude, {RESOLUTION}) AS cell FROM bench.point)"
    )
    with clock.running():
        found = session.query(asked, "CSV").data()
    parts = [int(part) for part in str(found).strip().split(",")]
    return dict(zip(("all", "sum", "first", "count"), parts, strict=True))


def _told(cells: NDArray[Any]) -> dict[str, int]:
    """Sums that two arrays share only if they hold the same cells, as good as surely."""
    cells = cells.astype(np.uint64, copy=False)
    each, first = np.bitwise_xor.reduce(cells), np.bitwise_xor.reduce(cells[:LOOPED])
    return {"all": int(each), "sum": int(cells.sum(dtype=np.uint64)), "first": int(first), "count": len(cells)}


ROUTES: dict[str, Callable[..., dict[str, int]]] = {
    "moei": index_by_moei,
    "h3": index_by_h3,
    "h3ronpy": index_by_h3ronpy,
    "polars-h3": index_by_polars,
    "clickhouse": index_by_clickhouse,
}
PEERS = ("h3ronpy", "polars-h3", "clickhouse")


class DifferentAnswersError(RuntimeError):
    """Two ways to one answer gave different ones, so that their times can't be compared."""


@dataclass(frozen=True)
class Indexed:
    """
    How long points took.

    Attributes
    ----------
    count
        Points.
    taken
        Route -> what each of its runs took.
    """

    count: int
    taken: dict[str, list[Taken]]

    def points(self, route: str) -> int:
        """Points that a route was given."""
        return min(LOOPED, self.count) if route == "h3" else self.count

    def cpu_ns(self, route: str) -> float:
        """Nanoseconds of CPU a point, the median of a route's runs."""
        return float(np.median([run.cpu_seconds for run in self.taken[route]])) / self.points(route) * 1e9

    def goals(self) -> Iterator[Reached]:
        """What was reached."""
        for peer in PEERS:
            if peer in self.taken:
                ratio = self.cpu_ns(peer) / self.cpu_ns("moei")
                yield reached(f"index: less CPU a point than {peer}", ratio)


def measure_indexing(
    folder: Path,
    count: int,
    *,
    runs: int,
    names: tuple[str, ...] | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> Indexed:
    """
    Index points by every route that is here, alternately.

    Parameters
    ----------
    folder
        Where the points are written.
    count
        How many points.
    runs
        Runs of each route.
    names
        Only these routes; by default all whose programs are here.
    on_step
        Called before each run, with what is done.

    Returns
    -------
    Indexed

    Raises
    ------
    DifferentAnswersError
        If a route gives other cells than Moei.
    dashboard.bench.alone.MeasurementError
        If a route's process failed.
    """
    path = folder / "points.npy"
    write_points(path, count)
    here = [name for name in ROUTES if (name in names if names else name not in PEERS or version_of(name))]
    taken: dict[str, list[Taken]] = {name: [] for name in here}
    for _ in range(runs):
        for name in here:
            on_step(f"indexing by {name}")
            taken[name].append(measure_alone(ROUTES[name], path=str(path)))
    path.unlink()
    _compare(taken)
    return Indexed(count, taken)


def _compare(taken: dict[str, list[Taken]]) -> None:
    ours = taken["moei"][0].answer
    for name, runs in taken.items():
        for run in runs:
            same = ("first",) if name == "h3" else ("all", "sum", "first", "count")
            if any(run.answer[part] != ours[part] for part in same):
                raise DifferentAnswersError(f"{name} gives other cells than moei: {run.answer} and {ours}")
