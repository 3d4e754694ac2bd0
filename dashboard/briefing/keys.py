"""The keys of a home: the one that signs its exports, and the public ones that its exports are verified by."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from filelock import FileLock

KEYS = "keys"
FINGERPRINT_LETTERS = 32
_SIGNING = "signing.pem"
_PUBLIC = "public"
_LONGEST = 10_000
"""Bytes of a file that may hold a key."""


@dataclass(frozen=True)
class PublicKey:
    """A key that exports are verified by."""

    key: Ed25519PublicKey

    @cached_property
    def fingerprint(self) -> str:
        """
        Its name: the first half of the SHA-256 of its 32 bytes, in hexadecimal.

        Examples
        --------
        >>> PublicKey(Ed25519PublicKey.from_public_bytes(bytes(31) + b"1")).fingerprint
        '218cd422fe6a50299655006c5c9a13a4'
        """
        return hashlib.sha256(self.key.public_bytes_raw()).hexdigest()[:FINGERPRINT_LETTERS]

    @property
    def pem(self) -> bytes:
        """As a file that may be given to anybody."""
        return self.key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def has_signed(self, signature: bytes, message: bytes) -> bool:
        """Whether a signature of 64 bytes is this key's and of these bytes."""
        try:
            self.key.verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SigningKey:
    """The secret key of a home."""

    key: Ed25519PrivateKey

    @cached_property
    def public(self) -> PublicKey:
        """The key that its signatures are verified by."""
        return PublicKey(self.key.public_key())

    def sign(self, message: bytes) -> bytes:
        """The signature of some bytes: 64 bytes, the same each time."""
        return self.key.sign(message)

    @property
    def pem(self) -> bytes:
        """As the file that nobody else may read."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def signing_key(home: Path) -> SigningKey:
    """
    The key that signs a home's exports; the first who asks makes it.

    Raises
    ------
    ValueError
        If others may read its file, or the file holds no such key.
    OSError
        If it can't be read or made.
    """
    path = home / KEYS / _SIGNING
    if not path.exists():
        _make_key(path, is_first=True)
    key = _read_signing_key(path)
    _keep_public(home, key.public)
    return key


def renew_signing_key(home: Path) -> SigningKey:
    """
    Make a new key for the exports to come; the public one of the earlier stays, by which earlier ones are verified.

    Raises
    ------
    OSError
        If it can't be made.
    """
    path = home / KEYS / _SIGNING
    with contextlib.suppress(ValueError, FileNotFoundError):
        # Its public key may be gone, or was never written.
        _keep_public(home, _parsed_signing_key(path).public)
    _make_key(path, is_first=False)
    return signing_key(home)


def public_keys(home: Path) -> tuple[PublicKey, ...]:
    """
    Keys that a home verifies by, its present one and earlier ones: files in `keys/public`; none if it never exported.

    Raises
    ------
    ValueError
        If a file there holds no public key.
    """
    return tuple(read_public_key(path) for path in sorted((home / KEYS / _PUBLIC).glob("*.pem")))


def present_key(home: Path) -> PublicKey | None:
    """
    The public key of what is exported now; None before the first export.

    Raises
    ------
    ValueError
        As `signing_key`.
    """
    path = home / KEYS / _SIGNING
    return _read_signing_key(path).public if path.exists() else None


def read_public_key(path: Path) -> PublicKey:
    """
    A public key out of a file of PEM, as `moei keys` writes it.

    Raises
    ------
    ValueError
        If the file holds no public key of Ed25519.
    OSError
        If it can't be read.
    """
    with path.open("rb") as file:
        content = file.read(_LONGEST)
    if b"PRIVATE" in content:
        raise ValueError(f"{path} holds a private key, which nobody else may have; give the one of: moei keys -o FILE")
    try:
        found = load_pem_public_key(content)
    except (ValueError, UnsupportedAlgorithm):
        found = None
    if not isinstance(found, Ed25519PublicKey):
        raise ValueError(f"{path} holds no public key of Ed25519 in PEM, as moei keys -o FILE writes it.")
    return PublicKey(found)


def named(keys: Sequence[PublicKey]) -> str:
    """Fingerprints of keys in a line."""
    return ", ".join(key.fingerprint for key in keys)


def _read_signing_key(path: Path) -> SigningKey:
    """The key in a file that only its owner may read."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise ValueError(
            f"Others may read the signing key {path}. Run: chmod 600 {path}\n"
            "If one of them may have copied it, make a new one: moei keys --renew"
        )
    return _parsed_signing_key(path)


def _parsed_signing_key(path: Path) -> SigningKey:
    try:
        found = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        found = None
    if not isinstance(found, Ed25519PrivateKey):
        raise ValueError(f"{path} holds no signing key. Put it back from a copy, or make a new one: moei keys --renew")
    return SigningKey(found)


def _make_key(path: Path, *, is_first: bool) -> None:
    """A new key in its place, in one step; of several who make the first at once, one does and all others take its."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(path.parent / ".lock"):
        if not (is_first and path.exists()):
            _put(path, SigningKey(Ed25519PrivateKey.generate()).pem)


def _keep_public(home: Path, key: PublicKey) -> None:
    path = home / KEYS / _PUBLIC / f"{key.fingerprint}.pem"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        _put(path, key.pem)


def _put(path: Path, content: bytes) -> None:
    """A file that only its owner may read, whole or not at all."""
    # What mkstemp makes is 0600 from its first moment on.
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
