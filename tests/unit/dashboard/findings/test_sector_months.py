from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.findings.sector_months import Periods, periods_round, records_behind, sector_months

FRAME = pd.DataFrame(
    {
        "sector_id": ["a", "b", "a", "a"],
        "month": pd.to_datetime(["2025-01-01", "2025-03-01", "2025-03-01", "2025-04-01"]),
        "amount": [2, 5, 1, 9],
    }
)


def test_months_run_without_gaps_from_the_first_to_the_last_whole_one():
    table = sector_months(FRAME, ["c", "b", "a"], as_of=date(2025, 4, 29))
    assert table.months.astype(str).tolist() == ["2025-01", "2025-02", "2025-03"]
    assert table.counts.tolist() == [[0, 0, 0], [0, 0, 5], [2, 0, 1]]


def test_the_last_month_counts_once_its_last_day_is_in():
    assert sector_months(FRAME, ["a", "b"], as_of=date(2025, 4, 30)).counts.tolist() == [[2, 0, 1, 9], [0, 0, 5, 0]]


@pytest.mark.parametrize(("frame", "as_of"), [(FRAME.iloc[:0], date(2025, 4, 30)), (FRAME, None)])
def test_without_records_there_are_no_months(frame, as_of):
    table = sector_months(frame, ["a", "b"], as_of=as_of)
    assert table.counts.shape == (2, 0)
    assert table.column(date(2025, 1, 1)) == -1
    found = periods_round(table, date(2025, 1, 1), precision="day", months=6)
    assert (list(found.before), list(found.after)) == ([], [])


def test_an_unknown_sector_is_an_error():
    with pytest.raises(KeyError):
        sector_months(FRAME, ["a", "b"], as_of=date(2025, 4, 30)).rows(["nowhere"])


TABLE = sector_months(FRAME, ["a", "b"], as_of=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("day", "precision", "months", "periods"),
    [
        (date(2025, 6, 15), "day", 3, Periods(range(2, 5), range(5, 8), 5, 0)),
        (date(2025, 6, 16), "day", 3, Periods(range(2, 5), range(6, 9), 5, 1)),
        (date(2025, 6, 1), "month", 3, Periods(range(2, 5), range(6, 9), 5, 1)),
        (date(2025, 2, 1), "day", 6, Periods(range(1), range(1, 7), 1, 0)),
        (date(2025, 11, 20), "day", 6, Periods(range(4, 10), range(11, 12), 10, 1)),
        (date(2025, 12, 20), "day", 2, Periods(range(9, 11), range(12, 12), 11, 1)),
        (date(2026, 3, 1), "day", 2, Periods(range(12, 12), range(12, 12), 14, 0)),
        (date(2024, 11, 1), "day", 2, Periods(range(0), range(0), -2, 0)),
    ],
)
def test_periods_are_whole_months_on_both_sides_as_far_as_the_data_go(day, precision, months, periods):
    assert periods_round(TABLE, day, precision=precision, months=months) == periods


def test_the_records_behind_a_number_are_those_of_its_sectors_and_months():
    events = pd.DataFrame(
        {
            "event_id": ["z", "y", "x", "w"],
            "sector_id": ["a", "a", "b", "a"],
            "month": pd.to_datetime(["2025-01-01", "2025-03-01", "2025-01-01", "2025-04-01"]),
        }
    )
    assert records_behind(events, TABLE, ["a"], (range(1), range(2, 3))) == ("y", "z")
    assert records_behind(events, TABLE, ["a", "b"], (range(1),)) == ("x", "z")
    assert records_behind(events, TABLE, ["a"], ()) == ()


def test_no_amount_is_lost_between_the_rows_and_the_table():
    rng = np.random.default_rng(3)
    frame = pd.DataFrame(
        {
            "sector_id": rng.choice(["a", "b"], 60),
            "month": pd.to_datetime("2024-01-01") + pd.to_timedelta(rng.integers(0, 12, 60) * 31, "D"),
            "amount": rng.integers(1, 9, 60),
        }
    )
    frame["month"] = frame["month"].dt.to_period("M").dt.to_timestamp()
    table = sector_months(frame, ["a", "b"], as_of=date(2025, 12, 31))
    assert table.counts.sum() == frame["amount"].sum()
