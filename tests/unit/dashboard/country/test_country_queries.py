"""What is told of one nationality, against plain SQL on the bundled records and on small builds."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from dashboard.queries import country, country_routes, rescue, rescue_groups
from dashboard.queries.cited import list_cited
from dashboard.state import ViewState
from etl import pipeline, warehouse
from tests.conftest import RowWriter

CLEAR = ("CLEAR",)
AS_OF = date(2026, 3, 13)
CODES = ("KE", "CN", "IN", "TH", "SL")
OF_PEOPLE = "layer IN ('rescue', 'movement')"


def ask(bundled: duckdb.DuckDBPyConnection, sql: str, *values: object) -> list[tuple[Any, ...]]:
    return bundled.cursor().execute(sql, list(values)).fetchall()


@contextmanager
def opened(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        yield connection


@pytest.mark.parametrize("code", CODES)
def test_the_numbers_of_the_steps_are_those_of_the_page_of_rescue(
    bundled: duckdb.DuckDBPyConnection, code: str
) -> None:
    told = country.count_figures(bundled, levels=CLEAR, nationality=code, as_of=AS_OF).set_index("step")
    state = ViewState(nationalities=(code,))
    expected = rescue.count_steps(bundled, state=state, levels=CLEAR).set_index("step")
    assert len(expected)
    for step, row in expected.iterrows():
        assert (told.loc[step, "persons"], told.loc[step, "events"]) == (row["persons"], row["events"])


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("since", [date(2026, 2, 11), date(2025, 3, 10), date(1900, 1, 1), date(2100, 1, 1)])
def test_a_record_is_new_by_its_event_or_by_its_publication(
    bundled: duckdb.DuckDBPyConnection, code: str, since: date
) -> None:
    asked: dict[str, Any] = {"levels": CLEAR, "nationality": code, "since": since}
    news, ids = country.get_news(bundled, **asked, as_of=AS_OF), country.list_new_ids(bundled, **asked, most=500)
    written = dict(
        ask(
            bundled, "SELECT rescue_id, source_date FROM rescue UNION ALL SELECT movement_id, source_date FROM movement"
        )
    )
    told = ask(
        bundled, f"SELECT event_id, event_date, publisher FROM record WHERE nationality = ? AND {OF_PEOPLE}", code
    )
    new = {
        event_id: publisher
        for event_id, day, publisher in told
        if (day and day >= since) or (written[event_id] and written[event_id] >= since)
    }
    assert set(ids) == set(new)
    assert (news["records"], news["publishers"]) == (len(new), len(set(new.values())))
    assert news["all_records"] == len(told)


def test_people_of_new_records_are_counted_once_and_without_running_totals(bundled: duckdb.DuckDBPyConnection) -> None:
    people = country.count_new_people(bundled, levels=CLEAR, nationality="KE", since=date(1900, 1, 1))
    told = dict(zip(people["persons_kind"], people["persons"], strict=True))
    expected = dict(
        ask(
            bundled,
            "SELECT persons_kind, sum(persons)::BIGINT FROM record WHERE nationality = 'KE' AND persons IS NOT NULL"
            " AND event_date IS NOT NULL AND NOT is_running_total GROUP BY 1",
        )
    )
    assert told == expected
    assert told["sent_home"] == 245


def test_what_may_be_new_is_told_apart(home: Path, write_rows: RowWriter) -> None:
    rows = [
        {"rescue_id": "surely", "date": "2026-01-20", "nationality": "KE"},
        {"rescue_id": "before", "date": "2026-01-02", "nationality": "KE"},
        {"rescue_id": "told-later", "date": "2026-01-02", "nationality": "KE", "source_date": "2026-01-15"},
        {"rescue_id": "in-the-month", "date": "2026-01", "nationality": "KE"},
        {"rescue_id": "undated", "nationality": "KE"},
        {"rescue_id": "written-that-month", "date": "2026-01-03", "nationality": "KE", "source_date": "2026-01"},
        {"rescue_id": "of-others", "date": "2026-01-20", "nationality": "UG"},
    ]
    pipeline.load(home, [write_rows("rescue", *rows)])
    with opened(home) as connection:
        asked: dict[str, Any] = {"levels": CLEAR, "nationality": "KE", "since": date(2026, 1, 10)}
        assert set(country.list_new_ids(connection, **asked, most=9)) == {"surely", "told-later"}
        news = country.get_news(connection, **asked, as_of=date(2026, 2, 10))
        assert (news["records"], news["uncertain"]) == (2, 3)
        # The month may mean its last day, which is the newest that any record can mean.
        assert (news["newest_date"], news["newest_precision"]) == (pd.Timestamp("2026-01-01"), "month")
        assert news["age_days"] == 10


def test_what_is_dated_after_the_end_of_the_records_has_no_age(home: Path, write_rows: RowWriter) -> None:
    rows = [{"rescue_id": "a", "date": "2026-01-20", "nationality": "KE", "persons": "3", "kind": "handover"}]
    pipeline.load(home, [write_rows("rescue", *rows)])
    with opened(home) as connection:
        news = country.get_news(
            connection, levels=CLEAR, nationality="KE", since=date(2026, 1, 1), as_of=date(2026, 1, 10)
        )
        assert pd.isna(news["newest_date"])
        assert pd.isna(news["age_days"])


def test_an_event_without_a_number_is_counted_apart(home: Path, write_rows: RowWriter) -> None:
    rows = [
        {"rescue_id": "a", "date": "2026-01-20", "nationality": "KE", "persons": "3", "kind": "handover"},
        {"rescue_id": "b", "date": "2026-01-25", "nationality": "KE", "kind": "handover"},
        {"rescue_id": "c", "date": "2026-01-29", "nationality": "KE", "kind": "handover", "group_id": "cum-x"},
    ]
    pipeline.load(home, [write_rows("rescue", *rows)])
    with opened(home) as connection:
        told = country.count_figures(connection, levels=CLEAR, nationality="KE", as_of=date(2026, 1, 30)).iloc[0]
    assert (told["persons"], told["events"], told["without_number"], told["age_days"]) == (3, 1, 1, 5)
    assert told["records"] == 2


def test_each_step_of_a_group_has_the_place_of_its_newest_report(home: Path, write_rows: RowWriter) -> None:
    told = {"group_id": "g", "nationality": "KE", "date": "2026-01-20", "from_country": "MM"}
    rows = [
        told | {"rescue_id": "a", "kind": "rescue", "to_country": "LA"},
        told | {"rescue_id": "b", "kind": "rescue", "to_country": "MM", "date": "2026-01-22"},
        told | {"rescue_id": "c", "kind": "handover", "to_country": "TH"},
    ]
    pipeline.load(home, [write_rows("rescue", *rows)])
    with opened(home) as connection:
        where = country.list_where(connection, levels=CLEAR, nationality="KE")
    assert dict(zip(where["step"], where["to_country"], strict=True)) == {"freed": "MM", "handed_over": "TH"}


def test_every_group_not_sent_home_has_a_place_of_its_furthest_step(bundled: duckdb.DuckDBPyConnection) -> None:
    where = country.list_where(bundled, levels=CLEAR, nationality="KE")
    groups = rescue_groups.list_groups(
        bundled, state=ViewState(nationalities=("KE",)), levels=CLEAR, as_of=AS_OF, age="all", most=500
    )
    joined = groups.merge(where, on=["group_id", "step"])
    assert len(joined) == len(groups)
    handed = where.set_index("group_id").loc["g-20250212-phopphra-260"]
    assert (handed["place_name"], handed["to_name"], handed["to_country"]) == ("Myawaddy", "Tak", "TH")
    assert where.set_index("group_id").loc["g-2026-fb2-73", "unattributed"] == 1


def test_records_without_nationality_are_counted_apart(bundled: duckdb.DuckDBPyConnection) -> None:
    mixed = country.count_mixed(bundled, levels=CLEAR, nationality="KE", since=date(2026, 2, 11))
    [[in_groups]] = ask(
        bundled,
        "SELECT count(*) FROM record WHERE layer = 'rescue' AND nationality IS NULL AND NOT is_running_total AND"
        " group_id IN (SELECT group_id FROM record WHERE nationality = 'KE' AND NOT is_running_total)",
    )
    [[screenings]] = ask(
        bundled, "SELECT count(*) FROM record WHERE kind IN ('screening', 'border_screening') AND nationality IS NULL"
    )
    assert (mixed["in_groups"], mixed["screenings"]) == (in_groups, screenings)
    assert in_groups
    assert screenings


def test_the_sources_tell_all_records(bundled: duckdb.DuckDBPyConnection) -> None:
    sources = country.list_sources(bundled, levels=CLEAR, nationality="KE", as_of=AS_OF)
    told = ask(
        bundled,
        f"SELECT publisher, count(*), max(event_date_last) FROM record WHERE nationality = 'KE' AND {OF_PEOPLE}"
        " GROUP BY publisher",
    )
    listed = sources.set_index("publisher")
    assert listed["records"].to_dict() == {publisher: count for publisher, count, _ in told}
    for publisher, _, last in told:
        age = listed.loc[publisher, "age_days"]
        assert pd.isna(age) if last is None else age == (AS_OF - last).days
    # Of a day and the month it lies in, the month may mean a later day.
    assert listed.loc["Mwakilishi", "newest_precision"] == "month"
    assert sources["source_url"].str.startswith("http").all()


def test_a_route_has_its_stops_in_their_order(bundled: duckdb.DuckDBPyConnection) -> None:
    stops = country_routes.list_stops(bundled, levels=CLEAR, nationality="MA", most=50)
    stops = stops[stops["event_id"] == "tr-008"]
    assert stops["name"].tolist()[0].startswith("Kuala Lumpur")
    assert stops["position"].tolist() == [1, 2, 3, 4, 5]
    assert stops["name"].tolist()[-1] == "Myawaddy"
    assert set(stops["file_name"]) == {"travel_risk.csv"}


@pytest.mark.parametrize("code", CODES)
def test_nothing_above_the_viewers_level_is_told(bundled: duckdb.DuckDBPyConnection, code: str) -> None:
    asked: dict[str, Any] = {"levels": (), "nationality": code, "since": date(1900, 1, 1)}
    assert country.get_news(bundled, **asked, as_of=AS_OF)["all_records"] == 0
    assert country.list_new_ids(bundled, **asked, most=9) == ()
    assert country.count_new_people(bundled, **asked).empty
    assert country.count_figures(bundled, levels=(), nationality=code, as_of=AS_OF).empty
    assert country.list_where(bundled, levels=(), nationality=code).empty
    assert country.list_sources(bundled, levels=(), nationality=code, as_of=AS_OF).empty
    assert set(country.count_mixed(bundled, **asked).values()) == {0}
    assert country_routes.list_stops(bundled, levels=(), nationality=code, most=9).empty
    assert country.list_countries(bundled, levels=(), as_of=AS_OF).empty


def test_the_records_behind_a_step_hold_no_running_total(bundled: duckdb.DuckDBPyConnection) -> None:
    state = ViewState(nationalities=("KE",), layers=("rescue",), kinds=("repatriation", "deportation"))
    with_totals = list_cited(bundled, state=state, levels=CLEAR, most=99)
    without = list_cited(bundled, state=state, levels=CLEAR, most=99, running_totals=False)
    assert with_totals["is_running_total"].sum() == 1
    assert set(with_totals["event_id"]) - set(without["event_id"]) == {"r-0163"}
    assert without["of_records"].eq(len(without)).all()
    assert without["persons"].sum() == 245
