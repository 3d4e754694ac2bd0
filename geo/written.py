"""What people write in a column of text, as far as its signs go: digits, blanks, the groups of a pattern."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Strings = NDArray[np.str_]
Texts = Any
"""A pyarrow array of text; null where there is none."""

_THAI_DIGITS = [(digit, str(value)) for value, digit in enumerate("๐๑๒๓๔๕๖๗๘๙")]


def plain_text(text: Texts) -> Texts:
    """
    Text with Arabic digits, single spaces and composed letters, trimmed; null where nothing is left.

    Parameters
    ----------
    text
        pyarrow array of text.

    Returns
    -------
    pyarrow.Array
        Of the same length.

    Examples
    --------
    >>> plain_text(pa.array([" ๑๖.๖๒๖ ", " "])).to_pylist()
    ['16.626', None]
    """
    text = pc.utf8_normalize(text, form="NFC")  # type: ignore[attr-defined]
    for digit, value in _THAI_DIGITS:
        text = pc.replace_substring(text, digit, value)
    text = pc.replace_substring_regex(text, r"[\s\x{A0}\x{200B}\x{200E}\x{200F}\x{FEFF}]+", " ")
    text = pc.utf8_trim(text, " ")
    return pc.if_else(pc.equal(text, pa.scalar("")), pa.scalar(None, pa.string()), text)


def matched(text: Texts, pattern: str) -> dict[str, Texts]:
    """
    What a pattern's named groups hold in each text; null in all of them where it doesn't match.

    Parameters
    ----------
    text
        pyarrow array of text.
    pattern
        Regular expression of RE2 with named groups.

    Returns
    -------
    dict
        Name of a group -> pyarrow array of text; empty text where a group takes no part.
    """
    found: Texts = pc.extract_regex(text, pattern)
    names = [field.name for field in found.type]
    return dict(zip(names, found.flatten(), strict=True))


def strings(text: Texts) -> NDArray[np.str_]:
    """Text as a NumPy array; empty where there is none."""
    return np.asarray(pc.fill_null(text, "").to_numpy(zero_copy_only=False)).astype(np.str_)


def numbers(text: Texts) -> Floats:
    """Digits with a decimal point or comma as numbers; NaN where there is none."""
    text = pc.replace_substring(text, ",", ".")
    known = pc.if_else(pc.equal(text, pa.scalar("")), pa.scalar(None, pa.string()), text)
    return np.asarray(known.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)


def decimals(text: Texts) -> Floats:
    """Digits after the decimal point or comma; NaN where there is no number."""
    fraction = pc.replace_substring_regex(text, r"^\d*[.,]?", "")
    return np.asarray(pc.utf8_length(fraction).cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)


def text_column(values: ArrayLike | Texts) -> Texts:
    """A column as text, whatever holds it; null where there is none."""
    if isinstance(values, pa.ChunkedArray):
        column: Texts = values.combine_chunks()
    elif isinstance(values, pa.Array):
        column = values
    else:
        column = pa.array(
            values if isinstance(values, np.ndarray) else np.asarray(values, dtype=object), from_pandas=True
        )
    return column.cast(pa.string())


def distinct_texts(text: Texts) -> tuple[Texts, NDArray[np.int64]]:
    """The distinct texts, and which of them each row holds; -1 where it holds none."""
    encoded = text.dictionary_encode()
    rows = pc.fill_null(encoded.indices.cast(pa.int64()), -1).to_numpy(zero_copy_only=False)
    return encoded.dictionary, np.asarray(rows, dtype=np.int64)
