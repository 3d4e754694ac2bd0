"""Lists that a person edits: their text, each entry's line, and the last good text, kept for a day of mistakes."""

import os
import re
from pathlib import Path
from typing import Any

from filelock import FileLock

from etl.toml_entries import list_entries


def read_text(path: Path) -> str:
    """
    The text of a file that a person edits.

    Raises
    ------
    ValueError
        If it is not UTF-8; the message names the line.
    OSError
        If it can't be read.
    """
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValueError(f"line {line} is not UTF-8 text; save the file as UTF-8") from error


def numbered_entries(text: str, what: str) -> list[tuple[str, dict[str, Any]]]:
    """
    The entries of a file that holds one list, each with its line.

    Parameters
    ----------
    text
        TOML.
    what
        Name of the list.

    Raises
    ------
    ValueError
        If the text is no TOML, or holds anything but that list.

    Examples
    --------
    >>> numbered_entries('[[scene]]\\nid = "a"\\n\\n[[scene]]', "scene")
    [('line 1, scene 1 (a)', {'id': 'a'}), ('line 4, scene 2 (no id)', {})]
    """
    entries = list_entries(text, what)
    heads = re.finditer(rf"^[ \t]*\[\[[ \t]*{re.escape(what)}[ \t]*\]\]", text, re.MULTILINE)
    lines = [text.count("\n", 0, head.start()) + 1 for head in heads]
    if len(lines) != len(entries):
        return entries
    return [(f"line {line}, {where}", entry) for line, (where, entry) in zip(lines, entries, strict=True)]


def last_good_file(path: Path) -> Path:
    """
    Where the last good text of a file is kept.

    Examples
    --------
    >>> last_good_file(Path("home") / "scenes.toml").name
    'scenes.last-good.toml'
    """
    return path.with_name(f"{path.stem}.last-good{path.suffix}")


def keep_last_good(path: Path, text: str) -> None:
    """Keep a text that is right; where nothing can be written, none is kept."""
    kept = last_good_file(path)
    try:
        if kept.is_file() and kept.read_text(encoding="utf-8") == text:
            return
        with FileLock(kept.parent / ".lock"):
            partial = kept.with_name(f"{kept.name}.{os.getpid()}.partial")
            partial.write_text(text, encoding="utf-8")
            partial.replace(kept)
    except (OSError, ValueError):
        return
