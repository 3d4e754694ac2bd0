"""People by step and groups by their furthest step, against plain SQL on the bundled records."""

from datetime import date
from typing import Any

import duckdb
import pandas as pd
import pytest

from dashboard.queries import rescue, rescue_groups
from dashboard.queries.cited import list_cited
from dashboard.state import ViewState

CLEAR = ("CLEAR",)
AS_OF = date(2026, 3, 13)
STEPS = ["freed", "screened", "handed_over", "sent_home"]
VIEWS = [
    ViewState(),
    ViewState(date_from=date(2025, 2, 1), date_to=date(2025, 12, 31)),
    ViewState(nationalities=("KE",)),
]


def ask(bundled: duckdb.DuckDBPyConnection, sql: str, *values: object) -> list[tuple[Any, ...]]:
    return bundled.cursor().execute(sql, list(values)).fetchall()


def counted_by_hand(bundled: duckdb.DuckDBPyConnection, state: ViewState) -> pd.DataFrame:
    """Every record that counts people of a step, filtered by plain Python."""
    frame = (
        bundled.cursor()
        .execute(
            "SELECT people.persons_kind AS step, people.persons, record.* EXCLUDE (persons, persons_kind) FROM people"
            " JOIN record ON record.layer = people.layer AND record.event_id = people.event_id"
            " WHERE record.layer IN ('incident', 'rescue') AND people.persons_kind <> 'arrested'"
        )
        .df()
    )
    if state.nationalities:
        frame = frame[frame["nationality"].isin(state.nationalities)]
    if state.date_from and state.date_to:
        inside = (frame["event_date"] >= str(state.date_from)) & (frame["event_date_last"] <= str(state.date_to))
        frame = frame[inside]
    return frame


@pytest.mark.parametrize("state", VIEWS)
def test_each_step_has_the_people_and_groups_of_its_records(
    bundled: duckdb.DuckDBPyConnection, state: ViewState
) -> None:
    expected = counted_by_hand(bundled, state)
    counted = rescue.count_steps(bundled, state=state, levels=CLEAR).set_index("step")
    assert set(counted.index) == set(expected["step"])
    for step, rows in expected.groupby("step"):
        assert counted.loc[step, "persons"] == rows["persons"].sum()
        assert counted.loc[step, "events"] == len(set(zip(rows["layer"], rows["group_id"], strict=True)))
        assert counted.loc[step, "undated"] == rows["event_date"].isna().sum()


@pytest.mark.parametrize("by", ["nationality", "place", "month"])
@pytest.mark.parametrize("step", [*STEPS, "found"])
def test_however_a_step_is_split_its_people_are_the_same(
    bundled: duckdb.DuckDBPyConnection, step: str, by: str
) -> None:
    whole = counted_by_hand(bundled, ViewState())
    split = rescue.count_each(bundled, state=ViewState(), levels=CLEAR, step=step)[by]
    assert split["persons"].sum() == whole.loc[whole["step"] == step, "persons"].sum()


@pytest.mark.parametrize("step", STEPS)
def test_what_is_not_in_the_months_is_counted_as_left_out(bundled: duckdb.DuckDBPyConnection, step: str) -> None:
    whole = counted_by_hand(bundled, ViewState())
    whole = whole[whole["step"] == step]
    first, last = pd.to_datetime(whole["event_date"]), pd.to_datetime(whole["event_date_last"])
    within = first.dt.to_period("M").eq(last.dt.to_period("M")) & first.notna()
    months = rescue.count_each(bundled, state=ViewState(), levels=CLEAR, step=step)["month"]
    steps = rescue.count_steps(bundled, state=ViewState(), levels=CLEAR).set_index("step")
    months = months[months["event_month"].notna()]
    assert months["persons"].sum() == whole.loc[within, "persons"].sum()
    assert steps.loc[step, "without_month"] + steps.loc[step, "undated"] == (~within).sum()


