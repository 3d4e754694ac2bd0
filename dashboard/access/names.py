"""Names of accounts: what is accepted, so that no two accounts look alike."""

import re
import unicodedata

LONGEST = 80
_SIGNS = "0-9._@+-"
_LATIN = re.compile(rf"[a-z{_SIGNS}]+")
_THAI = re.compile(rf"[\u0E01-\u0E3A\u0E40-\u0E4E{_SIGNS}]+")
ACCEPTED = f"1 to {LONGEST} of the letters a-z, or of Thai letters instead, with digits and . _ @ + -"


def account_name(given: object) -> str:
    """
    The name of an account, in small letters.

    One alphabet alone: a Cyrillic letter among Latin ones, or a full-width one, makes a name that looks like another.

    Parameters
    ----------
    given
        What the provider says.

    Raises
    ------
    ValueError
        If it is no name that is accepted; the message names what is wrong with it, and never shows it: it is there to
        be taken for another.

    Examples
    --------
    >>> account_name("Somchai.J@example.org"), account_name("สมชาย")
    ('somchai.j@example.org', 'สมชาย')
    """
    if not isinstance(given, str):
        raise ValueError(f"an account's name must be a text: it is {type(given).__name__}")
    if unicodedata.normalize("NFKC", given) != given:
        raise ValueError(f"an account's name must be {ACCEPTED}: it changes when its letters are made plain (NFKC)")
    name = given.lower()
    if len(name) > LONGEST or not name:
        raise ValueError(f"an account's name must be {ACCEPTED}: it has {len(name)} letters")
    if _LATIN.fullmatch(name) or _THAI.fullmatch(name):
        return name
    raise ValueError(f"an account's name must be {ACCEPTED}: it has {_odd(name)}")


def _odd(name: str) -> str:
    """The letter that makes a name unlike one that is accepted."""
    for letter in name:
        if not (_LATIN.fullmatch(letter) or _THAI.fullmatch(letter)):
            return f"U+{ord(letter):04X} ({unicodedata.name(letter, 'no name')})"
    return "both alphabets"
