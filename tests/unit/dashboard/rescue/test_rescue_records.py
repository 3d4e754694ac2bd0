"""The records behind a number of rescue and pillars are those that it counts, and no others."""

from datetime import date

import duckdb
import pytest

from dashboard.queries import pillars, rescue, rescue_groups, rescue_records
from dashboard.state import ViewState

CLEAR = ("CLEAR",)
AS_OF = date(2026, 3, 13)
DAYS = {"before": date(2025, 9, 15), "first": date(2025, 12, 14), "last": AS_OF}
VIEWS = [ViewState(), ViewState(date_from=date(2025, 2, 1), date_to=date(2025, 12, 31))]


@pytest.mark.parametrize("state", VIEWS)
@pytest.mark.parametrize("by", ["nationality", "month", "place"])
@pytest.mark.parametrize("step", ["found", "sent_home"])
def test_the_records_of_a_bar_have_its_people_and_its_events(
    bundled: duckdb.DuckDBPyConnection, state: ViewState, by: str, step: str
) -> None:
    told = {"state": state, "levels": CLEAR, "step": step}
    for bar in rescue.count_each(bundled, **told)[by].to_dict("records"):
        records = rescue_records.list_people_records(bundled, most=1000, **told, **{by: (bar["key"],)})
        groups = "SELECT count(DISTINCT (layer, group_id)) FROM record WHERE list_contains($ids, event_id)"
        ids = records["event_id"].tolist()
        people = "SELECT sum(persons) FROM people WHERE persons_kind = $step AND list_contains($ids, event_id)"
        (events,) = bundled.cursor().execute(groups, {"ids": ids}).fetchone() or (0,)
        (persons,) = bundled.cursor().execute(people, {"ids": ids, "step": step}).fetchone() or (0,)
        assert (events, persons) == (bar["events"], bar["persons"]), bar["key"]


def test_no_running_total_is_behind_a_number(bundled: duckdb.DuckDBPyConnection) -> None:
    for step in ("freed", "screened", "handed_over", "sent_home"):
        records = rescue_records.list_people_records(bundled, state=ViewState(), levels=CLEAR, most=1000, step=step)
        assert len(records)
        assert not records["is_running_total"].any()


def test_what_was_chosen_of_several_kinds_holds_at_once(bundled: duckdb.DuckDBPyConnection) -> None:
    asked = {"state": ViewState(), "levels": CLEAR, "step": "sent_home", "most": 1000}
    china = rescue_records.list_people_records(bundled, nationality=("CN",), **asked)
    month = rescue_records.list_people_records(bundled, month=("2025-03-01",), **asked)
    both = rescue_records.list_people_records(bundled, nationality=("CN",), month=("2025-03-01",), **asked)
    assert 0 < len(both) < min(len(china), len(month))
    assert set(both["event_id"]) == set(china["event_id"]) & set(month["event_id"])


def test_a_cut_list_says_how_many_there_are(bundled: duckdb.DuckDBPyConnection) -> None:
    cut = rescue_records.list_people_records(bundled, state=ViewState(), levels=CLEAR, most=3, step="sent_home")
    whole = rescue_records.list_people_records(bundled, state=ViewState(), levels=CLEAR, most=1000, step="sent_home")
    assert len(cut) == 3
    assert set(cut["of_records"]) == {len(whole)}
    groups = rescue_groups.list_groups(bundled, state=ViewState(), levels=CLEAR, as_of=AS_OF, age="all", most=3)
    claims = rescue.list_claimed(bundled, state=ViewState(), levels=CLEAR, most=3)
    assert set(groups["of_groups"]) == {149}
    assert set(claims["of_claims"]) == {42}


@pytest.mark.parametrize("age", ["30", "90", "365", "older", "undated"])
def test_the_records_of_an_age_are_of_its_groups(bundled: duckdb.DuckDBPyConnection, age: str) -> None:
    asked = {"state": ViewState(), "levels": CLEAR, "as_of": AS_OF}
    ages = rescue_groups.count_ages(bundled, **asked)
    still = ages[(ages["age"] == age) & (ages["step"] != "sent_home")]["events"].sum()
    records = rescue_records.list_aged_records(bundled, most=1000, ages=(age,), **asked)
    groups = "SELECT DISTINCT group_id FROM record WHERE layer = 'rescue' AND list_contains($ids, event_id)"
    assert len(bundled.cursor().execute(groups, {"ids": records["event_id"].tolist()}).fetchall()) == still > 0


def test_nobody_sees_records_above_his_level(bundled: duckdb.DuckDBPyConnection) -> None:
    asked = {"state": ViewState(), "levels": ("RED",), "most": 10}
    assert rescue_records.list_people_records(bundled, step="sent_home", **asked).empty
    assert rescue_records.list_aged_records(bundled, as_of=AS_OF, ages=("30",), **asked).empty
    assert pillars.list_pillar_records(bundled, pillar="logistics", when="now", **asked, **DAYS).empty


@pytest.mark.parametrize(("when", "column"), [("now", "events"), ("before", "events_before"), ("unsure", "unsure")])
def test_the_records_of_a_pillar_are_those_that_its_number_counts(
    bundled: duckdb.DuckDBPyConnection, when: str, column: str
) -> None:
    asked = {"state": ViewState(), "levels": CLEAR, **DAYS}
    counted = pillars.count_pillars(bundled, **asked).set_index("pillar")[column]
    assert counted.sum() > 0
    for pillar, count in counted.items():
        records = pillars.list_pillar_records(bundled, pillar=str(pillar), when=when, most=1000, **asked)
        ids = {"ids": records["event_id"].tolist()}
        sql = "SELECT count(DISTINCT (layer, group_id)), count(*) FROM record WHERE list_contains($ids, event_id)"
        groups, rows = bundled.cursor().execute(sql, ids).fetchone() or (0, 0)
        assert (rows if when == "unsure" else groups) == count, pillar


def test_the_newest_of_each_pillar_are_the_first_of_its_records(bundled: duckdb.DuckDBPyConnection) -> None:
    asked = {"state": ViewState(), "levels": CLEAR}
    newest = pillars.list_newest(bundled, each=3, first=DAYS["first"], last=DAYS["last"], **asked)
    told = newest.groupby(newest["pillar"].fillna("none"))["event_id"].agg(list).to_dict()
    counted = pillars.count_pillars(bundled, **asked, **DAYS)
    assert set(told) == set(counted.loc[counted["events"] > 0, "pillar"])
    for pillar, event_ids in told.items():
        records = pillars.list_pillar_records(bundled, pillar=str(pillar), when="now", most=3, **asked, **DAYS)
        assert event_ids == records["event_id"].tolist()
