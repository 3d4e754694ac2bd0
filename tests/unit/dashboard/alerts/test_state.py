import json
import multiprocessing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.alerts.acknowledged import LONGEST_NAME, acknowledge, acknowledged_file, read_acknowledged
from dashboard.alerts.evaluation import Alert, Known
from dashboard.alerts.state import State, read_states, state_file, write_states

SINCE = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)


def an_alert(name: str = "walls") -> Alert:
    return Alert(
        alert_id=f"new_compound:{name}",
        kind="new_compound",
        since=SINCE,
        key="alert-new-compound",
        values={"name": 'KK "Park"\n', "name_th": "เคเค", "country": "MM"},
        record_ids=(name,),
    )


@pytest.fixture
def kept_home(home: Path) -> Path:
    (home / "alerts").mkdir(parents=True)
    known = {
        "new_compound:walls": Known(marks=frozenset({"x", "y"}), alert=an_alert()),
        "a:b": Known(marks=frozenset()),
    }
    write_states(home, {"CLEAR": State(build_id="b1", day="2026-03-01", rules="abc", known=known)})
    return home


def test_what_is_known_comes_back_as_it_was_kept(kept_home: Path) -> None:
    state = read_states(kept_home)["CLEAR"]
    assert (state.build_id, state.day, state.rules) == ("b1", "2026-03-01", "abc")
    assert state.known["new_compound:walls"] == Known(marks=frozenset({"x", "y"}), alert=an_alert())
    assert state.known["a:b"] == Known(marks=frozenset())


def test_where_nothing_was_looked_at_nothing_is_known(home: Path) -> None:
    assert read_states(home) == {}
    assert read_acknowledged(home, level="CLEAR") == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"version": 2, "levels": {}}',
        b'{"version": 1}',
        b"\xff",
        b"[" * 100_000,
        b"null",
        b'{"version": 1, "levels": {"CLEAR": {}}}',
    ],
)
def test_a_broken_state_is_told_by_name_and_left_as_it_is(kept_home: Path, content: bytes) -> None:
    path = state_file(kept_home)
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"state\.json can't be read .* left as it is"):
        read_states(kept_home)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("told", "damaged"),
    [
        ('"alert-new-compound"', '"alert-of-tomorrow"'),
        ('"alert-new-compound"', "7"),
        ('"country": "MM"', '"country": "MM", "day": "2026-13-01", "precision": "day"'),
        ('"country": "MM"', '"country": "MM", "day": "2026-03-01", "precision": "hour"'),
        ('"country": "MM"', '"country": "MM", "kind": "plague"'),
        ('"2026-03-01T12:30:15.123456+00:00"', '"2026-03-01"'),
        ('"values": {', '"values": ["name"], "others": {'),
    ],
)
def test_an_alert_that_no_words_fit_is_a_broken_state_and_stops_no_screen_later(
    kept_home: Path, told: str, damaged: str
) -> None:
    path = state_file(kept_home)
    lines = " ".join(path.read_text(encoding="utf-8").split())
    assert told in lines
    path.write_text(lines.replace(told, damaged), encoding="utf-8")
    with pytest.raises(ValueError, match=r"state\.json can't be read .* left as it is"):
        read_states(kept_home)


