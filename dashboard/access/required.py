"""Whether one must sign in: said when the server starts, so that no loss of a file opens a door."""

import os
from pathlib import Path

from dashboard.access.rules import FILE

SETTING = "MOEI_SIGN_IN"
REQUIRED, OPEN = "required", "open"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def is_sign_in_required(moei_home: Path) -> bool:
    """Whether a viewer must sign in: as `moei serve` said, else where the home has rules of access."""
    said = os.environ.get(SETTING)
    return said == REQUIRED or (said != OPEN and (moei_home / FILE).exists())


def is_loopback(host: str) -> bool:
    """
    Whether an address is this machine's own, so that only its own people reach it.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0"), is_loopback("")
    (True, False, False)
    """
    return host in _LOOPBACK
