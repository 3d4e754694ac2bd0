"""
A bare load: a CSV of records to a table with types, H3 cells and provinces. Moei's way beside others'.

Nothing is checked, nothing refused, no history kept: what any program must do before a record can be mapped.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.bench.alone import Clock, Taken, measure_alone
from dashboard.bench.goals import Reached, reached
from dashboard.bench.indexing import RESOLUTION, DifferentAnswersError
from dashboard.bench.peers.available import version_of

if TYPE_CHECKING:
    import duckdb

_BATCH = 500_000
COLUMNS = {
    "synthetic_incident_id": "VARCHAR",
    "date": "DATE",
    "kind": "VARCHAR",
    "country_code": "VARCHAR",
    "lat": "DOUBLE",
    "lon": "DOUBLE",
    "location_precision": "VARCHAR",
    "persons_arrested": "INTEGER",
    "persons_found": "INTEGER",
    "summary": "VARCHAR",
    "source_url": "VARCHAR",
    "publisher": "VARCHAR",
}
"""Column of the file -> DuckDB type."""
_ANSWER = """
SELECT count(*), bit_xor(h3_r9), sum(persons_arrested), count(DISTINCT date), list(DISTINCT province ORDER BY province)
FROM record
"""


def parse_by_duckdb(clock: Clock, *, path: str, folder: str) -> None:
    """DuckDB alone: types and nothing else, the limit of any way that reads through it."""
    import duckdb

    with duckdb.connect(str(Path(folder) / "parsed.duckdb")) as connection, clock.running():
        connection.execute(f"CREATE TABLE record AS FROM {_csv(path)}")


def load_by_moei(clock: Clock, *, path: str, folder: str) -> list[Any]:
    """DuckDB reads and writes; cells and provinces by the functions that a load uses."""
    import duckdb
    import pyarrow as pa

    from etl.reference import read_provinces
    from geo.cells import points_to_cells

    provinces = read_provinces()

    def placed(reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
        for batch in reader:
            longitude, latitude = (batch.column(name).to_numpy(zero_copy_only=False) for name in ("lon", "lat"))
            cells = pa.array(points_to_cells(longitude, latitude, resolution=RESOLUTION))
            province = pa.array(provinces.locate(longitude, latitude))
            yield pa.RecordBatch.from_arrays([*batch.columns, cells, province], names=[*COLUMNS, "h3_r9", "province"])

    with duckdb.connect(str(Path(folder) / "moei.duckdb")) as connection:
        with clock.running():
            reader: Any = connection.cursor().execute(f"FROM {_csv(path)}").to_arrow_reader(_BATCH)
            schema = pa.schema([*reader.schema, pa.field("h3_r9", pa.uint64()), pa.field("province", pa.string())])
            connection.register("rows", pa.RecordBatchReader.from_batches(schema, placed(reader)))
            connection.execute("CREATE TABLE record AS FROM rows")
            connection.unregister("rows")
        return _answer(connection)


def load_by_polars(clock: Clock, *, path: str, folder: str) -> list[Any]:
    """Polars reads and indexes; provinces by cell where a whole cell tells, by polygon elsewhere; DuckDB keeps."""
    import duckdb
    import polars as pl
    import polars_h3

    from etl.reference import read_provinces

    known, types = read_provinces(), {"DATE": pl.Date, "DOUBLE": pl.Float64, "INTEGER": pl.Int32, "VARCHAR": pl.String}
    names = [*known.polygons]
    whole = pl.DataFrame({"cell": known.cells, "province": [names[at] for at in known.cell_provinces]})
    with duckdb.connect(str(Path(folder) / "polars.duckdb")) as connection:
        with clock.running():
            frame = pl.read_csv(path, schema={name: types[kind] for name, kind in COLUMNS.items()})
            frame = frame.with_columns(
                polars_h3.latlng_to_cell("lat", "lon", RESOLUTION).alias("h3_r9"),
                polars_h3.latlng_to_cell("lat", "lon", 6).alias("cell"),
            ).join(whole, on="cell", how="left", maintain_order="left")
            near_edge = frame["province"].is_null()
            edge = frame.filter(near_edge)
            exact = pl.Series(known.locate(edge["lon"].to_numpy(), edge["lat"].to_numpy()))
            province = frame["province"].scatter(near_edge.arg_true(), exact)
            connection.register("placed", frame.drop("cell").with_columns(province).to_arrow())
            connection.execute("CREATE TABLE record AS FROM placed")
        return _answer(connection)


def load_by_pandas(clock: Clock, *, path: str, folder: str) -> list[Any]:
    """What most people write: pandas reads, h3 point by point, geopandas joins the provinces; DuckDB keeps."""
    import duckdb
    import geopandas as gpd
    import h3.api.basic_int as h3
    import pandas as pd

    from etl.reference import read_provinces

    polygons = read_provinces().polygons
    areas = gpd.GeoDataFrame({"province": [*polygons]}, geometry=[*polygons.values()], crs=4326)
    with duckdb.connect(str(Path(folder) / "pandas.duckdb")) as connection:
        with clock.running():
            frame = pd.read_csv(
                path, parse_dates=["date"], dtype={"persons_arrested": "Int32", "persons_found": "Int32"}
            )
            cells = [
                h3.latlng_to_cell(lat, lng, RESOLUTION) for lat, lng in zip(frame["lat"], frame["lon"], strict=True)
            ]
            points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs=4326)
            joined = points.sjoin(areas, predicate="intersects", how="left")
            province = joined["province"].groupby(level=0).min().reindex(frame.index).fillna("")
            frame = frame.assign(h3_r9=np.array(cells, dtype=np.uint64), province=province)
            connection.execute("CREATE TABLE record AS SELECT * REPLACE (date::DATE AS date) FROM frame")
        return _answer(connection)


def load_by_clickhouse(clock: Clock, *, path: str, folder: str) -> list[Any]:
    """ClickHouse in the process: its own H3, its own index of polygons, its own table."""
    import chdb.session

    from etl.reference import read_provinces

    polygons = read_provinces().polygons
    session = chdb.session.Session(str(Path(folder) / "clickhouse"))
    shape = "Array(Array(Array(Tuple(Float64, Float64))))"
    session.query("CREATE DATABASE bench")
    session.query(f"CREATE TABLE bench.area (shape {shape}, province String) ENGINE = Memory")
    for province, polygon in polygons.items():
        session.query(f"INSERT INTO bench.area VALUES ({_clickhouse_shape(polygon)}, '{province}')")
    session.query(
        f"CREATE DICTIONARY bench.province (shape {shape}, province String) PRIMARY KEY shape"
        " SOURCE(CLICKHOUSE(TABLE 'area' DB 'bench')) LAYOUT(POLYGON()) LIFETIME(0)"
    )
    session.query("SELECT dictGetOrDefault('bench.province', 'province', (98.5, 16.5), '')")  # is read at first use
    types = {"VARCHAR": "String", "DATE": "Date32", "DOUBLE": "Float64", "INTEGER": "Nullable(Int32)"}
    columns = ", ".join(f"{name} {types[kind]}" for name, kind in COLUMNS.items())
    with clock.running():
        session.query(
            "CREATE TABLE bench.record ENGINE = MergeTree ORDER BY tuple() AS SELECT *,"
            f" geoToH3(lat, lon, {RESOLUTION}) AS h3_r9,"
            " dictGetOrDefault('bench.province', 'province', (lon, lat), '') AS province"
            f" FROM file('{path}', 'CSVWithNames', '{columns}')"
        )
    found = session.query(
        "SELECT count(), groupBitXor(h3_r9), sum(persons_arrested), uniqExact(date),"
        " arrayStringConcat(arraySort(groupUniqArray(province)), ' ') FROM bench.record",
        "TSV",
    ).data()
    count, cells, persons, days, provinces = str(found).rstrip("\n").split("\t")
    return [int(count), int(cells), int(persons), int(days), provinces.split(" ")]


def load_by_postgis(clock: Clock, *, path: str, folder: str) -> list[Any]:  # noqa: ARG001 - as all routes
    """PostgreSQL with PostGIS, without H3, which few servers have: types and provinces, so it does less than others."""
    from dashboard.bench.peers.postgis import running
    from etl.reference import read_provinces

    types = {"DOUBLE": "DOUBLE PRECISION"}
    columns = ", ".join(f"{name} {types.get(kind, kind)}" for name, kind in COLUMNS.items())
    with running() as ask:
        ask("CREATE UNLOGGED TABLE area (province TEXT, shape geometry(Geometry, 4326))")
        for province, polygon in read_provinces().polygons.items():
            ask(f"INSERT INTO area SELECT '{province}', ST_Subdivide(ST_GeomFromText('{polygon.wkt}', 4326), 64)")
        ask("CREATE INDEX ON area USING gist (shape)", "ANALYZE area")
        with clock.running():
            ask(f"CREATE UNLOGGED TABLE raw ({columns})", f"\\copy raw FROM '{path}' CSV HEADER")
            ask(
                "CREATE UNLOGGED TABLE record AS SELECT raw.*, coalesce(province, '') AS province FROM raw"
                " LEFT JOIN area ON ST_Intersects(shape, ST_SetSRID(ST_MakePoint(lon, lat), 4326))"
            )
        # A point on the line between two parts of a polygon came twice, which is not timed.
        found = ask(
            "SELECT count(*), sum(persons_arrested), count(DISTINCT date), (SELECT string_agg(province, ' ' ORDER BY"
            ' province COLLATE "C") FROM (SELECT DISTINCT province FROM record) AS each) FROM'
            " (SELECT DISTINCT ON (synthetic_incident_id) * FROM record"
            " ORDER BY synthetic_incident_id, province) AS each"
        )
    count, persons, days, provinces = found.rstrip("\n").split("|")
    return [int(count), None, int(persons), int(days), provinces.split(" ")]


def _csv(path: str) -> str:
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
    return f"read_csv('{path}', header = true, columns = {{{columns}}})"


def _answer(connection: "duckdb.DuckDBPyConnection") -> list[Any]:
    (found,) = connection.execute(_ANSWER).fetchall()
    return [int(part) if not isinstance(part, list) else part for part in found]


def _clickhouse_shape(polygon: Any) -> str:
    """A polygon or several, as ClickHouse writes them."""
    parts = getattr(polygon, "geoms", [polygon])
    rings = [[part.exterior, *part.interiors] for part in parts]
    return str([[[(x, y) for x, y in ring.coords] for ring in part] for part in rings])


ROUTES: dict[str, Callable[..., Any]] = {
    "parse": parse_by_duckdb,
    "moei": load_by_moei,
    "clickhouse": load_by_clickhouse,
    "polars-h3": load_by_polars,
    "pandas": load_by_pandas,
    "postgis": load_by_postgis,
}
PEERS = ("clickhouse", "polars-h3", "pandas", "postgis")


SLOW = ("pandas", "postgis")


@dataclass(frozen=True)
class RecordFile:
    """A CSV with `COLUMNS`, and how many records it has."""

    path: Path
    rows: int


@dataclass(frozen=True)
class Loaded:
    """
    How long a file took.

    Attributes
    ----------
    rows
        Route -> records in the file that it was given.
    taken
        Route -> what each of its runs took.
    """

    rows: dict[str, int]
    taken: dict[str, list[Taken]]

    def rate(self, route: str) -> float:
        """Rows a second, the median of a route's runs."""
        return self.rows[route] / float(np.median([run.seconds for run in self.taken[route]]))

    def goals(self) -> Iterator[Reached]:
        """What was reached."""
        for peer in PEERS:
            if peer in self.taken:
                yield reached(f"bare load: faster than {peer}", self.rate("moei") / self.rate(peer))
        yield reached("bare load: of the rate of parsing alone", self.rate("moei") / self.rate("parse"))


