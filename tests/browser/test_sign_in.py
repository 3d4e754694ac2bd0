"""People sign in at a real provider, in a real browser, and see what their role may."""

import contextlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.access.devices import new_code, revoke
from dashboard.language import message
from etl.audit import read_entries
from etl.audit_check import check_audit
from tests.browser.conftest import free_port, served
from tests.browser.provider import RULES, SECRET, Provider, provided


@dataclass
class Room:
    """A server, its home, its provider, and a browser."""

    url: str
    home: Path
    provider: Provider
    browser: Browser

    def person(self) -> Page:
        """A page of somebody who was never here."""
        return self.browser.new_context().new_page()

    def told(self, kind: str) -> list[tuple[str, dict[str, object]]]:
        """Who did what of a kind, as the audit has it."""
        return [(entry.who, entry.told) for entry in read_entries(self.home) if entry.kind == kind]

    def sign_in(self, page: Page, account: str, path: str = "/") -> None:
        """Go through the provider's pages as an account."""
        page.goto(f"{self.url}{path}")
        page.get_by_role("button", name=message("en", "sign-in-do")).click()
        page.locator("input[name=login]").fill(account)
        page.locator("input[name=password]").fill("any")
        page.get_by_role("button", name="Sign-in").click()
        page.get_by_role("button", name="Continue").click()


@contextlib.contextmanager
def opened_room(bundled_home, folder, chromium, *, seconds=3600):
    home = Path(
        shutil.copytree(bundled_home, folder / "home", ignore=shutil.ignore_patterns("audit", "alerts", "keys"))
    )
    port, provider_port = free_port(), free_port()
    rules = RULES.format(provider=f"http://127.0.0.1:{provider_port}", port=port)
    (home / "access.toml").write_text(rules, encoding="utf-8")
    with (
        provided(folder, provider_port, port, seconds=seconds) as provider,
        served(home, folder / "server.log", port=port, MOEI_CLIENT_SECRET=SECRET) as url,
    ):
        provider.say(
            ann={"preferred_username": "ann", "roles": ["planners"]},
            odd={"preferred_username": "\u0430nn", "roles": ["planners"]},
            none={"preferred_username": "none"},
            wrong={"preferred_username": "wrong", "roles": {"planners": True}},
        )
        yield Room(url, home, provider, chromium)


@pytest.fixture(scope="module")
def room(bundled_home, tmp_path_factory, chromium):
    with opened_room(bundled_home, tmp_path_factory.mktemp("room"), chromium) as opened:
        yield opened


def test_nobody_sees_anything_before_signing_in(room):
    page = room.person()
    for path in ("/", "/explore", "/data", "/wall"):
        page.goto(f"{room.url}{path}?lang=en")
        expect(page.get_by_role("heading", name=message("en", "sign-in-title"))).to_be_visible()
        expect(page.get_by_text(message("en", "page-explore"), exact=True)).to_have_count(0)


