"""Crossings ranked, and whether they are used more or less than before."""

from datetime import date

import pandas as pd
import pytest

from dashboard.findings.movement import Stops
from dashboard.findings.movement_crossings import compared_days, crossing_rows
from dashboard.language import message
from dashboard.state import ViewState

DAYS = (date(2025, 1, 1), date(2025, 12, 31))
BEFORE = (date(2024, 1, 2), date(2024, 12, 31))
STOPS: Stops = {
    "place:bridge": {
        "name": "Bridge",
        "name_th": "สะพาน",
        "kind": "crossing",
        "longitude": 98.5,
        "latitude": 16.7,
        "location_precision": "site",
    }
}


def counted(events: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "stop_id": ["place:bridge"],
            "events": [events],
            "records": [events],
            "persons": [10 * events],
            "told": [events],
            "last_date": [pd.Timestamp(2025, 5, 1)],
            "last_precision": ["day"],
        }
    )


@pytest.mark.parametrize(
    ("now", "then", "verdict"),
    [(30, 3, "compare-rise"), (3, 30, "compare-fall"), (10, 9, "compare-chance"), (2, 1, "compare-few")],
)
def test_a_crossing_is_weighed_against_as_many_days_before(now: int, then: int, verdict: str) -> None:
    (row,) = crossing_rows(counted(now), (counted(now), counted(then)), (DAYS, BEFORE), STOPS, "en").to_dict("records")
    assert row["verdict"].split(" (")[0] == message("en", verdict, p="").split(" (")[0]
    assert (row["name"], row["kind"], row["longitude"]) == ("Bridge", "Border crossing", 98.5)


def test_a_crossing_that_no_record_of_before_names_had_none_there() -> None:
    (row,) = crossing_rows(counted(20), (counted(20), counted(1).head(0)), (DAYS, BEFORE), STOPS, "th").to_dict(
        "records"
    )
    assert row["verdict"].startswith("มากขึ้น")


def test_without_days_to_compare_nothing_is_told() -> None:
    (row,) = crossing_rows(counted(20), None, None, STOPS, "en").to_dict("records")
    assert row["verdict"] == message("en", "move-no-comparison")


def test_the_days_compared_are_those_of_the_view_else_a_year() -> None:
    as_of = date(2026, 3, 13)
    assert compared_days(ViewState(date_from=DAYS[0], date_to=DAYS[1]), as_of) == (DAYS, BEFORE)
    assert compared_days(ViewState(), as_of) == (
        (date(2025, 3, 14), as_of),
        (date(2024, 3, 14), date(2025, 3, 13)),
    )
    assert compared_days(ViewState(date_from=DAYS[1], date_to=DAYS[0]), as_of) is None
    assert compared_days(ViewState(), None) is None


def test_a_place_that_alone_would_stand_out_does_not_among_many() -> None:
    def many(first: int, others: int) -> pd.DataFrame:
        row = counted(first)
        rows = [row.assign(stop_id="place:0"), *(counted(others).assign(stop_id=f"place:{n}") for n in range(1, 20))]
        return pd.concat(rows, ignore_index=True)

    alone = crossing_rows(counted(16), (counted(16), counted(5)), (DAYS, BEFORE), STOPS, "en")
    assert alone["verdict"].iloc[0].startswith(message("en", "compare-rise", p="").split(" (")[0])
    among = crossing_rows(many(16, 10), (many(16, 10), many(5, 10)), (DAYS, BEFORE), STOPS, "en")
    assert among["verdict"].iloc[0].startswith(message("en", "compare-chance", p="").split(" (")[0])
