"""Lines without a quotation mark to columns, all at once: nothing in them needs to be read character by character."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.read.frame import LONGEST_TEXT, text_batch


def unquoted_batch(
    lines: Sequence[str], delimiter: str, header: Sequence[str], *, first_line: int
) -> pa.RecordBatch | None:
    """
    Records of lines that are as most are: whole, unquoted, and of the header's width.

    Parameters
    ----------
    lines
        Lines with their ends; blank ones are left out.
    delimiter
        What separates fields.
    header
        Names of the columns.
    first_line
        Number of the first line.

    Returns
    -------
    pyarrow.RecordBatch or None
        A text column for each of the header, and the number of each record's line; None where any line is not so, and
        the lines have to be read one by one.

    Examples
    --------
    >>> unquoted_batch(["a,1\\n", "\\n", "b,2\\n"], ",", ["x", "y"], first_line=2).to_pydict()
    {'x': ['a', 'b'], 'y': ['1', '2'], 'moei:line': [2, 4]}
    >>> unquoted_batch(['"a,1"\\n'], ",", ["x", "y"], first_line=2) is None
    True
    """
    text = "".join(lines)
    if '"' in text or "\0" in text or max(map(len, lines), default=0) > LONGEST_TEXT:
        return None
    bare: Any = pc.utf8_rtrim(pa.array(lines, pa.string()), characters="\r\n")
    numbers = np.arange(first_line, first_line + len(lines))
    is_blank = pc.equal(bare, pa.scalar("")).to_numpy(zero_copy_only=False)
    if is_blank.any():
        bare, numbers = bare.filter(pa.array(~is_blank)), numbers[~is_blank]
    fields: Any = pc.split_pattern(bare, delimiter)
    if not pc.all(pc.equal(pc.list_value_length(fields), pa.scalar(len(header))), min_count=0).as_py():
        return None
    values = fields.flatten()
    columns = [values.take(pa.array(np.arange(place, len(values), len(header)))) for place in range(len(header))]
    return text_batch(header, columns, pa.array(numbers))
