"""Values that a format keeps typed, as the text that a person would write for them."""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

_EXCEL_DIGITS = 15
"""Significant digits that a spreadsheet keeps of a number."""


def cell_text(value: object) -> str:
    """
    A spreadsheet's value as text: numbers without a float's noise, dates and times in ISO 8601.

    Examples
    --------
    >>> cell_text(1.0), cell_text(16.626), cell_text(0.1 + 0.2), cell_text(1e20)
    ('1', '16.626', '0.3', '100000000000000000000')
    >>> from datetime import datetime
    >>> cell_text(datetime(2025, 1, 2)), cell_text(datetime(2025, 1, 2, 10, 30)), cell_text(True)
    ('2025-01-02', '2025-01-02T10:30:00', 'true')
    """
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float():
            return f"{Decimal(f'{value:.{_EXCEL_DIGITS}g}'):f}"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    return str(value)


def column_text(column: Any) -> "pa.Array[Any]":
    """
    An Arrow column as text.

    Parameters
    ----------
    column
        Of any type.

    Returns
    -------
    pyarrow.Array
        Numbers as decimals, times in ISO 8601 (with Z where they name a zone), bytes as hexadecimal digits, lists and
        structures as JSON, nothing for what isn't a number.
    """
    kind = column.type
    if pa.types.is_dictionary(kind):
        return column_text(column.dictionary_decode())
    if pa.types.is_floating(kind):
        texts = column.cast(pa.float64()).to_pylist()
        return pa.array([None if x is None or x != x else _float_text(x) for x in texts], pa.string())
    if pa.types.is_timestamp(kind):
        form = "%Y-%m-%dT%H:%M:%S" + ("Z" if kind.tz else "")
        utc: Any = column.cast(pa.timestamp(kind.unit, "UTC")) if kind.tz else column
        text: Any = pc.strftime(utc, format=form)
        whole: pa.Array[Any] = pc.replace_substring_regex(text, r"\.0+(Z?)$", r"\1")
        return whole
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return pa.array([None if x is None else x.hex() for x in column.to_pylist()], pa.string())
    if pa.types.is_nested(kind):
        return pa.array([None if x is None else _json_text(x) for x in column.to_pylist()], pa.string())
    plain: pa.Array[Any] = column.cast(pa.string())
    return plain


def _float_text(value: float) -> str:
    """The shortest decimal that is the same number."""
    text = f"{Decimal(repr(value)):f}"
    return text.removesuffix(".0")


def _json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str, separators=(",", ":"))
