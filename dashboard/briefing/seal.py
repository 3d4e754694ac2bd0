"""The seal of an exported file: a block of fixed length with the hash of every other byte, and the manifest inside."""

import base64
import contextlib
import hashlib
import io
import json
import re
import sqlite3
import struct
import zipfile
import zlib
from typing import Any, Literal

from python_calamine import CalamineError, CalamineWorkbook

Sealed = Literal["pdf", "png", "svg", "kml", "gpkg", "zip"]
State = Literal["untouched", "altered", "unsealed"]

MANIFEST_TABLE = "manifest"
"""Table of a GeoPackage, or sheet of a workbook, that holds the manifest."""
MANIFEST_ENTRY = "manifest.json"
"""Entry of a zip that holds it."""
_WORD = "moei-seal-1 sha256="
_MANIFEST = "moei-manifest"
_PNG = b"\x89PNG\r\n\x1a\n"
_END = struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
_ATTACHED = re.compile(rb"/Type\s*/EmbeddedFile\b.*?>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_COMMENT = re.compile(rf"<!-- {_MANIFEST} ([A-Za-z0-9+/=]+) -->".encode())
_MOST = 20_000_000
"""Bytes of a manifest at most: one that unfolds to more is none of ours."""
_MOST_UNFOLDED = 2_000_000_000


def with_manifest(content: bytes, manifest: dict[str, Any], file_format: Sealed) -> bytes:
    """
    A picture or KML with its manifest inside; others get it as they are made.

    Parameters
    ----------
    content
        The file.
    manifest
        Plain data.
    file_format
        Of the file.
    """
    packed = packed_manifest(manifest)
    match file_format:
        case "png":
            return content.removesuffix(_END) + _chunk(_MANIFEST, packed) + _END
        case "svg" | "kml":
            return content.rstrip() + b"\n<!-- " + _MANIFEST.encode() + b" " + packed + b" -->\n"
    return content


def packed_manifest(manifest: dict[str, Any]) -> bytes:
    """A manifest in letters of base64, which every container takes as they are."""
    return base64.b64encode(zlib.compress(manifest_text(manifest).encode(), 9))


def manifest_text(manifest: dict[str, Any]) -> str:
    """A manifest as text, the same for the same manifest."""
    return json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sealed(content: bytes, file_format: Sealed) -> bytes:
    """
    A file with its seal.

    Examples
    --------
    >>> seal_state(sealed(b"%PDF-1.7 ... %%EOF", "pdf")), seal_state(b"%PDF-1.7 ... %%EOF")
    ('untouched', 'unsealed')
    """
    head, tail = (content.removesuffix(_END), _END) if file_format == "png" else (content, b"")
    if file_format == "zip":
        # The seal is the comment of the zip, whose last field says how long the comment is.
        head = content.removesuffix(b"\0\0") + struct.pack("<H", len(_block(b"", "zip")))
    return head + _block(head + tail, file_format) + tail


def seal_state(content: bytes) -> State:
    """
    Whether every byte of a file is as it was when it was sealed.

    Parameters
    ----------
    content
        The file, whatever it is called.

    Returns
    -------
    str
        `untouched`; `altered` (a byte is another, missing or more); `unsealed` (nothing in it looks like a seal).
    """
    if _WORD.encode() not in content:
        return "unsealed"
    file_format = _format_of(content)
    tail = _END if file_format == "png" else b""
    length = len(_block(b"", file_format))
    if not content.endswith(tail):
        return "altered"
    body = content.removesuffix(tail)
    rest, block = body[:-length], body[-length:]
    # The block is made anew: what is no seal of these bytes, letter by letter, is none.
    return "untouched" if block == _block(rest + tail, file_format) else "altered"


def read_manifest(content: bytes) -> dict[str, Any]:
    """
    The manifest inside a file.

    Raises
    ------
    ValueError
        If there is none, or it can't be read.
    """
    try:
        found = json.loads(_packed_manifest(content))
    except (ValueError, KeyError, zlib.error, zipfile.BadZipFile, sqlite3.Error, CalamineError) as error:
        raise ValueError("The file holds no manifest that can be read.") from error
    if not isinstance(found, dict):
        raise ValueError("The file holds no manifest that can be read.")
    return found


def _packed_manifest(content: bytes) -> bytes:
    match _format_of(content):
        case "pdf":
            attached = [one.group(1) for one in _ATTACHED.finditer(content)]
            return _unpacked(attached[0]) if attached else b""
        case "png":
            word = _MANIFEST.encode() + b"\0\0\0\0\0"
            start = content.find(b"iTXt" + word)
            if start < 4:
                return b""
            (length,) = struct.unpack(">I", content[start - 4 : start])
            return _unpacked(base64.b64decode(content[start + 4 + len(word) : start + 4 + length]))
        case "gpkg":
            return _unpacked(base64.b64decode(_row_of(content)))
        case "zip":
            return _entry_of(content)
    commented = _COMMENT.search(content)
    return _unpacked(base64.b64decode(commented.group(1))) if commented else b""


def _row_of(content: bytes) -> str:
    """The text in the table `manifest` of a GeoPackage."""
    with contextlib.closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(content)
        row = opened.execute(f"SELECT packed FROM {MANIFEST_TABLE}").fetchone()
    return str(row[0]) if row else ""


def _entry_of(content: bytes) -> bytes:
    """The manifest of a zip: an entry of its own, or a workbook's sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        if sum(one.file_size for one in opened.infolist()) > _MOST_UNFOLDED:
            raise ValueError("the file unfolds to more than any of ours")
        if MANIFEST_ENTRY in opened.namelist():
            with opened.open(MANIFEST_ENTRY) as entry:
                return entry.read(_MOST)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(MANIFEST_TABLE).to_python()
    return _unpacked(base64.b64decode("".join(str(row[0]) for row in rows[1:])))


def _unpacked(packed: bytes) -> bytes:
    if packed.startswith(b"{"):
        return packed
    return zlib.decompressobj().decompress(packed, _MOST)


def _format_of(content: bytes) -> Sealed:
    """By its first bytes: a name proves nothing."""
    starts: dict[bytes, Sealed] = {b"%PDF-": "pdf", _PNG: "png", b"SQLite format 3\0": "gpkg", b"PK\3\4": "zip"}
    return next((name for start, name in starts.items() if content.startswith(start)), "svg")


def _block(others: bytes, file_format: Sealed) -> bytes:
    """The seal of all other bytes of a file."""
    word = (_WORD + hashlib.sha256(others).hexdigest()).encode()
    match file_format:
        case "pdf":
            return b"\n%" + word + b"\n"
        case "png":
            return _chunk("moei-seal", word)
        case "gpkg" | "zip":
            return b"\n" + word + b"\n"
    return b"<!-- " + word + b" -->\n"


def _chunk(name: str, words: bytes) -> bytes:
    """A chunk of international text of a PNG, not compressed."""
    body = b"iTXt" + name.encode() + b"\0\0\0\0\0" + words
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
