"""Rows of layers as they travel: binary columns, named by their layer and by what they hold."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

_DIGITS = 16


def tabled_layers(layers: Iterable[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, pa.Table]]:
    """
    Descriptions that name their rows, and the rows as tables.

    Parameters
    ----------
    layers
        Descriptions of `protocol.described_layers`: `data` is a list of rows.

    Returns
    -------
    tuple
        The descriptions with `data` as `{"table": name}`, and name -> table. A name is the layer's id and its version,
        sixteen digits of a SHA-256 of the rows: the same rows have the same name in every session. A layer without rows
        keeps its empty list.

    Examples
    --------
    >>> rows = [{"cell": "866485c27ffffff", "colour": [8, 48, 107, 205]}]
    >>> (layer,), tables = tabled_layers([{"id": "cells", "data": rows}])
    >>> layer["data"]["table"] == list(tables)[0], tables[layer["data"]["table"]].to_pylist() == rows
    (True, True)
    """
    described, tables = [], {}
    for layer in layers:
        rows = layer["data"]
        if not rows:
            described.append(dict(layer))
            continue
        digest = hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()[:_DIGITS]
        name = f"{layer['id']}@{digest}"
        tables[name] = rows_table(rows)
        described.append({**layer, "data": {"table": name}})
    return described, tables


def rows_table(rows: list[dict[str, Any]]) -> pa.Table:
    """
    Rows as columns, each of the narrowest type that holds it.

    Parameters
    ----------
    rows
        One or more rows of one shape.

    Returns
    -------
    pyarrow.Table
        Whole numbers of 32 bits, lists of colours of 8; all else as Arrow infers it.

    Examples
    --------
    >>> rows_table([{"n": 1, "colour": [1, 255], "x": 98.5}]).schema.types
    [DataType(int32), ListType(list<item: uint8>), DataType(double)]
    """
    return pa.table({name: _narrow(pa.array([row[name] for row in rows])) for name in rows[0]})


def _narrow(column: Any) -> Any:
    """A column in a smaller type, where that loses nothing."""
    smaller: pa.DataType | None = None
    if pa.types.is_integer(column.type):
        smaller = pa.int32()
    elif pa.types.is_list(column.type) and pa.types.is_integer(column.type.value_type):
        smaller = pa.list_(pa.uint8())
    try:
        return column if smaller is None else column.cast(smaller)
    except pa.ArrowInvalid:
        return column
