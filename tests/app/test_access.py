"""What a viewer's page carries, byte by byte, after others with more rights have looked at the same in one process."""

import ast
import importlib
import inspect
import pkgutil
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard import cache
from dashboard.access.rules import PAGES
from dashboard.language import message
from etl import warehouse
from etl.audit import read_entries
from tests.app.conftest import APP, words_of
from tests.app.conftest import PAGES as SCRIPTS
from tests.contract.marked_worlds import World, becomes

ROLES = {"red": "RED", "amber": "AMBER", "green": "GREEN", "clear": "CLEAR"}
RULES = """
[sign_in]
provider = "https://id.example.org"
client_id = "moei"
redirect_uri = "https://moei.example.org/oauth2callback"
"""
ROLE = '[[role]]\nid = "{role}"\nlevel = "{level}"\npages = {pages}\nactions = {actions}\nclaims = ["{claim}"]\n'

SignIn = Callable[..., None]


@pytest.fixture(scope="module")
def world(bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    """A home with planted records of every marking, and rules for a role of each level."""
    unused = shutil.ignore_patterns("alerts", "audit", "briefings", "released")
    home = Path(shutil.copytree(bundled_home, tmp_path_factory.mktemp("access") / "home", ignore=unused))
    planted = World(home, 1)
    planted.load()
    every = '"all"'
    rules = [
        ROLE.format(role="planner", level=level, claim=claim, pages=every, actions=every)
        for claim, level in ROLES.items()
    ]
    rules.append(ROLE.format(role="liaison", level="AMBER", claim="liaison", pages=every, actions=every))
    rules.append(ROLE.format(role="commander", level="CLEAR", claim="reader", pages='["home", "data"]', actions="[]"))
    (home / "access.toml").write_text(RULES + "\n".join(rules), encoding="utf-8")
    return planted


@pytest.fixture
def sign_in(world: World, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """Have Streamlit say that somebody with a role is signed in, as it does by its cookie."""
    monkeypatch.setenv("MOEI_HOME", str(world.home))
    monkeypatch.delenv("MOEI_LEVEL", raising=False)
    monkeypatch.delenv("MOEI_SIGN_IN", raising=False)
    told: dict[str, Any] = {}
    monkeypatch.setattr("streamlit.user_info._get_user_info", lambda: dict(told))

    def as_(claim: str, **more: Any) -> None:
        told.clear()
        told.update(is_logged_in=True, preferred_username=claim, roles=[claim], aud="moei", sub=claim)
        told.update(iat=time.time() - 1, exp=time.time() + 600, **more)

    return as_


def opened(page: str, **query: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    return app if page == "home" else app.switch_page(SCRIPTS[page]).run()


def carried(block: Any) -> Iterator[str]:
    """Everything that travels to the browser, in the order of the page."""
    if hasattr(block, "proto") and block.proto is not None and hasattr(block.proto, "SerializeToString"):
        yield block.proto.SerializeToString().decode("utf-8", "replace")
    for child in getattr(block, "children", {}).values():
        yield from carried(child)


def hidden_from(world: World, level: str, audience: str) -> list[str]:
    told: dict[bool, set[str]] = {True: set(), False: set()}
    for one in world.planted:
        told[becomes(one, level, audience) == "whole"] |= {*one.texts}
    return sorted(told[False] - told[True])


LOOKS = (("red", "RED", ""), ("green", "GREEN", ""), ("liaison", "AMBER", "KE"), ("clear", "CLEAR", ""))
"""In this order: whoever sees most fills the caches."""


@pytest.mark.parametrize("page", ["explore", "rescue"])
def test_no_page_carries_what_its_viewer_may_not_see_though_others_saw_it(
    world: World, sign_in: SignIn, page: str
) -> None:
    everything = hidden_from(world, "CLEAR", "anyone")
    seen = {}
    for claim, level, country in LOOKS:
        sign_in(claim, country=country)
        app = opened(page, lang="en")
        assert not app.exception
        assert claim in words_of(app)
        text = "\n".join(carried(app._tree))
        assert [word for word in hidden_from(world, level, country or "anyone") if word in text] == []
        seen[claim] = sum(word in text for word in everything)
    assert seen["red"] > 0, "the test looks where nothing is shown"
    assert seen["clear"] == 0


def test_what_is_hidden_is_counted_and_what_is_shown_is_the_viewers_build(world: World, sign_in: SignIn) -> None:
    with warehouse.open_read_only(warehouse.current_build(world.home).path) as connection:
        (whole,) = connection.execute("SELECT count(*) FROM record").fetchone() or (0,)
    hidden = {}
    for claim, level, country in LOOKS:
        sign_in(claim, country=country)
        heading = next(one.value for one in opened("home", lang="en").markdown if "TLP" in one.value)
        assert f"TLP:{level}" in heading
        hidden[claim] = int("".join(c for c in heading.partition(f"TLP:{level}")[2] if c.isdigit()) or 0)
    assert hidden["red"] == 0
    assert 0 < hidden["liaison"] < hidden["clear"] < whole
    assert hidden["green"] < hidden["clear"]


def test_who_is_not_signed_in_sees_the_way_in_and_nothing_else(world: World, sign_in: SignIn) -> None:
    for page in ("home", "wall"):
        app = opened(page, lang="en")
        assert message("en", "sign-in-title") in words_of(app)
        assert "TLP" not in words_of(app)
        assert [button.label for button in app.button] == [message("en", "sign-in-do")]


def test_a_role_that_may_do_nothing_is_offered_nothing(world: World, sign_in: SignIn) -> None:
    sign_in("reader")
    app = opened("data", lang="en")
    assert not app.exception
    assert not [one for one in app.get("download_button") if str(one.proto.id).endswith("upload-mend")]
    assert message("en", "not-allowed-load") in words_of(app)
    assert not app.get("file_uploader")


def test_a_sign_in_is_told_once_and_a_refusal_with_its_reason(world: World, sign_in: SignIn) -> None:
    sign_in("amber", jti="once")
    opened("home")
    opened("home")
    told = [entry for entry in read_entries(world.home) if entry.kind == "sign-in" and entry.who == "amber"]
    assert [entry.told for entry in told] == [{"role": "planner", "level": "AMBER", "country": ""}]
    sign_in("stranger")
    assert message("en", "sign-in-role") in words_of(opened("home", lang="en"))
    refused = [entry for entry in read_entries(world.home) if entry.kind == "refusal"]
    assert (refused[-1].who, refused[-1].told["reason"]) == ("stranger", "role")


def test_every_script_of_a_page_is_in_the_list_that_roles_are_made_of() -> None:
    assert set(SCRIPTS) == set(PAGES)


def test_every_cached_answer_is_kept_by_the_build_that_it_was_asked_of() -> None:
    asked = 0
    for found in pkgutil.iter_modules(cache.__path__):
        module = importlib.import_module(f"dashboard.cache.{found.name}")
        tree = ast.parse(Path(inspect.getfile(module)).read_text(encoding="utf-8"))
        for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
            is_kept = any(
                "cached" in ast.unparse(one) or "cache_" in ast.unparse(one) for one in function.decorator_list
            )
            if is_kept and "connection(" in ast.unparse(function):
                names = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
                assert names & {"path", "build"}, f"{found.name}.{function.name}"
                asked += 1
    assert asked > 30


def test_the_whole_build_is_opened_nowhere_but_where_what_is_made_of_it_is_released_first() -> None:
    folder = Path(dashboard.__file__).parent
    found = set()
    for path in folder.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "whole_build(" in text or "warehouse.current_build(" in text:
            found.add(path.relative_to(folder).as_posix())
    assert found == {
        # Of the screens: the one place that opens builds, and the one that makes briefings, which are released.
        "cache/builds.py",
        "components/briefing_make.py",
        # Of the command line, which whoever runs it has the files for.
        "weigh.py",
        "bench/compared.py",
        "bench/desk.py",
        "bench/every_query.py",
        "bench/viewers.py",
        "briefing/command.py",
        # Compares a file with what is released to the same level and audience today.
        "briefing/verification.py",
    }


def test_no_page_outside_a_role_is_drawn_whatever_is_asked_for(world: World, sign_in: SignIn) -> None:
    sign_in("reader")
    app = opened("home", lang="en")
    for page in (page for page in PAGES if page not in ("home", "data")):
        with pytest.raises(ValueError, match="Could not find a navigation page"):
            app.switch_page(SCRIPTS[page])
    assert f"### {message('en', 'page-data')}" in words_of(app.switch_page(SCRIPTS["data"]).run())