def test_a_country_is_no_place_and_is_not_forgotten(bundled: duckdb.DuckDBPyConnection) -> None:
    expected = ask(
        bundled,
        "SELECT record.country, sum(people.persons), count(DISTINCT record.group_id) FROM people"
        " JOIN record ON record.layer = people.layer AND record.event_id = people.event_id"
        " JOIN rescue ON rescue.rescue_id = record.event_id AND rescue.valid_to IS NULL"
        " WHERE people.layer = 'rescue' AND people.persons_kind = 'sent_home' AND record.compound_id IS NULL"
        " AND rescue.crossing_place_id IS NULL AND record.location_precision = 'country'"
        " GROUP BY record.country ORDER BY record.country",
    )
    places = rescue.count_each(bundled, state=ViewState(), levels=CLEAR, step="sent_home")["place"]
    countries = places[places["country"].notna()].sort_values("country")
    assert expected
    assert list(countries[["country", "persons", "events"]].itertuples(index=False, name=None)) == expected
    assert countries["name"].isna().all()
    assert not places["name"].dropna().str.contains("country only").any()


@pytest.mark.parametrize("state", VIEWS)
def test_victims_are_those_of_the_steps_own_records(bundled: duckdb.DuckDBPyConnection, state: ViewState) -> None:
    told = dict(ask(bundled, "SELECT rescue_id, coalesce(victims_identified, 0) FROM rescue WHERE valid_to IS NULL"))
    by_hand = counted_by_hand(bundled, state)
    expected = by_hand.assign(victims=by_hand["event_id"].map(told).fillna(0)).groupby("step")["victims"].sum()
    counted = rescue.count_steps(bundled, state=state, levels=CLEAR).set_index("step")["victims"]
    assert counted.to_dict() == expected.to_dict()


def test_running_totals_are_listed_and_enter_no_step(bundled: duckdb.DuckDBPyConnection) -> None:
    claimed = rescue.list_claimed(bundled, state=ViewState(), levels=CLEAR, most=500)
    expected = ask(
        bundled,
        "SELECT event_id FROM record WHERE layer = 'rescue' AND is_running_total AND persons IS NOT NULL",
    )
    assert set(claimed["event_id"]) == {event_id for (event_id,) in expected}
    assert not set(claimed["event_id"]) & set(counted_by_hand(bundled, ViewState())["event_id"])


