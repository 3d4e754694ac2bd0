"""Lines of a text file, a block at a time."""

import io
from pathlib import Path
from typing import TextIO

from etl.read.encoding import ERRORS

BLOCK = 1 << 22
"""Characters that are held at once."""


def open_text(path: Path, encoding: str) -> TextIO:
    """A file as text without its byte order mark, each byte that is not of its encoding marked, line ends kept."""
    name = "utf-8-sig" if encoding == "utf-8" else encoding
    return path.open(encoding=name, errors=ERRORS.get(encoding, "surrogateescape"), newline="")


def next_lines(file: TextIO, size: int = BLOCK) -> list[str]:
    """The next lines of a file, about `size` characters; none at its end."""
    text = file.read(size)
    return list(io.StringIO(text + file.readline(), newline=""))
