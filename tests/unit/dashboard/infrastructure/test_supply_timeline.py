"""Lanes of the timeline, and what it draws."""

import json
from datetime import date

import pandas as pd
import pytest

from dashboard.charts.infrastructure import SHAPES, supply_timeline
from dashboard.charts.infrastructure_effect import PLACEBO_SHAPES, effect_series, placebo_strip
from dashboard.findings import infrastructure_lanes
from dashboard.findings.infrastructure import Standing
from dashboard.findings.infrastructure_lanes import is_cut_off, lanes, open_spans
from dashboard.layers.palette import ACTION_COLOURS
from etl.contract.vocab import INFRASTRUCTURE_ACTIONS


def mark(
    kind: str = "power", action: str = "cut", first: str = "2025-02-05", last: str = "", precision: str = "day"
) -> dict[str, object]:
    return {
        "supply_id": f"{kind}:here",
        "point_id": "here",
        "kind": kind,
        "action": action,
        "event_date": pd.Timestamp(first) if first else pd.NaT,
        "event_date_last": pd.Timestamp(last or first) if first else pd.NaT,
        "date_precision": precision,
        "name": "Here",
        "name_th": "ที่นี่",
        "country": "MM",
        "location_precision": "town",
        "border_country": "MM",
        "border_km": 3.0,
        "reports": 2,
        "publishers": 1,
        "event_ids": ["a", "b"],
    }


def test_a_month_is_a_bar_of_that_month_and_a_day_is_a_mark() -> None:
    drawn = lanes(pd.DataFrame([mark(), mark("fuel", "cut", "2025-02-01", "2025-02-28", "month")]), "en")
    power, fuel = drawn.to_dict("records")
    assert (power["is_coarse"], power["start"], power["middle"]) == (False, "2025-02-05", "2025-02-05")
    assert (fuel["is_coarse"], fuel["start"], fuel["end"], fuel["dated"]) == (
        True,
        "2025-02-01",
        "2025-03-01",
        "February 2025",
    )


def test_lanes_stand_by_kind_and_are_named_in_the_language() -> None:
    frame = pd.DataFrame([mark("fuel"), mark("satellite"), mark("power")])
    assert lanes(frame, "en")["lane"].tolist() == ["Power · Here", "Satellite · Here", "Fuel · Here"]
    assert lanes(frame, "th")["lane"].tolist()[0] == "ไฟฟ้า · ที่นี่"


def test_undated_marks_have_no_lane_and_too_many_lanes_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pd.DataFrame([mark(first=""), mark("fuel", first="2024-01-01"), mark("internet")])
    assert lanes(frame, "en")["supply_id"].tolist() == ["internet:here", "fuel:here"]
    assert not is_cut_off(frame)
    monkeypatch.setattr(infrastructure_lanes, "MOST_LANES", 1)
    assert lanes(frame, "en")["supply_id"].tolist() == ["internet:here"]
    assert is_cut_off(frame)


def spans(first: date | None) -> list[list[str]]:
    supplies = pd.DataFrame(
        [
            {"supply_id": "power:here", "state": "not_restored", "since_date": pd.Timestamp("2025-02-05")},
            {"supply_id": "fuel:here", "state": "restored", "since_date": pd.NaT},
        ]
    )
    drawn = lanes(pd.DataFrame([mark(), mark("fuel")]), "en")
    return open_spans(drawn, Standing(supplies, date(2025, 6, 1)), first=first).to_numpy().tolist()


def test_a_cut_that_is_not_restored_runs_to_the_day_of_the_state() -> None:
    assert spans(None) == [["Power · Here", "2025-02-05", "2025-06-01"]]
    assert spans(date(2025, 4, 1)) == [["Power · Here", "2025-04-01", "2025-06-01"]]
    assert spans(date(2025, 7, 1)) == []


def test_every_action_has_a_shape_and_a_colour() -> None:
    assert set(SHAPES) == set(ACTION_COLOURS) == set(INFRASTRUCTURE_ACTIONS)
    signs = {
        (SHAPES[action], ACTION_COLOURS[action])
        for action in ("cut", "reduced", "seized", "restored", "alternative_supply", "expanded")
    }
    assert len({shape for shape, _ in signs}) == 6


def test_the_timeline_sends_no_ids_of_records_and_has_buddhist_years_in_thai() -> None:
    drawn = lanes(pd.DataFrame([mark(), mark("fuel", "cut", "2025-02-01", "2025-02-28", "month")]), "th")
    spans_ = pd.DataFrame({"lane": ["x"], "start": ["2025-02-05"], "end": ["2025-06-01"]})
    chart = supply_timeline(drawn, spans_, at="2025-06-01", colours=ACTION_COLOURS, language="th")
    sent = json.dumps(chart.to_dict(), ensure_ascii=False)
    assert "event_ids" not in sent
    assert "utcyear(datum.value) + 543" in sent
    assert "ก.พ." in sent
    assert [layer["mark"]["type"] for layer in chart.to_dict()["layer"]] == ["rule", "bar", "point", "rule"]


def test_a_series_without_an_estimate_has_no_line() -> None:
    series = pd.DataFrame({"month": ["2025-01-01", "2025-02-01"], "observed": [3, 1], "expected": [None, None]})
    back = pd.DataFrame(
        [{"day": "2025-02-20", "action": "restored", "action_words": "Restored", "dated": "20 February 2025"}]
    )
    with_none = effect_series(series, back.iloc[:0], cut="2025-02-05", colours=ACTION_COLOURS, language="en")
    assert [layer["mark"]["type"] for layer in with_none.to_dict()["layer"]] == ["rect", "rule"]
    told = effect_series(
        series.assign(expected=[None, 3.0]), back, cut="2025-02-05", colours=ACTION_COLOURS, language="en"
    )
    assert [layer["mark"]["type"] for layer in told.to_dict()["layer"]] == ["rect", "rule", "line", "point"]


def test_the_true_jump_and_the_placebos_differ_in_shape() -> None:
    placebos = pd.DataFrame({"kind": ["true", "date", "sector"], "words": ["a", "b", "c"], "t": [-3.0, 0.5, 1.0]})
    sent = placebo_strip(placebos, colours=ACTION_COLOURS, language="en").to_dict()
    assert sent["layer"][1]["encoding"]["shape"]["scale"]["range"] == list(PLACEBO_SHAPES.values())
    assert len(set(PLACEBO_SHAPES.values())) == 3
