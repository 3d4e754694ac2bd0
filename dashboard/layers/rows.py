"""The rows of a layer: everything in them reaches the browser, so they are chosen, checked and made plain."""

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
        Missing values as None; numbers, text, truth values and lists of them as they are.

    Raises
    ------
    ValueError
        If there are more than 10,000 rows (aggregate first), or a value is neither text, number, truth value nor a
        list or mapping of them: a timestamp would reach the browser as `{}`, and a 64-bit cell id lose its last digits.
    """
    if len(frame) > MOST_ROWS:
        raise ValueError(f"a layer takes {MOST_ROWS:,} rows at most: found {len(frame):,}; aggregate first")
    records = frame.loc[:, list(columns)].astype(object).where(frame.loc[:, list(columns)].notna(), None)
    return [{str(name): _plain(name, value) for name, value in row.items()} for row in records.to_dict("records")]


def _plain(name: Any, value: Any) -> Any:
    """The value, if a browser reads it as it was written."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(name, part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(name, part) for part in value]
    if isinstance(value, int | float) and abs(value) < 2**53:
        return value
    raise ValueError(f"column {name!r} can't go to a browser as it is: found {value!r}; write it as text")
