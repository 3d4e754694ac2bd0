"""JSON, JSON lines and GeoJSON to tables of text. DuckDB parses; one bad record costs that record."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyproj
import shapely

from etl.read.encoding import NOT_TEXT, legible
from etl.read.frame import Fault, RawTable, refused, sound_rows, text_batch, whole_fault
from etl.read.geometry import POINT_COLUMNS, foreign_crs, located_batch
from etl.read.header import header_fault
from etl.read.lines import next_lines, open_text

LARGEST_OBJECT = 256 << 20
"""Bytes that a file may have that is one JSON object, GeoJSON too; arrays and lines may be of any size."""
_LARGEST_RECORD = 32 << 20
_START = 1 << 16
_CONTENT = "ltrim(content, chr(65279))"
"""SQL for a file's text without its byte order mark."""
_BATCH = 20_000
_ACCEPTED = "JSON: an array of objects, an object that holds one array of objects, or an object on each line"
_SPLIT = """
SELECT line, text, CASE WHEN is_object THEN json_extract_string(text, $paths) END AS given,
    CASE WHEN is_object THEN json_extract(text, '/geometry')::VARCHAR END AS geometry, is_object
FROM (SELECT line, text, coalesce(CASE WHEN json_valid(text) THEN json_type(text) END = 'OBJECT', false) AS is_object
    FROM records)
"""
_KEYS = """
SELECT key FROM (
    SELECT line, unnest(keys) AS key, generate_subscripts(keys, 1) AS place
    FROM (SELECT line, json_keys(text, $path) AS keys FROM records WHERE json_valid(text))
) GROUP BY key ORDER BY min((line, place))
"""


@dataclass(frozen=True)
class _Form:
    """How a file holds its records: as lines, as an array, or in the array of an object (under `key`)."""

    path: Path
    kind: str
    key: str = ""
    is_geo: bool = False
    crs: pyproj.CRS | None = None


