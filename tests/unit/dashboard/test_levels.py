import pytest

from dashboard.access.levels import levels_up_to, viewer_level
from etl.contract.vocab import RELEASE_LEVELS


@pytest.mark.parametrize(
    ("level", "open_levels"),
    [
        ("CLEAR", ("CLEAR",)),
        ("AMBER", ("CLEAR", "GREEN", "AMBER")),
        ("AMBER+STRICT", ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT")),
        ("RED", RELEASE_LEVELS),
    ],
)
def test_a_viewer_sees_their_level_and_those_that_are_more_open(level: str, open_levels: tuple[str, ...]) -> None:
    assert levels_up_to(level) == open_levels


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_level_only_what_is_clear_is_shown(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv("MOEI_LEVEL", raising=False)
    if value is not None:
        monkeypatch.setenv("MOEI_LEVEL", value)
    assert viewer_level() == "CLEAR"


@pytest.mark.parametrize("level", RELEASE_LEVELS)
def test_the_level_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch, level: str) -> None:
    monkeypatch.setenv("MOEI_LEVEL", level)
    assert viewer_level() == level


@pytest.mark.parametrize("level", ["clear", "TLP:RED", " RED", "WHITE", "red; GREEN"])
def test_a_level_that_is_none_is_refused_with_those_that_are(monkeypatch: pytest.MonkeyPatch, level: str) -> None:
    monkeypatch.setenv("MOEI_LEVEL", level)
    with pytest.raises(ValueError, match=r"CLEAR, GREEN, AMBER, AMBER\+STRICT, RED"):
        viewer_level()
