"""Secrets: from the environment, or from files that nobody else can read; never from a file of settings."""

import os
import secrets
import stat
from pathlib import Path

CLIENT_SECRET = "MOEI_CLIENT_SECRET"  # noqa: S105 - the name of a setting, not a secret
COOKIE_SECRET = "MOEI_COOKIE_SECRET"  # noqa: S105 - the name of a setting, not a secret
_LEAST_LETTERS = 32


def client_secret(moei_home: Path) -> str:
    """
    What proves to the provider that this server is itself.

    Raises
    ------
    ValueError
        If there is none, or others can read its file.
    """
    path = moei_home / "keys" / "client-secret"
    told = os.environ.get(CLIENT_SECRET) or read_secret(path)
    if not told:
        raise ValueError(f"there is no client secret: set {CLIENT_SECRET}, or put it into {path} (mode 0600)")
    return told


def cookie_secret(moei_home: Path) -> str:
    """
    What signs the cookies of those who are signed in; made, where there is none.

    Raises
    ------
    ValueError
        If it is short, or others can read its file.
    OSError
        If it can't be written.
    """
    path = moei_home / "keys" / "cookie-secret"
    told = os.environ.get(COOKIE_SECRET) or read_secret(path)
    if not told:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        told = secrets.token_urlsafe(48)
        # Opened for its owner alone from the first: a mode that is set afterwards comes too late.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{told}\n")
    if len(told) < _LEAST_LETTERS:
        raise ValueError(f"the cookie secret must have {_LEAST_LETTERS} letters or more: it has {len(told)}")
    return told


def read_secret(path: Path) -> str:
    """
    The first line of a file that only its owner can read; empty if there is no file.

    Raises
    ------
    ValueError
        If others can read it, or it can't be read.
    """
    try:
        held = path.stat()
        if os.name == "posix" and stat.S_IMODE(held.st_mode) & 0o077:
            raise ValueError(f"{path} can be read by others (mode {stat.S_IMODE(held.st_mode):04o}): chmod 600 {path}")
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} can't be read: {error}") from error