class _FormError(ValueError):
    """A file that can't be read as a whole; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.found)
        self.fault = fault


def read_json(path: Path) -> RawTable:
    """
    Read a file of JSON objects.

    Parameters
    ----------
    path
        JSON, JSON lines or GeoJSON, in UTF-8.

    Returns
    -------
    RawTable
        A column for each key of the objects (of a feature's properties, with its geometry as a point), in the order in
        which they come; objects and arrays within are kept as JSON. Lines are the file's where it has an object a
        line, else numbers of records from 1.
    """
    try:
        form = _told_form(path)
        header = _header(form)
    except _FormError as error:
        return refused(error.fault)
    except (duckdb.Error, OSError) as error:
        # Arrow hands on what DuckDB finds in the middle of a file as an OSError.
        return refused(whole_fault("damaged", f"JSON that can't be read ({_first_line(error)})", _ACCEPTED))
    if not header:
        return refused(whole_fault("empty", "no objects with keys", _ACCEPTED))
    columns = (*header, *POINT_COLUMNS) if form.is_geo else header
    fault = header_fault(columns)
    if fault is not None:
        return refused(fault)
    faults: list[Fault] = []
    return RawTable(header=columns, batches=_batches(form, header, faults), faults=faults)


def _first_line(error: Exception) -> str:
    """The reason without what DuckDB adds for programmers, and without the name of the copy."""
    return str(error).splitlines()[0].split(" in file ")[0]


def _told_form(path: Path) -> _Form:
    """How a file holds its records: on lines, if its first line is whole or its second begins an object."""
    with open_text(path, "utf-8") as file:
        start = file.read(_START)
        if start.lstrip().startswith("["):
            _check_end(path)
            return _Form(path, "array", is_geo=_is_geo(_Form(path, "array")))
        lines = [line for line in (start + file.readline()).splitlines() if line.strip()]
    if len(lines) > 1 and (_is_json(lines[0]) or lines[1].lstrip().startswith("{")):
        return _Form(path, "lines", is_geo=_is_geo(_Form(path, "lines")))
    return _object_form(path)


def _is_json(text: str) -> bool:
    """Whether a text is JSON, whole."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _check_end(path: Path) -> None:
    """Refuse an array that breaks off between two records, which DuckDB lets pass."""
    with path.open("rb") as file:
        file.seek(-min(path.stat().st_size, _START), os.SEEK_END)
        if not file.read().rstrip().endswith(b"]"):
            raise _FormError(whole_fault("damaged", "JSON that breaks off: an array without its end", _ACCEPTED))


def _object_form(path: Path) -> _Form:
    """How an object holds its records: as features, as its one array of objects, or as itself."""
    size = path.stat().st_size
    if size > LARGEST_OBJECT:
        accepted = f"at most {LARGEST_OBJECT:,} bytes in one object, or an object on each line, or a GeoPackage"
        raise _FormError(whole_fault("size", f"one JSON object of {size:,} bytes", accepted))
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TEMP TABLE whole AS SELECT {_CONTENT} AS text FROM read_text(?)", [str(path)])
        [[is_valid]] = connection.execute("SELECT json_valid(text) FROM whole").fetchall()
        if not is_valid:
            raise _FormError(whole_fault("damaged", "JSON that breaks off or is not well-formed", _ACCEPTED))
        [[kind, crs, keys]] = connection.execute(
            "SELECT text->>'/type', coalesce(text->>'/crs/properties/name', ''), json_keys(text) FROM whole"
        ).fetchall()
        firsts = [_pointer(key, "0") for key in keys]
        [[types]] = connection.execute("SELECT json_type(text, ?) FROM whole", [firsts]).fetchall()
    if kind == "FeatureCollection":
        try:
            return _Form(path, "object", "features", is_geo=True, crs=foreign_crs(crs))
        except pyproj.exceptions.CRSError as error:
            raise _FormError(whole_fault("crs", f"coordinates in {crs!r}", "WGS 84, as GeoJSON has them")) from error
    arrays = [key for key, first in zip(keys, types, strict=True) if first == "OBJECT"]
    if kind == "Feature" or not arrays:
        return _Form(path, "single", is_geo=kind == "Feature")
    if len(arrays) > 1:
        raise _FormError(whole_fault("json", f"an object with several arrays: {', '.join(arrays)}", _ACCEPTED))
    return _Form(path, "object", arrays[0])


def _is_geo(form: _Form) -> bool:
    """Whether the first record is a feature of GeoJSON."""
    with duckdb.connect() as connection:
        for batch in _records(connection, form, []):
            connection.register("records", batch.slice(0, 1))
            sql = "SELECT CASE WHEN json_valid(text) THEN text->>'/type' END = 'Feature' FROM records"
            return connection.execute(sql).fetchall() == [(True,)]
    return False


def _pointer(*keys: str) -> str:
    """JSON pointer to what stands under keys."""
    return "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in keys)


def _header(form: _Form) -> tuple[str, ...]:
    """Every key of the records, in the order in which they first come."""
    keys: dict[str, None] = {}
    with duckdb.connect() as connection:
        for batch in _records(connection, form, []):
            connection.register("records", batch)
            path = "/properties" if form.is_geo else ""
            found = connection.execute(_KEYS, {"path": path}).fetchall()
            keys |= dict.fromkeys(key for (key,) in found)
    return tuple(keys)


def _batches(form: _Form, header: tuple[str, ...], faults: list[Fault]) -> Iterator[pa.RecordBatch]:
    """The records of a file."""
    paths = [_pointer("properties", key) if form.is_geo else _pointer(key) for key in header]
    with duckdb.connect() as connection:
        for batch in _records(connection, form, faults):
            connection.register("records", batch)
            split = connection.sql(_SPLIT, params={"paths": paths}).to_arrow_table()
            yield sound_rows(_split_batch(form, header, split, faults), faults)


def _split_batch(form: _Form, header: tuple[str, ...], split: Any, faults: list[Fault]) -> pa.RecordBatch:
    """The values of the records that are objects; the others become faults."""
    bad = split.filter(pc.invert(split.column("is_object"))).to_pylist()
    faults += [_fault(record["line"], record["text"]) for record in bad]
    good = split.filter(split.column("is_object"))
    given: Any = pa.chunked_array(good.column("given")).combine_chunks()
    values = given.flatten()
    places = np.arange(good.num_rows) * len(header)
    columns = [values.take(pa.array(places + i)) for i in range(len(header))]
    lines = good.column("line").to_pylist()
    if not form.is_geo:
        return text_batch(header, columns, lines)
    texts = good.column("geometry").to_pylist()
    shapes = np.array(shapely.from_geojson(texts, on_invalid="ignore"), dtype=object).reshape(len(texts))
    missing = shapely.is_missing(shapes)
    broken = [
        text[:200] if text not in (None, "null") and lost else "" for text, lost in zip(texts, missing, strict=True)
    ]
    return located_batch(header, columns, lines, shapes, broken, faults, crs=form.crs)


def _fault(line: int, text: str) -> Fault:
    """A record that is no object."""
    return Fault(
        line=line, column="", rule="json", found=legible(text)[:200], accepted="a JSON object", raw_row=legible(text)
    )


def _records(connection: duckdb.DuckDBPyConnection, form: _Form, faults: list[Fault]) -> Iterator[pa.RecordBatch]:
    """The text of each record with its line."""
    if form.kind == "lines":
        yield from _line_records(form.path, faults)
        return
    if form.kind == "array":
        sql = (
            "SELECT row_number() OVER () AS line, json::VARCHAR AS text"
            f" FROM read_json_objects(?, format='array', maximum_object_size={_LARGEST_RECORD})"
        )
        parameters = [str(form.path)]
    elif form.kind == "single":
        sql, parameters = f"SELECT 1::BIGINT AS line, {_CONTENT} AS text FROM read_text(?)", [str(form.path)]
    else:
        sql = (
            "SELECT row_number() OVER () AS line, record::VARCHAR AS text FROM (SELECT unnest(json_transform("
            f"json_extract({_CONTENT}, ?), '[\"JSON\"]')) AS record FROM read_text(?))"
        )
        parameters = [_pointer(form.key), str(form.path)]
    yield from connection.cursor().sql(sql, params=parameters).to_arrow_reader(_BATCH)


def _line_records(path: Path, faults: list[Fault]) -> Iterator[pa.RecordBatch]:
    """The lines of a file that aren't blank; those that are no text become faults."""
    first = 1
    with open_text(path, "utf-8") as file:
        while lines := next_lines(file):
            numbered = [(number, line) for number, line in enumerate(lines, start=first) if not line.isspace()]
            bad = {number for number, line in numbered if NOT_TEXT.search(line)}
            faults += [_fault(number, line.rstrip("\r\n")) for number, line in numbered if number in bad]
            good = [(number, line) for number, line in numbered if number not in bad]
            yield pa.RecordBatch.from_arrays(
                [
                    pa.array([number for number, _ in good], pa.int64()),
                    pa.array([line for _, line in good], pa.string()),
                ],
                names=["line", "text"],
            )
            first += len(lines)
