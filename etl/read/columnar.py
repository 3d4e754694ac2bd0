"""Parquet, GeoParquet and GeoPackage to tables of text."""

import json
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyogrio
import pyproj
import shapely
from pyarrow import parquet

from etl.read.astext import column_text
from etl.read.frame import Fault, RawTable, refused, sound_rows, text_batch, whole_fault
from etl.read.geometry import POINT_COLUMNS, foreign_crs, located_batch
from etl.read.header import header_fault

_BATCH = 20_000


def read_parquet(path: Path) -> list[RawTable]:
    """
    Read a Parquet file; a GeoParquet file's geometry becomes a point. Lines are numbers of rows from 1.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    list of RawTable
        One.
    """
    try:
        file = parquet.ParquetFile(path)
        geo = json.loads((file.schema_arrow.metadata or {}).get(b"geo", b"{}"))
        geometry = geo.get("primary_column", "")
        facts = geo.get("columns", {}).get(geometry, {})
        crs = foreign_crs(facts.get("crs"))
    except (pa.ArrowException, OSError, ValueError, AttributeError, pyproj.exceptions.CRSError) as error:
        return [refused(whole_fault("damaged", f"a Parquet file that can't be read ({error})", "a whole Parquet file"))]
    if facts.get("encoding", "WKB") != "WKB":
        found = f"geometries written as {facts['encoding']}"
        return [refused(whole_fault("geometry", found, "GeoParquet with geometries as WKB"))]
    batches = file.iter_batches(batch_size=_BATCH)
    return [_table("", file.schema_arrow.names, batches, geometry, crs)]


def read_geopackage(path: Path) -> list[RawTable]:
    """
    Read a GeoPackage: a table for each layer, those without geometry too. Lines are numbers of rows from 1.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    list of RawTable
    """
    try:
        # What GDAL warns of is either told below or no harm; a warning of Python's is no word for a data officer.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            names = [str(name) for name, _ in pyogrio.list_layers(path)]
            facts = {name: pyogrio.read_info(path, layer=name) for name in names}
        crs = {name: foreign_crs(fact["crs"]) for name, fact in facts.items()}
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyproj.exceptions.CRSError) as error:
        return [refused(whole_fault("damaged", f"a GeoPackage that can't be read ({error})", "a whole GeoPackage"))]
    if not names:
        return [refused(whole_fault("empty", "a GeoPackage without layers", "a GeoPackage with a layer"))]
    tables = []
    for name in names:
        geometry = "" if facts[name]["geometry_type"] is None else facts[name]["geometry_name"] or "geom"
        columns = [*map(str, facts[name]["fields"]), *([geometry] if geometry else [])]
        tables.append(_table(name, columns, _layer_batches(path, name), geometry, crs[name]))
    return tables


def _layer_batches(path: Path, layer: str) -> Iterator[pa.RecordBatch]:
    """The rows of one layer."""
    with pyogrio.open_arrow(path, layer=layer, use_pyarrow=True, batch_size=_BATCH) as (_, reader):
        yield from reader


def _table(
    name: str, columns: Sequence[str], batches: Iterator[pa.RecordBatch], geometry: str, crs: pyproj.CRS | None
) -> RawTable:
    """The columns as text, the geometry as a point."""
    names = [column for column in columns if column != geometry]
    header = (*names, *POINT_COLUMNS) if geometry else tuple(names)
    fault = header_fault(header)
    if fault is not None:
        return refused(fault, name=name)
    faults: list[Fault] = []
    texts = _text_batches(batches, names, geometry, faults, crs)
    return RawTable(name=name, header=header, batches=texts, faults=faults)


def _text_batches(
    batches: Iterator[pa.RecordBatch], names: list[str], geometry: str, faults: list[Fault], crs: pyproj.CRS | None
) -> Iterator[pa.RecordBatch]:
    """Each batch as text, until the file ends or turns out to be damaged."""
    line = 1
    try:
        for batch in batches:
            lines = list(range(line, line + batch.num_rows))
            columns = [column_text(batch.column(name)) for name in names]
            if not geometry:
                yield sound_rows(text_batch(names, columns, lines), faults)
            else:
                shapes, broken = _shapes(batch.column(geometry).to_pylist())
                yield sound_rows(located_batch(names, columns, lines, shapes, broken, faults, crs=crs), faults)
            line += batch.num_rows
    except (pa.ArrowException, OSError, pyogrio.errors.DataSourceError) as error:
        faults.append(whole_fault("damaged", f"a file that breaks off after row {line - 1} ({error})", "a whole file"))


def _shapes(values: list[Any]) -> tuple[np.ndarray[Any, np.dtype[np.object_]], list[str]]:
    """Geometries of WKB, and for each that can't be read what is wrong."""
    shapes = np.array(shapely.from_wkb(values, on_invalid="ignore"), dtype=object).reshape(len(values))
    is_read = ~shapely.is_missing(shapes)
    broken = [
        "a geometry that is not WKB" if value is not None and not read else ""
        for value, read in zip(values, is_read, strict=True)
    ]
    return shapes, broken