def test_a_planner_signs_in_sees_the_pages_of_the_role_and_signs_out(room):
    page = room.person()
    room.sign_in(page, "ann")
    expect(page.get_by_text("ann · planner")).to_be_visible()
    links = page.get_by_test_id("stTopNavLink")
    expect(links).to_have_count(3)
    assert (("ann", {"role": "planner", "level": "GREEN", "country": ""})) in room.told("sign-in")
    page.goto(f"{room.url}/movement")
    expect(page.get_by_text("ann · planner")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_be_visible()
    page.goto(f"{room.url}/data")
    expect(page.get_by_role("tab", name=message("en", "data-tab-load"))).to_be_visible()
    page.get_by_role("tab", name=message("en", "data-tab-load")).click()
    expect(page.get_by_text(message("en", "not-allowed-load")).first).to_be_visible()
    cookies = page.context.cookies()
    # A button that is drawn anew while it is pressed isn't pressed.
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    page.get_by_role("button", name=message("en", "sign-out-do")).click()
    page.wait_for_url("**/session/end**")
    assert room.told("sign-out") == [("ann", {})]
    # Whoever kept a copy of the cookie has nothing by it.
    replay = room.person()
    replay.context.add_cookies(cookies)
    replay.goto(f"{room.url}/explore?lang=en")
    expect(replay.get_by_text(message("en", "sign-in-ended"))).to_be_visible()
    expect(replay.get_by_role("figure")).to_have_count(0)


def test_a_cookie_that_was_forged_opens_nothing(room):
    page = room.person()
    forged = '{"is_logged_in":true,"preferred_username":"root"}.aa.bb'
    page.context.add_cookies([{"name": "_streamlit_user", "value": forged, "url": room.url}])
    page.goto(f"{room.url}/?lang=en")
    expect(page.get_by_role("heading", name=message("en", "sign-in-title"))).to_be_visible()


@pytest.mark.parametrize(("account", "reason"), [("odd", "account"), ("none", "role"), ("wrong", "claims")])
def test_who_has_no_right_is_told_why_and_the_audit_too(room, account, reason):
    page = room.person()
    room.sign_in(page, account)
    expect(page.get_by_text(message("en", f"sign-in-{reason}"))).to_be_visible()
    assert reason in [told["reason"] for _, told in room.told("refusal")]


def test_another_role_and_another_server_count_at_the_next_look(room):
    page = room.person()
    room.sign_in(page, "ann")
    expect(page.get_by_text("ann · planner")).to_be_visible()
    path = room.home / "access.toml"
    rules = path.read_text(encoding="utf-8")
    try:
        path.write_text(rules.replace('level = "GREEN"', 'level = "PUCE"'), encoding="utf-8")
        page.reload()
        expect(page.get_by_text("ann · planner")).to_be_visible()
        path.write_text(rules.replace('"planners"', '"others"').replace('["root"]', '["ann"]'), encoding="utf-8")
        # Nobody touches the page: it looks by itself.
        expect(page.get_by_text("ann · administrator")).to_be_visible()
        path.write_text(rules.replace('client_id = "moei"', 'client_id = "another"'), encoding="utf-8")
        expect(page.get_by_text(message("en", "sign-in-audience"))).to_be_visible()
    finally:
        path.write_text(rules, encoding="utf-8")


def test_a_screen_is_enrolled_by_a_code_shows_the_wall_alone_and_goes_dark_when_revoked(room):
    page, now = room.person(), datetime.now(UTC)
    page.goto(f"{room.url}/enrol")
    page.get_by_role("textbox").fill("AAAAA-AAAAA")
    page.get_by_role("button").click()
    expect(page.get_by_text(message("en", "enrol-wrong"))).to_be_visible()
    page.get_by_role("textbox").fill(new_code(room.home, "room-1", level="CLEAR", minutes=5, now=now))
    page.get_by_role("button").click()
    page.wait_for_url("**/wall")
    wall = page.locator("[data-scene]").first
    expect(wall).to_be_visible()
    other = page.context.new_page()
    other.goto(f"{room.url}/data?lang=en")
    expect(other.get_by_text("Page not found")).to_be_visible()
    revoke(room.home, "room-1", now)
    # Nobody touches the screen.
    expect(wall).to_have_count(0)
    expect(
        page.get_by_text(message("th", "screen-not-enrolled")).or_(
            page.get_by_text(message("en", "screen-not-enrolled"))
        )
    ).to_be_visible()


def test_the_audit_of_it_all_stands_as_written(room):
    assert check_audit(room.home).faults == ()


def test_a_sign_in_ends_by_itself_and_a_provider_that_is_down_lets_nobody_new_in(bundled_home, tmp_path, chromium):
    with opened_room(bundled_home, tmp_path, chromium, seconds=25) as room:
        page, other = room.person(), room.person()
        room.sign_in(page, "ann")
        expect(page.get_by_text("ann · planner")).to_be_visible()
        room.provider.stop()
        page.reload()
        expect(page.get_by_text("ann · planner")).to_be_visible()
        other.goto(f"{room.url}/?lang=en")
        other.get_by_role("button", name=message("en", "sign-in-do")).click()
        expect(other.get_by_text(message("en", "sign-in-failed"))).to_be_visible()
        expect(page.get_by_text(message("en", "sign-in-expired"))).to_be_visible(timeout=45_000)
