"""The page on which a wall screen is enrolled: one field for a code, and the cookie that the screen is known by."""

import time
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard.access.devices import COOKIE, enrol
from dashboard.access.limits import Tries
from dashboard.language import message
from dashboard.state import LANGUAGES

PATH = "/enrol"
_YEAR_SECONDS = 365 * 86_400
_LONGEST_BODY = 1000
_PAGE = """<!doctype html><html lang="th"><meta charset="utf-8"><title>Moei</title>
<meta name="viewport" content="width=device-width">
<body style="background:#0b121c;color:#e8eef5;font:1.5rem sans-serif;display:grid;place-content:center;height:90vh">
<form method="post"><p>{words}</p><p>{fault}</p><input name="code" aria-label="{label}" autocomplete="off" autofocus
style="font:inherit;letter-spacing:.1em"> <button style="font:inherit">{button}</button></form>"""


def enrol_route(home: Path, *, is_https: bool) -> Route:
    """
    The route of the page.

    Parameters
    ----------
    home
        The home that keeps the screens.
    is_https
        Whether people reach the server by https: then the cookie travels by nothing else.
    """
    tries = Tries(most=10, seconds=60)

    async def answer(request: Request) -> Response:
        if request.method == "GET":
            return _page()
        address = request.client.host if request.client else "unknown"
        if tries.count(address, time.monotonic()) > tries.most:
            return _page("enrol-too-many", status=429)
        token = _token(home, await _code(request))
        if token is None:
            return _page("enrol-wrong", status=403)
        done = RedirectResponse("/wall", status_code=303)
        done.set_cookie(COOKIE, token, max_age=_YEAR_SECONDS, httponly=True, samesite="strict", secure=is_https)
        return done

    return Route(PATH, answer, methods=["GET", "POST"])


async def _code(request: Request) -> str:
    """What was typed; nothing, where more was sent than a code is long."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_BODY:
            return ""
    return parse_qs(body.decode("utf-8", "replace")).get("code", [""])[0]


def _token(home: Path, code: str) -> str | None:
    try:
        return enrol(home, code, datetime.now(UTC))
    except ValueError:
        # The file of screens is broken: nobody is let in by it, and `moei devices` says why.
        return None


def _page(fault: str = "", status: int = 200) -> HTMLResponse:
    def both(key: str) -> str:
        return "<br>".join(escape(message(language, key)) for language in reversed(LANGUAGES))

    words = {
        "words": both("enrol-words"),
        "fault": both(fault) if fault else "",
        "label": escape(message("th", "enrol-do")),
    }
    return HTMLResponse(_PAGE.format(**words, button=both("enrol-do")), status_code=status)