def measure_bare_load(
    files: tuple[RecordFile, RecordFile],
    folder: Path,
    *,
    runs: int,
    names: tuple[str, ...] | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> Loaded:
    """
    Load a file by every route that is here, alternately; the slow ones once, a smaller file.

    Parameters
    ----------
    files
        The file, and a smaller one for the slow routes: their rate is the same, and they'd take all of the time.
    folder
        Where each route keeps its table until its next run.
    runs
        Runs of each route.
    names
        Only these routes; by default all whose programs are here.
    on_step
        Called before each run, with what is done.

    Returns
    -------
    Loaded

    Raises
    ------
    dashboard.bench.indexing.DifferentAnswersError
        If two routes give tables that differ.
    dashboard.bench.alone.MeasurementError
        If a route's process failed.
    """
    here = [name for name in ROUTES if (name in names if names else name not in PEERS or version_of(name))]
    large, small = files
    taken: dict[str, list[Taken]] = {name: [] for name in here}
    slow = [name for name in here if name in SLOW]
    for run in range(runs):
        for name in here:
            if name not in slow:
                on_step(f"a bare load by {name}")
                taken[name].append(_load(name, large, folder))
        for name in slow if run == 0 else []:
            on_step(f"a bare load by {name}")
            taken[name].append(_load(name, small, folder))
    _compare({name: taken[name] for name in here if name not in slow}, taken["moei"][0])
    if slow:
        _compare({name: taken[name] for name in slow}, _load("moei", small, folder))
    return Loaded({name: (small if name in slow else large).rows for name in here}, taken)


def _load(route: str, file: RecordFile, folder: Path) -> Taken:
    """What a route took, its table gone again."""
    with tempfile.TemporaryDirectory(dir=folder) as own:
        return measure_alone(ROUTES[route], path=str(file.path), folder=own)


def _compare(taken: dict[str, list[Taken]], moei: Taken) -> None:
    for name, runs in taken.items():
        for run in runs:
            # None is what a route doesn't tell.
            told = zip(run.answer or [], moei.answer, strict=False)
            if any(theirs != ours for theirs, ours in told if theirs is not None):
                raise DifferentAnswersError(f"{name} gives another table than moei: {run.answer} and {moei.answer}")