def told_of_groups(bundled: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    frame = (
        bundled.cursor()
        .execute(
            "SELECT record.*, record_kind.persons_kind AS step FROM record JOIN record_kind USING (layer, kind)"
            " WHERE layer = 'rescue' AND NOT is_running_total"
        )
        .df()
    )
    return frame.assign(reached=[STEPS.index(step) for step in frame["step"]])


def test_a_group_has_its_furthest_step_and_the_newest_report_of_that_step(bundled: duckdb.DuckDBPyConnection) -> None:
    groups = rescue_groups.list_groups(bundled, state=ViewState(), levels=CLEAR, as_of=AS_OF, age="all", most=1000)
    listed = groups.set_index("group_id")
    told = told_of_groups(bundled)
    assert set(listed.index) == set(told["group_id"])
    for group_id, records in told.groupby("group_id"):
        row, furthest = listed.loc[group_id], records[records["reached"] == records["reached"].max()]
        assert row["step"] == furthest["step"].iloc[0]
        assert (row["steps"], row["records"]) == (records["step"].nunique(), len(records))
        newest = furthest["event_date_last"].max()
        if pd.isna(newest):
            assert pd.isna(row["age_days"])
        else:
            assert row["age_days"] == (pd.Timestamp(AS_OF) - newest).days
            assert row["last_date"] in set(furthest.loc[furthest["event_date_last"] == newest, "event_date"])


@pytest.mark.parametrize(
    ("kinds", "step", "day"), [((), "sent_home", "2025-03-01"), (("screening",), "screened", "2025-06-01")]
)
def test_a_later_report_of_an_earlier_step_does_not_date_the_furthest(
    kinds: tuple[str, ...], step: str, day: str
) -> None:
    groups = rescue_groups.list_groups(
        small_build(), state=ViewState(kinds=kinds), levels=CLEAR, as_of=AS_OF, age="all", most=10
    )
    row = groups.iloc[0]
    assert (row["step"], str(row["last_date"].date())) == (step, day)
    assert row["age_days"] == (pd.Timestamp(AS_OF) - pd.Timestamp(day)).days
    ages = rescue_groups.count_ages(small_build(), state=ViewState(kinds=kinds), levels=CLEAR, as_of=AS_OF)
    assert ages["age"].tolist() == ["older" if step == "sent_home" else "365"]
    assert ages["followed"].tolist() == [0 if kinds else 1]


def small_build() -> duckdb.DuckDBPyConnection:
    """One group: sent home in March, then reported screened once more in June."""
    build = duckdb.connect()
    build.execute("""
        CREATE TABLE record AS SELECT
            unnest(['a', 'b']) AS event_id, unnest([1, 2]) AS event_key, 'g' AS group_id, 1 AS group_key,
            false AS is_alone, 'rescue' AS layer, false AS is_running_total,
            unnest(['repatriation', 'screening']) AS kind, false AS is_activity, NULL::VARCHAR AS pillar,
            unnest([DATE '2025-03-01', DATE '2025-06-01']) AS event_date,
            unnest([DATE '2025-03-01', DATE '2025-06-01']) AS event_date_last, 'day' AS date_precision,
            'TH' AS country, NULL::VARCHAR AS province_id, NULL::VARCHAR AS sector_id, 'KE' AS nationality,
            NULL::VARCHAR AS location_precision, NULL::VARCHAR AS place_id, NULL::VARCHAR AS compound_id,
            'x' AS publisher, 'CLEAR' AS release_level, NULL::BIGINT AS persons, NULL::VARCHAR AS persons_kind;
        CREATE TABLE people AS SELECT * FROM record WHERE false;
        CREATE TABLE record_kind AS SELECT 'rescue' AS layer, unnest(['repatriation', 'screening']) AS kind,
            unnest(['sent_home', 'screened']) AS persons_kind;
    """)
    return build


def test_open_groups_are_all_but_those_sent_home(bundled: duckdb.DuckDBPyConnection) -> None:
    every, still = (
        rescue_groups.list_groups(bundled, state=ViewState(), levels=CLEAR, as_of=AS_OF, age=age, most=1000)
        for age in ("all", "open")
    )
    assert set(still["group_id"]) == set(every.loc[every["step"] != "sent_home", "group_id"])
    assert 0 < len(still) < len(every)


def test_ages_are_those_of_the_listed_groups(bundled: duckdb.DuckDBPyConnection) -> None:
    groups = rescue_groups.list_groups(bundled, state=ViewState(), levels=CLEAR, as_of=AS_OF, age="all", most=1000)
    edges = [-10_000, 30, 90, 365, 100_000]
    named = pd.cut(groups["age_days"].astype(float), edges, labels=["30", "90", "365", "older"]).astype(object)
    expected = groups.assign(age=named.fillna("undated")).groupby(["age", "step"]).size().to_dict()
    ages = rescue_groups.count_ages(bundled, state=ViewState(), levels=CLEAR, as_of=AS_OF)
    assert ages.set_index(["age", "step"])["events"].to_dict() == expected
    assert ages["followed"].sum() == (groups["steps"] > 1).sum()


def test_a_cut_list_of_records_knows_how_many_match(bundled: duckdb.DuckDBPyConnection) -> None:
    cut = list_cited(bundled, state=ViewState(layers=("rescue",)), levels=CLEAR, most=7)
    expected = ask(bundled, "SELECT count(*), count(DISTINCT publisher) FROM record WHERE layer = 'rescue'")
    assert len(cut) == 7
    assert list(cut[["of_records", "of_publishers"]].drop_duplicates().itertuples(index=False, name=None)) == expected
    group = str(ask(bundled, "SELECT group_id FROM record WHERE layer = 'rescue' ORDER BY group_id LIMIT 1")[0][0])
    one = list_cited(bundled, state=ViewState(), levels=CLEAR, most=500, group_ids=(group,))
    assert set(one["of_records"]) == {len(one)}
