"""Files of data/reference, read so that a broken one is told by its name and how to mend it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import shapely

from etl import warehouse

FOLDER = warehouse.PROJECT / "data" / "reference"

Read = TypeVar("Read")

_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, shapely.errors.ShapelyError)
"""What reading a file that is missing or isn't what it should be can raise."""


def read_reference_file(path: Path, read: Callable[[str], Read], *, advice: str = "Rebuild it: make reference") -> Read:
    """
    What a reference file holds.

    Parameters
    ----------
    path
        The file, UTF-8.
    read
        Reads its text.
    advice
        What to do where it is missing or broken.

    Returns
    -------
    Read
        What `read` returns.

    Raises
    ------
    ValueError
        If it is missing or broken; the message names it and says what to do.
    """
    try:
        return read(path.read_text(encoding="utf-8"))
    except _BROKEN as error:
        why = error.strerror if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
        raise ValueError(f"The reference file {path} can't be used ({why}). {advice}") from error