def test_a_write_that_is_cut_short_leaves_the_state_as_it_was(kept_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state_file(kept_home).read_bytes()

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        write_states(kept_home, {})
    assert state_file(kept_home).read_bytes() == before


def test_who_acknowledged_what_and_when_is_kept(home: Path) -> None:
    now = datetime(2026, 3, 2, 8, tzinfo=UTC)
    acknowledge(home, an_alert(), by="  พ.ต.อ.  สมชาย ", level="CLEAR", now=now)
    (seen,) = read_acknowledged(home, level="CLEAR")
    assert (seen.by, seen.at, seen.about) == ("พ.ต.อ. สมชาย", now, ("new_compound:walls", SINCE))
    assert "เคเค" in seen.text["th"]
    assert read_acknowledged(home, level="AMBER") == (), "another level's alerts may say more"


def test_the_first_to_acknowledge_counts_and_nothing_is_taken_back(home: Path) -> None:
    for name in ("A", "B"):
        acknowledge(home, an_alert(), by=name, level="CLEAR", now=SINCE)
    acknowledge(home, an_alert("other"), by="B", level="CLEAR", now=SINCE)
    lines = acknowledged_file(home).read_text(encoding="utf-8").splitlines()
    assert [(json.loads(line)["by"], json.loads(line)["alert_id"]) for line in lines] == [
        ("A", "new_compound:walls"),
        ("B", "new_compound:other"),
    ]


@pytest.mark.parametrize(
    "name", ["", "  \n ", "x" * (LONGEST_NAME + 1), "a\x00b", "\u202egnp.exe", "a\u200bb", "\ud800", "\ufeff"]
)
def test_without_a_name_nothing_is_acknowledged(home: Path, name: str) -> None:
    with pytest.raises(ValueError, match="name of 1 to 80"):
        acknowledge(home, an_alert(), by=name, level="CLEAR", now=SINCE)
    assert not acknowledged_file(home).exists()


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "[x](javascript:alert)", '"}\\n{"by": "Z"', "พ.ต.อ. สมชาย น้ำดี", "O'Neill; --"]
)
def test_a_hostile_name_is_kept_as_it_is_on_one_line(home: Path, name: str) -> None:
    acknowledge(home, an_alert(), by=name, level="CLEAR", now=SINCE)
    assert [one.by for one in read_acknowledged(home, level="CLEAR")] == [name]
    assert len(acknowledged_file(home).read_bytes().splitlines()) == 1


@pytest.mark.parametrize("words", ["5", "[]", "null"])
def test_what_an_alert_said_is_a_text(home: Path, words: str) -> None:
    acknowledge(home, an_alert(), by="A", level="CLEAR", now=SINCE)
    path = acknowledged_file(home)
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(told | {"text": {"en": json.loads(words), "th": "ก"}}), encoding="utf-8")
    with pytest.raises(ValueError, match="must be a text"):
        read_acknowledged(home, level="CLEAR")


@pytest.mark.parametrize("line", ["{", "[]", '{"by": "A"}', "\x00", '{"at": 1}'])
def test_a_broken_line_is_told_by_its_number_and_nothing_is_written_after_it(home: Path, line: str) -> None:
    acknowledge(home, an_alert(), by="A", level="CLEAR", now=SINCE)
    path = acknowledged_file(home)
    with path.open("a", encoding="utf-8") as file:
        file.write(line)
    before = path.read_bytes()
    with pytest.raises(ValueError, match=r"acknowledged\.jsonl, line 2"):
        acknowledge(home, an_alert("other"), by="B", level="CLEAR", now=SINCE)
    assert path.read_bytes() == before


def _acknowledge_many(home: Path, who: str) -> None:
    for number in range(10):
        acknowledge(home, an_alert(f"{who}{number}"), by=who, level="CLEAR", now=SINCE)


def _acknowledge_one(home: Path, who: str) -> None:
    acknowledge(home, an_alert(), by=who, level="CLEAR", now=SINCE)


def test_of_desks_that_acknowledge_one_alert_at_once_the_first_counts(home: Path) -> None:
    context = multiprocessing.get_context("spawn")
    desks = [context.Process(target=_acknowledge_one, args=(home, who)) for who in ("a", "b")]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert [desk.exitcode for desk in desks] == [0, 0]
    assert len(read_acknowledged(home, level="CLEAR")) == 1


def test_desks_that_acknowledge_at_once_lose_nothing(home: Path) -> None:
    context = multiprocessing.get_context("spawn")
    desks = [context.Process(target=_acknowledge_many, args=(home, who)) for who in ("a", "b", "c")]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert [desk.exitcode for desk in desks] == [0, 0, 0]
    assert len(read_acknowledged(home, level="CLEAR")) == 30
