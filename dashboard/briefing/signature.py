"""The signature of an exported file: over every byte of it but the seal that holds the signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.briefing.keys import PublicKey, SigningKey
from dashboard.briefing.seal import SEAL_WORD, UNSIGNED, Seal, is_of_earlier_form, parted, put_together

State = Literal["untouched", "altered", "other key", "no key", "unsigned", "earlier form", "unsealed"]


@dataclass(frozen=True)
class Verdict:
    """
    What a file's seal says.

    Attributes
    ----------
    state
        `untouched`: signed by a key at hand, and every byte is as it was then. `altered`: a byte is another, missing or
        more. `other key`: the seal names a key that isn't at hand, so nobody here can tell more. `no key`: none is at
        hand. `unsigned`: sealed and never signed. `earlier form`: a hash alone, as Moei made once. `unsealed`: nothing
        in it looks like a seal.
    fingerprint
        Of the key that signed it or, where that can't be told, that the seal names.
    """

    state: State
    fingerprint: str = ""


def signed(content: bytes, key: SigningKey) -> bytes:
    """
    A sealed file with its signature.

    Parameters
    ----------
    content
        Of `seal.sealed`.
    key
        The key of the home.

    Returns
    -------
    bytes
        As long as before; the same for the same file and key.
    """
    parts = parted(content)
    if parts is None:
        raise ValueError("only what was sealed can be signed")
    seal = Seal(key.public.fingerprint, key.sign(_message(parts.others)))
    return put_together(parts, seal)


def without_signature(content: bytes) -> bytes:
    """A signed file as it was before it was signed, by which files of different keys can be compared."""
    parts = parted(content)
    return content if parts is None else put_together(parts, UNSIGNED)


def verdict(content: bytes, keys: Sequence[PublicKey]) -> Verdict:
    """
    Whether every byte of a file is as it was when one of some keys signed it.

    Parameters
    ----------
    content
        The file, whatever it is called.
    keys
        Those that are trusted; the file itself is never asked for one.
    """
    if SEAL_WORD not in content:
        return Verdict("earlier form" if is_of_earlier_form(content) else "unsealed")
    parts = parted(content)
    if parts is None:
        return Verdict("altered")
    if parts.seal == UNSIGNED:
        return Verdict("unsigned")
    named = parts.seal.fingerprint
    if not keys:
        return Verdict("no key", named)
    message = _message(parts.others)
    by = next((key.fingerprint for key in keys if key.has_signed(parts.seal.signature, message)), None)
    if by is None:
        return Verdict("altered" if named in {key.fingerprint for key in keys} else "other key", named)
    # The name of the key isn't signed: it has to be that of the key which did sign.
    return Verdict("untouched" if by == named else "altered", by)


def _message(others: bytes) -> bytes:
    """What is signed: a word that the key signs nothing else under, and all bytes but the seal."""
    return SEAL_WORD + others
