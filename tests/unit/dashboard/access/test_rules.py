import os

import pytest

from dashboard.access.names import account_name
from dashboard.access.required import is_sign_in_required
from dashboard.access.rules import FILE, PAGES, access_of, kept_access, read_access
from dashboard.access.secret_files import client_secret, cookie_secret
from dashboard.serving import checked_access
from tests.browser.provider import RULES

GOOD = RULES.format(provider="https://id.example.org", port=8501).strip()


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ('level = "GREEN"', 'level = "PUCE"', "line 7, role 'planner': level must be one of"),
        ('level = "GREEN"', "level = 3", "line 7, role 'planner': level must be one of"),
        ('id = "liaison"', 'id = "king"', "line 14, role 'king': id must be one of commander, planner"),
        (
            '"explore", "data"',
            '"explore", "attic"',
            "line 7, role 'planner': pages 'attic' is not known; accepted: home",
        ),
        ('actions = ["export"]', 'actions = ["fly"]', "line 7, role 'planner': actions 'fly' is not known"),
        ('claims = ["planners"]', "claims = 3", "line 7, role 'planner': claims must be a list of texts"),
        ('claims = ["planners"]', "", "line 7, role 'planner' has neither claims nor accounts"),
        (
            'claims = ["planners"]',
            'claims = ["liaisons"]',
            "line 14, role 'liaison': claims 'liaisons' stands in line 7",
        ),
        (
            'accounts = ["root"]',
            'accounts = ["Root"]',
            "line 20, role 'administrator': accounts must be in small letters",
        ),
        ('accounts = ["root"]', 'accounts = ["r\u043eot"]', "it has U+043E (CYRILLIC SMALL LETTER O)"),
        ('client_id = "moei"', "", "line 1, sign_in has no client_id"),
        ('client_id = "moei"', 'client_id = "moei"\nsecret = "x"', "line 1, sign_in: secret is not known"),
        ("https://id.example.org", "http://id.example.org", "line 1, sign_in: provider must be an https:// address"),
        ("/oauth2callback", "/elsewhere", "line 1, sign_in: redirect_uri must be the address of this server and"),
        ("[sign_in]", "[sign_in", "line 1"),
        ("[sign_in]", "[other]", "it must hold one table [sign_in]"),
    ],
)
def test_a_mistake_is_told_with_its_line(home, was, becomes, fault):
    home.mkdir()
    assert was in GOOD
    (home / FILE).write_text(GOOD.replace(was, becomes), encoding="utf-8")
    with pytest.raises(ValueError, match=r"^access\.toml: ") as raised:
        read_access(home)
    assert fault in str(raised.value)


def test_a_running_server_keeps_the_last_good_rules_and_says_so(home):
    home.mkdir()
    path = home / FILE
    path.write_text(GOOD, encoding="utf-8")
    good = kept_access(home)
    assert good.error is None
    path.write_text(GOOD.replace("GREEN", "PUCE"), encoding="utf-8")
    broken = kept_access(home)
    assert (broken.access, "level must be one of" in str(broken.error)) == (good.access, True)
    path.unlink()
    gone = kept_access(home)
    assert (gone.access, gone.error) == (good.access, "access.toml can't be read: No such file or directory")


def test_all_pages_and_actions_can_be_named_at_once():
    role = access_of(GOOD.replace('["home", "explore", "data"]', '"all"')).roles[0]
    assert role.pages == frozenset(PAGES)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("\uff41nn", "NFKC"),
        ("a\u0301nn", "NFKC"),
        ("\u0430nn", "CYRILLIC SMALL LETTER A"),
        ("\u0131an", "LATIN SMALL LETTER DOTLESS I"),
        ("ann\u200b", "ZERO WIDTH SPACE"),
        ("ann\u0e01", "both alphabets"),
        ("ann smith", "SPACE"),
        ("ann\n", "no name"),
        ("", "it has 0 letters"),
        ("a" * 81, "it has 81 letters"),
        (None, "it is NoneType"),
        (["ann"], "it is list"),
    ],
)
def test_a_name_that_looks_like_another_is_refused_and_not_repeated(given, words):
    with pytest.raises(ValueError, match=r"an account's name must be") as raised:
        account_name(given)
    assert words in str(raised.value)


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.5", "::", "", "moei.example.org"])
def test_an_address_that_others_reach_is_not_served_without_rules(home, host):
    with pytest.raises(ValueError, match=r"access\.toml is missing.*--open-to-anyone-without-sign-in"):
        checked_access(home, host, is_open=False)
    assert checked_access(home, host, is_open=True) is None


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_is_served_without_rules_and_by_them_where_there_are(home, host):
    assert checked_access(home, host, is_open=False) is None
    home.mkdir()
    (home / FILE).write_text(GOOD, encoding="utf-8")
    assert checked_access(home, host, is_open=False) == access_of(GOOD)
    (home / FILE).write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^access\.toml: "):
        checked_access(home, host, is_open=False)


def test_rules_that_are_lost_while_a_server_runs_open_no_door(home, monkeypatch):
    monkeypatch.delenv("MOEI_SIGN_IN", raising=False)
    assert not is_sign_in_required(home)
    monkeypatch.setenv("MOEI_SIGN_IN", "required")
    assert is_sign_in_required(home)


def test_a_secret_that_others_can_read_is_refused(home, monkeypatch):
    for name in ("MOEI_CLIENT_SECRET", "MOEI_COOKIE_SECRET"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ValueError, match="there is no client secret: set MOEI_CLIENT_SECRET, or put it into"):
        client_secret(home)
    made = cookie_secret(home)
    assert (len(made) >= 32, cookie_secret(home)) == (True, made)
    path = home / "keys" / "client-secret"
    path.write_text("s3cret\n", encoding="utf-8")
    path.chmod(0o600)
    assert client_secret(home) == "s3cret"
    for secret, read in ((path, client_secret), (home / "keys" / "cookie-secret", cookie_secret)):
        secret.chmod(0o640)
        if os.name == "posix":
            with pytest.raises(ValueError, match=r"can be read by others \(mode 0640\): chmod 600"):
                read(home)
    monkeypatch.setenv("MOEI_COOKIE_SECRET", "short")
    with pytest.raises(ValueError, match="must have 32 letters or more: it has 5"):
        cookie_secret(home)
