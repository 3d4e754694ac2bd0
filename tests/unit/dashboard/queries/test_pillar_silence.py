"""Where a pillar is silent, the last that was told of it."""

from datetime import date

import duckdb
import pytest

from dashboard.queries.pillar_silence import get_last
from dashboard.state import ViewState

CLEAR = ("CLEAR",)


@pytest.mark.parametrize("last", [date(2024, 6, 30), date(2026, 3, 13)])
@pytest.mark.parametrize("pillar", ["infrastructure", "law_enforcement", "none"])
def test_the_last_record_is_the_newest_that_is_not_after_the_day(
    bundled: duckdb.DuckDBPyConnection, pillar: str, last: date
) -> None:
    (newest,) = (
        bundled.cursor()
        .execute(
            "SELECT max(event_date) FROM record WHERE coalesce(pillar, 'none') = ? AND NOT is_running_total"
            " AND event_date <= ?",
            [pillar, last],
        )
        .fetchall()[0]
    )
    found = get_last(bundled, state=ViewState(), levels=CLEAR, last=last, pillar=pillar)
    assert [day.date() for day in found["event_date"].dropna()] == ([newest] if newest else [])


def test_a_sector_has_its_own_last_record_and_one_without_any_has_none(bundled: duckdb.DuckDBPyConnection) -> None:
    asked = {"state": ViewState(), "levels": CLEAR, "last": date(2026, 3, 13), "pillar": "law_enforcement"}
    found = get_last(bundled, **asked, sector_id="mae-sot-myawaddy")
    sector = "SELECT sector_id FROM record WHERE event_id = ?"
    assert bundled.cursor().execute(sector, [found["event_id"].iloc[0]]).fetchone() == ("mae-sot-myawaddy",)
    assert get_last(bundled, **asked, sector_id="nowhere").empty
