"""The rows of a layer: everything in them reaches the browser, so they are chosen, checked and made plain."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

MOST_ROWS = 10_000


def layer_rows(frame: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    """
    Rows of a frame as plain values that survive JSON and a browser.

    Parameters
    ----------
    frame
        What a layer draws.
    columns
        The columns that may leave; no other does.

    Returns
    -------
    list of dict
        Missing values as None; numbers, text, truth values and lists of them as they are. Names in the order of the
        alphabet, as pydeck writes them.

    Raises
    ------
    ValueError
        If there are more than 10,000 rows (aggregate first), or a value is neither text, number, truth value nor a
        list or mapping of them: a timestamp would reach the browser as `{}`, and a 64-bit cell id lose its last digits.
    """
    if len(frame) > MOST_ROWS:
        raise ValueError(f"a layer takes {MOST_ROWS:,} rows at most: found {len(frame):,}; aggregate first")
    names = sorted(columns)
    plain = [_plain_column(name, frame[name].tolist()) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*plain, strict=True)]


def _plain_column(name: str, values: list[Any]) -> list[Any]:
    """Values made plain; what stands in many rows, as a colour does, is looked at once."""
    if set(map(type, values)) <= {str, bool}:
        return values
    distinct = {id(value): value for value in values}
    plain = {key: None if _is_missing(value) else _plain(name, value) for key, value in distinct.items()}
    return [plain[id(value)] for value in values]


def _is_missing(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def _plain(name: str, value: Any) -> Any:
    """The value, if a browser reads it as it was written."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(name, part) for key, part in sorted(value.items())}
    if isinstance(value, list | tuple):
        return [_plain(name, part) for part in value]
    if isinstance(value, int | float) and abs(value) < 2**53:
        return value
    raise ValueError(f"column {name!r} can't go to a browser as it is: found {value!r}; write it as text")
