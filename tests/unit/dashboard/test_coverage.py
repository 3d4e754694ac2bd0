import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.findings.coverage import REASONS, coverage

COUNTS = st.dictionaries(st.sampled_from(["shown", *REASONS]), st.integers(1, 10**6))


def _frame(records: dict[str, int]) -> pd.DataFrame:
    counts = list(records.values())
    return pd.DataFrame({"outcome": list(records), "records": counts, "events": counts})


@given(COUNTS)
def test_every_record_is_either_shown_or_hidden_for_one_reason(records: dict[str, int]) -> None:
    found = coverage(_frame(records))
    assert found.records == sum(records.values()) == found.shown + found.hidden
    assert found.shown == found.events == records.get("shown", 0)
    assert found.hidden == sum(count for _, count in found.reasons)
    assert dict(found.reasons) == {reason: count for reason, count in records.items() if reason != "shown"}
    assert [count for _, count in found.reasons] == sorted((count for _, count in found.reasons), reverse=True)


def test_events_are_those_that_the_shown_records_tell_of() -> None:
    counts = pd.DataFrame({"outcome": ["shown", "no_date"], "records": [28, 3], "events": [1, 3]})
    found = coverage(counts)
    assert (found.records, found.shown, found.hidden, found.events) == (31, 28, 3, 1)


@pytest.mark.parametrize("outcome", ["elsewhere", "site"])
def test_an_unknown_outcome_is_refused_rather_than_lost(outcome: str) -> None:
    counts = pd.DataFrame({"outcome": ["shown", outcome], "records": [1, 2], "events": [1, 2]})
    with pytest.raises(ValueError, match=f"found {outcome}"):
        coverage(counts)
