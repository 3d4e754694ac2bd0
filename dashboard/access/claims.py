"""From what a provider says of somebody to a viewer, at each look anew: so an end, or another role, counts at once."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.access.names import account_name
from dashboard.access.rules import LIAISON, Access, Role
from dashboard.access.viewer import Viewer
from etl.contract.vocab import COUNTRIES

REASONS = ("expired", "ended", "audience", "claims", "account", "role", "country")
_LAST_SECOND = 1e11
SKEW_SECONDS = 60
"""How far the provider's clock may be ahead of ours."""


@dataclass(frozen=True)
class Refused:
    """
    Why somebody who comes from the provider isn't let in.

    Attributes
    ----------
    reason
        One of `REASONS`, the end of a message's key.
    told
        More, in English, for the audit.
    account
        The account, where it has an accepted name.
    """

    reason: str
    told: str
    account: str = "unknown"


def viewer_of(
    access: Access, claims: Mapping[str, Any], *, now: datetime, ended: Collection[str] = ()
) -> Viewer | Refused:
    """
    Who somebody is, by what their provider said when they signed in.

    Parameters
    ----------
    access
        The rules in force.
    claims
        Claims of the identity token, of which the signature was checked before.
    now
        The time, with its zone.
    ended
        Sign-ins that were ended, by `token_id`.
    """
    try:
        account = account_name(claims.get(access.sign_in.account_claim))
    except ValueError as error:
        return Refused("account", str(error))
    fault = _time_fault(access, claims, now) or _audience_fault(access, claims)
    if fault is None and token_id(claims) in ended:
        fault = ("ended", "this sign-in was ended")
    if fault is not None:
        return Refused(*fault, account)
    try:
        role = _role(access, account, claims.get(access.sign_in.role_claim))
    except TypeError as error:
        return Refused("claims", str(error), account)
    if role is None:
        return Refused("role", "no role fits", account)
    country = claims.get(access.sign_in.country_claim) if role.role_id == LIAISON else ""
    if role.role_id == LIAISON and not (isinstance(country, str) and country in COUNTRIES):
        return Refused("country", "a liaison's country must be two letters of ISO 3166-1, such as KE", account)
    return Viewer(
        account=account,
        role=role.role_id,
        level=role.level,
        country=str(country),
        pages=role.pages,
        actions=role.actions,
    )


def token_id(claims: Mapping[str, Any]) -> str:
    """What stands for one sign-in: the same for its copies, another for the next of the same account."""
    told = [claims.get(name) for name in ("iss", "sub", "aud", "iat", "exp", "jti", "nonce")]
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def _time_fault(access: Access, claims: Mapping[str, Any], now: datetime) -> tuple[str, str] | None:
    issued, expires = _instant(claims.get("iat")), _instant(claims.get("exp"))
    if issued is None or expires is None:
        return "claims", "iat and exp must be numbers of seconds"
    at = now.timestamp()
    if issued > at + SKEW_SECONDS:
        return "claims", "it was issued in the future"
    if at >= min(expires, issued + access.sign_in.longest_hours * 3600):
        return "expired", "this sign-in is over"
    return None


def _instant(value: Any) -> float | None:
    """Seconds since 1970; None for what is no such number."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value < _LAST_SECOND else None


def _audience_fault(access: Access, claims: Mapping[str, Any]) -> tuple[str, str] | None:
    given = claims.get("aud")
    meant = given if isinstance(given, list) else [given]
    if access.sign_in.client_id not in meant:
        return "audience", "it was made for another server"
    if len(meant) > 1 and claims.get("azp") != access.sign_in.client_id:
        return "audience", "it was asked for by another server"
    return None


def _role(access: Access, account: str, told: Any) -> Role | None:
    """
    The first role of the file that fits.

    Raises
    ------
    TypeError
        If the claim is neither a text nor a list of texts.
    """
    words = [] if told is None else [told] if isinstance(told, str) else told
    if not (isinstance(words, list) and all(isinstance(word, str) for word in words)):
        raise TypeError("the claim of roles must be a text or a list of texts")
    fits = (role for role in access.roles if account in role.accounts or role.claims & set(words))
    return next(fits, None)
