"""Who may see and do what: `MOEI_HOME/access.toml`, read anew when it changes; a mistake is told with its line."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dashboard.access.names import account_name
from dashboard.edited_files import keep_last_good, last_good_file, read_text
from etl.contract.vocab import RELEASE_LEVELS
from etl.toml_entries import TEXT, TEXTS, Check, entry_faults, one_of, raise_faults, repeated

FILE = "access.toml"
PAGES = (
    "home",
    "explore",
    "movement",
    "displacement",
    "infrastructure",
    "rescue",
    "country",
    "pillars",
    "briefing",
    "data",
    "wall",
)
ACTIONS = ("export", "acknowledge", "load", "devices")
"""Take what is shown away; acknowledge alerts; load files; enrol and revoke wall screens."""
ROLES = ("commander", "planner", "data officer", "briefing officer", "liaison", "administrator")
LIAISON = "liaison"
"""The one role that has a country."""
ALL = "all"
LONGEST_HOURS = 24 * 7
_CALLBACK = "/oauth2callback"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _is_address(value: Any) -> bool:
    """Whether a value is an address that nobody on the way can read: https, or this machine's own."""
    if not isinstance(value, str):
        return False
    try:
        parts = urlsplit(value)
        return (parts.scheme == "https" and bool(parts.hostname)) or (
            parts.scheme == "http" and parts.hostname in _LOOPBACK
        )
    except ValueError:
        return False


_ADDRESS: tuple[Check, str] = (_is_address, "an https:// address in quotation marks (http:// on this machine only)")
_SIGN_IN: dict[str, tuple[Check, str]] = {
    "provider": _ADDRESS,
    "client_id": TEXT,
    "redirect_uri": (
        lambda value: _is_address(value) and urlsplit(value).path == _CALLBACK,
        f"the address of this server and {_CALLBACK}",
    ),
    "scope": TEXT,
    "account_claim": TEXT,
    "role_claim": TEXT,
    "country_claim": TEXT,
    "longest_hours": (
        lambda value: type(value) is int and 1 <= value <= LONGEST_HOURS,
        f"a whole number of hours of 1 to {LONGEST_HOURS}",
    ),
}
_OPTIONAL = ("scope", "account_claim", "role_claim", "country_claim", "longest_hours")
_WORDS: tuple[Check, str] = (
    lambda value: value == ALL or TEXTS[0](value),
    f'a list of texts in quotation marks, or "{ALL}"',
)
_ROLE: dict[str, tuple[Check, str]] = {
    "id": one_of(ROLES),
    "level": one_of(RELEASE_LEVELS),
    "pages": _WORDS,
    "actions": _WORDS,
    "claims": TEXTS,
    "accounts": TEXTS,
}


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """
    The OpenID provider, and which of its claims tell what.

    Attributes
    ----------
    provider, client_id, redirect_uri
        Address of its metadata, what it calls this server, and where it sends people back to.
    scope
        What the provider is asked for.
    account_claim, role_claim, country_claim
        Claims of the account's name, of its role or roles, and of a liaison's country.
    longest_hours
        How long a sign-in lasts at most, be the provider's own expiry later.
    """

    provider: str
    client_id: str
    redirect_uri: str
    scope: str = "openid profile email"
    account_claim: str = "preferred_username"
    role_claim: str = "roles"
    country_claim: str = "country"
    longest_hours: int = 12


@dataclass(frozen=True, kw_only=True)
class Role:
    """
    What a role may.

    Attributes
    ----------
    role_id
        One of `ROLES`.
    level
        Release level up to which it sees.
    pages, actions
        Of `PAGES` and `ACTIONS`.
    claims, accounts
        Values of the provider's role claim, and names of accounts, that have this role.
    """

    role_id: str
    level: str
    pages: frozenset[str]
    actions: frozenset[str]
    claims: frozenset[str]
    accounts: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Access:
    """What the file says; of roles that fit an account, the first counts."""

    sign_in: SignIn
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class KeptAccess:
    """The rules in force, None where there are none to be had; and what is wrong with the file, if anything is."""

    access: Access | None
    error: str | None = None


def read_access(moei_home: Path) -> Access | None:
    """
    The rules of the home's file; None if there is no file.

    Raises
    ------
    ValueError
        If the file can't be read or something in it is wrong; the message names the file, and each fault its line.
    """
    path = moei_home / FILE
    try:
        return access_of(read_text(path))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ValueError(f"{FILE} can't be read: {error.strerror}") from error
    except ValueError as error:
        raise ValueError(f"{FILE}: {error}") from error


