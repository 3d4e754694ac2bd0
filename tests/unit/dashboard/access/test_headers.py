import asyncio
from pathlib import Path

import httpx
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route

from dashboard.access.headers import Guard, inline_hashes
from dashboard.access.rules import access_of
from etl.audit import read_entries
from etl.warehouse import PROJECT

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def guarded(home, answer, *, is_https=False):
    routes = [Route(path, answer) for path in ("/", "/auth/login", "/oauth2callback")]
    return Guard(Starlette(routes=routes), home=home, page=INDEX, hosts=["https://tiles.example"], is_https=is_https)


def ask(app, *paths):
    """The answers of an application to requests, in turn."""

    async def answers():
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="https://moei.example.org"
        ) as one:
            return [await one.get(path) for path in paths]

    return asyncio.run(answers())


def test_every_answer_says_what_a_page_may_do(home):
    (answer,) = ask(guarded(home, lambda _: PlainTextResponse("x"), is_https=True), "/")
    policy = answer.headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in scripts
    assert all(known in scripts for known in inline_hashes(INDEX))
    assert "frame-ancestors 'none'" in policy
    assert "connect-src 'self' data: blob: https://tiles.example" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["strict-transport-security"].startswith("max-age=")
    (answer,) = ask(guarded(home, lambda _: PlainTextResponse("x")), "/")
    assert "strict-transport-security" not in answer.headers


def test_signing_in_is_tried_thirty_times_a_minute_and_no_more(home):
    answers = ask(guarded(home, lambda _: RedirectResponse("https://id.example.org")), *["/auth/login"] * 32)
    assert [answer.status_code for answer in answers] == [307] * 30 + [429] * 2
    assert [entry.told["reason"] for entry in read_entries(home)] == ["too many tries"]


@pytest.mark.parametrize(
    ("path", "answer", "leads_to"),
    [
        ("/auth/login", PlainTextResponse("Authentication error", status_code=400), "/?sign-in=failed"),
        ("/oauth2callback?code=a", RedirectResponse("/"), "/?sign-in=failed"),
        ("/oauth2callback?error=denied", RedirectResponse("/"), "/?sign-in=failed"),
        ("/oauth2callback", RedirectResponse("/"), "/"),
        ("/oauth2callback?code=a", RedirectResponse("/", headers={"set-cookie": "_streamlit_user=x; Path=/"}), "/"),
        (
            "/oauth2callback?code=a",
            RedirectResponse("/", headers={"set-cookie": "_streamlit_user=; Max-Age=0"}),
            "/?sign-in=failed",
        ),
    ],
)
def test_a_sign_in_that_came_to_nothing_is_said_and_told_in_the_audit(home, path, answer, leads_to):
    (found,) = ask(guarded(home, lambda _: answer), path)
    assert found.headers["location"] == leads_to
    refused = [entry.told["what"] for entry in read_entries(home)]
    assert refused == (["sign-in"] if "failed" in leads_to else [])


def test_the_rules_that_the_guide_shows_are_right():
    text = (PROJECT / "docs" / "safety.md").read_text(encoding="utf-8")
    access = access_of(text.partition("```toml\n")[2].partition("```")[0])
    assert {role.role_id for role in access.roles} >= {"commander", "liaison", "administrator"}
