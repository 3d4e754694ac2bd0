from pathlib import Path

import pytest

from dashboard.alerts.rules import KINDS, RULES, own_rules_file, read_rules, rules_of

NEW = '[[rule]]\nkind = "new_compound"\nenabled = true\n'


def _write(home: Path, text: str) -> Path:
    path = own_rules_file(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_bundled_rules_raise_an_alert_of_every_kind(home: Path) -> None:
    rules = read_rules(home)
    assert rules.enabled == set(KINDS)
    assert rules.sector_ids == ()
    assert rules.fault == ""
    assert not home.exists(), "reading rules writes nothing where there is no file of one's own"


def test_a_file_of_ones_own_takes_the_place_of_the_bundled_rules(home: Path) -> None:
    _write(home, NEW + '[[rule]]\nkind = "sector_rise"\nenabled = true\nsectors = ["mae-sot-myawaddy"]\n')
    rules = read_rules(home)
    assert rules.enabled == {"new_compound", "sector_rise"}
    assert rules.sector_ids == ("mae-sot-myawaddy",)


def test_a_rule_that_is_off_or_missing_raises_nothing() -> None:
    assert rules_of(NEW.replace("true", "false")).enabled == frozenset()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '[[rule]]\nkind = "earthquake"\nenabled = true',
            "line 1, rule 1 (earthquake): kind must be one of sector_rise",
        ),
        ('[[rule]]\nkind = "new_compound"', "line 1, rule 1 (new_compound) has no enabled"),
        ('[[rule]]\nkind = "new_compound"\nenabled = "yes"', "enabled must be true or false: found 'yes'"),
        (NEW + NEW, "the kind 'new_compound' stands twice"),
        (NEW + "colour = 3", "line 1, rule 1 (new_compound): colour is not known"),
        ('[[rule]]\nkind = "sector_rise"\nenabled = true\nsectors = ["atlantis"]', "no sector is called 'atlantis'"),
        ('[[rule]]\nkind = "sector_rise"\nenabled = true\nsectors = "atlantis"', "sectors must be a list of texts"),
        (RULES.read_text(encoding="utf-8").replace("daily_days = 2", "daily_days = 0"), "daily_days must be a whole"),
        ('[[rule]]\nkind = "new_compound"\nenabled = true\n\n[[rule]]\nkind = 7', "line 5, rule 2 (7)"),
        ("", "one [[rule]] or more"),
        ("# nothing", "one [[rule]] or more"),
        ("[[rule]\n", "line 1"),
        ('[[alarm]]\nkind = "new_compound"', "begin with [[rule]]"),
    ],
)
def test_a_mistake_names_the_file_and_the_entry_and_the_bundled_rules_hold(home: Path, text: str, words: str) -> None:
    path = _write(home, text)
    rules = read_rules(home)
    assert str(path) in rules.fault
    assert words in rules.fault
    assert "the bundled rules" in rules.fault
    assert rules.enabled == set(KINDS)
    assert path.read_text(encoding="utf-8") == text


def test_while_the_file_has_a_mistake_its_last_good_rules_hold_even_for_another_process(home: Path) -> None:
    _write(home, NEW)
    read_rules(home)
    _write(home, NEW + "enabled = maybe")
    for _ in range(2):
        rules = read_rules(home)
        assert rules.enabled == {"new_compound"}
        assert "last good" in rules.fault
    _write(home, "")
    assert read_rules(home).enabled == {"new_compound"}, "an empty file does not silence anything"
    _write(home, NEW.replace("true", "false"))
    assert (read_rules(home).enabled, read_rules(home).fault) == (frozenset(), "")


def test_a_file_that_is_no_text_is_told_and_the_bundled_rules_hold(home: Path) -> None:
    path = _write(home, "")
    path.write_bytes(NEW.encode() + b"# \xff\xfe\x00")
    rules = read_rules(home)
    assert f"{path}: line 4 is not UTF-8 text" in rules.fault
    assert rules.enabled == set(KINDS)
