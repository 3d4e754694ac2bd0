from datetime import UTC, datetime

import pytest

from dashboard.access.claims import REASONS, Refused, token_id, viewer_of
from dashboard.access.ended import end_token, ended_tokens
from dashboard.access.rules import ACTIONS, PAGES, ROLES, access_of
from dashboard.access.viewer import NOBODY, Viewer, open_viewer
from dashboard.language import message
from dashboard.state import LANGUAGES
from etl.contract.vocab import RELEASE_LEVELS
from etl.release_rules import Release
from tests.browser.provider import RULES

ACCESS = access_of(RULES.format(provider="https://id.example.org", port=8501))
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
AT = NOW.timestamp()
ANN = {"preferred_username": "ann", "roles": ["planners"], "aud": "moei", "iat": AT - 10, "exp": AT + 3600}


def looked_at(**changed):
    return viewer_of(ACCESS, ANN | changed, now=NOW)


def test_a_planner_is_who_the_provider_says_and_may_what_the_rules_say():
    who = looked_at()
    assert isinstance(who, Viewer)
    assert (who.account, who.role, who.level, who.country) == ("ann", "planner", "GREEN", "")
    assert (who.pages, who.actions) == ({"home", "explore", "data"}, {"export"})


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"exp": AT}, "expired"),
        ({"exp": AT - 1}, "expired"),
        ({"iat": AT - 13 * 3600, "exp": AT + 3600}, "expired"),
        ({"iat": AT + 61}, "claims"),
        ({"iat": None}, "claims"),
        ({"exp": "tomorrow"}, "claims"),
        ({"exp": True}, "claims"),
        ({"exp": float("nan")}, "claims"),
        ({"exp": 1e300}, "claims"),
        ({"aud": "another"}, "audience"),
        ({"aud": None}, "audience"),
        ({"aud": ["moei", "another"]}, "audience"),
        ({"aud": ["moei", "another"], "azp": "another"}, "audience"),
        ({"roles": {"planners": True}}, "claims"),
        ({"roles": 1}, "claims"),
        ({"roles": ["planners", 1]}, "claims"),
        ({"roles": []}, "role"),
        ({"roles": None}, "role"),
        ({"roles": "planner"}, "role"),
        ({"roles": ["liaisons"]}, "country"),
        ({"roles": ["liaisons"], "country": ["KE"]}, "country"),
        ({"roles": ["liaisons"], "country": "Kenya"}, "country"),
        ({"roles": ["liaisons"], "country": "anyone"}, "country"),
        ({"preferred_username": "\u0430nn"}, "account"),
        ({"preferred_username": 7}, "account"),
    ],
)
def test_what_is_not_as_it_must_be_lets_nobody_in(changed, reason):
    found = looked_at(**changed)
    assert isinstance(found, Refused)
    assert found.reason == reason


@pytest.mark.parametrize(
    "changed", [{"iat": AT + 59}, {"aud": ["moei"]}, {"aud": ["moei", "x"], "azp": "moei"}, {"roles": "planners"}]
)
def test_what_is_within_the_rules_lets_in(changed):
    assert isinstance(looked_at(**changed), Viewer)


def test_a_liaison_has_a_country_and_nobody_else_does():
    who = looked_at(roles=["liaisons"], country="KE")
    assert (who.country, who.release, who.scope) == ("KE", Release(level="AMBER", audience="KE"), "AMBER/KE")
    assert looked_at(country="KE").country == ""


def test_of_two_roles_the_first_in_the_file_counts_and_an_account_can_be_named():
    assert looked_at(roles=["liaisons", "planners"]).role == "planner"
    assert looked_at(preferred_username="Root", roles=[]).role == "administrator"


def test_a_sign_in_that_was_ended_stays_ended_and_the_next_of_the_same_account_does_not(home):
    end_token(home, token_id(ANN), NOW)
    ended = ended_tokens(home)
    assert viewer_of(ACCESS, ANN, now=NOW, ended=ended).reason == "ended"
    assert isinstance(viewer_of(ACCESS, ANN | {"iat": AT - 5}, now=NOW, ended=ended), Viewer)
    (home / "access" / "ended.json").write_text("[", encoding="utf-8")
    with pytest.raises(ValueError, match="Delete it to let people sign in anew"):
        ended_tokens(home)


@pytest.mark.parametrize("level", RELEASE_LEVELS)
@pytest.mark.parametrize("country", ["", "KE"])
def test_nobody_may_have_what_holds_more_than_they_see(level, country):
    who = Viewer(level=level, country=country)
    for asked in RELEASE_LEVELS:
        for audience in ("anyone", "KE", "CN"):
            release = Release(level=asked, audience=audience)
            is_higher = RELEASE_LEVELS.index(asked) > RELEASE_LEVELS.index(level)
            is_of_others = release.is_closed and who.release.is_closed and country not in ("", audience)
            assert who.may_have(release) == (not is_higher and not is_of_others)


def test_nobody_opens_nothing_and_without_rules_everything_is_open(monkeypatch):
    monkeypatch.setenv("MOEI_LEVEL", "GREEN")
    assert not any(NOBODY.may_open(page) for page in PAGES)
    assert not any(NOBODY.may(action) for action in ACTIONS)
    assert all(open_viewer().may_open(page) for page in PAGES)
    assert (open_viewer().level, open_viewer().account) == ("GREEN", "")
    with pytest.raises(ValueError, match="'fly' is no action; accepted: export"):
        NOBODY.may("fly")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_role_and_action_has_its_words(language):
    keys = [f"sign-in-{reason}" for reason in REASONS]
    keys += [f"role-{role.replace(' ', '-')}" for role in ROLES]
    keys += [f"not-allowed-{action}" for action in ACTIONS]
    assert all(message(language, key) for key in keys)
