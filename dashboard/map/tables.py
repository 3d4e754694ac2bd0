"""Rows of layers as they travel: a binary column each, named by its layer and by what it holds."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

_DIGITS = 16
_CELL = re.compile(r"[0-9a-f]{15}")
_FEW = 4
"""Text that stands in so many rows, on average, is told once and named by a number."""


def tabled_layers(layers: Iterable[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, pa.Table]]:
    """
    Descriptions that name their columns, and the columns as tables of one.

    Parameters
    ----------
    layers
        Descriptions of `protocol.described_layers`: `data` is a list of rows.

    Returns
    -------
    tuple
        The descriptions with `data` as `{"tables": names}`, and name -> table. A name is the layer's id, the column's,
        and its version, sixteen digits of a SHA-256 of its values: the same values have the same name in every session,
        so that of cells whose counts have changed the cells don't travel again. A layer without rows keeps its empty
        list.

    Examples
    --------
    >>> rows = [{"cell": "866485c27ffffff", "colour": [8, 48, 107, 205]}]
    >>> (layer,), tables = tabled_layers([{"id": "cells", "data": rows}])
    >>> layer["data"]["tables"] == list(tables), [table.column_names for table in tables.values()]
    (True, [['cell'], ['colour']])
    """
    described: list[dict[str, Any]] = []
    tables: dict[str, pa.Table] = {}
    for layer in layers:
        rows = layer["data"]
        named = {}
        for column in rows[0] if rows else ():
            values = column_of([row[column] for row in rows])
            named[f"{layer['id']}.{column}@{_version(values)}"] = pa.table({column: values})
        tables |= named
        described.append({**layer, "data": {"tables": list(named)}} if rows else dict(layer))
    return described, tables


def _version(column: Any) -> str:
    """What tells a column from one of other values: digits of a SHA-256 of its type and of all that it holds."""
    digest = hashlib.sha256(str(column.type).encode())
    parts = [column.indices, column.dictionary] if pa.types.is_dictionary(column.type) else [column]
    for buffer in (buffer for part in parts for buffer in part.buffers()):
        digest.update(b"-" if buffer is None else memoryview(buffer))
    return digest.hexdigest()[:_DIGITS]


def column_of(values: list[Any]) -> Any:
    """
    Values as a column of the narrowest type that holds them.

    Parameters
    ----------
    values
        One or more values of one kind.

    Returns
    -------
    pyarrow.Array
        H3 cells (hexadecimal text) as whole numbers of 64 bits without a sign, which nothing else is; other whole
        numbers of 32 bits; colours as lists of bytes, of one length where they have one; text that is often the same
        as a dictionary; all else as Arrow infers it.

    Examples
    --------
    >>> [str(column_of(values).type) for values in ([1, -5], [[8, 48, 107]], ["866485c27ffffff"], [98.5])]
    ['int32', 'fixed_size_list<item: uint8>[3]', 'uint64', 'double']
    """
    if all(isinstance(value, str) and _CELL.fullmatch(value) for value in values):
        return pa.array([int(value, 16) for value in values], pa.uint64())
    # Rows of one class share the list that is their colour: it is read once.
    shared = {id(value): value for value in values} if isinstance(values[0], list) else {}
    if shared and len(shared) * _FEW <= len(values):
        places = {key: place for place, key in enumerate(shared)}
        return column_of(list(shared.values())).take(pa.array([places[id(value)] for value in values]))
    column = pa.array(values)
    if pa.types.is_string(column.type) and len(set(values)) * _FEW <= len(values):
        told = column.dictionary_encode()
        is_short = len(told.dictionary) < 2**15
        return told.cast(pa.dictionary(pa.int16(), pa.string())) if is_short else told
    smaller = _smaller(column.type, values)
    try:
        return column if smaller is None else column.cast(smaller)
    except pa.ArrowInvalid:
        return column


def _smaller(kind: pa.DataType, values: list[Any]) -> pa.DataType | None:
    """A smaller type, which may be too small."""
    if pa.types.is_integer(kind):
        return pa.int32()
    if not pa.types.is_list(kind) or not pa.types.is_integer(kind.value_type):
        return None
    lengths = {None if value is None else len(value) for value in values}
    size = lengths.pop() if len(lengths) == 1 else None
    return pa.list_(pa.uint8(), size) if size else pa.list_(pa.uint8())
