import asyncio
import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from click.testing import CliRunner
from starlette.applications import Starlette

from dashboard.access.devices import (
    COOKIE,
    MOST_GUESSES,
    device_of,
    enrol,
    last_seen,
    new_code,
    note_seen,
    read_devices,
    revoke,
)
from dashboard.access.devices_command import devices
from dashboard.enrolling import enrol_route
from etl.audit import list_files, read_entries

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def code_of(home, name="war-room-1", level="AMBER", minutes=10):
    return new_code(home, name, level=level, minutes=minutes, now=NOW)


def test_a_code_enrols_one_screen_once_and_its_token_opens_its_page_alone(home):
    code = code_of(home)
    token = enrol(home, f"{code[:5].lower()}-{code[5:]}", NOW)
    assert enrol(home, code, NOW) is None
    who = device_of(home, token).viewer
    assert (who.account, who.level, who.pages, who.actions) == ("device:war-room-1", "AMBER", {"wall"}, frozenset())
    assert device_of(home, "") is None
    assert device_of(home, token[:-1]) is None


def test_of_ten_thousand_guesses_none_succeeds_and_the_code_itself_is_void_by_then(home):
    code = code_of(home)
    assert all(enrol(home, f"{guess:010d}", NOW) is None for guess in range(10_000))
    assert enrol(home, code, NOW) is None
    refused = [entry for entry in read_entries(home) if entry.kind == "refusal"]
    assert len(refused) == MOST_GUESSES
    assert refused[-1].told["reason"] == "wrong code; all codes are void"
    assert enrol(home, code_of(home), NOW) is not None


def test_a_code_is_over_after_its_minutes_and_a_newer_one_for_the_screen_takes_its_place(home):
    code = code_of(home, minutes=5)
    assert enrol(home, code, NOW + timedelta(minutes=5)) is None
    first, second = code_of(home), code_of(home)
    assert enrol(home, first, NOW) is None
    assert enrol(home, second, NOW) is not None


def test_a_screen_that_is_revoked_is_let_in_no_more_and_stays_in_the_list(home):
    token = enrol(home, code_of(home), NOW)
    device = device_of(home, token)
    assert last_seen(home, device) is None
    note_seen(home, device, NOW)
    assert last_seen(home, device) is not None
    revoke(home, "war-room-1", NOW)
    assert device_of(home, token) is None
    assert read_devices(home).devices[0].revoked_at == "2026-11-27T12:00:00+00:00"
    with pytest.raises(LookupError, match="No screen that is let in is called war-room-1"):
        revoke(home, "war-room-1", NOW)
    told = [(entry.kind, entry.told["what"]) for entry in read_entries(home)]
    assert told == [("device", "code"), ("device", "enrolled"), ("device", "revoked")]


def test_neither_code_nor_token_is_kept_anywhere(home):
    code = code_of(home)
    token = enrol(home, code, NOW)
    for path in [home / "access" / "devices.json", *list_files(home)]:
        text = path.read_text(encoding="utf-8")
        assert code not in text
        assert token not in text
    assert (home / "access" / "devices.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"name": "w\u0430ll"}, "an account's name must be"),
        ({"level": "PUCE"}, "'PUCE' is no release level"),
        ({"minutes": 0}, "1 to 60 minutes: found 0"),
        ({"minutes": 61}, "1 to 60 minutes: found 61"),
    ],
)
def test_what_is_no_screen_gets_no_code(home, changed, fault):
    with pytest.raises(ValueError, match=fault):
        code_of(home, **changed)
    enrol(home, code_of(home, name="taken"), NOW)
    with pytest.raises(ValueError, match="a screen is called taken already"):
        code_of(home, name="taken")


def test_a_broken_list_lets_no_screen_in_and_is_left_as_it_is(home):
    token = enrol(home, code_of(home), NOW)
    path = home / "access" / "devices.json"
    path.write_text(json.dumps({"devices": [{"name": "x"}]}), encoding="utf-8")
    for look in (lambda: device_of(home, token), lambda: enrol(home, "x", NOW), lambda: code_of(home)):
        with pytest.raises(ValueError, match=r"devices\.json can't be read"):
            look()
    assert path.read_text(encoding="utf-8") == '{"devices": [{"name": "x"}]}'


def ask(app, method, **sent):
    """The answer of an application to a request, as a browser would get it."""

    async def answer():
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="https://moei.example.org") as browser:
            return await browser.request(method, "/enrol", **sent)

    return asyncio.run(answer())


def test_the_page_gives_a_cookie_that_no_script_reads_and_slows_whoever_guesses(home):
    app = Starlette(routes=[enrol_route(home, is_https=True)])
    assert "Type the code" in ask(app, "GET").text
    code = new_code(home, "room", level="CLEAR", minutes=10, now=datetime.now(UTC))
    assert ask(app, "POST", content=b"code=" + b"9" * 2000).status_code == 403
    done = ask(app, "POST", data={"code": code})
    assert (done.status_code, done.headers["location"]) == (303, "/wall")
    cookie = done.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=strict", "Secure"} <= set(cookie.split("; "))
    assert device_of(home, cookie.partition("=")[2].partition(";")[0]).name == "room"
    answers = [ask(app, "POST", data={"code": "x"}).status_code for _ in range(12)]
    assert answers.index(429) == 8
    assert set(answers[8:]) == {429}


def test_the_command_enrols_lists_and_revokes(home):
    def run(*arguments):
        return CliRunner(env={"MOEI_HOME": str(home), "COLUMNS": "200"}).invoke(devices, list(arguments))

    assert "No screen is enrolled" in run().output
    given = run("enrol", "room", "--level", "GREEN")
    assert given.output.startswith("Open /enrol on the screen within 10 minutes and type: ")
    enrol(home, given.output.split(": ")[1], datetime.now(UTC))
    listed = run().output
    assert all(word in listed for word in ("room", "wall", "GREEN", "never", "let in"))
    assert "room" in run("revoke", "room").output
    assert "revoked" in run().output
    assert (run("revoke", "room").exit_code, run("enrol", "b d").exit_code) == (1, 1)
