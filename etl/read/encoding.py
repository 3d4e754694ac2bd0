"""How a text file is encoded: by its byte order mark, else UTF-8 or the Thai code page, told by its bytes."""

import codecs
import re
from pathlib import Path

_BLOCK = 1 << 20
_HIGH = re.compile(rb"[\x80-\xff]+")
_THAI_IN_UTF8 = re.compile(rb"\xe0[\xb8\xb9][\x80-\xbf]")
NOT_TEXT = re.compile("[\0\udc80-\udcff]")
"""Bytes that are not of the encoding, and the NUL bytes of damaged files."""
NAMES = {"utf-8": "UTF-8", "cp874": "TIS-620 (Windows-874)", "utf-16": "UTF-16"}


def told_encoding(path: Path) -> str:
    """
    Encoding of a text file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str
        utf-8, utf-16 or cp874. The first block of the file that isn't ASCII tells.
    """
    with path.open("rb") as file:
        block = file.read(_BLOCK)
        if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        while block:
            if not block.isascii():
                return "cp874" if _reads_as_thai(block) else "utf-8"
            block = file.read(_BLOCK)
    return "utf-8"


def _reads_as_thai(block: bytes) -> bool:
    """
    Whether most bytes beyond ASCII are Thai of the code page, and not UTF-8.

    An accented letter of a Western code page stands alone between ASCII letters; Thai comes in runs.
    """
    runs = _HIGH.findall(block)
    high = sum(map(len, runs))
    of_utf8 = sum(len(run) for run in _THAI_IN_UTF8.findall(block))
    try:
        decoded = b"".join(runs).decode("utf-8")
    except UnicodeDecodeError:
        decoded = ""
    if decoded or of_utf8 > high / 2:
        return False
    in_runs = sum(len(run) for run in runs if len(run) > 1)
    thai = sum(len(re.findall(rb"[\xa1-\xda\xdf-\xfb]", run)) for run in runs)
    return in_runs >= 0.8 * high and thai >= 0.95 * (high - of_utf8)


def is_utf8_read_as_thai(value: str) -> bool:
    """
    Whether a value that was read by the Thai code page is UTF-8: Thai that would show as mojibake.

    Examples
    --------
    >>> is_utf8_read_as_thai("แม่สอด".encode().decode("cp874", "surrogateescape"))
    True
    >>> is_utf8_read_as_thai("แม่สอด")
    False
    """
    if value.isascii():
        return False
    try:
        value.encode("cp874", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return False
    return True


def legible(text: str) -> str:
    """Text with each byte that is not text shown as a replacement character."""
    return NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)


def _replaced_bytes(error: UnicodeError) -> tuple[str, int]:
    """What stands for bytes that UTF-16 can't hold: one of the marks of surrogateescape, which fails on ASCII."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udcff", error.end


codecs.register_error("moei:marked", _replaced_bytes)
ERRORS = {"utf-16": "moei:marked"}
"""Encoding -> how its undecodable bytes are marked, where not by surrogateescape."""
