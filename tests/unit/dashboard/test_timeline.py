"""The timeline: months counted, charted, and brushed."""

from datetime import date

import duckdb
import pandas as pd
import pytest

from dashboard.charts.timeline import BRUSH, timeline_chart
from dashboard.findings.brushed import brushed_days
from dashboard.language import message
from dashboard.queries.timeline import count_months, count_without_month
from dashboard.state import LANGUAGES, Language, ViewState
from etl.contract.vocab import LAYERS

CLEAR = ("CLEAR",)


def test_months_hold_each_event_once_and_with_the_rest_are_all_records(bundled: duckdb.DuckDBPyConnection) -> None:
    months = count_months(bundled, state=ViewState(), levels=CLEAR)
    expected = bundled.execute(
        """
        SELECT count(DISTINCT (group_id, layer, month(event_date), year(event_date))) FROM record
        WHERE NOT is_running_total AND date_precision IN ('day', 'week', 'month')
            AND strftime(event_date, '%Y-%m') = strftime(event_date_last, '%Y-%m')
        """
    ).fetchall()[0][0]
    assert months["events"].sum() == expected
    outside = count_without_month(bundled, state=ViewState(), levels=CLEAR)
    inside = bundled.execute(
        """
        SELECT count(*) FROM record WHERE NOT is_running_total
            AND strftime(event_date, '%Y-%m') = strftime(event_date_last, '%Y-%m')
        """
    ).fetchall()[0][0]
    assert sum(outside.values()) + inside == 806
    assert outside["longer"]


def test_the_period_of_a_view_does_not_narrow_its_months(bundled: duckdb.DuckDBPyConnection) -> None:
    narrow = ViewState(date_from=date(2025, 1, 1), date_to=date(2025, 1, 31))
    pd.testing.assert_frame_equal(
        count_months(bundled, state=narrow, levels=CLEAR), count_months(bundled, state=ViewState(), levels=CLEAR)
    )
    assert count_months(bundled, state=ViewState(), levels=()).empty


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("period", [(None, None), (date(2025, 1, 1), date(2025, 3, 1)), (None, date(2025, 3, 1))])
def test_a_chart_names_its_layers_and_marks_the_period(
    bundled: duckdb.DuckDBPyConnection, language: Language, period: tuple[date | None, date | None]
) -> None:
    months = count_months(bundled, state=ViewState(), levels=CLEAR)
    spec = timeline_chart(months, period=period, language=language).to_dict()
    bars, *marked = spec["layer"]
    assert bars["encoding"]["color"]["scale"]["domain"] == [message(language, f"layer-{name}") for name in LAYERS]
    assert len(marked) == (period != (None, None))
    assert spec["params"][0]["name"] == BRUSH
    rows = spec["datasets"][(bars.get("data") or spec["data"])["name"]]
    assert sum(row["events"] for row in rows) == months["events"].sum()
    assert ("543" in bars["encoding"]["x"]["axis"]["labelExpr"]) == (language == "th")


def test_a_tip_has_the_month_in_the_readers_calendar() -> None:
    months = pd.DataFrame({"event_month": [pd.Timestamp("2025-02-01")], "layer": ["rescue"], "events": [1234]})
    spec = timeline_chart(months, period=(None, None), language="th").to_dict()
    (rows,) = spec["datasets"].values()
    assert rows[0]["tip"] == f"กุมภาพันธ์ 2568 · {message('th', 'layer-rescue')}: 1,234"


@pytest.mark.parametrize(
    ("selection", "days"),
    [
        ({"event_month": [1738368000000, 1738368000000]}, (date(2025, 2, 1), date(2025, 2, 28))),
        ({"utcyearmonth_event_month": [1740787200000, 1735689600000]}, (date(2025, 1, 1), date(2025, 3, 31))),
        ({"x": []}, None),
        ({"x": ["a", "b"]}, None),
        ({"x": [1e30, 5]}, None),
        ({"x": [float("nan"), 5]}, None),
        ({"x": [True, False]}, None),
        ({}, None),
        (None, None),
        ("2025", None),
    ],
)
def test_what_was_brushed_is_whole_months_or_nothing(selection: object, days: tuple[date, date] | None) -> None:
    assert brushed_days(selection) == days
