"""The records behind what is not known are those that its numbers count."""

import duckdb
import pytest

from dashboard.queries import holdings, precision, unknown

CLEAR = ("CLEAR",)


@pytest.mark.parametrize("behind", unknown.BEHIND)
def test_a_number_leads_to_as_many_records(bundled: duckdb.DuckDBPyConnection, behind: str) -> None:
    counts = unknown.count_unknown(bundled, levels=CLEAR)
    listed = unknown.list_unknown(bundled, levels=CLEAR, behind=behind, most=5_000)
    assert len(listed) == counts[behind]
    assert listed["event_id"].is_unique or behind.startswith("date")
    assert listed[["publisher", "file_name", "source_line"]].notna().all().all()


def test_the_numbers_are_those_that_home_and_data_say(bundled: duckdb.DuckDBPyConnection) -> None:
    counts = unknown.count_unknown(bundled, levels=CLEAR)
    said = holdings.get_unknown(bundled, levels=CLEAR)
    names = ("without_place", "coarse", "without_date", "running_totals", "compounds", "compounds_at_site")
    words = ("no-place", "coarse", "no-date", "running-total", "compounds", "compounds-site")
    assert [counts[word] for word in words] == [said[name] for name in names]
    rows = precision.count_precisions(bundled, levels=CLEAR)
    dates = rows[rows["of"] == "date"].set_index("precision")["records"].to_dict()
    assert counts["no-date"] == dates.pop("none")
    assert {name: counts[f"date-{name}"] for name in dates} == dates


def test_nothing_above_the_viewers_level_is_counted_or_listed(bundled: duckdb.DuckDBPyConnection) -> None:
    assert set(unknown.count_unknown(bundled, levels=()).values()) == {0}
    assert all(unknown.list_unknown(bundled, levels=(), behind=word, most=9).empty for word in unknown.BEHIND)
