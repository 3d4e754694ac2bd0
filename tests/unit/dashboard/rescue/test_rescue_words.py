"""Rows of rescue in words, their charts, and what is said of each pillar's change."""

from datetime import date

import pandas as pd
import pytest

from dashboard.charts.rescue import BAR, bars, month_bars
from dashboard.charts.style import TEXT
from dashboard.findings.pillars import Window, pillars
from dashboard.findings.rescue import AGES, STEPS, age_rows, month_rows, place_rows, step_rows, unplaced_rows
from dashboard.state import Language
from etl.contract.vocab import PILLARS

PLACES = pd.DataFrame(
    {
        "key": ["country:MM", "none", "place:x"],
        "name": [None, None, "Mae Sot"],
        "name_th": [None, None, "แม่สอด"],
        "country": ["MM", None, None],
        "persons": [3, 2, 10],
        "events": [1, 1, 4],
    }
)
MONTHS = pd.DataFrame(
    {
        "key": ["2025-02-01", "longer", "undated"],
        "event_month": pd.to_datetime(["2025-02-01", None, None]),
        "persons": [7, 5, 1],
        "events": [2, 1, 1],
    }
)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["country only: Myanmar", "Place not told"]),
        ("th", ["ทราบเพียงประเทศ: เมียนมา", "ไม่ระบุสถานที่"]),
    ],
)
def test_a_country_and_no_place_at_all_are_told_apart_from_places(language: Language, names: list[str]) -> None:
    assert unplaced_rows(PLACES, language)["name"].tolist() == names
    assert place_rows(PLACES, language)["name"].tolist() == [{"en": "Mae Sot", "th": "แม่สอด"}[language]]


def test_every_step_has_a_row_also_that_of_nobody() -> None:
    rows = step_rows(pd.DataFrame({"step": ["freed"], "persons": [4], "events": [2]}), "en")
    assert rows["key"].tolist() == list(STEPS)
    assert rows["number"].tolist() == [0, 4, 0, 0, 0]
    assert rows["tip"].iloc[1] == "Freed or escaped: 4 people in 2 events"


def test_what_no_month_can_hold_has_a_row_and_no_bar() -> None:
    rows = month_rows(MONTHS, "th")
    assert rows["name"].tolist() == ["กุมภาพันธ์ 2568", "ทราบเพียงช่วงยาวกว่าหนึ่งเดือน", "ไม่มีวันที่"]
    assert rows[["start", "end"]].iloc[0].tolist() == ["2025-02-01", "2025-03-01"]
    assert rows["start"].isna().tolist() == [False, True, True]


def test_groups_that_were_sent_home_have_no_age() -> None:
    ages = pd.DataFrame({"age": ["30", "30", "90"], "step": ["freed", "sent_home", "screened"], "events": [2, 9, 1]})
    rows = age_rows(ages, "en")
    assert rows["key"].tolist() == list(AGES)
    assert rows["number"].tolist() == [2, 1, 0, 0, 0]


@pytest.mark.parametrize("scale", [1.0, 2.5])
def test_the_type_of_a_chart_grows_with_the_screen(scale: float) -> None:
    rows = step_rows(pd.DataFrame({"step": ["freed"], "persons": [4], "events": [2]}), "en")
    months = month_rows(MONTHS.head(1), "en")
    for chart in (bars(rows, value="People", scale=scale), month_bars(months, value="P", language="en", scale=scale)):
        config = chart.to_dict()["config"]
        assert config["axis"]["labelFontSize"] == config["text"]["fontSize"] == round(TEXT * scale)
        assert config["view"]["strokeWidth"] == 0
        assert config["font"].startswith("Noto Sans")


def test_a_bar_is_chosen_by_its_key_and_none_holds_more_than_its_number() -> None:
    rows = step_rows(pd.DataFrame({"step": ["freed"], "persons": [4], "events": [2]}), "en")
    told = bars(rows, value="People").to_dict()
    assert [(one["name"], one["select"]["fields"]) for one in told["params"]] == [(BAR, ["key"])]
    (data,) = told["datasets"].values()
    assert [row["number"] for row in data] == [0, 4, 0, 0, 0]


def test_the_bar_of_a_month_stands_on_the_foot_of_the_chart() -> None:
    drawn, _ = month_bars(month_rows(MONTHS.head(1), "en"), value="P", language="en").to_dict()["layer"]
    assert drawn["mark"]["type"] == "bar"
    assert drawn["encoding"]["y2"] == {"datum": 0}


def test_each_pillar_has_a_verdict_and_few_events_can_tell_nothing() -> None:
    window = Window(date(2025, 9, 15), date(2025, 12, 14), date(2026, 3, 13))
    counted = pd.DataFrame(
        {
            "pillar": ["logistics", "technology"],
            "events": [60, 2],
            "events_before": [10, 1],
            "unsure": [0, 3],
            "last_date": pd.to_datetime(["2026-03-01", "2026-01-01"]),
            "last_precision": ["day", "day"],
        }
    )
    reached = pd.DataFrame({"pillar": ["logistics"], "sector_id": ["a"]})
    found = {pillar.name: pillar for pillar in pillars(counted, reached, ["a", "b"], window)}
    assert list(found) == [*PILLARS, "none"]
    assert found["logistics"].verdict.trend == "rise"
    assert found["technology"].verdict.trend == "cannot_tell"
    assert found["technology"].numbers == {"now": 2, "before": 1, "unsure": 3}
    assert found["logistics"].silent_sectors == ("b",)
    assert found["none"].last_date is None
