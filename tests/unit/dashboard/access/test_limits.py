import pytest

from dashboard.access.limits import EXPORTS, Tries
from dashboard.components.downloads import _taken
from etl.audit import read_entries


def test_an_account_takes_so_many_files_a_minute_and_each_is_told(home, monkeypatch):
    monkeypatch.setenv("MOEI_HOME", str(home))
    for _ in range(EXPORTS.most):
        assert _taken(lambda: b"x", "greedy", "records.csv", "GREEN") == b"x"
    with pytest.raises(PermissionError, match="greedy took 60 files within a minute"):
        _taken(lambda: b"x", "greedy", "records.csv", "GREEN")
    assert _taken(lambda: b"x", "other", "records.csv", "GREEN") == b"x"
    told = [(entry.kind, entry.who, entry.told["name"], entry.told["level"]) for entry in read_entries(home)]
    assert told == [("export", "greedy", "records.csv", "GREEN")] * 60 + [("export", "other", "records.csv", "GREEN")]


def test_those_who_try_are_not_kept_without_end():
    tries = Tries(most=1, seconds=60, kept=3)
    assert [tries.count(str(number), 0) for number in range(100)] == [1] * 100
    assert len(tries._tries) == 3
