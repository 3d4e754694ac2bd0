"""What stands before every answer: headers, a limit on how often one may try to sign in, and what became of a try."""

import base64
import hashlib
import re
import time
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access.limits import Tries
from etl.audit import add_entry

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def inline_hashes(page: str) -> tuple[str, ...]:
    """
    The scripts that stand in a page, as a policy names them: these few, and no other, may run there.

    Examples
    --------
    >>> inline_hashes("<script>let a</script><script src='x.js'></script>")
    ("'sha256-IfEXP/8HLuXoAiy0hZVrCAcjcLsZqYFpLOHDGj8enqE='",)
    """
    scripts = (found.group(1).encode() for found in _INLINE.finditer(page))
    return tuple(f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in scripts)


_POLICY = "; ".join(
    (
        "default-src 'self'",
        # Streamlit compiles Vega's expressions and components' modules in the browser.
        "script-src 'self' 'unsafe-eval' blob: {inline}",
        # Streamlit writes its styles into the page.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob: {hosts}",
        "font-src 'self' data:",
        "connect-src 'self' data: blob: {hosts}",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}
SIGN_IN_PATHS = ("/auth/login", "/oauth2callback")
_FAILED = "/?sign-in=failed"
_USER_COOKIE = "_streamlit_user="


class Guard:
    """
    Middleware around Streamlit's application.

    Parameters
    ----------
    app
        What it stands before.
    home
        The home, whose audit it tells of refusals.
    page
        The page that Streamlit's application begins with.
    hosts
        Where the administrator's own tiles come from, if any.
    is_https
        Whether people reach the server by https.
    """

    def __init__(self, app: ASGIApp, *, home: Path, page: str, hosts: Iterable[str], is_https: bool) -> None:
        self._app, self._home = app, home
        policy = _POLICY.format(inline=" ".join(inline_hashes(page)), hosts=" ".join(hosts))
        self._headers = HEADERS | {"Content-Security-Policy": policy} | (_HTTPS if is_https else {})
        self._tries = Tries(most=30, seconds=60)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        if scope["path"] in SIGN_IN_PATHS:
            await self._sign_in(scope, receive, send_with_headers)
        else:
            await self._app(scope, receive, send_with_headers)

    async def _sign_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A step of signing in: refused where there are too many, and told of where it came to nothing."""
        address = (scope.get("client") or ("unknown", 0))[0]
        count = self._tries.count(address, time.monotonic())
        if count > self._tries.most:
            if count == self._tries.most + 1:
                # Once: a flood must not fill the audit too.
                add_entry(self._home, "refusal", "unknown", what="sign-in", reason="too many tries")
            await PlainTextResponse("Too many tries. Wait a minute.", status_code=429)(scope, receive, send)
            return
        is_callback = scope["path"] == SIGN_IN_PATHS[1]
        # The provider sends people here after they signed out, too: then there is nothing to redeem.
        is_asked = bool({"code", "error"} & parse_qs(scope.get("query_string", b"").decode("latin-1")).keys())
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, keep)
        start = messages[0]
        is_in = any(_is_user_cookie(value) for name, value in start.get("headers", ()) if name == b"set-cookie")
        if start["status"] >= 400 or (is_callback and is_asked and not is_in):
            reason = "the provider can't be reached" if not is_callback else "the provider's answer was not accepted"
            add_entry(self._home, "refusal", "unknown", what="sign-in", reason=reason)
            await RedirectResponse(_FAILED, status_code=303)(scope, receive, send)
            return
        await _send_all(messages, send)


def _is_user_cookie(value: bytes) -> bool:
    """Whether a header sets the cookie of somebody who is signed in, and doesn't take it away."""
    text = value.decode("latin-1")
    return text.startswith(_USER_COOKIE) and "max-age=0" not in text.lower()


async def _send_all(messages: Iterable[Message], send: Send) -> None:
    for message in messages:
        await send(message)