def kept_access(moei_home: Path) -> KeptAccess:
    """
    The rules in force now: a mistake in the file, or its loss, changes nothing but what is said of it.

    Asked at each look of each viewer, so the file is read only when it has changed.
    """
    path = moei_home / FILE
    try:
        held = path.stat()
        return _kept(path, (held.st_ino, held.st_mtime_ns, held.st_size))
    except OSError as error:
        return KeptAccess(_last_good(path), f"{FILE} can't be read: {error.strerror}")


@lru_cache(maxsize=8)
def _kept(path: Path, _version: tuple[int, int, int]) -> KeptAccess:
    try:
        text = read_text(path)
        access = access_of(text)
    except OSError as error:
        return KeptAccess(_last_good(path), f"{FILE} can't be read: {error.strerror}")
    except ValueError as error:
        return KeptAccess(_last_good(path), f"{FILE}: {error}")
    keep_last_good(path, text)
    return KeptAccess(access)


def _last_good(path: Path) -> Access | None:
    try:
        return access_of(read_text(last_good_file(path)))
    except (OSError, ValueError):
        return None


def access_of(text: str) -> Access:
    """
    The rules that a text holds.

    Raises
    ------
    ValueError
        If something in it is wrong; each fault has its line.
    """
    table = tomllib.loads(text)
    sign_in: dict[str, Any] = table.get("sign_in", {})
    entries = table.get("role", [])
    is_right = isinstance(sign_in, dict) and isinstance(entries, list) and all(isinstance(one, dict) for one in entries)
    if table.keys() ^ {"sign_in", "role"} or not is_right or not entries:
        raise ValueError("it must hold one table [sign_in], one [[role]] or more, and nothing else")
    heads = re.finditer(r"^[ \t]*\[\[[ \t]*role", text, re.MULTILINE)
    lines = [text.count("\n", 0, head.start()) + 1 for head in heads]
    numbered = [(f"line {line}, role {entry.get('id')!r}", entry) for line, entry in zip(lines, entries, strict=False)]
    if len(numbered) != len(entries):
        raise ValueError("each role must begin with [[role]] on a line of its own")
    head = re.search(r"^[ \t]*\[[ \t]*sign_in", text, re.MULTILINE)
    where = f"line {text.count(chr(10), 0, head.start()) + 1}, sign_in" if head else "sign_in"
    faults = entry_faults(where, sign_in, _SIGN_IN, optional=_OPTIONAL)
    for place, entry in numbered:
        faults += _role_faults(place, entry)
    raise_faults(faults)
    raise_faults(_repeated(numbered))
    return Access(sign_in=SignIn(**sign_in), roles=tuple(_role(entry) for entry in entries))


def _role_faults(where: str, entry: Mapping[str, Any]) -> list[str]:
    faults = entry_faults(where, entry, _ROLE, optional=("actions", "claims", "accounts"))
    if faults:
        return faults
    faults += _word_faults(where, "pages", entry["pages"], PAGES)
    faults += _word_faults(where, "actions", entry.get("actions", []), ACTIONS)
    if not entry.get("claims") and not entry.get("accounts"):
        faults.append(f"{where} has neither claims nor accounts, so nobody could have it")
    for given in entry.get("accounts", []):
        try:
            if account_name(given) != given:
                faults.append(f"{where}: accounts must be in small letters: found {given!r}")
        except ValueError as error:
            faults.append(f"{where}: {error}")
    return faults


def _word_faults(where: str, name: str, words: list[str] | str, accepted: Collection[str]) -> list[str]:
    if isinstance(words, str):
        return []
    unknown = [f"{where}: {name} {word!r} is not known; accepted: {', '.join(accepted)}" for word in words]
    return [fault for word, fault in zip(words, unknown, strict=True) if word not in accepted] + repeated(
        where, words, name
    )


def _repeated(numbered: list[tuple[str, dict[str, Any]]]) -> list[str]:
    """Claims and accounts that more than one role has: which of them counts would be an accident."""
    held: dict[tuple[str, str], str] = {}
    faults = []
    for where, entry in numbered:
        for name in ("claims", "accounts"):
            for word in entry.get(name, []):
                if (name, word) in held:
                    faults.append(f"{where}: {name} {word!r} stands in {held[name, word]} too")
                held[name, word] = where
    return faults


def _role(entry: Mapping[str, Any]) -> Role:
    pages, actions = entry["pages"], entry.get("actions", [])
    return Role(
        role_id=entry["id"],
        level=entry["level"],
        pages=frozenset(PAGES if pages == ALL else pages),
        actions=frozenset(ACTIONS if actions == ALL else actions),
        claims=frozenset(entry.get("claims", [])),
        accounts=frozenset(entry.get("accounts", [])),
    )
