"""The seal of an exported file, a block of fixed length with room for a signature, and the manifest inside."""

import base64
import contextlib
import io
import json
import re
import sqlite3
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any, Literal

from python_calamine import CalamineError, CalamineWorkbook

from dashboard.briefing.keys import FINGERPRINT_LETTERS

Sealed = Literal["pdf", "png", "svg", "kml", "html", "gpkg", "zip"]
"""How a file holds its seal; a workbook and a deck are a zip."""

MANIFEST_TABLE = "manifest"
"""Table of a GeoPackage, or sheet of a workbook, that holds the manifest."""
MANIFEST_ENTRY = "manifest.json"
"""Entry of a zip that holds it."""
MANIFEST_PART = "customXml/item1.xml"
"""Part of a presentation that holds it."""
SEAL_WORD = b"moei-seal-2 "
"""What every seal begins with; what is signed begins with it too."""
_EARLIER_WORD = b"moei-seal-1 sha256="
_SIGNATURE_BYTES = 64
_MANIFEST = "moei-manifest"
_PNG = b"\x89PNG\r\n\x1a\n"
_END = struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
_ATTACHED = re.compile(rb"/Type\s*/EmbeddedFile\b.*?>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_COMMENT = re.compile(rf"<!-- {_MANIFEST} ([A-Za-z0-9+/=]+) -->".encode())
_PART = re.compile(rb">([A-Za-z0-9+/=]+)</manifest>")
_MOST = 20_000_000
"""Bytes of a manifest at most: one that unfolds to more is none of ours."""
_MOST_UNFOLDED = 2_000_000_000


def with_manifest(content: bytes, manifest: dict[str, Any], file_format: Sealed) -> bytes:
    """
    A picture, KML or page of HTML with its manifest inside; others get it as they are made.

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
        case "svg" | "kml" | "html":
            return content.rstrip() + b"\n<!-- " + _MANIFEST.encode() + b" " + packed + b" -->\n"
    return content


def packed_manifest(manifest: dict[str, Any]) -> bytes:
    """A manifest in letters of base64, which every container takes as they are."""
    return base64.b64encode(zlib.compress(manifest_text(manifest).encode(), 9))


def manifest_text(manifest: dict[str, Any]) -> str:
    """A manifest as text, the same for the same manifest."""
    return json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Seal:
    """What a seal says: the name of the key that signed, and the signature."""

    fingerprint: str
    signature: bytes

    @property
    def words(self) -> bytes:
        """As it stands in the file: the same length always, and only one way to write it."""
        return SEAL_WORD + f"key={self.fingerprint} ed25519={self.signature.hex()}".encode()


UNSIGNED = Seal("0" * FINGERPRINT_LETTERS, bytes(_SIGNATURE_BYTES))
_SEAL = re.compile(
    re.escape(SEAL_WORD) + rb"key=([0-9a-f]{%d}) ed25519=([0-9a-f]{%d})" % (FINGERPRINT_LETTERS, 2 * _SIGNATURE_BYTES)
)


@dataclass(frozen=True)
class Parts:
    """A sealed file as what stands before its seal, the seal, and what stands after it."""

    head: bytes
    seal: Seal
    tail: bytes
    file_format: Sealed

    @property
    def others(self) -> bytes:
        """All bytes but the seal's."""
        return self.head + self.tail


def sealed(content: bytes, file_format: Sealed) -> bytes:
    """
    A file with a seal that isn't signed yet.

    Parameters
    ----------
    content
        The file; a zip has no comment.
    file_format
        Of the file.

    Examples
    --------
    >>> parted(sealed(b"%PDF-1.7 ... %%EOF", "pdf")).others
    b'%PDF-1.7 ... %%EOF'
    """
    head, tail = (content.removesuffix(_END), _END) if file_format == "png" else (content, b"")
    if file_format == "zip":
        # The seal is the comment of the zip, whose last field says how long the comment is.
        head = content.removesuffix(b"\0\0") + struct.pack("<H", len(_block(UNSIGNED, "zip")))
    return put_together(Parts(head, UNSIGNED, tail, file_format), UNSIGNED)


def put_together(parts: Parts, seal: Seal) -> bytes:
    """A file of its parts, with another seal."""
    return parts.head + _block(seal, parts.file_format) + parts.tail


def parted(content: bytes) -> Parts | None:
    """The parts of a sealed file, whatever it is called; None where no seal stands as one must."""
    file_format = _format_of(content)
    tail = _END if file_format == "png" else b""
    body = content.removesuffix(tail)
    length = len(_block(UNSIGNED, file_format))
    head, block = body[:-length], body[-length:]
    found = _SEAL.search(block)
    if found is None or not content.endswith(tail):
        return None
    seal = Seal(found.group(1).decode(), bytes.fromhex(found.group(2).decode()))
    # Written anew: what isn't the same letter by letter is no seal.
    return Parts(head, seal, tail, file_format) if block == _block(seal, file_format) else None


def is_of_earlier_form(content: bytes) -> bool:
    """Whether a file holds a seal of the form that was a hash alone, which anybody can make."""
    return _EARLIER_WORD in content


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
    # The last one is ours: what stands in the text of a page comes before it.
    commented = _COMMENT.findall(content)
    return _unpacked(base64.b64decode(commented[-1])) if commented else b""


def _row_of(content: bytes) -> str:
    """The text in the table `manifest` of a GeoPackage."""
    with contextlib.closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(content)
        row = opened.execute(f"SELECT packed FROM {MANIFEST_TABLE}").fetchone()  # noqa: S608 - a name of ours
    return str(row[0]) if row else ""


def _entry_of(content: bytes) -> bytes:
    """The manifest of a zip: an entry of its own, or a workbook's sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        if sum(one.file_size for one in opened.infolist()) > _MOST_UNFOLDED:
            raise ValueError("the file unfolds to more than any of ours")
        if MANIFEST_ENTRY in opened.namelist():
            with opened.open(MANIFEST_ENTRY) as entry:
                return entry.read(_MOST)
        if MANIFEST_PART in opened.namelist():
            with opened.open(MANIFEST_PART) as entry:
                packed = _PART.search(entry.read(_MOST))
            return _unpacked(base64.b64decode(packed.group(1))) if packed else b""
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


def _block(seal: Seal, file_format: Sealed) -> bytes:
    """A seal as it stands in a file."""
    match file_format:
        case "pdf":
            return b"\n%" + seal.words + b"\n"
        case "png":
            return _chunk("moei-seal", seal.words)
        case "gpkg" | "zip":
            return b"\n" + seal.words + b"\n"
    return b"<!-- " + seal.words + b" -->\n"


def _chunk(name: str, words: bytes) -> bytes:
    """A chunk of international text of a PNG, not compressed."""
    body = b"iTXt" + name.encode() + b"\0\0\0\0\0" + words
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
